import { minifyJson } from './minify-json';

/**
 * Characters of a policy document as the service counts them once it is minified.
 * Source: AWS Organizations User Guide, "Quotas and service limits for AWS Organizations".
 */
export function policySize(text: string): number {
  return [...minifyJson(text)].length;
}
