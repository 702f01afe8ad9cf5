import { type Statement, statementName, writeStatement } from '../language';
import { canonicalStatement, meaningOf } from './canonical-statement';

export interface PackLimits {
  /** Characters of one document as sent. */
  readonly maxContentLength: number;
  /** The number of slots for documents. */
  readonly maxDocuments: number;
}

export class PackError extends Error {}

/** A statement with the maximum number of characters that it adds to a document; joined with others it takes fewer. */
export interface Item {
  readonly statement: Statement;
  /** Equal for two statements with the same meaning. */
  readonly meaning: string;
  readonly length: number;
}

const EMPTY_DOCUMENT = JSON.stringify({ Version: '2012-10-17', Statement: [] }).length;

/**
 * Canonical statements without duplicates.
 *
 * @throws PackError if one is too long for any document.
 */
export function itemsOf(statements: readonly Statement[], limits: PackLimits): Item[] {
  const items = distinct(statements).map(itemOf);
  items.forEach((item, index) => checkLength(item, index, limits));
  return items;
}

export function fit(items: readonly Item[], limits: PackLimits): boolean {
  return items.reduce((sum, { length }) => sum + length, 0) <= roomOf(limits);
}

/** The number of characters for the statements of one document. */
export function roomOf({ maxContentLength }: PackLimits): number {
  return maxContentLength - EMPTY_DOCUMENT;
}

/** Whether statements fit into one document, regardless of their contents. */
export function fitIntoDocument(statements: readonly Statement[], limits: PackLimits): boolean {
  return fit(statements.map(itemOf), limits);
}

function itemOf(statement: Statement): Item {
  const text = JSON.stringify(writeStatement(statement));
  return { statement, meaning: meaningOf(statement), length: [...text].length + ','.length };
}

function checkLength(item: Item, index: number, limits: PackLimits): void {
  if (fit([item], limits)) return;
  throw new PackError(`The statement ${statementName(item.statement, index)} is ${item.length + EMPTY_DOCUMENT} characters long by itself, `
    + `and a document may have ${limits.maxContentLength}. Split it.`);
}

/** Sids must be unique within a document, so only the first statement keeps a repeated one. */
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
