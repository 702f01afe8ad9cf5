import { type InheritanceProblem, type ManagementPolicyType, validatePolicy } from '../../policy';
import type { Organization } from '../organization';
import type { PlacedAccount } from './placed-account';

/** Faults of operators, which merging the policies reports by itself. */
const REPORTED_BY_MERGE = 'management-operators';

/** Why the service would refuse documents of the policies that count for an account, so that they cannot have an effect. */
export function refusedDocuments(organization: Organization, { places }: PlacedAccount, type: ManagementPolicyType): InheritanceProblem[] {
  const contents = new Map(organization.policies.map(({ id, content }) => [id, content]));
  const errorsOf = (id: string) => validatePolicy(type, contents.get(id)!)
    .filter(({ severity, rule }) => severity === 'error' && rule !== REPORTED_BY_MERGE);
  return places.flatMap(({ name: level, target }) => target.attachedPolicies
    .filter((policy) => policy.type === type && contents.has(policy.id))
    .flatMap(({ id, name }) => errorsOf(id).map(({ path, what, value, advice }): InheritanceProblem => (
      { kind: 'refused', level, policy: name, path, what, ...(value === undefined ? {} : { value }), advice }))));
}
