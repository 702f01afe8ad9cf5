import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';

/** Guardrails that keep data where it is. */
export class DataMovementGuardrails {
  /**
   * Nobody sets up or changes the replication of buckets, to another Region, another account or the same. No condition key holds the
   * destination.
   *
   * Source: AWS Control Tower Controls Reference, "AWS-GR_RESTRICT_S3_CROSS_REGION_REPLICATION".
   */
  public static denyBucketReplication(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-bucket-replication',
      description: 'Nobody sets up or changes the replication of buckets',
      controls: ['AWS-GR_RESTRICT_S3_CROSS_REGION_REPLICATION'],
      denials: [{ sid: 'DenyBucketReplication', actions: ['s3:PutReplicationConfiguration'] }],
      limits: ['Who may read objects can write them to other buckets: see trusted-resources'],
    }, props);
  }

  /**
   * Nobody asks, in a Region that is allowed, for copies of data in another: replicas of keys, secrets, tables, databases, caches, images
   * of containers, file systems and backups of hardware security modules. `UsageGuardrails.denyOtherRegions` does not see these, since the
   * request goes to a Region that is allowed. Replicas of images and file systems in the same Region are denied too, as no condition key
   * holds the Region.
   *
   * Source: Service Authorization Reference of each service.
   */
  public static denyCrossRegionCopies(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-cross-region-copies',
      description: 'Nobody asks for copies of data in other Regions',
      denials: [
        {
          sid: 'DenyCrossRegionCopies',
          actions: [
            'cloudhsm:CopyBackupToRegion', 'dynamodb:CreateGlobalTable', 'dynamodb:CreateTableReplica', 'dynamodb:UpdateGlobalTable',
            'ecr:PutReplicationConfiguration', 'elasticache:CreateGlobalReplicationGroup', 'elasticfilesystem:CreateReplicationConfiguration',
            'kms:ReplicateKey', 'memorydb:CreateMultiRegionCluster', 'rds:CreateGlobalCluster', 'rds:StartDBInstanceAutomatedBackupsReplication',
            'redshift:EnableSnapshotCopy', 'secretsmanager:ReplicateSecretToRegions',
          ],
        },
        {
          sid: 'DenyCrossRegionSecrets',
          actions: ['secretsmanager:CreateSecret'],
          conditions: { Null: { 'secretsmanager:AddReplicaRegions': 'false' } },
        },
      ],
      limits: [
        'Copies of snapshots and images are asked for where they go (ec2:CopySnapshot, rds:CopyDBSnapshot): add deny-other-regions',
        'Backups are copied by AWS Backup (backup:StartCopyJob), and objects by buckets: add deny-bucket-replication',
      ],
    }, props);
  }

  /**
   * Nobody reads or writes snapshots of volumes block by block. Do not use it for accounts whose backup products do that.
   *
   * Source: AWS Control Tower Controls Reference, "CT.EC2.PV.4"; Amazon EBS User Guide, "Control access to EBS direct APIs using IAM".
   */
  public static denyEbsDirectApis(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-ebs-direct-apis',
      description: 'Nobody reads or writes snapshots of volumes block by block',
      controls: ['CT.EC2.PV.4'],
      denials: [{ sid: 'DenyEbsDirectApis', actions: ['ebs:*'] }],
      limits: ['A volume made from a snapshot is read as well: ec2:CreateVolume'],
    }, props);
  }

  private constructor() {}
}
