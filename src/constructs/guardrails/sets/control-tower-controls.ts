import {
  type ControlRow, NEW_ENCRYPTED_DATABASES, NEW_ENCRYPTED_VOLUMES, NEW_PRIVATE_DATABASES, NO_DEVICE_AT_SIGN_IN, NOT_OF_REQUESTS,
} from './control-rows';

/** The names of the guardrails of the set in its tables. */
export type ControlTowerGuardrail = 'denyRootAccessKeys' | 'denyRootUser' | 'requireVolumeEncryption' | 'denyPublicDatabases'
| 'denyDatabaseSnapshotSharing' | 'requireDatabaseEncryption' | 'protectS3PublicAccessBlock' | 'denyPublicAcls' | 'protectBuckets'
| 'denyCrossRegionNetworking' | 'denyInternetAccess' | 'denyDefaultVpc' | 'denyVpn' | 'denyPublicSnapshots' | 'denyEbsDirectApis'
| 'denyPublicFunctionUrls' | 'denyUntrustedIdentities' | 'requireSecureTransport' | 'requireKmsKeysOfObjects' | 'denyBucketReplication'
| 'requireSnapshotEncryption' | 'requireAttachedVolumeEncryption' | 'denyVmImportExport' | 'denyLegacySpot' | 'denyDirectKeyGrants'
| 'denyShortRsaKeys' | 'denyKeyLockOut' | 'denyPresignedRequests' | 'requireTlsVersion' | 'denyOtherKeyOrigins'
| 'denyFunctionSharing';

type Row = ControlRow<ControlTowerGuardrail>;

const NO_GUARDRAIL = 'The catalogue has no guardrail of this kind';
const NO_ADDRESS_KEY = 'No condition key holds the addresses and ports of a rule';
const LISTED_BUCKETS = 'For the listed buckets; use the pattern * for all';
const ONE_ORIGIN = 'With several of CT.KMS.PV.4 to CT.KMS.PV.6, each of their origins is allowed';
const DECLARED = 'Use a declarative policy: `DeclarativeEc2Policy`';

const row = (id: string, title: string, by: ControlTowerGuardrail[] = [], note?: string, option?: string): Row => (
  { ids: [id], title, by, note, option });

const none = (id: string, title: string, note: string): Row => row(id, title, [], note);

/** The preventive controls come first. A detective control has the guardrails that deny the requests it would detect. */
export const STRONGLY_RECOMMENDED: readonly Row[] = [
  row('AWS-GR_RESTRICT_ROOT_USER', 'The root user is not used', ['denyRootUser']),
  row('AWS-GR_RESTRICT_ROOT_USER_ACCESS_KEYS', 'The root user has no access keys', ['denyRootAccessKeys']),
  row('AWS-GR_ENCRYPTED_VOLUMES', 'Volumes of instances are encrypted', ['requireVolumeEncryption'], NEW_ENCRYPTED_VOLUMES),
  row('AWS-GR_RDS_INSTANCE_PUBLIC_ACCESS_CHECK', 'Databases have no public address', ['denyPublicDatabases'], NEW_PRIVATE_DATABASES),
  row('AWS-GR_RDS_SNAPSHOTS_PUBLIC_PROHIBITED', 'Snapshots of databases are not public', ['denyDatabaseSnapshotSharing'], 'Denies each kind of sharing'),
  row('AWS-GR_RDS_STORAGE_ENCRYPTED', 'Databases are encrypted', ['requireDatabaseEncryption'], NEW_ENCRYPTED_DATABASES),
  row('AWS-GR_S3_BUCKET_PUBLIC_READ_PROHIBITED', 'Buckets are not publicly readable', ['protectS3PublicAccessBlock', 'denyPublicAcls'], 'Turn Block Public Access on first'),
  row('AWS-GR_S3_BUCKET_PUBLIC_WRITE_PROHIBITED', 'Buckets are not publicly writable', ['protectS3PublicAccessBlock', 'denyPublicAcls'], 'Turn Block Public Access on first'),
  none('AWS-GR_EBS_OPTIMIZED_INSTANCE', 'Instances are optimized for volumes', 'Not relevant for security; current instance types are optimized by default'),
  none('AWS-GR_EC2_VOLUME_INUSE_CHECK', 'Volumes are attached', NOT_OF_REQUESTS),
  none('AWS-GR_RESTRICTED_COMMON_PORTS', 'Security groups close common ports', NO_ADDRESS_KEY),
  none('AWS-GR_RESTRICTED_SSH', 'Security groups close SSH', NO_ADDRESS_KEY),
  none('AWS-GR_ROOT_ACCOUNT_MFA_ENABLED', 'The root user signs in with MFA', NO_DEVICE_AT_SIGN_IN),
];

const OUTSIDERS = 'Covers the resources of all services of the data perimeter';

