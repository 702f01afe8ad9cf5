import type { ServiceRoleDecision } from './service-role-decision';

export const NEW_SERVICE_DECISIONS: readonly ServiceRoleDecision[] = [
  {
    guardrails: ['require-model-guardrails'],
    reason: 'Intended: the service can invoke models only with one of the guardrails. Set one in its agents, flows and projects',
    policies: [
      'AmazonDataZoneBedrockModelConsumptionPolicy', 'SageMakerStudioBedrockAgentServiceRolePolicy', 'SageMakerStudioBedrockEvaluationJobServiceRolePolicy',
      'SageMakerStudioBedrockFlowServiceRolePolicy', 'SageMakerStudioBedrockKnowledgeBaseServiceRolePolicy',
    ],
    actions: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
  },
  {
    guardrails: ['protect-table-buckets'],
    reason: 'Applies only to the table buckets that you list: exempt the role of AWS Lake Formation if it manages them',
    policies: ['AmazonS3TablesLakeFormationServiceRole'],
    actions: [
      's3tables:DeleteNamespace', 's3tables:DeleteTable', 's3tables:DeleteTableBucket', 's3tables:PutTableBucketEncryption', 's3tables:RenameTable',
    ],
  },
  {
    guardrails: ['protect-vector-buckets'],
    reason: 'Applies only to the vector buckets that you list: do not list those of a knowledge base or a project, or exempt the role',
    policies: ['SageMakerStudioBedrockKnowledgeBaseServiceRolePolicy', 'SageMakerStudioProjectProvisioningRolePolicy'],
    actions: ['s3vectors:DeleteIndex', 's3vectors:DeleteVectorBucket', 's3vectors:DeleteVectors'],
  },
  {
    guardrails: ['require-table-encryption'],
    reason: 'Denies only table buckets and tables without a key of AWS KMS',
    policies: ['AmazonS3TablesLakeFormationServiceRole'],
    actions: ['s3tables:CreateTable', 's3tables:CreateTableBucket', 's3tables:PutTableBucketEncryption'],
  },
  {
    guardrails: ['require-vector-encryption'],
    reason: 'Denies only vector buckets and indexes without a key of AWS KMS',
    policies: ['SageMakerStudioProjectProvisioningRolePolicy'],
    actions: ['s3vectors:CreateIndex', 's3vectors:CreateVectorBucket'],
  },
  {
    guardrails: ['deny-public-cluster-endpoints'],
    reason: 'Denies only restores to clusters with a public endpoint',
    policies: ['AWSBackupServiceRolePolicyForRestores'],
    actions: ['eks:CreateCluster'],
  },
  {
    guardrails: ['deny-cluster-administrators'],
    reason: 'Denies only the access policies of administrators, and clusters whose creator becomes one: exempt the role for restores that need it',
    policies: ['AWSBackupServiceRolePolicyForBackup', 'AWSBackupServiceRolePolicyForRestores', 'SageMakerStudioProjectProvisioningRolePolicy'],
    actions: ['eks:AssociateAccessPolicy', 'eks:CreateCluster'],
  },
  {
    guardrails: ['deny-public-graphs'],
    reason: 'Denies only graphs with a public endpoint',
    policies: ['SageMakerStudioProjectProvisioningRolePolicy'],
    actions: ['neptune-graph:CreateGraph', 'neptune-graph:UpdateGraph'],
  },
  {
    guardrails: ['protect-alarms'],
    reason: 'Applies only to the alarms that you list: do not list those of scaling policies and deployments',
    policies: [
      'AWSCodeDeployRole', 'AWSCodeStarServiceRole', 'AWSElasticBeanstalkRoleCore', 'AWSElasticBeanstalkService', 'AWSIoTFleetHubFederationAccess',
      'AWSIoTRuleActions', 'AmazonEC2ContainerServiceAutoscaleRole', 'AmazonEC2SpotFleetAutoscaleRole',
      'AmazonECSInfrastructureRoleforExpressGatewayServices', 'AmazonEMRServicePolicy_v2', 'AmazonElasticMapReduceRole',
    ],
    actions: [
      'cloudwatch:DeleteAlarms', 'cloudwatch:PutAlarmMuteRule', 'cloudwatch:PutCompositeAlarm', 'cloudwatch:PutLogAlarm', 'cloudwatch:PutMetricAlarm',
      'cloudwatch:SetAlarmState',
    ],
  },
];
