import { DIRECT_CONNECT_ACTIONS } from '../network/network-actions';

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
  'cloudfront:PutResourcePolicy', 'cloudhsm:PutResourcePolicy', 'cloudsearch:UpdateServiceAccessPolicies', 'cloudtrail:PutResourcePolicy',
  'codeguru-profiler:PutPermission', 'comprehend:PutResourcePolicy',
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
  'amplify:CreateDeployment', 'amplify:GetArtifactUrl', 'auditmanager:GetAssessmentReportUrl', 'auditmanager:GetEvidenceFileUploadUrl',
  'cloudshell:GetFileDownloadUrls', 'cloudshell:GetFileUploadUrls', 'codeguru-security:CreateUploadUrl', 'connect:GetAttachedFile',
  'connect:StartAttachedFileUpload', 'devicefarm:CreateUpload', 'discovery:DescribeExportTasks', 'ecr:GetDownloadUrlForLayer',
  'elasticbeanstalk:RetrieveEnvironmentInfo', 'gamelift:GetGameSessionLogUrl', 'greengrass:GetComponentVersionArtifact',
  'lambda:GetFunction', 'lambda:GetLayerVersion', 'lex:CreateUploadUrl', 'lex:DescribeExport', 'lex:GetTestExecutionArtifactsUrl',
  'qbusiness:GetDocumentContent', 'sagemaker:CreateHubContentPresignedUrls',
  'security-ir:GetCaseAttachmentDownloadUrl', 'security-ir:GetCaseAttachmentUploadUrl', 'serverlessrepo:CreateCloudFormationTemplate',
  'serverlessrepo:GetApplication', 'serverlessrepo:GetCloudFormationTemplate', 'transform-custom:CreateTransformationPackageUrl',
  'transform-custom:GetAnalysisArtifactDownloadUrl', 'transform-custom:GetTransformationPackageUrl', 'translate:GetParallelData',
  'translate:GetTerminology', 'wisdom:GetContent', 'wisdom:StartContentUpload',
];

/** Actions that connect networks, hosted zones, search domains and directories, without a condition key for the other side. */
export const FOREIGN_CONNECTION_ACTIONS = [
  'auditmanager:UpdateAssessmentFrameworkShare', ...DIRECT_CONNECT_ACTIONS, 'ds:AcceptSharedDirectory', 'ds:CreateTrust',
  'ec2:AcceptTransitGatewayClientVpnAttachment', 'ec2:AcceptTransitGatewayPeeringAttachment', 'ec2:AcceptTransitGatewayVpcAttachment',
  'ec2:AcceptVpcEndpointConnections', 'ec2:CreateTransitGatewayPeeringAttachment', 'es:AcceptInboundConnection',
  'es:AcceptInboundCrossClusterSearchConnection', 'interconnect:AcceptConnectionProposal', 'interconnect:CreateConnection',
  'networkmanager:AcceptAttachment', 'route53:AssociateVPCWithHostedZone', 'route53:CreateVPCAssociationAuthorization',
  'rtbfabric:AcceptLink', 'rtbfabric:CreateLink',
];

/** Actions that send an email to the recipients that its request names. */
export const EMAIL_ACTIONS = ['ses:SendBulkTemplatedEmail', 'ses:SendEmail', 'ses:SendRawEmail', 'ses:SendTemplatedEmail'];

/**
 * Actions that send emails, or register addresses and mail servers for them, without a condition key for the recipients.
 */
export const UNSEEN_RECIPIENT_ACTIONS = [
  'connect:SendOutboundEmail', 'connect:StartOutboundEmailContact', 'notifications-contacts:CreateEmailContact', 'ses:CreateRelay',
  'ses:SendBulkEmail', 'ses:SendCustomVerificationEmail', 'ses:UpdateRelay', 'ssm-contacts:CreateContactChannel',
  'ssm-contacts:UpdateContactChannel', 'workmail:CreateSmtpGateway', 'workmail:UpdateSmtpGateway',
];

/**
 * Actions that set where delivery streams, flows, connections and API destinations, data sources of AWS AppSync, rules of AWS IoT, links of
 * AWS RTB Fabric, connectors of AWS Transfer Family and transfers of AWS DataSync send their data, such as an HTTP endpoint or a store of
 * another provider. No condition key contains it.
 */
export const DESTINATION_ACTIONS = [
  'appflow:CreateFlow', 'appflow:UpdateFlow', 'appsync:CreateDataSource', 'appsync:UpdateDataSource', 'datasync:CreateLocationAzureBlob',
  'datasync:CreateLocationHdfs', 'datasync:CreateLocationNfs', 'datasync:CreateLocationObjectStorage', 'datasync:CreateLocationSmb',
  'datasync:UpdateLocationAzureBlob', 'datasync:UpdateLocationHdfs', 'datasync:UpdateLocationNfs', 'datasync:UpdateLocationObjectStorage',
  'datasync:UpdateLocationSmb', 'events:CreateConnection', 'events:UpdateApiDestination', 'events:UpdateConnection',
  'firehose:CreateDeliveryStream', 'firehose:UpdateDestination', 'iot:CreateTopicRuleDestination', 'rtbfabric:CreateOutboundExternalLink',
  'transfer:CreateConnector', 'transfer:UpdateConnector',
];
