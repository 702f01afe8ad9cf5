/**
 * A policy type that is enabled in the root.
 *
 * Life cycle: enabled once, which goes on after the answer, and waited for. It stays enabled when it leaves the code: disabling
 * would detach every policy of the type in the whole organization.
 * Fallbacks: "already enabled" is what is wanted; the root just does not show it yet.
 * Traps: a type that is not enabled is absent from the root, not listed as disabled.
 */
import { first } from './lists';
import { Failure, Wait } from './signals';
import type { Reconciler } from './situation';
import { isPolicyType, type PolicyTypeProperties } from '../../contract';
import { isOrganizationsError } from '../../organizations';

export const policyType: Reconciler<PolicyTypeProperties> = {
  isNaturalKey: (id) => {
    const [root, type, ...more] = id.split('/');
    return root.startsWith('r-') && isPolicyType(type) && more.length === 0;
  },

  async converge({ organizations, wanted, log }) {
    const { RootId, PolicyType } = wanted;
    const root = await first(organizations.listRoots());
    if (root && root.id !== RootId) {
      throw new Failure(`The policy type ${PolicyType} is wanted in the root ${RootId}, and the organization's root is ${root.id}.`, 'Use its id.');
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
    throw new Wait(`the policy type ${PolicyType} is enabled in ${RootId}; it is ${status ?? 'not shown as enabled'}`);
  },

  async remove({ wanted, log }) {
    log('retained', { policyType: wanted.PolicyType, reason: 'Disabling a policy type would detach all policies of the type.' });
  },
};
