import type { Guardrail } from '../guardrail';
import { UNLESS_BACKUP_ROLE } from '../shared/backup-role';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { type Denial, serviceControlGuardrail } from '../shared/guardrail-builders';

/** Properties of `PublicAccessGuardrails.protectS3PublicAccessBlock`. */
export interface ProtectS3PublicAccessBlockProps extends ExemptPrincipalsProps {
  /**
   * Whether to also protect the settings of buckets and access points. Buckets whose template contains these settings can then not be
   * created.
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
   * @default false
   */
  readonly includeBuckets?: boolean;
}

const WRITES_OF_ACL = ['s3:PutBucketAcl', 's3:PutObjectAcl', 's3:PutObjectVersionAcl'];

const WRITES_WITH_ACL = ['s3:CreateBucket', 's3:PutObject', ...WRITES_OF_ACL];

const GRANTS: Record<string, string> = {
  'full-control': 'DenyPublicFullControl', 'read': 'DenyPublicRead', 'read-acp': 'DenyPublicReadAcp', 'write': 'DenyPublicWrite', 'write-acp': 'DenyPublicWriteAcp',
};

const SNAPSHOT_SHARING_ACTIONS = ['rds:ModifyDBClusterSnapshotAttribute', 'rds:ModifyDBSnapshotAttribute'];

/** Snapshots whose names only AWS Backup can create, since the names of others contain no colon. */
const SNAPSHOTS_OF_BACKUP = ['arn:*:rds:*:*:cluster-snapshot:awsbackup:*', 'arn:*:rds:*:*:snapshot:awsbackup:*'];

/**
 * Guardrails that deny public access to resources.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const organization: Organization;
 * organization.root.attachPolicy(new ServiceControlPolicy(this, 'NoPublicAccess', {
 *   guardrails: [
 *     PublicAccessGuardrails.protectS3PublicAccessBlock(),
 *     PublicAccessGuardrails.denyPublicDatabases(),
 *     PublicAccessGuardrails.denyPublicSnapshots(),
 *   ],
 * }));
 */
