import { GUARDRAIL_TABLE } from './guardrail-table.generated';
import { type AuthorizationPolicyType, FROM_DAY } from '../../contract';
import { actionCovers, type ConditionReason, type PatternElement, type Reason, type StatementReason } from '../../policy';
import { actionsMatching } from '../../policy/actions';

/** A guardrail of the catalogue, and what it promises. */
export interface NamedGuardrail {
  /** `deny-leaving-organization`. */
  readonly id: string;
  /** The effect of the guardrail, as in docs/guardrails.md: `Denies leaving the organization`. */
  readonly promise: string;
}

/** A statement that a guardrail of the catalogue can have. In each text, `<>` represents a value that the author of the policy chooses. */
export interface GuardrailStatement {
  readonly sid: string;
  readonly action: PatternElement;
  readonly resource: PatternElement;
  /** The operator, the key and the values of each condition. */
  readonly conditions: readonly (readonly [string, string, readonly string[]])[];
}

/** A guardrail as the generated table has it. */
export interface TabledGuardrail extends NamedGuardrail {
  readonly type: AuthorizationPolicyType;
  readonly statements: readonly GuardrailStatement[];
}

/** Represents a chosen value. */
const CHOSEN = '<>';

/** The conditions that exempt principals and accounts. */
const EXEMPTIONS: Readonly<Record<AuthorizationPolicyType, readonly string[]>> = {
  SERVICE_CONTROL_POLICY: ['ArnNotLike aws:principalarn', 'StringNotEquals aws:principalaccount'],
  RESOURCE_CONTROL_POLICY: ['ArnNotLike aws:principalarn', 'StringNotEquals aws:resourceaccount'],
};

/**
 * The guardrail whose statement denies an action. A Sid alone proves nothing, since anyone can write it: the statement must deny at least
 * the actions of the guardrail, for the same resources and under the same conditions, but for the values that the author chooses and for
 * exemptions. The names of policies and other texts of the organization do not count.
 */
export function guardrailOf(reason: Reason, action: string): NamedGuardrail | undefined {
  if (reason.kind !== 'deny') return undefined;
  const key = keyOf(reason, action);
  const known = FOUND.get(key);
  if (known !== undefined) return known === NONE ? undefined : known;
  const row = GUARDRAIL_TABLE.find(({ type, statements }) => (
    type === reason.type && statements.some((statement) => isStatementOf(statement, reason, action))));
  const found = row === undefined ? NONE : { id: row.id, promise: row.promise };
  FOUND.set(key, found);
  return found === NONE ? undefined : found;
}

const NONE: NamedGuardrail = { id: '', promise: '' };

/** The answers about statements, which thousands of accounts share. */
const FOUND = new Map<string, NamedGuardrail>();

/** Equal for two denials of an action by statements with the same text. */
function keyOf({ type, statement, action: actions, resource, conditions }: StatementReason, action: string): string {
  const values = conditions.map(({ operator, key, values: those }) => [operator, key, those]);
  return JSON.stringify([type, statement, actions, resource?.element, resource?.patterns, values, action]);
}

/** The condition of a statement that denies what is exempt until a day. */
const FROM_CONDITION = `${FROM_DAY.operator} ${FROM_DAY.key.toLowerCase()}`;

function isStatementOf(statement: GuardrailStatement, reason: StatementReason, action: string): boolean {
  return fits(statement.sid, reason.statement.replace(FROM_DAY.sid, ''))
    && actionsFit(statement.action, elementOf(reason.action), action)
    && elementsFit(statement.resource, elementOf(reason.resource))
    && conditionsFit(statement.conditions, reason);
}

function elementOf(part?: { readonly element: string; readonly patterns: readonly string[] }): PatternElement {
  return part === undefined ? { negated: false, patterns: ['*'] } : { negated: part.element.startsWith('Not'), patterns: part.patterns };
}

/** Actions that are no choice may be written in other patterns, as `compressActions` does, and may be more. */
function actionsFit(wanted: PatternElement, given: PatternElement, action: string): boolean {
  if (wanted.negated || given.negated || wanted.patterns.some((pattern) => pattern.includes(CHOSEN))) return elementsFit(wanted, given);
  const covers = (name: string) => given.patterns.some((pattern) => actionCovers(pattern, name));
  const isDenied = (pattern: string) => covers(pattern) || (actionsMatching(pattern).length > 0 && actionsMatching(pattern).every(covers));
  return wanted.patterns.some((pattern) => actionCovers(pattern, action)) && wanted.patterns.every(isDenied);
}

function elementsFit(wanted: PatternElement, given: PatternElement): boolean {
  return wanted.negated === given.negated && valuesFit(wanted.patterns, given.patterns);
}

function conditionsFit(wanted: GuardrailStatement['conditions'], { type, conditions }: StatementReason): boolean {
  const exemptions = [...EXEMPTIONS[type as AuthorizationPolicyType], FROM_CONDITION];
  const isExemption = (condition: ConditionReason) => exemptions.includes(`${condition.operator} ${condition.key.toLowerCase()}`);
  const isOf = ([operator, key]: GuardrailStatement['conditions'][number], condition: ConditionReason) => (
    condition.operator === operator && fits(key.toLowerCase(), condition.key.toLowerCase()));
  const isThere = (each: GuardrailStatement['conditions'][number]) => (
    conditions.some((condition) => isOf(each, condition) && valuesFit(each[2], condition.values, isExemption(condition))));
  const chosen = wanted.filter(([, key]) => key.includes(CHOSEN));
  return wanted.every((each) => chosen.includes(each) || isThere(each)) && (chosen.length === 0 || chosen.some(isThere))
    && conditions.every((condition) => isExemption(condition) || wanted.some((each) => isOf(each, condition)));
}

/** Whether each value is one of the wanted ones, and each that is no choice is there. */
function valuesFit(wanted: readonly string[], given: readonly string[], mayHaveMore = false): boolean {
  return wanted.every((text) => text.includes(CHOSEN) || given.includes(text))
    && (mayHaveMore || given.every((text) => wanted.some((template) => fits(template, text))));
}

/** Whether a text has the fixed parts of a template in their order, with something in each gap. */
function fits(template: string, text: string): boolean {
  const parts = template.split(CHOSEN);
  if (parts.length === 1) return template === text;
  const [first, last] = [parts[0], parts[parts.length - 1]];
  if (!text.startsWith(first)) return false;
  let end = first.length;
  for (const part of parts.slice(1, -1)) {
    const place = text.indexOf(part, end + 1);
    if (place < 0) return false;
    end = place + part.length;
  }
  return text.endsWith(last) && text.length > end + last.length;
}
