import { visible } from './visible';

/** A mark between letters or digits is plain: `shop-prod`. */
const NOT_PLAIN = /(?!(?<=[\p{L}\p{N}])[-._](?=[\p{L}\p{N}]))[^\p{L}\p{N}\p{M} /]/gu;

/**
 * Text of others as a quoted label of a Mermaid flowchart. Letters, digits, spaces and slashes are as they are, and so is a mark within a
 * word; anything else becomes an entity code, which Mermaid reads after it looked for quotes, markup, lists, icons and directives.
 * Source: Mermaid documentation, "Flowcharts - Basic Syntax", entity codes.
 */
export function mermaidLabel(text: string): string {
  const escaped = visible(text).replace(NOT_PLAIN, (character) => `#${character.codePointAt(0)};`);
  return `"${escaped}"`;
}
