import { ATTACHED_TAG_PREFIX, isAttachedTagKeyOf, isSameOwner, OWNER_TAG_KEY, type Ownership, parseOwnerTagValue, parsePolicyList } from '../../contract';
import type { Organization, Tags } from '../organization';

/** What the stacks of a code have marked as theirs. */
export class Owned {
  private readonly owners: readonly string[];

  constructor({ code }: Pick<Organization, 'code'>) {
    this.owners = code?.stacks ?? code?.owners ?? [];
  }

  /** Who of the stacks owns a thing, and whether it was made by it or taken over; undefined for what is not theirs. */
  ownership(tags: Tags): Ownership | undefined {
    if (!Object.hasOwn(tags, OWNER_TAG_KEY)) return undefined;
    const ownership = parseOwnerTagValue(tags[OWNER_TAG_KEY]);
    return this.isOwner(ownership.owner) ? ownership : undefined;
  }

  /** Whether an owner is one of the stacks. */
  isOwner(name: string): boolean {
    return this.owners.some((owner) => isSameOwner(owner, name));
  }

  /** What may be deleted when it leaves the code. */
  isMade(tags: Tags): boolean {
    return this.ownership(tags)?.adopted === false;
  }

  /** Policies that the stacks have attached to a target and not made, as a tag of the target says. */
  attachedTo(tags: Tags): ReadonlySet<string> {
    return idsIn(tags, (key) => this.isNote(key));
  }

  /** Policies that stacks outside the code have attached to it. */
  attachedByOthersTo(tags: Tags): ReadonlySet<string> {
    return idsIn(tags, (key) => key.startsWith(ATTACHED_TAG_PREFIX) && !this.isNote(key));
  }

  private isNote(key: string): boolean {
    return this.owners.some((owner) => isAttachedTagKeyOf(owner, key));
  }
}

function idsIn(tags: Tags, isMeant: (key: string) => boolean): ReadonlySet<string> {
  return new Set(Object.entries(tags).flatMap(([key, value]) => (isMeant(key) ? parsePolicyList(value) : [])));
}
