/** Stands in the ARN of a role for its path, which the ARN of a session does not tell. A private-use character, which no name has. */
export const ROLE_PATH = '\u{10FFFD}';

/** A text with what stands for the path of a role in words. */
export function readableRolePath(text: string): string {
  return text.replaceAll(ROLE_PATH, '[path/]');
}
