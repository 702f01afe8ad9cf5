import { ALL_LEVELS, CHANGES, type GuardrailPromise } from './guardrail-promise';

export const NEW_SERVICE_PROMISES: readonly GuardrailPromise[] = [
  {
    guardrailId: 'protect-table-buckets',
    promised: [{ services: ['s3tables'], names: ['Delete*', 'Put*', 'Rename*', 'Update*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Writes data, which services must continue to do: a limit of the guardrail',
        actions: ['s3tables:PutTableData', 's3tables:UpdateTableMetadataLocation'],
      },
      {
        reason: 'Measures or stores tables without changing them',
        actions: [
          's3tables:DeleteTableBucketMetricsConfiguration', 's3tables:PutTableBucketMetricsConfiguration',
          's3tables:PutTableBucketStorageClass', 's3tables:PutTableStorageClass',
        ],
      },
    ],
  },
  {
    guardrailId: 'protect-vector-buckets',
    promised: [{ services: ['s3vectors'], names: ['Delete*', 'Put*'], levels: CHANGES }],
    decided: [{ reason: 'Writes vectors, which services must continue to do: a limit of the guardrail', actions: ['s3vectors:PutVectors'] }],
  },
  {
    guardrailId: 'require-table-encryption',
    promised: [{ services: ['s3tables'], names: ['*'], levels: CHANGES, keys: ['s3tables:SSEAlgorithm'] }, {
      services: ['s3tables'], names: ['*Encryption'], levels: CHANGES,
    }],
    decided: [],
  },
  {
    guardrailId: 'require-vector-encryption',
    promised: [{ services: ['s3vectors'], names: ['*'], levels: CHANGES, keys: ['s3vectors:sseType'] }],
    decided: [],
  },
  {
    guardrailId: 'deny-public-cluster-endpoints',
    promised: [{ services: ['eks'], names: ['*'], levels: CHANGES, keys: ['eks:endpointPublicAccess'] }],
    decided: [],
  },
  {
    guardrailId: 'deny-cluster-administrators',
    promised: [{ services: ['eks'], names: ['*Access*', 'CreateCluster'], levels: CHANGES }],
    decided: [
      { reason: 'Takes access away', actions: ['eks:DeleteAccessEntry', 'eks:DisassociateAccessPolicy'] },
      { reason: 'Gives no right by itself: a limit of the guardrail', actions: ['eks:CreateAccessEntry', 'eks:UpdateAccessEntry'] },
    ],
  },
  { guardrailId: 'deny-public-kafka-clusters', promised: [{ services: ['kafka'], names: ['*'], levels: CHANGES, keys: ['kafka:*public*'] }], decided: [] },
  {
    guardrailId: 'deny-public-graphs',
    promised: [{ services: ['neptune-graph'], names: ['*'], levels: CHANGES, keys: ['neptune-graph:*Public*'] }],
    decided: [],
  },
  {
    guardrailId: 'protect-public-access-settings',
    promised: [{ services: ['elasticmapreduce', 'quicksight'], names: ['*Public*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'protect-alarms',
    promised: [{ services: ['cloudwatch'], names: ['*Alarm*'], levels: CHANGES }],
    decided: [
      { reason: 'Ends the muting of alarms', actions: ['cloudwatch:DeleteAlarmMuteRule'] },
      { reason: 'Turns the actions of an alarm on', actions: ['cloudwatch:EnableAlarmActions'] },
    ],
  },
  {
    guardrailId: 'protect-invocation-logging',
    promised: [{ services: ['bedrock'], names: ['*InvocationLogging*'], levels: CHANGES }],
    decided: [],
  },
  { guardrailId: 'protect-key-rotation', promised: [{ services: ['kms'], names: ['Disable*Rotation'], levels: CHANGES }], decided: [] },
  {
    guardrailId: 'protect-root-management',
    promised: [{ services: ['iam'], names: ['Disable*Organizations*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-delegation-requests',
    promised: [{ services: ['iam'], names: ['*Delegation*'], levels: CHANGES }],
    decided: [
      { reason: 'Refuses a request', actions: ['iam:RejectDelegationRequest'] },
      { reason: 'Asks for access, which has to be accepted then', actions: ['iam:CreateDelegationRequest'] },
    ],
  },
  {
    guardrailId: 'require-model-guardrails',
    promised: [
      { services: ['bedrock'], names: ['*'], levels: ALL_LEVELS, keys: ['bedrock:GuardrailIdentifier'] },
      { services: ['bedrock-mantle'], names: ['Create*Inference'], levels: CHANGES },
    ],
    decided: [],
  },
  {
    guardrailId: 'require-vpc-for-agents',
    promised: [{ services: ['bedrock-agentcore'], names: ['*'], levels: CHANGES, keys: ['bedrock-agentcore:subnets'] }],
    decided: [],
  },
  {
    guardrailId: 'limit-sign-in-networks',
    promised: [{ services: ['signin'], names: ['Authenticate', '*OAuth2Access', 'Create*OAuth2Token'], levels: ALL_LEVELS }],
    decided: [],
  },
];
