import {
  type AttachmentClaims, ATTACHED_TAG_PREFIX, isAttachedTagKeyOf, isSameOwner, OWNER_TAG_KEY, type Ownership, parseAttachmentClaims,
  parseOwnerTagValue,
} from '../../contract';
import type { Organization, Tags } from '../organization';

/** The resources that the stacks of a code have marked as theirs. */
export class Owned {
  private readonly owners: readonly string[];

  constructor({ code }: Pick<Organization, 'code'>) {
    this.owners = code?.stacks ?? code?.owners ?? [];
  }

  /** The stack that owns a resource, and whether it created or adopted it; undefined for resources that none of the stacks owns. */
  ownership(tags: Tags): Ownership | undefined {
    if (!Object.hasOwn(tags, OWNER_TAG_KEY)) return undefined;
    const ownership = parseOwnerTagValue(tags[OWNER_TAG_KEY]);
    return this.isOwner(ownership.owner) ? ownership : undefined;
  }

  /** Whether an owner is one of the stacks. */
  isOwner(name: string): boolean {
    return this.owners.some((owner) => isSameOwner(owner, name));
  }

  /** Whether the resource may be deleted when it is removed from the app. */
  isMade(tags: Tags): boolean {
    return this.ownership(tags)?.adopted === false;
  }

  /** Policies that the stacks have attached to a target without creating them, according to a tag of the target. */
  attachedTo(tags: Tags): ReadonlySet<string> {
    return idsIn(tags, (key) => this.isNote(key), ({ made }) => made);
  }

  /** Policies that the stacks have listed for a target and that somebody else had attached, according to a tag of the target. */
  foundOn(tags: Tags): ReadonlySet<string> {
    return idsIn(tags, (key) => this.isNote(key), ({ found }) => found);
  }

  /** Policies that stacks outside the code list for it. */
  listedByOthersFor(tags: Tags): ReadonlySet<string> {
    return idsIn(tags, (key) => key.startsWith(ATTACHED_TAG_PREFIX) && !this.isNote(key), ({ made, found }) => [...made, ...found]);
  }

  private isNote(key: string): boolean {
    return this.owners.some((owner) => isAttachedTagKeyOf(owner, key));
  }
}

function idsIn(
  tags: Tags, isMeant: (key: string) => boolean, select: (claims: AttachmentClaims) => readonly string[],
): ReadonlySet<string> {
  return new Set(Object.entries(tags).flatMap(([key, value]) => (isMeant(key) ? select(parseAttachmentClaims(value)) : [])));
}
