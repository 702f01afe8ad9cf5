import { AI_SERVICES_OPT_OUT_SCHEMA, BEDROCK_SCHEMA, CHAT_APPLICATIONS_SCHEMA } from './application-schemas';
import { BACKUP_SCHEMA } from './backup-schema';
import { DECLARATIVE_EC2_SCHEMA, S3_SCHEMA, UPGRADE_ROLLOUT_SCHEMA } from './resource-schemas';
import type { Schema } from './schema';
import { GUARD_DUTY_SCHEMA, INSPECTOR_SCHEMA, NETWORK_SECURITY_DIRECTOR_SCHEMA, SECURITY_HUB_SCHEMA } from './security-schemas';
import { TAG_SCHEMA } from './tag-schema';
import type { PolicyTypeName } from '../../../../contract';

/** The one key at the top of a policy of a type, and the schema below it. */
export interface ManagementSyntax {
  readonly topKey: string;
  readonly schema: Schema;
}

/** Only a part of the syntax of SECURITYHUB_CSPM_POLICY is known, which `cspmEnablementProblems` judges. */
type TypeWithSchema = Exclude<PolicyTypeName, 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY' | 'SECURITYHUB_CSPM_POLICY'>;

export const MANAGEMENT_SYNTAX: Partial<Record<PolicyTypeName, ManagementSyntax>> = {
  TAG_POLICY: { topKey: 'tags', schema: TAG_SCHEMA },
  BACKUP_POLICY: { topKey: 'plans', schema: BACKUP_SCHEMA },
  AISERVICES_OPT_OUT_POLICY: { topKey: 'services', schema: AI_SERVICES_OPT_OUT_SCHEMA },
  CHATBOT_POLICY: { topKey: 'chatbot', schema: CHAT_APPLICATIONS_SCHEMA },
  DECLARATIVE_POLICY_EC2: { topKey: 'ec2_attributes', schema: DECLARATIVE_EC2_SCHEMA },
  SECURITYHUB_POLICY: { topKey: 'securityhub', schema: SECURITY_HUB_SCHEMA },
  INSPECTOR_POLICY: { topKey: 'inspector', schema: INSPECTOR_SCHEMA },
  GUARDDUTY_POLICY: { topKey: 'guardduty', schema: GUARD_DUTY_SCHEMA },
  UPGRADE_ROLLOUT_POLICY: { topKey: 'upgrade_rollout', schema: UPGRADE_ROLLOUT_SCHEMA },
  BEDROCK_POLICY: { topKey: 'bedrock', schema: BEDROCK_SCHEMA },
  S3_POLICY: { topKey: 's3_attributes', schema: S3_SCHEMA },
  NETWORK_SECURITY_DIRECTOR_POLICY: { topKey: 'network_security_director', schema: NETWORK_SECURITY_DIRECTOR_SCHEMA },
} satisfies Record<TypeWithSchema, ManagementSyntax>;
