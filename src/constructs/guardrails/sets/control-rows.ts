import type { Guardrail } from '../guardrail';
import { GuardrailSet } from './guardrail-set';

/** Controls with the same aim and the same guardrails, as a row of a table. */
export interface ControlRow<Name extends string> {
  readonly ids: readonly string[];
  readonly title: string;
  /** The names of the guardrails in the set. */
  readonly by?: readonly Name[];
  /** The option of the set that the guardrails need. */
  readonly option?: string;
  /** The part that the guardrails do not implement, or the reason why no policy can implement the control. */
  readonly note?: string;
}

/** The guardrail set of a table. A guardrail whose option is not given is undefined. */
export function setOf<Name extends string>(
  rows: readonly ControlRow<Name>[], guardrails: Record<Name, Guardrail | undefined>,
): GuardrailSet {
  const entries = rows.flatMap(({ ids, title, by = [], option, note }) => ids.map((controlId) => (
    { controlId, title, guardrails: by.flatMap((name) => guardrails[name] ?? []), option, note })));
  return new GuardrailSet({ entries });
}

/** Identifiers with two-digit numbers, such as `SRA-WAF-01`. */
export function numbered(prefix: string, ...numbers: readonly number[]): string[] {
  return numbers.map((number) => `${prefix}-${String(number).padStart(2, '0')}`);
}

export const NOT_OF_REQUESTS = 'Concerns existing resources, not requests: check it with AWS Config or Security Hub CSPM';
export const ONLY_KEEPS = 'Preserves the setting: make it before you attach the policy';
export const NO_DEVICE_AT_SIGN_IN = 'The guardrail limit-sign-in-networks covers the networks of the sign-in, not the device: '
  + 'remove the root credentials of members, or register a device';
export const NEW_ENCRYPTED_DATABASES = 'New databases; existing ones stay, and a restored one is encrypted only if its source is';
export const NEW_PRIVATE_DATABASES = 'New instances; existing ones stay and can be changed, and Multi-AZ DB clusters have no condition key for it';
export const NEW_ENCRYPTED_VOLUMES = 'New volumes; existing ones stay. Launches by service-linked roles need the default: turn it on in each Region';
export const SET_UP_BY_MANAGEMENT = 'Set up in the management account, to which no policy applies';
export const KEPT_BY_ADMINISTRATOR = `${SET_UP_BY_MANAGEMENT}; keeps the delegated administrator from turning it off`;
