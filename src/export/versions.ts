import { hclFile } from './hcl';
import type { TerraformExport } from './terraform-export';
import type { PolicyTypeName } from '../contract';

/** The policy types that the provider 5.100 accepts. Source: the messages of its validation. */
const TYPES_OF_TESTED: readonly string[] = [
  'SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY', 'TAG_POLICY', 'BACKUP_POLICY', 'AISERVICES_OPT_OUT_POLICY', 'CHATBOT_POLICY',
  'DECLARATIVE_POLICY_EC2',
] satisfies readonly PolicyTypeName[];

/** The text of `versions.tf`. The versions of the provider with which the export is tested, unless a policy type needs a later one. */
export function versionsFile({ policyTypes, managementAccountId }: Pick<TerraformExport, 'policyTypes' | 'managementAccountId'>): string {
  const isTested = policyTypes.every((type) => TYPES_OF_TESTED.includes(type));
  return hclFile([
    {
      type: 'terraform',
      attributes: { required_version: '>= 1.5' },
      blocks: [{
        type: 'required_providers',
        attributes: { aws: new Map([['source', 'hashicorp/aws'], ['version', isTested ? '~> 5.100' : '~> 6.0']]) },
      }],
    },
    { type: 'provider', labels: ['aws'], attributes: { region: 'us-east-1', allowed_account_ids: [managementAccountId] } },
  ]);
}
