/**
 * Actions that attach a resource-based policy or a permission, which can name principals of other organizations. The first group is the
 * list that AWS publishes. The second group has the actions of other services whose policies the identity perimeter does not cover.
 */
export const RESOURCE_POLICY_ACTIONS = [
  'codeartifact:PutDomainPermissionsPolicy', 'codeartifact:PutRepositoryPermissionsPolicy', 'codebuild:PutResourcePolicy',
  'dynamodb:PutResourcePolicy', 'events:PutPermission', 'glacier:SetVaultAccessPolicy', 'lambda:AddLayerVersionPermission',
  'lambda:AddPermission', 'lex:CreateResourcePolicy', 'lex:UpdateResourcePolicy', 'logs:PutDestinationPolicy', 'logs:PutResourcePolicy',
  'schemas:PutResourcePolicy', 'serverlessrepo:PutApplicationPolicy', 'sns:AddPermission',

  'acm-pca:PutPolicy', 'agent-registry:PutResourcePolicy', 'aiops:PutInvestigationGroupPolicy', 'apigateway:PutPortalProductSharingPolicy',
  'apigateway:UpdateDomainNameManagementPolicy', 'apigateway:UpdateDomainNamePolicy', 'apigateway:UpdateRestApiPolicy',
  'appmesh-preview:PutMeshPolicy', 'appmesh:PutMeshPolicy', 'aps:PutResourcePolicy', 'aws-marketplace:PutResourcePolicy', 'backup:PutBackupVaultAccessPolicy', 'backup:PutBackupVaultSharingPolicy',
  'bedrock-agentcore:PutResourcePolicy', 'bedrock:PutResourcePolicy', 'cleanrooms-ml:PutConfiguredAudienceModelPolicy',
  'cloudfront:PutResourcePolicy', 'cloudhsm:PutResourcePolicy', 'cloudtrail:PutResourcePolicy', 'comprehend:PutResourcePolicy',
  'datazone:PutDomainSharingPolicy', 'dsql:PutClusterPolicy', 'ecr-public:SetRepositoryPolicy', 'elasticfilesystem:PutFileSystemPolicy',
  'elemental-inference:PutFeedPolicy', 'entityresolution:AddPolicyStatement', 'entityresolution:PutPolicy', 'events:PutResourcePolicy',
  'fsx:PutResourcePolicy', 'glue:PutResourcePolicy', 'imagebuilder:PutComponentPolicy', 'imagebuilder:PutContainerRecipePolicy',
  'imagebuilder:PutImagePolicy', 'imagebuilder:PutImageRecipePolicy', 'kafka:PutClusterPolicy', 'kinesis:PutResourcePolicy',
  'lambda:PutResourcePolicy', 'lex:CreateResourcePolicyStatement', 'logs:PutDeliveryDestinationPolicy',
  'lookoutequipment:PutResourcePolicy', 'mediapackagev2:PutChannelPolicy', 'mediapackagev2:PutOriginEndpointPolicy',
  'mediastore:PutContainerPolicy', 'mediatailor:PutChannelPolicy', 'network-firewall:PutResourcePolicy',
  'networkmanager:PutResourcePolicy', 'oam:PutSinkPolicy', 'omics:PutS3AccessPolicy', 'osis:PutResourcePolicy',
  'payment-cryptography:PutResourcePolicy', 'qbusiness:PutResourcePolicy', 'redshift-serverless:PutResourcePolicy',
  'redshift:PutResourcePolicy', 'refactor-spaces:PutResourcePolicy', 'rekognition:PutProjectPolicy', 'resource-groups:PutGroupPolicy',
  'route53profiles:PutProfilePolicy', 'route53resolver:PutFirewallRuleGroupPolicy', 'route53resolver:PutResolverQueryLogConfigPolicy',
  'route53resolver:PutResolverRulePolicy', 'rum:PutResourcePolicy', 's3-outposts:PutAccessPointPolicy', 's3-outposts:PutBucketPolicy',
  's3express:PutAccessPointPolicy', 's3express:PutBucketPolicy', 's3files:PutFileSystemPolicy', 's3tables:PutTableBucketPolicy',
  's3tables:PutTablePolicy', 's3vectors:PutVectorBucketPolicy', 'sagemaker:CreateLineageGroupPolicy', 'sagemaker:PutLineageGroupPolicy',
  'sagemaker:PutModelPackageGroupPolicy', 'sagemaker:PutResourcePolicy', 'ses:CreateEmailIdentityPolicy', 'ses:PutIdentityPolicy',
  'ses:UpdateEmailIdentityPolicy', 'signer:AddProfilePermission', 'sms-voice:PutResourcePolicy', 'ssm-contacts:PutContactPolicy',
  'ssm-incidents:PutResourcePolicy', 'ssm:PutResourcePolicy', 'vpc-lattice:PutAuthPolicy', 'vpc-lattice:PutResourcePolicy',
  'waf-regional:PutPermissionPolicy', 'waf:PutPermissionPolicy', 'wafv2:PutPermissionPolicy', 'xray:PutResourcePolicy',
];

