import type { ConditionOperator } from './condition-operator';

/**
 * The languages of authorization policies: service control policies, resource control policies, and the identity-based policies
 * of IAM, which only the evaluation reads.
 */
export type PolicyLanguage = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY' | 'IDENTITY_POLICY';

export type Effect = 'Allow' | 'Deny';

/** `Action` or `NotAction`, `Resource` or `NotResource`: patterns, and whether what they match is left out. */
export interface PatternElement {
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

/** One key below one operator. A statement matches if each of its conditions holds. */
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
  /** In resource control policies, the only value that they know. */
  readonly principal?: '*';
  readonly conditions: readonly Condition[];
}

/**
 * An authorization policy as a value: lists where the language allows one or many, conditions flat.
 * Source: IAM User Guide, "Grammar of the IAM JSON policy language".
 */
export interface PolicyDocument {
  /** Without it the service takes the older version, in which `${…}` is text and not a variable. */
  readonly version?: PolicyVersion;
  readonly id?: string;
  readonly statements: readonly Statement[];
}

export const POLICY_VERSIONS = ['2012-10-17', '2008-10-17'] as const;

export type PolicyVersion = typeof POLICY_VERSIONS[number];

/** How an author finds a statement: its Sid, or its place. */
export function statementName(statement: Statement, index: number): string {
  return statement.sid === undefined || statement.sid === '' ? `Statement[${index}]` : statement.sid;
}
