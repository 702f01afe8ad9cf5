/** The number of choices before the search gives up: enough for nearly all sets that fit a target's slots, in a few milliseconds. */
export const EFFORT = 30_000;
/** The number of choices for one document. */
const EFFORT_FOR_ONE = 1_500;
/** The number of fillings to try for one document, the fullest first. */
const TRIED = 24;
/** The number of fillings without empty space that is enough. */
const EXACT = 6;

/** Positions of the items by document; or that no such layout exists, or that none was found. */
export type SearchResult = readonly (readonly number[])[] | 'impossible' | 'not found';

/**
 * Packs items into at most `bins` documents. Documents are filled one after the other, each with the longest remaining item and the items
 * that fill the rest best; the total space that may stay empty is known, which prunes most branches. The same lengths give the same answer.
 */
export function searchBins(lengths: readonly number[], capacity: number, bins: number, effort = EFFORT): SearchResult {
  const slack = bins * capacity - sum(lengths);
  const order = [...lengths.keys()].sort((one, other) => lengths[other] - lengths[one] || one - other);
  return slack < 0 ? 'impossible' : new Search(lengths, capacity, effort).run(order, slack);
}

interface Filling {
  /** Positions, longest first. */
  readonly members: readonly number[];
  readonly empty: number;
}

class Search {
  /** Whether no branch was skipped. */
  private whole = true;

  constructor(private readonly lengths: readonly number[], private readonly capacity: number, private effort: number) {}

  /** @param order positions, longest first; @param slack characters that may stay empty in all documents together */
  run(order: readonly number[], slack: number): SearchResult {
    return this.layOut(order, slack) ?? (this.whole ? 'impossible' : 'not found');
  }

  private layOut(left: readonly number[], slack: number): (readonly number[])[] | undefined {
    if (left.length === 0) return [];
    for (const { members, empty } of this.fillings(left, slack)) {
      if (this.effort <= 0) {
        this.whole = false;
        return undefined;
      }
      const taken = new Set(members);
      const rest = this.layOut(left.filter((position) => !taken.has(position)), slack - empty);
      if (rest !== undefined) return [members, ...rest];
    }
    return undefined;
  }

  /**
   * Fillings of one document with the longest item, the fullest first. A filling with room for another item is never needed: that item
   * could be in this document as well.
   */
  private fillings([first, ...others]: readonly number[], slack: number): Filling[] {
    const found: Filling[] = [];
    const shortest = others.length === 0 ? Infinity : this.lengths[others[others.length - 1]];
    const enough = Math.max(0, this.effort - EFFORT_FOR_ONE);
    let exact = 0;
    const keep = (members: readonly number[], empty: number): void => {
      if (empty <= slack) found.push({ members, empty });
      if (empty === 0) exact++;
    };
    const fill = (members: readonly number[], from: number, room: number): void => {
      if (this.effort <= enough || exact >= EXACT) {
        this.whole = false;
        return;
      }
      this.effort--;
      if (room < shortest) return keep(members, room);
      if (others.slice(from).every((position) => this.lengths[position] > room)) keep(members, room);
      for (let next = from; next < others.length; next++) {
        const length = this.lengths[others[next]];
        // An item of the same length as a skipped one would give the same filling again.
        if (length <= room && (next === from || this.lengths[others[next - 1]] !== length)) {
          fill([...members, others[next]], next + 1, room - length);
        }
      }
    };
    fill([first], 0, this.capacity - this.lengths[first]);
    this.whole &&= found.length <= TRIED;
    return found.sort((one, other) => one.empty - other.empty).slice(0, TRIED);
  }
}

/**
 * A lower bound for the number of documents. Long items cannot share a document; the space beside them must hold the
 * rest, without the short ones (the bound of Martello and Toth for the bin packing problem).
 */
export function lowerBound(lengths: readonly number[], capacity: number): number {
  if (!Number.isFinite(capacity)) return Math.min(1, lengths.length);
  const thresholds = [0, ...new Set(lengths.filter((length) => length <= capacity / 2))];
  return Math.max(...thresholds.map((threshold) => {
    const alone = lengths.filter((length) => length > capacity - threshold);
    const long = lengths.filter((length) => length > capacity / 2 && length <= capacity - threshold);
    const rest = sum(lengths.filter((length) => length >= threshold && length <= capacity / 2));
    const room = long.length * capacity - sum(long);
    return alone.length + long.length + Math.max(0, Math.ceil((rest - room) / capacity));
  }));
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
