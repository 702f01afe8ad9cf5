import type { PolicyTypeName } from '../contract';
import type { AttachedPolicy, Organization } from './organization';

/**
 * Types whose policies count. Whether an organization outside the code has a type enabled is not in the code, but who attaches a policy
 * relies on it.
 */
export function countingTypes(
  { id, policyTypes }: Pick<Organization, 'id' | 'policyTypes'>, targets: Iterable<{ readonly attachedPolicies: readonly AttachedPolicy[] }>,
): readonly PolicyTypeName[] {
  if (id !== '') return policyTypes;
  return [...new Set([...policyTypes, ...[...targets].flatMap(({ attachedPolicies }) => attachedPolicies.map(({ type }) => type))])];
}
