import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { TABLE_BUCKET_RULES } from '../shared/name-pattern-rules';
import { listProblems } from '../shared/parameter-rules';

/** Properties of `TableStorageGuardrails.protectTableBuckets`. */
export interface ProtectTableBucketsProps extends ExemptPrincipalsProps {
  /**
   * Names of table buckets of Amazon S3 Tables, with `*` as a wildcard.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3tables.html
   */
  readonly tableBucketNames: string[];
}

/** Properties of `TableStorageGuardrails.protectVectorBuckets`. */
export interface ProtectVectorBucketsProps extends ExemptPrincipalsProps {
  /**
   * Names of vector buckets of Amazon S3 Vectors, with `*` as a wildcard.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3vectors.html
   */
  readonly vectorBucketNames: string[];
}

/** Actions that delete tables, expire their content, rename them, or change who reads them and how they are encrypted. */
const TABLE_BUCKET_ACTIONS = [
  's3tables:DeleteNamespace', 's3tables:DeleteTable', 's3tables:DeleteTableBucket', 's3tables:DeleteTableBucketEncryption',
  's3tables:DeleteTableBucketPolicy', 's3tables:DeleteTableBucketReplication', 's3tables:DeleteTablePolicy', 's3tables:DeleteTableReplication',
  's3tables:PutTableBucketEncryption', 's3tables:PutTableBucketMaintenanceConfiguration', 's3tables:PutTableBucketPolicy',
  's3tables:PutTableBucketReplication', 's3tables:PutTableEncryption', 's3tables:PutTableMaintenanceConfiguration', 's3tables:PutTablePolicy',
  's3tables:PutTableRecordExpirationConfiguration', 's3tables:PutTableReplication', 's3tables:RenameTable',
];

const VECTOR_BUCKET_ACTIONS = [
  's3vectors:DeleteIndex', 's3vectors:DeleteVectorBucket', 's3vectors:DeleteVectorBucketPolicy', 's3vectors:DeleteVectors',
  's3vectors:PutVectorBucketPolicy',
];

/**
 * Guardrails for tables and vectors in Amazon S3: Amazon S3 Tables and Amazon S3 Vectors. Their buckets are not general purpose buckets, to
 * which the other guardrails for Amazon S3 apply.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables.html
 *
 * @example
 * declare const prod: OrganizationalUnit;
 * prod.attachPolicy(new ServiceControlPolicy(this, 'Tables', {
 *   guardrails: [
 *     TableStorageGuardrails.protectTableBuckets({ tableBucketNames: ['warehouse-*'] }),
 *     TableStorageGuardrails.requireTableEncryption(),
 *   ],
 * }));
 */
export class TableStorageGuardrails {
  /**
   * Denies deleting the table buckets, their namespaces and tables, and renaming tables. Also denies changing their policies, encryption,
   * replication, maintenance and expiry, which delete snapshots and records after a time.
   *
   * Source: Service Authorization Reference, Amazon S3 Tables; Amazon S3 User Guide, "Maintenance for table buckets".
   */
  public static protectTableBuckets(props: ProtectTableBucketsProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-table-buckets',
      description: 'Denies deleting the listed table buckets and their tables, and changing their settings',
      denials: [{
        sid: 'ProtectTableBuckets',
        actions: TABLE_BUCKET_ACTIONS,
        resources: props.tableBucketNames.flatMap((name) => [`arn:*:s3tables:*:*:bucket/${name}`, `arn:*:s3tables:*:*:bucket/${name}/table/*`]),
      }],
      limits: ['Principals that can write can delete the content of a table: s3tables:PutTableData, s3tables:UpdateTableMetadataLocation'],
      problems: listProblems('table bucket names', props.tableBucketNames, TABLE_BUCKET_RULES),
    }, props);
  }

  /**
   * Denies deleting the vector buckets, their indexes and vectors, and changing who can read them.
   *
   * Source: Service Authorization Reference, Amazon S3 Vectors.
   */
  public static protectVectorBuckets(props: ProtectVectorBucketsProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-vector-buckets',
      description: 'Denies deleting the listed vector buckets, their indexes and vectors',
      denials: [{
        sid: 'ProtectVectorBuckets',
        actions: VECTOR_BUCKET_ACTIONS,
        resources: props.vectorBucketNames.flatMap((name) => [`arn:*:s3vectors:*:*:bucket/${name}`, `arn:*:s3vectors:*:*:bucket/${name}/index/*`]),
      }],
      limits: ['Principals that can write can overwrite vectors: s3vectors:PutVectors'],
      problems: listProblems('vector bucket names', props.vectorBucketNames, TABLE_BUCKET_RULES),
    }, props);
  }

  /**
   * Requires keys of AWS KMS for table buckets, and for tables that set an encryption of their own. A table without one takes that of its
   * bucket. Denies returning a bucket to the default encryption.
   *
   * Source: Amazon S3 User Guide, "Enforcing and scoping SSE-KMS use for tables and table buckets".
   */
  public static requireTableEncryption(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-table-encryption',
      description: 'Requires keys of AWS KMS for table buckets and tables of Amazon S3',
      denials: [
        {
          sid: 'RequireTableBucketEncryption',
          actions: ['s3tables:CreateTableBucket', 's3tables:PutTableBucketEncryption'],
          conditions: { StringNotEquals: { 's3tables:SSEAlgorithm': 'aws:kms' } },
        },
        {
          sid: 'RequireTableEncryption',
          actions: ['s3tables:CreateTable', 's3tables:PutTableEncryption'],
          conditions: { StringNotEquals: { 's3tables:SSEAlgorithm': 'aws:kms' }, Null: { 's3tables:SSEAlgorithm': 'false' } },
        },
        { sid: 'KeepTableEncryption', actions: ['s3tables:DeleteTableBucketEncryption'] },
      ],
      limits: ['Existing table buckets keep their encryption, and new tables of theirs take it: s3tables:CreateTable'],
    }, props);
  }

  /**
   * Requires keys of AWS KMS for vector buckets, and for indexes that set an encryption of their own. An index without one takes that of
   * its bucket.
   *
   * Source: Service Authorization Reference, Amazon S3 Vectors (`s3vectors:sseType`); Amazon S3 API Reference, "EncryptionConfiguration" of
   * Amazon S3 Vectors.
   */
  public static requireVectorEncryption(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-vector-encryption',
      description: 'Requires keys of AWS KMS for vector buckets and indexes of Amazon S3',
      denials: [
        {
          sid: 'RequireVectorBucketEncryption',
          actions: ['s3vectors:CreateVectorBucket'],
          conditions: { StringNotEquals: { 's3vectors:sseType': 'aws:kms' } },
        },
        {
          sid: 'RequireVectorIndexEncryption',
          actions: ['s3vectors:CreateIndex'],
          conditions: { StringNotEquals: { 's3vectors:sseType': 'aws:kms' }, Null: { 's3vectors:sseType': 'false' } },
        },
      ],
      limits: ['Existing vector buckets keep their encryption, and new indexes of theirs take it: s3vectors:CreateIndex'],
    }, props);
  }

  private constructor() {}
}
