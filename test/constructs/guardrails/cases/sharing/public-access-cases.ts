import { PublicAccessGuardrails } from '../../../../../src';
import { ACCOUNT, type GuardrailCase, type Request } from '../guardrail-case';
import { each } from '../requests';

const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:shop';
/** The ARN pattern of functions in the example of AWS, which matches no function. */
const FUNCTION_OF_EXAMPLE = 'arn:aws:lambda:eu-west-1:111122223333:function/shop';
const SNAPSHOT = 'arn:aws:ec2:eu-west-1::snapshot/snap-0a1b2c3d';
const DATABASE = 'arn:aws:rds:eu-west-1:111122223333:db:shop';
const SHARD_GROUP = 'arn:aws:rds:eu-west-1:111122223333:shard-group:shardgroup-1';
const EVERYBODY = 'uri="http://acs.amazonaws.com/groups/global/AllUsers"';
const putObject = (context: Record<string, string>) => ({ action: 's3:PutObject', resource: 'arn:aws:s3:::shop/index.html', context });
const WRITES_OF_ACLS = ['s3:PutBucketAcl', 's3:PutObjectAcl', 's3:PutObjectVersionAcl'];
const CREATIONS_OF_DATABASES = [
  'rds:CreateDBInstance', 'rds:CreateDBInstanceReadReplica', 'rds:RestoreDBInstanceFromDBSnapshot', 'rds:RestoreDBInstanceFromS3',
  'rds:RestoreDBInstanceToPointInTime',
];
const createDatabases = (context: Record<string, boolean | string>): Request[] => [
  ...each(CREATIONS_OF_DATABASES, { resource: DATABASE, context }),
  { action: 'rds:CreateDBShardGroup', resource: SHARD_GROUP, context },
];
const urlConfig = (action: string, resource: string, type?: string): Request => (
  { action: `lambda:${action}`, resource, ...type !== undefined && { context: { 'lambda:FunctionUrlAuthType': type } } });
const createBucket = (ownership?: string): Request => ({
  action: 's3:CreateBucket', resource: 'arn:aws:s3:::shop', ...ownership !== undefined && { context: { 's3:x-amz-object-ownership': ownership } },
});

const KEEPS_WHAT_IS_SET = 'If Block Public Access was never turned on, bucket policies can make buckets public';
const LOG_OBJECTS = 'Target grants of s3:PutBucketLogging can make log objects public if lists are enabled: add deny-acls-on-new-buckets';
const IMAGES_WITHOUT_BLOCK = 'If the block was never turned on, images can be made public: turn it on, or add deny-image-sharing';
const CLUSTERS = 'Multi-AZ DB clusters have no condition key for it, whether they are created, restored or changed';
const GATEWAYS = 'Aurora clusters with an internet access gateway or express configuration need no VPC and have no condition key for it: '
  + 'rds:CreateDBCluster, rds:RestoreDBClusterToPointInTime';

