import { type CallResult, ownershipTags, type RehearsalResult, type ProgressEvent } from '../../rehearsal';
import { ownershipTagsText } from '../../report';
import { colors } from '../output/colors';
import { firstParagraph, printable } from '../output/printable';
import { organizationTree } from '../output/tree';

/** The number of writing calls that are listed one by one. */
const LISTED_CALLS = 40;

/** A rehearsal, and what was known of the organization before it. */
export interface ReportedRehearsal extends RehearsalResult {
  /** Those of the differences that were there before the deployment, which leaves them alone. */
  readonly differencesBefore?: readonly string[];
}

/** The end of a rehearsal as text: the organization, the calls, and what failed and why. */
export function rehearsalReport(result: ReportedRehearsal, { tree }: { tree: boolean }): string {
  const sections = [
    ...(tree ? [result.organization ? organizationTree(result.organization) : 'There is no organization.'] : []),
    callsSection(result.calls),
    ...(result.throttledInvocations ? [throttlesSection(result)] : []),
    ...(result.warnings.length ? [result.warnings.map((warning) => colors.yellow(`Warning: ${printable(warning)}`)).join('\n')] : []),
    ...verdict(result),
    outcome(result),
  ];
  return `\n${sections.join('\n\n')}\n`;
}

function callsSection(calls: readonly CallResult[]): string {
  const writing = calls.filter((call) => call.writing);
  const lines = [`${colors.bold('API calls')}  ${calls.length}: ${writing.length} writing, ${calls.length - writing.length} reading`];
  lines.push(`  writing  ${counts(writing)}`, `  reading  ${counts(calls.filter((call) => !call.writing))}`);
  const tags = ownershipTags(calls);
  if (tags > 0) lines.push(`  tags     ${ownershipTagsText(tags)}`);
  const failed = calls.filter(({ error }) => error);
  if (failed.length) lines.push(`  refused  ${counts(failed, ({ error }) => printable(`${error!.code}${error!.reason ? ` (${error!.reason})` : ''}`))}`);
  if (writing.length > 0 && writing.length <= LISTED_CALLS) {
    lines.push(...writing.map((call) => `  ${colors.dim(timeOf(call.atSeconds))}  ${printable(call.operation)}  ${colors.dim(printable(argumentsOf(call)))}`));
  }
  return lines.join('\n');
}

function throttlesSection({ throttledInvocations, concurrentExecutions }: RehearsalResult): string {
  return colors.yellow(
    `Lambda refused ${throttledInvocations} invocations, because ${concurrentExecutions} ran already: the limit of concurrent executions.`);
}

/** The texts of a request that tell which call it was; documents are too long for a line. */
function argumentsOf({ request, error }: CallResult): string {
  const values = Object.entries(Object(request) as Record<string, unknown>)
    .filter(([name]) => name !== 'Content')
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const text = values.join(' ');
  return (text.length > 140 ? `${text.slice(0, 139)}…` : text) + (error ? ` → ${error.code}` : '');
}

function counts(calls: readonly CallResult[], key: (call: CallResult) => string = (call) => call.operation): string {
  const numbers = new Map<string, number>();
  for (const call of calls) numbers.set(key(call), (numbers.get(key(call)) ?? 0) + 1);
  const sorted = [...numbers].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return sorted.length ? sorted.map(([name, number]) => `${name} ${number}`).join(', ') : 'none';
}

function verdict(result: ReportedRehearsal): string[] {
  if (!result.succeeded) return [failureSection(result)];
  return codeCounts(result) ? codeSections(result) : [];
}

/** Whether every stack is deployed, and the organization is what their code says, besides where it was not before. */
export function isAsCodeSays(result: ReportedRehearsal): boolean {
  return result.succeeded && (!codeCounts(result) || differing(result).length === 0);
}

function differing({ differences, differencesBefore = [] }: ReportedRehearsal): string[] {
  const before = new Set(differencesBefore);
  return differences.filter((each) => !before.has(each));
}

/** Whether there is code to compare with. Deleted stacks have none. */
function codeCounts({ stacks }: RehearsalResult): boolean {
  return stacks.some(({ status }) => status !== 'DELETE_COMPLETE');
}

function codeSections(result: ReportedRehearsal): string[] {
  const { differencesBefore: before = [] } = result;
  const blamed = differing(result);
  const known = before.length > 0 ? [listed(colors.yellow('Not what the code says, but was so before the deployment, which leaves it alone:'), before)] : [];
  if (blamed.length > 0) return [...known, listed(colors.red('The organization is not what the code says:'), blamed)];
  return [...known, colors.green(`${before.length > 0 ? 'Otherwise the' : 'The'} organization is what the code says.`)];
}

function listed(heading: string, sentences: readonly string[]): string {
  return [heading, ...sentences.map((each) => `  ${printable(each)}`)].join('\n');
}

function failureSection({ stacks, resources }: RehearsalResult): string {
  const failed = resources.filter(({ reason }) => reason !== undefined);
  return [
    colors.red(colors.bold('What failed')),
    ...failed.map(({ reason }) => `  ${printable(firstParagraph(reason!))}`),
    ...stacks.filter(({ reason }) => reason).map(({ name, status, reason }) => printable(`  Stack ${name}: ${status}. ${firstParagraph(reason!)}`)),
  ].join('\n');
}

function outcome(result: ReportedRehearsal): string {
  const { succeeded, stacks, virtualSeconds } = result;
  const states = stacks.map(({ name, status }) => printable(`${name} ${status}`)).join(', ');
  const word = isAsCodeSays(result) ? colors.green(colors.bold('Succeeded'))
    : colors.red(colors.bold(succeeded ? 'Deployed, but not what the code says' : 'Failed'));
  return `${word}: ${states}. Virtual duration ${timeOf(virtualSeconds).trim()} (${Math.round(virtualSeconds)} s).`;
}

/** Prints a line for each resource that completes or fails, with its virtual time, like the events of a deployment. */
export function progressPrinter(output: NodeJS.WritableStream): (event: ProgressEvent) => void {
  return (event) => {
    // Only ends are news: everything that begins also ends.
    if (!/_(COMPLETE|FAILED|SKIPPED)$/.test(event.status)) return;
    // What is not simulated is there at once.
    if (event.type.startsWith('AWS::') && !event.type.startsWith('AWS::CloudFormation') && !event.status.endsWith('FAILED')) return;
    const name = printable(event.path ?? event.logicalId).replace(/\/Resource$/, '');
    const reason = event.reason ? `  ${printable(firstParagraph(event.reason))}` : '';
    output.write(`${colors.dim(timeOf(event.atSeconds))}  ${colored(event.status).padEnd(18)}  ${name}${reason}\n`);
  };
}

function colored(status: string): string {
  const text = printable(status).padEnd(16);
  if (status.endsWith('FAILED')) return colors.red(text);
  return status.includes('ROLLBACK') ? colors.yellow(text) : colors.green(text);
}

/** Virtual time as `m:ss.s`. */
function timeOf(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${String(minutes).padStart(3)}:${(seconds - minutes * 60).toFixed(1).padStart(4, '0')}`;
}
