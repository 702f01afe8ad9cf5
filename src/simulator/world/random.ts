/* eslint-disable no-bitwise -- the recurrence consists of operations on bits */
/** Pseudo-random numbers whose whole state is one number (the mulberry32 recurrence), so that it can be saved and restored. */
export class Random {
  private current: number;

  constructor(state: number) {
    this.current = state >>> 0;
  }

  get state(): number {
    return this.current;
  }

  restore(state: number): void {
    this.current = state >>> 0;
  }

  /** At least 0, below 1. */
  next(): number {
    this.current = (this.current + 0x6d2b79f5) >>> 0;
    let mixed = this.current;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  /** `length` characters of the alphabet. */
  text(alphabet: string, length: number): string {
    return Array.from({ length }, () => alphabet[this.integer(0, alphabet.length - 1)]).join('');
  }
}
