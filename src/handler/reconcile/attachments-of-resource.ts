import type { Situation } from './situation';
import { isPolicyType, POLICY_IDS_ATTRIBUTE, type PolicyAttachmentsProperties } from '../../contract';
import type { FamilyResource } from '../stack/stack-family';
import { StackError } from '../stack/stack-port';

export type ListedPolicies = Pick<PolicyAttachmentsProperties, 'Policies' | 'PolicySets' | 'DetachFullAwsAccess'>;

/**
 * What another live attachments resource lists, read from the template that its stack has now; `undefined` if the template names a
 * policy in a way that cannot be told from here (a parameter, the output of another stack).
 */
export async function attachmentsOfResource({ stack }: Situation, resource: FamilyResource): Promise<ListedPolicies | undefined> {
  try {
    const { Resources = {} } = await stack.template(resource.stackId);
    const { Properties } = (Resources[resource.logicalId] ?? {}) as { Properties?: Record<string, unknown> };
    if (!Properties) return undefined;
    const siblings = (await stack.resources()).filter(({ stackId }) => stackId === resource.stackId);
    const policies = idsByType(Properties.Policies, siblings);
    const sets = idsByType(Properties.PolicySets, siblings);
    if (!policies || !sets) return undefined;
    return { Policies: policies, PolicySets: sets, DetachFullAwsAccess: String(Properties.DetachFullAwsAccess) === 'true' };
  } catch (error) {
    if (error instanceof StackError && error.code === 'NotJson') return undefined;
    throw error;
  }
}

function idsByType(lists: unknown, siblings: readonly FamilyResource[]): ListedPolicies['Policies'] | undefined {
  const known: Record<string, string[]> = {};
  for (const [type, list] of Object.entries(lists ?? {})) {
    const ids = Array.isArray(list) ? list.map((id) => policyId(id, siblings)) : [undefined];
    if (!isPolicyType(type) || !ids.every((id) => id !== undefined)) return undefined;
    known[type] = ids;
  }
  return known;
}

/** Of a policy set, the first one: it tells which the others are. */
function policyId(value: unknown, siblings: readonly FamilyResource[]): string | undefined {
  if (typeof value === 'string') return value;
  const { Ref: reference, 'Fn::GetAtt': attribute } = (value ?? {}) as { 'Ref'?: string; 'Fn::GetAtt'?: [string, string] };
  const logicalId = attribute?.[1] === POLICY_IDS_ATTRIBUTE ? attribute[0] : reference;
  return siblings.find((resource) => resource.logicalId === logicalId)?.physicalId || undefined;
}
