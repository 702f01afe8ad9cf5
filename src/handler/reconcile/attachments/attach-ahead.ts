/**
 * Attaches what the code lists for a thing before the thing moves: its attachments are a resource of their own, which waits for its id
 * and so comes after the move. What was denied where it lay, and is denied on itself afterwards, would have a gap otherwise.
 *
 * Fallbacks: what has no free slot, or is not made yet, is left to that resource. If the deployment fails before that resource has
 * begun, nobody undoes it but whoever undoes the move: a note on the thing tells what was attached (`attached-by-us.ts`).
 */
import { agreeingReads } from '../agreeing-reads';
import { AttachedByUs } from './attached-by-us';
import { attachAndDetach } from './attachment-changes';
import type { ListInTemplate } from './attachments-of-resource';
import { PROTECTING_TYPES } from './leaving-policies';
import { policyTypeLimits, type PolicyTypeName } from '../../../contract';
import { all } from '../lists';
import type { ReconcileContext } from '../reconcile-context';

export async function attachAhead(context: ReconcileContext, targetId: string, { Policies }: ListInTemplate): Promise<void> {
  for (const type of PROTECTING_TYPES) {
    const listed = Policies[type] ?? [];
    if (listed.length === 0) continue;
    const attached = await listAttached(context, targetId, type);
    const missing = listed.filter((policyId) => !attached.some(({ id }) => id === policyId));
    const desired = missing.slice(0, Math.max(0, policyTypeLimits(type).maxAttachments - attached.length));
    if (desired.length === 0) continue;
    await (await AttachedByUs.read(context, targetId)).addAll(desired);
    await attachAndDetach(context, { targetId, type, attached, desired, going: [] });
  }
}

/** Takes off what is noted on the thing and not listed now. */
export async function takeBackAhead(context: ReconcileContext, targetId: string, { Policies, complete }: ListInTemplate): Promise<void> {
  const byUs = await AttachedByUs.read(context, targetId);
  if (byUs.ids.length === 0) return;
  if (!complete) return context.log('left behind', { targetId, reason: 'The template does not tell which policies it lists.', warning: true });
  const listed = Object.values(Policies).flat();
  const known = await byUs.knownIds();
  for (const type of PROTECTING_TYPES) {
    const attached = await listAttached(context, targetId, type);
    const going = attached.map(({ id }) => id).filter((id) => known.includes(id) && !listed.includes(id));
    await attachAndDetach(context, { targetId, type, attached, desired: [], going });
  }
  await byUs.keepOnly(listed);
}

function listAttached({ organizations, clock }: ReconcileContext, targetId: string, type: PolicyTypeName) {
  return agreeingReads(clock, () => all(organizations.listPoliciesForTarget(targetId, type)));
}
