import {
  type ControlRow, KEPT_BY_ADMINISTRATOR, NEW_ENCRYPTED_DATABASES, NEW_ENCRYPTED_VOLUMES, NEW_PRIVATE_DATABASES, NO_DEVICE_AT_SIGN_IN,
  NOT_OF_REQUESTS, ONLY_KEEPS, SET_UP_BY_MANAGEMENT,
} from './control-rows';

/** The names of the guardrails of the set in its table. */
export type CisGuardrail = 'denyLeavingOrganization' | 'denyAccountChanges' | 'denyRootAccessKeys' | 'denyRootUser' | 'denyPasswordPolicyChanges'
| 'denyIamUsers' | 'denyLongTermCredentials' | 'denyIdentityCenterInstances' | 'denyServices' | 'denyUntrustedIdentities' | 'requireSecureTransport'
| 'protectMacie' | 'protectS3PublicAccessBlock' | 'requireDatabaseEncryption' | 'denyPublicDatabases' | 'requireFileSystemEncryption'
| 'protectCloudTrail' | 'protectConfig' | 'protectBuckets' | 'protectFlowLogs' | 'protectAccessAnalyzer' | 'protectSecurityHub'
| 'protectVolumeEncryptionDefault' | 'requireVolumeEncryption' | 'requireImdsV2' | 'protectKeyRotation' | 'protectAlarms' | 'protectLogGroups'
| 'protectRootManagement';

type Row = ControlRow<CisGuardrail>;

const STRUCTURE = 'Concerns how the organization is built, not a request';
const ALARM = 'Preserves the alarm, and with `logGroupNames` its metric filter: create both before you attach the policy';
const NO_ADDRESS_KEY = 'No condition key holds the addresses and ports of a rule: detect it with AWS Config or use Firewall Manager';

const row = (number: string, title: string, by: CisGuardrail[] = [], note?: string, option?: string): Row => (
  { ids: [`CIS v7.0.0/${number}`], title, by, note, option });

const none = (number: string, title: string, note: string): Row => row(number, title, [], note);

const IDENTITY: readonly Row[] = [
  row('2.1.1', 'Root access of members is managed centrally', ['protectRootManagement'], KEPT_BY_ADMINISTRATOR),
  row('2.1.2', 'Every account has authorization guardrails', ['denyLeavingOrganization'], 'Attach the whole set to the root'),
  none('2.1.3', 'The management account runs no workloads', 'No policy applies to the management account'),
  none('2.1.4', 'Units follow environment and sensitivity', STRUCTURE),
  none('2.1.5', 'A delegated administrator manages policies', SET_UP_BY_MANAGEMENT),
  none('2.1.6', 'Delegated administrators manage integrated services', SET_UP_BY_MANAGEMENT),
  row('2.2', 'Contacts of the account are current', ['denyAccountChanges'], ONLY_KEEPS),
  row('2.3', 'A contact for security is registered', ['denyAccountChanges'], ONLY_KEEPS),
  row('2.4', 'The root user has no access keys', ['denyRootAccessKeys'], 'Existing keys stay: delete them'),
  none('2.5', 'The root user signs in with MFA', NO_DEVICE_AT_SIGN_IN),
  none('2.6', 'The root user signs in with a hardware device', NO_DEVICE_AT_SIGN_IN),
  row('2.7', 'The root user is not used', ['denyRootUser'], 'Denies actions, not the sign-in itself; privileged sessions of sts:AssumeRoot are allowed'),
  row('2.8', 'Passwords have at least 14 characters', ['denyPasswordPolicyChanges'], ONLY_KEEPS),
  row('2.9', 'Passwords are not used again', ['denyPasswordPolicyChanges'], ONLY_KEEPS),
  row('2.10', 'IAM users with a password have MFA', ['denyIamUsers'], 'No new passwords; existing users stay'),
  none('2.11', 'Unused credentials are disabled', NOT_OF_REQUESTS),
  row('2.12', 'Access keys are rotated', ['denyLongTermCredentials'], 'No new access keys; existing keys stay until they are deleted'),
  row('2.13', 'IAM users have permissions through groups only', ['denyIamUsers'], 'No new users; the policies of existing users can change'),
  none('2.14', 'No policy allows everything', 'No condition key holds the text of a policy: check it with IAM Access Analyzer'),
  none('2.15', 'A role for AWS Support exists', NOT_OF_REQUESTS),
  row('2.16', 'Instances use roles', ['denyLongTermCredentials'], 'No new keys that an instance could hold; whether it has a role is for AWS Config'),
  none('2.17', 'Expired certificates are removed', NOT_OF_REQUESTS),
  row('2.18', 'IAM Access Analyzer looks for external access', ['protectAccessAnalyzer'], ONLY_KEEPS),
  row('2.19', 'People sign in through one identity provider', ['denyIamUsers', 'denyIdentityCenterInstances'],
    'Existing users stay, and identity providers of IAM are allowed: add deny-federation-changes'),
  row('2.20', 'AWS CloudShell is restricted', ['denyServices'], 'Denies the service, not the managed policy', 'denyCloudShell'),
  row('2.21', 'Resource policies do not admit everyone', ['denyUntrustedIdentities'], 'For services that resource control policies reach', 'organizationId'),
];

