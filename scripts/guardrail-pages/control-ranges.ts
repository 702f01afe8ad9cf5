/** Identifiers in order, runs of numbers as one: `SRA-GUARDDUTY-01 to 12`. Two recommendations of CIS are no run. */
export function controlRanges(ids: readonly string[]): string[] {
  const ranges: string[] = [];
  const rest = [...new Set(ids)].sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
  while (rest.length > 0) {
    const run = rest.splice(0, lengthOfRun(rest));
    const [first, last] = [run[0], run[run.length - 1]];
    ranges.push(...(run.length === 1 || (run.length === 2 && first.startsWith('CIS ')) ? run : [`${first} to ${/\d+$/.exec(last)![0]}`]));
  }
  return ranges;
}

function lengthOfRun(ids: readonly string[]): number {
  const end = ids.findIndex((id, index) => index > 0 && id !== successor(ids[index - 1]));
  return end === -1 ? ids.length : end;
}

/** `SRA-WAF-02` of `SRA-WAF-01`; undefined if the identifier has neither a two-digit number nor a number of CIS. */
function successor(id: string): string | undefined {
  const [number] = /(?<=-)\d\d$|(?<=^CIS .*\.)\d+$/.exec(id) ?? [];
  return number && id.slice(0, -number.length) + String(Number(number) + 1).padStart(number.length, '0');
}
