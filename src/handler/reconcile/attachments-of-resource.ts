import type { Situation } from './situation';
import { isPolicyType, type PolicyAttachmentsProperties } from '../../contract';
import type { FamilyResource } from '../stack/stack-family';
import { StackError } from '../stack/stack-port';

export type ListedPolicies = Pick<PolicyAttachmentsProperties, 'Policies' | 'DetachFullAwsAccess'>;

/**
 * What another live attachments resource lists, read from the template that its stack has now; `undefined` if the template names a
 * policy in a way that cannot be told from here (a parameter, the output of another stack).
 */
export async function attachmentsOfResource({ stack }: Situation, resource: FamilyResource): Promise<ListedPolicies | undefined> {
  try {
    const { Resources = {} } = await stack.template(resource.stackId);
    const { Properties } = (Resources[resource.logicalId] ?? {}) as { Properties?: Record<string, unknown> };
    if (!Properties) return undefined;
    const { Policies = {}, DetachFullAwsAccess } = Properties;
    const siblings = (await stack.resources()).filter(({ stackId }) => stackId === resource.stackId);
    const policies: Record<string, string[]> = {};
    for (const [type, list] of Object.entries(Policies as Record<string, unknown>)) {
      const ids = Array.isArray(list) ? list.map((id) => policyId(id, siblings)) : [undefined];
      if (!isPolicyType(type) || !ids.every((id) => id !== undefined)) return undefined;
      policies[type] = ids;
    }
    return { Policies: policies, DetachFullAwsAccess: String(DetachFullAwsAccess) === 'true' };
  } catch (error) {
    if (error instanceof StackError && error.code === 'NotJson') return undefined;
    throw error;
  }
}

function policyId(value: unknown, siblings: readonly FamilyResource[]): string | undefined {
  if (typeof value === 'string') return value;
  const logicalId = (value as { Ref?: string } | null)?.Ref;
  return siblings.find((resource) => resource.logicalId === logicalId)?.physicalId || undefined;
}
