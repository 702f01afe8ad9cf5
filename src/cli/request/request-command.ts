import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { isRecord } from '../../assembly';
import { fleetFiles, placeText, readFleet } from '../../fleet';
import { parseYamlFile } from '../../fleet/read/yaml-file';
import { DATA_PATHS } from '../../init';
import { type Field, fieldsOfIssue, requestedRow, type RequestedRow, withRow } from '../../init/requests';
import { rowPaths } from '../app/app-rows';
import { editsText } from '../app/edits-text';
import { colors } from '../output/colors';
import { printable } from '../output/printable';
import { replaceFiles } from '../output/written-files';
import { readJsonFile } from '../sources/json-file';
import { pathStats } from '../sources/path-stats';

interface Options {
  readonly githubEvent?: string;
  readonly name?: string;
  readonly email?: string;
  readonly unit?: string;
  readonly tag?: readonly string[];
  readonly file: string;
  readonly rows?: readonly string[];
}

export function requestCommand(): Command {
  return new Command('request')
    .description('Add the row of a new account, as the form of an issue or options describe it')
    .option('--github-event <file>', 'the event of a workflow, in which the issue is: "$GITHUB_EVENT_PATH"')
    .option('--name <name>', 'name of the account')
    .option('--email <address>', 'email address of its root user')
    .option('--unit <path|id>', 'path of its organizational unit, or the ID of its row')
    .option('--tag <key=value>', 'a tag; can be repeated', (value: string, others: readonly string[] = []) => [...others, value])
    .option('--file <file>', 'the file that gets the row', DATA_PATHS.accounts)
    .option('--rows <paths...>', 'files and folders with all rows of the app (default: those of the app in this folder)')
    .addHelpText('after', `
The row creates an account: it adopts nothing, attaches no policy and administers no service. All other text of the file stays. The rows are
read again afterwards. Exit code 0: added; 1: refused, and nothing is written.

  cdk-org request --name shop-test --email aws+shop-test@example.com --unit Workloads/Test --file fleet/shop.yaml
  cdk-org request --github-event "$GITHUB_EVENT_PATH"`)
    .action(run);
}

function run({ githubEvent, file, rows: given, ...options }: Options): void {
  const folder = process.cwd();
  const fields = githubEvent === undefined ? fieldsOf(options) : fieldsOfIssue(issueOf(githubEvent));
  if (pathStats(file)?.isDirectory()) throw new Error(`This is a folder (given: --file ${file}). Give a file for the row.`);
  const paths = [...rowPaths(given, folder), ...existsSync(file) ? [file] : []];
  const files = fleetFiles(paths, folder);
  const row = requestedRow(fields, readFleet(files, { parseYaml: parseYamlFile }));
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) throw new Error(`This file is a link (given: ${file}). Give the file that it leads to.`);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const after = withRow(file, before, row);
  const place = placeOfRow(new Map([...files, [nameOf(files, file), after]]), row);
  replaceFiles(new Map([[file, after]]));
  process.stdout.write(`${colors.bold('Added')}  ${printable(place)}\n${editsText([{ path: file, before, after }])}`);
}

function fieldsOf({ name = '', email = '', unit = '', tag = [] }: Pick<Options, 'name' | 'email' | 'unit' | 'tag'>): Record<Field, string> {
  return { name, email, unit, tags: tag.join('\n') };
}

/** The body of the issue in the event of a workflow. */
function issueOf(path: string): string {
  return readJsonFile(path, 'event', (event) => {
    const body = isRecord(event) && isRecord(event.issue) ? event.issue.body : undefined;
    if (typeof body === 'string') return body;
    throw new Error(`The event has no issue with a text (given: ${path}). Give the file of an event of the kind "issues".`);
  });
}

/** The name under which the file is among the files that were read. */
function nameOf(files: ReadonlyMap<string, string>, file: string): string {
  return [...files.keys()].find((name) => resolve(name) === resolve(file)) ?? file;
}

/** Reads all rows again. @throws Error if the row is not among them as it was meant */
function placeOfRow(files: ReadonlyMap<string, string>, row: RequestedRow): string {
  const found = readFleet(files, { parseYaml: parseYamlFile }).accounts.find(({ id }) => id === row.id);
  const isSame = found !== undefined && (['name', 'email', 'unit'] as const).every((key) => found[key] === row[key])
    && Object.entries(row.tags ?? {}).every(([key, value]) => Object.hasOwn(found.tags, key) && found.tags[key] === value)
    && !found.adopt && [found.policies, found.administers, found.exemptFrom].every(({ length }) => length === 0);
  if (!isSame) throw new Error(`The file would not have the row as it was meant (given: ${JSON.stringify(row)}). Add it by hand.`);
  return placeText(found.place);
}
