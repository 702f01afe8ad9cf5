/** The characters to show of each entry. Policy documents have thousands, and this identifies an entry and its difference. */
const LONGEST = 200;

export function clipped(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}

type Part = string | readonly string[] | undefined;

/** The entries of one kind (see `shapeOf`) that only one of two ends has; `undefined` if there are none. */
export function differenceOfKind(kind: string, expected: Part, actual: Part): string | undefined {
  const [wanted, found] = [entries(expected), entries(actual)];
  const [missing, extra] = [without(wanted, found), without(found, wanted)];
  if (missing.length === 0 && extra.length === 0) return undefined;
  const sides = [
    ...missing.map((entry, index) => `without ${around(entry, extra[index])}`), ...extra.map((entry, index) => `with ${around(entry, missing[index])}`),
  ];
  return `of the ${kind}: ${sides.join('; ')}`;
}

function entries(part: Part): readonly string[] {
  return part === undefined ? [] : [part].flat();
}

/** The entries of one end that the other end does not have. Duplicates count separately. */
function without(entriesOfOne: readonly string[], entriesOfOther: readonly string[]): string[] {
  const left = [...entriesOfOther];
  return entriesOfOne.filter((entry) => {
    const place = left.indexOf(entry);
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}

/** The beginning of an entry, and the place where it differs from its counterpart if that comes later. */
function around(entry: string, other = ''): string {
  let place = 0;
  while (place < entry.length && entry[place] === other[place]) place += 1;
  if (place < LONGEST / 2 || entry.length <= LONGEST) return clipped(entry);
  return `${entry.slice(0, LONGEST / 4)}…${clipped(entry.slice(place - 20))}`;
}
