import { createHash } from 'crypto';

/** Numbers from 0 to below 1 that depend only on the seed (mulberry32). */
export type Random = () => number;

export function seededRandom(seed: number): Random {
  let state = Math.trunc(seed);
  /* eslint-disable no-bitwise */
  return () => {
    state = (state + 0x6D2B79F5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  /* eslint-enable no-bitwise */
}

export function randomBetween(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

const HEX = '0123456789abcdef';

export function randomUuid(random: Random): string {
  let hex = '';
  for (let digit = 0; digit < 32; digit++) {
    const drawn = HEX[Math.floor(random() * 16)];
    hex += digit === 12 ? '4' : drawn;
  }
  const variant = '89ab'[Math.floor(random() * 4)];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** A UUID that depends only on the name. */
export function uuidOf(name: string): string {
  return randomUuid(seededRandom(createHash('sha256').update(name).digest().readUInt32LE(0)));
}

/** Capital letters and digits that depend only on the name, as at the end of names that CloudFormation generates. */
export function nameSuffix(name: string, length = 12): string {
  return BigInt(`0x${createHash('sha256').update(name).digest('hex')}`).toString(36).toUpperCase().slice(0, length);
}
