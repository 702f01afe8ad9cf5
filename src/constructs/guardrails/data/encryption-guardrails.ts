import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { EXEMPT_RESOURCE_RULES, exemptResourceArns } from '../shared/exempt-resources';
import { resourceControlGuardrail, serviceControlGuardrail } from '../shared/guardrail-builders';
import { listProblems } from '../shared/parameter-rules';

/** Properties of `EncryptionGuardrails.requireSnapshotEncryption`. */
export interface RequireSnapshotEncryptionProps extends ExemptPrincipalsProps {
  /**
   * Whether to also deny copies of unencrypted snapshots. A copy that encrypts such a snapshot can be denied too, since the request has
   * two snapshots and one condition key: see docs/guardrails/doubtful.md.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_ec2.html
   * @default false
   */
  readonly denyCopies?: boolean;
}

/** Properties of `EncryptionGuardrails.requireKmsKeysOfObjects`. */
export interface RequireKmsKeysOfObjectsProps extends ExemptPrincipalsProps {
  /**
   * ARNs of exempt objects, as in `arn:*:s3:::load-balancer-logs/*`. Services such as Elastic Load Balancing write without AWS KMS keys.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_s3.html
   * @default - no object is exempt
   */
  readonly exemptResources?: string[];
}

const ENCRYPTION = 's3:x-amz-server-side-encryption';
const CUSTOMER_KEY = `${ENCRYPTION}-customer-algorithm`;

/**
 * Guardrails that require encryption. Those for volumes, objects, databases and file systems are in `DataProtectionGuardrails`.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const organization: Organization;
 * organization.root.attachPolicy(new ServiceControlPolicy(this, 'Encryption', {
 *   guardrails: [EncryptionGuardrails.requireSnapshotEncryption(), EncryptionGuardrails.requireCacheEncryption()],
 * }));
 * organization.root.attachPolicy(new ResourceControlPolicy(this, 'ObjectEncryption', {
 *   guardrails: [EncryptionGuardrails.denyCustomerProvidedKeys()],
 * }));
 */
export class EncryptionGuardrails {
  /**
   * Denies creating unencrypted EBS snapshots.
   *
   * Source: AWS Control Tower Controls Reference, "CT.EC2.PV.1"; Service Authorization Reference, Amazon EC2.
   */
  public static requireSnapshotEncryption(props: RequireSnapshotEncryptionProps = {}): Guardrail {
    const { denyCopies = false } = props;
    const conditions = { Bool: { 'ec2:Encrypted': 'false' } };
    return serviceControlGuardrail({
      guardrailId: 'require-snapshot-encryption',
      description: 'Requires encryption of EBS snapshots',
      controls: ['CT.EC2.PV.1'],
      denials: [
        {
          sid: 'RequireSnapshotEncryption',
          actions: ['ec2:CreateSnapshot', 'ec2:CreateSnapshots'],
          resources: ['arn:*:ec2:*:*:volume/*'],
          conditions,
        },
        ...(denyCopies ? [{
          sid: 'RequireSnapshotCopyEncryption', actions: ['ec2:CopySnapshot'], resources: ['arn:*:ec2:*:*:snapshot/*'], conditions,
        }] : []),
      ],
      limits: [
        'Snapshots that are created by images, by imports or block by block have no condition key for encryption',
        ...(denyCopies ? [] : ['A copy of an unencrypted snapshot is also unencrypted: turn on encryption by default, or set denyCopies']),
      ],
    }, props);
  }

