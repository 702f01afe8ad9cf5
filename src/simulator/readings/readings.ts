import { ACCOUNT_MANAGEMENT_READINGS } from './account-management-readings';
import { ACCOUNT_READINGS } from './account-readings';
import { HANDSHAKE_READINGS } from './handshake-readings';
import { POLICY_READINGS } from './policy-readings';
import { PROTOCOL_READINGS } from './protocol-readings';
import { STRUCTURE_READINGS } from './structure-readings';
import { nearest } from '../../policy';

/**
 * Every switch with its readings: behaviors of AWS Organizations and AWS Account Management that are not known, and on which the
 * correctness of a client could hang. The first reading of each is the simulator's default.
 */
export const ORGANIZATIONS_READINGS = {
  ...ACCOUNT_READINGS,
  ...POLICY_READINGS,
  ...STRUCTURE_READINGS,
  ...HANDSHAKE_READINGS,
  ...PROTOCOL_READINGS,
  ...ACCOUNT_MANAGEMENT_READINGS,
} as const;

/** One reading for each switch. */
export type OrganizationsReadings = { readonly [N in keyof typeof ORGANIZATIONS_READINGS]: (typeof ORGANIZATIONS_READINGS)[N][number] };

export type OrganizationsReadingName = keyof OrganizationsReadings;

/**
 * The defaults, with those that are given in their place. Throws an Error that names the switch, the given value, the nearest one and all
 * possible ones.
 */
export function readingsFrom(given: Partial<OrganizationsReadings> = {}): OrganizationsReadings {
  const defaults = Object.entries(ORGANIZATIONS_READINGS).map(([name, [first]]) => [name, first]);
  const chosen = Object.entries(given).filter(([, value]) => value !== undefined);
  for (const [name, value] of chosen) checkReading(name, value);
  return { ...Object.fromEntries(defaults), ...Object.fromEntries(chosen) } as OrganizationsReadings;
}

function checkReading(name: string, value: string): void {
  const known: readonly string[] | undefined = Object.hasOwn(ORGANIZATIONS_READINGS, name)
    ? ORGANIZATIONS_READINGS[name as OrganizationsReadingName] : undefined;
  if (!known) {
    throw new Error(`This reading of AWS Organizations does not exist: ${JSON.stringify(name)}. ${choice(name, Object.keys(ORGANIZATIONS_READINGS))}`);
  }
  if (!known.includes(value)) throw new Error(`The reading ${name} of AWS Organizations is wrong: ${JSON.stringify(value)}. ${choice(value, known)}`);
}

/** The last part of a message: the nearest of the possible texts, if one is near, and all of them. */
function choice(given: string, possible: readonly string[]): string {
  const near = nearest(given, possible);
  return `${near === undefined ? '' : `The nearest is ${near}. `}Give one of ${possible.join(', ')}.`;
}
