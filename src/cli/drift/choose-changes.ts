import type { Change, Review } from '../../model';
import { changeText, reviewEntries } from '../../report';
import type { Ask } from '../options/terminal';
import { printable } from '../output/printable';

/** Which changes rows keep: all of them, none, those that patterns name, or those that a person at the terminal chooses. */
export type KeepOption = 'all' | 'none' | 'ask' | { readonly patterns: readonly string[] };

/** @throws Error unless the option is usable here */
export function keepOption(given: readonly string[] | undefined, hasTerminal: boolean): KeepOption {
  if (given === undefined) {
    if (hasTerminal) return 'ask';
    throw new Error('Nobody can be asked, because this is no terminal (given: --write). Give --keep all, --keep none, or --keep with a pattern, such as --keep \'Workloads/*\'.');
  }
  const word = given.find((each) => each === 'all' || each === 'none');
  if (word === undefined) return { patterns: given };
  if (given.length > 1) throw new Error(`--keep ${word} stands alone (given: ${given.join(', ')}). Leave the others out.`);
  return word as 'all' | 'none';
}

/**
 * The changes whose subjects match one of several patterns: an ID, a path, a name, an email address or a service principal, in which `*`
 * stands for any text.
 * @throws Error if a pattern matches none
 */
export function changesMatching(patterns: readonly string[], changes: readonly Change[]): Change[] {
  const tests = patterns.map((pattern) => new RegExp(`^${pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.*')}$`, 'su'));
  const subjects = changes.map((change) => subjectsOf(change));
  const unused = patterns.find((_, index) => !subjects.some((names) => names.some((name) => tests[index].test(name))));
  if (unused !== undefined) {
    throw new Error(`No change is about this (given: --keep ${unused}). Use an ID, a path or a name of the list, * for any text, or "all" or "none".`);
  }
  return changes.filter((_, index) => subjects[index].some((name) => tests.some((test) => test.test(name))));
}

const SUBJECT_KEYS: ReadonlySet<string> = new Set(['id', 'accountId', 'accountName', 'path', 'name', 'email', 'servicePrincipal', 'policyType', 'key']);
/** Members that tell where something was, or what it is like. */
const OTHERS: ReadonlySet<string> = new Set(['from', 'to', 'before', 'after', 'statements', 'settings', 'parent']);

function subjectsOf(change: Change): string[] {
  const found: string[] = [];
  JSON.stringify(change, (key, value: unknown) => {
    if (OTHERS.has(key)) return undefined;
    if (SUBJECT_KEYS.has(key) && typeof value === 'string') found.push(value, value.replace(/^Root\//, ''), ...key === 'path' ? [value.slice(value.lastIndexOf('/') + 1)] : []);
    return value;
  });
  return [...found, ...'before' in change && typeof change.before === 'string' && 'after' in change && /Renamed$/.test(change.kind) ? [change.before, String(change.after)] : []];
}

/** The changes in the order in which a review lists them: dangerous first. */
export function inListedOrder(review: Pick<Review, 'changes' | 'risks' | 'drift'>): Change[] {
  return reviewEntries(review).flatMap(({ changes }) => changes).map((index) => review.changes[index]);
}

/** The error if the input ends before the last answer. */
export function answersMissing(): Error {
  return new Error('The input ended before all changes were answered, so that nothing is written. Answer each with k or r.');
}

/** Asks about each change. @throws Error if the input ends before the last answer */
export async function askForChanges(changes: readonly Change[], ask: Ask): Promise<Change[]> {
  const kept: Change[] = [];
  for (const [index, change] of changes.entries()) {
    const question = `[${index + 1}/${changes.length}] ${printable(changeText(change, true).headline)}\n`
      + '  keep it in the rows (k), revert it (r), keep this and all others (ka), revert this and all others (ra)? ';
    let answer = '';
    do answer = (await ask(question)).trim().toLowerCase(); while (!['k', 'r', 'ka', 'ra'].includes(answer));
    if (answer === 'ra') break;
    if (answer === 'ka') return [...kept, ...changes.slice(index)];
    if (answer === 'k') kept.push(change);
  }
  return kept;
}
