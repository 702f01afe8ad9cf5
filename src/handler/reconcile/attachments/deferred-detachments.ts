/**
 * Policies that an Update of attachments leaves attached until the cleanup.
 *
 * Two resources are involved when a denial moves from one target to another, or when an account that leaves an OU gets the denial directly.
 * Only the cleanup follows both. A deployment that fails therefore loosens nothing, and its rollback detaches the policies that it attached
 * once everything else is restored. The Update itself detaches policies that deny nothing: fewer actions are allowed without them.
 *
 * Nothing is deferred where rollbacks are disabled, because CloudFormation refuses replacements there. The same holds for a rollback that
 * does not know the response of the Update, because no Delete would follow.
 */
import { type AttachmentsId, formatAttachmentsId, otherThan, parseAttachmentsId } from './attachments-id';
import { detachClaimed } from './claims/detach-claimed';
import { AUTHORIZATION_POLICY_TYPES, type PolicyAttachmentsProperties, readPolicyIds } from '../../../contract';
import { existingPolicies } from '../missing';
import { AttachmentNotes, type Claim } from './claims/attachment-notes';
import { denyStatements } from './deny-statements';
import type { ReconcileContext } from '../reconcile-context';

type AttachmentsContext = ReconcileContext<PolicyAttachmentsProperties>;

/** The response of an Update, and the policies that stay until the Delete that follows from it. */
export interface DeferredDetachments {
  readonly physicalId: string;
  readonly deferred: readonly string[];
  /** Whether `deferred` is the whole difference between the lists. A set counts as one entry, regardless of its documents. */
  readonly areAllDeferred?: boolean;
  /** Which policies of the stack stay that neither list contains: a Create drops nothing. */
  readonly staying?: 'all' | 'denying';
  /** The change that the response of the Update names. */
  readonly change?: AttachmentsId;
}

export async function planDeferredDetachments(context: AttachmentsContext): Promise<DeferredDetachments> {
  const { desired, desired: { TargetId: targetId }, previous, physicalId, verb, stack, isUpdate } = context;
  const [before, after] = [listedIn(previous), listedIn(desired)];
  const [removed, added] = [missing(before, after), missing(after, before)];
  const present = physicalId === undefined ? undefined : parseAttachmentsId(physicalId);
  const unchanged = { physicalId: present?.targetId === targetId ? physicalId! : targetId, deferred: [] };
  if (verb === 'revert') {
    // The ID may also name policies that neither list contains.
    const deferred = present?.pendingAttach.filter((id) => without([id], removed).length === 0) ?? [];
    const answered = deferred.length > 0 || (present?.pendingDetach.some((id) => without([id], added).length === 0) ?? false);
    return { ...answered ? { physicalId: targetId, deferred } : unchanged, ...isUpdate && { staying: 'denying' as const } };
  }
  // A creation has no previous list, and CloudFormation would never send a Delete for an ID that it replaces.
  if (!isUpdate) return { ...unchanged, staying: 'all' };
  if (physicalId === undefined) return unchanged;
  const change = { targetId, pendingDetach: await denyingPolicies(context, removed), pendingAttach: await denyingPolicies(context, added) };
  const id = formatAttachmentsId(change);
  const areAllDeferred = added.length === 0 && change.pendingDetach.length === removed.length;
  if (await stack.isRollbackDisabled()) return unchanged;
  if (id === targetId) return { ...unchanged, change, staying: 'denying' };
  return { physicalId: otherThan(physicalId, id), deferred: change.pendingDetach, areAllDeferred, change, staying: 'denying' };
}

/**
 * Detaches the deferred policies when CloudFormation deletes a former ID. After an update the present ID names them, in a rollback the
 * former one. By then a set may have more documents than the ID names.
 */
export async function detachDeferred(context: AttachmentsContext, former: AttachmentsId, present: AttachmentsId): Promise<void> {
  const { verb } = context;
  const { targetId } = present;
  const pendingDetach = verb === 'revert' ? former.pendingAttach : present.pendingDetach;
  if (pendingDetach.length === 0) return;
  const notes = await AttachmentNotes.readForCertain(context, targetId);
  const claim: Claim = verb === 'revert' ? 'made' : 'listed';
  const leaving = (attached: readonly string[]) => notes.withDocuments(pendingDetach, attached);
  await detachClaimed(context, { targetId, types: AUTHORIZATION_POLICY_TYPES, notes, claim, leaving, dropped: pendingDetach });
}

/** IDs of policies, and policy sets. If documents of a listed set are created or deleted, the set handles their attachments. */
function listedIn({ Policies = {}, PolicySets = {} }: Partial<PolicyAttachmentsProperties>): string[] {
  return AUTHORIZATION_POLICY_TYPES.flatMap((type) => [...Policies[type] ?? [], ...PolicySets[type] ?? []]);
}

/** IDs of policies in the first list that are missing in the second one. A document may have become the first one of its set. */
function missing(entries: readonly string[], others: readonly string[]): string[] {
  const present = others.flatMap(readPolicyIds);
  return without(entries, others).flatMap(readPolicyIds).filter((id) => !present.includes(id));
}

/** Compares sets by their first document. */
function without(entries: readonly string[], others: readonly string[]): string[] {
  const key = (entry: string) => readPolicyIds(entry)[0];
  return entries.filter((entry) => !others.some((other) => key(other) === key(entry)));
}

/** Those among the policies that deny something. */
export async function denyingPolicies(context: AttachmentsContext, ids: readonly string[]): Promise<string[]> {
  return (await existingPolicies(context, ids)).filter(({ content }) => denyStatements(content).length > 0).map(({ id }) => id);
}
