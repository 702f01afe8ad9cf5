import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { type Denial, serviceControlGuardrail } from '../shared/guardrail-builders';

/** Properties of `PublicAccessGuardrails.protectS3PublicAccessBlock`. */
export interface ProtectS3PublicAccessBlockProps extends ExemptPrincipalsProps {
  /**
   * Whether the settings of buckets and access points are protected too. Buckets whose template sets them cannot be created then.
   * @default false
   */
  readonly includeBuckets?: boolean;
}

const WRITES_OF_ACL = ['s3:PutBucketAcl', 's3:PutObjectAcl', 's3:PutObjectVersionAcl'];

const WRITES_WITH_ACL = ['s3:CreateBucket', 's3:PutObject', ...WRITES_OF_ACL];

const GRANTS: Record<string, string> = {
  'full-control': 'DenyPublicFullControl', 'read': 'DenyPublicRead', 'read-acp': 'DenyPublicReadAcp', 'write': 'DenyPublicWrite', 'write-acp': 'DenyPublicWriteAcp',
};

/** Guardrails against public access to resources. */
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
      limits: [
        'Where Block Public Access was never turned on, bucket policies open buckets',
        'A new access point can have weaker settings, but those of its bucket and account still apply',
      ],
    }, props);
  }

  /**
   * Nobody opens a bucket or an object to everybody, or to all who have an AWS account, by an access control list. Bucket policies are
   * a matter of Block Public Access.
   *
   * Conditions see the headers of a request and not its body. A request that sets a list is therefore denied if it has no header for it,
   * as from the console: use a canned list, or headers that grant.
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
      description: 'Nobody opens buckets and objects by access control lists',
      denials: [
        {
          sid: 'DenyPublicAcls',
          actions: WRITES_WITH_ACL,
          conditions: { StringEquals: { 's3:x-amz-acl': ['authenticated-read', 'public-read', 'public-read-write'] } },
        },
        ...byHeader,
        { sid: 'DenyAclsInBodies', actions: WRITES_OF_ACL, conditions: { Null: Object.fromEntries(headers.map((key) => [key, 'true'])) } },
      ],
      limits: ['Target grants of s3:PutBucketLogging open log objects where lists are enabled: add deny-acls-on-new-buckets'],
    }, props);
  }

  /**
   * New buckets have no access control lists, and nobody enables those of a bucket. Templates that set `OwnershipControls` may be denied:
   * leave them out, since Amazon S3 disables lists by default.
   *
   * Source: Amazon S3 User Guide, "Controlling ownership of objects and disabling ACLs for your bucket"; aws-samples,
   * service-control-policy-examples, "Deny ACL disablement for all new buckets".
   */
  public static denyAclsOnNewBuckets(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-acls-on-new-buckets',
      description: 'Nobody enables access control lists of buckets',
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
      limits: ['Buckets that have lists keep them: add deny-public-acls'],
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
      limits: ['Where the block was never turned on, images can be made public: turn it on, or add deny-image-sharing'],
    }, props);
  }

  /**
   * Nobody makes a snapshot of a volume public, or turns block public access for snapshots off. Those who may enable it can still
   * choose its weaker mode.
   *
   * Source: Amazon EBS User Guide, "Block public access for Amazon EBS snapshots"; AWS Control Tower Controls Reference Guide,
   * "[CT.EC2.PV.3] Require that an Amazon EBS snapshot cannot be publicly restorable".
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
      controls: ['CT.EC2.PV.3'],
      limits: ['The mode that blocks new sharing alone can be chosen, and makes snapshots public again that were so'],
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
      limits: ['Exports write the data of a snapshot to a bucket, which can be of another account'],
    }, props);
  }

  /**
   * Nobody creates a database with a public address, as a replica or from a backup either. A request that does not say so is denied too, as
   * Amazon RDS then decides by the subnets: say `PubliclyAccessible: false` in it. Deny ways to the internet as well, for what conditions
   * cannot tell.
   *
   * Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon RDS"; Amazon RDS API Reference,
   * "CreateDBInstance" (`PubliclyAccessible`).
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
        // Option, parameter and subnet groups are resources of these requests too, and may come without the key.
        resources: ['arn:*:rds:*:*:db:*', 'arn:*:rds:*:*:shard-group:*'],
        conditions: { BoolIfExists: { 'rds:PubliclyAccessible': 'true' } },
      }],
      limits: [
        'An instance that is changed later has no key for it',
        'Multi-AZ DB clusters have no key for it, whether they are created, restored or changed',
        'Amazon Redshift and AWS DMS have no key for it',
      ],
    }, props);
  }

  /**
   * Nobody gives a function a URL that asks for no credentials.
   *
   * Source: AWS Lambda Developer Guide, "Control access to Lambda function URLs"; AWS Control Tower Controls Reference Guide,
   * "[CT.LAMBDA.PV.1] Require an AWS Lambda function URL to use AWS IAM-based authentication".
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
      controls: ['CT.LAMBDA.PV.1'],
      limits: ['A URL that has no authentication already is opened by lambda:PutResourcePolicy: add deny-function-sharing'],
    }, props);
  }

  /**
   * Nobody shares resources through AWS Resource Access Manager with accounts outside the organization. A new share must say so
   * (`allowExternalPrincipals: false`), as the default lets them join. A share that is open to them gets neither principals nor resources
   * any more; who may change it can close it.
   *
   * Source: AWS RAM User Guide, "Example service control policies (SCPs) for AWS Organizations and AWS RAM" and "How AWS RAM works with
   * IAM" (the key tests whether the request includes the parameter); AWS RAM API Reference, "CreateResourceShare"; Service Authorization
   * Reference, "Actions, resources, and condition keys for AWS Resource Access Manager (RAM)".
   */
  public static denyExternalSharing(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'deny-external-sharing',
      description: 'Nobody shares resources with accounts outside the organization',
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
      ],
      limits: ['Services share by means of their own: add the guardrails of ExternalSharingGuardrails'],
    }, props);
  }

  private constructor() {}
}
