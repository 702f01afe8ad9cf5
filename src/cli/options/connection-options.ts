import type { Command } from 'commander';
import { ACCOUNT_READING_OPERATIONS, type Organization, organizationFromService, READING_OPERATIONS, withAccountSettings } from '../../model';
import { type Clock, isOrganizationsError, readingProblem } from '../../organizations';
import type { Connection } from '../../organizations/read-only-client';
import { statusLine } from '../output/status-line';
import type { OrganizationSource } from '../sources/organization-source';
import { ReadingJournal, resumablePort, type ResumeOption } from '../sources/resumable-reading';
import { readStackIds, type StackIdsOption } from '../sources/stack-ids';

export const clock: Clock = { now: () => Date.now(), sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)) };

export const LIVE_HELP = `
A live organization is only read: every call but Describe, List and Get is refused before it is sent. Credentials are found as by the AWS CLI.
Permissions (organizations:): ${READING_OPERATIONS.join(', ')}.
Where the code names contacts or Regions of accounts, also (account:): ${ACCOUNT_READING_OPERATIONS.join(', ')}.`;

export function withConnection(command: Command): Command {
  return command
    .option('--profile <name>', 'profile in the shared AWS configuration')
    .option('--role-arn <arn>', 'a role to assume for reading')
    .option('--region <region>', 'AWS Region of the endpoint (default: AWS_REGION, or the Region of the profile)')
    .option('--endpoint-url <url>', 'another endpoint of AWS Organizations, such as a simulator');
}

/** @throws Error that says which permission is missing, or what else stands in the way. */
export async function readLive(
  { stackIds, resume, ...connection }: Connection & StackIdsOption & ResumeOption,
): Promise<OrganizationSource> {
  const { readOnlyOrganizations } = await import('../../organizations/read-only-client.js');
  const live = await readOnlyOrganizations(connection, clock);
  const status = statusLine();
  try {
    const journal = resume === undefined ? undefined : new ReadingJournal(resume, (await live.describeOrganization()).id, clock.now());
    const port = journal === undefined ? live : resumablePort(live, journal);
    if (journal !== undefined && journal.size > 0) process.stderr.write(`cdk-org: Going on after ${journal.size} answers of an interrupted reading.\n`);
    const organization = await organizationFromService(port, {
      onProgress: ({ organizationalUnits, accounts, policies, tagged }) => status.show(
        `Reading: ${organizationalUnits} organizational units, ${accounts} accounts, ${policies} policies; tags of ${tagged}`),
    });
    journal?.complete();
    return {
      organization,
      kind: 'live',
      origin: `the live organization ${organization.id}`,
      readSettings: (codes) => readSettings(connection, organization, codes),
      ...(stackIds ? { stackIds: await readStackIds(connection, organization) } : {}),
    };
  } catch (error) {
    throw isOrganizationsError(error) ? new Error(readingProblem(error)) : error;
  } finally {
    status.clear();
  }
}

async function readSettings(connection: Connection, live: Organization, codes: readonly Organization[]): Promise<Organization> {
  if (codes.every(({ accountSettings }) => accountSettings === undefined)) return live;
  const { readOnlyAccountManagement } = await import('../../organizations/read-only-client.js');
  const status = statusLine();
  try {
    status.show('Reading: contacts and Regions');
    return await withAccountSettings(live, { port: await readOnlyAccountManagement(connection, clock), codes });
  } catch (error) {
    throw isOrganizationsError(error) ? new Error(readingProblem(error)) : error;
  } finally {
    status.clear();
  }
}
