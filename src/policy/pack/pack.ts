import { type PolicyDocument, type Statement, statementName, writeStatement } from '../language';
import { canonicalStatement, meaningOf } from './canonical-statement';

export interface PackLimits {
  /** Characters of one document as sent. */
  readonly maxContentLength: number;
  /** Documents that there are slots for. */
  readonly maxDocuments: number;
}

export class PackError extends Error {}

/**
 * Puts statements into the fewest documents. With the documents of before, a statement stays where it was, so that adding or
 * changing one writes one document; all are laid out anew only if they would not fit otherwise. Without them the order given
 * decides, so that a statement added at the end touches one document, unless that takes more documents than need be.
 *
 * @throws PackError if a statement is too long for any document, or all of them need more documents than there are slots.
 */
export function packStatements(
  statements: readonly Statement[], limits: PackLimits, before: readonly PolicyDocument[] = [],
): PolicyDocument[] {
  const items = distinct(statements).map(itemOf);
  items.forEach((item, index) => checkLength(item, index, limits));
  const placements = [
    ...(before.length === 0 ? [] : [stay(items, before, limits)]),
    inOrder(items, limits),
    inOrder(byLength(items), limits),
  ];
  const fewest = Math.min(...placements.map(({ length }) => length));
  if (fewest > limits.maxDocuments) {
    throw new PackError(`The ${items.length} statements need ${fewest} documents, and there are ${limits.maxDocuments} slots. `
      + 'Shorten them, join them by wildcards, or attach some of them at another level.');
  }
  const kept = before.length > 0 && placements[0].length <= limits.maxDocuments ? placements[0] : undefined;
  const placement = kept ?? placements.find(({ length }) => length === fewest)!;
  return placement.map((members) => ({ version: '2012-10-17', statements: members.map(({ statement }) => statement) }));
}

/** A statement with the characters that it adds to a document at most; joined with others it takes fewer. */
interface Item {
  readonly statement: Statement;
  readonly identity: string;
  readonly length: number;
}

const EMPTY_DOCUMENT = JSON.stringify({ Version: '2012-10-17', Statement: [] }).length;

function itemOf(statement: Statement): Item {
  const text = JSON.stringify(writeStatement(statement));
  return { statement, identity: text, length: [...text].length + ','.length };
}

function fits(items: readonly Item[], more: Item, { maxContentLength }: PackLimits): boolean {
  return items.reduce((sum, { length }) => sum + length, EMPTY_DOCUMENT + more.length) <= maxContentLength;
}

function checkLength(item: Item, index: number, limits: PackLimits): void {
  if (fits([], item, limits)) return;
  throw new PackError(`The statement ${statementName(item.statement, index)} is ${item.length + EMPTY_DOCUMENT} characters long by itself, `
    + `and a document may have ${limits.maxContentLength}. Split it.`);
}

/** Those that were there stay with their neighbours; new ones go to the first document with room. */
function stay(items: readonly Item[], before: readonly PolicyDocument[], limits: PackLimits): Item[][] {
  const home = new Map(before.flatMap(({ statements }, index) => (
    statements.map((statement) => [itemOf(canonicalStatement(statement)).identity, index] as const))));
  const bins: Item[][] = before.map(() => []);
  const homeless = items.filter((item) => {
    const bin = bins[home.get(item.identity) ?? -1];
    if (bin === undefined || !fits(bin, item, limits)) return true;
    bin.push(item);
    return false;
  });
  for (const item of homeless) place(item, bins, limits);
  return bins.filter(({ length }) => length > 0);
}

function inOrder(items: readonly Item[], limits: PackLimits): Item[][] {
  const bins: Item[][] = [];
  for (const item of items) place(item, bins, limits);
  return bins;
}

/** The first document with room; earlier placements never change. */
function place(item: Item, bins: Item[][], limits: PackLimits): void {
  const bin = bins.find((members) => fits(members, item, limits));
  if (bin === undefined) bins.push([item]);
  else bin.push(item);
}

function byLength(items: readonly Item[]): Item[] {
  return [...items].sort((one, other) => other.length - one.length);
}

/** Sids must be unique within a document, so a repeated one is left to the first that has it. */
function distinct(statements: readonly Statement[]): Statement[] {
  const meanings = new Set<string>();
  const sids = new Set<string>();
  return statements.map(canonicalStatement).flatMap((statement) => {
    const meaning = meaningOf(statement);
    if (meanings.has(meaning)) return [];
    meanings.add(meaning);
    const { sid, ...nameless } = statement;
    if (sid === undefined || sids.has(sid)) return [nameless];
    sids.add(sid);
    return [statement];
  });
}
