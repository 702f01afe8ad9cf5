/**
 * Attaches the listed policies of a target before the target moves.
 *
 * The attachments are a separate resource. That resource waits for the ID of the target, so CloudFormation updates it after the move.
 * Without this step, a denial that is inherited before the move and attached directly after it would have a gap.
 *
 * The attachments resource handles policies that have no free slot or do not exist yet. If the deployment fails before that resource
 * begins, the rollback of the move detaches the policies. A note on the target names them (`attachment-notes.ts`).
 *
 * Trap: a policy that changes its type gets a new ID. Until it has that, CloudFormation lists the former policy, which is of another type.
 */
import { agreeingReads, readsUntil } from '../agreeing-reads';
import { attachAndDetach } from './attachment-changes';
import type { ListInTemplate } from './attachments-of-resource';
import { AttachmentNotes } from './claims/attachment-notes';
import { retainedAttachments } from './retained-attachments';
import { AUTHORIZATION_POLICY_TYPES, policyTypeLimits, type PolicyTypeName } from '../../../contract';
import type { PolicySummary } from '../../../organizations';
import { all } from '../lists';
import { unlessMissing } from '../missing';
import type { ReconcileContext } from '../reconcile-context';

export async function preattachPolicies(context: ReconcileContext, targetId: string, { Policies }: ListInTemplate): Promise<void> {
  const listed = AUTHORIZATION_POLICY_TYPES.flatMap((type) => Policies[type] ?? []);
  const [present, plans]: [string[], { type: PolicyTypeName; attached: PolicySummary[]; desired: string[] }[]] = [[], []];
  for (const type of AUTHORIZATION_POLICY_TYPES.filter((each) => Policies[each]?.length)) {
    const attached = await listAttached(context, targetId, type);
    present.push(...attached.map(({ id }) => id).filter((id) => listed.includes(id)));
    const missing: string[] = [];
    for (const policyId of Policies[type]!) {
      if (!attached.some(({ id }) => id === policyId) && await isOfType(context, policyId, type)) missing.push(policyId);
    }
    const desired = missing.slice(0, Math.max(0, policyTypeLimits(type).maxAttachments - attached.length));
    if (desired.length > 0) plans.push({ type, attached, desired });
  }
  if (plans.length === 0) return;
  const notes = await AttachmentNotes.read(context, targetId);
  // An earlier attempt may have attached some of them. Its note may become visible late, and is not to be overwritten.
  await notes.settle(present);
  await notes.addAll(plans.flatMap(({ desired }) => desired));
  for (const plan of plans) await attachAndDetach(context, { targetId, ...plan, toDetach: [] });
}

/**
 * Detaches policies that a note on the target names and the list does not contain.
 * @param readList called only if there is such a note; by default, the policies that stayed when the target left the app
 */
export async function revertPreattachedPolicies(
  context: ReconcileContext, targetId: string, readList = () => retainedAttachments(context, targetId),
): Promise<void> {
  const notes = await AttachmentNotes.readWhenVisible(context, targetId);
  if (notes.ids.length === 0) return;
  const { Policies, complete } = await readList();
  if (!complete) return context.log('left behind', { targetId, reason: 'The template does not show all policies that it lists.', warning: true });
  const listed = Object.values(Policies).flat();
  const known = await notes.known(notes.ids.filter((id) => !listed.includes(id)));
  if (known.length === 0) return;
  for (const type of AUTHORIZATION_POLICY_TYPES) {
    const attached = await listAttached(context, targetId, type);
    const leaving = attached.map(({ id }) => id).filter((id) => known.includes(id));
    const toDetach: string[] = [];
    for (const id of leaving) if (await notes.mayDetach(id, 'made')) toDetach.push(id);
    await attachAndDetach(context, { targetId, type, attached, desired: [], toDetach });
  }
  // The rollback of the attachments still needs the note of others.
  await notes.forget(known);
}

/** A policy that is only late becomes visible in a few seconds. One that somebody has deleted must not stop the move. */
async function isOfType({ organizations, clock }: ReconcileContext, policyId: string, type: string): Promise<boolean> {
  const read = () => unlessMissing(['PolicyNotFound'], () => organizations.describePolicy(policyId));
  return (await readsUntil(clock, read, (policy) => policy !== undefined))?.type === type;
}

function listAttached({ organizations, clock }: ReconcileContext, targetId: string, type: PolicyTypeName) {
  return agreeingReads(clock, () => all(organizations.listPoliciesForTarget(targetId, type)));
}
