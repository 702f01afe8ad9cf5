import { CHANGES, CHANGES_AND_TAGS, type GuardrailPromise } from './guardrail-promise';

export const KEY_AND_COPY_PROMISES: readonly GuardrailPromise[] = [
  {
    guardrailId: 'deny-bucket-replication',
    promised: [{ services: ['s3', 's3-outposts', 's3tables'], names: ['Put*Replication*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-cross-region-copies',
    promised: [{ services: ['kms'], names: ['Replicate*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-cross-region-copies',
    promised: [{ services: ['secretsmanager'], names: ['Replicate*', 'CreateSecret'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-cross-region-copies',
    promised: [{ services: ['dynamodb'], names: ['*GlobalTable', 'Create*Replica'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-cross-region-copies',
    promised: [{
      services: ['*'],
      names: [
        'Put*Replication', 'Put*ReplicationConfiguration', '*ReplicationRegions', 'Add*Region', 'Add*PeerCluster', 'Create*Replica', 'Create*ReplicaBroker',
        'Create*MultiRegion*', 'Copy*ToRegion', 'Replicate*ToRegions', 'Replicate*Key', 'ReplicateInstance',
      ],
      levels: CHANGES,
    }],
    decided: [
      {
        reason: 'Ends the replication to Regions',
        actions: ['payment-cryptography:DisableDefaultKeyReplicationRegions', 'payment-cryptography:RemoveKeyReplicationRegions'],
      },
      {
        reason: 'Only the management account or its delegated administrator adds Regions of IAM Identity Center',
        actions: ['identitystore:AddRegion', 'sso:AddRegion'],
      },
      {
        reason: 'Replicates buckets: covered by deny-bucket-replication',
        actions: ['s3-outposts:PutReplicationConfiguration', 's3:PutReplicationConfiguration'],
      },
      { reason: 'Routes requests to buckets that exist, and copies nothing', actions: ['s3:CreateMultiRegionAccessPoint'] },
      {
        reason: 'Sends or signs emails in two Regions, and copies no stored data',
        actions: ['ses:CreateMultiRegionEndpoint', 'ses:ReplicateEmailIdentityDkimSigningKey'],
      },
      { reason: 'The Region of the replica receives the request: covered by deny-other-regions', actions: ['rds:CreateDBInstanceReadReplica'] },
      { reason: 'AWS has ended AWS Server Migration Service', actions: ['sms:PutAppReplicationConfiguration'] },
    ],
  },
  {
    guardrailId: 'require-snapshot-encryption',
    promised: [{ services: ['ec2'], names: ['Create*Snapshot', 'Create*Snapshots', 'Copy*Snapshot'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'require-attached-volume-encryption',
    promised: [{ services: ['ec2'], names: ['AttachVolume*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-customer-provided-keys',
    promised: [{ services: ['s3'], names: ['PutObject', 'ReplicateObject'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'require-kms-keys-of-objects',
    promised: [{ services: ['s3'], names: ['PutObject', 'ReplicateObject'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'require-cache-encryption',
    promised: [{ services: ['elasticache'], names: ['Create*ReplicationGroup'], levels: CHANGES }],
    decided: [
      {
        reason: 'Joins groups that exist',
        actions: ['elasticache:CreateGlobalReplicationGroup'],
      },
    ],
  },
  {
    guardrailId: 'require-build-encryption',
    promised: [{
      services: ['codebuild'],
      names: [
        'Create*Project', 'Update*Project', 'Start*', 'Create*ReportGroup', 'Update*ReportGroup',
      ],
      levels: CHANGES,
    }],
    decided: [
      {
        reason: 'Runs outside of builds',
        actions: ['codebuild:StartCommandExecution', 'codebuild:StartSandbox', 'codebuild:StartSandboxConnection'],
      },
    ],
  },
  {
    guardrailId: 'protect-stream-encryption',
    promised: [{ services: ['kinesis'], names: ['Stop*Encryption'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'protect-stream-encryption',
    promised: [{ services: ['firehose'], names: ['Stop*Encryption'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-direct-key-grants',
    promised: [{ services: ['kms'], names: ['Create*Grant'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-key-lock-out',
    promised: [{ services: ['kms'], names: ['CreateKey', 'PutKeyPolicy'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'require-key-deletion-window',
    promised: [{ services: ['kms'], names: ['Schedule*Deletion'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-short-rsa-keys',
    promised: [{ services: ['kms'], names: ['CreateKey'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-other-key-origins',
    promised: [{ services: ['kms'], names: ['CreateKey'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-hsm-deletion',
    promised: [{ services: ['cloudhsm'], names: ['Delete*', 'Modify*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Does not delete anything',
        actions: ['cloudhsm:DeleteResourcePolicy'],
      },
    ],
  },
  {
    guardrailId: 'protect-databases',
    promised: [{
      services: ['rds'],
      names: [
        'Delete*Cluster', 'Delete*Instance', 'Delete*Snapshot', 'Delete*Backup', 'Delete*Database',
      ],
      levels: CHANGES,
    }],
    decided: [],
  },
  {
    guardrailId: 'protect-databases',
    promised: [{ services: ['rds'], names: ['Modify*Cluster', 'Modify*Instance', 'Modify*Database', '*BlueGreenDeployment', 'RemoveFrom*'], levels: CHANGES }],
    decided: [
      { reason: 'Deletes the copy of a deployment, or leaves both', actions: ['rds:DeleteBlueGreenDeployment'] },
      { reason: 'Its resource has a generated ID: a limit of the guardrail', actions: ['rds:SwitchoverBlueGreenDeployment'] },
    ],
  },
  {
    guardrailId: 'protect-databases',
    promised: [{
      services: ['docdb-elastic', 'dsql', 'neptune-graph'], names: ['Delete*Cluster', 'Delete*Graph', 'Delete*Snapshot', 'Reset*', 'Rename*', 'Modify*'], levels: CHANGES,
    }],
    decided: [],
  },
  {
    guardrailId: 'protect-tables',
    promised: [{
      services: ['dynamodb'],
      names: [
        'DeleteTable*', 'DeleteBackup*', '*ContinuousBackups', '*TimeToLive',
      ],
      levels: CHANGES,
    }],
    decided: [],
  },
  {
    guardrailId: 'require-secret-recovery',
    promised: [{ services: ['secretsmanager'], names: ['DeleteSecret'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'protect-glacier-vaults',
    promised: [{ services: ['glacier'], names: ['DeleteArchive', 'DeleteVault', 'AbortVaultLock'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'protect-recycle-bin',
    promised: [{ services: ['rbin'], names: ['Delete*', 'Unlock*', 'Update*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'protect-tags',
    promised: [{ services: ['s3'], names: ['*ObjectTagging', '*ObjectVersionTagging'], levels: CHANGES_AND_TAGS }],
    decided: [],
  },
  {
    guardrailId: 'deny-other-tag-values',
    promised: [{ services: ['s3'], names: ['Put*ObjectTagging', 'Put*ObjectVersionTagging'], levels: CHANGES_AND_TAGS }],
    decided: [],
  },
];
