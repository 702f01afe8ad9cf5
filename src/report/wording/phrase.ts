/**
 * A sentence of ours with texts of others in it, such as names. Each format shows the two differently, and escapes what is not ours.
 */
export type Phrase = readonly PhrasePart[];

export interface PhrasePart {
  readonly text: string;
  /** Whether the text comes from an organization, a policy or a message, so that it may hold anything. */
  readonly foreign: boolean;
}

type Filling = string | number | Phrase;

/** A template in which every string filled in counts as foreign; numbers and other phrases are as they are. */
export function phrase(words: TemplateStringsArray, ...fillings: readonly Filling[]): Phrase {
  return words.flatMap((text, index): Phrase => [ours(text), ...(index < fillings.length ? partsOf(fillings[index]) : [])])
    .filter(({ text, foreign }) => foreign || text !== '');
}

/** Words that this library wrote, such as a noun from a table. */
export function own(text: string): Phrase {
  return [ours(text)];
}

export function joined(phrases: readonly Phrase[], separator = ', '): Phrase {
  return phrases.flatMap((each, index) => (index === 0 ? each : [ours(separator), ...each]));
}

/** Without any markup: for a reader, not for a renderer. */
export function plainText(of: Phrase): string {
  return of.map(({ text }) => text).join('');
}

function ours(text: string): PhrasePart {
  return { text, foreign: false };
}

function partsOf(filling: Filling): Phrase {
  if (typeof filling === 'string') return [{ text: filling, foreign: true }];
  return typeof filling === 'number' ? own(numberText(filling)) : filling;
}

/** With a comma between thousands. */
export function numberText(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}
