import { createHash } from 'node:crypto';

/** Draws values that follow from a seed alone. */
export class Draw {
  private count = 0;

  constructor(private readonly seed: number) {}

  /** A number from 0 to just below 1. */
  fraction(): number {
    return createHash('sha256').update(`${this.seed}/${this.count++}`).digest().readUInt32LE() / 2 ** 32;
  }

  /** A whole number below a limit. */
  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  of<T>(values: readonly T[]): T {
    return values[this.below(values.length)];
  }

  chance(probability: number): boolean {
    return this.fraction() < probability;
  }
}
