import { settingChanges } from './setting-changes';
import { statementChanges } from './statement-changes';
import { isAuthorizationPolicyType } from '../../../contract';
import type { Policy } from '../../organization';
import type { AccountOutcome, PolicyChange } from '../change';
import type { Aligned } from '../identity/align';
import type { Names } from '../identity/names';
import { documentOf } from '../identity/policy-text';
import { accountOutcomeOf, arrivalOf, outcomeOf } from '../identity/provenance';

const KEEPS_ATTACHMENTS: readonly AccountOutcome[] = ['stays', 'closed', 'moved'];

export function diffPolicies(aligned: Aligned, names: Names): PolicyChange[] {
  const { base, head } = aligned;
  const needed = stillNeeded(aligned);
  const removed = [...base.policies.values()].filter(({ id }) => !head.policies.has(id)).map((policy): PolicyChange => {
    const outcome = outcomeOf(aligned, policy);
    return {
      kind: 'policyRemoved', policy: names.policy(policy), outcome: outcome === 'deleted' && needed.has(policy.id) ? 'stays' : outcome, content: policy.content,
    };
  });
  return [...[...head.policies.values()].flatMap((policy) => {
    const former = base.policies.get(policy.id);
    return former === undefined ? [added(aligned, policy, names)] : changed(former, policy, names);
  }), ...removed];
}

/**
 * Policies attached to units or accounts that are removed from the app and stay in the organization. They still protect accounts and are
 * not deleted.
 */
export function stillNeeded(aligned: Aligned): ReadonlySet<string> {
  const { base, head, remainingUnits: { units, inhabited } } = aligned;
  const places = [...base.targets.values()].filter((target) => (target.kind === 'account'
    ? !head.targets.has(target.id) && KEEPS_ATTACHMENTS.includes(accountOutcomeOf(aligned, target))
    : units.has(target.id) && inhabited.has(target.id)));
  return new Set(places.flatMap(({ attachedPolicies }) => attachedPolicies.map(({ id }) => id)));
}

function added(aligned: Aligned, policy: Policy, names: Names): PolicyChange {
  const { description, content, tags } = policy;
  return { kind: 'policyAdded', policy: names.policy(policy), arrival: arrivalOf(aligned, policy), description, content, tags };
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
  if (isAuthorizationPolicyType(type)) {
    const statements = statementChanges(type, before, after);
    return statements.length === 0 ? { kind: 'policyRewritten', ...pair } : { kind: 'policyStatementsChanged', statements, ...pair };
  }
  const settings = settingChanges(documentOf(before) ?? before, documentOf(after) ?? after);
  return { kind: 'managementPolicyChanged', settings, ...pair };
}
