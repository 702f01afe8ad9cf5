import { isSameOwner, OWNER_TAG_KEY, type Ownership, parseOwnerTagValue } from '../../../contract';
import { type InCode, POLICY_SET_ID_PREFIX, type Tags } from '../../organization';
import type { FlatOrganization } from '../flat-organization';

/** Matches resources of the head with resources of the base, each at most once. */
export class Identities {
  private readonly toBase = new Map<string, string>();
  private readonly toHead = new Map<string, string>();

  /** @param apart IDs of the base that have no counterpart in the head, even if a resource there looks alike. */
  constructor(private readonly apart: ReadonlySet<string> = new Set()) {}

  pair(baseId: string, headId: string): void {
    this.toBase.set(headId, baseId);
    this.toHead.set(baseId, headId);
  }

  baseOf(headId: string): string | undefined {
    return this.toBase.get(headId);
  }

  /** Whether a resource of the base has no counterpart in the head yet. */
  isOpen(baseId: string): boolean {
    return !this.toHead.has(baseId) && !this.apart.has(baseId);
  }

  /** Pairs the remaining items of both sides by key; of several items with one key, the first with the first. */
  pairByKey<T extends { readonly id: string }>(
    base: Iterable<T>, head: Iterable<T>, key: (item: T, side: 'base' | 'head') => string | undefined,
  ): void {
    const waiting = new Map<string, T[]>();
    for (const item of base) {
      const value = this.isOpen(item.id) ? key(item, 'base') : undefined;
      if (value === undefined) continue;
      const group = waiting.get(value);
      if (group) group.push(item);
      else waiting.set(value, [item]);
    }
    for (const item of head) {
      const value = this.toBase.has(item.id) ? undefined : key(item, 'head');
      const partner = value === undefined ? undefined : waiting.get(value)?.shift();
      if (partner) this.pair(partner.id, item.id);
    }
  }

  /** Pairs only where the key is unique on each side. */
  pairByUniqueKey<T extends { readonly id: string }>(
    base: readonly T[], head: readonly T[], key: (item: T, side: 'base' | 'head') => string | undefined,
  ): void {
    const unique = (items: readonly T[], side: 'base' | 'head') => {
      const keys = items.map((item) => key(item, side));
      return items.filter((_, index) => keys[index] !== undefined && keys.indexOf(keys[index]) === keys.lastIndexOf(keys[index]));
    };
    const [waiting, open] = [base.filter(({ id }) => this.isOpen(id)), head.filter(({ id }) => !this.toBase.has(id))];
    this.pairByKey(unique(waiting, 'base'), unique(open, 'head'), key);
  }
}

/** The symbol of a resource's construct, also where the service has assigned an ID and the code knows the construct. */
export function constructOf({ id, code }: { readonly id: string; readonly code?: InCode }): string {
  if (!isReal(id) || code === undefined || code.address === '') return id;
  return `${id.startsWith(POLICY_SET_ID_PREFIX) ? POLICY_SET_ID_PREFIX : ''}\${${code.address}}`;
}

/** Whether the stacks of the code have created or adopted a resource of a live organization, according to its owner tag. */
export function isOwnedBy({ code }: FlatOrganization): (resource: { readonly tags: Tags }) => boolean {
  const owners = code?.stacks ?? code?.owners ?? [];
  return ({ tags }) => {
    const { owner } = ownershipOf(tags) ?? {};
    return owner !== undefined && owners.some((each) => isSameOwner(each, owner));
  };
}

export function ownershipOf(tags: Tags): Ownership | undefined {
  return Object.hasOwn(tags, OWNER_TAG_KEY) ? parseOwnerTagValue(tags[OWNER_TAG_KEY]) : undefined;
}

type Owned = { readonly id: string; readonly tags: Tags; readonly code?: InCode };

/**
 * Resources of a live organization and of code between which an owner tag decides once names do not: each was found by one deployment. In
 * code that was deployed, they are all. In other code they are those that it adopts, because `adopt` creates nothing, and a construct whose
 * resource exists under another name only seems to be a new one.
 */
export function openOwned<T extends Owned>(
  base: FlatOrganization, before: readonly T[], after: readonly T[], isDeployed: boolean,
): [T[], T[]] {
  const unknown = before.filter((each) => !hasConstruct(each));
  if (isDeployed) return [unknown, [...after]];
  if (base.code !== undefined) return [[], []];
  return [unknown.filter(({ tags }) => ownershipOf(tags)?.adopted), after.filter(({ code }) => code?.adopt)];
}

/**
 * Whether a resource of the base may be identified by its contents. A deployment to a live organization finds a resource that its stacks
 * do not own by its name and place alone.
 */
export function isKnownByContents(
  base: FlatOrganization, head: FlatOrganization, isDeployed: boolean,
): (resource: { readonly tags: Tags }) => boolean {
  const isDeployment = base.code === undefined && head.code !== undefined && !isDeployed;
  const isOwned = isOwnedBy(head);
  return (resource) => !isDeployment || isOwned(resource);
}

/** Whether the construct of a resource is known. */
export function hasConstruct(item: { readonly id: string; readonly code?: InCode }): boolean {
  return !isReal(constructOf(item));
}

/** Whether the service assigned this ID, so that it is not the symbol of a construct. */
export function isReal(id: string): boolean {
  return !id.includes('${');
}

export function targetsOf(organization: FlatOrganization, kind: 'organizationalUnit' | 'account') {
  return [...organization.targets.values()].filter((target) => target.kind === kind);
}
