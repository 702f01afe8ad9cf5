import {
  effectivePolicy, type EffectivePolicy, type InheritanceLevel, JsonProblem, type JsonValue, type ManagementPolicyType, parseJson,
} from '../../policy';
import type { AttachedPolicy } from '../organization';
import type { PlacedAccount } from './placed-account';
import type { PolicyChains } from './policy-chains';

export interface EffectiveManagementPolicy extends EffectivePolicy {
  readonly type: ManagementPolicyType;
  /** A type that is not enabled has no effect, even if policies of it are attached. */
  readonly enabled: boolean;
  /** Unknown facts that could change the answer: a policy without text, a place outside the code. */
  readonly unknown: readonly string[];
}

/**
 * The effective management policy of an account, merged from the root down. The value of an organization does not include
 * the order of attachments, so policies of one level come by name; where that matters, a `conflict` is among the problems.
 */
export function effectiveManagementPolicy(
  chains: PolicyChains, { places }: PlacedAccount, type: ManagementPolicyType,
): EffectiveManagementPolicy {
  if (!chains.policyTypes.has(type)) return { type, enabled: false, origins: [], problems: [], unknown: [] };
  const unknown: string[] = [];
  const levels = places.map(({ name, target, outside }): InheritanceLevel => {
    if (outside) unknown.push(`the policies attached to ${name} and above it, which are not in the code`);
    const attached = target.attachedPolicies.filter((policy) => policy.type === type);
    return { name, policies: attached.flatMap((policy) => contentOf(chains, policy, unknown)) };
  });
  return { type, enabled: true, unknown, ...effectivePolicy(type, levels) };
}

function contentOf(chains: PolicyChains, policy: AttachedPolicy, unknown: string[]): { name: string; content: JsonValue }[] {
  const text = chains.library.textOf(policy);
  if (text === undefined) {
    unknown.push(`policy ${policy.name}, whose text is not known here`);
    return [];
  }
  try {
    return [{ name: policy.name, content: parseJson(text) }];
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    unknown.push(`policy ${policy.name}, which cannot be read (${error.message})`);
    return [];
  }
}
