import { docstringOpeners } from './docstrings';
import { bannedPhrases, type Finding } from './phrases';
import { sentences, wordsOf } from './sentences';

/** Most words that the sentences of a page may have on average. */
export const MOST_WORDS_ON_AVERAGE = 20;

export interface ProseFile {
  /** The path from the root of the project. */
  readonly name: string;
  readonly text: string;
}

/** A page with the number of words of each of its sentences; it has at least one. */
export interface PageLengths {
  readonly name: string;
  readonly lengths: readonly number[];
}

export interface Prose {
  readonly phrases: readonly Finding[];
  readonly openers: readonly Finding[];
  readonly pages: readonly PageLengths[];
}

export function measureProse(files: readonly ProseFile[]): Prose {
  return {
    phrases: files.flatMap(({ name, text }) => bannedPhrases(name, text)),
    openers: files.filter(({ name }) => name.endsWith('.ts')).flatMap(({ name, text }) => docstringOpeners(name, text)),
    pages: files.filter(({ name }) => name.endsWith('.md')).map(({ name, text }) => ({ name, lengths: sentences(text).map(wordsOf) }))
      .filter(({ lengths }) => lengths.length > 0),
  };
}

/** A line for each place that the check does not accept. */
export function proseProblems({ phrases, openers, pages }: Prose): string[] {
  return [
    ...phrases.map(({ file, line, phrase }) => `${file}:${line}  banned phrase "${phrase}"`),
    ...openers.map(({ file, line, phrase }) => `${file}:${line}  docstring that begins with "${phrase}"`),
    ...pages.filter(({ lengths }) => average(lengths) > MOST_WORDS_ON_AVERAGE)
      .map(({ name, lengths }) => `${name}  sentences of ${average(lengths).toFixed(1)} words on average (at most ${MOST_WORDS_ON_AVERAGE})`),
  ];
}

export function average(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}
