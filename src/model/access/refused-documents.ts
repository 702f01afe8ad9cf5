import { type InheritanceProblem, type ManagementPolicyType, validatePolicy } from '../../policy';
import type { Organization } from '../organization';
import type { PlacedAccount } from './placed-account';

/** Operator errors, which merging the policies reports already. */
const REPORTED_BY_MERGE = 'management-operators';

/** Problems for which the service would refuse policies of an account, so that they cannot take effect. */
export function refusedDocuments(organization: Organization, { places }: PlacedAccount, type: ManagementPolicyType): InheritanceProblem[] {
  const contents = new Map(organization.policies.map(({ id, content }) => [id, content]));
  const errorsOf = (id: string) => validatePolicy(type, contents.get(id)!)
    .filter(({ severity, rule }) => severity === 'error' && rule !== REPORTED_BY_MERGE);
  return places.flatMap(({ name: level, target }) => target.attachedPolicies
    .filter((policy) => policy.type === type && contents.has(policy.id))
    .flatMap(({ id, name }) => errorsOf(id).map(({ path, what, value, advice }): InheritanceProblem => (
      { kind: 'refused', level, policy: name, path, what, ...(value === undefined ? {} : { value }), advice }))));
}
