import { knownLater } from './known-later';

/**
 * Control characters (line breaks included), marks that turn the direction of text, invisible characters and halves of characters. A
 * zero-width joiner stays, since emoji and some scripts need it.
 */
// eslint-disable-next-line no-control-regex
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;

/**
 * Text of others as one line in which nothing is hidden: what cannot be seen becomes `\u202e`. Enough for a terminal. Ids that only the
 * deployment gives become words.
 */
export function visible(text: string): string {
  return knownLater(text).replace(INVISIBLE, (character) => {
    const code = character.codePointAt(0)!;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** Makes a text visible with JSON escapes, so that a JSON value in it keeps its value. */
export function visibleAsJson(text: string): string {
  return text.replace(INVISIBLE, (character) => [...Array(character.length).keys()]
    .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join(''));
}

/** Text of others in which line breaks are meant, such as a policy's. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

/** The beginning of a long text, never half a character. */
export function clipped(given: string, characters: number): string {
  const text = knownLater(given);
  const all = text.length <= characters ? undefined : [...text];
  return all && all.length > characters ? `${all.slice(0, characters - 1).join('')}…` : text;
}
