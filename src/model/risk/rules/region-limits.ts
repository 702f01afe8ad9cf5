import { readPolicyDocument } from '../../../policy';
import { compileCondition, type ConditionJudge } from '../../../policy/evaluate/compile/compile-condition';
import { RequestContext } from '../../../policy/evaluate/request/request-context';
import type { FlatOrganization } from '../../diff/flat-organization';
import { documentOf } from '../../diff/identity/policy-text';
import type { Policy } from '../../organization';

const REGION = 'aws:requestedregion';

const CONDITIONS = new WeakMap<Policy, readonly ConditionJudge[]>();

/** The service control policies that limit actions in a Region, by name, or the reason why they are unknown. */
export type RegionLimits = readonly string[] | 'managementAccount' | 'notInCode';

/** The service control policies that deny actions in a Region to an account; exceptions in their statements are ignored. */
export function regionLimits(head: FlatOrganization, accountId: string, region: string): RegionLimits {
  if (accountId === head.managementAccountId) return 'managementAccount';
  if (!head.targets.has(accountId)) return 'notInCode';
  const names = new Set<string>();
  for (let target = head.targets.get(accountId); target !== undefined; target = head.targets.get(target.parentId ?? '')) {
    for (const { id, name, type } of target.attachedPolicies) {
      const policy = type === 'SERVICE_CONTROL_POLICY' ? head.policies.get(id) : undefined;
      if (policy !== undefined && deniesIn(policy, region)) names.add(name);
    }
  }
  return [...names].sort();
}

/** Whether a statement has a condition on the Region that this Region fulfils. */
function deniesIn(policy: Policy, region: string): boolean {
  const request = new RequestContext({ action: '*', context: { [REGION]: region } });
  return regionConditions(policy).some((condition) => condition(request) === true);
}

/** Accounts share policies: each text is read once. */
function regionConditions(policy: Policy): readonly ConditionJudge[] {
  let conditions = CONDITIONS.get(policy);
  if (conditions === undefined) CONDITIONS.set(policy, conditions = readRegionConditions(policy.content));
  return conditions;
}

function readRegionConditions(content: Policy['content']): ConditionJudge[] {
  const { version, statements } = readPolicyDocument(documentOf(content) ?? null, 'SERVICE_CONTROL_POLICY').document;
  return statements.filter(({ effect }) => effect === 'Deny').flatMap(({ conditions }) => conditions)
    .filter(({ key, operator }) => key.toLowerCase() === REGION && operator.comparison !== 'Null')
    .map((condition) => compileCondition(condition, version === '2012-10-17'));
}
