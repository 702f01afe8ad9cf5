/** A fenced block with its fence, or a code span. The fence and the backticks are captured. */
const CODE = /^ *(`{3,}|~{3,})[^\n]*\n[^]*?^ *\1 *$|(?<!`)(`+)(?!`)(?:(?!\n\n)[^])*?(?<!`)\2(?!`)/gm;

/** Changes a Markdown text, but not its code, unless `changeCode` is given. */
export function changeOutsideCode(text: string, change: (prose: string) => string, changeCode = (code: string) => code): string {
  let result = '';
  let end = 0;
  for (const match of text.matchAll(CODE)) {
    result += change(text.slice(end, match.index)) + changeCode(match[0]);
    end = match.index + match[0].length;
  }
  return result + change(text.slice(end));
}

/** The anchor of a heading, as GitHub makes it from the heading's text. */
export function slugOf(heading: string): string {
  return heading.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{N}_\- ]/gu, '').replaceAll(' ', '-');
}

/** The text of a heading that a reader sees. */
export function plainText(heading: string): string {
  return heading.replace(/<a [^>]*><\/a>/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/<\/?\w+>|`|\*\*|\\(?=[^\w\s])/g, '').trim();
}

export interface Heading {
  /** 1 to 6. */
  readonly level: number;
  readonly text: string;
  /** The number of the line, from 0. */
  readonly line: number;
}

export function headingsOf(text: string): Heading[] {
  const withoutBlocks = text.replace(/^ *(`{3,}|~{3,})[^\n]*\n[^]*?^ *\1 *$/gm, (block) => block.replace(/[^\n]+/g, ''));
  return withoutBlocks.split('\n').flatMap((line, index) => {
    const [, marks, heading] = /^(#{1,6}) (.*)$/.exec(line) ?? [];
    return marks === undefined ? [] : [{ level: marks.length, text: heading, line: index }];
  });
}

/** The anchors of a page: those of its headings, numbered where a text is repeated, and those that it names. */
export function anchorsOf(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const { text: heading } of headingsOf(text)) {
    const slug = slugOf(plainText(heading));
    let anchor = slug;
    for (let number = 1; anchors.has(anchor); number++) anchor = `${slug}-${number}`;
    anchors.add(anchor);
  }
  for (const [, id] of text.matchAll(/<a [^>]*\bid="([^"]+)"/g)) anchors.add(id);
  return anchors;
}

/** Gives an ID to each anchor that has only a name: VitePress finds no other ones. */
export function withIds(text: string): string {
  return changeOutsideCode(text, (prose) => prose.replace(/(<a )name(="[^"]+">)/g, '$1id$2'));
}
