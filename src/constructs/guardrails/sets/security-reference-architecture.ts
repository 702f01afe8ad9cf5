import { type ControlRow, KEPT_BY_ADMINISTRATOR, numbered, ONLY_KEEPS, SET_UP_BY_MANAGEMENT, setOf } from './control-rows';
import type { GuardrailSet } from './guardrail-set';
import type { SecurityReferenceArchitectureProps } from './guardrail-set-props';
import { AccountGuardrails } from '../accounts/account-guardrails';
import { DataProtectionGuardrails } from '../data/data-protection-guardrails';
import { IdentityGuardrails } from '../identity/identity-guardrails';
import { DataPerimeterGuardrails } from '../perimeter/data-perimeter-guardrails';
import { SecurityServiceGuardrails } from '../security/security-service-guardrails';
import { PublicAccessGuardrails } from '../sharing/public-access-guardrails';

type Name = 'protectAccessAnalyzer' | 'denyAccountChanges' | 'protectCloudTrail' | 'protectBuckets' | 'protectConfig' | 'protectVolumeEncryptionDefault'
| 'protectGuardDuty' | 'protectInspector' | 'protectMacie' | 'denyLeavingOrganization' | 'denyUntrustedIdentities' | 'requireSecureTransport'
| 'protectS3PublicAccessBlock' | 'protectSecurityHub' | 'denyIamUsers' | 'denyRootAccessKeys' | 'denyPasswordPolicyChanges'
| 'protectRootManagement';

type Row = ControlRow<Name>;

const QUOTA = 'A quota of the service, not a request';
const STRUCTURE = 'Concerns how the organization is built, not a request';
const NO_GUARDRAIL = 'The catalogue has no guardrail for it: write one that denies the actions that disable it';
const BEDROCK_POLICY = `${SET_UP_BY_MANAGEMENT}: use \`BedrockPolicy\``;
const SECURITY_HUB_POLICY = `${SET_UP_BY_MANAGEMENT}: use \`SecurityHubPolicy\``;

const sra = (service: string, numbers: number[], title: string, by: Name[], note?: string, option?: string): Row => (
  { ids: numbered(`SRA-${service}`, ...numbers), title, by, note, option });

const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

