import { CHANGES, type GuardrailPromise } from './guardrail-promise';

export const WORKLOAD_PROMISES: readonly GuardrailPromise[] = [
  {
    guardrailId: 'require-vpc-for-functions',
    promised: [{ services: ['lambda'], names: ['CreateFunction', 'UpdateFunctionConfiguration', 'Run*', 'Resume*'], levels: CHANGES }],
    decided: [{ reason: 'Goes on with a MicroVM that runs already: a limit of the guardrail', actions: ['lambda:ResumeMicrovm'] }],
  },
  {
    guardrailId: 'require-vpc-for-sage-maker',
    promised: [{
      services: ['sagemaker'],
      names: [
        'Create*Job', 'Create*JobV2', 'Create*JobDefinition', 'CreateModel', 'CreateNotebookInstance', 'CreateDomain', 'UpdateDomain',
      ],
      levels: CHANGES,
    }],
    decided: [
      {
        reason: 'Has no condition key for its network',
        actions: [
          'sagemaker:CreateAIBenchmarkJob', 'sagemaker:CreateAIRecommendationJob', 'sagemaker:CreateCompilationJob',
          'sagemaker:CreateEdgePackagingJob', 'sagemaker:CreateInferenceRecommendationsJob',
          'sagemaker:CreateLabelingJob', 'sagemaker:CreateModelCardExportJob', 'sagemaker:CreateOptimizationJob',
          'sagemaker:CreateTransformJob',
        ],
      },
    ],
  },
  {
    guardrailId: 'require-vpc-for-glue',
    promised: [{ services: ['glue'], names: ['Create*Job', 'UpdateJob', 'CreateSession', 'Create*Endpoint'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'require-vpc-for-code-build',
    promised: [{ services: ['codebuild'], names: ['Create*Fleet', 'Create*Project', 'Update*Fleet', 'Update*Project'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'require-vpc-for-cloud-shell',
    promised: [{ services: ['cloudshell'], names: ['Create*Environment'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'require-vpc-for-app-runner',
    promised: [{ services: ['apprunner'], names: ['Create*Service', 'Update*Service'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-legacy-spot',
    promised: [{ services: ['ec2'], names: ['RequestSpot*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-vm-import-export',
    promised: [{
      services: ['ec2'],
      names: [
        'Import*Image', 'Import*Instance', 'Import*Snapshot', 'Import*Volume', 'Export*Image', '*InstanceExportTask', '*StoreImageTask',
        '*RestoreImageTask',
      ],
      levels: CHANGES,
    }],
    decided: [],
  },
  {
    guardrailId: 'deny-vm-import-export',
    promised: [{ services: ['imagebuilder'], names: ['Import*Image', '*DistributionConfiguration', 'DistributeImage'], levels: CHANGES }],
    decided: [
      { reason: 'Deletes what defines an export', actions: ['imagebuilder:DeleteDistributionConfiguration'] },
      { reason: 'Exports as an existing distribution configuration defines: a limit of the guardrail', actions: ['imagebuilder:DistributeImage'] },
    ],
  },
  {
    guardrailId: 'require-cluster-deletion-protection',
    promised: [{ services: ['eks'], names: ['Create*Cluster', 'Update*ClusterConfig'], levels: CHANGES }],
    decided: [],
  },
];
