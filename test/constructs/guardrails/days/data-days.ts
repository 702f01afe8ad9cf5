import { any, arn, CENTRAL_BACKUP, type Day, on, SHOP, serviceLinked, through } from './day';

const iam = (rest: string) => `arn:aws:iam::${SHOP}:${rest}`;
const ec2 = (rest: string, account = SHOP) => arn('ec2', rest, account);
const BACKUP_ROLE = 'role/service-role/AWSBackupDefaultServiceRole';
const KEY = arn('kms', 'key/1a');
const FOR_RESOURCE = { 'kms:GrantIsForAWSResource': true };
const PRIVATE = { 'rds:PubliclyAccessible': false, 'rds:StorageEncrypted': true };
const PROFILE = arn('bedrock', 'inference-profile/eu.amazon.nova-pro-v1:0');
const IN_BACKUP_ACCOUNT = { 'aws:ResourceAccount': CENTRAL_BACKUP, 'aws:ResourceOrgID': 'o-a1b2c3d4e5' };

/** Work with data and models. */
export const DATA_DAYS: readonly Day[] = [
  {
    title: 'Back up, and copy the backups to another account, by AWS Backup',
    parts: [
      {
        who: 'An operator',
        principal: 'role/Operator',
        calls: [
          ...on(arn('backup', 'backup-plan:0a1b'), ['backup:CreateBackupPlan', 'backup:CreateBackupSelection', 'backup:UpdateBackupPlan']),
          ...on(arn('backup', 'backup-vault:shop'), ['backup:StartBackupJob', 'backup:StartCopyJob', 'backup:CreateBackupVault']),
          ...on(iam(BACKUP_ROLE), ['iam:PassRole'], { 'iam:PassedToService': 'backup.amazonaws.com' }),
        ],
      },
      {
        who: 'AWS Backup with its default role',
        principal: BACKUP_ROLE,
        policy: 'AWSBackupServiceRolePolicyForBackup',
        calls: [
          ...on(ec2('volume/vol-0a1b'), ['ec2:CreateSnapshot'], { 'ec2:Encrypted': true }), ...on(ec2('snapshot/snap-0a1b', ''), ['ec2:CreateSnapshot', 'ec2:CreateTags']),
          ...on(ec2('instance/i-0a1b'), ['ec2:CreateImage']), ...on(ec2('image/ami-0a1b', ''), ['ec2:CreateImage', 'ec2:CreateTags', 'ec2:CopyImage', 'ec2:ModifyImageAttribute', 'ec2:DeregisterImage']),
          ...on(ec2('snapshot/snap-0a1b', ''), ['ec2:ModifySnapshotAttribute'], { 'ec2:Add/userId': [CENTRAL_BACKUP], 'ec2:Add/group': null }),
          ...on(ec2('snapshot/snap-0a1b', ''), ['ec2:CopySnapshot', 'ec2:DeleteSnapshot'], { 'ec2:Encrypted': true }),
          ...on(arn('rds', 'db:shop'), ['rds:CreateDBSnapshot', 'rds:ModifyDBInstance']),
          ...on(arn('rds', 'snapshot:awsbackup:job-0a1b'), ['rds:CreateDBSnapshot', 'rds:CopyDBSnapshot', 'rds:ModifyDBSnapshotAttribute', 'rds:DeleteDBSnapshot']),
          ...on(arn('rds', 'cluster-snapshot:awsbackup:job-0a1b'), ['rds:CreateDBClusterSnapshot', 'rds:CopyDBClusterSnapshot', 'rds:ModifyDBClusterSnapshotAttribute', 'rds:DeleteDBClusterSnapshot']),
          ...on(arn('rds', 'auto-backup:ab-0a1b'), ['rds:DeleteDBInstanceAutomatedBackup']),
          ...on(arn('dynamodb', 'table/orders'), ['dynamodb:StartAwsBackupJob', 'dynamodb:CreateBackup', 'dynamodb:DescribeTable']), ...on(arn('dynamodb', 'table/orders/backup/01'), ['dynamodb:DeleteBackup']),
          ...on(arn('backup', 'backup-vault:shop'), ['backup:CopyFromBackupVault', 'backup:DescribeBackupVault']), ...on(arn('backup', 'backup-vault:central', CENTRAL_BACKUP), ['backup:CopyIntoBackupVault']),
          ...on(KEY, ['kms:DescribeKey', 'kms:Decrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext']),
          ...on(KEY, ['kms:CreateGrant'], FOR_RESOURCE),
        ],
      },
      {
        who: 'AWS Backup with the same role, for a bucket',
        principal: BACKUP_ROLE,
        calls: [
          ...on('arn:aws:s3:::shop-data', ['s3:GetBucketVersioning', 's3:PutBucketNotification', 's3:ListBucket', 's3:ListBucketVersions', 's3:PutInventoryConfiguration']),
          ...on('arn:aws:s3:::shop-data/a', ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectVersionAcl', 's3:GetObjectTagging']),
          ...on(arn('events', 'rule/AwsBackupManagedRule-1'), ['events:PutRule', 'events:PutTargets', 'events:DeleteRule'], { 'events:TargetArn': ['arn:aws:events:eu-central-1::event-bus/backup'] }),
        ],
      },
      {
        who: 'AWS Backup with the same role, for a restore',
        principal: BACKUP_ROLE,
        policy: 'AWSBackupServiceRolePolicyForRestores',
        calls: [
          ...on(ec2('volume/vol-0a1b'), ['ec2:CreateVolume'], { 'ec2:Encrypted': true }), ...on(ec2('instance/i-0a1b'), ['ec2:RunInstances'], { 'ec2:MetadataHttpTokens': 'required', 'ec2:InstanceType': 'm7g.large' }),
          ...on(arn('rds', 'db:shop-restored'), ['rds:RestoreDBInstanceFromDBSnapshot'], { ...PRIVATE, 'rds:DatabaseEngine': 'postgres' }),
          ...on(arn('dynamodb', 'table/orders-restored'), ['dynamodb:RestoreTableFromBackup', 'dynamodb:RestoreTableFromAwsBackup', 'dynamodb:PutItem']),
          ...on(ec2('snapshot/snap-0a1b', ''), ['ebs:StartSnapshot', 'ebs:PutSnapshotBlock', 'ebs:CompleteSnapshot']),
        ],
      },
      { who: 'AWS Backup with its service-linked role', principal: serviceLinked('backup', 'AWSServiceRoleForBackup'), calls: any('ec2:DeleteSnapshot', 'rds:DeleteDBSnapshot', 'dynamodb:DeleteBackup', 'events:PutRule') },
    ],
  },
  {
    title: 'Run databases whose secrets Amazon RDS manages',
    parts: [
      {
        who: 'A developer',
        principal: 'role/Developer',
        calls: [
          ...on(arn('rds', 'db:shop'), ['rds:CreateDBInstance'], { ...PRIVATE, 'rds:DatabaseEngine': 'postgres', 'rds:ManageMasterUserPassword': true }),
          ...['subgrp:private', 'pg:shop', 'og:default:postgres-17'].flatMap((group) => on(arn('rds', group), ['rds:CreateDBInstance'], { 'rds:StorageEncrypted': null, 'rds:PubliclyAccessible': null, 'rds:DatabaseEngine': null })),
          ...on(arn('rds', 'cluster:shop'), ['rds:CreateDBCluster'], { 'rds:StorageEncrypted': true, 'rds:DatabaseEngine': 'aurora-postgresql' }),
          ...on(arn('rds', 'db:shop-1'), ['rds:CreateDBInstance'], { 'rds:PubliclyAccessible': false, 'rds:StorageEncrypted': null, 'rds:DatabaseEngine': 'aurora-postgresql' }),
          ...on(arn('rds', 'cluster:documents'), ['rds:CreateDBCluster'], { 'rds:StorageEncrypted': true, 'rds:DatabaseEngine': 'docdb' }),
          ...on(arn('rds', 'db:documents-1'), ['rds:CreateDBInstance'], { 'rds:PubliclyAccessible': null, 'rds:StorageEncrypted': null, 'rds:DatabaseEngine': 'docdb' }),
          ...on(arn('rds', 'db:shop'), ['rds:ModifyDBInstance', 'rds:RebootDBInstance', 'rds:DescribeDBInstances', 'rds:AddTagsToResource']),
          ...on(arn('rds', 'snapshot:before-release'), ['rds:CreateDBSnapshot', 'rds:DeleteDBSnapshot']),
          ...on(arn('rds', 'db:shop-copy'), ['rds:RestoreDBInstanceToPointInTime', 'rds:RestoreDBInstanceFromDBSnapshot'], { ...PRIVATE, 'rds:DatabaseEngine': 'postgres' }),
        ],
      },
      {
        who: 'Amazon RDS for the developer',
        principal: 'role/Developer',
        keys: through('rds'),
        calls: [
          ...on(arn('secretsmanager', 'secret:rds!db-0a1b-AbCdEf'), ['secretsmanager:CreateSecret', 'secretsmanager:TagResource'], { 'secretsmanager:Name': 'rds!db-0a1b', 'secretsmanager:AddReplicaRegions': null }),
          ...on(KEY, ['kms:DescribeKey', 'kms:GenerateDataKey', 'kms:Decrypt']), ...on(KEY, ['kms:CreateGrant'], FOR_RESOURCE),
        ],
      },
      { who: 'Amazon RDS with its service-linked role', principal: serviceLinked('rds', 'AWSServiceRoleForRDS'), calls: any('ec2:CreateNetworkInterface', 'secretsmanager:RotateSecret', 'secretsmanager:PutSecretValue', 'logs:PutLogEvents') },
      { who: 'Enhanced monitoring', principal: 'role/rds-monitoring', policy: 'AmazonRDSEnhancedMonitoringRole', calls: on(arn('logs', 'log-group:RDSOSMetrics'), ['logs:CreateLogGroup', 'logs:PutRetentionPolicy', 'logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams']) },
      { who: 'The application', principal: 'role/shop-task', calls: [...on(arn('rds-db', 'dbuser:db-0A1B/app'), ['rds-db:connect']), ...on(arn('secretsmanager', 'secret:rds!db-0a1b-AbCdEf'), ['secretsmanager:GetSecretValue', 'secretsmanager:DescribeSecret'])] },
    ],
  },
  {
    title: 'Use models of Amazon Bedrock',
    parts: [
      {
        who: 'The application',
        principal: 'role/shop-task',
        calls: [
          ...on(PROFILE, ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream']),
          ...['eu-central-1', 'eu-north-1', 'eu-west-3'].flatMap((region) => on(`arn:aws:bedrock:${region}::foundation-model/amazon.nova-pro-v1:0`, ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'], { 'bedrock:InferenceProfileArn': PROFILE })),
          ...on(arn('bedrock', 'guardrail/0a1b'), ['bedrock:ApplyGuardrail']),
          ...on(arn('bedrock', 'knowledge-base/0A1B'), ['bedrock:Retrieve', 'bedrock:RetrieveAndGenerate']), ...on(arn('bedrock', 'agent-alias/0A1B/0A1B'), ['bedrock:InvokeAgent']),
        ],
      },
      {
        who: 'Amazon Bedrock with the role of a knowledge base',
        principal: 'role/service-role/AmazonBedrockExecutionRoleForKnowledgeBase_shop',
        calls: [
          ...on('arn:aws:bedrock:eu-central-1::foundation-model/amazon.titan-embed-text-v2:0', ['bedrock:InvokeModel'], { 'bedrock:InferenceProfileArn': null }), ...on(arn('aoss', 'collection/0a1b'), ['aoss:APIAccessAll']),
          ...on('arn:aws:s3:::shop-documents', ['s3:ListBucket']), ...on('arn:aws:s3:::shop-documents/a.pdf', ['s3:GetObject']),
        ],
      },
      {
        who: 'Amazon Bedrock with the role of a batch',
        principal: 'role/shop-batch',
        calls: [...on('arn:aws:s3:::shop-batch/in.jsonl', ['s3:GetObject']), ...on('arn:aws:s3:::shop-batch/out.jsonl', ['s3:PutObject']), ...on('arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-pro-v1:0', ['bedrock:InvokeModel'], { 'bedrock:InferenceProfileArn': null })],
      },
      {
        who: 'A developer',
        principal: 'role/Developer',
        calls: [
          ...on('arn:aws:bedrock:eu-central-1::foundation-model/amazon.nova-pro-v1:0', ['bedrock:CreateModelInvocationJob'], { 'bedrock:InferenceProfileArn': null }), ...any('bedrock:ListFoundationModels'),
          ...on(iam('role/shop-batch'), ['iam:PassRole'], { 'iam:PassedToService': 'bedrock.amazonaws.com' }),
        ],
      },
      { who: 'Amazon Bedrock, which writes its logs', principal: 'bedrock.amazonaws.com', keys: { 'aws:SourceAccount': SHOP }, calls: on('arn:aws:s3:::shop-model-logs/a', ['s3:PutObject'], { 's3:x-amz-acl': null }) },
    ],
  },
  {
    title: 'Replicate a bucket to another account by Amazon S3',
    parts: [
      { who: 'A developer', principal: 'role/Developer', calls: [...on('arn:aws:s3:::shop-data', ['s3:PutReplicationConfiguration', 's3:PutBucketVersioning']), ...on(iam('role/shop-replication'), ['iam:PassRole'], { 'iam:PassedToService': 's3.amazonaws.com' })] },
      {
        who: 'Amazon S3 with the role of the replication',
        principal: 'role/shop-replication',
        calls: [
          ...on('arn:aws:s3:::shop-data', ['s3:GetReplicationConfiguration', 's3:ListBucket']), ...on('arn:aws:s3:::shop-data/a', ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging']),
          ...on('arn:aws:s3:::central-copies/a', ['s3:ReplicateObject', 's3:ReplicateDelete', 's3:ReplicateTags', 's3:ObjectOwnerOverrideToBucketOwner'], IN_BACKUP_ACCOUNT),
          ...on(KEY, ['kms:Decrypt'], through('s3')), ...on(arn('kms', 'key/9f', CENTRAL_BACKUP), ['kms:Encrypt'], through('s3')),
        ],
      },
    ],
  },
];
