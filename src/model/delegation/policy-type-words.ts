import type { PolicyTypeName } from '../../contract';
import type { AttachedPolicy, Organization } from '../organization';

/** Common names of the policy types, for the middle of a sentence. */
const POLICY_TYPE_WORDS: Readonly<Record<PolicyTypeName, string>> = {
  SERVICE_CONTROL_POLICY: 'service control policy',
  RESOURCE_CONTROL_POLICY: 'resource control policy',
  TAG_POLICY: 'tag policy',
  BACKUP_POLICY: 'backup policy',
  AISERVICES_OPT_OUT_POLICY: 'AI services opt-out policy',
  CHATBOT_POLICY: 'chat applications policy',
  DECLARATIVE_POLICY_EC2: 'EC2 declarative policy',
  SECURITYHUB_POLICY: 'Security Hub policy',
  SECURITYHUB_CSPM_POLICY: 'Security Hub CSPM policy',
  INSPECTOR_POLICY: 'Inspector policy',
  GUARDDUTY_POLICY: 'GuardDuty policy',
  UPGRADE_ROLLOUT_POLICY: 'upgrade rollout policy',
  BEDROCK_POLICY: 'Bedrock policy',
  S3_POLICY: 'S3 policy',
  NETWORK_SECURITY_DIRECTOR_POLICY: 'network security director policy',
};

export function policyTypeWords(type: PolicyTypeName): string {
  return POLICY_TYPE_WORDS[type];
}

/**
 * Policy types whose policies count. The code does not say which types an organization outside it has enabled, but an attachment relies on
 * its type.
 */
export function countingTypes(
  { id, policyTypes }: Pick<Organization, 'id' | 'policyTypes'>, targets: Iterable<{ readonly attachedPolicies: readonly AttachedPolicy[] }>,
): readonly PolicyTypeName[] {
  if (id !== '') return policyTypes;
  return [...new Set([...policyTypes, ...[...targets].flatMap(({ attachedPolicies }) => attachedPolicies.map(({ type }) => type))])];
}