export class PublicAccessGuardrails {
  /**
   * Denies changing Block Public Access of the account for Amazon S3. Turn it on first: the guardrail preserves the current setting.
   *
   * Source: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage".
   */
  public static protectS3PublicAccessBlock(props: ProtectS3PublicAccessBlockProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-s3-public-access-block',
      description: 'Denies changing Block Public Access of Amazon S3',
      denials: [{
        sid: 'ProtectS3PublicAccessBlock',
        actions: [
          's3:PutAccountPublicAccessBlock',
          ...(props.includeBuckets ? ['s3:PutAccessPointPublicAccessBlock', 's3:PutBucketPublicAccessBlock'] : []),
        ],
      }],
      limits: [
        'If Block Public Access was never turned on, bucket policies can make buckets public',
        'A new access point can have weaker settings, but those of its bucket and account still apply',
      ],
    }, props);
  }

  /**
   * Denies making a bucket or an object accessible to everyone, or to everyone with an AWS account, with an access control list. It does
   * not cover bucket policies: use Block Public Access.
   *
   * Conditions evaluate the headers of a request, not its body. A request that sets a list in its body, as from the console, is therefore
   * denied: use a canned list or grant headers.
   *
   * Source: Amazon S3 User Guide, "Access control list (ACL) overview" and "Bucket policy examples using condition keys"; Amazon S3 API
   * Reference, "PutBucketAcl" and "PutObjectAcl" (a list comes in the body or in headers, never in both).
   */
  public static denyPublicAcls(props: ExemptPrincipalsProps = {}): Guardrail {
    const byHeader = Object.entries(GRANTS).map(([grant, sid]): Denial => ({
      sid,
      actions: WRITES_WITH_ACL,
      conditions: { StringLike: { [`s3:x-amz-grant-${grant}`]: ['*/global/AllUsers*', '*/global/AuthenticatedUsers*'] } },
    }));
    const headers = ['s3:x-amz-acl', ...Object.keys(GRANTS).map((grant) => `s3:x-amz-grant-${grant}`)];
    return serviceControlGuardrail({
      guardrailId: 'deny-public-acls',
      description: 'Denies making buckets and objects public with access control lists',
      denials: [
        {
          sid: 'DenyPublicAcls',
          actions: WRITES_WITH_ACL,
          conditions: { StringEquals: { 's3:x-amz-acl': ['authenticated-read', 'public-read', 'public-read-write'] } },
        },
        ...byHeader,
        { sid: 'DenyAclsInBodies', actions: WRITES_OF_ACL, conditions: { Null: Object.fromEntries(headers.map((key) => [key, 'true'])) } },
      ],
      limits: ['Target grants of s3:PutBucketLogging can make log objects public if lists are enabled: add deny-acls-on-new-buckets'],
    }, props);
  }

  /**
   * Denies creating buckets with access control lists, and enabling the lists of a bucket. Templates that set `OwnershipControls` can be
   * denied: omit them, since Amazon S3 disables lists by default.
   *
   * Source: Amazon S3 User Guide, "Controlling ownership of objects and disabling ACLs for your bucket"; aws-samples,
   * service-control-policy-examples, "Deny ACL disablement for all new buckets".
   */
  public static denyAclsOnNewBuckets(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-acls-on-new-buckets',
      description: 'Denies enabling access control lists of buckets',
      denials: [
        {
          sid: 'DenyAclsOnNewBuckets',
          actions: ['s3:CreateBucket'],
          conditions: {
            StringNotEquals: { 's3:x-amz-object-ownership': 'BucketOwnerEnforced' }, Null: { 's3:x-amz-object-ownership': 'false' },
          },
        },
        { sid: 'KeepAclsDisabled', actions: ['s3:PutBucketOwnershipControls'] },
      ],
      limits: ['Existing buckets keep their lists: add deny-public-acls'],
    }, props);
  }

  /**
   * Denies turning off block public access for machine images. While it is on, images cannot be made public.
   *
   * Source: Amazon EC2 User Guide, "Block public access to your AMIs".
   */
  public static denyPublicImages(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-public-images',
      description: 'Denies turning off block public access for machine images',
      denials: [{ sid: 'DenyPublicImages', actions: ['ec2:DisableImageBlockPublicAccess'] }],
      limits: ['If the block was never turned on, images can be made public: turn it on, or add deny-image-sharing'],
    }, props);
  }

  /**
   * Denies making EBS snapshots public and turning off block public access for snapshots. Principals that can enable it can still choose
   * its weaker mode.
   *
   * Source: Amazon EBS User Guide, "Block public access for Amazon EBS snapshots"; AWS Control Tower Controls Reference Guide,
   * "[CT.EC2.PV.3] Require that an Amazon EBS snapshot cannot be publicly restorable".
   */
  public static denyPublicSnapshots(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-public-snapshots',
      description: 'Denies making EBS snapshots public',
      denials: [
        { sid: 'KeepSnapshotPublicAccessBlock', actions: ['ec2:DisableSnapshotBlockPublicAccess'] },
        {
          sid: 'DenyPublicSnapshots', actions: ['ec2:ModifySnapshotAttribute'], conditions: { Null: { 'ec2:Add/group': 'false' } },
        },
      ],
      controls: ['CT.EC2.PV.3'],
      limits: ['The mode that blocks only new sharing can be chosen, and makes formerly public snapshots public again'],
    }, props);
  }

  /**
   * Denies sharing Amazon RDS snapshots. No condition key distinguishes sharing with one account from public sharing. The default service
   * role of AWS Backup can share the snapshots that AWS Backup created, since it copies them to other accounts. If AWS Backup uses a role
   * of your own, exempt it.
   *
   * Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon RDS".
   */
  public static denyDatabaseSnapshotSharing(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-database-snapshot-sharing',
      description: 'Denies sharing database snapshots',
      denials: [
        { sid: 'DenyDatabaseSnapshotSharing', actions: SNAPSHOT_SHARING_ACTIONS, notResources: SNAPSHOTS_OF_BACKUP },
        { sid: 'DenyDatabaseBackupSharing', actions: SNAPSHOT_SHARING_ACTIONS, resources: SNAPSHOTS_OF_BACKUP, conditions: UNLESS_BACKUP_ROLE },
      ],
      limits: [
        'Exports write the data of a snapshot to a bucket, which can belong to another account',
        'The default service role of AWS Backup is exempt for the snapshots of AWS Backup, since it copies them: add protect-roles for it',
      ],
    }, props);
  }

  /**
   * Denies creating databases with a public address, including replicas and restored backups. A request without the setting is denied too,
   * since Amazon RDS then decides by the subnets: set `PubliclyAccessible: false`. Also deny connections to the internet, for cases that
   * conditions cannot evaluate. Instances of Amazon DocumentDB, whose API has no such setting, are allowed.
   *
   * Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon RDS"; Amazon RDS API Reference,
   * "CreateDBInstance" (`PubliclyAccessible`); Amazon DocumentDB Developer Guide, "CreateDBInstance".
   */
  public static denyPublicDatabases(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-public-databases',
      description: 'Denies creating databases with a public address',
      denials: [{
        sid: 'DenyPublicDatabases',
        actions: [
          'rds:CreateDBInstance', 'rds:CreateDBInstanceReadReplica', 'rds:CreateDBShardGroup', 'rds:RestoreDBInstanceFromDBSnapshot',
          'rds:RestoreDBInstanceFromS3', 'rds:RestoreDBInstanceToPointInTime',
        ],
        // Option, parameter and subnet groups are resources of these requests too, and can lack the condition key.
        resources: ['arn:*:rds:*:*:db:*', 'arn:*:rds:*:*:shard-group:*'],
        conditions: { BoolIfExists: { 'rds:PubliclyAccessible': 'true' }, StringNotEquals: { 'rds:DatabaseEngine': 'docdb' } },
      }],
      limits: [
        'A later change of an instance has no condition key for it',
        'Multi-AZ DB clusters have no condition key for it, whether they are created, restored or changed',
        'Amazon Redshift, Amazon Lightsail, AWS DMS and Amazon Timestream for InfluxDB have no condition key for it',
        'Aurora clusters with an internet access gateway or express configuration need no VPC and have no condition key for it: '
          + 'rds:CreateDBCluster, rds:RestoreDBClusterToPointInTime',
      ],
    }, props);
  }

  /**
   * Denies function URLs that do not require authentication.
   *
   * Source: AWS Lambda Developer Guide, "Control access to Lambda function URLs"; AWS Control Tower Controls Reference Guide,
   * "[CT.LAMBDA.PV.1] Require an AWS Lambda function URL to use AWS IAM-based authentication".
   */
  public static denyPublicFunctionUrls(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-public-function-urls',
      description: 'Denies function URLs without authentication',
      denials: [{
        sid: 'DenyPublicFunctionUrls',
        actions: ['lambda:AddPermission', 'lambda:CreateFunctionUrlConfig', 'lambda:UpdateFunctionUrlConfig'],
        conditions: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
      }],
      controls: ['CT.LAMBDA.PV.1'],
      limits: ['lambda:PutResourcePolicy can open an existing URL without authentication: add deny-function-sharing'],
    }, props);
  }

  /**
   * Denies sharing resources through AWS Resource Access Manager with accounts outside the organization. A new share must set
   * `allowExternalPrincipals: false`, since the default allows external accounts. Existing shares that allow them cannot get principals or
   * resources; they can still be restricted to the organization. Shares that accounts retain when they leave the organization are denied
   * too, and existing ones cannot be changed.
   *
   * Source: AWS RAM User Guide, "Example service control policies (SCPs) for AWS Organizations and AWS RAM" and "How AWS RAM works with
   * IAM" (the key tests whether the request includes the parameter); AWS RAM API Reference, "CreateResourceShare"; Service Authorization
   * Reference, "Actions, resources, and condition keys for AWS Resource Access Manager (RAM)".
   */
  public static denyExternalSharing(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-external-sharing',
      description: 'Denies sharing resources with accounts outside the organization',
      denials: [
        {
          sid: 'DenyExternalSharing',
          actions: ['ram:CreateResourceShare'],
          conditions: { BoolIfExists: { 'ram:RequestedAllowsExternalPrincipals': 'true' } },
        },
        {
          sid: 'DenyOpeningOfShares',
          actions: ['ram:UpdateResourceShare'],
          conditions: { Bool: { 'ram:RequestedAllowsExternalPrincipals': 'true' } },
        },
        {
          sid: 'DenyUseOfExternalShares',
          actions: ['ram:AssociateResourceShare'],
          conditions: { Bool: { 'ram:AllowsExternalPrincipals': 'true' } },
        },
        {
          sid: 'DenyRetainedSharing',
          actions: ['ram:AssociateResourceShare', 'ram:CreateResourceShare', 'ram:UpdateResourceShare'],
          conditions: { Bool: { 'ram:RetainSharingOnAccountLeaveOrganization': 'true' } },
        },
      ],
      limits: ['Services have their own ways of sharing: add the guardrails of ExternalSharingGuardrails'],
    }, props);
  }

  private constructor() {}
}
