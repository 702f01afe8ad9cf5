import { canonicalJson } from '../../../assembly';
import { actionCovers, type JsonValue, type PatternElement, readPolicyDocument, type Statement } from '../../../policy';
import { documentOf } from '../../diff/identity/policy-text';
import { isWithin } from '../../diff/statement-cover';

/** A statement as it stands, and its meaning if it can be read. */
interface Known {
  readonly effect: 'Allow' | 'Deny';
  readonly text: string;
  readonly statement?: Statement;
}

/**
 * Whether it is certain that one document of a role allows only actions that the other one allowed, and still denies all that it denied. An
 * undefined document has no statements.
 */
export function onlyTightens(before: string | undefined, after: string | undefined): boolean {
  const [former, present] = [statementsOf(before), statementsOf(after)];
  // The meaning of a variable depends on the version.
  if (former === undefined || present === undefined) return false;
  if (former.length > 0 && present.length > 0 && versionOf(before) !== versionOf(after)) return false;
  const isIn = ({ text }: Known, list: readonly Known[]) => list.some((other) => other.text === text);
  return present.filter(({ effect }) => effect === 'Allow').every((each) => isIn(each, former) || isCovered(each, former))
    && former.filter(({ effect }) => effect === 'Deny').every((each) => isIn(each, present) || isCovered(each, present));
}

/** Whether one statement of a list matches all that a statement matches. */
function isCovered({ statement, effect }: Known, list: readonly Known[]): boolean {
  return statement !== undefined && list.some((other) => other.statement !== undefined && other.effect === effect
    && isWithin(statement, other.statement, ['resource']) && areActionsWithin(statement.action, other.statement.action));
}

function areActionsWithin(narrow: PatternElement, wide: PatternElement): boolean {
  const covers = (patterns: readonly string[], others: readonly string[]) => (
    others.every((other) => patterns.some((pattern) => actionCovers(pattern, other))));
  if (narrow.negated !== wide.negated) return false;
  return narrow.negated ? covers(narrow.patterns, wide.patterns) : covers(wide.patterns, narrow.patterns);
}

/** Undefined for a document whose meaning is uncertain. */
function statementsOf(content: string | undefined): Known[] | undefined {
  if (content === undefined) return [];
  const document = documentOf(content);
  if (!isObject(document) || document.Statement === undefined) return undefined;
  const statements = [document.Statement].flat().map((raw): Known | undefined => {
    if (!isObject(raw) || (raw.Effect !== 'Allow' && raw.Effect !== 'Deny')) return undefined;
    const { Sid: _sid, ...rest } = raw;
    const { document: { statements: [statement] }, problems } = readPolicyDocument({ Version: '2012-10-17', Statement: [rest] }, 'IDENTITY_POLICY');
    return { effect: raw.Effect, text: canonicalJson(rest), ...(problems.length === 0 ? { statement } : {}) };
  });
  return statements.every((each) => each !== undefined) ? statements : undefined;
}

function versionOf(content: string | undefined): JsonValue | undefined {
  const document = documentOf(content ?? '{}');
  return isObject(document) ? document.Version : undefined;
}

function isObject(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
