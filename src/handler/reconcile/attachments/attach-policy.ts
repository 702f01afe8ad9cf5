/**
 * Attaches and detaches one policy. Neither is an error if it was done before.
 *
 * It is not documented whether the service checks the attachment before it counts the policies of the target. If it counts first, it
 * refuses to attach an attached policy where all slots are taken, and to detach a detached one where one policy is left.
 */
import type { PolicyTypeName } from '../../../contract';
import { isOrganizationsError, type PolicySummary } from '../../../organizations';
import { readsUntil } from '../agreeing-reads';
import { all } from '../lists';
import type { ReconcileContext } from '../reconcile-context';

export interface Attachment {
  readonly targetId: string;
  readonly policyId: string;
  readonly type: PolicyTypeName;
}

const SLOTS_TAKEN = 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED';
const LAST_POLICY = 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED';

/** Whether the service refuses another policy because all slots of the target are taken. */
export function isSlotsTaken(error: unknown): boolean {
  return isOrganizationsError(error, 'ConstraintViolation') && error.reason === SLOTS_TAKEN;
}

/** Attaches a policy. @returns whether it was attached before, which is no error */
export async function attach(context: ReconcileContext, attachment: Attachment): Promise<boolean> {
  const { organizations, log } = context;
  const { targetId, policyId } = attachment;
  try {
    log('attach', { policyId, targetId });
    await organizations.attachPolicy(policyId, targetId);
    return false;
  } catch (error) {
    if (isOrganizationsError(error, 'DuplicatePolicyAttachment')) return true;
    if (!isSlotsTaken(error) || !has(await listAttached(context, attachment), policyId)) throw error;
    return true;
  }
}

/** Detaches a policy; a policy that is already detached or deleted is no error. */
export async function detach(context: ReconcileContext, attachment: Attachment): Promise<void> {
  const { organizations, log } = context;
  const { targetId, policyId } = attachment;
  try {
    log('detach', { policyId, targetId });
    await organizations.detachPolicy(policyId, targetId);
  } catch (error) {
    if (isOrganizationsError(error, 'PolicyNotAttached', 'PolicyNotFound')) return;
    const isLast = isOrganizationsError(error, 'ConstraintViolation') && error.reason === LAST_POLICY;
    if (!isLast || !await isReplaced(context, attachment)) throw error;
    log('gone', { targetId, policyId, reason: 'It is not attached, and another policy is.' });
  }
}

/** Whether several readings show another policy and not this one. A reading without any policy is behind, and proves nothing. */
async function isReplaced(context: ReconcileContext, attachment: Attachment): Promise<boolean> {
  const { policyId } = attachment;
  const attached = await readsUntil(context.clock, () => listAttached(context, attachment), (policies) => has(policies, policyId));
  return attached.length > 0 && !has(attached, policyId);
}

function listAttached({ organizations }: ReconcileContext, { targetId, type }: Attachment): Promise<PolicySummary[]> {
  return all(organizations.listPoliciesForTarget(targetId, type));
}

function has(policies: readonly PolicySummary[], policyId: string): boolean {
  return policies.some(({ id }) => id === policyId);
}
