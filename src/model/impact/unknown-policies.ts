import { type Level, UnknownPolicy } from '../../policy';

/** Names of the policies on a way whose text is not known, sorted. */
export function unknownPolicies(levels: readonly Level[]): string[] {
  const policies = levels.flatMap(({ serviceControlPolicies = [], resourceControlPolicies = [] }) => (
    [...serviceControlPolicies, ...resourceControlPolicies]));
  return [...new Set(policies.filter((policy) => policy instanceof UnknownPolicy).map(({ name }) => name))].sort();
}
