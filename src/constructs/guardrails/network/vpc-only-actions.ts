/**
 * Actions of Amazon SageMaker AI whose requests tell the subnets, and which run in a network of the service without them.
 *
 * Source: aws-samples, data-perimeter-policy-examples, `restrict_nonvpc_deployment_scp.json`, but for `UpdateDomain`, which leaves the
 * subnets of a domain as they are; Service Authorization Reference.
 */
export const SAGEMAKER_ACTIONS_WITH_SUBNETS = [
  'sagemaker:CreateAutoMLJob', 'sagemaker:CreateAutoMLJobV2', 'sagemaker:CreateCluster', 'sagemaker:CreateDataQualityJobDefinition',
  'sagemaker:CreateDomain', 'sagemaker:CreateHyperParameterTuningJob', 'sagemaker:CreateModel', 'sagemaker:CreateModelBiasJobDefinition',
  'sagemaker:CreateModelExplainabilityJobDefinition', 'sagemaker:CreateModelQualityJobDefinition', 'sagemaker:CreateMonitoringSchedule',
  'sagemaker:CreateNotebookInstance', 'sagemaker:CreateProcessingJob', 'sagemaker:CreateTrainingJob', 'sagemaker:UpdateMonitoringSchedule',
];
