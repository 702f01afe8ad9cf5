import type { Guardrail } from '../guardrail';
import { BACKUP_ROLE_LIMIT, UNLESS_BACKUP_ROLE } from '../shared/backup-role';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';

/**
 * Guardrails that keep data in its Region and its account.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const workloads: OrganizationalUnit;
 * workloads.attachPolicy(new ServiceControlPolicy(this, 'DataResidency', {
 *   guardrails: [
 *     UsageGuardrails.denyOtherRegions({ allowedRegions: ['eu-central-1'] }),
 *     DataMovementGuardrails.denyCrossRegionCopies(),
 *     DataMovementGuardrails.denyBucketReplication(),
 *   ],
 * }));
 */
export class DataMovementGuardrails {
  /**
   * Denies setting up and changing the replication of buckets, within a Region, to another Region or to another account. It covers buckets
   * on AWS Outposts, and table buckets with their tables. No condition key contains the destination.
   *
   * Source: AWS Control Tower Controls Reference, "AWS-GR_RESTRICT_S3_CROSS_REGION_REPLICATION"; Service Authorization Reference, Amazon
   * S3, Amazon S3 on Outposts and Amazon S3 Tables.
   */
  public static denyBucketReplication(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-bucket-replication',
      description: 'Denies setting up and changing the replication of buckets',
      controls: ['AWS-GR_RESTRICT_S3_CROSS_REGION_REPLICATION'],
      denials: [{
        sid: 'DenyBucketReplication',
        actions: [
          's3-outposts:PutReplicationConfiguration', 's3:PutReplicationConfiguration', 's3tables:PutTableBucketReplication',
          's3tables:PutTableReplication',
        ],
      }],
      limits: ['Principals that can read objects can write them to other buckets: see deny-untrusted-resources'],
    }, props);
  }

  /**
   * Denies requests in an allowed Region that copy data to another Region: replicas of keys, secrets, tables, databases, caches, container
   * images, file systems, directories, user pools, bots, brokers, contact centers, incident data, logs and backups of hardware security
   * modules. `UsageGuardrails.denyOtherRegions` does not cover them, since their request goes to an allowed Region. Replicas of
   * container images, file systems and tables of Amazon S3 Tables in the same Region are denied too, since no condition key contains the
   * Region. So is the centralization of logs within a Region.
   *
   * Source: Service Authorization Reference of each service.
   */
  public static denyCrossRegionCopies(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-cross-region-copies',
      description: 'Denies requesting copies of data in other Regions',
      denials: [
        {
          sid: 'DenyCrossRegionCopies',
          actions: [
            'appstream:CopyImage', 'cassandra:AlterMultiRegionResource', 'cassandra:CreateMultiRegionResource',
            'cassandra:RestoreMultiRegionTable', 'cloudhsm:CopyBackupToRegion',
            'cognito-idp:CreateUserPoolReplica', 'connect:ReplicateInstance', 'ds:AddRegion', 'dsql:AddPeerCluster',
            'dsql:PutMultiRegionProperties', 'dynamodb:CreateGlobalTable', 'dynamodb:CreateTableReplica', 'dynamodb:UpdateGlobalTable',
            'ecr:PutReplicationConfiguration', 'elasticache:CreateGlobalReplicationGroup', 'elasticfilesystem:CreateReplicationConfiguration',
            'kms:ReplicateKey', 'lex:CreateBotReplica', 'memorydb:CreateMultiRegionCluster', 'mq:CreateReplicaBroker',
            'observabilityadmin:CreateCentralizationRuleForOrganization', 'observabilityadmin:UpdateCentralizationRuleForOrganization',
            'payment-cryptography:AddKeyReplicationRegions', 'payment-cryptography:EnableDefaultKeyReplicationRegions',
            'rds:CreateGlobalCluster', 'rds:StartDBInstanceAutomatedBackupsReplication', 'redshift:EnableSnapshotCopy',
            'redshift-serverless:CreateSnapshotCopyConfiguration',
            's3tables:PutTableBucketReplication', 's3tables:PutTableReplication', 'secretsmanager:ReplicateSecretToRegions',
            'ssm-incidents:CreateReplicationSet', 'ssm-incidents:UpdateReplicationSet',
          ],
        },
        {
          sid: 'DenyCrossRegionSecrets',
          actions: ['secretsmanager:CreateSecret'],
          conditions: { Null: { 'secretsmanager:AddReplicaRegions': 'false' } },
        },
      ],
      limits: [
        'Copies of snapshots and images are requested in the destination Region (ec2:CopySnapshot, rds:CopyDBSnapshot): add deny-other-regions',
        'AWS Backup copies backups (backup:StartCopyJob), and buckets replicate objects: add deny-bucket-replication',
        'EC2 Image Builder copies images with a service-linked role (imagebuilder:CreateDistributionConfiguration): add deny-vm-import-export',
        'Keys of AWS Payment Cryptography can be created with replicas: payment-cryptography:CreateKey, payment-cryptography:ImportKey',
      ],
    }, props);
  }

  /**
   * Denies reading and writing EBS snapshots block by block. Do not use it for accounts whose backup products do so. The default service
   * role of AWS Backup can use these APIs, since it writes snapshots when it restores. If AWS Backup uses a role of your own, exempt it.
   *
   * Source: AWS Control Tower Controls Reference, "CT.EC2.PV.4"; Amazon EBS User Guide, "Control access to EBS direct APIs using IAM"; AWS
   * managed policy AWSBackupServiceRolePolicyForRestores.
   */
  public static denyEbsDirectApis(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-ebs-direct-apis',
      description: 'Denies reading and writing EBS snapshots with the EBS direct APIs',
      controls: ['CT.EC2.PV.4'],
      denials: [{ sid: 'DenyEbsDirectApis', actions: ['ebs:*'], conditions: UNLESS_BACKUP_ROLE }],
      limits: ['A volume that is created from a snapshot can still be read: ec2:CreateVolume', BACKUP_ROLE_LIMIT],
    }, props);
  }

  private constructor() {}
}
