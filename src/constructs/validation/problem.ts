/** What an author needs to hear about a mistake. */
export interface Mistake {
  /** What is wrong, as a sentence without its full stop. */
  readonly wrong: string;
  /** The value that was given. */
  readonly given: unknown;
  /** What to do, as a sentence without its full stop. */
  readonly remedy: string;
}

/** The message of a mistake; every message of this library has these three parts. The construct's path is added by the CDK. */
export function problem({ wrong, given, remedy }: Mistake): string {
  return `${wrong} (given: ${typeof given === 'string' ? `"${given}"` : given}). ${remedy}.`;
}
