import type { ListedPolicies } from './attachments-of-resource';
import { isAuthorizationPolicyType, POLICY_TYPE_NAMES, type PolicyTypeName, readPolicyIds } from '../../../contract';
import { findPolicySet } from '../policy-set/policy-set-documents';
import type { ReconcileContext } from '../reconcile-context';

/** Lists that contain each policy by its ID. */
export type KnownPolicies = Required<Pick<ListedPolicies, 'Policies'>> & Pick<ListedPolicies, 'DetachFullAwsAccess'>;

/**
 * A list of policies in which each set is replaced by its documents. In a rollback a set may have other documents than CloudFormation
 * remembers, and a template shows only the first one. There the tags identify the documents.
 */
export async function withPolicySets(
  context: ReconcileContext, { Policies, PolicySets = {}, ...rest }: ListedPolicies, byTags = context.verb === 'revert',
): Promise<KnownPolicies> {
  const lists: Record<string, string[]> = { ...Policies };
  for (const type of POLICY_TYPE_NAMES) {
    for (const set of PolicySets[type] ?? []) {
      const ids = readPolicyIds(set);
      const present = byTags ? await documentsOf(context, type, ids[0]) : [];
      lists[type] = [...lists[type] ?? [], ...(present.length > 0 ? present : ids)];
    }
  }
  return { ...rest, Policies: lists };
}

async function documentsOf(context: ReconcileContext, type: PolicyTypeName, firstId: string): Promise<string[]> {
  if (!isAuthorizationPolicyType(type)) return [];
  const { documents } = await findPolicySet(context, { type, names: [], firstId });
  return documents.filter(({ temporary }) => !temporary).map(({ policy }) => policy.id);
}
