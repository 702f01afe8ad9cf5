import { count } from '../wording/words';

/** What a comment left out, collected while it is written. */
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
