/** `one, two`; of a longer list, the first ones and the number of the others. */
export function listed(texts: readonly string[], most: number): string {
  return texts.slice(0, most).join(', ') + (texts.length > most ? ` and ${texts.length - most} more` : '');
}
