/**
 * Ids, ARNs and other attributes of constructs as code writes them before it is deployed, and what functions derive from them. Policy
 * variables have a colon. Literals that look alike have an exclamation mark.
 */
const SYMBOL = /\$\{((?:AWS|Fn)::[\w./:%<>-]+|[\w/%-]+\.[\w.'%/-]+)\}/g;

/**
 * A text with words in the place of the IDs that only the deployment gives.
 * @param named whether the words say of which construct, where a reader has to tell two IDs apart
 */
export function knownLater(text: string, named = false): string {
  return text.replace(SYMBOL, (_, name: string) => `(known after deployment${named ? `: ${name}` : ''})`);
}