const BACKUP_SNAPSHOT = 'arn:aws:rds:eu-west-1:111122223333:snapshot:awsbackup:job-0a1b2c3d';
const BACKUP_ROLE = 'arn:aws:iam::111122223333:role/service-role/AWSBackupDefaultServiceRole';
const NOT_BACKUP = { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/service-role/AWSBackupDefaultServiceRole' } };
const SNAPSHOT_SHARING = ['rds:ModifyDBClusterSnapshotAttribute', 'rds:ModifyDBSnapshotAttribute'];

const WRITES_WITH_ACLS = ['s3:CreateBucket', 's3:PutObject', ...WRITES_OF_ACLS];
const GRANTS = ['full-control', 'read', 'read-acp', 'write', 'write-acp'].map((grant) => `s3:x-amz-grant-${grant}`);
const GROUPS = ['*http://acs.amazonaws.com/groups/global/AllUsers*', '*http://acs.amazonaws.com/groups/global/AuthenticatedUsers*'];

const SHARES = ['ram:AssociateResourceShare', 'ram:CreateResourceShare', 'ram:UpdateResourceShare'];
const WITHIN = { 'ram:AllowsExternalPrincipals': false, 'ram:RequestedAllowsExternalPrincipals': false };

export const PUBLIC_ACCESS_CASES: readonly GuardrailCase[] = [
  {
    build: PublicAccessGuardrails.protectS3PublicAccessBlock,
    denied: [{ action: 's3:PutAccountPublicAccessBlock' }],
    allowed: [{ action: 's3:GetAccountPublicAccessBlock' }, { action: 's3:PutBucketPublicAccessBlock' }],
    waysAround: [{ request: { action: 's3:PutBucketPolicy' }, limit: KEEPS_WHAT_IS_SET }],
  },
  {
    build: (exempt) => PublicAccessGuardrails.protectS3PublicAccessBlock({ ...exempt, includeBuckets: true }),
    denied: [{ action: 's3:PutAccountPublicAccessBlock' }, { action: 's3:PutBucketPublicAccessBlock' }, { action: 's3:PutAccessPointPublicAccessBlock' }],
    allowed: [{ action: 's3:GetBucketPublicAccessBlock' }],
    waysAround: [{
      request: { action: 's3:CreateAccessPoint' },
      limit: 'A new access point can have weaker settings, but those of its bucket and account still apply',
    }],
  },
  {
    build: PublicAccessGuardrails.denyPublicAcls,
    denied: [
      putObject({ 's3:x-amz-acl': 'public-read' }), putObject({ 's3:x-amz-grant-read': EVERYBODY }), putObject({ 's3:x-amz-grant-write': EVERYBODY }),
      putObject({ 's3:x-amz-grant-read-acp': EVERYBODY }), putObject({ 's3:x-amz-grant-write-acp': EVERYBODY }),
      putObject({ 's3:x-amz-grant-full-control': `id="1", ${EVERYBODY}` }), putObject({ 's3:x-amz-acl': 'authenticated-read' }),
      ...each(['s3:CreateBucket', ...WRITES_OF_ACLS], { context: { 's3:x-amz-acl': 'public-read-write' } }),
      ...each(WRITES_OF_ACLS),
    ],
    allowed: [
      putObject({}), putObject({ 's3:x-amz-acl': 'bucket-owner-full-control' }), putObject({ 's3:x-amz-grant-read': 'id="1"' }), { action: 's3:CreateBucket' },
      ...each(WRITES_OF_ACLS, { context: { 's3:x-amz-acl': 'private' } }),
      ...each(WRITES_OF_ACLS, { context: { 's3:x-amz-grant-full-control': 'id="1"' } }),
    ],
    forbids: [
      { actions: WRITES_WITH_ACLS, when: { StringEquals: { 's3:x-amz-acl': ['authenticated-read', 'public-read', 'public-read-write'] } } },
      ...GRANTS.map((header) => ({ actions: WRITES_WITH_ACLS, when: { StringLike: { [header]: GROUPS } } })),
      { actions: WRITES_OF_ACLS, when: { Null: Object.fromEntries(['s3:x-amz-acl', ...GRANTS].map((header) => [header, 'true'])) } },
    ],
    waysAround: [
      // A request with a list in its body has none of the headers.
      ...WRITES_OF_ACLS.map((action) => ({ request: { action } })),
      { request: { action: 's3:PutBucketLogging' }, limit: LOG_OBJECTS },
    ],
  },
  {
    build: PublicAccessGuardrails.denyAclsOnNewBuckets,
    denied: [createBucket('ObjectWriter'), createBucket('BucketOwnerPreferred'), { action: 's3:PutBucketOwnershipControls' }],
    allowed: [createBucket('BucketOwnerEnforced'), createBucket(), { action: 's3:GetBucketOwnershipControls' }],
    forbids: [{
      actions: ['s3:CreateBucket'],
      when: { Null: { 's3:x-amz-object-ownership': 'false' }, StringNotEquals: { 's3:x-amz-object-ownership': 'BucketOwnerEnforced' } },
    }],
    waysAround: [
      { request: { action: 's3:PutBucketOwnershipControls' } },
      { request: { action: 's3:PutBucketAcl' }, limit: 'Existing buckets keep their lists: add deny-public-acls' },
    ],
    published: 'Deny-ACL-disablement-for-all-new-buckets.json',
    differences: [
      {
        difference: 'Allows requests without an ownership setting',
        reason: 'Amazon S3 disables the lists of new buckets by default, and most templates omit the setting',
      },
      { difference: 'Also denies changes of the ownership of buckets', reason: 'They can enable the lists of an existing bucket' },
    ],
  },
  {
    build: PublicAccessGuardrails.denyPublicImages,
    denied: [{ action: 'ec2:DisableImageBlockPublicAccess' }],
    allowed: [{ action: 'ec2:EnableImageBlockPublicAccess' }],
    waysAround: [{ request: { action: 'ec2:ModifyImageAttribute' }, limit: IMAGES_WITHOUT_BLOCK }],
    published: 'Deny-users-from-disabling-block-public-access-on-AMIs.json',
    differences: [],
  },
  {
    build: PublicAccessGuardrails.denyPublicSnapshots,
    denied: [
      { action: 'ec2:ModifySnapshotAttribute', resource: SNAPSHOT, context: { 'ec2:Add/group': 'all' } }, { action: 'ec2:DisableSnapshotBlockPublicAccess' },
    ],
    allowed: [{ action: 'ec2:ModifySnapshotAttribute', resource: SNAPSHOT, context: { 'ec2:Add/userId': '444455556666' } }],
    forbids: [{ actions: ['ec2:ModifySnapshotAttribute'], when: { Null: { 'ec2:Add/group': 'false' } } }],
    waysAround: [{
      request: { action: 'ec2:EnableSnapshotBlockPublicAccess' },
      limit: 'The mode that blocks only new sharing can be chosen, and makes formerly public snapshots public again',
    }],
  },
  {
    build: PublicAccessGuardrails.denyDatabaseSnapshotSharing,
    denied: [{ action: 'rds:ModifyDBSnapshotAttribute' }, { action: 'rds:ModifyDBClusterSnapshotAttribute' }, { action: 'rds:ModifyDBSnapshotAttribute', resource: BACKUP_SNAPSHOT }],
    allowed: [
      { action: 'rds:ModifyDBSnapshot' }, { action: 'ec2:DescribeInstances' },
      { action: 'rds:ModifyDBSnapshotAttribute', resource: BACKUP_SNAPSHOT, principal: BACKUP_ROLE },
    ],
    forbids: [
      { actions: SNAPSHOT_SHARING, when: NOT_BACKUP },
      {
        actions: SNAPSHOT_SHARING,
        resources: ['cluster-snapshot', 'snapshot'].map((type) => `arn:aws:rds:eu-west-1:${ACCOUNT}:${type}:orders`),
      },
    ],
    waysAround: [{ request: { action: 'rds:ModifyDBSnapshotAttribute', resource: 'arn:aws:rds:eu-west-1:111122223333:snapshot:orders', principal: BACKUP_ROLE } }, {
      request: { action: 'rds:ModifyDBSnapshotAttribute', resource: BACKUP_SNAPSHOT, principal: BACKUP_ROLE },
      limit: 'The default service role of AWS Backup is exempt for the snapshots of AWS Backup, since it copies them: add protect-roles for it',
    }, { request: { action: 'rds:StartExportTask' }, limit: 'Exports write the data of a snapshot to a bucket, which can belong to another account' }],
    published: 'data_perimeter_governance_scp.json',
    differences: [{ difference: 'Denies sharing database snapshots only', reason: 'Other guardrails deny the rest' }],
  },
  {
    build: PublicAccessGuardrails.denyPublicDatabases,
    denied: [...createDatabases({ 'rds:PubliclyAccessible': true }), ...createDatabases({})],
    allowed: [
      ...createDatabases({ 'rds:PubliclyAccessible': false }),
      { action: 'rds:CreateDBInstance', resource: 'arn:aws:rds:eu-west-1:111122223333:subgrp:private' },
      { action: 'rds:CreateDBInstance', resource: DATABASE, context: { 'rds:DatabaseEngine': 'docdb' } },
    ],
    forbids: [{
      actions: [...CREATIONS_OF_DATABASES, 'rds:CreateDBShardGroup'],
      resources: ['arn:*:rds:*:*:db:*', 'arn:*:rds:*:*:shard-group:*'],
      when: { BoolIfExists: { 'rds:PubliclyAccessible': 'true' }, StringNotEquals: { 'rds:DatabaseEngine': 'docdb' } },
    }],
    waysAround: [
      ...createDatabases({}).map((request) => ({ request })), ...createDatabases({ 'rds:DatabaseEngine': 'postgres' }).map((request) => ({ request })),
      { request: { action: 'rds:ModifyDBInstance', resource: DATABASE }, limit: 'A later change of an instance has no condition key for it' },
      { request: { action: 'rds:CreateDBCluster' }, limit: CLUSTERS },
      { request: { action: 'rds:RestoreDBClusterFromSnapshot' }, limit: CLUSTERS },
      ...each(['redshift:CreateCluster', 'redshift-serverless:CreateWorkgroup', 'timestream-influxdb:CreateDbInstance']).map((request) => ({
        request, limit: 'Amazon Redshift, Amazon Lightsail, AWS DMS and Amazon Timestream for InfluxDB have no condition key for it',
      })),
      ...each(['rds:CreateDBCluster', 'rds:RestoreDBClusterToPointInTime'], { context: { 'rds:DatabaseEngine': 'aurora-postgresql' } })
        .map((request) => ({ request, limit: GATEWAYS })),
    ],
  },
  {
    build: PublicAccessGuardrails.denyPublicFunctionUrls,
    denied: [
      urlConfig('CreateFunctionUrlConfig', FUNCTION_OF_EXAMPLE, 'NONE'), urlConfig('CreateFunctionUrlConfig', FUNCTION, 'NONE'),
      urlConfig('UpdateFunctionUrlConfig', FUNCTION, 'NONE'), urlConfig('AddPermission', FUNCTION, 'NONE'),
    ],
    allowed: [
      urlConfig('CreateFunctionUrlConfig', FUNCTION, 'AWS_IAM'), urlConfig('UpdateFunctionUrlConfig', FUNCTION), urlConfig('AddPermission', FUNCTION),
    ],
    forbids: [{
      actions: ['lambda:AddPermission', 'lambda:CreateFunctionUrlConfig', 'lambda:UpdateFunctionUrlConfig'],
      when: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
    }],
    waysAround: [{
      request: { action: 'lambda:PutResourcePolicy', resource: FUNCTION },
      limit: 'lambda:PutResourcePolicy can open an existing URL without authentication: add deny-function-sharing',
    }],
    published: 'Deny-modification-to-Lambda-URL-Config.json',
    differences: [
      { difference: 'Denies functions by their actual ARN, function:shop', reason: 'The example uses function/shop, which matches no function' },
      { difference: 'Allows changes that do not change the authentication', reason: 'They change other settings' },
      { difference: 'Also denies permissions for URLs without authentication', reason: 'They open an existing URL' },
    ],
  },
  {
    build: PublicAccessGuardrails.denyExternalSharing,
    denied: [
      { action: 'ram:CreateResourceShare', context: { 'ram:RequestedAllowsExternalPrincipals': true } },
      { action: 'ram:CreateResourceShare' },
      { action: 'ram:UpdateResourceShare', context: { 'ram:RequestedAllowsExternalPrincipals': true } },
      { action: 'ram:AssociateResourceShare', context: { 'ram:AllowsExternalPrincipals': true, 'ram:Principal': '999988887777' } },
      ...each(SHARES, { context: { ...WITHIN, 'ram:RetainSharingOnAccountLeaveOrganization': true } }),
    ],
    allowed: [
      { action: 'ram:CreateResourceShare', context: { 'ram:RequestedAllowsExternalPrincipals': false } },
      { action: 'ram:UpdateResourceShare' }, ...each(SHARES, { context: { ...WITHIN, 'ram:RetainSharingOnAccountLeaveOrganization': false } }),
      { action: 'ram:AssociateResourceShare', context: { 'ram:AllowsExternalPrincipals': false, 'ram:Principal': '444455556666' } },
      { action: 'ram:DisassociateResourceShare', context: { 'ram:AllowsExternalPrincipals': true } },
    ],
    forbids: [
      { actions: ['ram:CreateResourceShare'], when: { BoolIfExists: { 'ram:RequestedAllowsExternalPrincipals': 'true' } } },
      { actions: ['ram:UpdateResourceShare'], when: { Bool: { 'ram:RequestedAllowsExternalPrincipals': 'true' } } },
      { actions: ['ram:AssociateResourceShare'], when: { Bool: { 'ram:AllowsExternalPrincipals': 'true' } } },
      { actions: SHARES, when: { Bool: { 'ram:RetainSharingOnAccountLeaveOrganization': 'true' } } },
    ],
    waysAround: [
      { request: { action: 'ram:CreateResourceShare', context: { 'ram:ResourceShareName': 'network' } } },
      { request: { action: 'ec2:ModifyImageAttribute' }, limit: 'Services have their own ways of sharing: add the guardrails of ExternalSharingGuardrails' },
    ],
    published: 'Deny-RAM-from-sharing-resources-to-external-accounts.json',
    differences: [
      { difference: 'Denies shares without a setting for external principals', reason: 'AWS RAM allows external principals by default, and the condition key is then absent' },
      { difference: 'Also denies additions to shares that allow external accounts', reason: 'Existing shares could still grow' },
      { difference: 'Denies shares that accounts retain after they leave', reason: 'They would then belong to accounts outside the organization' },
    ],
  },
];
