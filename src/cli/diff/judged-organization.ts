import type { Command } from 'commander';
import { organizationAccounts } from '../../assembly';
import { type JudgedIn, targets } from '../../model';
import { integer } from '../options/arguments';
import { type OrganizationSource, readSnapshot, withAddresses } from '../sources/organization-source';

/** The options of the organization in which two versions of code are judged. */
export interface JudgedOrganizationOptions {
  /** A snapshot, or a saved state. */
  readonly organization?: string;
  /** In days: an older snapshot is stale. */
  readonly maxAge?: number;
}

const MAX_AGE = 7;
const DAY = 24 * 60 * 60 * 1000;

export function withJudgedOrganization(command: Command): Command {
  return command
    .option('--organization <file>', 'a snapshot of the organization that both versions of the code are for: its policies and accounts outside the code count')
    .option('--max-age <days>', `with --organization: an older snapshot may have changed since (default: ${MAX_AGE})`, integer(0, 3650));
}

/**
 * Reads the organization in which two versions of code are judged, if one is given.
 * @throws Error for options that mean nothing together, and for a snapshot that is none of this organization
 */
export async function readJudgedOrganization(
  base: OrganizationSource, head: OrganizationSource, { organization: file, maxAge }: JudgedOrganizationOptions, now = Date.now(),
): Promise<JudgedIn | undefined> {
  if (file === undefined) {
    if (maxAge === undefined) return undefined;
    throw new Error(`The age is that of a snapshot, and none is given. Given: --max-age ${maxAge}. Give --organization as well, or leave it out.`);
  }
  if (base.kind !== 'code' || head.kind !== 'code') {
    throw new Error(`Two versions of code are judged in an organization, and here ${base.origin} is compared with ${head.origin}. Given: --organization ${file}. `
      + 'Give two folders that cdk synth wrote, or leave --organization out.');
  }
  const source = withAddresses(await readSnapshot(file));
  checkAccounts(file, source, head);
  const { organization, takenAt } = source;
  if (takenAt === undefined) return { organization, isStale: false };
  const time = Date.parse(takenAt);
  const age = now - time;
  if (Number.isNaN(age) || age < -DAY) {
    throw new Error(`The snapshot says a time at which it cannot be taken: ${file}. Given: ${takenAt}. Take one with "cdk-org snapshot".`);
  }
  const ageInDays = Math.max(0, Math.floor(age / DAY));
  return { organization, takenAt: new Date(time).toISOString(), ageInDays, isStale: age > (maxAge ?? MAX_AGE) * DAY };
}

/** Code for other accounts would look as if nothing of it were in the organization. */
function checkAccounts(file: string, { organization }: OrganizationSource, { assembly }: OrganizationSource): void {
  const ofCode = organizationAccounts(assembly!);
  const there = new Set([organization.managementAccountId, ...[...targets(organization)].map(({ target }) => target.id)]);
  if (ofCode.length === 0 || ofCode.some((account) => account === undefined || there.has(account))) return;
  throw new Error(`This snapshot is of another organization: it has no account to which the code is deployed. Given: ${file}, and the ${ofCode.length === 1 ? 'account' : 'accounts'} `
    + `${ofCode.join(', ')}. Give a snapshot of the organization that the code is for.`);
}
