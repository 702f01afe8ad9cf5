import type { ExemptPrincipalsProps } from './exempt-principals';
import type { Guardrail } from './guardrail';
import { type Denial, serviceControlGuardrail } from './guardrail-builders';

/** Properties of `PublicAccessGuardrails.protectS3PublicAccessBlock`. */
export interface ProtectS3PublicAccessBlockProps extends ExemptPrincipalsProps {
  /**
   * Whether the settings of buckets and access points are protected too. Buckets whose template sets them cannot be created then.
   * @default false
   */
  readonly includeBuckets?: boolean;
}

const WRITES_WITH_ACL = ['s3:CreateBucket', 's3:PutBucketAcl', 's3:PutObject', 's3:PutObjectAcl', 's3:PutObjectVersionAcl'];

const GRANTS: Record<string, string> = {
  'full-control': 'DenyPublicFullControl', 'read': 'DenyPublicRead', 'read-acp': 'DenyPublicReadAcp', 'write': 'DenyPublicWrite', 'write-acp': 'DenyPublicWriteAcp',
};

/** Guardrails against making things public. */
export class PublicAccessGuardrails {
  /**
   * Nobody changes Block Public Access of the account for Amazon S3. Turn it on first: the guardrail keeps what is set.
   *
   * Source: Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage".
   */
  public static protectS3PublicAccessBlock(props: ProtectS3PublicAccessBlockProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-s3-public-access-block',
      description: 'Nobody changes Block Public Access of Amazon S3',
      denials: [{
        sid: 'ProtectS3PublicAccessBlock',
        actions: [
          's3:PutAccountPublicAccessBlock',
          ...(props.includeBuckets ? ['s3:PutAccessPointPublicAccessBlock', 's3:PutBucketPublicAccessBlock'] : []),
        ],
      }],
    }, props);
  }

  /**
   * Nobody opens a bucket or an object to everybody, or to all who have an AWS account, by an access control list. Bucket policies are
   * a matter of Block Public Access.
   *
   * Source: Amazon S3 User Guide, "Access control list (ACL) overview" and "Bucket policy examples using condition keys".
   */
  public static denyPublicAcls(props: ExemptPrincipalsProps = {}): Guardrail {
    const byHeader = Object.entries(GRANTS).map(([grant, sid]): Denial => ({
      sid,
      actions: WRITES_WITH_ACL,
      conditions: { StringLike: { [`s3:x-amz-grant-${grant}`]: ['*/global/AllUsers*', '*/global/AuthenticatedUsers*'] } },
    }));
    return serviceControlGuardrail({
      guardrailId: 'deny-public-acls',
      description: 'Nobody opens buckets and objects by access control lists',
      denials: [
        {
          sid: 'DenyPublicAcls',
          actions: WRITES_WITH_ACL,
          conditions: { StringEquals: { 's3:x-amz-acl': ['authenticated-read', 'public-read', 'public-read-write'] } },
        },
        ...byHeader,
      ],
    }, props);
  }

  /**
   * Nobody turns block public access for machine images off. While it is on, no image can be made public.
   *
   * Source: Amazon EC2 User Guide, "Block public access to your AMIs".
   */
  public static denyPublicImages(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-public-images',
      description: 'Nobody turns block public access for machine images off',
      denials: [{ sid: 'DenyPublicImages', actions: ['ec2:DisableImageBlockPublicAccess'] }],
    }, props);
  }

  /**
   * Nobody makes a snapshot of a volume public, or turns block public access for snapshots off. Those who may enable it can still
   * choose its weaker mode.
   *
   * Source: Amazon EBS User Guide, "Block public access for Amazon EBS snapshots".
   */
  public static denyPublicSnapshots(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-public-snapshots',
      description: 'Nobody makes snapshots of volumes public',
      denials: [
        { sid: 'KeepSnapshotPublicAccessBlock', actions: ['ec2:DisableSnapshotBlockPublicAccess'] },
        {
          sid: 'DenyPublicSnapshots', actions: ['ec2:ModifySnapshotAttribute'], conditions: { StringEquals: { 'ec2:Add/group': 'all' } },
        },
      ],
    }, props);
  }

  /**
   * Nobody shares snapshots of Amazon RDS. The service does not tell sharing with one account from sharing with all in conditions.
   *
   * Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon RDS".
   */
  public static denyDatabaseSnapshotSharing(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-database-snapshot-sharing',
      description: 'Nobody shares snapshots of databases',
      denials: [{ sid: 'DenyDatabaseSnapshotSharing', actions: ['rds:ModifyDBClusterSnapshotAttribute', 'rds:ModifyDBSnapshotAttribute'] }],
    }, props);
  }

  /**
   * Nobody creates a database with a public address, as a replica or from a backup either. A later change of an instance, and clusters
   * over several zones, cannot be told apart in conditions: deny ways to the internet as well.
   *
   * Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon RDS".
   */
  public static denyPublicDatabases(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-public-databases',
      description: 'Nobody creates databases with a public address',
      denials: [{
        sid: 'DenyPublicDatabases',
        actions: [
          'rds:CreateDBInstance', 'rds:CreateDBInstanceReadReplica', 'rds:CreateDBShardGroup', 'rds:RestoreDBInstanceFromDBSnapshot',
          'rds:RestoreDBInstanceFromS3', 'rds:RestoreDBInstanceToPointInTime',
        ],
        conditions: { Bool: { 'rds:PubliclyAccessible': 'true' } },
      }],
    }, props);
  }

  /**
   * Nobody gives a function a URL that asks for no credentials.
   *
   * Source: AWS Lambda Developer Guide, "Control access to Lambda function URLs".
   */
  public static denyPublicFunctionUrls(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-public-function-urls',
      description: 'Nobody gives functions a URL without authentication',
      denials: [{
        sid: 'DenyPublicFunctionUrls',
        actions: ['lambda:AddPermission', 'lambda:CreateFunctionUrlConfig', 'lambda:UpdateFunctionUrlConfig'],
        conditions: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
      }],
    }, props);
  }

  /**
   * Nobody shares resources through AWS Resource Access Manager with accounts outside the organization. A share that is open to them gets
   * neither principals nor resources any more; who may change it can close it.
   *
   * Source: AWS RAM User Guide, "Example service control policies (SCPs) for AWS Organizations and AWS RAM"; Service Authorization
   * Reference, "Actions, resources, and condition keys for AWS Resource Access Manager (RAM)".
   */
  public static denyExternalSharing(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-external-sharing',
      description: 'Nobody shares resources with accounts outside the organization',
      denials: [
        {
          sid: 'DenyExternalSharing',
          actions: ['ram:CreateResourceShare', 'ram:UpdateResourceShare'],
          conditions: { Bool: { 'ram:RequestedAllowsExternalPrincipals': 'true' } },
        },
        {
          sid: 'DenyUseOfExternalShares',
          actions: ['ram:AssociateResourceShare'],
          conditions: { Bool: { 'ram:AllowsExternalPrincipals': 'true' } },
        },
      ],
    }, props);
  }

  private constructor() {}
}
