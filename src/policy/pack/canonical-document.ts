import { type PatternElement, type PolicyDocument, type Statement } from '../language';
import { canonicalStatement, compare, meaningOf } from './canonical-statement';

/**
 * The same policy in its shortest known form, regardless of the original order. Statements with the same meaning become
 * one, and so do those that differ only in their actions or only in their resources. The Sid of the first of them stays.
 */
export function canonicalDocument(document: PolicyDocument): PolicyDocument {
  const statements = document.statements.map(canonicalStatement);
  const byAction = merge(statements, 'action');
  const byResource = merge(byAction, 'resource');
  return { ...document, statements: [...byResource].sort((one, other) => compare(orderKey(one), orderKey(other))) };
}

/**
 * Joins statements that differ in one list only. Exact for `Action` and `Resource`, because the joined list matches exactly the
 * matches of both; not for `NotAction` and `NotResource`, which stay separate unless they are equal.
 */
function merge(statements: readonly Statement[], name: 'action' | 'resource'): Statement[] {
  const groups = new Map<string, Statement>();
  for (const statement of statements) {
    const element = statement[name];
    const rest = element.negated ? statement : { ...statement, [name]: ANY };
    const key = meaningOf(rest);
    const first = groups.get(key);
    if (first === undefined) groups.set(key, statement);
    else groups.set(key, canonicalStatement({ ...withSid(first, statement), [name]: union(first[name], element) }));
  }
  return [...groups.values()];
}

const ANY: PatternElement = { negated: false, patterns: [] };

function union(one: PatternElement, other: PatternElement): PatternElement {
  return { negated: one.negated, patterns: [...one.patterns, ...other.patterns] };
}

/** The Sid that stays must not depend on the order of the statements. */
function withSid(one: Statement, other: Statement): Statement {
  const [sid] = [one.sid, other.sid].filter((candidate) => candidate !== undefined).sort(compare);
  return sid === undefined ? one : { ...one, sid };
}

function orderKey(statement: Statement): string {
  return `${statement.effect}\n${meaningOf(statement)}\n${statement.sid ?? ''}`;
}
