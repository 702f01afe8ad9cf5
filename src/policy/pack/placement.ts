import type { PolicyDocument, Statement } from '../language';
import { canonicalStatement, compare, meaningOf } from './canonical-statement';
import { fit, type Item, PackError, type PackLimits } from './items';

/** Items by document. */
export type Placement = readonly (readonly Item[])[];

/**
 * The fewest documents without a past: by the order given, so that one added at the end touches one document, unless the long ones
 * first take fewer.
 *
 * @throws PackError if they are more than there are slots.
 */
export function placeAfresh(items: readonly Item[], limits: PackLimits): Placement {
  const longFirst = [...items].sort((one, other) => other.length - one.length);
  const [ordered, sorted] = [inOrder(items, limits), inOrder(longFirst, limits)];
  const fewest = sorted.length < ordered.length ? sorted : ordered;
  if (fewest.length > limits.maxDocuments) {
    throw new PackError(`The ${items.length} statements need ${fewest.length} documents, and there are ${limits.maxDocuments} slots. `
      + 'Shorten them, join them by wildcards, or attach some of them at another level.');
  }
  return fewest;
}

/**
 * Each stays in the document of before that has it, and a changed one in that which has its Sid; what is new goes to the first one with
 * room. A document that nothing stays in is empty; further ones are new.
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

/** Numbers of the documents that have a statement, by its key. */
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

function inOrder(items: readonly Item[], limits: PackLimits): Item[][] {
  const bins: Item[][] = [];
  for (const item of items) place(item, bins, limits);
  return bins;
}

/** The first document with room; earlier placements never change. */
function place(item: Item, bins: Item[][], limits: PackLimits): void {
  const bin = bins.find((members) => fit([...members, item], limits));
  if (bin === undefined) bins.push([item]);
  else bin.push(item);
}
