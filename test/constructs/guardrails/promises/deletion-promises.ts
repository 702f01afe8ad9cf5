import { CHANGES, type GuardrailPromise } from './guardrail-promise';

/** Promises about kinds of deletion, in all services. */
export const DELETION_PROMISES: readonly GuardrailPromise[] = [
  {
    guardrailId: 'protect-databases',
    orBy: ['protect-tables'],
    promised: [{
      services: ['*'],
      names: [
        'Delete*DBInstance', 'Delete*DBCluster', 'Delete*Database', 'Delete*Graph', 'Delete*Ledger', 'Delete*Keyspace', 'Delete*ReplicationGroup',
        'Delete*ServerlessCache', 'Delete*CacheCluster',
      ],
      levels: CHANGES,
    }, {
      services: ['rds', 'docdb-elastic', 'dsql', 'dynamodb', 'redshift', 'redshift-serverless', 'memorydb', 'dax', 'odb', 'timestream', 'cassandra'],
      names: ['Delete*Cluster', 'Delete*Table', 'Delete*Namespace', 'Delete*VmCluster'],
      levels: CHANGES,
    }],
    decided: [
      {
        reason: 'A cache or an index, which its source fills again',
        actions: [
          'dax:DeleteCluster', 'elasticache:DeleteCacheCluster', 'elasticache:DeleteGlobalReplicationGroup', 'elasticache:DeleteReplicationGroup',
          'elasticache:DeleteServerlessCache', 'memorydb:DeleteCluster', 'memorydb:DeleteMultiRegionCluster',
        ],
      },
      { reason: 'Metadata of tables, whose data stays in Amazon S3', actions: ['glue:DeleteDatabase'] },
      { reason: 'A graph of findings: covered by protect-detective', actions: ['detective:DeleteGraph'] },
      {
        reason: 'A database of another service: the docstring lists those that the guardrail covers',
        actions: [
          'finspace:DeleteKxDatabase', 'lightsail:DeleteRelationalDatabase', 'odb:DeleteAutonomousDatabase',
          'odb:DeleteCloudAutonomousVmCluster',
          'odb:DeleteCloudVmCluster', 'odb:DeleteExadbVmCluster', 'qldb:DeleteLedger', 'redshift-serverless:DeleteNamespace', 'redshift:DeleteCluster',
          'timestream-influxdb:DeleteDbCluster', 'timestream-influxdb:DeleteDbInstance', 'timestream:DeleteDatabase', 'timestream:DeleteTable',
        ],
      },
    ],
  },
  {
    guardrailId: 'protect-backups',
    orBy: ['protect-databases', 'protect-tables', 'deny-hsm-deletion'],
    promised: [{ services: ['*'], names: ['Delete*Backup', 'Delete*Snapshot', 'Delete*Snapshots', 'Delete*RecoveryPoint'], levels: CHANGES }],
    decided: [
      { reason: 'Deleted snapshots of volumes stay in the Recycle Bin if it has a rule: add protect-recycle-bin', actions: ['ec2:DeleteSnapshot'] },
      {
        reason: 'A copy that the service keeps by itself, outside AWS Backup: a vault of AWS Backup keeps another one',
        actions: [
          'ds:DeleteSnapshot', 'elasticache:DeleteServerlessCacheSnapshot', 'elasticache:DeleteSnapshot', 'fsx:DeleteBackup', 'fsx:DeleteSnapshot',
          'kinesisanalytics:DeleteApplicationSnapshot', 'lightsail:DeleteAutoSnapshot', 'lightsail:DeleteDiskSnapshot',
          'lightsail:DeleteInstanceSnapshot', 'lightsail:DeleteRelationalDatabaseSnapshot', 'memorydb:DeleteSnapshot',
          'odb:DeleteAutonomousDatabaseBackup', 'opsworks-cm:DeleteBackup', 'redshift-serverless:DeleteSnapshot', 'redshift:DeleteClusterSnapshot',
          'timestream-influxdb:DeleteDbBackup',
        ],
      },
    ],
  },
  {
    guardrailId: 'protect-log-groups',
    orBy: ['protect-flow-logs', 'protect-cloud-trail', 'protect-buckets', 'protect-invocation-logging'],
    promised: [{
      services: ['*'],
      names: [
        'Delete*LogGroup', 'Delete*LogStream', 'Delete*FlowLogs', 'Delete*Logging*', 'Stop*Logging', 'Disable*Logging', 'Delete*QueryLog*',
        'Disassociate*QueryLog*', 'Delete*LogDelivery', 'Delete*LogConfig*', 'Delete*RealtimeLogConfig',
      ],
      levels: CHANGES,
    }],
    decided: [
      { reason: 'Concerns delivery of logs of other services, or their intake', actions: ['logs:DeleteLogDelivery', 'logs:DeleteSyslogConfiguration'] },
      {
        reason: 'A log of one workload, which no control asks to keep: write a guardrail for the service if yours does',
        actions: [
          'aps:DeleteLoggingConfiguration', 'aps:DeleteQueryLoggingConfiguration', 'aps:DeleteScraperLoggingConfiguration',
          'cloudfront:DeleteRealtimeLogConfig', 'iot:DeleteV2LoggingLevel', 'iotmanagedintegrations:DeleteEventLogConfiguration', 'ivschat:DeleteLoggingConfiguration',
          'kinesisanalytics:DeleteApplicationCloudWatchLoggingOption', 'mediastore:StopAccessLogging', 'redshift:DisableLogging',
          'route53:DeleteQueryLoggingConfig', 'workspaces-web:DeleteUserAccessLoggingSettings',
        ],
      },
      {
        reason: 'A log of a security service that has no guardrail of its own: write one, for example for the team that runs the firewall',
        actions: [
          'route53resolver:DeleteResolverQueryLogConfig', 'route53resolver:DisassociateResolverQueryLogConfig', 'waf-regional:DeleteLoggingConfiguration',
          'waf:DeleteLoggingConfiguration', 'wafv2:DeleteLoggingConfiguration',
        ],
      },
    ],
  },
  {
    guardrailId: 'deny-key-deletion',
    orBy: ['deny-hsm-deletion', 'protect-key-rotation'],
    promised: [{
      services: ['kms', 'cloudhsm', 'payment-cryptography', 'acm', 'acm-pca'],
      names: ['Delete*Key*', 'Disable*Key*', 'Schedule*', 'Delete*Cluster', 'Delete*Hsm', 'Delete*Certificate*'],
      levels: CHANGES,
    }],
    decided: [
      { reason: 'A certificate, which can be issued again', actions: ['acm:DeleteCertificate'] },
      { reason: 'Can be restored for at least seven days', actions: ['acm-pca:DeleteCertificateAuthority'] },
      { reason: 'A key of AWS Payment Cryptography, which can be restored for at least three days', actions: ['payment-cryptography:DeleteKey'] },
      { reason: 'Ends the replication to Regions', actions: ['payment-cryptography:DisableDefaultKeyReplicationRegions'] },
    ],
  },
  {
    guardrailId: 'protect-buckets',
    orBy: ['protect-table-buckets', 'protect-vector-buckets'],
    promised: [{
      services: ['s3', 's3express', 's3-outposts', 's3tables', 's3vectors', 's3-object-lambda'],
      names: ['Delete*Bucket', 'Delete*Table', 'Delete*Index', 'Delete*Vectors', 'Delete*Namespace', 'Rename*', 'Delete*Object', 'Delete*BucketPolicy'],
      levels: CHANGES,
    }],
    decided: [
      { reason: 'The function behind it deletes with s3:DeleteObject, which the guardrail denies', actions: ['s3-object-lambda:DeleteObject'] },
      {
        reason: 'A bucket of Amazon S3 on Outposts, whose ARN contains the Outpost: it cannot be listed',
        actions: ['s3-outposts:DeleteBucket', 's3-outposts:DeleteBucketPolicy', 's3-outposts:DeleteObject'],
      },
    ],
  },
  {
    guardrailId: 'protect-security-hub',
    orBy: ['deny-leaving-organization', 'protect-cloud-trail', 'protect-detective', 'protect-guard-duty', 'protect-inspector', 'protect-macie'],
    promised: [{
      services: ['*'],
      names: ['DisassociateFrom*Account', 'DisassociateFrom*', 'Disable*OrganizationAdminAccount', 'Leave*', 'Disable*DelegatedAdmin*', 'Deregister*DelegatedAdmin*'],
      levels: CHANGES,
    }],
    decided: [
      {
        reason: 'Only the management account calls it, to which no policy applies, or a delegated administrator',
        actions: [
          'cloudtrail:DeregisterOrganizationDelegatedAdmin', 'ec2:DisableIpamOrganizationAdminAccount', 'guardduty:DisableOrganizationAdminAccount',
          'organizations:DeregisterDelegatedAdministrator', 'securityhub:DisableOrganizationAdminAccount',
          'securitylake:DeregisterDataLakeDelegatedAdministrator',
        ],
      },
      { reason: 'Takes a resource from a chat configuration', actions: ['chatbot:DisassociateFromConfiguration'] },
    ],
  },
];
