import { AttachmentNotes } from './attachment-notes';
import type { ListedPolicies } from '../attachments-of-resource';
import { detachClaimed } from './detach-claimed';
import {
  isAuthorizationPolicyType, type PolicyAttachmentsProperties, policyTypeLimits, POLICY_TYPE_NAMES, readPolicyIds,
} from '../../../../contract';
import { NO_SUCH_TARGET, unlessMissing } from '../../missing';
import type { ReconcileContext } from '../../reconcile-context';

/**
 * In a cleanup, detaches the policies that belong to the stack and that the present resource of the target does not list. The Create of
 * that resource has left them.
 */
export async function dropUnlisted(
  context: ReconcileContext<PolicyAttachmentsProperties>, targetId: string, { Policies = {}, PolicySets = {} }: ListedPolicies,
): Promise<void> {
  const { desired } = context;
  const notes = await unlessMissing(NO_SUCH_TARGET, () => AttachmentNotes.readForCertain(context, targetId));
  const listed = [...Object.values(Policies), ...Object.values(PolicySets)].flat().flatMap(readPolicyIds);
  if (!notes) return;
  await notes.claimListed(Object.values(desired.Policies ?? {}).flat().filter((id) => !listed.includes(id)));
  const claims = [...notes.found, ...notes.ids];
  const kept = await notes.withDocuments(listed, claims);
  const dropped = claims.filter((id) => !kept.includes(id));
  await detachClaimed(context, {
    targetId,
    types: POLICY_TYPE_NAMES.filter((type) => isAuthorizationPolicyType(type) || desired.Policies?.[type] !== undefined),
    notes,
    claim: 'listed',
    leaving: async (present, type) => {
      const staying = [...await notes.withDocuments(listed, present), policyTypeLimits(type).attachedByDefault];
      return present.filter((id) => !staying.includes(id));
    },
    dropped,
  });
}
