import { attachAndDetach } from '../attachment-changes';
import type { AttachmentNotes, Claim } from './attachment-notes';
import { endShared, OtherListings } from './other-listings';
import type { PolicyAttachmentsProperties, PolicyTypeName } from '../../../../contract';
import { agreeingReads } from '../../agreeing-reads';
import { all } from '../../lists';
import type { ReconcileContext } from '../../reconcile-context';

interface Leaving {
  readonly targetId: string;
  readonly types: readonly PolicyTypeName[];
  readonly notes: AttachmentNotes;
  readonly claim: Claim;
  /** The policies that leave, by the IDs of all that are attached. */
  readonly leaving: (present: readonly string[], type: PolicyTypeName) => Promise<readonly string[]>;
  /** Policies whose claims end. */
  readonly dropped: readonly string[];
}

/** In a cleanup, detaches policies that leave a target, as far as they belong to the stack and nothing else lists them. Ends the claims. */
export async function detachClaimed(
  context: ReconcileContext<PolicyAttachmentsProperties>, { targetId, types, notes, claim, leaving, dropped }: Leaving,
): Promise<void> {
  const { organizations, clock } = context;
  const listing = new OtherListings(context, targetId);
  const shared: string[] = [];
  for (const type of types) {
    const attached = await agreeingReads(clock, () => all(organizations.listPoliciesForTarget(targetId, type)));
    await notes.readAgain();
    const ids = await leaving(attached.map(({ id }) => id), type);
    shared.push(...(await notes.shared(claim, ids)).filter((id) => ids.includes(id)));
    const toDetach: string[] = [];
    for (const { id } of attached) {
      if (ids.includes(id) && await notes.mayDetach(id, claim) && !await listing.has(id)) toDetach.push(id);
    }
    await attachAndDetach(context, { targetId, type, attached, desired: [], toDetach });
  }
  await notes.forget(dropped);
  await endShared(context, { targetId, types, notes, shared });
}
