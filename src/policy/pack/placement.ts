import type { PolicyDocument, Statement } from '../language';
import { EFFORT, searchBins, lowerBound, sum } from './bin-search';
import { canonicalStatement, compare, meaningOf } from './canonical-statement';
import { fit, type Item, PackError, type PackLimits, roomOf } from './items';

/** Items by document. */
export type Placement = readonly (readonly Item[])[];

/** The factor for the effort of a search whose failure would be an error. */
const LAST_EFFORT = 10;

/**
 * Packs into few documents without previous ones: in the given order, so that a statement added at the end changes one document, unless
 * another placement takes fewer. The search is bounded, so it may miss a placement.
 *
 * @throws PackError if there are more documents than slots.
 */
export function placeAfresh(items: readonly Item[], limits: PackLimits): Placement {
  const lengths = items.map(({ length }) => length);
  let least = lowerBound(lengths, roomOf(limits));
  let best = bySimpleOrder(items, limits, least);
  const search = (bins: number, effort: number): void => {
    const found = searchBins(lengths, roomOf(limits), bins, effort);
    if (found === 'impossible') least = bins + 1;
    else if (found !== 'not found') best = found.map((bin) => bin.map((position) => items[position]));
  };
  for (let bins = least; bins < best.length; bins++) search(bins, EFFORT);
  if (best.length > limits.maxDocuments && least <= limits.maxDocuments) search(limits.maxDocuments, EFFORT * LAST_EFFORT);
  if (best.length <= limits.maxDocuments) return best;
  throw new PackError(`${need(items.length, best.length, least, limits)}, and there are ${limits.maxDocuments} slots. `
    + 'Shorten them, join them by wildcards, or attach some of them at another level.');
}

/** The first with the fewest documents: in the given order, or long items first into the first or the fullest document. */
function bySimpleOrder(items: readonly Item[], limits: PackLimits, least: number): Placement {
  const ordered = inOrder(items, limits);
  if (ordered.length <= least) return ordered;
  const longFirst = [...items].sort((one, other) => other.length - one.length);
  return [inOrder(longFirst, limits), inOrder(longFirst, limits, fullest)]
    .reduce((few: Placement, other) => (other.length < few.length ? other : few), ordered);
}

function need(items: number, found: number, least: number, { maxDocuments }: PackLimits): string {
  if (least > maxDocuments) return `The ${items} statements need ${Math.min(found, least)} documents`;
  return `No layout found: the ${items} statements take ${found} documents in the best one that is known`;
}

/**
 * Each statement stays in the previous document that has it, and a changed one in that which has its Sid; a new one goes to the first with
 * room. A document without remaining statements is empty; further ones are new.
 */
export function placeAsBefore(items: readonly Item[], before: readonly PolicyDocument[], limits: PackLimits): Placement {
  const bins: Item[][] = before.map(() => []);
  const stay = (waiting: readonly Item[], keyOf: (statement: Statement) => string | undefined) => {
    const homes = homesBy(before, keyOf);
    return waiting.filter((item) => {
      const [home] = homes.get(keyOf(item.statement) ?? '') ?? [];
      if (home === undefined || !fit([...bins[home], item], limits)) return true;
      bins[home].push(item);
      return false;
    });
  };
  const changed = stay(items, meaningOf);
  for (const item of stay(changed, ({ sid }) => sid)) place(item, bins, limits);
  return bins;
}

/** Indexes of the documents that have a statement, by its key. */
export function homesBy(before: readonly PolicyDocument[], keyOf: (statement: Statement) => string | undefined): Map<string, number[]> {
  const homes = new Map<string, number[]>();
  before.forEach(({ statements }, home) => {
    const keys = new Set(statements.map((statement) => keyOf(canonicalStatement(statement))));
    for (const key of keys) if (key) homes.set(key, [...homes.get(key) ?? [], home]);
  });
  return homes;
}

export function documentOf(items: readonly Item[]): PolicyDocument {
  const sorted = [...items].sort((one, other) => compare(one.meaning, other.meaning));
  return { version: '2012-10-17', statements: sorted.map(({ statement }) => statement) };
}

function inOrder(items: readonly Item[], limits: PackLimits, choose = first): Item[][] {
  const bins: Item[][] = [];
  for (const item of items) place(item, bins, limits, choose);
  return bins;
}

/** A document with room; earlier placements never change. */
function place(item: Item, bins: Item[][], limits: PackLimits, choose = first): void {
  const bin = choose(bins.filter((members) => fit([...members, item], limits)));
  if (bin === undefined) bins.push([item]);
  else bin.push(item);
}

type Choice = (bins: readonly Item[][]) => Item[] | undefined;

const first: Choice = ([bin]) => bin;

const fullest: Choice = (bins) => {
  const filled = bins.map((members) => sum(members.map(({ length }) => length)));
  return bins[filled.indexOf(Math.max(...filled))];
};
