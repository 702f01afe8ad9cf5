import { TableStorageGuardrails } from '../../../../../src';
import { ACCOUNT, type Forbidden, type GuardrailCase, ROOT_USER } from '../guardrail-case';
import { each } from '../requests';

const tables = (rest: string) => `arn:aws:s3tables:eu-west-1:${ACCOUNT}:bucket/${rest}`;
const vectors = (rest: string) => `arn:aws:s3vectors:eu-west-1:${ACCOUNT}:bucket/${rest}`;
const KMS_TABLES = { 's3tables:SSEAlgorithm': 'aws:kms' };
const KMS_VECTORS = { 's3vectors:sseType': 'aws:kms' };

const TABLE_BUCKET_ACTIONS = [
  's3tables:DeleteTableBucket', 's3tables:DeleteNamespace', 's3tables:DeleteTableBucketEncryption', 's3tables:DeleteTableBucketPolicy',
  's3tables:DeleteTableBucketReplication', 's3tables:PutTableBucketEncryption', 's3tables:PutTableBucketMaintenanceConfiguration',
  's3tables:PutTableBucketPolicy', 's3tables:PutTableBucketReplication',
];
const TABLE_ACTIONS = [
  's3tables:DeleteTable', 's3tables:DeleteTablePolicy', 's3tables:DeleteTableReplication', 's3tables:PutTableEncryption',
  's3tables:PutTableMaintenanceConfiguration', 's3tables:PutTablePolicy', 's3tables:PutTableRecordExpirationConfiguration',
  's3tables:PutTableReplication', 's3tables:RenameTable',
];

/** Requests for keys other than those of AWS KMS: `always` also if they ask for nothing. */
function otherKeys(key: string, { always, ifAsked }: Record<'always' | 'ifAsked', string[]>): Forbidden[] {
  const isOther = { StringNotEquals: { [key]: 'aws:kms' } };
  return [{ actions: always, when: isOther }, { actions: ifAsked, when: { ...isOther, StringLike: { [key]: '*' } } }];
}

export const TABLE_STORAGE_CASES: readonly GuardrailCase[] = [
  {
    build: (exempt) => TableStorageGuardrails.protectTableBuckets({ ...exempt, tableBucketNames: ['warehouse-*', 'audit'] }),
    denied: [
      ...each(TABLE_BUCKET_ACTIONS, { resource: tables('warehouse-1') }),
      ...each(TABLE_ACTIONS, { resource: tables('audit/table/1a2b') }),
    ],
    allowed: [
      { action: 's3tables:DeleteTable', resource: tables('test/table/1a2b') }, { action: 's3tables:DeleteTableBucket', resource: tables('test') },
      { action: 's3tables:CreateTable', resource: tables('audit') }, { action: 's3tables:PutTableData', resource: tables('audit/table/1a2b') },
    ],
    forbids: [{
      actions: [...TABLE_BUCKET_ACTIONS, ...TABLE_ACTIONS],
      resources: ['warehouse-*', 'audit', 'audit/table/*'].map((rest) => `arn:*:s3tables:*:*:bucket/${rest}`),
    }],
    waysAround: [
      { request: { action: 's3tables:RenameTable', resource: tables('warehouse-1/table/1a2b'), principal: ROOT_USER } },
      { request: { action: 's3tables:PutTableRecordExpirationConfiguration', resource: tables('warehouse-1/table/1a2b') } },
      {
        request: { action: 's3tables:UpdateTableMetadataLocation', resource: tables('audit/table/1a2b') },
        limit: 'Principals that can write can delete the content of a table: s3tables:PutTableData, s3tables:UpdateTableMetadataLocation',
      },
    ],
  },
  {
    build: (exempt) => TableStorageGuardrails.protectVectorBuckets({ ...exempt, vectorBucketNames: ['search', 'memory-*'] }),
    denied: [
      ...each(['s3vectors:DeleteVectorBucket', 's3vectors:DeleteVectorBucketPolicy', 's3vectors:PutVectorBucketPolicy'], { resource: vectors('search') }),
      ...each(['s3vectors:DeleteIndex', 's3vectors:DeleteVectors'], { resource: vectors('memory-1/index/products') }),
    ],
    allowed: [
      { action: 's3vectors:DeleteIndex', resource: vectors('test/index/products') },
      ...each(['s3vectors:QueryVectors', 's3vectors:CreateIndex'], { resource: vectors('search/index/products') }),
    ],
    forbids: [{
      actions: [
        's3vectors:DeleteIndex', 's3vectors:DeleteVectorBucket', 's3vectors:DeleteVectorBucketPolicy', 's3vectors:DeleteVectors',
        's3vectors:PutVectorBucketPolicy',
      ],
      resources: ['memory-*', 'search', 'search/index/*'].map((rest) => `arn:*:s3vectors:*:*:bucket/${rest}`),
    }],
    waysAround: [
      { request: { action: 's3vectors:DeleteVectors', resource: vectors('search/index/products') } },
      {
        request: { action: 's3vectors:PutVectors', resource: vectors('search/index/products') },
        limit: 'Principals that can write can overwrite vectors: s3vectors:PutVectors',
      },
    ],
  },
  {
    build: TableStorageGuardrails.requireTableEncryption,
    denied: [
      ...each(['s3tables:CreateTableBucket', 's3tables:PutTableBucketEncryption']),
      ...each(['s3tables:CreateTableBucket', 's3tables:PutTableBucketEncryption', 's3tables:CreateTable', 's3tables:PutTableEncryption'], {
        context: { 's3tables:SSEAlgorithm': 'AES256' },
      }),
      { action: 's3tables:DeleteTableBucketEncryption' },
    ],
    allowed: [
      ...each(['s3tables:CreateTableBucket', 's3tables:PutTableBucketEncryption', 's3tables:CreateTable', 's3tables:PutTableEncryption'], { context: KMS_TABLES }),
      { action: 's3tables:GetTableBucketEncryption' },
    ],
    forbids: otherKeys('s3tables:SSEAlgorithm', {
      always: ['s3tables:CreateTableBucket', 's3tables:PutTableBucketEncryption'],
      ifAsked: ['s3tables:CreateTable', 's3tables:PutTableEncryption'],
    }),
    waysAround: [
      { request: { action: 's3tables:DeleteTableBucketEncryption' } },
      {
        request: { action: 's3tables:CreateTable' },
        limit: 'Existing table buckets keep their encryption, and new tables of theirs take it: s3tables:CreateTable',
      },
    ],
  },
  {
    build: TableStorageGuardrails.requireVectorEncryption,
    denied: [
      { action: 's3vectors:CreateVectorBucket' },
      ...each(['s3vectors:CreateVectorBucket', 's3vectors:CreateIndex'], { context: { 's3vectors:sseType': 'AES256' } }),
    ],
    allowed: [...each(['s3vectors:CreateVectorBucket', 's3vectors:CreateIndex'], { context: KMS_VECTORS }), { action: 's3vectors:PutVectors' }],
    forbids: otherKeys('s3vectors:sseType', { always: ['s3vectors:CreateVectorBucket'], ifAsked: ['s3vectors:CreateIndex'] }),
    waysAround: [
      { request: { action: 's3vectors:CreateVectorBucket', context: { 's3vectors:kmsKeyArn': `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1` } } },
      {
        request: { action: 's3vectors:CreateIndex' },
        limit: 'Existing vector buckets keep their encryption, and new indexes of theirs take it: s3vectors:CreateIndex',
      },
    ],
  },
];
