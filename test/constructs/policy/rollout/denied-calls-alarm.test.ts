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
    FilterPattern: '{ ($.errorMessage = "*service control polic*") || ($.errorMessage = "*Service Control Polic*") || '
      + '($.errorMessage = "*resource control polic*") || ($.errorMessage = "*Resource Control Polic*") }',
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

const SCP_WORDS = '(($.errorMessage = "*service control polic*") || ($.errorMessage = "*Service Control Polic*"))';

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
    { 'Fn::Join': ['', [`{ ${SCP_WORDS} && ($.errorMessage = "*/`, { Ref: expect.stringMatching(/^Regions/) }, '*") }']] },
    `{ ${SCP_WORDS} && ($.errorMessage = "*/p-aaaaaaaa*") }`,
  ]);
});

/** Whether a pattern of comparisons, `&&`, `||` and parentheses matches a message. The case of letters matters. */
function matches(pattern: string, message: string): boolean {
  const decided = pattern.slice(1, -1).replace(/\$\.errorMessage = "\*([^"*]+)\*"/g, (_, part: string) => (message.includes(part) ? 'T' : 'F'));
  let [before, rest] = ['', decided.replace(/ /g, '')];
  while (before !== rest) {
    [before, rest] = [rest, rest.replace(/\(([TF])\)/, '$1').replace(/([TF])&&([TF])/, (_, one, two) => (one + two === 'TT' ? 'T' : 'F'))
      .replace(/\(([TF])\|\|([TF])\)/, (_, one, two) => (`${one}${two}`.includes('T') ? 'T' : 'F'))];
  }
  expect(rest).toMatch(/^[TF]$/);
  return rest === 'T';
}

const POLICY_ARN = (type: string, id: string) => `arn:aws:organizations::999999999999:policy/o-abcdefghij/${type}/${id}`;
const SCP = POLICY_ARN('service_control_policy', 'p-aaaaaaaa');
const DENIED = 'User: arn:aws:iam::111111111111:user/ana is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::shop/a with an explicit deny in a';

test.each([
  ['names the policy', `${DENIED} service control policy: ${SCP}`, true],
  ['names it in the other form', `${DENIED} Service Control Policy: ${SCP}`, true],
  ['names another policy', `${DENIED} service control policy: ${POLICY_ARN('service_control_policy', 'p-bbbbbbbb')}`, false],
  ['only mentions it as the resource of a call that no identity-based policy allows',
    `User: arn:aws:iam::111111111111:user/ana is not authorized to perform: organizations:DescribePolicy on resource: ${SCP} because no identity-based policy allows the organizations:DescribePolicy action`, false],
])('the alarm of a policy and a message that %s', (_, message, counts) => {
  const { stack, logGroup } = stackWithTrail();
  new DeniedCallsAlarm(stack, 'Denied', { logGroup, policy: Policy.fromPolicyId(stack, 'Existing', 'p-aaaaaaaa', PolicyType.SERVICE_CONTROL_POLICY) });
  const [{ Properties: { FilterPattern } }] = Object.values(Template.fromStack(stack).findResources('AWS::Logs::MetricFilter'));
  expect(matches(FilterPattern as string, message)).toBe(counts);
});

test('the alarm of a resource control policy looks for the words of its type, in at most 1,024 characters', () => {
  const { stack, logGroup } = stackWithTrail();
  const id = `p-${'a'.repeat(128)}`;
  new DeniedCallsAlarm(stack, 'Denied', { logGroup, policy: Policy.fromPolicyId(stack, 'Existing', id, PolicyType.RESOURCE_CONTROL_POLICY) });
  const [{ Properties: { FilterPattern } }] = Object.values(Template.fromStack(stack).findResources('AWS::Logs::MetricFilter'));
  expect(FilterPattern).toBe(`{ (($.errorMessage = "*resource control polic*") || ($.errorMessage = "*Resource Control Polic*")) && ($.errorMessage = "*/${id}*") }`);
  expect(FilterPattern.length).toBeLessThanOrEqual(1_024);
});

test('an alarm for a policy of a type that denies no calls is an error at synthesis', () => {
  const { stack, logGroup } = stackWithTrail();
  new DeniedCallsAlarm(stack, 'Denied', { logGroup, policy: Policy.fromPolicyId(stack, 'Tags', 'p-aaaaaaaa', PolicyType.TAG_POLICY) });
  expect(synthesisProblems(stack)).toEqual([
    '[Test/Denied] Only service control and resource control policies deny calls (given: "Test/Tags: TAG_POLICY"). Give a policy of these types, or none.',
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
