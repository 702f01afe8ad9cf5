import type { Finding } from './phrases';

const OPENERS = /^(What|Whoever|Whatever|That)\b/;

/** Doc comments whose first word does not name what the documented member is or does. */
export function docstringOpeners(file: string, text: string): Finding[] {
  return [...text.matchAll(/\/\*\*\s*(?:\*\s*)?(\S[^\n]*)/g)].flatMap((match) => {
    const [opener] = OPENERS.exec(match[1]) ?? [];
    return opener ? [{ file, line: text.slice(0, match.index).split('\n').length, phrase: `${opener} …` }] : [];
  });
}