/** Actions whose response contains a URL that a service presigned for the caller, so that it works from every network. */
export const SERVICE_PRESIGNED_URL_ACTIONS = [
  'auditmanager:GetAssessmentReportUrl', 'auditmanager:GetEvidenceFileUploadUrl', 'cloudshell:GetFileDownloadUrls', 'cloudshell:GetFileUploadUrls',
  'codeguru-security:CreateUploadUrl', 'ecr:GetDownloadUrlForLayer', 'gamelift:GetGameSessionLogUrl', 'lambda:GetFunction', 'lambda:GetLayerVersion',
  'lex:CreateUploadUrl', 'lex:DescribeExport', 'lex:GetTestExecutionArtifactsUrl', 'sagemaker:CreateHubContentPresignedUrls',
  'security-ir:GetCaseAttachmentDownloadUrl', 'security-ir:GetCaseAttachmentUploadUrl', 'serverlessrepo:CreateCloudFormationTemplate',
  'serverlessrepo:GetApplication', 'serverlessrepo:GetCloudFormationTemplate', 'transform-custom:CreateTransformationPackageUrl',
  'transform-custom:GetAnalysisArtifactDownloadUrl', 'transform-custom:GetTransformationPackageUrl',
];

/** Actions that connect networks, hosted zones, search domains and directories, without a condition key for the other account. */
export const FOREIGN_CONNECTION_ACTIONS = [
  'auditmanager:UpdateAssessmentFrameworkShare', 'ds:AcceptSharedDirectory', 'ec2:AcceptTransitGatewayPeeringAttachment',
  'ec2:AcceptVpcEndpointConnections', 'ec2:CreateTransitGatewayPeeringAttachment', 'es:AcceptInboundConnection', 'es:AcceptInboundCrossClusterSearchConnection', 'route53:AssociateVPCWithHostedZone',
  'route53:CreateVPCAssociationAuthorization',
];

/** Actions that send an email to the recipients that its request names. */
export const EMAIL_ACTIONS = ['ses:SendBulkTemplatedEmail', 'ses:SendEmail', 'ses:SendRawEmail', 'ses:SendTemplatedEmail'];

/**
 * Actions that set where delivery streams, flows, API destinations, rules of AWS IoT, connectors of AWS Transfer Family and transfers of
 * AWS DataSync send their data, such as an HTTP endpoint or a store of another provider. No condition key contains it.
 */
export const DESTINATION_ACTIONS = [
  'appflow:CreateFlow', 'appflow:UpdateFlow', 'datasync:CreateLocationAzureBlob', 'datasync:CreateLocationObjectStorage',
  'datasync:UpdateLocationAzureBlob', 'datasync:UpdateLocationObjectStorage', 'events:UpdateApiDestination', 'firehose:CreateDeliveryStream',
  'firehose:UpdateDestination', 'iot:CreateTopicRuleDestination', 'transfer:CreateConnector', 'transfer:UpdateConnector',
];
