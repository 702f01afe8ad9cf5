import { ALL_LEVELS, CHANGES, type GuardrailPromise } from './guardrail-promise';

const PUBLIC = [
  'deny-internet-access', 'deny-public-acls', 'deny-public-cluster-endpoints', 'deny-public-databases', 'deny-public-function-urls', 'deny-public-graphs',
  'deny-public-images', 'deny-public-kafka-clusters', 'deny-public-snapshots', 'protect-s3-public-access-block', 'deny-public-hosted-zones',
  'protect-public-access-settings',
];

const KEYS_OF_EXPOSURE = [
  '*:*PublicAccess*', '*:*PublicConnectivity*', '*:*PublicIp*', '*:PubliclyAccessible', '*:*auto-assign-public*', '*:FunctionUrlAuthType',
];

/** Promises about kinds of exposure and of encryption, in all services. */
export const EXPOSURE_PROMISES: readonly GuardrailPromise[] = [
  {
    guardrailId: 'deny-public-ip-addresses',
    orBy: PUBLIC,
    promised: [
      { services: ['*'], names: ['*'], levels: CHANGES, keys: KEYS_OF_EXPOSURE },
      { services: ['*'], names: ['*PublicAccess*', '*PublicIp*', '*PublicDns*', '*PublicSharing*', '*PublicPorts*'], levels: CHANGES },
    ],
    decided: [
      {
        reason: 'A gateway or a pool has addresses of its own, and instances have none from it',
        actions: ['ec2:AssociateNatGatewayAddress', 'ec2:CreateNatGateway', 'ec2:CreatePublicIpv4Pool', 'ec2:ProvisionPublicIpv4PoolCidr'],
      },
      {
        reason: 'Releases an address or a pool, or ends exposure',
        actions: [
          'ec2:DeletePublicIpv4Pool', 'ec2:DeleteVpcBlockPublicAccessExclusion', 'ec2:DeprovisionPublicIpv4PoolCidr',
          'ec2:DisassociateAddress', 'ec2:DisassociateNatGatewayAddress', 'ec2:ReleaseAddress', 'lambda:DeleteFunctionUrlConfig',
          'lambda:RemovePermission', 'lightsail:CloseInstancePublicPorts',
        ],
      },
      {
        reason: 'Turns a block of public access on',
        actions: ['ec2:EnableImageBlockPublicAccess', 'ec2:EnableSnapshotBlockPublicAccess'],
      },
      {
        reason: 'Moves an address to another account or back: it has to be associated then, which is denied',
        actions: ['ec2:DisableAddressTransfer', 'ec2:EnableAddressTransfer'],
      },
      {
        reason: 'Sets the name of an address or of an instance that is public already',
        actions: [
          'ec2:ModifyAddressAttribute', 'ec2:ModifyPublicIpDnsNameOptions', 'ec2:ResetAddressAttribute',
          'servicediscovery:UpdatePublicDnsNamespace',
        ],
      },
      { reason: 'Calls a URL; creating one is denied', actions: ['lambda:InvokeFunctionUrl'] },
      {
        reason: 'Instances of Amazon Lightsail are public by design: add deny-services for lightsail',
        actions: ['lightsail:OpenInstancePublicPorts', 'lightsail:PutInstancePublicPorts'],
      },
    ],
  },
  {
    guardrailId: 'require-object-encryption',
    orBy: [
      'require-database-encryption', 'require-file-system-encryption', 'require-volume-encryption', 'require-snapshot-encryption', 'require-cache-encryption',
      'require-build-encryption', 'require-table-encryption', 'require-vector-encryption', 'protect-volume-encryption-default', 'protect-stream-encryption',
      'protect-log-groups', 'protect-buckets', 'require-attached-volume-encryption', 'require-kms-keys-of-objects', 'protect-backups',
    ],
    promised: [
      { services: ['*'], names: ['Create*', 'Put*', 'Run*'], levels: CHANGES, keys: ['*:*encrypt*'] },
      { services: ['*'], names: ['Disable*Encrypt*', 'Delete*Encryption*', 'Stop*Encryption', 'Put*Encryption*'], levels: CHANGES },
    ],
    decided: [
      {
        reason: 'Encrypts fields or traffic, not stored data',
        actions: [
          'cloudfront:DeleteFieldLevelEncryptionConfig', 'cloudfront:DeleteFieldLevelEncryptionProfile', 'ec2:CreateVpnConnection',
          'ec2:DeleteVpcEncryptionControl', 'fsx:CreateDataRepositoryAssociation', 'fsx:CreateFileCache', 'sagemaker:CreateAutoMLJob',
          'sagemaker:CreateAutoMLJobV2', 'sagemaker:CreateDataQualityJobDefinition', 'sagemaker:CreateHyperParameterTuningJob',
          'sagemaker:CreateModelBiasJobDefinition', 'sagemaker:CreateModelExplainabilityJobDefinition',
          'sagemaker:CreateModelQualityJobDefinition', 'sagemaker:CreateMonitoringSchedule', 'sagemaker:CreateProcessingJob',
          'sagemaker:CreateTrainingJob',
        ],
      },
      {
        reason: 'Stored data is always encrypted; the setting chooses the key',
        actions: [
          'eks:CreateCluster', 'frauddetector:PutKMSEncryptionKey', 'iotfleetwise:PutEncryptionConfiguration',
          'iotmanagedintegrations:PutDefaultEncryptionConfiguration', 'iotsitewise:PutDefaultEncryptionConfiguration',
          's3-outposts:PutObject', 'xray:PutEncryptionConfig',
        ],
      },
      { reason: 'The metadata of tables: no condition key tells the mode', actions: ['glue:PutDataCatalogEncryptionSettings'] },
      { reason: 'Uses a key for a service, which deny-direct-key-grants limits', actions: ['kms:CreateGrant'] },
      { reason: 'A copy of a database, which is encrypted if its source is', actions: ['rds:CreateBlueGreenDeployment'] },
    ],
  },
  {
    guardrailId: 'deny-service-presigned-urls',
    promised: [{
      services: ['*'],
      names: ['*Presigned*', '*SignedUrl*', '*DownloadUrl*', '*UploadUrl*', 'Get*ArtifactsUrl', 'Get*LogUrl', 'Get*ReportUrl', 'Get*PackageUrl', 'Create*PackageUrl'],
      levels: ALL_LEVELS,
    }],
    decided: [
      {
        reason: 'Signs in to an application of the service: a limit of the guardrail',
        actions: [
          'athena:CreatePresignedNotebookUrl', 'elasticmapreduce:CreateStudioPresignedUrl',
          'elasticmapreduce:GetOnClusterAppUIPresignedURL', 'elasticmapreduce:GetPersistentAppUIPresignedURL',
          'kinesisanalytics:CreateApplicationPresignedUrl', 'sagemaker:CreatePartnerAppPresignedUrl',
          'sagemaker:CreatePresignedDomainUrl', 'sagemaker:CreatePresignedMlflowAppUrl',
          'sagemaker:CreatePresignedMlflowTrackingServerUrl', 'sagemaker:CreatePresignedNotebookInstanceUrl',
        ],
      },
      {
        reason: 'Exchanges documents with AWS or with workers, not data of the account',
        actions: [
          'customer-verification:CreateUploadUrls', 'elemental-support-cases:CreateS3DownloadUrl', 'mechanicalturk:GetFileUploadURL',
          'tax:GetDocumentUploadUrl',
        ],
      },
    ],
  },
  {
    guardrailId: 'require-vpc-for-functions',
    orBy: [
      'require-vpc-for-agents', 'require-vpc-for-app-runner', 'require-vpc-for-cloud-shell', 'require-vpc-for-code-build', 'require-vpc-for-glue',
      'require-vpc-for-sage-maker',
    ],
    promised: [{
      services: ['*'],
      names: ['Create*', 'Update*', 'Start*', 'Run*'],
      levels: CHANGES,
      keys: ['*:vpcIds', '*:vpcSubnets', '*:subnets', '*:subnetIds', '*:vpcConfig*', '*:vpcConnector*'],
    }],
    decided: [
      {
        reason: 'Runs no code of the caller, so that nothing can connect to a network',
        actions: [
          'comprehend:CreateDocumentClassifier', 'comprehend:CreateEntityRecognizer', 'comprehend:CreateFlywheel',
          'comprehend:StartDocumentClassificationJob', 'comprehend:StartDominantLanguageDetectionJob',
          'comprehend:StartEntitiesDetectionJob', 'comprehend:StartKeyPhrasesDetectionJob', 'comprehend:StartSentimentDetectionJob',
          'comprehend:StartTargetedSentimentDetectionJob', 'comprehend:StartTopicsDetectionJob', 'comprehend:UpdateFlywheel',
        ],
      },
      { reason: 'Always names subnets', actions: ['lambda:CreateCapacityProvider', 'lambda:CreateNetworkConnector'] },
      {
        reason: 'An endpoint has the network of its models, and a cluster that of its creation, both of which the guardrail requires',
        actions: ['sagemaker:CreateEndpointConfig', 'sagemaker:UpdateCluster'],
      },
    ],
  },
  {
    guardrailId: 'deny-long-term-credentials',
    orBy: ['deny-iam-users', 'deny-bedrock-api-keys', 'deny-cli-login'],
    promised: [{
      services: ['*'],
      names: ['Create*AccessKey', 'Create*ApiKey', 'Create*Credential', 'Upload*Key', 'Upload*SigningCertificate', 'Reset*Credential'],
      levels: CHANGES,
    }],
    decided: [
      {
        reason: 'A key of the API of one application, which is no credential of AWS: a limit of the guardrail',
        actions: ['appsync:CreateApiKey', 'chime:CreateApiKey', 'grafana:CreateWorkspaceApiKey', 'wafv2:CreateAPIKey'],
      },
      { reason: 'Identifies a distribution and cannot be used to sign in', actions: ['iam:UploadCloudFrontPublicKey'] },
    ],
  },
  {
    guardrailId: 'deny-service-sharing',
    orBy: [
      'deny-external-sharing', 'deny-image-sharing', 'deny-network-sharing', 'deny-foreign-connections', 'deny-document-sharing', 'deny-leaving-organization',
      'deny-direct-key-grants', 'deny-warehouse-sharing', 'deny-vpn', 'protect-hosted-zones', 'deny-commitments', 'deny-account-changes', 'deny-delegation-requests',
    ],
    promised: [{
      services: ['*'],
      names: ['Accept*Invitation', 'Accept*Share*', 'Accept*Connection*', 'Invite*', 'Create*Members', 'Create*Member', 'Create*Share', 'Share*', 'Create*Invitation*', 'Create*Grant', '*ImagePermissions', '*AccountLink*'],
      levels: CHANGES,
    }],
    decided: [
      {
        reason: 'Ends sharing, or refuses it',
        actions: ['appstream:DeleteImagePermissions', 'workspaces:DeleteAccountLinkInvitation', 'workspaces:RejectAccountLinkInvitation'],
      },
      {
        reason: 'Accepts what others share, which gives them nothing',
        actions: [
          'mgh:AcceptConnection', 'omics:AcceptShare',
          'proton:AcceptEnvironmentAccountConnection', 'ram:AcceptResourceShareInvitation', 'servicecatalog:AcceptPortfolioShare',
        ],
      },
      {
        reason: 'Invites people to an application, or members to a network of partners, and shares no resource of the account',
        actions: [
          'chime:InviteDelegate', 'chime:InviteUsers', 'chime:InviteUsersFromProvider', 'managedblockchain:CreateMember',
          'partnercentral:AcceptConnectionInvitation', 'partnercentral:AcceptEngagementInvitation',
          'partnercentral:CreateCollaborationChannelMembers', 'partnercentral:CreateConnectionInvitation',
          'partnercentral:CreateEngagementInvitation', 'partnercentral:CreateMarketplaceRevenueShare',
        ],
      },
      {
        reason: 'Gives access or a part of the capacity inside the account, or to AWS',
        actions: [
          'batch:CreateQuotaShare', 'cloudwatch:CreateAccessGrant', 'datazone:CreateSubscriptionGrant',
          'mediaconvert:CreateResourceShare', 'q:CreateAuthGrant', 'redshift:CreateSnapshotCopyGrant', 's3:CreateAccessGrant',
          'storagegateway:CreateNFSFileShare', 'storagegateway:CreateSMBFileShare',
        ],
      },
      {
        reason: 'Only the management account calls it, to which no policy applies',
        actions: ['organizations:InviteAccountToOrganization', 'organizations:InviteOrganizationToTransferResponsibility'],
      },
      { reason: 'Joins the behavior graph of another account: covered by protect-detective', actions: ['detective:AcceptInvitation'] },
    ],
  },
];
