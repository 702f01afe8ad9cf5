/** An address or a block of addresses as numbers: `10.0.0.0/8`, `2001:db8::/32`, `203.0.113.7`. */
export interface IpRange {
  readonly version: 4 | 6;
  readonly prefix: number;
  readonly address: bigint;
}

const BITS = { 4: 32, 6: 128 } as const;

/** Undefined for a text that is neither an IPv4 nor an IPv6 address or block (RFC 4632, RFC 4291). */
export function parseIpRange(text: string): IpRange | undefined {
  const [host, suffix, more] = text.split('/');
  if (more !== undefined) return undefined;
  const version = host.includes(':') ? 6 : 4;
  const address = version === 6 ? parseIpv6(host) : parseIpv4(host);
  if (address === undefined) return undefined;
  if (suffix === undefined) return { version, prefix: BITS[version], address };
  const prefix = /^\d{1,3}$/.test(suffix) ? Number(suffix) : Infinity;
  return prefix <= BITS[version] ? { version, prefix, address } : undefined;
}

export function ipRangeContains(range: IpRange, other: IpRange): boolean {
  if (range.version !== other.version || other.prefix < range.prefix) return false;
  const block = 2n ** BigInt(BITS[range.version] - range.prefix);
  return range.address / block === other.address / block;
}

function parseIpv4(text: string): bigint | undefined {
  const bytes = text.split('.');
  if (bytes.length !== 4 || !bytes.every((byte) => /^\d{1,3}$/.test(byte) && Number(byte) <= 255)) return undefined;
  return bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
}

/** The last two groups may be written as an IPv4 address: `::ffff:192.0.2.0`. */
function parseIpv6(text: string): bigint | undefined {
  const [, start, last] = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text) ?? [];
  if (last === undefined) return parseGroups(text);
  const bytes = parseIpv4(last);
  return bytes === undefined ? undefined : parseGroups(`${start}${(bytes / 65_536n).toString(16)}:${(bytes % 65_536n).toString(16)}`);
}

function parseGroups(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const given = [...head, ...(tail ?? [])];
  if (!given.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  const zeros = 8 - given.length;
  if (tail === undefined ? zeros !== 0 : zeros < 1) return undefined;
  const groups = [...head, ...Array<string>(zeros).fill('0'), ...(tail ?? [])];
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}
