import { HtmlRenderer, type Node, Parser } from 'commonmark';
import { clipped, csvValue, markdownBlock, markdownCell, markdownCode, markdownText, markup, mermaidLabel, visible, visibleLine } from '../../../src/report/escape';
import { HIDDEN_CHARACTER } from '../../support/hidden-characters';
import { HOSTILE_TEXTS } from '../hostile-texts';

const parse = (markdown: string) => new Parser().parse(markdown);
const render = (markdown: string) => new HtmlRenderer().render(parse(markdown)).trimEnd();
const SPLIT = /\u200b/g;

function nodes(markdown: string): Node[] {
  const found: Node[] = [];
  const walker = parse(markdown).walker();
  for (let event = walker.next(); event; event = walker.next()) {
    if (event.entering) found.push(event.node);
  }
  return found;
}

describe.each(HOSTILE_TEXTS)('%s: %j', (_what, text) => {
  test('is one line in which all can be seen', () => {
    expect(visible(text)).not.toMatch(HIDDEN_CHARACTER);
    expect(visible(text)).not.toMatch(/ $/);
  });

  test('is a sentence in Markdown and nothing else', () => {
    const types = new Set(nodes(`x ${markdownText(text)} x`).map(({ type, literal }) => (/^<\/?span>$/.test(literal ?? '') ? 'text' : type)));
    expect([...types]).toEqual(['document', 'paragraph', 'text']);
    const shown = nodes(`x ${markdownText(text)} x`).map(({ type, literal }) => (type === 'text' ? literal : '')).join('');
    expect(shown.replace(SPLIT, '')).toBe(`x ${visible(text).trim()} x`);
  });

  test('is a sentence at the start of a list item as well', () => {
    const types = new Set(nodes(`- ${markdownText(text) || 'x'}`).map(({ type, literal }) => (/^<\/?span>$/.test(literal ?? '') ? 'text' : type)));
    expect([...types]).toEqual(['document', 'list', 'item', 'paragraph', 'text']);
  });

  test('is never linked, mentioned or referred to by GitHub, which looks at the text that is shown', () => {
    const shown = render(markdownText(text)).replace(/<[^>]*>/g, '\u200b');
    expect(shown).not.toMatch(/@\w|#\d|\bGH-\d|:\/\/|\bwww\.|:\w+:|\$\w/i);
  });

  test('is code in Markdown as it is', () => {
    if (text === '') {
      expect(markdownCode(text)).toBe('(empty)');
      return;
    }
    const [, , ...inner] = nodes(`x ${markdownCode(text)} x`);
    expect(inner.map(({ type }) => type)).toEqual(['text', 'code', 'text']);
    expect(inner[1].literal).toBe(visible(text));
  });

  test('does not end a cell of a table', () => {
    expect(markdownCell(text)).not.toMatch(/[|\n]/);
    expect(markdownText(text)).not.toMatch(/(?<!\\)(\\\\)*\||\n/);
  });

  test('does not end a block of code', () => {
    const found = nodes(`${markdownBlock('diff', [text, `+ ${text}`])}\n\nx`).map(({ type, literal }) => ({ type, literal }));
    expect(found).toEqual([
      { type: 'document', literal: null },
      { type: 'code_block', literal: `${visibleLine(text)}\n+ ${visibleLine(text)}\n` },
      { type: 'paragraph', literal: null },
      { type: 'text', literal: 'x' },
    ]);
  });

  test('is text in HTML and SVG', () => {
    expect(markup(text)).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|#39);)/);
  });

  test('is a label in Mermaid that has no meaning there', () => {
    expect(mermaidLabel(text)).toMatch(/^"([\p{L}\p{N}\p{M} /]|(?<=[\p{L}\p{N}])[-._](?=[\p{L}\p{N}])|#\d+;)*"$/u);
    const decoded = mermaidLabel(text).slice(1, -1).replace(/#(\d+);/g, (_code, point) => String.fromCodePoint(Number(point)));
    expect(decoded).toBe(visible(text));
  });

  test('is no formula in a spreadsheet', () => {
    expect(csvValue(text)).toMatch(/^"([^"\n\r\t]|"")*"$/);
    for (const cell of csvValue(text).slice(1, -1).split(';')) expect(cell).not.toMatch(/^\s*[=+\-@]/);
  });
});

test.each([
  ['a name', 'shop-prod', 'shop\\-prod', '`shop-prod`', 'shop-prod', '"shop-prod"', '"shop-prod"'],
  ['a Sid', 'DenyRoot', 'DenyRoot', '`DenyRoot`', 'DenyRoot', '"DenyRoot"', '"DenyRoot"'],
  ['another script', '販売 größe', '販売 größe', '`販売 größe`', '販売 größe', '"販売 größe"', '"販売 größe"'],
  ['an ampersand', 'R&D', 'R\\&D', '`R&D`', 'R&amp;D', '"R#38;D"', '"R&D"'],
  ['a backtick', '`', '\\`', '`` ` ``', '`', '"#96;"', '"`"'],
  ['a formula', '=1', '\\=1', '`=1`', '=1', '"#61;1"', '"\'=1"'],
  ['a line break', 'a\nb', 'a\\\\u000ab', '`a\\u000ab`', 'a\\u000ab', '"a#92;u000ab"', '"a\\u000ab"'],
])('%s looks like this in each format', (_what, text, sentence, code, html, mermaid, csv) => {
  const formats = [markdownText, markdownCode, markup, mermaidLabel, csvValue];
  expect(formats.map((format) => format(text))).toEqual([sentence, code, html, mermaid, csv]);
});

test('numbers of a table are numbers', () => {
  expect(csvValue(-3)).toBe('-3');
});

test('a long text is cut between characters, and says so', () => {
  expect(clipped('abcdef', 4)).toBe('abc…');
  expect(clipped('abcd', 4)).toBe('abcd');
  expect(clipped('😀😀😀', 3)).toBe('😀😀😀');
  expect(clipped('😀😀😀😀', 3)).toBe('😀😀…');
});
