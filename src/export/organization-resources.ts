import { exportedTags } from './judge';
import { attributeOf, documentOf, tagsAttribute, type TerraformResource } from './resources';
import type { Organization } from '../model';

const ORGANIZATION = { type: 'aws_organizations_organization', name: 'this' };

export const ROOT_ID = attributeOf(ORGANIZATION, 'roots[0].id');
export const MANAGEMENT_ACCOUNT_ID = attributeOf(ORGANIZATION, 'master_account_id');
/** The file of the resource policy's document. */
export const RESOURCE_POLICY_FILE = 'resource-policy.json';

/** The organization and its resource policy. All services and policy types are listed, because Terraform disables the others. */
export function organizationResources({ id, featureSet, trustedServices, policyTypes, resourcePolicy }: Organization): TerraformResource[] {
  const organization: TerraformResource = {
    ...ORGANIZATION,
    file: 'organization.tf',
    importId: id,
    attributes: {
      feature_set: featureSet,
      aws_service_access_principals: listed(trustedServices),
      enabled_policy_types: listed(policyTypes),
    },
    isProtected: true,
  };
  return resourcePolicy === undefined ? [organization] : [organization, {
    file: 'organization.tf',
    type: 'aws_organizations_resource_policy',
    name: 'this',
    importId: resourcePolicy.id,
    attributes: { content: documentOf(RESOURCE_POLICY_FILE), tags: tagsAttribute(exportedTags(resourcePolicy.tags)) },
  }];
}

function listed(texts: readonly string[]): readonly string[] | undefined {
  return texts.length === 0 ? undefined : [...texts].sort();
}
