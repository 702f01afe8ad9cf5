import { knownLater } from './known-later';

/**
 * Blanks that no property of Unicode names: the Braille pattern without dots, the place of an object, two hieroglyphs, the
 * filler of an old script, and a note without a head.
 */
const BLANKS = '\\u2800\\ufffc\\u{13441}\\u{13442}\\u{16fe4}\\u{1d159}';

/**
 * A character that shows nothing, or that looks like another one: control and format characters (line breaks and marks of direction
 * included), halves of characters, private and unassigned ones, default ignorable ones, and every blank but the plain space. The joiners
 * of emoji and of some scripts are among them. A name with them is rare, and a name that looks like another one may be an attack.
 * Source: Unicode Character Database, "General_Category" and "Default_Ignorable_Code_Point".
 */
const HIDDEN = `(?! )[\\p{C}\\p{Z}\\p{Default_Ignorable_Code_Point}${BLANKS}]`;

/**
 * Marks that stand on what they do not belong to: on a hidden character, on nothing, or on more than four other marks.
 * Source: Unicode Technical Standard 39, "Optional Detection".
 */
const STRAY_MARKS = '(?<![\\p{L}\\p{N}\\p{M}])\\p{M}+|(?<=[\\p{Mn}\\p{Me}]{4})[\\p{Mn}\\p{Me}]\\p{M}*';

/** Looks at nothing that is ASCII and can be seen, which makes it ten times faster. */
const INVISIBLE = new RegExp(`(?=[^ -~])(?:${HIDDEN}(?:\\p{M}|${HIDDEN})*|${STRAY_MARKS})`, 'gu');

/** The look-behind keeps the time in proportion to the text. */
const SPACES_AT_THE_END = /(?<! ) +$/;

/**
 * Text of others as one line in which nothing is hidden: what cannot be seen becomes `\u202e`, and so does a space at the end. Enough for
 * a terminal. Ids that only the deployment gives become words.
 */
export function visible(text: string): string {
  return visibleLine(text).replace(SPACES_AT_THE_END, (spaces) => '\\u0020'.repeat(spaces.length));
}

/** Makes a text visible with JSON escapes, so that a JSON value in it keeps its value. */
export function visibleAsJson(text: string): string {
  return text.replace(INVISIBLE, (hidden) => [...Array(hidden.length).keys()].map((index) => escapeOf(hidden.charCodeAt(index))).join(''));
}

/** Text of others in which line breaks are meant, such as a policy's. Spaces at the end stay. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visibleLine).join('\n');
}

/** A line of such a text. */
export function visibleLine(text: string): string {
  return knownLater(text).replace(INVISIBLE, (hidden) => [...hidden].map((character) => escapeOf(character.codePointAt(0)!)).join(''));
}

function escapeOf(code: number): string {
  return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
}

/** The beginning of a long text, never half a character. */
export function clipped(given: string, characters: number): string {
  const text = knownLater(given);
  const all = text.length <= characters ? undefined : [...text];
  return all && all.length > characters ? `${all.slice(0, characters - 1).join('')}…` : text;
}
