/** Parts of a page that are no sentences: blocks of code, tables, headings, and lines of HTML. */
const NOT_PROSE = [/```[\s\S]*?```/g, /^\|.*$/gm, /^#+ .*$/gm, /^<.*$/gm];

/** The sentences of a Markdown page, each without its markup. */
export function sentences(markdown: string): string[] {
  const prose = NOT_PROSE.reduce((text, pattern) => text.replace(pattern, '\n\n'), markdown)
    .replace(/^\s*(?:[-*]|\d+\.) +/gm, '\n\n')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/`[^`]*`/g, 'code')
    .replace(/[*_]{1,2}/g, '');
  return prose.split(/\n\s*\n/).flatMap((paragraph) => paragraph.replace(/\s+/g, ' ').split(/(?<=[.!?]["”)]?) (?=[A-Z"“(c])/))
    .map((sentence) => sentence.trim()).filter((sentence) => wordsOf(sentence) >= 3);
}

export function wordsOf(sentence: string): number {
  return sentence.split(' ').filter((word) => /\w/.test(word)).length;
}
