import { visible, visibleLine } from './visible';

/** Characters with a meaning in GitHub's Markdown, in the middle of a line or at its start. */
const SPECIAL = /[\\`*_{}[\]()<>#+\-.!|~&=^]/g;

/** Shows nothing, and parts what GitHub would link: it looks at the rendered text, where a backslash is gone. */
const SPLIT = '&#8203;';

/**
 * A sentence of others, such as a message: nothing in it is formatted, linked, mentioned, or referred to. Fit for cells of tables.
 * Source: GitHub Docs, "Basic writing and formatting syntax", "Autolinked references and URLs", "Writing mathematical expressions".
 */
export function markdownText(text: string): string {
  return visible(text).trim()
    .replace(SPECIAL, '\\$&')
    .replace(/\$/g, '<span>$</span>')
    .replace(/@|:(?=\S)|\\#|\bGH(?=\\-\d)|\bwww(?=\\\.)/gi, `$&${SPLIT}`);
}

/** A name or another short text of others, in the typeface of code, where GitHub looks for nothing. Not for cells of tables. */
export function markdownCode(text: string): string {
  const shown = visible(text);
  if (shown === '') return '(empty)';
  const fence = '`'.repeat(longestRun(shown) + 1);
  // A space is taken off again on both sides if there are two, unless there is nothing else.
  const pad = /^[` ]|[` ]$/.test(shown) && shown.trim() !== '' ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Escapes code within a table, where a bar would always end the cell. */
export function markdownCell(text: string): string {
  return markdownCode(text.replace(/\|/g, '\\u007c'));
}

/** Lines of others as a block of code. */
export function markdownBlock(language: string, lines: readonly string[]): string {
  const shown = lines.map(visibleLine);
  const fence = '`'.repeat(Math.max(3, ...shown.map((line) => longestRun(line) + 1)));
  return [`${fence}${language}`, ...shown, fence].join('\n');
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}
