import type { PolicyDocument, Statement } from '../language';
import type { PackLimits } from './items';
import { layOutStatements } from './lay-out';

/**
 * Puts statements into few documents: the fewest, as far as a bounded search finds them. With the documents of before, a statement stays
 * where it was, so that adding or changing one writes one document; all are laid out anew only if they would not fit otherwise. Without
 * them the order given decides, so that a statement added at the end touches one document, unless another layout takes fewer.
 *
 * @throws PackError if a statement is too long for any document, or no layout is found that takes as many documents as there are slots.
 */
export function packStatements(
  statements: readonly Statement[], limits: PackLimits, before: readonly PolicyDocument[] = [],
): PolicyDocument[] {
  return layOutStatements(statements, limits, before).filter((document) => document !== undefined);
}
