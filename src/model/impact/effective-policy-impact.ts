import type { EffectivePolicyImpact } from './impact-group';
import type { ManagementPolicyType } from '../../policy';
import { effectiveManagementPolicy } from '../access/effective-management-policy';
import type { PlacedAccount } from '../access/placed-account';
import type { PolicyChains } from '../access/policy-chains';
import { settingChanges } from '../diff/compare/setting-changes';

type Way = readonly [PolicyChains, PlacedAccount];

/** How the policy of one management type that counts for an account changes; nothing if it does not. */
export function effectivePolicyImpact(type: ManagementPolicyType, before: Way, after: Way): EffectivePolicyImpact[] {
  const [former, present] = [before, after].map(([chains, placed]) => effectiveManagementPolicy(chains, placed, type).document);
  const settings = settingChanges(former, present);
  return settings.length === 0 ? [] : [{ policyType: type, settings }];
}
