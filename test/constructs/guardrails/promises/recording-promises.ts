import { CHANGES, type GuardrailPromise } from './guardrail-promise';

export const RECORDING_PROMISES: readonly GuardrailPromise[] = [
  {
    guardrailId: 'protect-cloud-trail',
    promised: [{ services: ['cloudtrail'], names: ['*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Enables, adds or restores: it weakens nothing',
        actions: [
          'cloudtrail:CreateEventDataStore', 'cloudtrail:CreateTrail', 'cloudtrail:RestoreEventDataStore',
          'cloudtrail:StartEventDataStoreIngestion', 'cloudtrail:StartLogging',
        ],
      },
      {
        reason: 'Concerns events that other sources send in, not the trail',
        actions: ['cloudtrail:CreateChannel', 'cloudtrail:CreateServiceLinkedChannel'],
      },
      {
        reason: 'Reads, imports or shows recorded events',
        actions: [
          'cloudtrail:CancelQuery', 'cloudtrail:CreateDashboard', 'cloudtrail:DeleteDashboard', 'cloudtrail:GenerateQuery',
          'cloudtrail:StartDashboardRefresh', 'cloudtrail:StartImport', 'cloudtrail:StartQuery', 'cloudtrail:StopImport',
          'cloudtrail:UpdateDashboard',
        ],
      },
      {
        reason: 'Only an administrator of the organization calls it, whom the policy of member accounts need not deny',
        actions: ['cloudtrail:DeregisterOrganizationDelegatedAdmin', 'cloudtrail:RegisterOrganizationDelegatedAdmin'],
      },
    ],
  },
  {
    guardrailId: 'protect-config',
    promised: [{ services: ['config'], names: ['*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Enables, adds or restores: it weakens nothing',
        actions: [
          'config:AssociateResourceTypes', 'config:PutAggregationAuthorization', 'config:PutServiceLinkedConfigurationRecorder',
          'config:StartConfigRulesEvaluation', 'config:StartConfigurationRecorder', 'config:StartRemediationExecution',
          'config:StartResourceEvaluation',
        ],
      },
      {
        reason: 'Removes an exception, so that more is checked',
        actions: ['config:DeleteRemediationExceptions'],
      },
      {
        reason: 'Evaluations and resources of sources outside AWS Config',
        actions: ['config:DeleteResourceConfig', 'config:PutEvaluations', 'config:PutExternalEvaluation', 'config:PutResourceConfig'],
      },
      {
        reason: 'A saved query records nothing',
        actions: ['config:DeleteStoredQuery', 'config:PutStoredQuery'],
      },
    ],
  },
];
