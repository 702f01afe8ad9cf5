import type { ServiceRoleDecision } from './service-role-decision';

export const SHARING_DECISIONS: readonly ServiceRoleDecision[] = [
  {
    guardrails: ['deny-public-hosted-zones'],
    reason: 'Denies only public hosted zones, which clusters of ROSA with a public endpoint have: exempt the role for these',
    policies: ['ROSAInstallerPolicy'],
    actions: ['route53:CreateHostedZone'],
  },
  {
    guardrails: ['deny-internet-facing-load-balancers'],
    reason: 'Denies only load balancers with the scheme internet-facing: choose internal ones, or exempt the role',
    policies: [
      'AWSApplicationMigrationFSxProxyVPCPolicy', 'AWSElasticBeanstalkRoleCore', 'AWSElasticBeanstalkService',
      'AmazonECSInfrastructureRoleforExpressGatewayServices', 'AmazonEMRServicePolicyForSessions', 'ROSAKubeControllerPolicy',
    ],
    actions: ['elasticloadbalancing:CreateLoadBalancer'],
  },
  {
    guardrails: ['deny-cross-region-networking'],
    reason: 'Intended: the response team of AWS Shield changes distributions with it. Exempt the role before you grant the team access',
    policies: ['AWSShieldDRTAccessPolicy'],
    actions: ['cloudfront:UpdateDistribution'],
  },
  {
    guardrails: ['deny-cross-region-networking'],
    reason: 'Denies only endpoints for services of other Regions',
    policies: ['AmazonEMRServicePolicy_v2', 'ROSAControlPlaneOperatorPolicy', 'SageMakerStudioProjectProvisioningRolePolicy'],
    actions: ['ec2:CreateVpcEndpoint'],
  },
  {
    guardrails: ['deny-network-sharing'],
    reason: 'Intended: it opens an endpoint service to accounts of AWS. Exempt the role in accounts that use the feature',
    policies: ['AWSApplicationMigrationFSxProxyVPCPolicy', 'AmazonEMRServicePolicyForSessions'],
    actions: ['ec2:AcceptVpcEndpointConnections', 'ec2:ModifyVpcEndpointServicePermissions'],
  },
  {
    guardrails: ['deny-network-sharing'],
    reason: 'Denies only permissions that the service does not get for itself (ec2:AuthorizedService)',
    policies: ['AmazonElasticMapReduceEditorsRole'],
    actions: ['ec2:CreateNetworkInterfacePermission'],
  },
  {
    guardrails: ['deny-resource-policies'],
    reason: 'Intended: deployments attach resource policies. Exempt the role, as the roles that deploy',
    policies: [
      'AmazonDataZoneGlueManageAccessRolePolicy', 'AmazonSageMakerServiceCatalogProductsApiGatewayServiceRolePolicy',
      'AmazonSageMakerServiceCatalogProductsCloudformationServiceRolePolicy', 'AmazonSageMakerServiceCatalogProductsGlueServiceRolePolicy',
      'AmazonSageMakerServiceCatalogProductsLambdaServiceRolePolicy', 'SageMakerStudioProjectProvisioningRolePolicy',
    ],
    actions: [
      'glue:PutResourcePolicy', 'lambda:AddPermission', 'logs:PutResourcePolicy', 'sagemaker:CreateLineageGroupPolicy',
      'sagemaker:PutLineageGroupPolicy', 'sagemaker:PutModelPackageGroupPolicy',
    ],
  },
  {
    guardrails: ['deny-untrusted-endpoints'],
    reason: 'Denies only rules with an API destination as their target',
    policies: [
      'AWSCodeStarServiceRole', 'AWSDataLifecycleManagerServiceRole', 'AmazonSageMakerServiceCatalogProductsLambdaServiceRolePolicy',
      'SageMakerStudioProjectProvisioningRolePolicy',
    ],
    actions: ['events:PutTargets'],
  },
  {
    guardrails: ['deny-untrusted-endpoints'],
    reason: 'Denies only subscriptions of untrusted email addresses and URLs',
    policies: ['AWSElasticBeanstalkRoleSNS', 'AWSElasticBeanstalkService', 'AWSIoTFleetHubFederationAccess'],
    actions: ['sns:Subscribe'],
  },
  {
    guardrails: ['deny-untrusted-endpoints'],
    reason: 'Intended: the destination of a flow is unknown. Exempt the role in accounts with AWS Supply Chain',
    policies: ['AWSSupplyChainFederationAdminAccess'],
    actions: ['appflow:CreateFlow', 'appflow:UpdateFlow'],
  },
  {
    guardrails: ['deny-service-presigned-urls'],
    reason: 'Intended: pulling an image takes these URLs. Exempt the roles that pull images, as the docstring says',
    policies: [
      'AWSAppRunnerServicePolicyForECRAccess', 'AmazonEC2ContainerServiceforEC2Role', 'AmazonECSTaskExecutionRolePolicy',
      'ROSAWorkerInstancePolicy', 'SageMakerStudioProjectProvisioningRolePolicy',
    ],
    actions: ['ecr:GetDownloadUrlForLayer'],
  },
  {
    guardrails: ['deny-service-presigned-urls'],
    reason: 'Intended: the answer contains such a URL. Exempt the role of AWS Config if it is not the service-linked one',
    policies: ['AWSConfigRole', 'AWS_ConfigRole'],
    actions: ['lambda:GetFunction', 'lambda:GetLayerVersion'],
  },
  {
    guardrails: ['deny-service-presigned-urls'],
    reason: 'Intended: the answer contains such a URL. Exempt the roles that deploy',
    policies: [
      'AWSDeepLensServiceRolePolicy', 'AWSDeepRacerServiceRolePolicy', 'AWSGreengrassResourceAccessRolePolicy', 'AWSPanoramaServiceRolePolicy',
      'AmazonSageMakerPartnerServiceCatalogProductsCloudFormationServiceRolePolicy', 'AmplifyBackendDeployFullAccess',
      'SageMakerStudioProjectProvisioningRolePolicy',
    ],
    actions: [
      'lambda:GetFunction', 'lambda:GetLayerVersion', 'serverlessrepo:CreateCloudFormationTemplate', 'serverlessrepo:GetCloudFormationTemplate',
    ],
  },
  {
    guardrails: ['deny-service-presigned-urls'],
    reason: 'Intended: logs of environments and artifacts of core devices come as such a URL. Exempt the role if it needs them',
    policies: ['AWSCodeStarServiceRole', 'AWSElasticBeanstalkService', 'AWSGreengrassResourceAccessRolePolicy'],
    actions: ['elasticbeanstalk:RetrieveEnvironmentInfo', 'greengrass:GetComponentVersionArtifact'],
  },
  {
    guardrails: ['deny-service-presigned-urls'],
    reason: 'Denies only requests without the credentials of an instance or a managed node',
    policies: ['AmazonEC2RoleforSSM'],
    actions: ['ssm:GetDeployablePatchSnapshotForInstance'],
  },
  {
    guardrails: ['deny-foreign-connections'],
    reason: 'Intended: it accepts connections to an endpoint service. Exempt the role for a migration with Amazon FSx',
    policies: ['AWSApplicationMigrationFSxProxyVPCPolicy'],
    actions: ['ec2:AcceptVpcEndpointConnections'],
  },
  {
    guardrails: ['deny-foreign-connections'],
    reason: 'Denies only endpoints for services of accounts that are not trusted',
    policies: ['AmazonEMRServicePolicy_v2', 'ROSAControlPlaneOperatorPolicy', 'SageMakerStudioProjectProvisioningRolePolicy'],
    actions: ['ec2:CreateVpcEndpoint'],
  },
  {
    guardrails: ['deny-image-sharing'],
    reason: 'Intended: requests do not contain the attribute. Exempt the role of Amazon Data Lifecycle Manager for images, which shares none',
    policies: ['AWSDataLifecycleManagerServiceRoleForAMIManagement'],
    actions: ['ec2:ModifyImageAttribute'],
  },
  {
    guardrails: ['deny-image-sharing'],
    reason: 'Intended: AmazonEMRServicePolicy_v2, which replaces the policy, does not have the action',
    policies: ['AmazonElasticMapReduceRole'],
    actions: ['ec2:ModifyImageAttribute'],
  },
  {
    guardrails: ['deny-snapshot-sharing', 'deny-public-snapshots'],
    reason: 'Denies only sharing publicly and with accounts that are not trusted',
    policies: [
      'AWSBackupServiceRolePolicyForBackup', 'AWSDataLifecycleManagerServiceRole', 'AWSElasticDisasterRecoveryStagingAccountPolicy',
      'AWSElasticDisasterRecoveryStagingAccountPolicy_v2', 'VMImportExportRoleForAWSConnector',
    ],
    actions: ['ec2:ModifySnapshotAttribute'],
  },
  {
    guardrails: ['deny-warehouse-sharing'],
    reason: 'Intended: requests do not contain the account. Exempt the role in accounts that publish tables of Amazon DataZone',
    policies: ['AmazonDataZoneRedshiftManageAccessRolePolicy', 'SageMakerStudioProjectProvisioningRolePolicy'],
    actions: ['redshift:AuthorizeDataShare'],
  },
  {
    guardrails: ['deny-function-sharing'],
    reason: 'Denies only permissions for principals of other accounts',
    policies: ['SageMakerStudioProjectProvisioningRolePolicy'],
    actions: ['lambda:AddPermission'],
  },
  {
    guardrails: ['deny-service-sharing'],
    reason: 'Intended: the policy allows all names that begin with Put. The recorder does not authorize aggregators',
    policies: ['AWSConfigRole', 'AWSConfigRulesExecutionRole', 'AWS_ConfigRole'],
    actions: ['config:PutAggregationAuthorization', 'config:PutConfigurationAggregator'],
  },
  {
    guardrails: ['deny-service-sharing'],
    reason: 'Intended: requests do not contain the account. Exempt the role in accounts that publish tables of Amazon DataZone',
    policies: ['AmazonDataZoneGlueManageAccessRolePolicy', 'SageMakerStudioProjectProvisioningRolePolicy'],
    actions: ['lakeformation:BatchGrantPermissions', 'lakeformation:GrantPermissions'],
  },
  {
    guardrails: ['deny-public-function-urls'],
    reason: 'Denies only permissions for a URL without authentication',
    policies: ['SageMakerStudioProjectProvisioningRolePolicy'],
    actions: ['lambda:AddPermission'],
  },
  {
    guardrails: ['deny-external-sharing'],
    reason: 'Denies only shares that admit accounts outside the organization',
    policies: ['AmazonDataZoneGlueManageAccessRolePolicy'],
    actions: ['ram:AssociateResourceShare', 'ram:CreateResourceShare', 'ram:UpdateResourceShare'],
  },
];
