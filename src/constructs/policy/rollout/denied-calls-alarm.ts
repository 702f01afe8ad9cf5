import { Duration, Stack, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { AUTHORIZATION_POLICY_TYPES, DENIAL_WORDS, isAuthorizationPolicyType } from '../../../contract';
import { requireKind } from '../../../provider';
import { checkAtSynthesis, problem } from '../../validation';
import type { IPolicy } from '../policy';

/** Properties of `DeniedCallsAlarm`. */
export interface DeniedCallsAlarmProps {
  /**
   * The log group of the organization's trail, in the same account and Region as the alarm. The trail of one account has no events of the
   * others.
   * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html
   */
  readonly logGroup: logs.ILogGroup;
  /**
   * Count only the denials whose messages name this policy. Some messages name no policy: `cdk-org denials` lists them.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
   * @default - the denials by all service control and resource control policies
   */
  readonly policy?: IPolicy;
  /**
   * The number of denied calls in a period that raises the alarm.
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
   * @default 1
   */
  readonly threshold?: number;
  /**
   * The length of a period.
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
   * @default Duration.minutes(5)
   */
  readonly period?: Duration;
  /**
   * Name of the alarm.
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
   * @default - CloudFormation chooses a name
   */
  readonly alarmName?: string;
}

const NAMESPACE = 'cdk-aws-organizations';

/**
 * An alarm for calls that policies of the organization denied: a metric filter for the log group of the organization's trail, and an alarm
 * for its metric. A rule of Amazon EventBridge in the management account would see no events of member accounts.
 *
 * The metric has no principals, since they would be unbounded. `cdk-org denials` lists the calls.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 *
 * @example
 * declare const regions: ServiceControlPolicy;
 *
 * const trail = logs.LogGroup.fromLogGroupName(this, 'Trail', 'organization-trail');
 * new DeniedCallsAlarm(this, 'Denied', { logGroup: trail, policy: regions });
 */
export class DeniedCallsAlarm extends Construct {
  /** The alarm. Add actions to it. */
  public readonly alarm: cloudwatch.Alarm;
  /** The number of denied calls. */
  public readonly metric: cloudwatch.Metric;

  constructor(scope: Construct, id: string, props: DeniedCallsAlarmProps) {
    super(scope, id);
    requireKind('logGroup', props.logGroup);
    if (props.policy !== undefined) requireKind('policy', props.policy);
    const filter = new logs.MetricFilter(this, 'Filter', {
      logGroup: props.logGroup,
      metricNamespace: NAMESPACE,
      metricName: `DeniedCalls-${this.node.addr.slice(-8)}`,
      metricValue: '1',
      defaultValue: 0,
      filterPattern: patternOf(props.policy),
    });
    this.metric = filter.metric({ statistic: cloudwatch.Stats.SUM, period: props.period ?? Duration.minutes(5) });
    this.alarm = new cloudwatch.Alarm(this, 'Alarm', {
      alarmName: props.alarmName,
      alarmDescription: 'Policies of the organization denied calls. Run "cdk-org denials" on its trail to see which.',
      metric: this.metric,
      threshold: props.threshold ?? 1,
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    checkAtSynthesis(this, () => placeProblems(this, props.logGroup), () => typeProblems(props.policy));
  }
}

/** CloudFormation would look for the log group in the account and Region of the stack. */
function placeProblems(alarm: Construct, { env }: logs.ILogGroup): string[] {
  const { account, region } = Stack.of(alarm);
  if (!areDifferent(env.account, account) && !areDifferent(env.region, region)) return [];
  const place = (accountId: string, name: string) => [accountId, name].map((each) => (Token.isUnresolved(each) ? 'unknown' : each)).join(' in ');
  return [problem({
    wrong: 'The log group of the trail is in another account or Region than the alarm',
    given: `${place(env.account, env.region)}, and the stack ${place(account, region)}`,
    remedy: 'Create the alarm in a stack of the account and Region of the log group',
  })];
}

function areDifferent(one: string, other: string): boolean {
  return !Token.isUnresolved(one) && !Token.isUnresolved(other) && one !== other;
}

/** Policies of other types deny no calls, so that the alarm would wait for ever. */
function typeProblems(policy: IPolicy | undefined): string[] {
  if (policy === undefined || isAuthorizationPolicyType(policy.policyType.policyTypeName)) return [];
  return [problem({
    wrong: 'Only service control and resource control policies deny calls',
    given: `${policy.node.path}: ${policy.policyType.policyTypeName}`,
    remedy: 'Give a policy of these types, or none',
  })];
}

/**
 * A message names the type of the policy, and may name its ARN. The ARN alone would count calls about the policy that IAM denied.
 * Source: IAM User Guide, "Troubleshoot access denied error messages".
 */
function patternOf(policy: IPolicy | undefined): logs.IFilterPattern {
  const contains = (text: string) => logs.FilterPattern.stringValue('$.errorMessage', '=', `*${text}*`);
  const type = policy?.policyType.policyTypeName ?? '';
  const types = isAuthorizationPolicyType(type) ? [type] : AUTHORIZATION_POLICY_TYPES;
  const ofTypes = logs.FilterPattern.any(...types.flatMap((each) => DENIAL_WORDS[each]).map(contains));
  return policy === undefined ? ofTypes : logs.FilterPattern.all(ofTypes, contains(`/${policy.policyId}`));
}
