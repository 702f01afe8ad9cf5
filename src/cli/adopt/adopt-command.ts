import { Command } from 'commander';
import { checkAdopted } from './check-adopted';
import { outsideListText, quoted } from './outside-list';
import { ownersInCode, ownersInRows, PartAdoption } from './part-adoption';
import type { Adopted } from '../../init/edit';
import type { Connection } from '../../organizations/read-only-client';
import { editedFiles, readApp, writeEdits } from '../app/app-folder';
import { editsText } from '../app/edits-text';
import { synthesizedCode } from '../app/synthesized-code';
import { leftOutText } from '../init/init-report';
import { LIVE_HELP, withConnection } from '../options/connection-options';
import { colors } from '../output/colors';
import { printable } from '../output/printable';
import { readLiveOrFile } from '../sources/live-or-file';
import { withAddresses } from '../sources/organization-source';

interface Options extends Connection {
  readonly app: string;
  readonly organization?: string;
  readonly recursive?: boolean;
  readonly complete?: boolean;
  readonly check: boolean;
}

export function adoptCommand(): Command {
  const command = new Command('adopt')
    .description('Take parts of an organization into an app that "cdk-org init" wrote; without a part, list what is outside the code')
    .argument('[part...]', 'ID or path of an organizational unit or account, ID or name of a policy, service principal, or policy type')
    .requiredOption('--app <directory>', 'the folder of the app')
    .option('--organization <file>', 'a snapshot, or a saved state, in place of the live organization')
    .option('--recursive', 'of an organizational unit or Root, also the organizational units and accounts in it')
    .option('--complete', 'of a part that has a row, also policies, tags and administered services that the row does not have')
    .option('--no-check', 'only write the rows: do not synthesize and compare the app');
  return withConnection(command)
    .addHelpText('after', `
Writes rows into the data files of the app, with the policies that are attached to the parts, and prints the changed lines. Nothing else of the
app changes. Refuses what has a row, closed accounts, and what AWS Control Tower or another tool writes.
Exit code 0: written, and a deployment only writes owner tags to the new rows; 1: it would do more, or nothing is written.

  cdk-org adopt --app organization                             what is outside the code
  cdk-org adopt Workloads/Prod/shop --app organization         an account
  cdk-org adopt ou-ab12-11111111 --recursive --app organization  an organizational unit with all that is in it
${LIVE_HELP}`)
    .action(run);
}

async function run(parts: readonly string[], options: Options): Promise<void> {
  const { app, recursive: isRecursive = false, complete: isCompleting = false, check, ...sources } = options;
  const data = readApp(app);
  const given = [...isRecursive ? ['--recursive'] : [], ...isCompleting ? ['--complete'] : [], ...check ? [] : ['--no-check']];
  if (parts.length === 0 && given.length > 0) {
    throw new Error(`Without a part, this command only lists (given: ${given.join(', ')}). Give a path or an ID, or leave this out.`);
  }
  const source = withAddresses(await readLiveOrFile(sources));
  const owners = ownersInRows(data, source.organization);
  if (parts.length === 0) {
    const found = await synthesizedCode(app, source, 'it is not known what is outside');
    process.stdout.write(outsideListText(found, app, new PartAdoption(data, found.live, ownersInCode(owners, found))));
    return;
  }
  const own = check && owners.size > 0 ? ownersInCode(owners, await synthesizedCode(app, source, 'it is not known what other stacks own')) : owners;
  const adopted = new PartAdoption(data, source.organization, own).adopt(parts, { isRecursive, isCompleting });
  if (adopted.ids.length === 0) throw new Error(`All of it has rows already, or stays outside (given: ${parts.join(', ')}). Give other parts; without one, this command lists them.`);
  const edits = editedFiles(app, adopted.editor);
  writeEdits(app, edits);
  process.stdout.write(`${colors.bold('Written')}  ${printable(app)}\n${editsText(edits)}${leftOutText(adopted)}${referredText(adopted)}`);
  if (check) process.stdout.write(await checkAdopted(app, source, adopted.ids));
  process.stdout.write('Next: review the changed lines, commit them, and deploy the app.\n'
    + `  cd ${printable(quoted(app))} && npx cdk synth --quiet && npx cdk-org diff --live\n`);
}

function referredText({ referred }: Adopted): string {
  return referred.length === 0 ? '' : `The app refers to these organizational units by their IDs and does not manage them: ${referred.map(printable).join(', ')}\n`;
}
