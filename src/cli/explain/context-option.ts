import { InvalidArgumentError } from 'commander';
import type { ContextValue } from '../../policy';

/** Behind a slash stands the key of a tag, which may have spaces. */
const KEY_AND_VALUE = /^([^=\s]+:[^=\s/]+(?:\/[^=]*[^=\s])?)=(.*)$/s;

/** More than the key of a tag, which has at most 128 characters, and what stands before it. */
const LONGEST_KEY = 512;

/**
 * Condition keys from `KEY=VALUE`: a key given again, in upper or lower case, has several values; without a value the request lacks it. The
 * value `""` is an empty one.
 */
export function collectContext(text: string, before: Record<string, ContextValue> = {}): Record<string, ContextValue> {
  const end = text.indexOf('=');
  // The pattern looks at a key once for each colon in it.
  const [, written, given] = end < 0 || end > LONGEST_KEY ? [] : KEY_AND_VALUE.exec(text) ?? [];
  if (written === undefined) throw new InvalidArgumentError('Write KEY=VALUE with a condition key, such as aws:PrincipalTag/team=shop.');
  const key = Object.keys(before).find((name) => name.toLowerCase() === written.toLowerCase()) ?? written;
  const value = given === '""' ? '' : given;
  const known = before[key];
  const next = known === undefined || known === null ? value : [known].flat().map(String).concat(value);
  return { ...before, [key]: given === '' ? null : next };
}
