import type { Command } from 'commander';
import { answersMissing, askForChanges, changesMatching, inListedOrder, type KeepOption, keepOption } from './choose-changes';
import { DataEditor, type Keeping, KeptChanges, RowIds } from '../../init/edit';
import { type Change, drift, type Organization, type Review, withoutDrift } from '../../model';
import { changeText } from '../../report';
import { REPAIR_COMMAND } from '../../report/wording/drift-repair';
import { editedFiles, readApp, writeEdits } from '../app/app-folder';
import { editsText } from '../app/edits-text';
import { synthesizedCode } from '../app/synthesized-code';
import { canAsk, withTerminal } from '../options/terminal';
import { colors } from '../output/colors';
import { printable } from '../output/printable';
import type { OrganizationSource } from '../sources/organization-source';

/** The options with which drift goes into the rows of an app. */
export interface WriteOptions {
  readonly write?: boolean;
  /** The folder of the app. */
  readonly app?: string;
  readonly keep?: readonly string[];
  readonly check: boolean;
}

/** Options that exclude writing are among them. */
interface OptionsOfDrift extends WriteOptions {
  readonly outside?: boolean;
  readonly format: string;
}

/** The changes that the rows keep, and the others. */
export interface WrittenDrift {
  readonly kept: readonly Change[];
  readonly left: readonly Change[];
}

export function withWrite(command: Command): Command {
  return command
    .option('--write', 'with --app: keep changes in the data files of an app that "cdk-org init" wrote, or revert them with the next deployment; asks for each')
    .option('--app <directory>', 'with --write: the folder of the app')
    .option('--keep <pattern>', 'with --write: keep these without asking: all, none, or an ID, path or name with * for any text; can be repeated',
      (pattern: string, others: string[] = []) => [...others, pattern])
    .option('--no-check', 'with --write: do not synthesize the app afterwards');
}

/** @throws Error for options that mean nothing together */
export function checkWriteOptions({ write, app, keep, check, outside, format }: OptionsOfDrift): void {
  const needing = [...app === undefined ? [] : [`--app ${app}`], ...(keep ?? []).map((each) => `--keep ${each}`), ...check ? [] : ['--no-check']];
  if (!write && needing.length > 0) throw new Error(`These options are for writing (given: ${needing.join(', ')}). Give --write, or leave them out.`);
  if (!write) return;
  if (app === undefined) throw new Error('The app whose rows are edited is not given (given: --write). Give its folder with --app.');
  if (outside) throw new Error('What is outside the code has no rows (given: --outside and --write). Leave --outside out, and take it in with "cdk-org adopt".');
  if (format !== 'text') throw new Error(`The changed rows are printed as text (given: --format ${format} and --write). Leave --format out, or write a file with --output.`);
  readApp(app);
  keepOption(keep, canAsk());
}

/**
 * Writes the changes that are kept into the rows of an app, and says what becomes of the others.
 * @param code as it was deployed, with the IDs of the live organization
 * @throws Error if the rows cannot be edited so, or if the app then says something else
 */
export async function writeDrift(
  { app, keep, check }: WriteOptions, review: Review, code: Organization, found: OrganizationSource,
): Promise<WrittenDrift> {
  const live = found.organization;
  const changes = inListedOrder(review);
  const editor = new DataEditor(readApp(app!));
  const edits = new KeptChanges(editor, new RowIds(editor.original, withoutDrift(code, live)), live);
  const keepings = new Map(changes.map((change) => [change, edits.keepingOf(change)] as const));
  const possible = changes.filter((change) => 'apply' in keepings.get(change)!);
  const kept = await chosen(keepOption(keep, canAsk()), possible, changes);
  edits.keep(review.changes.filter((change) => kept.includes(change)).map((change) => keepings.get(change)!));
  const files = editedFiles(app!, editor);
  writeEdits(app!, files);
  const left = changes.filter((change) => !kept.includes(change));
  process.stdout.write(`\n${keptText(app!, kept, editsText(files))}${leftText(left, keepings)}`);
  if (check && kept.length > 0) await checkKept(app!, found, kept);
  return { kept, left };
}

async function chosen(option: KeepOption, possible: readonly Change[], all: readonly Change[]): Promise<readonly Change[]> {
  if (option === 'all') return possible;
  if (option === 'none' || possible.length === 0) return [];
  if (option === 'ask') return withTerminal(answersMissing, (ask) => askForChanges(possible, ask));
  return changesMatching(option.patterns, all).filter((change) => possible.includes(change));
}

function keptText(app: string, kept: readonly Change[], edits: string): string {
  if (kept.length === 0) return `Nothing is kept, and no file of ${printable(app)} changes.\n`;
  return `${colors.bold('Kept')}  ${kept.length} ${kept.length === 1 ? 'change is' : 'changes are'} in the rows of ${printable(app)} now:\n${edits}`;
}

function leftText(left: readonly Change[], keepings: ReadonlyMap<Change, Keeping>): string {
  const line = (change: Change) => `  ${printable(changeText(change, true).headline)}`;
  const reverted = left.filter((change) => 'apply' in keepings.get(change)!);
  const notInRows = left.flatMap((change) => {
    const keeping = keepings.get(change)!;
    return 'instead' in keeping ? [`${line(change)}. ${keeping.instead}`] : [];
  });
  return [
    ...(reverted.length === 0 ? [] : [colors.bold('Not kept'), ...reverted.map(line), `  A deployment with "reconcile" restores what the code says, as far as the list above says so:\n  ${REPAIR_COMMAND}`]),
    ...(notInRows.length === 0 ? [] : [colors.bold('Not in the rows'), ...notInRows]),
  ].map((each) => `${each}\n`).join('');
}

/** @throws Error if the synthesized app still differs in what was kept */
async function checkKept(app: string, found: OrganizationSource, kept: readonly Change[]): Promise<void> {
  const { code, live } = await synthesizedCode(app, found, 'the kept changes are not checked');
  const subjects = new Set(kept.map(subjectOf));
  // The app may have other rows that are not deployed yet.
  const differences = drift(code, live).filter((change) => subjects.has(subjectOf(change)));
  if (differences.length > 0) {
    throw new Error(`The rows are written, and the code still says something else: ${differences.map((change) => changeText(change, true).headline).join('; ')}. Correct the rows, or revert the files.`);
  }
  process.stdout.write(`${colors.bold('Compared')}  ${colors.green(`The code says what the organization is in what was kept (${kept.length}).`)}\n`);
}

const CONTENTS = /^(?:policyStatementsChanged|managementPolicyChanged|policyRewritten)$/;
const ENDS = /(?:Added|Changed|Removed|Set|Enabled|Disabled|Detached|Returned|Deregistered|Registered)$/;

/** The resource of a change, and which part of it changes, but not its values. */
function subjectOf(change: Change): string {
  const part = change.kind.replace(CONTENTS, 'content').replace(/^(?:at|de)tached$/, 'attachment').replace(ENDS, '');
  const fields = Object.entries(change).filter(([name]) => SUBJECT_FIELDS.has(name));
  return JSON.stringify([part, ...fields.map(([name, value]) => [name, typeof value === 'object' ? (value as { id?: string }).id : value as string])]);
}

const SUBJECT_FIELDS: ReadonlySet<string> = new Set([
  'account', 'unit', 'policy', 'target', 'on', 'accountId', 'servicePrincipal', 'policyType', 'key', 'contactType', 'region',
]);
