import { attachAndDetach } from '../attachment-changes';
import { AttachmentNotes } from './attachment-notes';
import type { ListedPolicies } from '../attachments-of-resource';
import { OtherListings, restoreClaimedByOthers } from './other-listings';
import {
  isAuthorizationPolicyType, type PolicyAttachmentsProperties, policyTypeLimits, POLICY_TYPE_NAMES, readPolicyIds,
} from '../../../../contract';
import { agreeingReads } from '../../agreeing-reads';
import { all } from '../../lists';
import { NO_SUCH_TARGET, unlessMissing } from '../../missing';
import type { ReconcileContext } from '../../reconcile-context';

/**
 * In a cleanup, detaches the policies that belong to the stack and that the present resource of the target does not list. The Create of
 * that resource has left them.
 */
export async function dropUnlisted(
  context: ReconcileContext<PolicyAttachmentsProperties>, targetId: string, { Policies = {}, PolicySets = {} }: ListedPolicies,
): Promise<void> {
  const { organizations, clock, desired } = context;
  const notes = await unlessMissing(NO_SUCH_TARGET, () => AttachmentNotes.readForCertain(context, targetId));
  const listed = [...Object.values(Policies), ...Object.values(PolicySets)].flat().flatMap(readPolicyIds);
  if (!notes) return;
  await notes.claimListed(Object.values(desired.Policies ?? {}).flat().filter((id) => !listed.includes(id)));
  const listing = new OtherListings(context, targetId);
  const dropped = [...notes.found, ...notes.ids].filter((id) => !listed.includes(id));
  for (const type of POLICY_TYPE_NAMES.filter((each) => isAuthorizationPolicyType(each) || desired.Policies?.[each] !== undefined)) {
    const attached = await agreeingReads(clock, () => all(organizations.listPoliciesForTarget(targetId, type)));
    const present = attached.map(({ id }) => id).filter((id) => id !== policyTypeLimits(type).attachedByDefault);
    const staying = await notes.withDocuments(listed, present);
    const toDetach: string[] = [];
    for (const id of present.filter((each) => !staying.includes(each))) {
      if (await notes.mayDetach(id, 'listed') && !await listing.has(id)) toDetach.push(id);
    }
    const noted = notes.noted(toDetach);
    await attachAndDetach(context, { targetId, type, attached, desired: [], toDetach });
    await restoreClaimedByOthers(context, { targetId, type, detached: noted });
  }
  await notes.forget(dropped);
}
