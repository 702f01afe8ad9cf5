import type { PolicyDocument, Statement } from '../language';
import type { PackLimits } from './items';
import { layOutStatements } from './lay-out';

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
  return layOutStatements(statements, limits, before).filter((document) => document !== undefined);
}
