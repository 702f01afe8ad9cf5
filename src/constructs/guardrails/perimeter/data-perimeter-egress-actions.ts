/**
 * Actions that attach a resource-based policy or a permission, which can name principals of other organizations. First those that AWS
 * publishes, then those of other services whose policies the identity perimeter does not cover.
 */
export const RESOURCE_POLICY_ACTIONS = [
  'codeartifact:PutDomainPermissionsPolicy', 'codeartifact:PutRepositoryPermissionsPolicy', 'codebuild:PutResourcePolicy',
  'dynamodb:PutResourcePolicy', 'events:PutPermission', 'glacier:SetVaultAccessPolicy', 'lambda:AddLayerVersionPermission',
  'lambda:AddPermission', 'lex:CreateResourcePolicy', 'lex:UpdateResourcePolicy', 'logs:PutDestinationPolicy', 'logs:PutResourcePolicy',
  'schemas:PutResourcePolicy', 'serverlessrepo:PutApplicationPolicy', 'sns:AddPermission',

  'acm-pca:PutPolicy', 'agent-registry:PutResourcePolicy', 'aps:PutResourcePolicy', 'aws-marketplace:PutResourcePolicy',
  'backup:PutBackupVaultAccessPolicy', 'bedrock-agentcore:PutResourcePolicy', 'bedrock:PutResourcePolicy', 'cloudfront:PutResourcePolicy',
  'cloudhsm:PutResourcePolicy', 'cloudtrail:PutResourcePolicy', 'comprehend:PutResourcePolicy', 'ecr-public:SetRepositoryPolicy',
  'elasticfilesystem:PutFileSystemPolicy', 'events:PutResourcePolicy', 'fsx:PutResourcePolicy', 'glue:PutResourcePolicy',
  'kafka:PutClusterPolicy', 'kinesis:PutResourcePolicy', 'lambda:PutResourcePolicy', 'lex:CreateResourcePolicyStatement',
  'logs:PutDeliveryDestinationPolicy', 'lookoutequipment:PutResourcePolicy', 'network-firewall:PutResourcePolicy',
  'networkmanager:PutResourcePolicy', 'osis:PutResourcePolicy', 'payment-cryptography:PutResourcePolicy', 'qbusiness:PutResourcePolicy',
  'redshift-serverless:PutResourcePolicy', 'redshift:PutResourcePolicy', 'refactor-spaces:PutResourcePolicy',
  'route53resolver:PutFirewallRuleGroupPolicy', 'route53resolver:PutResolverQueryLogConfigPolicy', 'route53resolver:PutResolverRulePolicy',
  'rum:PutResourcePolicy', 's3express:PutBucketPolicy', 's3tables:PutTableBucketPolicy', 's3tables:PutTablePolicy',
  's3vectors:PutVectorBucketPolicy', 'sagemaker:PutModelPackageGroupPolicy', 'sagemaker:PutResourcePolicy', 'ses:CreateEmailIdentityPolicy',
  'ses:PutIdentityPolicy', 'ses:UpdateEmailIdentityPolicy', 'signer:AddProfilePermission', 'sms-voice:PutResourcePolicy',
  'ssm-incidents:PutResourcePolicy', 'ssm:PutResourcePolicy', 'vpc-lattice:PutAuthPolicy', 'vpc-lattice:PutResourcePolicy',
  'wafv2:PutPermissionPolicy', 'xray:PutResourcePolicy',
];

/** Actions whose answer holds a URL that a service signed for the caller, so that it works from every network. */
export const SERVICE_PRESIGNED_URL_ACTIONS = [
  'ecr:GetDownloadUrlForLayer', 'lambda:GetFunction', 'lex:CreateUploadUrl', 'lex:DescribeExport',
  'serverlessrepo:CreateCloudFormationTemplate', 'serverlessrepo:GetApplication', 'serverlessrepo:GetCloudFormationTemplate',
  'ssm:GetDeployablePatchSnapshotForInstance',
];

/** Actions that connect networks, hosted zones, search domains and directories with those of another account. */
export const FOREIGN_CONNECTION_ACTIONS = [
  'auditmanager:UpdateAssessmentFrameworkShare', 'ds:AcceptSharedDirectory', 'ec2:AcceptTransitGatewayPeeringAttachment',
  'ec2:AcceptVpcEndpointConnections', 'ec2:AcceptVpcPeeringConnection', 'ec2:CreateTransitGatewayPeeringAttachment',
  'ec2:CreateVpcPeeringConnection', 'es:AcceptInboundConnection', 'route53:AssociateVPCWithHostedZone',
  'route53:CreateVPCAssociationAuthorization',
];
