import type { CompiledPolicy } from '../evaluate';

const NUMBERS = new WeakMap<CompiledPolicy, number>();
let last = 0;

/**
 * Caches a result for a list of policies, until the newest of the policies is no longer in use. The same objects in another order have the
 * same result.
 */
export class PolicyMemo<T> {
  private readonly known = new WeakMap<CompiledPolicy, Map<string, T>>();

  of(lists: readonly (readonly CompiledPolicy[])[], find: () => T): T {
    const newest = lists.flat().reduce<CompiledPolicy | undefined>((found, policy) => (
      found === undefined || numberOf(policy) > numberOf(found) ? policy : found), undefined);
    if (newest === undefined) return find();
    const results = this.known.get(newest) ?? new Map<string, T>();
    this.known.set(newest, results);
    const key = lists.map((policies) => policies.map(numberOf).sort((one, other) => one - other).join()).join(';');
    if (!results.has(key)) results.set(key, find());
    return results.get(key)!;
  }
}

function numberOf(policy: CompiledPolicy): number {
  let number = NUMBERS.get(policy);
  if (number === undefined) NUMBERS.set(policy, number = last += 1);
  return number;
}
