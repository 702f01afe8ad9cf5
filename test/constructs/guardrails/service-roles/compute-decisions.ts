import type { ServiceRoleDecision } from './service-role-decision';

/** Policies that allow launches of instances. */
const LAUNCHING = [
  'AWSBatchServiceRole', 'AWSElasticBeanstalkRoleCore', 'AWSElasticBeanstalkService', 'AWSTransformApplicationDeploymentPolicy',
  'AmazonEC2SpotFleetTaggingRole', 'AmazonEMRServicePolicy_v2', 'AmazonElasticMapReduceRole', 'AmazonSSMAutomationRole', 'ROSAInstallerPolicy',
  'ROSAKarpenterControllerPolicy', 'ROSANodePoolManagementPolicy', 'SageMakerStudioEMRServiceRolePolicy', 'ServerMigrationServiceLaunchRole',
];

export const COMPUTE_DECISIONS: readonly ServiceRoleDecision[] = [
  {
    guardrails: ['protect-functions'],
    reason: 'Applies only to the functions that you list: do not list those of the service, or exempt the role',
    policies: [
      'AWSCodeDeployRoleForLambda', 'AWSCodeDeployRoleForLambdaLimited', 'AWSDeepLensServiceRolePolicy', 'AWSDeepRacerServiceRolePolicy',
      'AmazonSageMakerPartnerServiceCatalogProductsCloudFormationServiceRolePolicy', 'AmplifyBackendDeployFullAccess',
      'SageMakerStudioProjectProvisioningRolePolicy',
    ],
    actions: [
      'lambda:AddPermission', 'lambda:CreateFunction', 'lambda:DeleteFunction', 'lambda:PublishVersion', 'lambda:RemovePermission',
      'lambda:TagResource', 'lambda:UntagResource', 'lambda:UpdateAlias', 'lambda:UpdateFunctionCode', 'lambda:UpdateFunctionConfiguration',
    ],
  },
  {
    guardrails: ['deny-commitments'],
    reason: 'Intended: the reservation is charged. Exempt the role if its load balancers reserve capacity',
    policies: ['AWSElasticBeanstalkRoleCore'],
    actions: ['elasticloadbalancing:ModifyCapacityReservation'],
  },
  {
    guardrails: ['deny-other-models'],
    reason: 'Intended: the role can use the listed models only. List those of the service',
    policies: [
      'AmazonDataZoneBedrockModelConsumptionPolicy', 'SageMakerStudioBedrockAgentServiceRolePolicy',
      'SageMakerStudioBedrockEvaluationJobServiceRolePolicy', 'SageMakerStudioBedrockFlowServiceRolePolicy',
      'SageMakerStudioBedrockKnowledgeBaseServiceRolePolicy',
    ],
    actions: ['bedrock:CreateModelInvocationJob', 'bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
  },
  {
    guardrails: ['require-imds-v2', 'deny-other-instance-types', 'deny-instance-types', 'deny-other-image-owners'],
    reason: 'Denies only restores to volumes without encryption',
    policies: ['AWSBackupServiceRolePolicyForRestores'],
    actions: ['ec2:RunInstances'],
  },
  {
    guardrails: ['require-imds-v2'],
    reason: 'Intended: launches with this role follow the same rule. Set what the guardrail requires in the service, or exempt the role',
    policies: LAUNCHING,
    actions: ['autoscaling:CreateLaunchConfiguration', 'ec2:RunInstances'],
  },
  {
    guardrails: [
      'require-imds-v2', 'deny-other-instance-types', 'deny-instance-types', 'deny-other-image-owners', 'require-volume-encryption',
      'deny-public-ip-addresses',
    ],
    reason: 'Intended: the request has no condition key for what the guardrail requires',
    policies: ['AWSBatchServiceRole', 'AmazonEC2SpotFleetTaggingRole', 'AmazonElasticMapReduceRole'],
    actions: ['ec2:RequestSpotFleet', 'ec2:RequestSpotInstances'],
  },
  {
    guardrails: ['deny-other-instance-types', 'deny-instance-types'],
    reason: 'Intended: launches with this role follow the same rule. Set what the guardrail requires in the service, or exempt the role',
    policies: [
      'AWSBatchServiceRole', 'AWSCodeDeployRole', 'AWSElasticBeanstalkRoleCore', 'AWSElasticBeanstalkService',
      'AWSMigrationHubRefactorSpaces-SSMAutomationPolicy', 'AWSTransformApplicationDeploymentPolicy', 'AmazonEC2SpotFleetTaggingRole',
      'AmazonEMRServicePolicy_v2', 'AmazonElasticMapReduceRole', 'AmazonSSMAutomationRole', 'ROSAInstallerPolicy',
      'ROSAKarpenterControllerPolicy', 'ROSANodePoolManagementPolicy', 'SageMakerStudioEMRServiceRolePolicy', 'ServerMigrationServiceLaunchRole',
    ],
    actions: [
      'autoscaling:CreateAutoScalingGroup', 'autoscaling:CreateLaunchConfiguration', 'autoscaling:UpdateAutoScalingGroup', 'ec2:CreateFleet',
      'ec2:ModifyInstanceAttribute', 'ec2:RunInstances',
    ],
  },
  {
    guardrails: ['deny-other-image-owners', 'require-volume-encryption'],
    reason: 'Intended: launches with this role follow the same rule. Set what the guardrail requires in the service, or exempt the role',
    policies: LAUNCHING,
    actions: ['ec2:CreateFleet', 'ec2:RunInstances'],
  },
  {
    guardrails: ['deny-legacy-spot'],
    reason: 'Intended: these launches are what the guardrail denies. Use fleets or Auto Scaling groups',
    policies: ['AWSBatchServiceRole', 'AmazonEC2SpotFleetTaggingRole', 'AmazonElasticMapReduceRole'],
    actions: ['ec2:RequestSpotFleet', 'ec2:RequestSpotInstances'],
  },
  {
    guardrails: ['require-volume-encryption'],
    reason: 'Denies only restores to volumes without encryption',
    policies: ['AWSBackupServiceRolePolicyForRestores'],
    actions: ['ec2:CreateVolume', 'ec2:RunInstances'],
  },
  {
    guardrails: ['require-volume-encryption'],
    reason: 'Denies only volumes without encryption: turn it on by default, or in the storage class',
    policies: ['AmazonEBSCSIDriverPolicy', 'AmazonECSInfrastructureRolePolicyForVolumes', 'ROSAAmazonEBSCSIDriverOperatorPolicy'],
    actions: ['ec2:CopyVolumes', 'ec2:CreateVolume'],
  },
  {
    guardrails: ['require-snapshot-encryption'],
    reason: 'Denies only snapshots without encryption: encrypt the volumes of the source',
    policies: [
      'AWSApplicationMigrationReplicationServerPolicy', 'AWSBackupServiceRolePolicyForBackup', 'AWSDataLifecycleManagerServiceRole',
      'AWSElasticDisasterRecoveryReplicationServerPolicy', 'AmazonEBSCSIDriverPolicy', 'CloudWatchEventsBuiltInTargetExecutionAccess',
      'ROSAAmazonEBSCSIDriverOperatorPolicy', 'VMImportExportRoleForAWSConnector',
    ],
    actions: ['ec2:CopySnapshot', 'ec2:CreateSnapshot', 'ec2:CreateSnapshots'],
  },
  {
    guardrails: ['require-attached-volume-encryption'],
    reason: 'Denies only volumes without encryption',
    policies: ['AmazonEBSCSIDriverPolicy', 'AmazonECSInfrastructureRolePolicyForVolumes', 'ROSAAmazonEBSCSIDriverOperatorPolicy'],
    actions: ['ec2:AttachVolume'],
  },
  {
    guardrails: ['deny-public-ip-addresses'],
    reason: 'Denies only requests that assign public addresses',
    policies: [
      'AWSBackupServiceRolePolicyForRestores', 'AWSBatchServiceRole', 'AWSElasticBeanstalkRoleCore', 'AWSElasticBeanstalkService',
      'AWSTransformApplicationDeploymentPolicy', 'AWSTransformApplicationECSDeploymentPolicy', 'AmazonDMSVPCManagementRole',
      'AmazonEC2ContainerServiceAutoscaleRole', 'AmazonEC2SpotFleetTaggingRole', 'AmazonEMRServicePolicy_v2',
      'AmazonElasticMapReduceEditorsRole', 'AmazonElasticMapReduceRole', 'AmazonSSMAutomationRole', 'ROSAInstallerPolicy',
      'ROSAKarpenterControllerPolicy', 'ROSANodePoolManagementPolicy', 'SageMakerStudioEMRServiceRolePolicy', 'ServerMigrationServiceLaunchRole',
    ],
    actions: ['ec2:ModifyNetworkInterfaceAttribute', 'ec2:RunInstances', 'ecs:CreateService', 'ecs:UpdateService'],
  },
  {
    guardrails: ['deny-public-ip-addresses'],
    reason: 'Intended: these addresses are public. Give environments and fleets private subnets, or exempt the role',
    policies: ['AWSElasticBeanstalkEnhancedHealth', 'AWSElasticBeanstalkRoleCore', 'AWSElasticBeanstalkService', 'AmazonAppStreamServiceAccess'],
    actions: ['ec2:AllocateAddress', 'ec2:AssociateAddress'],
  },
  {
    guardrails: ['require-vpc-for-functions'],
    reason: 'Intended: functions of the service have no VPC unless you give it one. Exempt the role in accounts that use it',
    policies: [
      'AWSDeepLensServiceRolePolicy', 'AWSDeepRacerServiceRolePolicy',
      'AmazonSageMakerPartnerServiceCatalogProductsCloudFormationServiceRolePolicy', 'AmplifyBackendDeployFullAccess',
      'SageMakerStudioProjectProvisioningRolePolicy',
    ],
    actions: ['lambda:CreateFunction', 'lambda:UpdateFunctionConfiguration'],
  },
  {
    guardrails: ['require-vpc-for-sage-maker'],
    reason: 'Intended: jobs and domains of projects need a VPC too. Set it in the template or blueprint, or exempt the role',
    policies: [
      'AWSDeepLensServiceRolePolicy', 'AWSPanoramaServiceRolePolicy', 'AmazonSageMakerServiceCatalogProductsCloudformationServiceRolePolicy',
      'AmazonSageMakerServiceCatalogProductsLambdaServiceRolePolicy', 'SageMakerStudioProjectProvisioningRolePolicy',
    ],
    actions: [
      'sagemaker:CreateAutoMLJob', 'sagemaker:CreateDataQualityJobDefinition', 'sagemaker:CreateDomain',
      'sagemaker:CreateHyperParameterTuningJob', 'sagemaker:CreateModel', 'sagemaker:CreateModelBiasJobDefinition',
      'sagemaker:CreateModelExplainabilityJobDefinition', 'sagemaker:CreateModelQualityJobDefinition', 'sagemaker:CreateMonitoringSchedule',
      'sagemaker:CreateNotebookInstance', 'sagemaker:CreateProcessingJob', 'sagemaker:CreateTrainingJob', 'sagemaker:UpdateDomain',
      'sagemaker:UpdateMonitoringSchedule',
    ],
  },
  {
    guardrails: ['require-vpc-for-glue'],
    reason: 'Intended: jobs of a notebook need a connection to a VPC',
    policies: ['AWSGlueServiceNotebookRole'],
    actions: ['glue:CreateJob', 'glue:UpdateJob'],
  },
  {
    guardrails: ['require-vpc-for-code-build'],
    reason: 'Intended: projects of the service have no VPC. Exempt the role',
    policies: ['AWSElasticBeanstalkService'],
    actions: ['codebuild:CreateProject'],
  },
  {
    guardrails: ['deny-runbooks-and-connections'],
    reason: 'Intended: the service connects to external repositories. Exempt the role if that is allowed',
    policies: [
      'AWSCodeStarServiceRole', 'AmazonSageMakerServiceCatalogProductsCodePipelineServiceRolePolicy', 'SageMakerStudioDomainExecutionRolePolicy',
    ],
    actions: [
      'codeconnections:GetConnection', 'codeconnections:GetHost', 'codeconnections:ListConnections', 'codeconnections:ListTagsForResource',
      'codeconnections:UseConnection', 'codestar-connections:GetConnection', 'codestar-connections:GetHost',
      'codestar-connections:ListConnections', 'codestar-connections:ListTagsForResource', 'codestar-connections:PassConnection',
      'codestar-connections:UseConnection',
    ],
  },
  {
    guardrails: ['deny-runbooks-and-connections'],
    reason: 'Intended: projects connect to repositories, whose provider the request does not show. Exempt the role if that is allowed',
    policies: [
      'AmazonSageMakerServiceCatalogProductsCloudformationServiceRolePolicy', 'AmazonSageMakerServiceCatalogProductsLambdaServiceRolePolicy',
    ],
    actions: ['sagemaker:CreateCodeRepository'],
  },
  {
    guardrails: ['deny-runbooks-and-connections'],
    reason: 'Intended: it starts runbooks. Exempt the role for experiments and maintenance windows that need them',
    policies: ['AWSFaultInjectionSimulatorSSMAccess', 'AmazonSSMMaintenanceWindowRole'],
    actions: ['ssm:StartAutomationExecution'],
  },
  {
    guardrails: ['deny-runbooks-and-connections'],
    reason: 'Intended: the guardrail covers reading too, as the published policy does. Exempt the role if AWS Config records connections',
    policies: ['AWS_ConfigRole'],
    actions: [
      'codeconnections:GetConnection', 'codeconnections:ListConnections', 'codeconnections:ListTagsForResource',
      'codestar-connections:GetConnection', 'codestar-connections:GetRepositoryLink', 'codestar-connections:ListConnections',
      'codestar-connections:ListRepositoryLinks', 'codestar-connections:ListTagsForResource',
    ],
  },
];
