import { Command, Option } from 'commander';
import { leftOutText, proofText, writtenText } from './init-report';
import { isProven, proofOf } from './proof';
import { synthesizeApp } from './synthesize-app';
import { assertEmptyFolder, writeApp } from './write-app';
import { appFiles, appRows, type Language, LANGUAGES, Selection } from '../../init';
import { type Organization, writerNotes } from '../../model';
import type { Connection } from '../../organizations/read-only-client';
import { writerSentence } from '../../report';
import { refuseConnection } from '../options/arguments';
import { LIVE_HELP, readLive, withConnection } from '../options/connection-options';
import { printable } from '../output/printable';
import { packageVersions } from '../package-folder';
import { type OrganizationSource, readSnapshot, withAddresses } from '../sources/organization-source';

interface Options extends Connection {
  readonly organization?: string;
  readonly simulatorState?: string;
  readonly language: Language;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly check: boolean;
}

/** Why an app was not checked, and what to do. */
const NOT_CHECKED: Readonly<Record<Language, readonly [reason: string, advice: string]>> = {
  typescript: ['aws-cdk-lib, constructs or tsx is not installed', 'Run "npm install" there'],
  python: [
    'no python3 with aws-cdk-lib, constructs and cdk-aws-organizations is found in its .venv or in the environment',
    'Run "python3 -m venv .venv && . .venv/bin/activate && pip install -r requirements.txt" there',
  ],
};

export function initCommand(): Command {
  const command = new Command('init')
    .description('Write a CDK app for an organization that exists, and prove that its first deployment changes nothing')
    .argument('<directory>', 'a new or empty folder')
    .option('--organization <file>', 'a snapshot in place of the live organization')
    .option('--simulator-state <file>', 'the saved state of a simulator or a rehearsal in its place')
    .addOption(new Option('--language <language>', 'the programming language of the app').choices(LANGUAGES).default('typescript'))
    .option('--include <pattern>', 'only accounts and OUs of this path or tag: "Workloads/Prod/**", tag:team=payments; can be repeated', collect)
    .option('--exclude <pattern>', 'no accounts and OUs of this path or tag; can be repeated', collect)
    .option('--no-check', 'only write the app: do not synthesize, compare and rehearse it');
  return withConnection(command)
    .addHelpText('after', `
Exit code 0: written, and the first deployment only writes owner tags; 1: it would do more, or the app cannot be written or checked.

  cdk-org init organization --profile management              the live organization
  cdk-org init organization --organization organization.json  a snapshot
  cdk-org init organization --language python                 an app in Python
${LIVE_HELP}`)
    .action(run);
}

async function run(directory: string, options: Options): Promise<void> {
  assertEmptyFolder(directory);
  const selection = new Selection(options);
  const { organization } = withAddresses(await readGiven(options));
  const rows = appRows(organization, selection);
  const files = appFiles(rows, packageVersions(), options.language);
  writeApp(directory, files);
  process.stdout.write(writtenText(directory, rows, files.size));
  process.stdout.write(leftOutText(rows));
  for (const note of writerNotes(organization)) process.stderr.write(`cdk-org: Others write to this organization too. ${printable(writerSentence(note))}\n`);
  if (options.check) await check(directory, options.language, organization);
}

/** Values of an option that can be repeated. */
function collect(value: string, others: readonly string[] = []): readonly string[] {
  return [...others, value];
}

async function readGiven(options: Options): Promise<OrganizationSource> {
  const { organization, simulatorState, language: _language, include: _include, exclude: _exclude, check: _check, ...connection } = options;
  if (organization !== undefined && simulatorState !== undefined) {
    throw new Error(`Two organizations are given: --organization ${organization} and --simulator-state ${simulatorState}. Leave one of them out.`);
  }
  const file = organization ?? simulatorState;
  if (file === undefined) return readLive(connection);
  refuseConnection(connection, `this is a file: ${file}`, 'Leave the file out');
  return readSnapshot(file);
}

async function check(directory: string, language: Language, organization: Organization): Promise<void> {
  const synthesized = synthesizeApp(directory, language);
  if (synthesized === undefined) {
    const [reason, advice] = NOT_CHECKED[language];
    throw new Error(`The app is written, but not checked: ${reason}. Given: ${directory}. `
      + `${advice}, then "npx cdk synth", and compare and rehearse it as its README.md says; or give --no-check.`);
  }
  try {
    const proof = await proofOf(organization, synthesized.assembly);
    process.stdout.write(proofText(proof));
    if (!isProven(proof)) {
      throw new Error(`The app would change the organization. Given: ${directory}. Correct the rows that are named above, or leave them out, before you deploy it.`);
    }
  } finally {
    synthesized.remove();
  }
}
