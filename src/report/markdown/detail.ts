import { clipped, markdownCode } from '../escape';
import type { Phrase } from '../wording/phrase';
import { count } from '../wording/words';

/** Collects the parts that a comment leaves out while it is written. */
export class Omissions {
  private readonly numbers = new Map<string, number>();

  /** The first of the items; the rest is written down. */
  first<T>(items: readonly T[], most: number, noun: string, size: (item: T) => number = () => 1): readonly T[] {
    if (items.length <= most) return items;
    this.add(noun, items.slice(most).reduce((sum, item) => sum + size(item), 0));
    return items.slice(0, most);
  }

  add(noun: string, number: number): void {
    this.numbers.set(noun, (this.numbers.get(noun) ?? 0) + number);
  }

  /** `12 changes, 40 policy lines`; undefined if nothing is left out. */
  get sentence(): string | undefined {
    const all = [...this.numbers].map(([noun, number]) => count(number, noun));
    return all.length > 0 ? all.join(', ') : undefined;
  }
}

/** The amount of detail that a comment shows of a review. */
export interface Detail {
  /** Lines of each policy's difference. */
  readonly documentLines: number;
  /** Items of the list of changes; of other lists as well. */
  readonly items: number;
  /** Names of what a folded line of changes is about. */
  readonly names: number;
  /** Rows of the table of what accounts can do. */
  readonly impactRows: number;
  /** Boxes of the tree. */
  readonly nodes: number;
  /** Characters of one text, such as a reason. */
  readonly characters: number;
}

/** The levels of detail, from the most to the least. A comment takes the first that fits. */
export const DETAILS: readonly Detail[] = [
  { documentLines: 2_000, items: 1_000, names: 60, impactRows: 1_000, nodes: 60, characters: 1_000 },
  { documentLines: 200, items: 300, names: 20, impactRows: 300, nodes: 60, characters: 500 },
  { documentLines: 40, items: 100, names: 10, impactRows: 100, nodes: 60, characters: 300 },
  { documentLines: 0, items: 100, names: 10, impactRows: 60, nodes: 60, characters: 300 },
  { documentLines: 0, items: 40, names: 5, impactRows: 25, nodes: 40, characters: 200 },
  { documentLines: 0, items: 12, names: 0, impactRows: 10, nodes: 20, characters: 120 },
  { documentLines: 0, items: 0, names: 0, impactRows: 0, nodes: 0, characters: 80 },
];

/** A sentence of ours in which names of others look like code. */
export function markdownPhrase(of: Phrase, characters: number): string {
  return of.map(({ text, foreign }) => (foreign ? markdownCode(clipped(text, characters)) : text)).join('');
}

/** A part that is closed until it is clicked. The summary is ours: no text of others goes in. */
export function folded(summary: string, blocks: readonly string[]): string {
  return [`<details><summary>${summary}</summary>`, ...blocks, '</details>'].join('\n\n');
}
