import { MonitoringGuardrails } from '../../../../../src';
import { ACCOUNT, type GuardrailCase } from '../guardrail-case';
import { each } from '../requests';

const alarm = (name: string) => `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:${name}`;
const CHANGES_OF_ALARMS = [
  'cloudwatch:DeleteAlarms', 'cloudwatch:DisableAlarmActions', 'cloudwatch:PutAlarmMuteRule', 'cloudwatch:PutCompositeAlarm', 'cloudwatch:PutLogAlarm',
  'cloudwatch:PutMetricAlarm', 'cloudwatch:SetAlarmState',
];

export const MONITORING_CASES: readonly GuardrailCase[] = [
  {
    build: (exempt) => MonitoringGuardrails.protectAlarms({ ...exempt, alarmNames: ['security-*', 'root-login'] }),
    denied: [...each(CHANGES_OF_ALARMS, { resource: alarm('security-1') }), { action: 'cloudwatch:DeleteAlarms', resource: alarm('root-login') }],
    allowed: [
      { action: 'cloudwatch:DeleteAlarms', resource: alarm('cpu') }, ...each(['cloudwatch:EnableAlarmActions'], { resource: alarm('security-1') }),
    ],
    forbids: [{ actions: CHANGES_OF_ALARMS, resources: ['security-*', 'root-login'].map((name) => `arn:*:cloudwatch:*:*:alarm:${name}`) }],
    waysAround: [
      { request: { action: 'cloudwatch:PutAlarmMuteRule', resource: alarm('security-1') } },
      { request: { action: 'cloudwatch:PutMetricAlarm', resource: alarm('security-1') } },
      {
        request: { action: 'sns:DeleteTopic' },
        limit: 'The topics and functions that an alarm calls are separate resources: add protect-topics and protect-functions',
      },
    ],
  },
  {
    build: MonitoringGuardrails.protectInvocationLogging,
    denied: each(['bedrock:DeleteModelInvocationLoggingConfiguration', 'bedrock:PutModelInvocationLoggingConfiguration']),
    allowed: each(['bedrock:GetModelInvocationLoggingConfiguration', 'bedrock:InvokeModel']),
    waysAround: [
      { request: { action: 'bedrock:PutModelInvocationLoggingConfiguration' } },
      {
        request: { action: 's3:DeleteObject' },
        limit: 'The bucket and the log group with the logs are separate resources: add protect-buckets and protect-log-groups',
      },
      {
        request: { action: 'bedrock-mantle:CreateInference' },
        limit: 'Amazon Bedrock logs only calls to its endpoint bedrock-runtime, not those to bedrock-mantle: see deny-services',
      },
    ],
  },
];
