import { clipped, markdownCode } from '../escape';
import type { Phrase } from '../wording/phrase';

/** A sentence of ours in which names of others look like code. */
export function markdownPhrase(of: Phrase, characters: number): string {
  return of.map(({ text, foreign }) => (foreign ? markdownCode(clipped(text, characters)) : text)).join('');
}

/** A part that is closed until it is clicked. The summary is ours: no text of others goes in. */
export function folded(summary: string, blocks: readonly string[]): string {
  return [`<details><summary>${summary}</summary>`, ...blocks, '</details>'].join('\n\n');
}
