import type { PolicyDocument, Statement } from '../language';
import { meaningOf } from './canonical-statement';
import { type Item, itemsOf, type PackLimits } from './items';
import { documentOf, homesBy, placeAfresh, placeAsBefore, type Placement } from './placement';

/**
 * Assigns statements to documents: at the index of each previous document its new statements, `undefined` if the document is deleted;
 * then the new documents. The first one is never deleted.
 *
 * Interrupted work continues as it began: statements in two places show that a new layout is in progress, and a document that
 * has its share already keeps it. (If statements move and change their text at once, another layout may be found halfway, as good as the
 * first.)
 *
 * @throws PackError if a statement is too long for any document, or if no layout is found that fits into the available slots.
 */
export function layOutStatements(
  statements: readonly Statement[], limits: PackLimits, before: readonly PolicyDocument[],
): (PolicyDocument | undefined)[] {
  const items = itemsOf(statements, limits);
  const afresh = placeAfresh(items, limits);
  const asBefore = placeAsBefore(items, before, limits);
  const stays = isWellPlaced(asBefore, limits) && !areMoving(items, before) && !arePartOf(afresh, before);
  return (stays ? asBefore : matched(afresh, before)).map((bin) => (bin.length === 0 ? undefined : documentOf(bin)));
}

function isWellPlaced(placement: Placement, { maxDocuments }: PackLimits): boolean {
  return placement.length > 0 && placement[0].length > 0 && placement.filter(({ length }) => length > 0).length <= maxDocuments;
}

function areMoving(items: readonly Item[], before: readonly PolicyDocument[]): boolean {
  const homes = homesBy(before, meaningOf);
  return items.some(({ meaning }) => (homes.get(meaning) ?? []).length > 1);
}

/** Whether the previous documents are an intermediate state of this placement: each has all statements of one bin only, or none. */
function arePartOf(placement: Placement, before: readonly PolicyDocument[]): boolean {
  const homes = homesBy(before, meaningOf);
  const had = (home: number) => placement.map((bin) => bin.filter(({ meaning }) => homes.get(meaning)?.includes(home)).length);
  const isWhole = (counts: readonly number[]) => counts.every((count, number) => count === 0 || count === placement[number].length)
    && counts.filter((count) => count > 0).length <= 1;
  return before.every((_, home) => isWhole(had(home)));
}

/** Assigns each bin to the document that already has most of its statements. */
function matched(placement: Placement, before: readonly PolicyDocument[]): Placement {
  const homes = homesBy(before, meaningOf);
  const shared = (bin: readonly Item[], home: number) =>
    bin.filter(({ meaning }) => homes.get(meaning)?.includes(home)).reduce((sum, { length }) => sum + length, 0);
  const pairs = before.flatMap((_, home) => placement.map((bin, number) => ({ home, number, shared: shared(bin, home) })))
    .filter((pair) => pair.shared > 0)
    .sort((one, other) => other.shared - one.shared || one.home - other.home || one.number - other.number);
  const binOf = new Map<number, number>();
  const taken = new Set<number>();
  const give = (home: number, number: number) => {
    binOf.set(home, number);
    taken.add(number);
  };
  for (const { home, number } of pairs) if (!binOf.has(home) && !taken.has(number)) give(home, number);
  const rest = placement.map((_, number) => number).filter((number) => !taken.has(number));
  for (const home of before.keys()) if (!binOf.has(home) && rest.length > 0) give(home, rest.shift()!);
  if (before.length > 0 && !binOf.has(0)) {
    const last = placement.length - 1;
    for (const [home, number] of binOf) if (number === last) binOf.delete(home);
    give(0, last);
  }
  return [...[...before.keys()].map((home) => placement[binOf.get(home) ?? -1] ?? []), ...rest.map((number) => placement[number])];
}

/**
 * Packs statements into few documents: the fewest, as far as a bounded search finds them. With previous documents, a statement stays
 * in its document, so that adding or changing one writes one document; all are laid out again only if they would not fit otherwise. Without
 * them the given order decides, so that a statement added at the end changes one document, unless another layout takes fewer.
 *
 * @throws PackError if a statement is too long for any document, or if no layout is found that fits into the available slots.
 */
export function packStatements(
  statements: readonly Statement[], limits: PackLimits, before: readonly PolicyDocument[] = [],
): PolicyDocument[] {
  return layOutStatements(statements, limits, before).filter((document) => document !== undefined);
}
