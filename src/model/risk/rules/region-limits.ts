import { readPolicyDocument } from '../../../policy';
import { compileCondition } from '../../../policy/evaluate/compile/compile-condition';
import { RequestContext } from '../../../policy/evaluate/request/request-context';
import type { FlatOrganization } from '../../diff/flat-organization';
import { documentOf } from '../../diff/identity/policy-text';

const REGION = 'aws:requestedregion';

/** The service control policies that limit actions in a Region, by name, or the reason why they are unknown. */
export type RegionLimits = readonly string[] | 'managementAccount' | 'notInCode';

/** The service control policies that deny actions in a Region to an account; exceptions in their statements are ignored. */
export function regionLimits(head: FlatOrganization, accountId: string, region: string): RegionLimits {
  if (accountId === head.managementAccountId) return 'managementAccount';
  if (!head.targets.has(accountId)) return 'notInCode';
  const names = new Set<string>();
  for (let target = head.targets.get(accountId); target !== undefined; target = head.targets.get(target.parentId ?? '')) {
    for (const { id, name, type } of target.attachedPolicies) {
      const content = type === 'SERVICE_CONTROL_POLICY' ? head.policies.get(id)?.content : undefined;
      if (content !== undefined && deniesIn(content, region)) names.add(name);
    }
  }
  return [...names].sort();
}

/** Whether a statement has a condition on the Region that this Region fulfils. */
function deniesIn(content: string, region: string): boolean {
  const { version, statements } = readPolicyDocument(documentOf(content) ?? null, 'SERVICE_CONTROL_POLICY').document;
  const request = new RequestContext({ action: '*', context: { [REGION]: region } });
  return statements.some(({ effect, conditions }) => effect === 'Deny' && conditions.some((condition) => (
    condition.key.toLowerCase() === REGION && condition.operator.comparison !== 'Null'
    && compileCondition(condition, version === '2012-10-17')(request) === true)));
}
