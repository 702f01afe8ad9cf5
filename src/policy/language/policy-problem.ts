/** A screen's worth of a list. */
const MOST = 20;

/** The first lines of a list, and how many there are besides. */
export function foldedLines(lines: readonly string[], most = MOST): string[] {
  // A line about one line more would take the place of that line.
  if (lines.length <= most + 1) return [...lines];
  return [...lines.slice(0, most), `… and ${(lines.length - most).toLocaleString('en')} more`];
}

/** What is wrong in a policy document: where, what, the value given, what to do. */
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

/** A document that the service would refuse, with everything that is wrong with it. */
export class PolicyLanguageError extends Error {
  constructor(readonly problems: readonly PolicyProblem[]) {
    super(foldedLines(problems.map(problemText)).join('\n'));
    this.name = 'PolicyLanguageError';
  }
}
