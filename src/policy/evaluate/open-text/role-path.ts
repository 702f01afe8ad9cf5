/** Represents the path of a role in its ARN, since the ARN of a session does not include it. A private-use character, which no name has. */
export const ROLE_PATH = '\u{10FFFD}';

/** A text with the placeholder for the path of a role in words. */
export function readableRolePath(text: string): string {
  return text.replaceAll(ROLE_PATH, '[path/]');
}
