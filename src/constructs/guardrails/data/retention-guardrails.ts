import type { Guardrail } from '../guardrail';
import { fewerDays, waitingDaysProblems } from './waiting-days';
import { BACKUP_ROLE_LIMIT, UNLESS_BACKUP_ROLE } from '../shared/backup-role';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { DATABASE_RULES, TABLE_RULES } from '../shared/name-pattern-rules';
import { listProblems } from '../shared/parameter-rules';

/** Properties of `RetentionGuardrails.protectDatabases`. */
export interface ProtectDatabasesProps extends ExemptPrincipalsProps {
  /**
   * Identifiers of instances, clusters and global clusters of Amazon RDS, and IDs of elastic clusters of Amazon DocumentDB, graphs of
   * Neptune Analytics and clusters of Aurora DSQL, with `*` as a wildcard.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_rds.html
   */
  readonly databaseNames: string[];
  /**
   * Whether to also deny deleting snapshots. Snapshots have their own names, so this applies to all databases of the accounts.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_rds.html
   * @default false
   */
  readonly denySnapshotDeletion?: boolean;
}

/** Properties of `RetentionGuardrails.protectTables`. */
export interface ProtectTablesProps extends ExemptPrincipalsProps {
  /**
   * Names of Amazon DynamoDB tables, with `*` as a wildcard.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_dynamodb.html
   */
  readonly tableNames: string[];
}

/** Properties of `RetentionGuardrails.requireSecretRecovery`. */
export interface RequireSecretRecoveryProps extends ExemptPrincipalsProps {
  /**
   * The minimum recovery window of a secret, in days: 7 to 30.
   * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html
   * @default 7
   */
  readonly minimumDays?: number;
}

/** Actions that delete databases, or rename them, so that they no longer have a listed name. */
const DATABASE_ACTIONS = [
  'rds:CreateBlueGreenDeployment', 'rds:DeleteDBCluster', 'rds:DeleteDBInstance', 'rds:DeleteGlobalCluster', 'rds:DeleteTenantDatabase',
  'rds:ModifyGlobalCluster', 'rds:ModifyTenantDatabase', 'rds:RemoveFromGlobalCluster',
];

/** Actions that rename databases, and with which AWS Backup turns on their continuous backups. */
const DATABASE_SETTINGS = ['rds:ModifyDBCluster', 'rds:ModifyDBInstance'];

const SNAPSHOT_ACTIONS = [
  'docdb-elastic:DeleteClusterSnapshot', 'neptune-graph:DeleteGraphSnapshot', 'rds:DeleteDBClusterSnapshot', 'rds:DeleteDBSnapshot',
];

/**
 * Guardrails that protect data from deletion. Those for buckets, logs and backups are in `DataProtectionGuardrails`.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const prod: OrganizationalUnit;
 * prod.attachPolicy(new ServiceControlPolicy(this, 'Retention', {
 *   guardrails: [
 *     RetentionGuardrails.protectDatabases({ databaseNames: ['prod-*'] }),
 *     RetentionGuardrails.protectTables({ tableNames: ['orders', 'customers'] }),
 *     RetentionGuardrails.requireSecretRecovery({ minimumDays: 14 }),
 *   ],
 * }));
 */
export class RetentionGuardrails {
  /**
   * Denies deleting the databases, and deleting automated backups and shard groups of any database: Amazon RDS, Amazon Aurora, Amazon
   * DocumentDB and Amazon Neptune. It also covers elastic clusters of Amazon DocumentDB, graphs of Neptune Analytics and clusters of Aurora
   * DSQL, whose ARNs contain generated IDs. Resetting a database of Amazon Neptune with IAM authentication is denied for any database.
   *
   * A renamed database would no longer have a listed name. The guardrail therefore denies every change of the listed Amazon RDS databases,
   * since no condition key contains the new name, and new blue/green deployments of them. Exempt the roles that change them. No condition
   * key contains deletion protection or a final snapshot, so databases with either are covered too.
   *
   * The default service role of AWS Backup can delete automated backups and snapshots that expire, and turn on continuous backups. If AWS
   * Backup uses a role of your own, exempt it.
   *
   * Source: Amazon RDS API Reference, "ModifyDBInstance" (`NewDBInstanceIdentifier`); AWS managed policy
   * AWSBackupServiceRolePolicyForBackup; Service Authorization Reference, Amazon RDS, Amazon DocumentDB Elastic Clusters, Amazon Neptune
   * Analytics and Amazon Aurora DSQL.
   */
  public static protectDatabases(props: ProtectDatabasesProps): Guardrail {
    const { databaseNames, denySnapshotDeletion = false } = props;
    const globalClusters = databaseNames.map((name) => `arn:*:rds::*:global-cluster:${name}`);
    const databases = databaseNames.flatMap((name) => [`arn:*:rds:*:*:cluster:${name}`, `arn:*:rds:*:*:db:${name}`]);
    return serviceControlGuardrail({
      guardrailId: 'protect-databases',
      description: 'Denies deleting the listed databases',
      denials: [
        { sid: 'ProtectDatabases', actions: DATABASE_ACTIONS, resources: [...databases, ...globalClusters] },
        { sid: 'ProtectDatabaseSettings', actions: DATABASE_SETTINGS, resources: databases, conditions: UNLESS_BACKUP_ROLE },
        {
          sid: 'ProtectOtherDatabases',
          actions: ['docdb-elastic:DeleteCluster', 'dsql:DeleteCluster', 'neptune-graph:DeleteGraph', 'neptune-graph:ResetGraph'],
          resources: databaseNames.flatMap((id) => [
            `arn:*:docdb-elastic:*:*:cluster/${id}`, `arn:*:dsql:*:*:cluster/${id}`, `arn:*:neptune-graph:*:*:graph/${id}`,
          ]),
        },
        {
          sid: 'ProtectAutomatedBackups',
          actions: ['rds:DeleteDBClusterAutomatedBackup', 'rds:DeleteDBInstanceAutomatedBackup'],
          conditions: UNLESS_BACKUP_ROLE,
        },
        // Their ARNs contain no name of a database.
        { sid: 'ProtectShardGroupsAndGraphs', actions: ['neptune-db:ResetDatabase', 'rds:DeleteDBShardGroup'] },
        ...(denySnapshotDeletion ? [{ sid: 'ProtectDatabaseSnapshots', actions: SNAPSHOT_ACTIONS, conditions: UNLESS_BACKUP_ROLE }] : []),
      ],
      limits: [
        'Principals that can connect to a database can delete its content',
        'Switching over an existing blue/green deployment renames its databases: rds:SwitchoverBlueGreenDeployment',
        'Automated backups of a database that is not listed end with it, or with their retention: rds:ModifyDBInstance',
        BACKUP_ROLE_LIMIT,
        ...(denySnapshotDeletion ? [] : ['Snapshots have their own names: set denySnapshotDeletion']),
      ],
      problems: listProblems('database names', databaseNames, DATABASE_RULES),
    }, props);
  }

