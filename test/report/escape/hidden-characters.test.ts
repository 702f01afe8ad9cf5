import { inertText } from '../../../src/cli/output/inert-output';
import {
  csvValue, markdownBlock, markdownCell, markdownCode, markdownText, markup, mermaidLabel, visible, visibleAsJson, visibleLines,
} from '../../../src/report/escape';
import { byDay } from '../../proofs/support/proof-runs';
import { HIDDEN_CHARACTER } from '../../support/hidden-characters';

/** Every output for people, by what it does to a text of others. */
const FORMATS: Readonly<Record<string, (text: string) => string>> = {
  'the terminal': visible,
  'the page': visibleLines,
  'a sentence in Markdown': markdownText,
  'code in Markdown': markdownCode,
  'a cell in Markdown': markdownCell,
  'a block in Markdown': (text) => markdownBlock('text', [text]),
  'HTML and SVG': markup,
  'Mermaid': mermaidLabel,
  'CSV': csvValue,
  'JSON': (text) => visibleAsJson(JSON.stringify(text)),
  'standard output': (text) => inertText(text, { colors: false, isRead: false }),
};

const isHidden = (character: string) => HIDDEN_CHARACTER.test(character);

const HIDDEN: string[] = [];
const SEEN: string[] = [];
for (let code = 0; code <= 0x10ffff; code += 1) {
  const character = String.fromCodePoint(code);
  (isHidden(character) ? HIDDEN : SEEN).push(character);
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
}

function named(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Line breaks stay in formats of several lines, and so does a tab on standard output. */
const LAYOUT: Readonly<Record<string, readonly string[]>> = { 'the page': ['\n'], 'standard output': ['\n', '\t'] };

test('the characters of the issue are hidden, and those of words are not', () => {
  const hidden = [0x3164, 0x115f, 0x1160, 0xffa0, 0x34f, 0x2800, 0xfe0f, 0x200b, 0x200c, 0x200d, 0xa0, 0x3000, 0xe0041, 0xe0100, 0xad,
    0x61c, 0x17b4, 0x180e, 0xfeff, 0xfdd0, 0xffff, 0xe000, 0xd800, 0x1d173];
  expect(hidden.map((code) => String.fromCodePoint(code)).filter((character) => !isHidden(character)).map(named)).toEqual([]);
  expect([...'Größe販売ไทยहिन्दीשָׁלוֹםالعربية한국어ᚠ𓀀😀–→…'].filter(isHidden).map(named)).toEqual([]);
});

describe.each(Object.entries(FORMATS))('%s', (format, escape) => {
  test('shows every hidden character as an escape, of all code points', () => {
    const hidden = HIDDEN.filter((character) => !LAYOUT[format]?.includes(character));
    const left = byDay(chunks(hidden, 256), 8).flatMap((some) => {
      const rest = escape(some.map((character) => `x${character}`).join('')).replace(/&#8203;|\n/g, '');
      return /^[\x20-\x7e]*$/.test(rest) ? [] : [...rest].filter((character) => character > '\u007e' || character < ' ').map(named);
    });
    expect(left).toEqual([]);
  });

  test('shows a hidden character at each place of a text', () => {
    for (const character of ['\u3164', '\u115f', '\u034f', '\u2800', '\ufe0f', '\u200c', '\u00a0']) {
      for (const text of [character, `${character}a`, `a${character}`, `a${character}b`, `a ${character} b`]) {
        expect(escape(text)).not.toContain(character);
        expect(escape(text)).toMatch(new RegExp(`u${character.charCodeAt(0).toString(16).padStart(4, '0')}`));
      }
    }
  });

  test('leaves every other character as it is, but for those with a meaning in the format', () => {
    const shown = byDay(SEEN.filter((character) => character > '\u007f'), 8);
    const changed = shown.filter((character) => !escape(`a${character}b`).includes(character)).map(named);
    // Mermaid has a code for each symbol; a character in full width may begin a formula.
    expect(format === 'Mermaid' ? changed.filter((name) => /[\p{L}\p{N}\p{M}]/u.test(String.fromCodePoint(parseInt(name.slice(2), 16)))) : changed).toEqual([]);
  });
});

test('an escape does not change what it is escaped again', () => {
  for (const some of byDay(chunks([...HIDDEN, ...SEEN.filter((character) => /\p{M}/u.test(character))], 256), 8)) {
    const once = visible(some.map((character) => `x${character}`).join(''));
    expect(visible(once)).toBe(once);
  }
});

test('JSON with escapes is the same value for all code points', () => {
  for (const some of byDay(chunks([...HIDDEN, ...SEEN], 256), 8)) {
    const text = some.join('');
    expect(JSON.parse(visibleAsJson(JSON.stringify({ [text]: text })))).toEqual({ [text]: text });
  }
});

describe('marks that stand on a character', () => {
  test.each([
    ['one on a letter', 'e\u0301', 'e\u0301'],
    ['vowels and tone marks of several scripts', 'ที่ Việt हिन्दी שָׁלוֹם', 'ที่ Việt हिन्दी שָׁלוֹם'],
    ['four on a letter', 'a\u0301\u0302\u0303\u0304b', 'a\u0301\u0302\u0303\u0304b'],
    ['more than four', 'a\u0301\u0302\u0303\u0304\u0305\u0306b', 'a\u0301\u0302\u0303\u0304\\u0305\\u0306b'],
    ['one at the start, where it stands on what is before', '\u0338prod', '\\u0338prod'],
    ['one on a space or a quote', 'a \u0338b "\u0338"', 'a \\u0338b "\\u0338"'],
    ['one on a hidden character', 'a\u200b\u0301b', 'a\\u200b\\u0301b'],
    ['one on a hidden mark', 'a\u034f\u0301b', 'a\\u034f\\u0301b'],
    ['a key of an emoji', '1\ufe0f\u20e3', '1\\ufe0f\\u20e3'],
  ])('%s', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });
});

describe('spaces at the end', () => {
  test.each([
    ['of a name', 'prod ', 'prod\\u0020'],
    ['several', 'prod  ', 'prod\\u0020\\u0020'],
    ['nothing but spaces', '  ', '\\u0020\\u0020'],
    ['none', ' a  b', ' a  b'],
    ['before a hidden character', 'a \u200b', 'a \\u200b'],
  ])('%s are shown as escapes', (_, text, shown) => {
    expect(visible(text)).toBe(shown);
  });

  test('stay in JSON, where quotes show them', () => {
    expect(visibleAsJson('"prod "')).toBe('"prod "');
  });

  test('of many are found in time that grows with the text', () => {
    const began = performance.now();
    visible(`${' '.repeat(200_000)}x`.repeat(3));
    visible(`a${'\u0301'.repeat(200_000)}`);
    expect(performance.now() - began).toBeLessThan(2_000);
  });
});
