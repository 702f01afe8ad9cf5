import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { resourceControlGuardrail, serviceControlGuardrail } from '../shared/guardrail-builders';
import { listProblems, RESOURCE_RULES } from '../shared/parameter-rules';

/** Properties of `EncryptionGuardrails.requireSnapshotEncryption`. */
export interface RequireSnapshotEncryptionProps extends ExemptPrincipalsProps {
  /**
   * Whether to deny also copies of snapshots that are not encrypted. A copy that encrypts such a snapshot may be denied with them, since
   * the request has two snapshots and one key: see docs/guardrails/doubtful.md.
   * @default false
   */
  readonly denyCopies?: boolean;
}

/** Properties of `EncryptionGuardrails.requireKmsKeysOfObjects`. */
export interface RequireKmsKeysOfObjectsProps extends ExemptPrincipalsProps {
  /**
   * ARNs of objects that it leaves alone, as in `arn:*:s3:::load-balancer-logs/*`: services such as Elastic Load Balancing write without.
   * @default - no object is exempt
   */
  readonly exemptResources?: string[];
}

/** Guardrails that ask for encryption. Volumes, objects, databases and file systems are in `DataProtectionGuardrails`. */
export class EncryptionGuardrails {
  /**
   * Nobody creates snapshots of volumes that are not encrypted.
   *
   * Source: AWS Control Tower Controls Reference, "CT.EC2.PV.1"; Service Authorization Reference, Amazon EC2.
   */
  public static requireSnapshotEncryption(props: RequireSnapshotEncryptionProps = {}): Guardrail {
    const { denyCopies = false } = props;
    const conditions = { Bool: { 'ec2:Encrypted': 'false' } };
    return serviceControlGuardrail({
      guardrailId: 'require-snapshot-encryption',
      description: 'Snapshots of volumes are encrypted',
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
        'Images take snapshots of their volumes, and snapshots are imported or written block by block, and none of these has a condition key for encryption',
        ...(denyCopies ? [] : ['A copy of a snapshot that is not encrypted is not either: turn the default encryption on, or set denyCopies']),
      ],
    }, props);
  }

  /**
   * Nobody attaches volumes that are not encrypted.
   *
   * Source: AWS Control Tower Controls Reference, "CT.EC2.PV.2".
   */
  public static requireAttachedVolumeEncryption(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-attached-volume-encryption',
      description: 'Nobody attaches volumes that are not encrypted',
      controls: ['CT.EC2.PV.2'],
      denials: [{
        sid: 'RequireAttachedVolumeEncryption',
        actions: ['ec2:AttachVolume'],
        resources: ['arn:*:ec2:*:*:volume/*'],
        conditions: { Bool: { 'ec2:Encrypted': 'false' } },
      }],
      limits: ['A root volume can be replaced by one that is not encrypted: ec2:CreateReplaceRootVolumeTask'],
    }, props);
  }

  /**
   * Nobody stores objects under a customer-provided key (SSE-C), so that only the holder of the key can read them. Principals of other
   * organizations are denied too, which `requireObjectEncryption` does not reach.
   *
   * Source: AWS Security Blog, "Preventing unintended encryption of Amazon S3 objects"; Amazon S3 User Guide, "Blocking or unblocking SSE-C
   * for a general purpose bucket".
   */
  public static denyCustomerProvidedKeys(props: ExemptPrincipalsProps = {}): Guardrail {
    return resourceControlGuardrail({
      guardrailId: 'deny-customer-provided-keys',
      description: 'Nobody stores objects under keys of their own',
      denials: [{
        sid: 'DenyCustomerProvidedKeys',
        actions: ['s3:PutObject', 's3:ReplicateObject'],
        conditions: { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } },
      }],
      limits: ['Amazon S3 cannot tell data that a client encrypted from other data'],
    }, props);
  }

  /**
   * Nobody stores objects without a key of AWS KMS, asked for or set as the default of the bucket.
   *
   * Source: AWS Control Tower Controls Reference, "CT.S3.PV.6".
   */
  public static requireKmsKeysOfObjects(props: RequireKmsKeysOfObjectsProps = {}): Guardrail {
    const { exemptResources } = props;
    return resourceControlGuardrail({
      guardrailId: 'require-kms-keys-of-objects',
      description: 'Objects are stored under keys of AWS KMS',
      controls: ['CT.S3.PV.6'],
      denials: [{
        sid: 'RequireKmsKeysOfObjects',
        actions: ['s3:PutObject'],
        notResources: exemptResources,
        conditions: { Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'true' } },
      }],
      limits: ['The key may be one of another account'],
      problems: exemptResources === undefined ? [] : listProblems('exempt resources', exemptResources, RESOURCE_RULES),
    }, props);
  }

  /**
   * Nobody creates replication groups of Amazon ElastiCache that are not encrypted at rest. Serverless caches always are.
   *
   * Source: AWS Control Tower Controls Reference, "CT.ELASTICACHE.PR.4"; Service Authorization Reference, Amazon ElastiCache
   * (`elasticache:AtRestEncryptionEnabled`, false where a request leaves it out).
   */
  public static requireCacheEncryption(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-cache-encryption',
      description: 'Replication groups of caches are encrypted at rest',
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
   * Nobody turns the encryption of build artifacts, build logs in Amazon S3 and exported test reports of AWS CodeBuild off.
   *
   * Source: AWS Control Tower Controls Reference, "CT.CODEBUILD.PR.5" and "CT.CODEBUILD.PR.6"; Service Authorization Reference, AWS
   * CodeBuild.
   */
  public static requireBuildEncryption(props: ExemptPrincipalsProps = {}): Guardrail {
    const actions = ['codebuild:CreateProject', 'codebuild:StartBuild', 'codebuild:StartBuildBatch', 'codebuild:UpdateProject'];
    return serviceControlGuardrail({
      guardrailId: 'require-build-encryption',
      description: 'Artifacts, logs and reports of builds are encrypted',
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
   * Nobody turns the encryption of streams of Amazon Kinesis and Amazon Data Firehose off.
   *
   * Source: Service Authorization Reference, Amazon Kinesis Data Streams and Amazon Data Firehose.
   */
  public static protectStreamEncryption(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-stream-encryption',
      description: 'Nobody turns the encryption of streams off',
      denials: [{ sid: 'ProtectStreamEncryption', actions: ['firehose:StopDeliveryStreamEncryption', 'kinesis:StopStreamEncryption'] }],
      limits: ['A new stream has no condition key for encryption: kinesis:CreateStream, firehose:CreateDeliveryStream'],
    }, props);
  }

  private constructor() {}
}
