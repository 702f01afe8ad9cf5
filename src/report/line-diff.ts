export interface DiffLine {
  /** `@` stands for lines that are the same on both sides and far from every difference. */
  readonly sign: '+' | '-' | ' ' | '@';
  readonly text: string;
}

/** Unchanged lines around a difference that are shown. */
const CONTEXT = 3;

/** The differences with what is around them; the rest is only counted. */
export function hunks(all: readonly DiffLine[]): DiffLine[] {
  const isNear = all.map((_, index) => all.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ sign }) => sign !== ' '));
  const shown: DiffLine[] = [];
  for (let index = 0; index < all.length;) {
    const next = isNear.indexOf(true, index);
    const skipped = (next < 0 ? all.length : next) - index;
    // A line alone is as short as its number.
    if (skipped > 1) shown.push({ sign: '@', text: `${skipped} lines unchanged` });
    else if (skipped === 1) shown.push(all[index]);
    index += skipped;
    if (index < all.length) shown.push(all[index++]);
  }
  return shown;
}

/** Texts with more lines than this are shown as a whole, the old one and the new one: their comparison would take too long. */
const MOST_LINES = 2_000;

/** Compares two texts by lines and keeps as many lines as possible. Removed lines stand before added ones. */
export function lineDiff(before: string | undefined, after: string | undefined): DiffLine[] {
  const old = before === undefined ? [] : before.split('\n');
  const young = after === undefined ? [] : after.split('\n');
  let start = 0;
  while (start < Math.min(old.length, young.length) && old[start] === young[start]) start++;
  let same = 0;
  while (same < Math.min(old.length, young.length) - start && old.at(-1 - same) === young.at(-1 - same)) same++;
  return [
    ...lines(' ', old.slice(0, start)),
    ...middle(old.slice(start, old.length - same), young.slice(start, young.length - same)),
    ...lines(' ', old.slice(old.length - same)),
  ];
}

function middle(old: readonly string[], young: readonly string[]): DiffLine[] {
  if (old.length + young.length > MOST_LINES) return [...lines('-', old), ...lines('+', young)];
  const common = longestCommon(old, young);
  const found: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < young.length) {
    if (i < old.length && j < young.length && old[i] === young[j]) {
      found.push({ sign: ' ', text: old[i++] });
      j++;
    } else if (i < old.length && (j === young.length || common[i + 1][j] >= common[i][j + 1])) {
      found.push({ sign: '-', text: old[i++] });
    } else {
      found.push({ sign: '+', text: young[j++] });
    }
  }
  return found;
}

/** At `[i][j]`: how many lines the rests from `i` and from `j` have in common. */
function longestCommon(old: readonly string[], young: readonly string[]): number[][] {
  const table = Array.from({ length: old.length + 1 }, () => new Array<number>(young.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = young.length - 1; j >= 0; j--) {
      table[i][j] = old[i] === young[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  return table;
}

function lines(sign: DiffLine['sign'], texts: readonly string[]): DiffLine[] {
  return texts.map((text) => ({ sign, text }));
}
