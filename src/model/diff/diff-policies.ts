import type { Policy } from '../organization';
import type { PolicyChange } from './change';
import type { FlatOrganization } from './flat-organization';
import type { Names } from './names';
import { documentOf } from './policy-text';
import { arrivalOf, outcomeOf } from './provenance';
import { settingChanges } from './setting-changes';
import { statementChanges } from './statement-changes';

export function diffPolicies(base: FlatOrganization, head: FlatOrganization, names: Names): PolicyChange[] {
  const removed = [...base.policies.values()].filter(({ id }) => !head.policies.has(id)).map((policy): PolicyChange => (
    { kind: 'policyRemoved', policy: names.policy(policy), outcome: outcomeOf(base, policy), content: policy.content }));
  return [...[...head.policies.values()].flatMap((policy) => {
    const former = base.policies.get(policy.id);
    return former === undefined ? [added(head, policy, names)] : changed(former, policy, names);
  }), ...removed];
}

function added(head: FlatOrganization, policy: Policy, names: Names): PolicyChange {
  const { description, content, tags } = policy;
  return { kind: 'policyAdded', policy: names.policy(policy), arrival: arrivalOf(head, policy), description, content, tags };
}

function changed(former: Policy, present: Policy, names: Names): PolicyChange[] {
  const policy = names.policy(present);
  const pair = (field: 'name' | 'description' | 'content') => ({ policy, before: former[field], after: present[field] });
  return [
    ...(former.name === present.name ? [] : [{ kind: 'policyRenamed' as const, ...pair('name') }]),
    ...(former.description === present.description ? [] : [{ kind: 'policyDescriptionChanged' as const, ...pair('description') }]),
    ...(former.content === present.content ? [] : [contentChange(former, present, pair('content'))]),
  ];
}

function contentChange({ type, content: before }: Policy, { content: after }: Policy, pair: Omit<Extract<PolicyChange, { kind: 'policyRewritten' }>, 'kind'>): PolicyChange {
  if (type === 'SERVICE_CONTROL_POLICY' || type === 'RESOURCE_CONTROL_POLICY') {
    const statements = statementChanges(type, before, after);
    return statements.length === 0 ? { kind: 'policyRewritten', ...pair } : { kind: 'policyStatementsChanged', statements, ...pair };
  }
  const settings = settingChanges(documentOf(before) ?? before, documentOf(after) ?? after);
  return { kind: 'managementPolicyChanged', settings, ...pair };
}
