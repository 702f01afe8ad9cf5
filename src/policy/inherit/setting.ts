import type { JsonValue } from '../parse-json';
import type { ValueOperator } from './inheritance-input';

/** The policy that set a value, and the operator. */
export interface Source {
  readonly level: string;
  readonly policy: string;
  readonly operator: ValueOperator;
}

export interface SourcedValue {
  readonly value: JsonValue;
  readonly source: Source;
}

/** The result of the levels so far for one place in the tree. */
export interface Setting {
  /** The key in its first spelling. */
  readonly key: string;
  readonly children: Map<string, Setting>;
  /** One value, or a list whose items may have come from different policies. */
  value?: SourcedValue | SourcedValue[];
  /** The operations that policies below may still use here; undefined while nothing restricts them. */
  allowed?: Restriction;
}

export interface Restriction {
  readonly operators: readonly ValueOperator[];
  /** The policy that left the fewest operators. */
  readonly by: { readonly level: string; readonly policy: string };
}

export function newSetting(key: string): Setting {
  return { key, children: new Map() };
}

export function plainValue(setting: Setting): JsonValue | undefined {
  if (setting.value === undefined) return undefined;
  return Array.isArray(setting.value) ? setting.value.map(({ value }) => value) : setting.value.value;
}
