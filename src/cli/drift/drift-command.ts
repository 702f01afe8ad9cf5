import { Command } from 'commander';
import { checkWriteOptions, withWrite, writeDrift, type WriteOptions } from './write-drift';
import { reviewOfDrift } from '../../model';
import type { Connection } from '../../organizations/read-only-client';
import { documentation } from '../documentation';
import { refuseConnection } from '../options/arguments';
import { LIVE_HELP, readLive, withConnection } from '../options/connection-options';
import { checkOutputs, type OutputOptions, withOutputs, writeReview } from '../output/review-output';
import { assemblyPath } from '../sources/assembly-path';
import { readCode, readCodeOn, readSnapshot, withAddresses, withContents, withSettingsOf } from '../sources/organization-source';
import { type StackIdsOption, stackIdsOption } from '../sources/stack-ids';

interface Options extends OutputOptions, Connection, StackIdsOption, WriteOptions {
  readonly snapshot?: string;
  readonly outside?: boolean;
}

/** Not the exit code of what failed, so that a nightly check tells the two apart. */
const DRIFTED = 2;

export function driftCommand(): Command {
  const command = new Command('drift')
    .description('List the changes that were made to the live organization outside the code')
    .argument('[cdk.out]', 'the code that was deployed last (default: the cdk.out of the app around this folder)')
    .option('--snapshot <file>', 'compare with a snapshot, or a saved state, instead of the live organization')
    .addOption(stackIdsOption())
    .option('--outside', 'also list what the code does not own: accounts, policies, tags and services of others');
  return withConnection(withWrite(withOutputs(command)))
    .addHelpText('after', `
Resources that the code does not own are no drift, unless --outside asks for them. The output names the deployment that restores what the code says:
${documentation('review-commands.md')} has more. Exit code 0: the same; 2: drift; 1: the organization or the code cannot be read, or the options are wrong.

  cdk-org drift cdk.out                               a check for every night
  cdk-org drift cdk.out --snapshot monday.json --output drift.html
  cdk-org drift --write --app .                       asks for each change whether the rows keep it
  cdk-org drift --write --app . --keep 'Workloads/*'  keeps these, and says how to revert the others
${LIVE_HELP}`)
    .action(run);
}

async function run(given: string | undefined, options: Options): Promise<void> {
  checkOutputs(options);
  checkWriteOptions(options);
  const assembly = assemblyPath(given, { snapshot: '--snapshot', state: '--snapshot', app: options.app });
  if (options.snapshot !== undefined) refuseConnection(options, 'a snapshot is given', 'Leave --snapshot out');
  // Before anything is asked that takes long.
  withContents(readCode(assembly));
  const found = options.snapshot === undefined ? await readLive(options) : await readSnapshot(options.snapshot);
  const code = readCodeOn(assembly, found);
  const live = await withSettingsOf(found, code.organization);
  const review = reviewOfDrift(code.organization, withAddresses(live).organization, { outside: options.outside });
  writeReview({ title: `Drift from ${code.origin}`, review, after: live }, options);
  const { unexplainedTags = [], invitations = [] } = review;
  const changes = options.write ? (await writeDrift(options, review, code.organization, live)).left : review.changes;
  const forged = unexplainedTags.filter(({ kind }) => kind !== 'otherStack');
  // An open invitation is no drift: nobody but the owner of the account can do anything about it.
  const differences = changes.length + forged.length + invitations.filter(({ status }) => status !== 'INVITED').length;
  if (differences === 0) return;
  process.stderr.write(`cdk-org: The organization is not what the code says (differences: ${differences}).\n`);
  process.exitCode = DRIFTED;
}
