import { parseIpRange } from '../../evaluate/patterns/ip-range';
import { parseDate, parseNumber } from '../../evaluate/patterns/points-in-order';

/** A number for each bound, between two of them, below and above them all. */
export function numbersAround(values: readonly string[]): string[] {
  return pointsAround(values.flatMap((value) => parseNumber(value) ?? []), 1).map(String);
}

const SECOND = 1_000;
/** The first and the last time that a four-digit year can express. */
const [FIRST, LAST] = [Date.UTC(0, 0, 1), Date.UTC(9999, 11, 31, 23, 59, 59)];

/** The same for dates. Times that no date can express are omitted. */
export function datesAround(values: readonly string[]): string[] {
  return pointsAround(values.flatMap((value) => parseDate(value) ?? []), SECOND)
    .filter((time) => time >= FIRST && time <= LAST).map((time) => new Date(time).toISOString());
}

/** @param step how far the points beyond the first and the last bound are from it */
function pointsAround(bounds: readonly number[], step: number): number[] {
  const sorted = [...new Set(bounds)].sort((one, other) => one - other);
  if (sorted.length === 0) return [0];
  const between = sorted.slice(1).map((bound, index) => sorted[index] + (bound - sorted[index]) / 2);
  return [...sorted, ...between, sorted[0] - step, sorted[sorted.length - 1] + step];
}

interface Block {
  readonly first: bigint;
  readonly last: bigint;
}

const BITS = { 4: 32, 6: 128 } as const;

/** An address for each block that is in none of the smaller blocks, and one of each version that is in no block, where there is one. */
export function addressesAround(values: readonly string[]): string[] {
  const ranges = values.flatMap((value) => parseIpRange(value) ?? []);
  return ([4, 6] as const).flatMap((version) => {
    const blocks = ranges.filter((range) => range.version === version).map(({ address, prefix }): Block => {
      const size = 2n ** BigInt(BITS[version] - prefix);
      const first = address / size * size;
      return { first, last: first + size - 1n };
    });
    const whole = { first: 0n, last: 2n ** BigInt(BITS[version]) - 1n };
    const found = [whole, ...blocks].flatMap((block) => addressOnlyIn(block, blocks) ?? []);
    return [...new Set(found)].map((address) => (version === 4 ? ipv4(address) : ipv6(address)));
  });
}

/** Blocks contain each other or have nothing in common. */
function addressOnlyIn({ first, last }: Block, blocks: readonly Block[]): bigint | undefined {
  const smaller = blocks.filter((other) => other.first >= first && other.last <= last && other.last - other.first < last - first)
    .sort((one, other) => (one.first < other.first ? -1 : Number(one.first > other.first)));
  let address = first;
  for (const other of smaller) if (other.first <= address && other.last >= address) address = other.last + 1n;
  return address <= last ? address : undefined;
}

function ipv4(address: bigint): string {
  return [24n, 16n, 8n, 0n].map((bits) => address / 2n ** bits % 256n).join('.');
}

function ipv6(address: bigint): string {
  return Array.from({ length: 8 }, (_, group) => (address / 2n ** BigInt(112 - 16 * group) % 65_536n).toString(16)).join(':');
}
