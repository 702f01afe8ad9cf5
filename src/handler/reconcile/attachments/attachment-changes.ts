/**
 * Attaches and detaches policies of one type on one target, in the order that `attachment-plan.ts` finds, so that protection has no gap:
 * a deny that holds before and after holds all the time.
 * Fallbacks: a policy that is already attached or detached is no error. If the service has fewer slots than the table lists, or still
 * counts a slot that was freed, the handler makes a new plan with the available slots.
 * Traps: if all slots are taken, and each policy is the only one that denies an action that has to stay denied, no such order exists. The
 * handler then fails before the first write. A rollback, which must not fail, follows the order of the list instead.
 */
import { attach, detach, isSlotsTaken } from './attach-policy';
import { type AttachmentPlan, planAttachments } from './attachment-plan';
import { type PolicyTypeName, policyTypeLimits } from '../../../contract';
import type { PolicySummary } from '../../../organizations';
import { TerminalError } from '../errors';
import { coversDeny, type Deny, denyStatements } from './deny-statements';
import type { ReconcileContext } from '../reconcile-context';

export interface AttachmentChanges {
  readonly targetId: string;
  readonly type: PolicyTypeName;
  readonly attached: readonly PolicySummary[];
  /** IDs in the order of attaching. */
  readonly desired: readonly string[];
  /** IDs of attached policies that this stack may detach. */
  readonly toDetach: readonly string[];
  /** Policies among `toDetach` that stay until the cleanup, unless their slots are needed. */
  readonly deferred?: readonly string[];
}

const UNPROTECTED = () => true;

/** @returns the desired policies that were attached before, although `attached` did not show them */
export async function attachAndDetach(context: ReconcileContext, changes: AttachmentChanges): Promise<readonly string[]> {
  const present = new Set(changes.attached.map(({ id }) => id));
  const unseen: string[] = [];
  for (let slots: number = policyTypeLimits(changes.type).maxAttachments; ; slots = present.size) {
    const plan = await makePlan(context, changes, present, slots);
    if (await carryOut(context, changes, { present, unseen }, plan)) return unseen;
  }
}

async function makePlan(context: ReconcileContext, changes: AttachmentChanges, present: ReadonlySet<string>, slots: number) {
  const { minAttachments: least, attachedByDefault: byDefault } = policyTypeLimits(changes.type);
  const attached = [...present];
  const toDetach = changes.toDetach.filter((id) => present.has(id));
  const needed = new Set([...attached, ...changes.desired]).size;
  // Only types with a default policy allow and deny. Contents matter only if a policy has to go before all new ones are attached.
  const keepsProtection = byDefault && needed > slots ? await commonDenies(context, attached, changes) : UNPROTECTED;
  const request = { attached, desired: changes.desired, toDetach, deferred: changes.deferred, slots, least, byDefault, keepsProtection };
  const plan = planAttachments(request);
  if (plan.steps) return plan.steps;
  const anyOrder = plan.stuck === 'protection' && context.verb === 'revert' ? planAttachments({ ...request, keepsProtection: UNPROTECTED }) : plan;
  return anyOrder.steps ?? fail(changes, present, plan.stuck);
}

/** Whether a set of policies denies every action that is denied both before and after the changes. */
async function commonDenies({ organizations }: ReconcileContext, attached: string[], { desired, toDetach }: AttachmentChanges) {
  const denies = new Map<string, readonly Deny[]>();
  for (const id of new Set([...attached, ...desired])) denies.set(id, denyStatements((await organizations.describePolicy(id)).content));
  const deniesOf = (ids: Iterable<string>) => [...ids].flatMap((id) => denies.get(id) ?? []);
  const isCovered = (deny: Deny, by: readonly Deny[]) => by.some((each) => coversDeny(each, deny));
  const [before, after] = [deniesOf(attached), deniesOf([...attached.filter((id) => !toDetach.includes(id)), ...desired])];
  const common = [...before.filter((deny) => isCovered(deny, after)), ...after.filter((deny) => isCovered(deny, before))];
  return (present: ReadonlySet<string>) => {
    const denied = deniesOf(present);
    return common.every((deny) => isCovered(deny, denied));
  };
}

function fail({ type, targetId, attached, desired }: AttachmentChanges, present: ReadonlySet<string>, stuck: 'slots' | 'protection'): never {
  if (stuck === 'protection') {
    throw new TerminalError(
      `All ${present.size} slots for policies of the type ${type} on ${targetId} are taken. Each policy to be detached is the only one that denies ` +
      'an action that the new ones deny too, so detaching any of them first leaves a gap.',
      'Free one slot in a separate deployment, or keep one of the policies in this deployment.',
    );
  }
  const names = attached.filter(({ id }) => !desired.includes(id)).map(({ name, id }) => `${name} (${id})`);
  throw new TerminalError(
    `All ${present.size} slots for policies of the type ${type} on ${targetId} are taken, also by ${names.join(', ')}.`,
    'Detach policies that this stack does not manage, or attach fewer.',
  );
}

/** Returns `false` if the target has fewer slots than planned, and another policy can be detached. */
async function carryOut(
  context: ReconcileContext, changes: AttachmentChanges, { present, unseen }: { present: Set<string>; unseen: string[] },
  steps: NonNullable<AttachmentPlan['steps']>,
): Promise<boolean> {
  const { targetId, type, toDetach } = changes;
  for (const { change, policyId } of steps) {
    try {
      if (change === 'detach') await detach(context, { targetId, policyId, type });
      else if (await attach(context, { targetId, policyId, type })) unseen.push(policyId);
    } catch (error) {
      if (isSlotsTaken(error) && toDetach.some((id) => present.has(id))) return false;
      throw error;
    }
    if (change === 'attach') present.add(policyId);
    else present.delete(policyId);
  }
  return true;
}
