import { type PolicyDocument, type Statement, statementName } from '../language';
import { canonicalStatement, meaningOf } from './canonical-statement';
import { minifyPolicy } from './minify-policy';

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
  const items = distinct(statements);
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
  return placement.map((members) => documentOf(members));
}

function documentOf(statements: readonly Statement[]): PolicyDocument {
  return { version: '2012-10-17', statements };
}

function fits(statements: readonly Statement[], { maxContentLength }: PackLimits): boolean {
  return [...minifyPolicy(documentOf(statements))].length <= maxContentLength;
}

function checkLength(statement: Statement, index: number, limits: PackLimits): void {
  if (fits([statement], limits)) return;
  const length = minifyPolicy(documentOf([statement])).length;
  throw new PackError(`The statement ${statementName(statement, index)} is ${length} characters long by itself, and a document may have `
    + `${limits.maxContentLength}. Split it.`);
}

/** Those that were there stay with their neighbours; new ones go where they leave the least room. */
function stay(statements: readonly Statement[], before: readonly PolicyDocument[], limits: PackLimits): Statement[][] {
  const home = new Map<string, number>();
  before.forEach((document, index) => document.statements.forEach((statement) => {
    const key = identity(statement);
    if (!home.has(key)) home.set(key, index);
  }));
  const bins: Statement[][] = before.map(() => []);
  const homeless = statements.filter((statement) => {
    const index = home.get(identity(statement));
    if (index === undefined || !fits([...bins[index], statement], limits)) return true;
    bins[index].push(statement);
    return false;
  });
  for (const statement of homeless) place(statement, bins, limits);
  return bins.filter(({ length }) => length > 0);
}

function inOrder(statements: readonly Statement[], limits: PackLimits): Statement[][] {
  const bins: Statement[][] = [];
  for (const statement of statements) place(statement, bins, limits);
  return bins;
}

/** The first document with room; earlier placements never change. */
function place(statement: Statement, bins: Statement[][], limits: PackLimits): void {
  const bin = bins.find((members) => fits([...members, statement], limits));
  if (bin === undefined) bins.push([statement]);
  else bin.push(statement);
}

function byLength(statements: readonly Statement[]): Statement[] {
  const length = (statement: Statement) => identity(statement).length;
  return [...statements].sort((one, other) => length(other) - length(one));
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

function identity(statement: Statement): string {
  return `${statement.sid ?? ''} ${meaningOf(canonicalStatement(statement))}`;
}
