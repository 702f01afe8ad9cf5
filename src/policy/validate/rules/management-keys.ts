import type { PolicyTypeName } from '../../../contract';
import type { Rule } from '../rule';

/**
 * SECURITYHUB_CSPM_POLICY is not here: its key is not known for certain, and so any is accepted.
 * Sources: AWS Organizations User Guide, the page "… policy syntax and examples" of each type, such as "Tag policy syntax and examples".
 */
const TOP_KEYS: Partial<Record<PolicyTypeName, string>> = {
  TAG_POLICY: 'tags',
  BACKUP_POLICY: 'plans',
  AISERVICES_OPT_OUT_POLICY: 'services',
  CHATBOT_POLICY: 'chatbot',
  DECLARATIVE_POLICY_EC2: 'ec2_attributes',
  SECURITYHUB_POLICY: 'securityhub',
  INSPECTOR_POLICY: 'inspector',
  GUARDDUTY_POLICY: 'guardduty',
  UPGRADE_ROLLOUT_POLICY: 'upgrade_rollout',
  BEDROCK_POLICY: 'bedrock',
  S3_POLICY: 's3_attributes',
  NETWORK_SECURITY_DIRECTOR_POLICY: 'network_security_director',
};

export const managementKeys: Rule = {
  id: 'management-keys',
  severity: 'error',
  title: 'A management policy does not begin with the key of its type.',
  check: ({ type, value }) => {
    const key = TOP_KEYS[type];
    if (key === undefined || value === undefined) return [];
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return [{ path: '', what: 'must be an object', value, advice: `Write {"${key}": …}.` }];
    }
    return Object.keys(value).filter((found) => found !== key && !found.startsWith('@@')).map((found) => ({
      path: found, what: 'is not a key that a policy of this type begins with', value: found, advice: `Write "${key}".`,
    }));
  },
};
