/**
 * Attaches and detaches policies of one type on one target in the order that `attachment-plan.ts` finds, so that protection has no
 * gap: a deny that holds before and after holds all the time.
 * Fallbacks: attached or detached already is what is wanted. If the service has fewer slots than the table says, or shows one as
 * taken that was freed, the plan is made again with what there is.
 * Traps: with all slots taken by policies each of which alone denies something that has to stay, there is no such order: that is a
 * failure before any write. In a rollback, which must not fail, the order of the list is taken then.
 */
import { attach, detach } from './attach-policy';
import { type AttachmentPlan, planAttachments } from './attachment-plan';
import { type PolicyTypeName, policyTypeLimits } from '../../../contract';
import { isOrganizationsError, type PolicySummary } from '../../../organizations';
import { TerminalError } from '../errors';
import { all } from '../lists';
import { coversDeny, type Deny, denyStatements } from '../policy-set/deny-statements';
import type { ReconcileContext } from '../reconcile-context';

export interface AttachmentChanges {
  readonly targetId: string;
  readonly type: PolicyTypeName;
  readonly attached: readonly PolicySummary[];
  /** Ids in the order of attaching. */
  readonly desired: readonly string[];
  /** Ids of attached policies that are ours to detach. */
  readonly toDetach: readonly string[];
  /** Those of them that stay until the clean-up, unless their slots are needed. */
  readonly deferred?: readonly string[];
}

const SLOTS_TAKEN = 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED';
const UNPROTECTED = () => true;

export async function attachAndDetach(context: ReconcileContext, changes: AttachmentChanges): Promise<void> {
  const now = new Set(changes.attached.map(({ id }) => id));
  for (let slots: number = policyTypeLimits(changes.type).maxAttachments; ; slots = now.size) {
    const plan = await makePlan(context, changes, now, slots);
    if (await carryOut(context, changes, now, plan)) return;
  }
}

async function makePlan(context: ReconcileContext, changes: AttachmentChanges, now: ReadonlySet<string>, slots: number) {
  const { minAttachments: least, attachedByDefault: byDefault } = policyTypeLimits(changes.type);
  const attached = [...now];
  const toDetach = changes.toDetach.filter((id) => now.has(id));
  const needed = new Set([...attached, ...changes.desired]).size;
  // Only types with a default are about what is allowed and denied; and contents matter only where something goes before all has come.
  const keepsProtection = byDefault && needed > slots ? await commonDenies(context, attached, changes) : UNPROTECTED;
  const request = { attached, desired: changes.desired, toDetach, deferred: changes.deferred, slots, least, byDefault, keepsProtection };
  const plan = planAttachments(request);
  if (plan.steps) return plan.steps;
  const anyOrder = plan.stuck === 'protection' && context.verb === 'revert' ? planAttachments({ ...request, keepsProtection: UNPROTECTED }) : plan;
  return anyOrder.steps ?? fail(changes, now, plan.stuck);
}

/** Whether a set of policies denies what both the attached ones and those in the end deny. */
async function commonDenies({ organizations }: ReconcileContext, attached: string[], { desired, toDetach }: AttachmentChanges) {
  const denies = new Map<string, readonly Deny[]>();
  for (const id of new Set([...attached, ...desired])) denies.set(id, denyStatements((await organizations.describePolicy(id)).content));
  const deniesOf = (ids: Iterable<string>) => [...ids].flatMap((id) => denies.get(id) ?? []);
  const isCovered = (deny: Deny, by: readonly Deny[]) => by.some((each) => coversDeny(each, deny));
  const [before, after] = [deniesOf(attached), deniesOf([...attached.filter((id) => !toDetach.includes(id)), ...desired])];
  const common = [...before.filter((deny) => isCovered(deny, after)), ...after.filter((deny) => isCovered(deny, before))];
  return (present: ReadonlySet<string>) => {
    const now = deniesOf(present);
    return common.every((deny) => isCovered(deny, now));
  };
}

function fail({ type, targetId, attached, desired }: AttachmentChanges, now: ReadonlySet<string>, stuck: 'slots' | 'protection'): never {
  if (stuck === 'protection') {
    throw new TerminalError(
      `All ${now.size} slots for policies of the type ${type} on ${targetId} are taken, and each policy that leaves alone denies something that ` +
      'the new ones deny as well: whichever goes first leaves a gap.',
      'Free one slot in a deployment of its own, or keep one of the policies in this deployment.',
    );
  }
  const names = attached.filter(({ id }) => !desired.includes(id)).map(({ name, id }) => `${name} (${id})`);
  throw new TerminalError(
    `All ${now.size} slots for policies of the type ${type} on ${targetId} are taken, also by ${names.join(', ')}.`,
    'Detach some that this code does not manage, or attach fewer.',
  );
}

/** `false` if there were fewer slots than planned with, and something is left that can go. */
async function carryOut(
  context: ReconcileContext, changes: AttachmentChanges, now: Set<string>, steps: NonNullable<AttachmentPlan['steps']>,
): Promise<boolean> {
  for (const { change, policyId } of steps) {
    try {
      await (change === 'attach' ? attach : detach)(context, changes.targetId, policyId);
    } catch (error) {
      const isFull = isOrganizationsError(error, 'ConstraintViolation') && error.reason === SLOTS_TAKEN;
      // The service may count before it looks whether the policy is attached, as a second call for the event may have done.
      if (isFull && await isAttached(context, changes, policyId)) {
        now.add(policyId);
        continue;
      }
      if (isFull && changes.toDetach.some((id) => now.has(id))) return false;
      throw error;
    }
    if (change === 'attach') now.add(policyId);
    else now.delete(policyId);
  }
  return true;
}

async function isAttached({ organizations }: ReconcileContext, { targetId, type }: AttachmentChanges, policyId: string): Promise<boolean> {
  return (await all(organizations.listPoliciesForTarget(targetId, type))).some(({ id }) => id === policyId);
}
