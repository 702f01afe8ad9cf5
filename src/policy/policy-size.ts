const STRING_OR_WHITE_SPACE = /("(?:[^"\\]|\\.)*")|[ \t\r\n]+/g;

/**
 * Removes the white space between tokens of a JSON text. Strings, the order of keys and the notation of numbers
 * stay as they are: the service counts and stores every character as sent.
 */
export function minifyJson(text: string): string {
  return text.replace(STRING_OR_WHITE_SPACE, (_, string: string | undefined) => string ?? '');
}

/**
 * Characters of a policy document as the service counts them once it is minified.
 * Source: AWS Organizations User Guide, "Quotas and service limits for AWS Organizations".
 */
export function policySize(text: string): number {
  return [...minifyJson(text)].length;
}
