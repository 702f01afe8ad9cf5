import type { Guardrail } from '../guardrail';
import { fewerDays, waitingDaysProblems } from './waiting-days';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { DATABASE_RULES, TABLE_RULES } from '../shared/name-pattern-rules';
import { listProblems } from '../shared/parameter-rules';

/** Properties of `RetentionGuardrails.protectDatabases`. */
export interface ProtectDatabasesProps extends ExemptPrincipalsProps {
  /** Identifiers of instances, clusters and global clusters of Amazon RDS, with `*` where any text may stand. */
  readonly databaseNames: string[];
  /**
   * Whether to deny also the deletion of snapshots, which have names of their own: for all databases of the accounts.
   * @default false
   */
  readonly denySnapshotDeletion?: boolean;
}

/** Properties of `RetentionGuardrails.protectTables`. */
export interface ProtectTablesProps extends ExemptPrincipalsProps {
  /** Names of tables of Amazon DynamoDB, with `*` where any text may stand. */
  readonly tableNames: string[];
}

/** Properties of `RetentionGuardrails.requireSecretRecovery`. */
export interface RequireSecretRecoveryProps extends ExemptPrincipalsProps {
  /**
   * How many days a secret can be recovered at least: 7 to 30.
   * @default 7
   */
  readonly minimumDays?: number;
}

/** Guardrails that keep data from deletion. Buckets, logs and backups are in `DataProtectionGuardrails`. */
export class RetentionGuardrails {
  /**
   * Nobody deletes the databases of Amazon RDS, Amazon Aurora, Amazon DocumentDB and Amazon Neptune, or their automated backups. No
   * condition key holds deletion protection or a final snapshot, so that databases with either are protected too.
   *
   * Source: Service Authorization Reference, Amazon RDS.
   */
  public static protectDatabases(props: ProtectDatabasesProps): Guardrail {
    const { databaseNames, denySnapshotDeletion = false } = props;
    return serviceControlGuardrail({
      guardrailId: 'protect-databases',
      description: 'Nobody deletes the databases listed',
      denials: [
        {
          sid: 'ProtectDatabases',
          actions: [
            'rds:DeleteDBCluster', 'rds:DeleteDBInstance', 'rds:DeleteGlobalCluster', 'rds:DeleteTenantDatabase', 'rds:RemoveFromGlobalCluster',
          ],
          resources: databaseNames.flatMap((name) => [
            `arn:*:rds:*:*:cluster:${name}`, `arn:*:rds:*:*:db:${name}`, `arn:*:rds::*:global-cluster:${name}`,
          ]),
        },
        { sid: 'ProtectAutomatedBackups', actions: ['rds:DeleteDBClusterAutomatedBackup', 'rds:DeleteDBInstanceAutomatedBackup'] },
        ...(denySnapshotDeletion ? [{ sid: 'ProtectDatabaseSnapshots', actions: ['rds:DeleteDBClusterSnapshot', 'rds:DeleteDBSnapshot'] }] : []),
      ],
      limits: [
        'Who may connect to a database can delete what is in it',
        'A retention period of 0 days deletes automated backups, and no condition key holds it: rds:ModifyDBInstance',
        ...(denySnapshotDeletion ? [] : ['Snapshots have names of their own: set denySnapshotDeletion']),
      ],
      problems: listProblems('database names', databaseNames, DATABASE_RULES),
    }, props);
  }