const STORAGE: readonly Row[] = [
  row('3.1.1', 'Buckets refuse HTTP', ['requireSecureTransport'],
    'Denies requests to buckets of member accounts; scanners that read bucket policies still report the buckets'),
  none('3.1.2', 'Buckets require MFA for deletions', 'Only the root user can set it, for each bucket'),
  row('3.1.3', 'Data in buckets is classified', ['protectMacie'], ONLY_KEEPS),
  row('3.1.4', 'Amazon S3 blocks public access', ['protectS3PublicAccessBlock'], ONLY_KEEPS),
  row('3.2.1', 'Databases are encrypted', ['requireDatabaseEncryption'], NEW_ENCRYPTED_DATABASES),
  none('3.2.2', 'Databases upgrade automatically', 'No condition key holds the parameter'),
  row('3.2.3', 'Databases have no public address', ['denyPublicDatabases'], NEW_PRIVATE_DATABASES),
  none('3.2.4', 'Databases span zones', 'A choice of each workload: check it with AWS Config or Security Hub CSPM'),
  row('3.3.1', 'File systems are encrypted', ['requireFileSystemEncryption'], 'New file systems; existing ones stay'),
];

const LOGGING: readonly Row[] = [
  row('4.1', 'AWS CloudTrail records in all Regions', ['protectCloudTrail'], ONLY_KEEPS),
  row('4.2', 'Log files are validated', ['protectCloudTrail'], ONLY_KEEPS),
  row('4.3', 'AWS Config records in all Regions', ['protectConfig'], ONLY_KEEPS),
  row('4.4', 'Access to the bucket of the trail is logged', ['protectBuckets'], ONLY_KEEPS, 'logBucketNames'),
  row('4.5', 'Logs of AWS CloudTrail are encrypted with a key of AWS KMS', ['protectCloudTrail'], ONLY_KEEPS),
  row('4.6', 'Keys are rotated', ['protectKeyRotation'], 'Preserves the rotation, which is off for new keys: turn it on for each key'),
  row('4.7', 'VPCs have flow logs', ['protectFlowLogs'], ONLY_KEEPS),
  row('4.8', 'Writes of objects are recorded', ['protectCloudTrail'], ONLY_KEEPS),
  row('4.9', 'Reads of objects are recorded', ['protectCloudTrail'], ONLY_KEEPS),
  none('4.10', 'Web front ends log access', NOT_OF_REQUESTS),
];

const MONITORED: readonly string[] = [
  'Denied calls', 'Sign-in without MFA', 'The root user', 'Changes of IAM policies', 'Changes of AWS CloudTrail', 'Failed sign-ins',
  'Keys that are disabled or deleted', 'Changes of bucket policies', 'Changes of AWS Config', 'Changes of security groups', 'Changes of network ACLs',
  'Changes of gateways', 'Changes of route tables', 'Changes of VPCs', 'Changes of the organization',
];

const MONITORING: readonly Row[] = [
  ...MONITORED.map((subject, index) => (
    row(`5.${index + 1}`, `${subject}: monitored`, ['protectAlarms', 'protectLogGroups'], ALARM, 'alarmNames'))),
  row('5.16', 'AWS Security Hub is enabled', ['protectSecurityHub'], ONLY_KEEPS),
];

const NETWORKING: readonly Row[] = [
  row('6.1.1', 'Volumes are encrypted', ['protectVolumeEncryptionDefault', 'requireVolumeEncryption'], NEW_ENCRYPTED_VOLUMES),
  none('6.1.2', 'Only trusted networks reach CIFS', NO_ADDRESS_KEY),
  none('6.2', 'Network ACLs close ports for administration', NO_ADDRESS_KEY),
  none('6.3', 'Security groups close ports for administration (IPv4)', NO_ADDRESS_KEY),
  none('6.4', 'Security groups close ports for administration (IPv6)', NO_ADDRESS_KEY),
  none('6.5', 'Default security groups have no rules', NOT_OF_REQUESTS),
  none('6.6', 'Routes of peered VPCs are narrow', NO_ADDRESS_KEY),
  row('6.7', 'Instances answer version 2 of the metadata service only', ['requireImdsV2'],
    'New launches and later changes; existing instances stay, and service-linked roles launch without a check'),
  none('6.8', 'VPCs reach AWS through endpoints', 'See the set of the data perimeter: it denies requests from other networks'),
];

export const CIS_FOUNDATIONS_7: readonly Row[] = [...IDENTITY, ...STORAGE, ...LOGGING, ...MONITORING, ...NETWORKING];