  /**
   * Denies deleting the tables, their replicas and backups. Also denies changing point-in-time recovery and the expiry of items (TTL).
   *
   * The default service role of AWS Backup can delete backups that expire. If AWS Backup uses a role of your own, exempt it.
   *
   * Source: Service Authorization Reference, Amazon DynamoDB.
   */
  public static protectTables(props: ProtectTablesProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-tables',
      description: 'Denies deleting the listed tables and their backups',
      denials: [
        {
          sid: 'ProtectTables',
          actions: ['dynamodb:DeleteTable', 'dynamodb:DeleteTableReplica', 'dynamodb:UpdateContinuousBackups', 'dynamodb:UpdateTimeToLive'],
          resources: props.tableNames.map((name) => `arn:*:dynamodb:*:*:table/${name}`),
        },
        {
          sid: 'ProtectBackupsOfTables',
          actions: ['dynamodb:DeleteBackup'],
          resources: props.tableNames.map((name) => `arn:*:dynamodb:*:*:table/${name}/backup/*`),
          conditions: UNLESS_BACKUP_ROLE,
        },
      ],
      limits: ['Principals that can write can delete items one by one: dynamodb:DeleteItem', BACKUP_ROLE_LIMIT],
      problems: listProblems('table names', props.tableNames, TABLE_RULES),
    }, props);
  }

  /**
   * Denies deleting secrets without a recovery window. A request that does not set one gets 30 days.
   *
   * Source: AWS Secrets Manager API Reference, "DeleteSecret"; Service Authorization Reference, AWS Secrets Manager.
   */
  public static requireSecretRecovery(props: RequireSecretRecoveryProps = {}): Guardrail {
    const { minimumDays = 7 } = props;
    return serviceControlGuardrail({
      guardrailId: 'require-secret-recovery',
      description: 'Requires a recovery window for deleted secrets',
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
      limits: ['A replica of a secret is deleted immediately: secretsmanager:RemoveRegionsFromReplication'],
      problems: waitingDaysProblems(minimumDays),
    }, props);
  }

  /**
   * Denies deleting Amazon S3 Glacier archives and vaults, and aborting a vault lock before it is complete.
   *
   * Source: the example "Deny users from deleting Amazon Glacier vaults or archives" of AWS.
   */
  public static protectGlacierVaults(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-glacier-vaults',
      description: 'Denies deleting Amazon S3 Glacier archives and vaults',
      denials: [{ sid: 'ProtectGlacierVaults', actions: ['glacier:AbortVaultLock', 'glacier:DeleteArchive', 'glacier:DeleteVault'] }],
      limits: ['Amazon S3 objects in a Glacier storage class belong to their bucket: add protect-buckets'],
    }, props);
  }

  /**
   * Denies deleting, unlocking and changing the rules of the Recycle Bin, which retains deleted snapshots, images and volumes.
   *
   * Source: Service Authorization Reference, AWS Recycle Bin.
   */
  public static protectRecycleBin(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-recycle-bin',
      description: 'Denies deleting, unlocking and changing Recycle Bin rules',
      denials: [{ sid: 'ProtectRecycleBin', actions: ['rbin:DeleteRule', 'rbin:UnlockRule', 'rbin:UpdateRule'] }],
      limits: ['If a rule uses tags, it does not retain a snapshot whose tag was removed (ec2:DeleteTags) or that got an exclusion tag (ec2:CreateTags)'],
    }, props);
  }

  /**
   * Requires deletion protection of Amazon EKS clusters, and denies turning it off.
   *
   * Source: Service Authorization Reference, Amazon EKS (`eks:deletionProtection`).
   */
  public static requireClusterDeletionProtection(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'require-cluster-deletion-protection',
      description: 'Requires deletion protection of Amazon EKS clusters',
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
