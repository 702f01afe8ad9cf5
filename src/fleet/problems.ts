import { placeText, type RowPlace } from './place';

/** As many problems as a reader corrects before the next attempt. */
const SHOWN = 20;
const LONGEST = 120;

/** Collects what is wrong with the files of a fleet, so that one attempt names all of it. */
export class Problems {
  private readonly lines: string[] = [];

  /** @param sentence what is wrong and the value given; @param remedy what to do. Both without a full stop; a question keeps its mark */
  add(place: RowPlace, sentence: string, remedy: string): void {
    this.lines.push(`${placeText(place)}: ${sentence}. ${remedy.replace(/[.?]?$/, (end) => end || '.')}`);
  }

  /** @throws Error that names all problems */
  throwIfAny(): void {
    const { length } = this.lines;
    if (length === 0) return;
    const more = length > SHOWN ? `\n… and ${length - SHOWN} more` : '';
    throw new Error(length === 1 ? this.lines[0] : `${length} mistakes in the rows of the fleet:\n${this.lines.slice(0, SHOWN).join('\n')}${more}`);
  }
}

/** A value as a message shows it: JSON on one line, and not too long. */
export function given(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  const visible = text.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`);
  return `(given: ${visible.length > LONGEST ? `${visible.slice(0, LONGEST)}…` : visible})`;
}
