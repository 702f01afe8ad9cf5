import { EVERY_TYPE } from './policy-changes';
import { effectivePolicy, type EffectivePolicy, type InheritanceLevel, type JsonValue, type ManagementPolicyType, parseJson } from '../../policy';
import { policyChangeKey } from '../store/store';
import type { View } from '../store/view';

/** The root, the units below it and the account. */
function levelsOf(view: View, accountId: string): string[] {
  return [...view.ancestors(accountId).reverse(), accountId];
}

/** Policies of the type that are attached to the target itself, in the order of their attachment. They go by their IDs. */
function attachedTo(view: View, targetId: string, type: string): InheritanceLevel {
  const policies = view.list('attachments', 'target', targetId).flatMap(({ policyId }) => {
    const policy = view.get('policies', policyId);
    const content = policy?.type === type ? jsonOf(policy.content) : undefined;
    return content === undefined ? [] : [{ name: policyId, content }];
  });
  return { name: targetId, policies };
}

/** Undefined for a text that a loaded state has and the service would not have accepted. */
function jsonOf(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** Whether policies of the type have an effect. */
export function isInEffect(view: View, type: string): boolean {
  const status = view.get('policyTypes', type)?.status;
  return status === 'ENABLED' || status === 'PENDING_DISABLE';
}

/** Merges the policies of one type for accounts. Accounts below one parent that have no policy of their own share what is merged. */
export class MergedPolicies {
  private readonly byParent = new Map<string, EffectivePolicy>();

  constructor(private readonly view: View, private readonly type: string) {}

  of(accountId: string): EffectivePolicy {
    const levels = levelsOf(this.view, accountId).map((id) => attachedTo(this.view, id, this.type));
    const own = levels[levels.length - 1];
    if (own.policies.length > 0) return this.merged(levels);
    const parentId = this.view.parentOf(accountId) ?? '';
    const known = this.byParent.get(parentId) ?? this.merged(levels);
    this.byParent.set(parentId, known);
    return known;
  }

  private merged(levels: readonly InheritanceLevel[]): EffectivePolicy {
    return effectivePolicy(this.type as ManagementPolicyType, levels);
  }
}

/** The last change of the effective policy of the type, as far as the simulator knows. */
export function lastChange(view: View, accountId: string, type: string): number {
  const dates = levelsOf(view, accountId).flatMap((id) => [type, EVERY_TYPE].flatMap((each) => (
    view.get('policyChanges', policyChangeKey(each, id))?.at ?? [])));
  return Math.max(view.organization?.createdAt ?? 0, view.get('accounts', accountId)?.joinedAt ?? 0, ...dates);
}
