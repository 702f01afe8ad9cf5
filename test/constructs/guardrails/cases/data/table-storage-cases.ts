import { TableStorageGuardrails } from '../../../../../src';
import { ACCOUNT, type GuardrailCase, ROOT_USER } from '../guardrail-case';
import { each } from '../requests';

const tables = (rest: string) => `arn:aws:s3tables:eu-west-1:${ACCOUNT}:bucket/${rest}`;
const vectors = (rest: string) => `arn:aws:s3vectors:eu-west-1:${ACCOUNT}:bucket/${rest}`;
const KMS_TABLES = { 's3tables:SSEAlgorithm': 'aws:kms' };
const KMS_VECTORS = { 's3vectors:sseType': 'aws:kms' };

export const TABLE_STORAGE_CASES: readonly GuardrailCase[] = [
  {
    build: (exempt) => TableStorageGuardrails.protectTableBuckets({ ...exempt, tableBucketNames: ['warehouse-*', 'audit'] }),
    denied: [
      ...each([
        's3tables:DeleteTableBucket', 's3tables:DeleteNamespace', 's3tables:DeleteTableBucketEncryption', 's3tables:DeleteTableBucketPolicy',
        's3tables:DeleteTableBucketReplication', 's3tables:PutTableBucketEncryption', 's3tables:PutTableBucketMaintenanceConfiguration',
        's3tables:PutTableBucketPolicy',
      ], { resource: tables('warehouse-1') }),
      ...each([
        's3tables:DeleteTable', 's3tables:DeleteTablePolicy', 's3tables:DeleteTableReplication', 's3tables:PutTableEncryption',
        's3tables:PutTableMaintenanceConfiguration', 's3tables:PutTablePolicy', 's3tables:PutTableRecordExpirationConfiguration', 's3tables:RenameTable',
      ], { resource: tables('audit/table/1a2b') }),
    ],
    allowed: [
      { action: 's3tables:DeleteTable', resource: tables('test/table/1a2b') }, { action: 's3tables:DeleteTableBucket', resource: tables('test') },
      { action: 's3tables:CreateTable', resource: tables('audit') }, { action: 's3tables:PutTableData', resource: tables('audit/table/1a2b') },
    ],
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
    waysAround: [
      { request: { action: 's3vectors:CreateVectorBucket', context: { 's3vectors:kmsKeyArn': `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1` } } },
      {
        request: { action: 's3vectors:CreateIndex' },
        limit: 'Existing vector buckets keep their encryption, and new indexes of theirs take it: s3vectors:CreateIndex',
      },
    ],
  },
];
