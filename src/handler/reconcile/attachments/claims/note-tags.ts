import {
  type AttachmentClaims, ATTACHED_TAG_PREFIX, claimEntries, isClaimed, isPolicyListEntry, parseAttachmentClaims, policyListValue, type Tag,
} from '../../../../contract';
import { all } from '../../lists';
import { untag } from '../../ownership/tags';
import type { ReconcileContext } from '../../reconcile-context';

export const NO_CLAIMS: AttachmentClaims = parseAttachmentClaims();

/** The claims of all stacks on a target, by the key of their tags. */
export async function readNotes({ organizations }: ReconcileContext, targetId: string): Promise<Map<string, AttachmentClaims>> {
  return claimsIn(await all(organizations.listTags(targetId)));
}

export function claimsIn(tags: readonly Tag[]): Map<string, AttachmentClaims> {
  const notes = tags.filter(({ Key }) => Key.startsWith(ATTACHED_TAG_PREFIX));
  return new Map(notes.map(({ Key, Value }) => {
    const claims = parseAttachmentClaims(Value);
    const read = (kind: keyof AttachmentClaims) => claims[kind].filter(isPolicyListEntry);
    return [Key, { made: read('made'), found: read('found'), dropped: read('dropped') }];
  }));
}

/** Writes a note, or removes it if it has no entries. */
export async function writeNote(context: ReconcileContext, targetId: string, key: string, entries: readonly string[]): Promise<void> {
  context.log('note attachments', { targetId, key, ids: entries });
  if (entries.length === 0) await untag(context, targetId, [key]);
  else await context.organizations.tagResource(targetId, [{ Key: key, Value: policyListValue(entries) }]);
}

/** The claims of two readings. Where they contradict each other, the first one counts. */
export function union(one: AttachmentClaims, other: AttachmentClaims): AttachmentClaims {
  const isNew = (id: string) => !isClaimed(one, id);
  const both = (kind: keyof AttachmentClaims) => [...new Set([...one[kind], ...other[kind].filter(isNew)])];
  return { made: both('made'), found: both('found'), dropped: both('dropped') };
}

/** The value of a note, with its entries in one order. */
export function valueOf(claims: AttachmentClaims): string {
  return policyListValue(claimEntries(claims).sort());
}
