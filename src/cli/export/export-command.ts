import { Argument, Command, Option } from 'commander';
import { readExported, type SourceOptions } from './exported-organization';
import { type TerraformExport, terraformExport, terraformFiles } from '../../export';
import { leftOutText } from '../init/init-report';
import { assertEmptyFolder } from '../init/write-app';
import { LIVE_HELP, withConnection } from '../options/connection-options';
import { colors } from '../output/colors';
import { printable } from '../output/printable';
import { NewFiles } from '../output/written-files';

const FORMATS = ['terraform'];

export function exportCommand(): Command {
  const command = new Command('export')
    .description('Write an organization in the language of another tool, with the steps of the hand-over')
    .argument('<directory>', 'a new or empty folder')
    .addArgument(new Argument('[cdk.out]', 'export only what this code names'))
    .addOption(new Option('--format <name>', 'the language').choices(FORMATS).default(FORMATS[0]))
    .option('--organization <file>', 'a snapshot in place of the live organization')
    .option('--simulator-state <file>', 'the saved state of a simulator or a rehearsal in its place')
    .option('--account-settings', 'also the contacts and the enabled opt-in Regions of each account; contacts have phone numbers');
  return withConnection(command)
    .addHelpText('after', `
  cdk-org export terraform --profile management              the live organization
  cdk-org export terraform --organization organization.json  a snapshot
  cdk-org export terraform cdk.out --profile management      only the resources of the code, with the contacts that it names
${LIVE_HELP}`)
    .action(run);
}

interface Options extends SourceOptions {
  readonly format: string;
}

async function run(directory: string, assembly: string | undefined, { format: _format, ...options }: Options): Promise<void> {
  assertEmptyFolder(directory, 'export');
  const { organization, named } = await readExported(assembly, options);
  const exported = terraformExport(organization, named);
  const files = terraformFiles(exported);
  new NewFiles(directory).write(files);
  process.stdout.write(`${colors.bold('Written')}  ${printable(directory)}: ${files.size} files, ${exported.resources.length} resources\n`);
  process.stdout.write(countsText(exported));
  process.stdout.write(leftOutText(exported));
  process.stdout.write(`${colors.bold('Next')}     README.md has the steps of the hand-over.\n`);
}

/** The number of resources of each type. */
function countsText({ resources }: TerraformExport): string {
  const counts = new Map<string, number>();
  for (const { type } of resources) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => `  ${type} ${count}\n`).join('');
}
