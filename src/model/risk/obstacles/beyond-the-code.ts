import { obstacle } from './obstacle';
import { ID_PATTERNS, type PolicyTypeName, policyTypeLimits, POLICY_TYPE_NAMES, QUOTAS } from '../../../contract';
import { policyTypeWords } from '../../delegation/policy-type-words';
import { type FlatOrganization, type FlatTarget } from '../../diff/flat-organization';
import type { Aligned } from '../../diff/identity/align';
import { pathsOf } from '../../diff/identity/names';
import type { Obstacle } from '../risk';

/** Resources that the code refers to by ID and that are missing in the live organization. */
export function missingReferences({ base, head }: Aligned): Obstacle[] {
  if (base.code !== undefined) return [];
  const paths = pathsOf(head);
  const missing = (subject: string, what: string, id: string, remedy: string) => (
    obstacle('doesNotExist', subject, `The code names ${what} that the organization does not have`, id, remedy));
  const isReal = (id: string) => Object.values(ID_PATTERNS).some((pattern) => pattern.test(id));
  const targets = [...head.targets.values()]
    .filter(({ id, kind, code }) => kind !== 'root' && code === undefined && !base.targets.has(id) && isReal(id))
    .map(({ id, kind }) => missing(id, kind === 'account' ? 'an account' : 'an organizational unit', id,
      'Correct the ID, or take the references to it out of the code'));
  const policies = [...head.targets.values()].flatMap(({ id, attachedPolicies }) => attachedPolicies
    .filter((policy) => !policy.awsManaged && !head.policies.has(policy.id) && !base.policies.has(policy.id) && isReal(policy.id))
    .filter((policy) => !base.targets.get(id)?.attachedPolicies.some((present) => present.id === policy.id))
    .map((policy) => missing(paths.get(id)!, `a policy for ${paths.get(id)!}`, policy.id, 'Correct the ID, or do not attach it')));
  return [...targets, ...policies];
}

/** Code that does not manage the organization relies on others to enable policy types. */
export function disabledTypes({ base, head }: Aligned): Obstacle[] {
  if (base.code !== undefined) return [];
  const enabled = new Set([...base.policyTypes, ...head.policyTypes]);
  const used = new Map<PolicyTypeName, string>();
  const paths = pathsOf(head);
  for (const { id, attachedPolicies } of head.targets.values()) {
    for (const { type } of attachedPolicies) if (!enabled.has(type) && !used.has(type)) used.set(type, paths.get(id)!);
  }
  return [...used].map(([type, path]) => obstacle('policyTypeNotEnabled', path,
    `The organization has the policy type ${type} not enabled, and the code attaches a ${policyTypeWords(type)} to ${path}`, type,
    'Enable the type first, in policyTypes of the Organization or in the console'));
}

/**
 * Quotas that are exceeded together with resources of others. Where the organization exceeds one already, AWS has raised it.
 * Source: AWS Organizations User Guide, "Quotas and service limits for AWS Organizations".
 */
export function exceededQuotas({ base, head }: Aligned): Obstacle[] {
  if (base.code !== undefined) return [];
  const paths = pathsOf(head);
  return [...attachments(base, head, paths), ...depths(base, head, paths), ...tags(base, head, paths), ...units(base, head)];
}

function attachments(base: FlatOrganization, head: FlatOrganization, paths: ReadonlyMap<string, string>): Obstacle[] {
  const number = ({ attachedPolicies }: FlatTarget, type: PolicyTypeName) => (
    attachedPolicies.filter((policy) => policy.type === type).length);
  return POLICY_TYPE_NAMES.flatMap((type) => {
    const most = Math.max(policyTypeLimits(type).maxAttachments, ...[...base.targets.values()].map((target) => number(target, type)));
    return [...head.targets.values()].filter((target) => number(target, type) > most).map((target) => obstacle('quotaExceeded', paths.get(target.id)!,
      `${paths.get(target.id)!} gets more ${policyTypeWords(type).replace(/y$/, 'ies')} than can be attached to one target, those of others included`,
      `${number(target, type)} of at most ${most}`, 'Detach some, or write several guardrails into one policy'));
  });
}

function depths(base: FlatOrganization, head: FlatOrganization, paths: ReadonlyMap<string, string>): Obstacle[] {
  const most = QUOTAS.organizationalUnitDepth.value;
  const depth = ({ parentId }: FlatTarget): number => {
    const parent = parentId === undefined ? undefined : head.targets.get(parentId);
    return parent === undefined ? 0 : 1 + depth(parent);
  };
  return [...head.targets.values()]
    .filter((unit) => unit.kind === 'organizationalUnit' && base.targets.get(unit.id)?.parentId !== unit.parentId && depth(unit) > most)
    .map((unit) => obstacle('quotaExceeded', paths.get(unit.id)!, `${paths.get(unit.id)!} lies deeper than organizational units can be nested`,
      `${depth(unit)} levels of at most ${most}`, 'Put it below another parent'));
}

function tags(base: FlatOrganization, head: FlatOrganization, paths: ReadonlyMap<string, string>): Obstacle[] {
  const most = QUOTAS.tagsPerResource.value;
  const owned = [
    ...[...head.targets.values()].filter(({ kind }) => kind !== 'root')
      .map((target) => ({ ...target, before: base.targets.get(target.id), subject: paths.get(target.id)! })),
    ...[...head.policies.values()].map((policy) => ({ ...policy, before: base.policies.get(policy.id), subject: `policy ${policy.name}` })),
  ];
  return owned.flatMap(({ tags: after, before, code, subject }) => {
    // A created or adopted resource gets an owner tag in addition.
    const number = Object.keys(after).length + (code !== undefined && before?.code === undefined ? 1 : 0);
    if (code === undefined || number <= Math.max(most, Object.keys(before?.tags ?? {}).length)) return [];
    return [obstacle('quotaExceeded', subject, `${subject} gets more tags than AWS Organizations takes, those of others and the owner tag included`,
      `${number} of at most ${most}`, 'Remove some')];
  });
}

function units(base: FlatOrganization, head: FlatOrganization): Obstacle[] {
  const number = ({ targets }: FlatOrganization) => [...targets.values()].filter(({ kind }) => kind === 'organizationalUnit').length;
  const most = Math.max(QUOTAS.organizationalUnits.value, number(base));
  return number(head) <= most ? [] : [obstacle('quotaExceeded', 'Root', 'The organization gets more organizational units than it can have',
    `${number(head)} of at most ${most}`, 'Ask AWS to raise the quota, or create fewer')];
}
