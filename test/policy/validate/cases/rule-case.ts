import type { PolicyTypeName } from '../../../../src/contract';
import type { JsonValue } from '../../../../src/policy';

/** A policy with a finding of a rule. */
export interface RuleCase {
  readonly rule: string;
  readonly type?: PolicyTypeName;
  readonly policy: JsonValue | string;
  /** The sentence with its path, or a part of it. */
  readonly says: string;
}

/** A description, the type, and a policy without any finding. */
export type QuietCase = readonly [does: string, type: PolicyTypeName, policy: JsonValue];

export const V = '2012-10-17';

export const deny = (more: { [key: string]: JsonValue }): JsonValue => (
  { Version: V, Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*', ...more }] });
export const allow = (more: { [key: string]: JsonValue }): JsonValue => deny({ Effect: 'Allow', ...more });
export const when = (operator: string, key: string, value: JsonValue): JsonValue => deny({ Condition: { [operator]: { [key]: value } } });

/** A resource control policy, which has a principal. */
export const denyAll = (more: { [key: string]: JsonValue }): JsonValue => deny({ Principal: '*', ...more });

/** JSON values of any shape. */
export const values = (...all: JsonValue[]): JsonValue[] => all;
export const pairs = (...all: [JsonValue, JsonValue][]): [JsonValue, JsonValue][] => all;
