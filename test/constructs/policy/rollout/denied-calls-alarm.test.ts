import { aws_iam as iam, aws_logs as logs, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { DeniedCallsAlarm, Organization, Policy, PolicyType, ServiceControlPolicy } from '../../../../src';
import { synthesisProblems, testApp, testStack } from '../../test-app';

function stackWithTrail() {
  const stack = testStack();
  return { stack, logGroup: logs.LogGroup.fromLogGroupName(stack, 'Trail', 'organization-trail') };
}

test('the alarm counts denials by all policies of the organization in the log group of its trail', () => {
  const { stack, logGroup } = stackWithTrail();
  new DeniedCallsAlarm(stack, 'Denied', { logGroup });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::Logs::MetricFilter', {
    LogGroupName: 'organization-trail',
    FilterPattern: '{ ($.errorMessage = "*service control polic*") || ($.errorMessage = "*resource control polic*") }',
    MetricTransformations: [{ MetricNamespace: 'cdk-aws-organizations', MetricValue: '1', DefaultValue: 0, MetricName: Match.stringLikeRegexp('^DeniedCalls-') }],
  });
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'cdk-aws-organizations',
    Statistic: 'Sum',
    Period: 300,
    Threshold: 1,
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
  });
});

test('the alarm of a policy counts the messages that name it', () => {
  const { stack, logGroup } = stackWithTrail();
  const { root } = new Organization(stack, 'Organization');
  const regions = new ServiceControlPolicy(stack, 'Regions', {
    statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['s3:*'], resources: ['*'] })],
  });
  root.attachPolicy(regions);
  const existing = Policy.fromPolicyId(stack, 'Existing', 'p-aaaaaaaa', PolicyType.SERVICE_CONTROL_POLICY);
  new DeniedCallsAlarm(stack, 'Denied', { logGroup, policy: regions });
  new DeniedCallsAlarm(stack, 'Other', { logGroup, policy: existing });
  const filters = Object.values(Template.fromStack(stack).findResources('AWS::Logs::MetricFilter')).map(({ Properties: { FilterPattern } }) => FilterPattern);
  expect(filters).toEqual([
    { 'Fn::Join': ['', ['{ $.errorMessage = "*/', { Ref: expect.stringMatching(/^Regions/) }, '*" }']] }, '{ $.errorMessage = "*/p-aaaaaaaa*" }',
  ]);
});

const TRAIL_ARN = 'arn:aws:logs:eu-west-1:222222222222:log-group:organization-trail';

test.each([
  ['another account', { account: '111111111111', region: 'eu-west-1' }, '111111111111 in eu-west-1'],
  ['another Region', { account: '222222222222', region: 'us-east-1' }, '222222222222 in us-east-1'],
])('a log group of %s than that of the stack is an error that names both', (_, env, place) => {
  const stack = new Stack(testApp(), 'Test', { env });
  new DeniedCallsAlarm(stack, 'Denied', { logGroup: logs.LogGroup.fromLogGroupArn(stack, 'Trail', TRAIL_ARN) });
  expect(synthesisProblems(stack)).toEqual([
    `[Test/Denied] The log group of the trail is in another account or Region than the alarm (given: "222222222222 in eu-west-1, and the stack ${place}"). `
    + 'Create the alarm in a stack of the account and Region of the log group.',
  ]);
});

test.each([
  ['of the same account and Region', { account: '222222222222', region: 'eu-west-1' }],
  ['whose account and Region the stack does not know', {}],
])('a log group %s is accepted', (_, env) => {
  const stack = new Stack(testApp(), 'Test', { env });
  new DeniedCallsAlarm(stack, 'Denied', { logGroup: logs.LogGroup.fromLogGroupArn(stack, 'Trail', TRAIL_ARN) });
  expect(synthesisProblems(stack)).toEqual([]);
});

test('two alarms have metrics of their own, and take threshold, period and name', () => {
  const { stack, logGroup } = stackWithTrail();
  new DeniedCallsAlarm(stack, 'Denied', { logGroup });
  new DeniedCallsAlarm(stack, 'Many', { logGroup, threshold: 20, period: Duration.hours(1), alarmName: 'many' });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName: 'many', Threshold: 20, Period: 3600 });
  const names = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties: { MetricName } }) => MetricName as string);
  expect(new Set(names).size).toBe(2);
});
