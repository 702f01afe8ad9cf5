import { Command, Option } from 'commander';
import { comparisonText, handOverNotes } from './foreign-report';
import { givenOrganization, type GivenOptions } from './given-organization';
import { emptyNotes, leftOutText, proofText, stackText, writtenText } from './init-report';
import { onInterrupt } from './interruption';
import { isProven, proofOf, type ProofSource } from './proof';
import { answersMissing, askForChoices, commandOf } from './questions';
import { synthesizeApp } from './synthesize-app';
import { assertEmptyFolder } from './write-app';
import { appFiles, appRows, type Language, LANGUAGES, Selection, stackNameFor, withHandOver } from '../../init';
import { writerNotes } from '../../model';
import { writerSentence } from '../../report';
import { documentation } from '../documentation';
import { LIVE_HELP, withConnection } from '../options/connection-options';
import { canAsk, withTerminal } from '../options/terminal';
import { printable } from '../output/printable';
import { NewFiles } from '../output/written-files';
import { packageVersions } from '../package-folder';
import { RESUME_OPTION } from '../sources/resumable-reading';

interface Options extends GivenOptions {
  readonly language: Language;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly documents?: boolean;
  readonly nestedStacks?: boolean;
  readonly stackName?: string;
  readonly check: boolean;
  readonly accountRequests?: boolean;
}

/** Why an app was not checked, and what to do. */
export const NOT_CHECKED: Readonly<Record<Language, readonly [reason: string, advice: string]>> = {
  typescript: ['aws-cdk-lib, constructs or tsx is not installed', 'Run "npm install" there'],
  python: [
    'no python3 with aws-cdk-lib, constructs and cdk-aws-organizations is found in its .venv or in the environment',
    'Run "python3 -m venv .venv && . .venv/bin/activate && pip install -r requirements.txt" there',
  ],
};

export function initCommand(): Command {
  const command = new Command('init')
    .description('Write a CDK app for an organization that exists, and prove that its first deployment changes nothing')
    .argument('[directory]', 'a new or empty folder; in a terminal, the command asks for all that is not given')
    .option('--organization <file>', 'a snapshot in place of the live organization')
    .option('--simulator-state <file>', 'the saved state of a simulator or a rehearsal in its place')
    .option('--from <file|folder>', 'what another tool says about it: a Terraform state, an org-formation file, a folder of Landing Zone Accelerator, a CloudFormation template')
    .option('--offline', 'do not read the organization: a Terraform state with all IDs takes its place')
    .addOption(new Option('--language <language>', 'the programming language of the app').choices(LANGUAGES).default('typescript'))
    .option('--include <pattern>', 'only accounts and OUs of this path or tag: "Workloads/Prod/**", tag:team=payments; can be repeated', collect)
    .option('--exclude <pattern>', 'no accounts and OUs of this path or tag; can be repeated', collect)
    .option(...RESUME_OPTION)
    .option('--documents', 'write the document of every policy, also where a guardrail or a typed policy says the same')
    .option('--nested-stacks', 'nested stacks from the start, for an organization that will have hundreds of accounts; else only where one stack is too small')
    .option('--stack-name <name>', 'the name of the stack; else one that is derived from the patterns, and that no deployed stack has')
    .option('--account-requests', 'also a form for issues on GitHub, and a workflow that adds the accounts for which it asks')
    .option('--no-check', 'only write the app: do not synthesize, compare and rehearse it');
  return withConnection(command)
    .addHelpText('after', `
Exit code 0: written, and the first deployment only writes owner tags; 1: it would do more, or the app cannot be written or checked.

  cdk-org init                                                asks for the folder, the organization and the rest
  cdk-org init organization --profile management              the live organization
  cdk-org init organization --organization organization.json  a snapshot
  cdk-org init organization --language python                 an app in Python
  cdk-org init organization --organization organization.json --from terraform.tfstate

A file of another tool gives names to the files of policies, and says who else writes. The organization itself says what is: differences are
listed first. ${documentation('guide/adopt.md#coming-from-terraform-org-formation-or-landing-zone-accelerator')}
${LIVE_HELP}`)
    .action(run);
}

