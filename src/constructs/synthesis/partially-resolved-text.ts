import { parseJson, unknownText, policySize } from '../../policy';

const ACCOUNT_ID_LENGTH = 12;

/**
 * The minimum number of characters of a policy, from its resolved text: a string, or `Fn::Join` over values that are known only at
 * deployment.
 */
export function minimumSize(resolved: unknown): number {
  if (typeof resolved === 'string') return policySize(resolved);
  const join = (resolved as { 'Fn::Join'?: [string, unknown[]] } | undefined)?.['Fn::Join'];
  if (join === undefined) return (resolved as { Ref?: string } | undefined)?.Ref === 'AWS::AccountId' ? ACCOUNT_ID_LENGTH : 1;
  const [delimiter, parts] = join;
  if (!Array.isArray(parts)) return 1;
  // The pieces are cut in the middle of strings, so their white space cannot be told from white space between tokens.
  const sizes = parts.map((part) => (typeof part === 'string' ? part.length : minimumSize(part)));
  return sizes.reduce((sum, size) => sum + size, delimiter.length * Math.max(0, parts.length - 1));
}

/** The JSON text of a policy before the deployment, with a placeholder for each value that only the deployment knows. */
export interface PartiallyResolvedText {
  readonly text: string;
  /** The placeholder of a token, if the text has one for it. Absent where all of the text is known. */
  readonly placeholderOf?: (resolved: unknown) => string | undefined;
}

/**
 * The JSON text of a policy, from its resolved value: a string, or `Fn::Join` over values that are known only at deployment. Undefined if
 * the text with placeholders is not JSON, because a placeholder replaces more than a part of a string.
 */
export function partiallyResolvedText(resolved: unknown): PartiallyResolvedText | undefined {
  const placeholders = new Map<string, number>();
  const text = textOf(resolved, placeholders);
  const placeholderOf = (token: unknown) => {
    const number = placeholders.get(JSON.stringify(token));
    return number === undefined ? undefined : unknownText(number);
  };
  if (placeholders.size === 0) return { text };
  return isJson(text) ? { text, placeholderOf } : undefined;
}

function textOf(resolved: unknown, placeholders: Map<string, number>): string {
  if (typeof resolved === 'string') return resolved;
  // No rule about policies depends on the partition, so "aws" stands for all of them.
  if ((resolved as { Ref?: string } | undefined)?.Ref === 'AWS::Partition') return 'aws';
  const [delimiter, parts] = (resolved as { 'Fn::Join'?: [string, unknown[]] } | undefined)?.['Fn::Join'] ?? [];
  if (Array.isArray(parts)) return parts.map((part) => textOf(part, placeholders)).join(delimiter);
  const key = JSON.stringify(resolved);
  if (!placeholders.has(key)) placeholders.set(key, placeholders.size);
  return unknownText(placeholders.get(key)!);
}

function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}
