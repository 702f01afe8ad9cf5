import { attachAndDetach } from '../attachment-changes';
import { AttachmentNotes } from './attachment-notes';
import type { ListedPolicies } from '../attachments-of-resource';
import { OtherListings, restoreClaimedByOthers } from './other-listings';
import { isAuthorizationPolicyType, type PolicyAttachmentsProperties, POLICY_TYPE_NAMES, readPolicyIds } from '../../../../contract';
import { agreeingReads } from '../../agreeing-reads';
import { all } from '../../lists';
import { NO_SUCH_TARGET, unlessMissing } from '../../missing';
import type { ReconcileContext } from '../../reconcile-context';

/**
 * Detaches policies that a former resource of the target had listed and found, and that the present one does not list. A policy that the
 * stack created or attached is the business of the present resource.
 */
export async function dropFound(
  context: ReconcileContext<PolicyAttachmentsProperties>, targetId: string, { Policies = {}, PolicySets = {} }: ListedPolicies,
): Promise<void> {
  const { organizations, clock, desired } = context;
  const notes = await unlessMissing(NO_SUCH_TARGET, () => AttachmentNotes.readForCertain(context, targetId));
  const listed = [...Object.values(Policies), ...Object.values(PolicySets)].flat().flatMap(readPolicyIds);
  if (!notes) return;
  await notes.claimListed(Object.values(desired.Policies ?? {}).flat().filter((id) => !listed.includes(id)));
  const leaving = notes.found.filter((id) => !listed.includes(id));
  if (leaving.length === 0) return;
  const listing = new OtherListings(context, targetId);
  const types = POLICY_TYPE_NAMES.filter((type) => isAuthorizationPolicyType(type) || desired.Policies?.[type] !== undefined);
  for (const type of types) {
    const attached = await agreeingReads(clock, () => all(organizations.listPoliciesForTarget(targetId, type)));
    const toDetach: string[] = [];
    for (const { id } of attached) {
      if (leaving.includes(id) && await notes.mayDetach(id, 'listed') && !await listing.has(id)) toDetach.push(id);
    }
    await attachAndDetach(context, { targetId, type, attached, desired: [], toDetach });
    await restoreClaimedByOthers(context, { targetId, type, detached: toDetach });
  }
  await notes.forget(leaving);
}
