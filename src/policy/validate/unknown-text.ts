/** Two characters for private use, which no policy holds. */
const UNKNOWN_TEXT = /\uE000\d+\uE001/g;

/** Stands in a text for a part that is not known yet, such as the id of an account to come; equal numbers are equal parts. */
export function unknownText(number: number): string {
  return `\uE000${number}\uE001`;
}

/** Whether a text, or any of a list, is known in part only. */
export function holdsUnknownText(value: unknown): boolean {
  return typeof value === 'string' ? value.includes('\uE000') : Array.isArray(value) && value.some(holdsUnknownText);
}

/** The text as people can read it. */
export function readableText(text: string): string {
  return text.replace(UNKNOWN_TEXT, '${known at deployment}');
}
