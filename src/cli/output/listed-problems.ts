import { printable } from './printable';
import { foldedLines } from '../../policy';

/** An error that tells of several problems, each on a line of its own. */
export class ListedProblems extends Error {
  constructor(readonly heading: string, readonly problems: readonly string[]) {
    super([heading, ...problems].join(' '));
    this.name = 'ListedProblems';
  }
}

/** The text of an error for a terminal. Only this function breaks lines, because a message may contain names that others gave. */
export function errorText(error: Error): string {
  if (!(error instanceof ListedProblems) || error.problems.length < 2) return printable(error.message);
  return [error.heading, ...foldedLines(error.problems).map((problem) => `  ${problem}`)].map(printable).join('\n');
}
