import type { Guardrail } from '../guardrail';
import type { ExemptPrincipalsProps } from '../shared/exempt-principals';
import { serviceControlGuardrail } from '../shared/guardrail-builders';
import { ALARM_RULES } from '../shared/name-pattern-rules';
import { listProblems } from '../shared/parameter-rules';

/** Properties of `MonitoringGuardrails.protectAlarms`. */
export interface ProtectAlarmsProps extends ExemptPrincipalsProps {
  /**
   * Names of alarms, with `*` as a wildcard.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
   */
  readonly alarmNames: string[];
}

/**
 * Guardrails that keep monitoring on. Metric filters belong to their log group, which `DataProtectionGuardrails.protectLogGroups` protects.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const organization: Organization;
 * organization.root.attachPolicy(new ServiceControlPolicy(this, 'Monitoring', {
 *   guardrails: [
 *     MonitoringGuardrails.protectAlarms({ alarmNames: ['security-*'] }),
 *     MonitoringGuardrails.protectInvocationLogging(),
 *   ],
 * }));
 */
export class MonitoringGuardrails {
  /**
   * Denies deleting, changing, muting and disabling the alarms of Amazon CloudWatch, and setting their state.
   *
   * Source: Service Authorization Reference, Amazon CloudWatch; Amazon CloudWatch API Reference, "PutAlarmMuteRule", which needs its
   * permission on each alarm too.
   */
  public static protectAlarms(props: ProtectAlarmsProps): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-alarms',
      description: 'Denies deleting, changing and muting the listed alarms',
      denials: [{
        sid: 'ProtectAlarms',
        actions: [
          'cloudwatch:DeleteAlarms', 'cloudwatch:DisableAlarmActions', 'cloudwatch:PutAlarmMuteRule', 'cloudwatch:PutCompositeAlarm',
          'cloudwatch:PutLogAlarm', 'cloudwatch:PutMetricAlarm', 'cloudwatch:SetAlarmState',
        ],
        resources: props.alarmNames.map((name) => `arn:*:cloudwatch:*:*:alarm:${name}`),
      }],
      limits: ['The topics and functions that an alarm calls are separate resources: add protect-topics and protect-functions'],
      problems: listProblems('alarm names', props.alarmNames, ALARM_RULES),
    }, props);
  }

  /**
   * Denies deleting and changing the logs of invocations of Amazon Bedrock models. Turn them on first.
   *
   * Source: Amazon Bedrock User Guide, "Monitor model invocation using CloudWatch Logs and Amazon S3"; Service Authorization Reference,
   * Amazon Bedrock.
   */
  public static protectInvocationLogging(props: ExemptPrincipalsProps = {}): Guardrail {
    return serviceControlGuardrail({
      guardrailId: 'protect-invocation-logging',
      description: 'Denies turning off and changing the logs of model invocations',
      denials: [{
        sid: 'ProtectInvocationLogging',
        actions: ['bedrock:DeleteModelInvocationLoggingConfiguration', 'bedrock:PutModelInvocationLoggingConfiguration'],
      }],
      limits: [
        'The bucket and the log group with the logs are separate resources: add protect-buckets and protect-log-groups',
        'Amazon Bedrock logs only calls to its endpoint bedrock-runtime, not those to bedrock-mantle: see deny-services',
      ],
    }, props);
  }

  private constructor() {}
}
