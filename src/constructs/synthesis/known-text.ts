import { parseJson, unknownText, policySize } from '../../policy';

const ACCOUNT_ID_LENGTH = 12;

/**
 * How many characters a policy has at least, given what its text resolves to: a string, or `Fn::Join` over what is known only at
 * deployment.
 */
export function leastSize(resolved: unknown): number {
  if (typeof resolved === 'string') return policySize(resolved);
  const join = (resolved as { 'Fn::Join'?: [string, unknown[]] } | undefined)?.['Fn::Join'];
  if (join === undefined) return (resolved as { Ref?: string } | undefined)?.Ref === 'AWS::AccountId' ? ACCOUNT_ID_LENGTH : 1;
  const [delimiter, parts] = join;
  if (!Array.isArray(parts)) return 1;
  // The pieces are cut in the middle of strings, so nothing of them can be taken for white space between tokens.
  const sizes = parts.map((part) => (typeof part === 'string' ? part.length : leastSize(part)));
  return sizes.reduce((sum, size) => sum + size, delimiter.length * Math.max(0, parts.length - 1));
}

/** The JSON text of a policy before the deployment. */
export interface KnownText {
  readonly text: string;
  /** The unknown text that stands for what a token resolves to, if it stands for it anywhere. Absent where all of the text is known. */
  readonly standIn?: (resolved: unknown) => string | undefined;
}

/**
 * The JSON text of a policy, given what it resolves to: a string, or `Fn::Join` over what is known only at deployment, for which
 * unknown text stands. Undefined if the text is not JSON then, because what is not known stands for more than a part of a string.
 */
export function knownText(resolved: unknown): KnownText | undefined {
  const unknowns = new Map<string, number>();
  const text = textOf(resolved, unknowns);
  const standIn = (token: unknown) => {
    const number = unknowns.get(JSON.stringify(token));
    return number === undefined ? undefined : unknownText(number);
  };
  if (unknowns.size === 0) return { text };
  return isJson(text) ? { text, standIn } : undefined;
}

function textOf(resolved: unknown, unknowns: Map<string, number>): string {
  if (typeof resolved === 'string') return resolved;
  // No policy of the service depends on it, and "aws" reads like the others.
  if ((resolved as { Ref?: string } | undefined)?.Ref === 'AWS::Partition') return 'aws';
  const [delimiter, parts] = (resolved as { 'Fn::Join'?: [string, unknown[]] } | undefined)?.['Fn::Join'] ?? [];
  if (Array.isArray(parts)) return parts.map((part) => textOf(part, unknowns)).join(delimiter);
  const key = JSON.stringify(resolved);
  if (!unknowns.has(key)) unknowns.set(key, unknowns.size);
  return unknownText(unknowns.get(key)!);
}

function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}
