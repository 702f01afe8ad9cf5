import { isOrganizationsError } from '../../../organizations';
import type { ReconcileContext } from '../reconcile-context';

/** Attaches a policy; a policy that is already attached is no error. */
export async function attach({ organizations, log }: ReconcileContext, targetId: string, policyId: string): Promise<void> {
  try {
    log('attach', { policyId, targetId });
    await organizations.attachPolicy(policyId, targetId);
  } catch (error) {
    if (!isOrganizationsError(error, 'DuplicatePolicyAttachment')) throw error;
  }
}

/** Detaches a policy; a policy that is already detached or deleted is no error. */
export async function detach({ organizations, log }: ReconcileContext, targetId: string, policyId: string): Promise<void> {
  try {
    log('detach', { policyId, targetId });
    await organizations.detachPolicy(policyId, targetId);
  } catch (error) {
    if (!isOrganizationsError(error, 'PolicyNotAttached', 'PolicyNotFound')) throw error;
  }
}