/** Elective controls that are preventive, service control policies first. */
export const ELECTIVE: readonly Row[] = [
  row('AWS-GR_AUDIT_BUCKET_ENCRYPTION_ENABLED', 'The encryption of buckets is not changed', ['protectBuckets'], LISTED_BUCKETS, 'logBucketNames'),
  row('AWS-GR_AUDIT_BUCKET_LOGGING_ENABLED', 'The access logs of buckets are not changed', ['protectBuckets'], LISTED_BUCKETS, 'logBucketNames'),
  row('AWS-GR_AUDIT_BUCKET_POLICY_CHANGES_PROHIBITED', 'The policies of buckets are not changed', ['protectBuckets'], LISTED_BUCKETS, 'logBucketNames'),
  row('AWS-GR_AUDIT_BUCKET_RETENTION_POLICY', 'The lifecycle of buckets is not changed', ['protectBuckets'], LISTED_BUCKETS, 'logBucketNames'),
  row('AWS-GR_DISALLOW_CROSS_REGION_NETWORKING', 'No networks across Regions', ['denyCrossRegionNetworking']),
  row('AWS-GR_DISALLOW_VPC_INTERNET_ACCESS', 'VPCs have no connection to the internet', ['denyInternetAccess', 'denyDefaultVpc']),
  row('AWS-GR_DISALLOW_VPN_CONNECTIONS', 'No virtual private networks', ['denyVpn']),
  row('AWS-GR_RESTRICT_S3_CROSS_REGION_REPLICATION', 'Buckets do not replicate to other Regions', ['denyBucketReplication']),
  none('AWS-GR_RESTRICT_S3_DELETE_WITHOUT_MFA', 'Deletions of objects need MFA', 'It would deny all workloads: role sessions have no MFA'),
  none('CT.APPSYNC.PV.1', 'GraphQL APIs are private', NO_GUARDRAIL),
  none('CT.CLOUDFORMATION.PR.1', 'The registry of AWS CloudFormation is not changed', NO_GUARDRAIL),
  row('CT.EC2.PV.1', 'Snapshots come from encrypted volumes', ['requireSnapshotEncryption']),
  row('CT.EC2.PV.2', 'Attached volumes are encrypted', ['requireAttachedVolumeEncryption']),
  row('CT.EC2.PV.3', 'Snapshots of volumes are not public', ['denyPublicSnapshots']),
  row('CT.EC2.PV.4', 'No use of the EBS direct APIs', ['denyEbsDirectApis']),
  row('CT.EC2.PV.5', 'No import and export of virtual machines', ['denyVmImportExport']),
  row('CT.EC2.PV.6', 'No legacy requests for Spot Instances', ['denyLegacySpot']),
  none('CT.EC2.PV.7', 'Snapshots are not public (declared)', DECLARED),
  none('CT.EC2.PV.8', 'VPCs have no connection to the internet (declared)', DECLARED),
  none('CT.EC2.PV.9', 'No serial console (declared)', DECLARED),
  none('CT.EC2.PV.11', 'Images are not public (declared)', DECLARED),
  row('CT.KMS.PV.1', 'Grants of keys go to AWS services', ['denyDirectKeyGrants']),
  row('CT.KMS.PV.2', 'RSA keys are longer than 2048 bits', ['denyShortRsaKeys']),
  row('CT.KMS.PV.3', 'Key policies pass the lockout check', ['denyKeyLockOut']),
  row('CT.KMS.PV.4', 'Key material comes from AWS CloudHSM', ['denyOtherKeyOrigins'], ONE_ORIGIN),
  row('CT.KMS.PV.5', 'Key material is imported', ['denyOtherKeyOrigins'], ONE_ORIGIN),
  row('CT.KMS.PV.6', 'Key material comes from an external store', ['denyOtherKeyOrigins'], ONE_ORIGIN),
  row('CT.LAMBDA.PV.1', 'Function URLs require credentials', ['denyPublicFunctionUrls']),
  row('CT.LAMBDA.PV.2', 'Functions admit principals of their account only', ['denyFunctionSharing'], 'AWS services may still get permissions'),
  row('CT.KMS.PV.7', 'Keys admit the organization and AWS services only', ['denyUntrustedIdentities'], OUTSIDERS, 'organizationId'),
  row('CT.S3.PV.2', 'Requests to Amazon S3 sign in a header', ['denyPresignedRequests']),
  row('CT.S3.PV.3', 'Requests to Amazon S3 use TLS 1.3', ['requireTlsVersion']),
  row('CT.S3.PV.4', 'Buckets admit the organization and AWS services only', ['denyUntrustedIdentities'], OUTSIDERS, 'organizationId'),
  row('CT.S3.PV.5', 'Requests to Amazon S3 use HTTPS', ['requireSecureTransport'], OUTSIDERS),
  row('CT.S3.PV.6', 'Objects are encrypted with AWS KMS', ['requireKmsKeysOfObjects']),
  row('CT.SECRETSMANAGER.PV.1', 'Secrets admit the organization and AWS services only', ['denyUntrustedIdentities'], OUTSIDERS, 'organizationId'),
  row('CT.SQS.PV.1', 'Queues admit the organization and AWS services only', ['denyUntrustedIdentities'], OUTSIDERS, 'organizationId'),
  row('CT.STS.PV.1', 'Roles admit the organization and AWS services only', ['denyUntrustedIdentities'], OUTSIDERS, 'organizationId'),
];

/** The origin of key material that each control allows. */
export const KEY_ORIGINS: Readonly<Record<string, string>> = {
  'CT.KMS.PV.4': 'AWS_CLOUDHSM', 'CT.KMS.PV.5': 'EXTERNAL', 'CT.KMS.PV.6': 'EXTERNAL_KEY_STORE',
};
