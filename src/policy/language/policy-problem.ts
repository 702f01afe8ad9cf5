/** The number of lines that fit on a screen. */
const MOST = 20;

/** The first lines of a list, and the number of the others. */
export function foldedLines(lines: readonly string[], most = MOST): string[] {
  // A line about a single further line would only replace that line.
  if (lines.length <= most + 1) return [...lines];
  return [...lines.slice(0, most), `… and ${(lines.length - most).toLocaleString('en')} more`];
}

/** A problem in a policy document: its place, the problem, the value given, and the remedy. */
export interface PolicyProblem {
  /** The place in the document, `Statement[1].Action[0]`; empty for the document itself. */
  readonly path: string;
  readonly what: string;
  readonly value?: unknown;
  readonly advice: string;
}

const LONGEST_VALUE = 80;

export function problemText({ path, what, value, advice }: PolicyProblem): string {
  return `${path === '' ? 'The policy' : path} ${what}${value === undefined ? '' : `: ${shown(value)}`}. ${advice}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}…`;
}

/** A document that the service would refuse, with all its problems. */
export class PolicyLanguageError extends Error {
  constructor(readonly problems: readonly PolicyProblem[]) {
    super(foldedLines(problems.map(problemText)).join('\n'));
    this.name = 'PolicyLanguageError';
  }
}
