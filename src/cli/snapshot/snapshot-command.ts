import { Command } from 'commander';
import { type Organization, REDACTED_ADDRESS, SNAPSHOT_FORMAT, type Snapshot, writerNotes } from '../../model';
import type { Connection } from '../../organizations/read-only-client';
import { writerSentence } from '../../report';
import { LIVE_HELP, readLive, withConnection } from '../options/connection-options';
import { jsonText } from '../output/json-text';
import { printable } from '../output/printable';
import { writeOutput } from '../output/review-output';
import { readCodeOn, withContents, withSettingsOf } from '../sources/organization-source';
import { RESUME_OPTION, type ResumeOption } from '../sources/resumable-reading';
import { type StackIdsOption, stackIdsOption } from '../sources/stack-ids';

interface Options extends Connection, StackIdsOption, ResumeOption {
  readonly output?: string;
  readonly redactAddresses?: boolean;
  readonly accountSettings?: string;
}

export function snapshotCommand(): Command {
  const command = new Command('snapshot')
    .description('Save the live organization to a file that diff, drift, report, graph, explain and rehearse take')
    .option('-o, --output <file>', 'where to (default: standard output)')
    .option('--account-settings <cdk.out>', 'also the contacts and Regions of accounts that this code names; contacts have phone numbers')
    .option(...RESUME_OPTION)
    .option('--redact-addresses', 'leave out contacts, and replace email addresses: to be shown to others, not to be compared with code, which finds accounts by them');
  return withConnection(command.addOption(stackIdsOption()))
    .addHelpText('after', `
  cdk-org snapshot --profile management --output organization.json
  cdk-org rehearse cdk.out --from organization.json
${LIVE_HELP}`)
    .action(run);
}

async function run({ output, redactAddresses, accountSettings, ...connection }: Options): Promise<void> {
  const live = await readLive(connection);
  const { organization, stackIds } = accountSettings === undefined
    ? live : await withSettingsOf(live, withContents(readCodeOn(accountSettings, live)).organization);
  const shown = redactAddresses ? withoutAddresses(organization) : organization;
  const snapshot: Snapshot = {
    format: SNAPSHOT_FORMAT,
    takenAt: new Date().toISOString(),
    organization: shown,
    ...(stackIds === undefined ? {} : { stacks: stackIds }),
  };
  const text = jsonText(snapshot);
  for (const note of writerNotes(organization)) process.stderr.write(`cdk-org: Others write to this organization too. ${printable(writerSentence(note))}\n`);
  if (output === undefined) process.stdout.write(text);
  else writeOutput(output, text);
}

/** Every account keeps an address of its own. */
function withoutAddresses({ accountSettings: _contacts, ...organization }: Organization): Organization {
  return JSON.parse(JSON.stringify(organization, (_, value: unknown) => (
    value instanceof Object && 'email' in value && 'id' in value ? { ...value, email: `${String(value.id)}${REDACTED_ADDRESS}` } : value
  ))) as Organization;
}
