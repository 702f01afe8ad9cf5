/** Two private-use characters, which no policy contains. */
const UNKNOWN_TEXT = /\uE000\d+\uE001/g;

/** Represents an unknown part of a text, such as the ID of a future account; equal numbers are equal parts. */
export function unknownText(number: number): string {
  return `\uE000${number}\uE001`;
}

/** Whether a text, or any of a list, is known only in part. */
export function holdsUnknownText(value: unknown): boolean {
  return typeof value === 'string' ? value.includes('\uE000') : Array.isArray(value) && value.some(holdsUnknownText);
}

/** The text in a form that people can read. */
export function readableText(text: string): string {
  return text.replace(UNKNOWN_TEXT, '${known at deployment}');
}
