import { Random } from '../../../src/simulator/world/random';

/** Random choices that depend on the seed alone. */
export class Pick {
  private readonly random: Random;

  constructor(seed: number) {
    this.random = new Random(seed);
  }

  one<T>(items: readonly T[]): T {
    return items[this.random.integer(0, items.length - 1)];
  }

  chance(share: number): boolean {
    return this.random.next() < share;
  }

  some<T>(items: readonly T[], most: number): T[] {
    return Array.from({ length: this.random.integer(1, most) }, () => this.one(items));
  }

  upTo(most: number): number {
    return this.random.integer(0, most);
  }
}
