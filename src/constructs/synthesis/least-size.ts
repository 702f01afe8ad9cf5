import { policySize } from '../../policy';

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
