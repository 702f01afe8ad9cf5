import { backupPolicy } from './backup-policy';
import { chatApplicationsPolicy } from './chat-applications-policy';
import { withoutChildControl } from './child-controls';
import { declarativeEc2Policy } from './declarative-ec2-policy';
import { guardDutyPolicy } from './guard-duty-policy';
import {
  aiServicesOptOutPolicy, bedrockPolicy, inspectorPolicy, networkSecurityDirectorPolicy, s3Policy, securityHubPolicy, upgradeRolloutPolicy,
} from './service-policies';
import { NotTyped, readWhole, type SettingsBlock } from './settings-block';
import { tagPolicy } from './tag-policy';
import { JsonProblem, type JsonValue, parseJson } from '../../../policy';
import { given, type Member, type PolicyInCode } from '../expression';

interface TypedKind {
  readonly className: string;
  /** The only key at the top of the document. */
  readonly topKey: string;
  /** Reads the settings below that key as members of the construct's props. */
  readonly read: (settings: SettingsBlock) => Member[];
}

const KINDS: Readonly<Record<string, TypedKind>> = {
  TAG_POLICY: { className: 'TagPolicy', topKey: 'tags', read: tagPolicy },
  BACKUP_POLICY: { className: 'BackupPolicy', topKey: 'plans', read: backupPolicy },
  AISERVICES_OPT_OUT_POLICY: { className: 'AiServicesOptOutPolicy', topKey: 'services', read: aiServicesOptOutPolicy },
  CHATBOT_POLICY: { className: 'ChatApplicationsPolicy', topKey: 'chatbot', read: chatApplicationsPolicy },
  DECLARATIVE_POLICY_EC2: { className: 'DeclarativeEc2Policy', topKey: 'ec2_attributes', read: declarativeEc2Policy },
  SECURITYHUB_POLICY: { className: 'SecurityHubPolicy', topKey: 'securityhub', read: securityHubPolicy },
  INSPECTOR_POLICY: { className: 'InspectorPolicy', topKey: 'inspector', read: inspectorPolicy },
  UPGRADE_ROLLOUT_POLICY: { className: 'UpgradeRolloutPolicy', topKey: 'upgrade_rollout', read: upgradeRolloutPolicy },
  BEDROCK_POLICY: { className: 'BedrockPolicy', topKey: 'bedrock', read: bedrockPolicy },
  S3_POLICY: { className: 'S3Policy', topKey: 's3_attributes', read: s3Policy },
  NETWORK_SECURITY_DIRECTOR_POLICY: { className: 'NetworkSecurityDirectorPolicy', topKey: 'network_security_director', read: networkSecurityDirectorPolicy },
  GUARDDUTY_POLICY: { className: 'GuardDutyPolicy', topKey: 'guardduty', read: guardDutyPolicy },
};

/** The types that have a reader. `SecurityHubCspmPolicy` has no typed props. */
export const TYPED_POLICY_TYPES: readonly string[] = Object.keys(KINDS);

/** The typed construct that has exactly the text of a management policy, but for the order of keys; undefined if there is none. */
export function typedPolicy(type: string, content: string): PolicyInCode | undefined {
  if (!Object.hasOwn(KINDS, type)) return undefined;
  const { className, topKey, read } = KINDS[type];
  try {
    const document = Object(parseJson(content)) as { readonly [key: string]: JsonValue };
    if (Object.keys(document).join() !== topKey) return undefined;
    const { tree, childControl } = withoutChildControl(document[topKey]);
    return { className, members: [...readWhole(tree, read), ...given({ childControl })] };
  } catch (error) {
    if (error instanceof NotTyped || error instanceof JsonProblem) return undefined;
    throw error;
  }
}
