import { isSameOwner, OWNER_TAG_KEY, parseOwnerTagValue } from '../../../contract';
import { type InCode, POLICY_SET_ID_PREFIX, type Tags } from '../../organization';
import type { FlatOrganization } from '../flat-organization';

/** Which thing of the head is which thing of the base, each at most once. */
export class Identities {
  private readonly toBase = new Map<string, string>();
  private readonly toHead = new Map<string, string>();

  /** @param apart ids of the base that are nothing in the head, whatever looks like them there. */
  constructor(private readonly apart: ReadonlySet<string> = new Set()) {}

  pair(baseId: string, headId: string): void {
    this.toBase.set(headId, baseId);
    this.toHead.set(baseId, headId);
  }

  baseOf(headId: string): string | undefined {
    return this.toBase.get(headId);
  }

  headOf(baseId: string): string | undefined {
    return this.toHead.get(baseId);
  }

  /** Whether something of the base is still to be found in the head. */
  isOpen(baseId: string): boolean {
    return !this.toHead.has(baseId) && !this.apart.has(baseId);
  }

  /** Pairs what is left on both sides and has the same key; of several with one key, the first with the first. */
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

  /** The same only where it is certain: the key is that of one thing on each side. */
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

/** What stands for the construct of a thing: its symbol, also where the service has given an id and code knows whose it is. */
export function constructOf({ id, code }: { readonly id: string; readonly code?: InCode }): string {
  if (!isReal(id) || code === undefined || code.address === '') return id;
  return `${id.startsWith(POLICY_SET_ID_PREFIX) ? POLICY_SET_ID_PREFIX : ''}\${${code.address}}`;
}

/** In a live organization, what the owner tag says to be made by the stacks of the code. */
export function isMadeBy({ code }: FlatOrganization): (resource: { readonly tags: Tags }) => boolean {
  const owners = code?.stacks ?? code?.owners ?? [];
  return ({ tags }) => {
    if (!Object.hasOwn(tags, OWNER_TAG_KEY)) return false;
    const { adopted, owner } = parseOwnerTagValue(tags[OWNER_TAG_KEY]);
    return !adopted && owners.some((each) => isSameOwner(each, owner));
  };
}

/**
 * Whether a thing of the base may be known by what it says or holds. In a live organization a deployment finds a thing that its stacks do
 * not own by its name and place alone.
 */
export function isKnownByContents(
  base: FlatOrganization, head: FlatOrganization, isDeployed: boolean,
): (resource: { readonly tags: Tags }) => boolean {
  const isDeployment = base.code === undefined && head.code !== undefined && !isDeployed;
  const owners = head.code?.stacks ?? head.code?.owners ?? [];
  return ({ tags }) => !isDeployment || (Object.hasOwn(tags, OWNER_TAG_KEY)
    && owners.some((each) => isSameOwner(each, parseOwnerTagValue(tags[OWNER_TAG_KEY]).owner)));
}

/** Whether it is known which construct makes a thing. */
export function hasConstruct(item: { readonly id: string; readonly code?: InCode }): boolean {
  return !isReal(constructOf(item));
}

/** An id that the service gave, and not the symbol of a construct. */
export function isReal(id: string): boolean {
  return !id.includes('${');
}

export function targetsOf(organization: FlatOrganization, kind: 'organizationalUnit' | 'account') {
  return [...organization.targets.values()].filter((target) => target.kind === kind);
}