  /**
   * Nobody deletes the tables, their replicas and backups, turns recovery to a point in time off, or lets items expire.
   *
   * Source: Service Authorization Reference, Amazon DynamoDB.
   */
  public static protectTables(props: ProtectTablesProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-tables',
      description: 'Nobody deletes the tables listed and their backups',
      denials: [{
        sid: 'ProtectTables',
        actions: [
          'dynamodb:DeleteBackup', 'dynamodb:DeleteTable', 'dynamodb:DeleteTableReplica', 'dynamodb:UpdateContinuousBackups', 'dynamodb:UpdateTimeToLive',
        ],
        resources: props.tableNames.flatMap((name) => [`arn:*:dynamodb:*:*:table/${name}`, `arn:*:dynamodb:*:*:table/${name}/backup/*`]),
      }],
      limits: ['Who may write can delete items one by one: dynamodb:DeleteItem'],
      problems: listProblems('table names', props.tableNames, TABLE_RULES),
    }, props);
  }

  /**
   * Nobody deletes secrets without a time in which they can be recovered. A request that asks for neither gets 30 days.
   *
   * Source: AWS Secrets Manager API Reference, "DeleteSecret"; Service Authorization Reference, AWS Secrets Manager.
   */
  public static requireSecretRecovery(props: RequireSecretRecoveryProps = {}): Guardrail {
    const { minimumDays = 7 } = props;
    return serviceControlGuardrail({
      guardrailId: 'require-secret-recovery',
      description: 'Deleted secrets can be recovered',
      denials: [
        {
          sid: 'RequireSecretRecovery',
          actions: ['secretsmanager:DeleteSecret'],
          conditions: { Bool: { 'secretsmanager:ForceDeleteWithoutRecovery': 'true' } },
        },
        ...(minimumDays === 7 ? [] : [{
          sid: 'RequireSecretRecoveryWindow',
          actions: ['secretsmanager:DeleteSecret'],
          conditions: fewerDays('secretsmanager:RecoveryWindowInDays', minimumDays),
        }]),
      ],
      limits: ['A replica of a secret is deleted at once: secretsmanager:RemoveRegionsFromReplication'],
      problems: waitingDaysProblems(minimumDays),
    }, props);
  }

  /**
   * Nobody deletes archives and vaults of Amazon S3 Glacier, or ends a vault lock before it holds.
   *
   * Source: the example "Deny users from deleting Amazon Glacier vaults or archives" of AWS.
   */
  public static protectGlacierVaults(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-glacier-vaults',
      description: 'Nobody deletes archives and vaults of Amazon S3 Glacier',
      denials: [{ sid: 'ProtectGlacierVaults', actions: ['glacier:AbortVaultLock', 'glacier:DeleteArchive', 'glacier:DeleteVault'] }],
      limits: ['Objects of Amazon S3 in a storage class of Glacier are objects of their bucket: add protect-buckets'],
    }, props);
  }

  /**
   * Nobody deletes, unlocks or changes rules of the Recycle Bin, which keeps deleted snapshots, images and volumes.
   *
   * Source: Service Authorization Reference, AWS Recycle Bin.
   */
  public static protectRecycleBin(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-recycle-bin',
      description: 'Nobody deletes, unlocks or changes rules of the Recycle Bin',
      denials: [{ sid: 'ProtectRecycleBin', actions: ['rbin:DeleteRule', 'rbin:UnlockRule', 'rbin:UpdateRule'] }],
      limits: ['Where a rule goes by tags, a snapshot without its tag (ec2:DeleteTags) is not kept'],
    }, props);
  }

  /**
   * Clusters of Amazon EKS have deletion protection, which nobody turns off.
   *
   * Source: Service Authorization Reference, Amazon EKS (`eks:deletionProtection`).
   */
  public static requireClusterDeletionProtection(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-cluster-deletion-protection',
      description: 'Clusters of Amazon EKS are protected from deletion',
      denials: [
        {
          sid: 'RequireClusterDeletionProtection',
          actions: ['eks:CreateCluster'],
          conditions: { BoolIfExists: { 'eks:deletionProtection': 'false' } },
        },
        {
          sid: 'KeepClusterDeletionProtection',
          actions: ['eks:UpdateClusterConfig'],
          conditions: { Bool: { 'eks:deletionProtection': 'false' } },
        },
      ],
      limits: ['An existing cluster without deletion protection can be deleted: eks:DeleteCluster'],
    }, props);
  }

  private constructor() {}
}
