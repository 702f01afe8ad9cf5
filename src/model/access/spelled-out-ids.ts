import { type CompiledPolicy, type Condition, conditionFamily, ID_TEXTS, type IdKind, type Statement, writePolicyDocument } from '../../policy';

/** The IDs that a policy spells out, by kind; undefined for a kind of which it has a pattern, or that it takes for a number. */
export type SpelledOutIds = Readonly<Record<IdKind, readonly string[] | undefined>>;

/** The condition keys whose values have IDs of a kind. */
const KEYS: Readonly<Record<IdKind, RegExp>> = {
  account: /account|arn$/i, organization: /org(?:id|paths)$/i, organizationalUnit: /orgpaths$/i, root: /orgpaths$/i,
};

const FOUND = new WeakMap<CompiledPolicy, SpelledOutIds>();

/** Read once for each policy. */
export function idsSpelledOut(policy: CompiledPolicy): SpelledOutIds {
  let found = FOUND.get(policy);
  if (found === undefined) {
    const { statements } = policy.document;
    const text = textOf(policy);
    const idsOf = (kind: IdKind) => (statements.some((each) => hasPattern(each, kind)) ? undefined : text.match(ID_TEXTS[kind]) ?? []);
    found = {
      account: idsOf('account'), organization: idsOf('organization'), organizationalUnit: idsOf('organizationalUnit'), root: idsOf('root'),
    };
    FOUND.set(policy, found);
  }
  return found;
}

/** The document as JSON, in which no character is escaped that need not be. */
export function textOf({ document }: CompiledPolicy): string {
  return JSON.stringify(writePolicyDocument(document));
}

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
