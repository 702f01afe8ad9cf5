import type { PolicyTypeName } from '../contract';
import { isOrganizationsError } from './errors/organizations-error';
import type { OrganizationsPort, PolicySummary } from './organizations-port';

/** The errors of a list of policies whose type the partition or the feature set lacks. The model names none for a missing type. */
const NOT_OFFERED = ['PolicyTypeNotAvailableForOrganization', 'InvalidInput', 'UnsupportedAPIEndpoint'];

/** Lists the policies of a type. There are none of a type that AWS does not offer here; a type that is enabled is offered. */
export async function* listPoliciesIfOffered(
  port: OrganizationsPort, type: PolicyTypeName, { isEnabled }: { readonly isEnabled: boolean },
): AsyncIterable<PolicySummary> {
  try {
    yield* port.listPolicies(type);
  } catch (error) {
    if (isEnabled || !isOrganizationsError(error, ...NOT_OFFERED)) throw error;
  }
}
