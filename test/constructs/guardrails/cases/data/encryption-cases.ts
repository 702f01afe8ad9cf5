import { EncryptionGuardrails } from '../../../../../src';
import { ACCOUNT, type Forbidden, type GuardrailCase, type Request, STRANGER } from '../guardrail-case';
import { each } from '../requests';

const VOLUME = `arn:aws:ec2:eu-west-1:${ACCOUNT}:volume/vol-0a1b2c3d`;
const SNAPSHOT = 'arn:aws:ec2:eu-west-1::snapshot/snap-0a1b2c3d';
const OBJECT = 'arn:aws:s3:::shop/index.html';
const CUSTOMER_KEY = 's3:x-amz-server-side-encryption-customer-algorithm';
const KMS_KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const encrypted = (is: boolean) => ({ 'ec2:Encrypted': is });
const ofUnencrypted = (kind: 'volume' | 'snapshot', ...actions: string[]): Forbidden => (
  { actions, resources: [`arn:*:ec2:*:*:${kind}/*`], when: { Bool: { 'ec2:Encrypted': 'false' } } });
const BLIND = 'Snapshots that are created by images, by imports or block by block have no condition key for encryption';
const keyId = { [KMS_KEY]: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab` };
const BUILD_ACTIONS = ['codebuild:CreateProject', 'codebuild:StartBuild', 'codebuild:StartBuildBatch', 'codebuild:UpdateProject'];
const cacheGroup = (context: Record<string, boolean>) => ({
  action: 'elasticache:CreateReplicationGroup', resource: `arn:aws:elasticache:eu-west-1:${ACCOUNT}:replicationgroup:sessions`, context,
});
const turnedOff = (part: string, ...actions: string[]): Forbidden => (
  { actions, when: { 'ForAnyValue:Bool': { [`codebuild:${part}.encryptionDisabled`]: 'true' } } });
const WITHOUT_KMS_KEY: Request[] = [
  { action: 's3:PutObject', resource: OBJECT },
  { action: 's3:ReplicateObject', resource: OBJECT, context: { 's3:x-amz-server-side-encryption': 'AES256' } },
  { action: 's3:ReplicateObject', resource: OBJECT, context: { [CUSTOMER_KEY]: 'AES256' } },
];
/** With every key, also such as `x:s3:::balancer-logs/y`. */
const OTHER_OBJECTS = ['arn:aws:s3:::shop/*', 'arn:aws:s3:::other-balancer-logs/*', `arn:aws:s3:eu-west-1:${ACCOUNT}:accesspoint/exit/object/*`];

function withoutKmsKey(resources?: string[]): Forbidden[] {
  const encryption = 's3:x-amz-server-side-encryption';
  const isOther = { StringLike: { [encryption]: '*' }, StringNotLike: { [encryption]: 'aws:kms*' } };
  return [
    { actions: ['s3:PutObject'], resources, when: { Null: { [KMS_KEY]: 'true' } } },
    { actions: ['s3:ReplicateObject'], resources, when: isOther },
    { actions: ['s3:ReplicateObject'], resources, when: { StringLike: { [CUSTOMER_KEY]: '*' } } },
  ];
}

export const ENCRYPTION_CASES: readonly GuardrailCase[] = [
  {
    build: EncryptionGuardrails.requireSnapshotEncryption,
    denied: each(['ec2:CreateSnapshot', 'ec2:CreateSnapshots'], { resource: VOLUME, context: encrypted(false) }),
    allowed: [
      { action: 'ec2:CreateSnapshot', resource: VOLUME, context: encrypted(true) },
      { action: 'ec2:CreateSnapshot', resource: SNAPSHOT },
    ],
    forbids: [ofUnencrypted('volume', 'ec2:CreateSnapshot', 'ec2:CreateSnapshots')],
    waysAround: [
      {
        request: { action: 'ec2:CopySnapshot', resource: SNAPSHOT, context: encrypted(false) },
        limit: 'A copy of an unencrypted snapshot is also unencrypted: turn on encryption by default, or set denyCopies',
      },
      ...each(['ec2:CreateImage', 'ec2:ImportSnapshot', 'ebs:StartSnapshot']).map((request) => ({ request, limit: BLIND })),
    ],
  },
  {
    build: (exempt) => EncryptionGuardrails.requireSnapshotEncryption({ ...exempt, denyCopies: true }),
    denied: [
      ...each(['ec2:CreateSnapshot', 'ec2:CreateSnapshots'], { resource: VOLUME, context: encrypted(false) }),
      { action: 'ec2:CopySnapshot', resource: SNAPSHOT, context: encrypted(false) },
    ],
    allowed: [{ action: 'ec2:CopySnapshot', resource: SNAPSHOT, context: encrypted(true) }],
    forbids: [ofUnencrypted('volume', 'ec2:CreateSnapshot', 'ec2:CreateSnapshots'), ofUnencrypted('snapshot', 'ec2:CopySnapshot')],
    waysAround: [{ request: { action: 'ec2:CopySnapshot', resource: 'arn:aws:ec2:eu-west-1::snapshot/*', context: encrypted(false) } }],
  },
  {
    build: EncryptionGuardrails.requireAttachedVolumeEncryption,
    denied: [{ action: 'ec2:AttachVolume', resource: VOLUME, context: encrypted(false) }],
    allowed: [
      { action: 'ec2:AttachVolume', resource: VOLUME, context: encrypted(true) },
      { action: 'ec2:AttachVolume', resource: `arn:aws:ec2:eu-west-1:${ACCOUNT}:instance/i-0a1b2c3d` },
    ],
    forbids: [ofUnencrypted('volume', 'ec2:AttachVolume')],
    waysAround: [{
      request: { action: 'ec2:CreateReplaceRootVolumeTask' },
      limit: 'A root volume can be replaced by an unencrypted one: ec2:CreateReplaceRootVolumeTask',
    }, {
      request: { action: 'ec2:RunInstances', resource: VOLUME, context: encrypted(false) },
      limit: 'Launches attach new volumes without this action (ec2:RunInstances): add require-volume-encryption',
    }],
  },
  {
    build: EncryptionGuardrails.denyCustomerProvidedKeys,
    denied: each(['s3:PutObject', 's3:ReplicateObject'], { resource: OBJECT, context: { [CUSTOMER_KEY]: 'AES256' } }),
    allowed: [
      { action: 's3:PutObject', resource: OBJECT, context: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
      { action: 's3:GetObject', resource: OBJECT, context: { [CUSTOMER_KEY]: 'AES256' } },
    ],
    forbids: [{ actions: ['s3:PutObject', 's3:ReplicateObject'], when: { StringLike: { [CUSTOMER_KEY]: '*' } } }],
    waysAround: [
      { request: { action: 's3:PutObject', resource: OBJECT, context: { [CUSTOMER_KEY]: 'AES256' }, principal: STRANGER } },
      {
        request: { action: 's3:PutObject', resource: OBJECT },
        limit: 'Amazon S3 cannot distinguish data that a client encrypted from other data',
      },
    ],
  },
  {
    build: EncryptionGuardrails.requireKmsKeysOfObjects,
    denied: WITHOUT_KMS_KEY,
    allowed: [
      ...each(['s3:PutObject', 's3:ReplicateObject'], { resource: OBJECT, context: keyId }), { action: 's3:GetObject', resource: OBJECT },
      { action: 's3:ReplicateObject', resource: OBJECT },
    ],
    forbids: withoutKmsKey(),
    waysAround: [
      { request: { action: 's3:PutObject', resource: OBJECT, context: { [CUSTOMER_KEY]: 'AES256' } } },
      { request: { action: 's3:PutObject', resource: OBJECT, principal: STRANGER } },
      {
        request: { action: 's3:PutObject', resource: OBJECT, context: { [KMS_KEY]: 'arn:aws:kms:eu-west-1:999988887777:key/1' } },
        limit: 'The key can belong to another account',
      },
    ],
  },
  {
    build: (exempt) => EncryptionGuardrails.requireKmsKeysOfObjects({ ...exempt, exemptResources: ['arn:*:s3:::balancer-logs/*'] }),
    denied: WITHOUT_KMS_KEY,
    allowed: [{ action: 's3:PutObject', resource: 'arn:aws:s3:::balancer-logs/today' }],
    forbids: withoutKmsKey(OTHER_OBJECTS),
    waysAround: ['other-balancer-logs/today', 'shop/x:s3:::balancer-logs/today'].map((object) => (
      { request: { action: 's3:PutObject', resource: `arn:aws:s3:::${object}` } })),
  },
  {
    build: EncryptionGuardrails.requireCacheEncryption,
    denied: [cacheGroup({ 'elasticache:AtRestEncryptionEnabled': false })],
    allowed: [cacheGroup({ 'elasticache:AtRestEncryptionEnabled': true }), { action: 'elasticache:CreateServerlessCache' }],
    forbids: [{ actions: ['elasticache:CreateReplicationGroup'], when: { Bool: { 'elasticache:AtRestEncryptionEnabled': 'false' } } }],
    waysAround: [{
      request: { action: 'elasticache:CreateCacheCluster' },
      limit: 'A cache cluster without a replication group has no condition key for encryption: elasticache:CreateCacheCluster',
    }],
  },
  {
    build: EncryptionGuardrails.requireBuildEncryption,
    denied: [
      ...['artifacts', 'logsConfig.s3Logs'].flatMap((part) => each(BUILD_ACTIONS, { context: { [`codebuild:${part}.encryptionDisabled`]: true } })),
      ...each(BUILD_ACTIONS, { context: { 'codebuild:secondaryArtifacts.encryptionDisabled': ['false', 'true'] } }),
      ...each(['codebuild:CreateReportGroup', 'codebuild:UpdateReportGroup'], {
        context: { 'codebuild:exportConfig.s3Destination.encryptionDisabled': true },
      }),
    ],
    allowed: [
      ...each([...BUILD_ACTIONS, 'codebuild:CreateReportGroup']),
      { action: 'codebuild:CreateProject', context: { 'codebuild:artifacts.encryptionDisabled': false } },
      { action: 'codebuild:CreateProject', context: { 'codebuild:secondaryArtifacts.encryptionDisabled': ['false', 'false'] } },
    ],
    forbids: [
      ...['artifacts', 'secondaryArtifacts', 'logsConfig.s3Logs'].map((part) => turnedOff(part, ...BUILD_ACTIONS)),
      turnedOff('exportConfig.s3Destination', 'codebuild:CreateReportGroup', 'codebuild:UpdateReportGroup'),
    ],
    waysAround: [
      { request: { action: 'codebuild:StartBuild', context: { 'codebuild:artifacts.encryptionDisabled': true } } },
      { request: { action: 'codebuild:StartBuild' }, limit: 'Existing projects and their builds keep their settings' },
    ],
  },
  {
    build: EncryptionGuardrails.protectStreamEncryption,
    denied: each(['kinesis:StopStreamEncryption', 'firehose:StopDeliveryStreamEncryption']),
    allowed: each(['kinesis:StartStreamEncryption', 'kinesis:PutRecord']),
    waysAround: each(['kinesis:CreateStream', 'firehose:CreateDeliveryStream']).map((request) => ({
      request, limit: 'A new stream has no condition key for encryption: kinesis:CreateStream, firehose:CreateDeliveryStream',
    })),
  },
];
