import { type Heading, headingsOf, plainText } from './markdown';

/** Sources with more characters become several pages: as HTML they have up to three times as many, and a page should not exceed 300 kB. */
const LARGEST = 100_000;

export interface Section {
  readonly title: string;
  readonly text: string;
}

export interface Split {
  /** The text before the first section. */
  readonly intro: string;
  readonly sections: readonly Section[];
}

/** @returns a source as one page, or as an introduction and a page for each section if it is large */
export function split(text: string): Split {
  if (text.length <= LARGEST) return { intro: text, sections: [] };
  const byPart = splitAt(text, headingsOf(text).filter(({ level }) => level === 2));
  if (byPart.sections.every((section) => section.text.length <= LARGEST)) return byPart;
  // A reference by kinds of types, each of which has an ID.
  return splitAt(text, headingsOf(text).filter((heading) => heading.level === 3 && heading.text.includes('id="cdk-aws-organizations.')));
}

function splitAt(text: string, starts: readonly Heading[]): Split {
  const lines = text.split('\n');
  const sections = starts.map((start, index) => ({
    title: plainText(start.text),
    text: promoted(lines.slice(start.line, starts[index + 1]?.line).join('\n'), start.level - 1),
  }));
  return { intro: lines.slice(0, starts[0]?.line).join('\n'), sections };
}

/** The text with its headings some levels higher, without those that would be above the first. */
function promoted(text: string, by: number): string {
  const lines = text.split('\n');
  for (const { level, line } of headingsOf(text)) lines[line] = level > by ? lines[line].slice(by) : '';
  return lines.join('\n');
}
