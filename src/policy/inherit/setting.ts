import type { JsonValue } from '../parse-json';
import type { ValueOperator } from './inheritance-input';

/** Which policy brought a value in, and how. */
export interface Source {
  readonly level: string;
  readonly policy: string;
  readonly operator: ValueOperator;
}

export interface SourcedValue {
  readonly value: JsonValue;
  readonly source: Source;
}

/** What the levels so far make of one place in the tree. */
export interface Setting {
  /** The key as it was first written. */
  readonly key: string;
  readonly children: Map<string, Setting>;
  /** One value, or a list whose items may have come from different policies. */
  value?: SourcedValue | SourcedValue[];
  /** What policies below may still do here; undefined as long as nothing restricts them. */
  allowed?: Restriction;
}

export interface Restriction {
  readonly operators: readonly ValueOperator[];
  /** The policy that left the fewest. */
  readonly by: { readonly level: string; readonly policy: string };
}

export function newSetting(key: string): Setting {
  return { key, children: new Map() };
}

export function plainValue(setting: Setting): JsonValue | undefined {
  if (setting.value === undefined) return undefined;
  return Array.isArray(setting.value) ? setting.value.map(({ value }) => value) : setting.value.value;
}
