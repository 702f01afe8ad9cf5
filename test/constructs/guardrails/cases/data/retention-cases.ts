import { RetentionGuardrails } from '../../../../../src';
import { ACCOUNT, type Forbidden, type GuardrailCase, ROOT_USER } from '../guardrail-case';
import { each } from '../requests';

const rds = (rest: string) => `arn:aws:rds:eu-west-1:${ACCOUNT}:${rest}`;
const table = (rest: string) => `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/${rest}`;
const SECRET = `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:db-a1b2c3`;
const GRAPH = `arn:aws:neptune-graph:eu-west-1:${ACCOUNT}:graph/g-0a1b2c3d4e`;
const ELASTIC = { id: '0a1b2c3d-4e5f-6a7b-8c9d-0e1f2a3b4c5d', arn: `arn:aws:docdb-elastic:eu-west-1:${ACCOUNT}:cluster/0a1b2c3d-4e5f-6a7b-8c9d-0e1f2a3b4c5d` };
const DSQL = `arn:aws:dsql:eu-west-1:${ACCOUNT}:cluster/foo0bar1baz2quux3quuux4`;
const BACKUP_ROLE = `arn:aws:iam::${ACCOUNT}:role/service-role/AWSBackupDefaultServiceRole`;
const UNLESS_BACKUP = { ArnNotLike: { 'aws:PrincipalArn': 'arn:*:iam::*:role/service-role/AWSBackupDefaultServiceRole' } };
const BACKUP_IS_EXEMPT = 'The default service role of AWS Backup is exempt, since it copies and deletes backups: add protect-roles for it';
const deleteSecret = (context: Record<string, boolean | number>) => ({ action: 'secretsmanager:DeleteSecret', resource: SECRET, context });
const WITHOUT_RECOVERY: Forbidden = {
  actions: ['secretsmanager:DeleteSecret'], when: { Bool: { 'secretsmanager:ForceDeleteWithoutRecovery': 'true' } },
};

const DENIED_OF_DATABASES = [
  { action: 'rds:DeleteDBInstance', resource: rds('db:orders-1') },
  { action: 'rds:DeleteDBCluster', resource: rds('cluster:orders') },
  ...each(['rds:DeleteTenantDatabase', 'rds:ModifyDBInstance', 'rds:ModifyTenantDatabase', 'rds:CreateBlueGreenDeployment'], { resource: rds('db:orders-1') }),
  { action: 'rds:ModifyDBCluster', resource: rds('cluster:orders') },
  { action: 'rds:DeleteDBShardGroup', resource: rds('shard-group:shardgroup-1') },
  { action: 'docdb-elastic:DeleteCluster', resource: ELASTIC.arn },
  ...each(['neptune-graph:DeleteGraph', 'neptune-graph:ResetGraph'], { resource: GRAPH }),
  { action: 'dsql:DeleteCluster', resource: DSQL },
  { action: 'neptune-db:ResetDatabase', resource: `arn:aws:neptune-db:eu-west-1:${ACCOUNT}:cluster-ABCDEFGHIJKL/*` },
  ...each(['rds:DeleteGlobalCluster', 'rds:ModifyGlobalCluster', 'rds:RemoveFromGlobalCluster'], { resource: `arn:aws:rds::${ACCOUNT}:global-cluster:orders` }),
  { action: 'rds:DeleteDBInstanceAutomatedBackup', resource: rds('auto-backup:ab-1') },
  { action: 'rds:DeleteDBClusterAutomatedBackup', resource: rds('cluster-auto-backup:ab-1') },
];

const DATABASE_NAMES = ['orders*', 'g-0a1b2c3d4e', ELASTIC.id, 'foo0bar1baz2quux3quuux4'];

function changesOfDatabases(names: readonly string[]): Forbidden[] {
  const databases = names.flatMap((name) => [`arn:*:rds:*:*:db:${name}`, `arn:*:rds:*:*:cluster:${name}`]);
  return [
    {
      actions: [
        'rds:CreateBlueGreenDeployment', 'rds:DeleteDBCluster', 'rds:DeleteDBInstance', 'rds:DeleteTenantDatabase',
        'rds:ModifyTenantDatabase', 'rds:RemoveFromGlobalCluster',
      ],
      resources: databases,
    },
    {
      actions: ['rds:DeleteGlobalCluster', 'rds:ModifyGlobalCluster', 'rds:RemoveFromGlobalCluster'],
      resources: names.map((name) => `arn:*:rds::*:global-cluster:${name}`),
    },
    { actions: ['rds:ModifyDBCluster', 'rds:ModifyDBInstance'], resources: databases, when: UNLESS_BACKUP },
    {
      actions: ['docdb-elastic:DeleteCluster', 'dsql:DeleteCluster', 'neptune-graph:DeleteGraph', 'neptune-graph:ResetGraph'],
      resources: names.flatMap((id) => [
        `arn:*:docdb-elastic:*:*:cluster/${id}`, `arn:*:dsql:*:*:cluster/${id}`, `arn:*:neptune-graph:*:*:graph/${id}`,
      ]),
    },
    { actions: ['rds:DeleteDBClusterAutomatedBackup', 'rds:DeleteDBInstanceAutomatedBackup'], when: UNLESS_BACKUP },
  ];
}

