/**
 * A policy type that is enabled in the root.
 *
 * Life cycle: enabled once. Enabling continues after the response of the service, and the handler waits for it. The type stays enabled when
 * its construct is removed from the app, unless `DisableOnRemoval` is set (`policy-type-removal.ts`).
 * Fallbacks: "already enabled" is no error; the root does not show it yet. A type that another stack or a person is disabling is enabled
 * again once the root no longer shows it.
 * Traps: a type that is not enabled is absent from the root, not listed as disabled.
 */
import { POLICY_TYPE_PENDING_SECONDS } from '../../consistency';
import { TerminalError, RequeueError } from '../errors';
import { first } from '../lists';
import { disablePolicyType } from './policy-type-removal';
import { isPolicyType, type PolicyTypeProperties } from '../../../contract';
import { isOrganizationsError, type PolicyTypeState } from '../../../organizations';
import type { Reconciler } from '../reconcile-context';

export const policyType: Reconciler<PolicyTypeProperties> = {
  isNaturalKey: (id) => {
    const [root, type, ...more] = id.split('/');
    return root.startsWith('r-') && isPolicyType(type) && more.length === 0;
  },

  async converge({ organizations, desired, log }) {
    const { RootId, PolicyType } = desired;
    const root = await first(organizations.listRoots());
    if (root && root.id !== RootId) {
      throw new TerminalError(`The policy type ${PolicyType} is wanted in the root ${RootId}, and the organization's root is ${root.id}.`, 'Use its ID.');
    }
    const status = root?.policyTypes.find(({ type }) => type === PolicyType)?.status;
    if (status === 'ENABLED') return { physicalId: `${RootId}/${PolicyType}`, data: {} };
    if (root && status === undefined) {
      try {
        log('enable', { rootId: RootId, policyType: PolicyType });
        await organizations.enablePolicyType(RootId, PolicyType);
      } catch (error) {
        if (!isOrganizationsError(error, 'PolicyTypeAlreadyEnabled')) throw error;
      }
    }
    throw new RequeueError(`the policy type ${PolicyType} is enabled in ${RootId}; it is ${status ?? 'not shown as enabled'}`, {
      patienceSeconds: POLICY_TYPE_PENDING_SECONDS, advice: adviceFor(status),
    });
  },

  async remove(context) {
    const { desired, verb, log } = context;
    if (desired.DisableOnRemoval && verb === 'remove') return disablePolicyType(context);
    log('retained', { policyType: desired.PolicyType, reason: 'Disabling a policy type would detach all policies of the type.' });
  },
};

function adviceFor(status: PolicyTypeState['status'] | undefined): string {
  return status === 'PENDING_DISABLE'
    ? 'Find out who disables the policy type in the console or from another stack, and deploy again once it is disabled.'
    : 'See the policy type in the AWS Organizations console, and deploy again once it is enabled.';
}
