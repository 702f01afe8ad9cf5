import type { GuardrailCase } from './guardrail-case';
import { PublicAccessGuardrails } from '../../../../src';

const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function/shop';
const EVERYBODY = 'uri="http://acs.amazonaws.com/groups/global/AllUsers"';
const putObject = (context: Record<string, string>) => ({ action: 's3:PutObject', resource: 'arn:aws:s3:::shop/index.html', context });
const WAYS_TO_A_DATABASE = [
  'rds:CreateDBInstance', 'rds:CreateDBInstanceReadReplica', 'rds:CreateDBShardGroup', 'rds:RestoreDBInstanceFromDBSnapshot',
  'rds:RestoreDBInstanceFromS3', 'rds:RestoreDBInstanceToPointInTime',
];

export const PUBLIC_ACCESS_CASES: readonly GuardrailCase[] = [
  {
    build: PublicAccessGuardrails.protectS3PublicAccessBlock,
    denied: [{ action: 's3:PutAccountPublicAccessBlock' }],
    allowed: [{ action: 's3:GetAccountPublicAccessBlock' }, { action: 's3:PutBucketPublicAccessBlock' }],
  },
  {
    build: (exempt) => PublicAccessGuardrails.protectS3PublicAccessBlock({ ...exempt, includeBuckets: true }),
    denied: [{ action: 's3:PutAccountPublicAccessBlock' }, { action: 's3:PutBucketPublicAccessBlock' }, { action: 's3:PutAccessPointPublicAccessBlock' }],
    allowed: [{ action: 's3:GetBucketPublicAccessBlock' }],
  },
  {
    build: PublicAccessGuardrails.denyPublicAcls,
    denied: [
      putObject({ 's3:x-amz-acl': 'public-read' }), putObject({ 's3:x-amz-grant-read': EVERYBODY }), putObject({ 's3:x-amz-grant-write': EVERYBODY }),
      putObject({ 's3:x-amz-grant-read-acp': EVERYBODY }), putObject({ 's3:x-amz-grant-write-acp': EVERYBODY }),
      putObject({ 's3:x-amz-grant-full-control': `id="1", ${EVERYBODY}` }),
    ],
    allowed: [putObject({}), putObject({ 's3:x-amz-acl': 'bucket-owner-full-control' }), putObject({ 's3:x-amz-grant-read': 'id="1"' })],
  },
  {
    build: PublicAccessGuardrails.denyPublicImages,
    denied: [{ action: 'ec2:DisableImageBlockPublicAccess' }],
    allowed: [{ action: 'ec2:EnableImageBlockPublicAccess' }],
    published: 'Deny-users-from-disabling-block-public-access-on-AMIs.json',
  },
  {
    build: PublicAccessGuardrails.denyPublicSnapshots,
    denied: [{ action: 'ec2:ModifySnapshotAttribute', context: { 'ec2:Add/group': 'all' } }, { action: 'ec2:DisableSnapshotBlockPublicAccess' }],
    allowed: [{ action: 'ec2:ModifySnapshotAttribute', context: { 'ec2:Add/userId': '444455556666' } }],
  },
  {
    build: PublicAccessGuardrails.denyDatabaseSnapshotSharing,
    denied: [{ action: 'rds:ModifyDBSnapshotAttribute' }, { action: 'rds:ModifyDBClusterSnapshotAttribute' }],
    allowed: [{ action: 'rds:ModifyDBSnapshot' }, { action: 'ec2:DescribeInstances' }],
    published: 'data_perimeter_governance_scp.json',
  },
  {
    build: PublicAccessGuardrails.denyPublicDatabases,
    denied: WAYS_TO_A_DATABASE.map((action) => ({ action, context: { 'rds:PubliclyAccessible': true } })),
    allowed: [
      ...WAYS_TO_A_DATABASE.map((action) => ({ action, context: { 'rds:PubliclyAccessible': false } })), { action: 'rds:CreateDBInstance' },
    ],
  },
  {
    build: PublicAccessGuardrails.denyPublicFunctionUrls,
    denied: [
      { action: 'lambda:CreateFunctionUrlConfig', resource: FUNCTION, context: { 'lambda:FunctionUrlAuthType': 'NONE' } },
      { action: 'lambda:AddPermission', resource: FUNCTION, context: { 'lambda:FunctionUrlAuthType': 'NONE' } },
    ],
    allowed: [
      { action: 'lambda:CreateFunctionUrlConfig', resource: FUNCTION, context: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } },
      { action: 'lambda:AddPermission', resource: FUNCTION },
    ],
    published: 'Deny-modification-to-Lambda-URL-Config.json',
  },
  {
    build: PublicAccessGuardrails.denyExternalSharing,
    denied: [
      { action: 'ram:CreateResourceShare', context: { 'ram:RequestedAllowsExternalPrincipals': true } },
      { action: 'ram:AssociateResourceShare', context: { 'ram:AllowsExternalPrincipals': true, 'ram:Principal': '999988887777' } },
    ],
    allowed: [
      { action: 'ram:CreateResourceShare', context: { 'ram:RequestedAllowsExternalPrincipals': false } },
      { action: 'ram:AssociateResourceShare', context: { 'ram:AllowsExternalPrincipals': false, 'ram:Principal': '444455556666' } },
      { action: 'ram:DisassociateResourceShare', context: { 'ram:AllowsExternalPrincipals': true } },
    ],
    published: 'Deny-RAM-from-sharing-resources-to-external-accounts.json',
  },
];