export const RETENTION_CASES: readonly GuardrailCase[] = [
  {
    build: (exempt) => RetentionGuardrails.protectDatabases({
      ...exempt, databaseNames: DATABASE_NAMES,
    }),
    denied: DENIED_OF_DATABASES,
    allowed: [
      { action: 'rds:DeleteDBInstance', resource: rds('db:test') }, { action: 'rds:StopDBInstance', resource: rds('db:orders-1') },
      ...each(['rds:ModifyDBInstance', 'rds:CreateBlueGreenDeployment'], { resource: rds('db:test') }), { action: 'rds:RebootDBInstance', resource: rds('db:orders-1') },
      { action: 'neptune-graph:DeleteGraph', resource: `arn:aws:neptune-graph:eu-west-1:${ACCOUNT}:graph/g-1111111111` },
      { action: 'dsql:UpdateCluster', resource: DSQL }, { action: 'docdb-elastic:UpdateCluster', resource: ELASTIC.arn },
      { action: 'rds:DeleteDBInstanceAutomatedBackup', resource: rds('auto-backup:ab-1'), principal: BACKUP_ROLE },
      { action: 'rds:ModifyDBInstance', resource: rds('db:orders-1'), principal: BACKUP_ROLE },
      { action: 'rds:ModifyDBCluster', resource: rds('cluster:orders'), principal: BACKUP_ROLE },
    ],
    forbids: changesOfDatabases(DATABASE_NAMES),
    waysAround: [
      { request: { action: 'rds:DeleteDBInstance', resource: rds('db:orders-1'), principal: ROOT_USER } },
      { request: { action: 'rds:RemoveFromGlobalCluster', resource: rds('cluster:orders') } },
      { request: { action: 'rds:DeleteDBSnapshot', resource: rds('snapshot:orders-2026') }, limit: 'Snapshots have their own names: set denySnapshotDeletion' },
      { request: { action: 'rds:ModifyDBInstance', resource: rds('db:orders-1') } },
      {
        request: { action: 'rds:DeleteDBInstance', resource: rds('db:orders-1'), principal: BACKUP_ROLE },
      },
      {
        request: { action: 'rds:SwitchoverBlueGreenDeployment', resource: rds('deployment:bgd-1') },
        limit: 'Switching over an existing blue/green deployment renames its databases: rds:SwitchoverBlueGreenDeployment',
      },
      { request: { action: 'rds:DeleteDBInstanceAutomatedBackup', principal: BACKUP_ROLE }, limit: BACKUP_IS_EXEMPT },
      { request: { action: 'rds-db:connect' }, limit: 'Principals that can connect to a database can delete its content' },
    ],
  },
  {
    build: (exempt) => RetentionGuardrails.protectDatabases({ ...exempt, databaseNames: ['*'], denySnapshotDeletion: true }),
    denied: [
      ...DENIED_OF_DATABASES,
      { action: 'rds:DeleteDBSnapshot', resource: rds('snapshot:test') },
      { action: 'rds:DeleteDBClusterSnapshot', resource: rds('cluster-snapshot:test') },
      { action: 'docdb-elastic:DeleteClusterSnapshot' }, { action: 'neptune-graph:DeleteGraphSnapshot' },
    ],
    allowed: [
      { action: 'rds:CreateDBSnapshot', resource: rds('snapshot:test') },
      { action: 'rds:DeleteDBSnapshot', resource: rds('snapshot:awsbackup:job-1'), principal: BACKUP_ROLE },
      { action: 'rds:DeleteDBClusterSnapshot', resource: rds('cluster-snapshot:awsbackup:job-1'), principal: BACKUP_ROLE },
    ],
    forbids: [
      ...changesOfDatabases(['*']),
      {
        actions: [
          'docdb-elastic:DeleteClusterSnapshot', 'neptune-graph:DeleteGraphSnapshot', 'rds:DeleteDBClusterSnapshot', 'rds:DeleteDBSnapshot',
        ],
        when: UNLESS_BACKUP,
      },
    ],
    waysAround: [{ request: { action: 'rds:DeleteDBCluster', resource: rds('cluster:new') } }],
  },
  {
    build: (exempt) => RetentionGuardrails.protectTables({ ...exempt, tableNames: ['orders*'] }),
    denied: [
      ...each(['dynamodb:DeleteTable', 'dynamodb:DeleteTableReplica', 'dynamodb:UpdateContinuousBackups', 'dynamodb:UpdateTimeToLive'], {
        resource: table('orders'),
      }),
      { action: 'dynamodb:DeleteBackup', resource: table('orders/backup/01') },
    ],
    allowed: [
      { action: 'dynamodb:DeleteBackup', resource: table('orders/backup/01'), principal: BACKUP_ROLE },
      { action: 'dynamodb:DeleteTable', resource: table('test') }, ...each(['dynamodb:UpdateTable', 'dynamodb:PutItem'], { resource: table('orders') }),
    ],
    forbids: [
      {
        actions: ['dynamodb:DeleteTable', 'dynamodb:DeleteTableReplica', 'dynamodb:UpdateContinuousBackups', 'dynamodb:UpdateTimeToLive'],
        resources: ['arn:*:dynamodb:*:*:table/orders*'],
      },
      { actions: ['dynamodb:DeleteBackup'], resources: ['arn:*:dynamodb:*:*:table/orders*/backup/*'], when: UNLESS_BACKUP },
    ],
    waysAround: [
      ...each(['dynamodb:UpdateTimeToLive', 'dynamodb:UpdateContinuousBackups'], { resource: table('orders') }).map((request) => ({ request })),
      { request: { action: 'dynamodb:DeleteTable', resource: table('orders'), principal: BACKUP_ROLE } },
      { request: { action: 'dynamodb:DeleteBackup', resource: table('orders/backup/01'), principal: BACKUP_ROLE }, limit: BACKUP_IS_EXEMPT },
      { request: { action: 'dynamodb:DeleteItem', resource: table('orders') }, limit: 'Principals that can write can delete items one by one: dynamodb:DeleteItem' },
    ],
  },
  {
    build: RetentionGuardrails.requireSecretRecovery,
    denied: [deleteSecret({ 'secretsmanager:ForceDeleteWithoutRecovery': true })],
    allowed: [
      deleteSecret({}), deleteSecret({ 'secretsmanager:RecoveryWindowInDays': 7 }), deleteSecret({ 'secretsmanager:ForceDeleteWithoutRecovery': false }),
    ],
    forbids: [WITHOUT_RECOVERY],
    waysAround: [{
      request: { action: 'secretsmanager:RemoveRegionsFromReplication', resource: SECRET },
      limit: 'A replica of a secret is deleted immediately: secretsmanager:RemoveRegionsFromReplication',
    }],
  },
  {
    build: (exempt) => RetentionGuardrails.requireSecretRecovery({ ...exempt, minimumDays: 30 }),
    denied: [deleteSecret({ 'secretsmanager:ForceDeleteWithoutRecovery': true }), deleteSecret({ 'secretsmanager:RecoveryWindowInDays': 29 })],
    allowed: [deleteSecret({}), deleteSecret({ 'secretsmanager:RecoveryWindowInDays': 30 })],
    forbids: [
      WITHOUT_RECOVERY,
      { actions: ['secretsmanager:DeleteSecret'], when: { NumericLessThan: { 'secretsmanager:RecoveryWindowInDays': '30' } } },
    ],
    waysAround: [{ request: deleteSecret({ 'secretsmanager:RecoveryWindowInDays': 7 }) }],
  },
  {
    build: RetentionGuardrails.protectGlacierVaults,
    denied: each(['glacier:DeleteArchive', 'glacier:DeleteVault', 'glacier:AbortVaultLock']),
    allowed: each(['glacier:UploadArchive', 'glacier:InitiateJob']),
    waysAround: [
      { request: { action: 'glacier:AbortVaultLock' } },
      {
        request: { action: 's3:DeleteObject' },
        limit: 'Amazon S3 objects in a Glacier storage class belong to their bucket: add protect-buckets',
      },
    ],
    published: 'Deny-users-from-deleting-Amazon-Glacier-vaults-or-archives.json',
    differences: [{ difference: 'Also denies aborting a vault lock before it is complete', reason: 'An incomplete lock does not protect the vault' }],
  },
  {
    build: RetentionGuardrails.protectRecycleBin,
    denied: each(['rbin:DeleteRule', 'rbin:UnlockRule', 'rbin:UpdateRule']),
    allowed: each(['rbin:CreateRule', 'rbin:LockRule']),
    waysAround: [
      { request: { action: 'rbin:UpdateRule' } },
      ...each(['ec2:DeleteTags', 'ec2:CreateTags']).map((request) => ({
        request,
        limit: 'If a rule uses tags, it does not retain a snapshot whose tag was removed (ec2:DeleteTags) or that got an exclusion tag (ec2:CreateTags)',
      })),
    ],
  },
  {
    build: RetentionGuardrails.requireClusterDeletionProtection,
    denied: each(['eks:CreateCluster', 'eks:UpdateClusterConfig'], { context: { 'eks:deletionProtection': false } }),
    allowed: [{ action: 'eks:CreateCluster', context: { 'eks:deletionProtection': true } }, { action: 'eks:UpdateClusterConfig' }],
    forbids: [
      { actions: ['eks:CreateCluster'], when: { BoolIfExists: { 'eks:deletionProtection': 'false' } } },
      { actions: ['eks:UpdateClusterConfig'], when: { Bool: { 'eks:deletionProtection': 'false' } } },
    ],
    waysAround: [
      { request: { action: 'eks:CreateCluster' } },
      { request: { action: 'eks:DeleteCluster' }, limit: 'An existing cluster without deletion protection can be deleted: eks:DeleteCluster' },
    ],
  },
];
