import { Command } from 'commander';
import { reviewOfDrift } from '../model';
import { assemblyPath } from './assembly-path';
import { LIVE_HELP, readLive, withConnection } from './connection-options';
import { documentation } from './documentation';
import { refuseConnection } from './meaningless-options';
import { readCode, readSnapshot, withAddresses, withContents } from './organization-source';
import { checkOutputs, type OutputOptions, withOutputs, writeReview } from './review-output';
import type { Connection } from '../organizations/read-only-client';

interface Options extends OutputOptions, Connection {
  readonly snapshot?: string;
  readonly outside?: boolean;
  readonly fail?: boolean;
}

export function driftCommand(): Command {
  const command = new Command('drift')
    .description('Say what was changed in the live organization outside the code: from what the code says to what is there')
    .argument('[cdk.out]', 'the code that was deployed last (default: the cdk.out of the app around this folder)')
    .option('--snapshot <file>', 'compare with a snapshot, or a saved state, instead of the live organization')
    .option('--outside', 'also what is there and not in the code: accounts, policies, tags, services of others')
    .option('--fail', 'exit code 1 if anything was changed, or a tag of this library says what no stack of the code wrote');
  return withConnection(withOutputs(command))
    .addHelpText('after', `
What the code does not own is no drift, unless --outside asks for it. Deploying does not repair what is: see ${documentation('review-commands.md')}.
Exit code 0: compared; 1: drift with --fail, or unusable input.

  cdk-org drift cdk.out --fail                        a check for every night
  cdk-org drift cdk.out --snapshot monday.json --output drift.html
${LIVE_HELP}`)
    .action(run);
}

async function run(given: string | undefined, options: Options): Promise<void> {
  checkOutputs(options);
  const assembly = assemblyPath(given, { snapshot: '--snapshot', state: '--snapshot' });
  if (options.snapshot !== undefined) refuseConnection(options, 'a snapshot is given', 'Leave --snapshot out');
  const code = withContents(readCode(assembly));
  const live = options.snapshot === undefined ? await readLive(options) : readSnapshot(options.snapshot);
  const review = reviewOfDrift(code.organization, withAddresses(live).organization, { outside: options.outside });
  const { changes, unexplainedTags = [] } = review;
  const nothing = changes.length === 0 && unexplainedTags.length === 0 && options.format === 'text';
  writeReview({ title: `Drift from ${code.origin}`, review, after: live }, options, nothing ? 'Nothing was changed outside the code.\n' : undefined);
  const forged = unexplainedTags.filter(({ kind }) => kind !== 'otherStack');
  process.exitCode = options.fail && changes.length + forged.length > 0 ? 1 : 0;
}
