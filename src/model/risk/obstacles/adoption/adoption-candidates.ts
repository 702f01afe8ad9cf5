import { allNearest } from '../../../../policy/actions/nearest';
import type { FlatTarget } from '../../../diff/flat-organization';
import type { Aligned } from '../../../diff/identity/align';
import { targetsOf } from '../../../diff/identity/identities';
import { pathsOf } from '../../../diff/identity/names';
import { sameMeaningKey } from '../../../diff/identity/policy-text';
import type { Policy } from '../../../organization';

/** How many candidates a message names. */
const NAMED = 3;

export interface Candidates {
  accounts(desired: FlatTarget): readonly string[];
  units(desired: FlatTarget): readonly string[];
  policies(desired: Policy): readonly string[];
}

/** Resources of the live organization that the code may mean where it names a missing one, the most similar first. */
export function candidates({ base, head }: Aligned): Candidates {
  const paths = pathsOf(base);
  const free = <T extends { readonly id: string }>(items: readonly T[], present: ReadonlyMap<string, { readonly code?: object }>) => (
    items.filter(({ id }) => present.get(id)?.code === undefined));
  const [accounts, units] = [targetsOf(base, 'account'), targetsOf(base, 'organizationalUnit')].map((targets) => free(targets, head.targets));
  const policies = free([...base.policies.values()], head.policies);
  return {
    accounts: ({ name, email }) => named([
      accounts.filter((account) => same(account.name, name)),
      accounts.filter((account) => same(localPart(account.email), localPart(email))),
      nearestBy(accounts, email, (account) => account.email),
      nearestBy(accounts, name, (account) => account.name),
    ], (account) => `${account.name}, ${account.email}, ${account.id}`),
    units: ({ name, parentId }) => named([
      units.filter((unit) => unit.parentId === parentId && same(unit.name, name)),
      units.filter((unit) => same(unit.name, name)),
      nearestBy(units.filter((unit) => unit.parentId === parentId), name, (unit) => unit.name),
      nearestBy(units, name, (unit) => unit.name),
    ], ({ id }) => `${paths.get(id)!}, ${id}`),
    policies: ({ name, type, content }) => {
      const ofType = policies.filter((policy) => policy.type === type);
      return named([
        ofType.filter((policy) => same(policy.name, name)),
        ofType.filter((policy) => sameMeaningKey(policy.content) === sameMeaningKey(content)),
        nearestBy(ofType, name, (policy) => policy.name),
        policies.filter((policy) => same(policy.name, name)),
      ], (policy) => `${policy.name}, ${policy.id}`);
    },
  };
}

/** Case, white space, dashes and underscores do not distinguish names for a reader. */
function same(one: string, other: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[\s_-]+/g, '');
  return plain(one) === plain(other);
}

/** The local part of an address, without a plus and its suffix. */
function localPart(email: string): string {
  return email.split('@')[0].split('+')[0];
}

function nearestBy<T>(items: readonly T[], text: string, key: (item: T) => string): T[] {
  const near = new Set(allNearest(text, items.map(key)));
  return items.filter((item) => near.has(key(item)));
}

function named<T>(ranks: readonly (readonly T[])[], name: (item: T) => string): string[] {
  return [...new Set(ranks.flat())].slice(0, NAMED).map(name);
}
