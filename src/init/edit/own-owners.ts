import { placesOf } from './places';
import type { RowIds } from './row-ids';
import { OWNER_TAG_KEY, parseOwnerTagValue } from '../../contract';
import type { Organization, Tags } from '../../model';

/** The owners that the stacks of an app write: those in the owner tags of resources that have rows. */
export function ownersOfRows(organization: Organization, ids: RowIds): ReadonlySet<string> {
  const targets = [...placesOf(organization).values()].map(({ target }) => target).filter(({ id }) => ids.account(id) ?? ids.unit(id));
  const policies = organization.policies.filter(({ id }) => ids.policy(id));
  return new Set([...targets, ...policies].flatMap(({ tags }) => ownerOf(tags) ?? []));
}

/** The organization without the owner tags of some owners, so that nobody seems to own what an app has left out and takes in again. */
export function withoutOwners<T>(organization: T, owners: ReadonlySet<string>): T {
  if (owners.size === 0) return organization;
  return JSON.parse(JSON.stringify(organization, (key, value: unknown) => {
    if (key !== 'tags') return value;
    const owner = ownerOf(value as Tags);
    return owner !== undefined && owners.has(owner)
      ? Object.fromEntries(Object.entries(value as Tags).filter(([each]) => each !== OWNER_TAG_KEY)) : value;
  })) as T;
}

function ownerOf(tags: Tags): string | undefined {
  return Object.hasOwn(tags, OWNER_TAG_KEY) ? parseOwnerTagValue(tags[OWNER_TAG_KEY]).owner : undefined;
}
