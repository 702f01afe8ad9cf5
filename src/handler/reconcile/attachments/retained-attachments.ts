/**
 * The attachments that stay on a target after their removal from the app, and their role in a later deployment that fails: its rollback
 * must not detach them. See `retained-marks.ts` for policies and units.
 */
import { type ListInTemplate, NOTHING_LISTED } from './attachments-of-resource';
import { AttachmentNotes } from './claims/attachment-notes';
import { isPolicyType, type PolicyTypeName } from '../../../contract';
import type { PolicySummary } from '../../../organizations';
import { existingPolicies, NO_SUCH_TARGET, unlessMissing } from '../missing';
import type { ReconcileContext } from '../reconcile-context';

/** Notes the policies that stay attached to a target, as `markAsRetained` marks a policy or a unit. */
export async function noteRetainedAttachments(
  context: ReconcileContext, targetId: string, attached: readonly PolicySummary[], fullAwsAccessDetached: boolean,
): Promise<void> {
  await (await AttachmentNotes.read(context, targetId)).noteRetained(attached.map(({ id }) => id), fullAwsAccessDetached);
}

/** The policies that a rollback leaves attached, in the form of a list in the app. */
export async function retainedAttachments(context: ReconcileContext, targetId: string): Promise<ListInTemplate> {
  const notes = await unlessMissing(NO_SUCH_TARGET, () => AttachmentNotes.read(context, targetId));
  if (!notes) return NOTHING_LISTED;
  const { ids, fullAwsAccessDetached } = await notes.retained();
  const lists: Partial<Record<PolicyTypeName, string[]>> = {};
  for (const { id, type } of await existingPolicies(context, ids)) if (isPolicyType(type)) (lists[type] ??= []).push(id);
  return { Policies: lists, DetachFullAwsAccess: fullAwsAccessDetached, complete: true };
}
