import { createHash } from 'node:crypto';

/** Parts that are read as one name, so that nothing is lost. */
const PLAIN = /^[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*$/;

/**
 * What the Sid of a statement about a tag key ends in: `cost-center` becomes `CostCenter`. Where the letters and digits do not tell the key
 * from others, there is a part of its hash behind them.
 * @param all the keys that have a Sid each
 */
export function tagSid(tagKey: string, all: readonly string[] = [tagKey]): string {
  const name = lettersOf(tagKey);
  const isPlain = PLAIN.test(tagKey) && all.every((other) => other === tagKey || lettersOf(other) !== name);
  return isPlain ? name : name + createHash('sha256').update(tagKey).digest('hex').slice(0, 8);
}

function lettersOf(tagKey: string): string {
  return tagKey.split(/[^A-Za-z0-9]+/).map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
}