async function run(folder: string | undefined, options: Options, command: Command): Promise<void> {
  const { directory, ...choices } = folder === undefined ? await askedFor(options, command) : { ...options, directory: folder };
  const {
    check: isChecked, language, include, exclude, documents, nestedStacks, stackName: givenName, accountRequests, ...given
  } = choices;
  assertEmptyFolder(directory);
  const selection = new Selection({ include, exclude });
  // A name that is not accepted is an error before anything is read.
  stackNameFor({ selection, taken: new Set(), given: givenName });
  const found = await givenOrganization(given);
  const { organization, comparison, offlineNote } = found;
  if (comparison !== undefined) process.stdout.write(comparisonText(comparison));
  const naming = stackNameFor({ selection, taken: found.stackNames, given: givenName });
  const rows = { ...appRows(organization, selection, comparison?.policies), isSplit: nestedStacks, stackName: naming.stackName };
  const app = appFiles(rows, packageVersions(), language, { documentsOnly: documents, accountRequests });
  const files = comparison === undefined ? app : withHandOver(app, comparison);
  const writing = new NewFiles(directory);
  const done = onInterrupt(() => {
    writing.remove();
    note('What was written is removed.');
  });
  writing.write(files);
  process.stdout.write(writtenText(directory, rows, files.size));
  process.stdout.write(stackText(naming));
  process.stdout.write(leftOutText(rows));
  if (offlineNote !== undefined) note(offlineNote);
  for (const each of writerNotes(organization)) note(`Others write to this organization too. ${printable(writerSentence(each))}`);
  if (comparison !== undefined) handOverNotes(comparison).forEach(note);
  for (const each of emptyNotes(rows)) note(each);
  if (isChecked) await check(directory, language, found, offlineNote === undefined ? undefined : 'what the Terraform state says');
  done();
}

/** The options that are given, and the answers to questions about the others. */
async function askedFor(options: Options, command: Command): Promise<Options & { readonly directory: string }> {
  if (!canAsk()) {
    throw new Error('The folder of the app is missing, and nobody can be asked, because this is no terminal. Give a new folder, as in "cdk-org init organization".');
  }
  const isGiven = (name: keyof Options) => command.getOptionValueSource(name) === 'cli';
  const hasSource = SOURCES.some(isGiven);
  const given = { ...options, language: isGiven('language') ? options.language : undefined };
  process.stdout.write('This writes an app for an organization that exists. Press Enter for the value in brackets, Ctrl-C to write nothing.\n');
  const choices = await withTerminal(answersMissing, (ask) => askForChoices(ask, given, hasSource));
  process.stdout.write(`The same in a script:\n  ${printable(commandOf(choices))}\n`);
  return { ...options, ...choices };
}

/** Options that say where the organization is read from. */
const SOURCES: readonly (keyof Options)[] = ['organization', 'simulatorState', 'offline', 'profile', 'roleArn', 'region', 'endpointUrl'];

/** Values of an option that can be repeated. */
function collect(value: string, others: readonly string[] = []): readonly string[] {
  return [...others, value];
}

function note(text: string): void {
  process.stderr.write(`cdk-org: ${text}\n`);
}

async function check(directory: string, language: Language, source: ProofSource, said?: string): Promise<void> {
  const synthesized = synthesizeApp(directory, language);
  if (synthesized === undefined) {
    const [reason, advice] = NOT_CHECKED[language];
    throw new Error(`The app is written, but not checked: ${reason}. Given: ${directory}. `
      + `${advice}, then "npx cdk synth", and compare and rehearse it as its README.md says; or give --no-check.`);
  }
  try {
    const proof = await proofOf(source, synthesized.assembly);
    process.stdout.write(proofText(proof, said));
    if (!isProven(proof)) {
      throw new Error(`The app would change the organization. Given: ${directory}. Correct the rows that are named above, or leave them out, before you deploy it.`);
    }
  } finally {
    synthesized.remove();
  }
}
