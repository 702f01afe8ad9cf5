/** Text of others (names, tags, messages) as it may go to a terminal. */
export { visible as printable } from '../../report/escape';

/** The first paragraph of a message: the provider framework appends where its logs are and a stack trace. */
export function firstParagraph(text: string): string {
  return text.split('\n\n')[0].trimEnd();
}
