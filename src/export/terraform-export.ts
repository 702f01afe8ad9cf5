import { administratorResources, settingsResources } from './account-resources';
import { organizationResources, RESOURCE_POLICY_FILE } from './organization-resources';
import { PolicyResources } from './policy-resources';
import type { TerraformResource } from './resources';
import { TreeResources } from './tree-resources';
import { type LeftOut, Omissions, prettyJson } from '../init';
import { type Organization, withServiceTexts } from '../model';

/** The resources of an organization for Terraform, and what they leave out. */
export interface TerraformExport {
  readonly organizationId: string;
  readonly managementAccountId: string;
  readonly policyTypes: readonly string[];
  readonly resources: readonly TerraformResource[];
  /** Texts of policy documents by their paths. */
  readonly documents: ReadonlyMap<string, string>;
  readonly leftOut: readonly LeftOut[];
}

/**
 * The resources of an organization that exists, in its order.
 * @param found the organization with texts as reviews compare them; those of the resources are as the service has them
 * @param named IDs of the OUs, accounts and policies to export; all if undefined
 */
export function terraformExport(found: Organization, named?: ReadonlySet<string>): TerraformExport {
  const organization = withServiceTexts(found);
  const omissions = new Omissions();
  const isNamed = (id: string) => named === undefined || named.has(id);
  const policies = new PolicyResources(organization, omissions, isNamed);
  const { resources, places } = new TreeResources(organization, omissions, isNamed);
  const { id, managementAccountId, policyTypes, resourcePolicy, invitations = [] } = organization;
  const all = [
    ...organizationResources(organization),
    ...resources,
    ...policies.policies,
    ...policies.attachments(places),
    ...administratorResources(organization, places, omissions),
    ...settingsResources(organization, places, omissions),
  ];
  for (const { accountId, email, status } of invitations) {
    omissions.add('invitation', accountId ?? email!, `it is ${status.toLowerCase()}, and the provider has no resource for invitations`);
  }
  return {
    organizationId: id,
    managementAccountId,
    policyTypes,
    resources: all,
    documents: new Map([
      ...policies.documents, ...(resourcePolicy === undefined ? [] : [[RESOURCE_POLICY_FILE, prettyJson(resourcePolicy.content)] as const]),
    ]),
    leftOut: omissions.all,
  };
}
