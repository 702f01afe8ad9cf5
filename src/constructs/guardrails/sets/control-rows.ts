import type { Guardrail } from '../guardrail';
import { GuardrailSet } from './guardrail-set';

/** Controls of a table that have the same aim and the same guardrails. */
export interface ControlRow<Name extends string> {
  readonly ids: readonly string[];
  readonly title: string;
  /** Guardrails of the set, by their names in it. */
  readonly by?: readonly Name[];
  /** The property of the set that the guardrails need. */
  readonly option?: string;
  /** The part that stays open, or why no policy can implement it. */
  readonly note?: string;
}

/** The set of a table. Guardrails without their option are undefined. */
export function setOf<Name extends string>(
  rows: readonly ControlRow<Name>[], guardrails: Record<Name, Guardrail | undefined>,
): GuardrailSet {
  const entries = rows.flatMap(({ ids, title, by = [], option, note }) => ids.map((controlId) => (
    { controlId, title, guardrails: by.flatMap((name) => guardrails[name] ?? []), option, note })));
  return new GuardrailSet({ entries });
}

/** `SRA-WAF-01` to `SRA-WAF-09`. */
export function numbered(prefix: string, ...numbers: readonly number[]): string[] {
  return numbers.map((number) => `${prefix}-${String(number).padStart(2, '0')}`);
}

export const NOT_OF_REQUESTS = 'Concerns what exists, not a request: check it with AWS Config or Security Hub CSPM';
export const ONLY_KEEPS = 'Keeps the setting: make it before the policy is attached';
export const SET_UP_BY_MANAGEMENT = 'Set up in the management account, which no policy reaches';