const ROWS: readonly Row[] = [
  sra('ACCESSANALYZER', [1, 4], 'An analyzer looks for external access', ['protectAccessAnalyzer'], ONLY_KEEPS),
  sra('ACCESSANALYZER', [5, 6], 'An analyzer looks for internal access', ['protectAccessAnalyzer'], ONLY_KEEPS),
  sra('ACCESSANALYZER', [7, 8], 'An analyzer looks for unused access', ['protectAccessAnalyzer'], ONLY_KEEPS),
  sra('ACCESSANALYZER', [2, 3], 'The security account administers IAM Access Analyzer', [], SET_UP_BY_MANAGEMENT),
  sra('ACCOUNT', [1, 2, 3], 'Contacts for security, billing and operations', ['denyAccountChanges'], ONLY_KEEPS),
  sra('AUDITMANAGER', [1], 'AWS Audit Manager is enabled', [], NO_GUARDRAIL),
  sra('AUDITMANAGER', [2], 'The security account administers AWS Audit Manager', [], SET_UP_BY_MANAGEMENT),
  sra('CLOUDTRAIL', [...upTo(9), 14], 'The organization has a trail, complete and encrypted', ['protectCloudTrail'], 'Protects the trail in member accounts; it belongs to the management account, to which no policy applies'),
  sra('CLOUDTRAIL', [10, 11], 'Logs are delivered to the archive account', ['protectCloudTrail', 'protectBuckets'], ONLY_KEEPS, 'logBucketNames'),
  sra('CLOUDTRAIL', [12, 13], 'The security account administers AWS CloudTrail', [], SET_UP_BY_MANAGEMENT),
  sra('CONFIG', [1, 2, 3, 4, 5, 6, 9, 10], 'AWS Config records, delivers and aggregates', ['protectConfig'], ONLY_KEEPS),
  sra('CONFIG', [7, 8], 'The security account administers AWS Config', [], SET_UP_BY_MANAGEMENT),
  sra('EC2', [1], 'Volumes are encrypted by default', ['protectVolumeEncryptionDefault'], ONLY_KEEPS),
  sra('FIREWALLMANAGER', [1], 'The security account administers AWS Firewall Manager', [], SET_UP_BY_MANAGEMENT),
  sra('FIREWALLMANAGER', upTo(10, 2), 'AWS Firewall Manager has policies, active and remediating', [], NO_GUARDRAIL),
  sra('GUARDDUTY', [...upTo(12), 15, ...upTo(26, 17)], 'Amazon GuardDuty and its protection plans are enabled', ['protectGuardDuty'], ONLY_KEEPS),
  sra('GUARDDUTY', [13, 14], 'The security account administers Amazon GuardDuty', [], SET_UP_BY_MANAGEMENT),
  sra('GUARDDUTY', [16], 'Amazon GuardDuty has room for members', [], QUOTA),
  sra('IAM', [1], 'The account has no IAM users', ['denyIamUsers'], 'No new users and passwords; existing users stay: delete them'),
  sra('IAM', [2, 3], 'Root access of members is managed centrally', ['protectRootManagement'], KEPT_BY_ADMINISTRATOR),
  sra('IAM', [4], 'The security account administers central root access', [], SET_UP_BY_MANAGEMENT),
  sra('IAM', [5], 'The root user of members has no credentials', ['denyRootAccessKeys', 'denyIamUsers'],
    'No new access keys and passwords; certificates and MFA devices are allowed, and existing credentials stay: remove them centrally'),
  sra('IAM', [6], 'The account has a password policy', ['denyPasswordPolicyChanges'], ONLY_KEEPS),
  sra('INSPECTOR', [...upTo(4), ...upTo(11, 7)], 'Amazon Inspector scans all accounts', ['protectInspector'], ONLY_KEEPS),
  sra('INSPECTOR', [5, 6], 'The security account administers Amazon Inspector', [], SET_UP_BY_MANAGEMENT),
  sra('MACIE', [1, 2, 3, 4, 7, 8, 9], 'Amazon Macie runs and publishes its findings', ['protectMacie'], ONLY_KEEPS),
  sra('MACIE', [5, 6], 'The security account administers Amazon Macie', [], SET_UP_BY_MANAGEMENT),
  sra('MACIE', [10], 'Amazon Macie has room for members', [], QUOTA),
  sra('ORGANIZATIONS', [1], 'The account is part of an organization', ['denyLeavingOrganization'],
    'Members stay; the management account can remove them'),
  sra('ORGANIZATIONS', [2, 3, 4, 5, 8, 9], 'Units for security, infrastructure and workloads; all features', [], STRUCTURE),
  sra('ORGANIZATIONS', [6], 'The organization has service control policies', ['denyLeavingOrganization'], 'Attach the whole set to the root'),
  sra('ORGANIZATIONS', [7], 'The organization has resource control policies', ['denyUntrustedIdentities', 'requireSecureTransport'],
    'Attach the whole set to the root', 'organizationId'),
  sra('ORGANIZATIONS', [10, 11, 12], 'Policies for Amazon Bedrock name a guardrail for each account', [], BEDROCK_POLICY),
  sra('S3', [1, 2, 3, 4], 'Amazon S3 blocks public access', ['protectS3PublicAccessBlock'], ONLY_KEEPS),
  sra('SECURITYHUB', [1, 2, 4, 5, 8, 9, 10, 12, 13], 'AWS Security Hub CSPM covers all accounts and its standards are enabled', ['protectSecurityHub'], ONLY_KEEPS),
  sra('SECURITYHUB', [3, 6, 7], 'The security account administers AWS Security Hub CSPM', [], SET_UP_BY_MANAGEMENT),
  sra('SECURITYHUB', [11], 'AWS Security Hub CSPM has room for members', [], QUOTA),
  sra('SECURITYHUB', [14, 18], 'AWS Security Hub is enabled and aggregates Regions', ['protectSecurityHub'], ONLY_KEEPS),
  sra('SECURITYHUB', [15], 'The security account administers AWS Security Hub', [], SET_UP_BY_MANAGEMENT),
  sra('SECURITYHUB', [16, 17], 'Policies enable AWS Security Hub in all accounts and Regions', [], SECURITY_HUB_POLICY),
  sra('SECURITYHUB', [19], 'AWS Security Hub finds no account without its services',
    ['protectGuardDuty', 'protectInspector', 'protectMacie', 'protectSecurityHub'], ONLY_KEEPS),
  sra('SECURITYHUB', [20], 'A rule of Amazon EventBridge passes findings on', [],
    'The catalogue has no guardrail for rules: write one that denies changing and deleting the rule and its targets'),
  sra('SECURITYINCIDENTRESPONSE', [1], 'The security account administers AWS Security Incident Response', [], SET_UP_BY_MANAGEMENT),
  sra('SECURITYINCIDENTRESPONSE', [2, 3, 4, 5], 'AWS Security Incident Response covers all accounts and triages alerts', [], NO_GUARDRAIL),
  sra('SECURITYLAKE', [...upTo(13), 16, 17], 'Amazon Security Lake collects the logs of all accounts', [], NO_GUARDRAIL),
  sra('SECURITYLAKE', [14, 15], 'The archive account administers Amazon Security Lake', [], SET_UP_BY_MANAGEMENT),
  sra('SHIELD', [...upTo(12), 14], 'AWS Shield Advanced protects internet-facing resources', [], NO_GUARDRAIL),
  sra('SHIELD', [13], 'Alarms watch the protected resources', [], 'The names of the alarms differ: add `MonitoringGuardrails.protectAlarms`'),
  sra('WAF', upTo(9), 'AWS WAF protects internet-facing resources', [], 'Use AWS Config or Firewall Manager to check for AWS WAF'),
];

