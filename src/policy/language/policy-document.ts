import type { ConditionOperator } from './condition-operator';
import type { AuthorizationPolicyType } from '../../contract';
import type { JsonValue } from '../parse-json';

/**
 * The languages of authorization policies: service control policies, resource control policies, and the identity-based policies
 * of IAM, which only the evaluation reads.
 */
export type PolicyLanguage = AuthorizationPolicyType | 'IDENTITY_POLICY';

export type Effect = 'Allow' | 'Deny';

/** `Action` or `NotAction`, `Resource` or `NotResource`: patterns, and whether they exclude their matches. */
export interface PatternElement {
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

/** One key below one operator. A statement matches if all of its conditions hold. */
export interface Condition {
  readonly operator: ConditionOperator;
  readonly key: string;
  /** Booleans and numbers as their strings. */
  readonly values: readonly string[];
}

export interface Statement {
  readonly sid?: string;
  readonly effect: Effect;
  readonly action: PatternElement;
  readonly resource: PatternElement;
  /** In resource control policies, which allow no other value. */
  readonly principal?: '*';
  readonly conditions: readonly Condition[];
}

/**
 * An authorization policy as a value: lists wherever the language allows one value or several, and flat conditions.
 * Source: IAM User Guide, "Grammar of the IAM JSON policy language".
 */
export interface PolicyDocument {
  /** Without it the service uses the older version, in which `${…}` is text and not a variable. */
  readonly version?: PolicyVersion;
  readonly id?: string;
  readonly statements: readonly Statement[];
}

export const POLICY_VERSIONS = ['2012-10-17', '2008-10-17'] as const;

export type PolicyVersion = typeof POLICY_VERSIONS[number];

/** The name by which an author finds a statement: its Sid, or its place. */
export function statementName(statement: Statement, index: number): string {
  return statement.sid === undefined || statement.sid === '' ? `Statement[${index}]` : statement.sid;
}

const ALLOW_ALL: Statement = {
  effect: 'Allow',
  action: { negated: false, patterns: ['*'] },
  resource: { negated: false, patterns: ['*'] },
  conditions: [],
};

/**
 * The policy that AWS attaches to every root, OU and account once service control policies are enabled.
 * Source: AWS Organizations User Guide, "SCP evaluation".
 */
export const FULL_AWS_ACCESS: PolicyDocument = { version: '2012-10-17', statements: [ALLOW_ALL] };

/**
 * The same for resource control policies: the only one of them that allows, since no author can write such a policy.
 * Source: AWS Organizations User Guide, "Resource control policies (RCPs)".
 */
export const RCP_FULL_AWS_ACCESS: PolicyDocument = { version: '2012-10-17', statements: [{ ...ALLOW_ALL, principal: '*' }] };

/** A document as JSON again; a list with one value becomes that value, which is shorter and means the same. */
export function writePolicyDocument({ version, id, statements }: PolicyDocument): JsonValue {
  return {
    ...(version === undefined ? {} : { Version: version }),
    ...(id === undefined ? {} : { Id: id }),
    Statement: statements.length === 1 ? writeStatement(statements[0]) : statements.map(writeStatement),
  };
}

export function writeStatement({ sid, effect, principal, action, resource, conditions }: Statement): JsonValue {
  return {
    ...(sid === undefined || sid === '' ? {} : { Sid: sid }),
    Effect: effect,
    ...(principal === undefined ? {} : { Principal: principal }),
    [action.negated ? 'NotAction' : 'Action']: oneOrMany(action.patterns),
    [resource.negated ? 'NotResource' : 'Resource']: oneOrMany(resource.patterns),
    ...(conditions.length === 0 ? {} : { Condition: writeConditions(conditions) }),
  };
}

function writeConditions(conditions: readonly Condition[]): JsonValue {
  const operators: Record<string, Record<string, JsonValue>> = {};
  for (const { operator, key, values } of conditions) {
    (operators[operator.name] ??= {})[key] = oneOrMany(values);
  }
  return operators;
}

function oneOrMany(values: readonly string[]): JsonValue {
  return values.length === 1 ? values[0] : [...values];
}
