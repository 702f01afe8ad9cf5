import { DETECTION_SERVICE_CASES } from './detection-service-cases';
import { SecurityServiceGuardrails } from '../../../../../src';
import type { GuardrailCase } from '../guardrail-case';
import { eachOf } from '../requests';

const trail = (name: string) => `arn:aws:cloudtrail:eu-west-1:111122223333:trail/${name}`;

const CHANGES_OF_TRAILS = eachOf('cloudtrail', 'StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors', 'PutInsightSelectors',
  'PutEventConfiguration', 'DeleteEventDataStore', 'UpdateEventDataStore', 'StopEventDataStoreIngestion', 'DisableFederation',
  'EnableFederation', 'DeleteChannel', 'UpdateChannel', 'DeleteServiceLinkedChannel', 'UpdateServiceLinkedChannel', 'DeleteResourcePolicy',
  'PutResourcePolicy');

const RECORDING_CASES: readonly GuardrailCase[] = [
  {
    build: SecurityServiceGuardrails.protectCloudTrail,
    denied: CHANGES_OF_TRAILS,
    allowed: eachOf('cloudtrail', 'LookupEvents', 'StartLogging', 'CreateTrail', 'StartQuery'),
    waysAround: [
      { request: { action: 'cloudtrail:UpdateChannel' } },
      { request: { action: 'cloudtrail:DeleteServiceLinkedChannel' } },
      {
        request: { action: 's3:DeleteBucket', resource: 'arn:aws:s3:::trail-archive' },
        limit: 'The bucket, the log group and the key of a trail are separate resources: add protect-buckets, protect-log-groups and deny-key-deletion',
      },
    ],
  },
  {
    build: (exempt) => SecurityServiceGuardrails.protectCloudTrail({ ...exempt, resources: ['arn:*:cloudtrail:*:*:trail/organization'] }),
    denied: [{ action: 'cloudtrail:StopLogging', resource: trail('organization') }],
    allowed: [{ action: 'cloudtrail:StopLogging', resource: trail('team') }],
    forbids: [{ actions: CHANGES_OF_TRAILS.map(({ action }) => action), resources: ['arn:*:cloudtrail:*:*:trail/organization'] }],
    waysAround: [{ request: { action: 'cloudtrail:PutEventSelectors', resource: trail('organization') } }],
    published: 'Deny-modifications-to-specific-CloudTrail-trails.json',
    differences: [
      { difference: 'cloudtrail:CreateTrail is not denied', reason: 'It fails for an existing trail, and another trail does not weaken it' },
      { difference: 'event data stores, channels and their policies are protected too', reason: 'They record events like trails' },
    ],
  },
  {
    build: SecurityServiceGuardrails.protectConfig,
    denied: eachOf('config', 'StopConfigurationRecorder', 'DeleteConfigurationRecorder', 'DeleteServiceLinkedConfigurationRecorder',
      'PutConfigurationRecorder', 'DisassociateResourceTypes', 'DeleteDeliveryChannel', 'PutDeliveryChannel', 'DeleteConfigRule', 'PutConfigRule',
      'DeleteOrganizationConfigRule', 'PutOrganizationConfigRule', 'DeleteConformancePack', 'PutConformancePack',
      'DeleteOrganizationConformancePack', 'PutOrganizationConformancePack', 'DeleteRemediationConfiguration', 'PutRemediationConfigurations',
      'PutRemediationExceptions', 'DeleteEvaluationResults', 'DeleteAggregationAuthorization', 'DeletePendingAggregationRequest',
      'DeleteConfigurationAggregator', 'PutConfigurationAggregator', 'DeleteRetentionConfiguration', 'PutRetentionConfiguration',
      'DeleteConnector', 'PutConnector', 'PutThirdPartyServiceLinkedConfigurationRecorder'),
    allowed: eachOf('config', 'DescribeConfigRules', 'StartConfigurationRecorder', 'StartConfigRulesEvaluation', 'StartRemediationExecution'),
    waysAround: [
      { request: { action: 'config:PutConformancePack' } },
      { request: { action: 'config:PutOrganizationConfigRule' } },
      { request: { action: 'config:PutOrganizationConformancePack' } },
      { request: { action: 'config:PutRemediationExceptions' } },
      { request: { action: 'config:PutConfigurationAggregator' } },
      ...['PutEvaluations', 'PutExternalEvaluation'].map((name) => ({
        request: { action: `config:${name}` },
        limit: 'PutEvaluations and PutExternalEvaluation are allowed, since custom rules and process checks report their results with them',
      })),
    ],
    published: 'Deny-enabling-and-disabling-AWS-Config.json',
    differences: [
      { difference: 'conformance packs, exceptions and connectors are protected too', reason: 'Their update can remove rules, resources or records like a deletion' },
      { difference: 'config:DeliverConfigSnapshot is allowed', reason: 'Another snapshot hides nothing' },
      { difference: 'config:DeleteRemediationExceptions is allowed', reason: 'Without its exception a resource is remediated again' },
    ],
  },
];

export const SECURITY_SERVICE_CASES: readonly GuardrailCase[] = [...RECORDING_CASES, ...DETECTION_SERVICE_CASES];