  /**
   * Denies attaching unencrypted volumes.
   *
   * Source: AWS Control Tower Controls Reference, "CT.EC2.PV.2".
   */
  public static requireAttachedVolumeEncryption(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-attached-volume-encryption',
      description: 'Denies attaching unencrypted volumes',
      controls: ['CT.EC2.PV.2'],
      denials: [{
        sid: 'RequireAttachedVolumeEncryption',
        actions: ['ec2:AttachVolume'],
        resources: ['arn:*:ec2:*:*:volume/*'],
        conditions: { Bool: { 'ec2:Encrypted': 'false' } },
      }],
      limits: [
        'A root volume can be replaced by an unencrypted one: ec2:CreateReplaceRootVolumeTask',
        'Launches attach new volumes without this action (ec2:RunInstances): add require-volume-encryption',
      ],
    }, props);
  }

  /**
   * Denies storing objects with a customer-provided key (SSE-C), since only the holder of the key could read them. It also denies
   * principals of other organizations, which `requireObjectEncryption` does not cover.
   *
   * Source: AWS Security Blog, "Preventing unintended encryption of Amazon S3 objects"; Amazon S3 User Guide, "Blocking or unblocking SSE-C
   * for a general purpose bucket".
   */
  public static denyCustomerProvidedKeys(props: ExemptPrincipalsProps = {}): Guardrail {
    return resourceControlGuardrail({
      guardrailId: 'deny-customer-provided-keys',
      description: 'Denies storing objects with customer-provided keys (SSE-C)',
      denials: [{
        sid: 'DenyCustomerProvidedKeys',
        actions: ['s3:PutObject', 's3:ReplicateObject'],
        conditions: { Null: { [CUSTOMER_KEY]: 'false' } },
      }],
      limits: ['Amazon S3 cannot distinguish data that a client encrypted from other data'],
    }, props);
  }

  /**
   * Denies storing objects without an AWS KMS key, from the request or from the default of the bucket, and replicating them with another
   * encryption.
   *
   * Source: AWS Control Tower Controls Reference, "CT.S3.PV.6"; Service Authorization Reference, Amazon S3 (`ReplicateObject`).
   */
  public static requireKmsKeysOfObjects(props: RequireKmsKeysOfObjectsProps = {}): Guardrail {
    const { exemptResources } = props;
    const notResources = exemptResources && exemptResourceArns(exemptResources);
    return resourceControlGuardrail({
      guardrailId: 'require-kms-keys-of-objects',
      description: 'Requires AWS KMS keys for S3 objects',
      controls: ['CT.S3.PV.6'],
      denials: [
        {
          sid: 'RequireKmsKeysOfObjects',
          actions: ['s3:PutObject'],
          notResources,
          conditions: { Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'true' } },
        },
        {
          sid: 'RequireKmsKeysOfReplicas',
          actions: ['s3:ReplicateObject'],
          notResources,
          conditions: { StringNotLike: { [ENCRYPTION]: 'aws:kms*' }, Null: { [ENCRYPTION]: 'false' } },
        },
        {
          sid: 'RequireKmsKeysOfReplicasOfOwnKeys',
          actions: ['s3:ReplicateObject'],
          notResources,
          conditions: { Null: { [CUSTOMER_KEY]: 'false' } },
        },
      ],
      limits: [
        'The key can belong to another account',
        'A replica whose request has no encryption settings gets the default of its bucket: s3:ReplicateObject',
      ],
      problems: exemptResources === undefined ? [] : listProblems('exempt resources', exemptResources, EXEMPT_RESOURCE_RULES),
    }, props);
  }

  /**
   * Denies creating Amazon ElastiCache replication groups without encryption at rest. Serverless caches are always encrypted.
   *
   * Source: AWS Control Tower Controls Reference, "CT.ELASTICACHE.PR.4"; Service Authorization Reference, Amazon ElastiCache
   * (`elasticache:AtRestEncryptionEnabled`, false where a request leaves it out).
   */
  public static requireCacheEncryption(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-cache-encryption',
      description: 'Requires encryption at rest of cache replication groups',
      controls: ['CT.ELASTICACHE.PR.4'],
      denials: [{
        sid: 'RequireCacheEncryption',
        actions: ['elasticache:CreateReplicationGroup'],
        conditions: { Bool: { 'elasticache:AtRestEncryptionEnabled': 'false' } },
      }],
      limits: ['A cache cluster without a replication group has no condition key for encryption: elasticache:CreateCacheCluster'],
    }, props);
  }

  /**
   * Denies turning off the encryption of AWS CodeBuild artifacts, build logs in Amazon S3 and exported test reports.
   *
   * Source: AWS Control Tower Controls Reference, "CT.CODEBUILD.PR.5" and "CT.CODEBUILD.PR.6"; Service Authorization Reference, AWS
   * CodeBuild.
   */
  public static requireBuildEncryption(props: ExemptPrincipalsProps = {}): Guardrail {
    const actions = ['codebuild:CreateProject', 'codebuild:StartBuild', 'codebuild:StartBuildBatch', 'codebuild:UpdateProject'];
    return serviceControlGuardrail({
      guardrailId: 'require-build-encryption',
      description: 'Requires encryption of build artifacts, logs and reports',
      controls: ['CT.CODEBUILD.PR.5', 'CT.CODEBUILD.PR.6'],
      denials: [
        { sid: 'RequireArtifactEncryption', actions, conditions: { Bool: { 'codebuild:artifacts.encryptionDisabled': 'true' } } },
        {
          sid: 'RequireSecondaryArtifactEncryption',
          actions,
          conditions: { 'ForAnyValue:Bool': { 'codebuild:secondaryArtifacts.encryptionDisabled': 'true' } },
        },
        { sid: 'RequireBuildLogEncryption', actions, conditions: { Bool: { 'codebuild:logsConfig.s3Logs.encryptionDisabled': 'true' } } },
        {
          sid: 'RequireReportEncryption',
          actions: ['codebuild:CreateReportGroup', 'codebuild:UpdateReportGroup'],
          conditions: { Bool: { 'codebuild:exportConfig.s3Destination.encryptionDisabled': 'true' } },
        },
      ],
      limits: ['Existing projects and their builds keep their settings'],
    }, props);
  }

  /**
   * Denies turning off the encryption of Amazon Kinesis and Amazon Data Firehose streams.
   *
   * Source: Service Authorization Reference, Amazon Kinesis Data Streams and Amazon Data Firehose.
   */
  public static protectStreamEncryption(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-stream-encryption',
      description: 'Denies turning off the encryption of streams',
      denials: [{ sid: 'ProtectStreamEncryption', actions: ['firehose:StopDeliveryStreamEncryption', 'kinesis:StopStreamEncryption'] }],
      limits: ['A new stream has no condition key for encryption: kinesis:CreateStream, firehose:CreateDeliveryStream'],
    }, props);
  }

  private constructor() {}
}