export function securityReferenceArchitecture(props: SecurityReferenceArchitectureProps): GuardrailSet {
  const { organizationId, trustedAccounts, logBucketNames, exemptPrincipals, exemptAccounts } = props;
  const exempt = { exemptPrincipals, exemptAccounts };
  return setOf(ROWS, {
    denyLeavingOrganization: AccountGuardrails.denyLeavingOrganization(exempt),
    denyAccountChanges: AccountGuardrails.denyAccountChanges(exempt),
    denyRootAccessKeys: AccountGuardrails.denyRootAccessKeys(exempt),
    protectRootManagement: AccountGuardrails.protectRootManagement(exempt),
    denyIamUsers: IdentityGuardrails.denyIamUsers(exempt),
    denyPasswordPolicyChanges: IdentityGuardrails.denyPasswordPolicyChanges(exempt),
    protectAccessAnalyzer: SecurityServiceGuardrails.protectAccessAnalyzer(exempt),
    protectCloudTrail: SecurityServiceGuardrails.protectCloudTrail(exempt),
    protectConfig: SecurityServiceGuardrails.protectConfig(exempt),
    protectGuardDuty: SecurityServiceGuardrails.protectGuardDuty(exempt),
    protectInspector: SecurityServiceGuardrails.protectInspector(exempt),
    protectMacie: SecurityServiceGuardrails.protectMacie(exempt),
    protectSecurityHub: SecurityServiceGuardrails.protectSecurityHub(exempt),
    protectS3PublicAccessBlock: PublicAccessGuardrails.protectS3PublicAccessBlock(exempt),
    protectVolumeEncryptionDefault: DataProtectionGuardrails.protectVolumeEncryptionDefault(exempt),
    protectBuckets: logBucketNames && DataProtectionGuardrails.protectBuckets({ ...exempt, bucketNames: logBucketNames }),
    denyUntrustedIdentities: organizationId === undefined
      ? undefined
      : DataPerimeterGuardrails.denyUntrustedIdentities({ ...exempt, organizationId, trustedAccounts }),
    requireSecureTransport: DataPerimeterGuardrails.requireSecureTransport(exempt),
  });
}
