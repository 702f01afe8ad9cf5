import { visibleAsJson } from '../../report/escape';

/** A value as JSON for programs and people: hidden characters are escapes, so that the value is the same and a reader sees all of it. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2).split('\n').map(visibleAsJson).join('\n')}\n`;
}
