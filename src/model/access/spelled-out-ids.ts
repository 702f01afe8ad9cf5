import { type CompiledPolicy, type Condition, conditionFamily, ID_TEXTS, type IdKind, type Statement, writePolicyDocument } from '../../policy';
import { onceForEach } from '../grouping';

/** The condition keys whose values have IDs of a kind. */
const KEYS: Readonly<Record<IdKind, RegExp>> = {
  account: /account|arn$/i, organization: /org(?:id|paths)$/i, organizationalUnit: /orgpaths$/i, root: /orgpaths$/i,
};

const FOUND = new WeakMap<CompiledPolicy, Map<IdKind, readonly string[] | undefined>>();

/** The IDs of a kind that a policy spells out, read once; undefined where it has a pattern of them, or takes them for numbers. */
export function idsSpelledOut(policy: CompiledPolicy, kind: IdKind): readonly string[] | undefined {
  const found = FOUND.get(policy) ?? new Map<IdKind, readonly string[] | undefined>();
  FOUND.set(policy, found);
  if (!found.has(kind)) {
    const isOpen = policy.document.statements.some((each) => hasPattern(each, kind));
    found.set(kind, isOpen ? undefined : textOf(policy).match(ID_TEXTS[kind]) ?? []);
  }
  return found.get(kind);
}

/** The document as JSON, in which no character is escaped that need not be. */
export const textOf = onceForEach(({ document }: CompiledPolicy): string => JSON.stringify(writePolicyDocument(document)));

function hasPattern({ conditions, resource }: Statement, kind: IdKind): boolean {
  return conditions.some((condition) => KEYS[kind].test(condition.key) && isPattern(condition, kind))
    || (kind === 'account' && !resource.patterns.every(hasWholeAccounts));
}

/** Whether a condition may match some IDs that it does not spell out, and not others. */
function isPattern({ operator, values }: Condition, kind: IdKind): boolean {
  const family = conditionFamily(operator);
  if (family === 'null') return false;
  return !(family === 'string' || family === 'arn') || !values.every(kind === 'account' ? hasWholeAccounts : hasWholeParts);
}

/** Whether wildcards stand for whole parts of a path of IDs, or for all of the text. */
function hasWholeParts(text: string): boolean {
  return text.split('/').every(isWhole);
}

/** The same for the account of an ARN, or for an ID. Wildcards in the last part of an ARN and beside letters match no part of an ID. */
function hasWholeAccounts(text: string): boolean {
  const parts = text.split(':');
  return parts.slice(0, parts.length < 6 ? undefined : 5).every((part) => isWhole(part) || !/[\d?]/.test(part));
}

function isWhole(part: string): boolean {
  return part === '*' || !/[*?]/.test(part);
}
