import { HIDDEN } from '../data/write-rows';

/** A text as a literal of TypeScript, in single quotes. */
export function literal(text: string): string {
  const escaped = text.replace(/[\\']/g, (character) => `\\${character}`).replace(HIDDEN, escapeOf);
  return `'${escaped}'`;
}

function escapeOf(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}
