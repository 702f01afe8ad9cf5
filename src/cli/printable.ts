/** Text of others (names, tags, messages) as it may go to a terminal: control characters, line breaks included, become visible. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The first paragraph of a message: the provider framework appends where its logs are and a stack trace. */
export function firstParagraph(text: string): string {
  return text.split('\n\n')[0];
}
