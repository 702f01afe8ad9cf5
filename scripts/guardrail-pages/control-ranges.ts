/** Identifiers in order, runs of numbers as one: `SRA-GUARDDUTY-01 to 12`. */
export function controlRanges(ids: readonly string[]): string[] {
  const ranges: string[] = [];
  const rest = [...new Set(ids)].sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
    let last = next;
    while (rest.length > 0 && rest[0] === successor(last)) last = rest.shift()!;
    ranges.push(last === next ? next : `${next} to ${/\d+$/.exec(last)![0]}`);
  }
  return ranges;
}

/** `SRA-WAF-02` of `SRA-WAF-01`; undefined if the identifier has no two-digit number. */
function successor(id: string): string | undefined {
  const [number] = /(?<=-)\d\d$/.exec(id) ?? [];
  return number && id.slice(0, -number.length) + String(Number(number) + 1).padStart(number.length, '0');
}
