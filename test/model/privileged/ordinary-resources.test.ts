import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { type Edit, organizationOf, removeFolders } from './privileged-app';
import { reviewOf } from '../../../src/model';
import { changeText } from '../../../src/report';

afterAll(removeFolders);

/** Two of each, as the constructs of the CDK write them. */
function review(edit: (app: Parameters<Edit>[0], name: string) => void): string[] {
  const found = reviewOf(organizationOf(), organizationOf((app) => ['One', 'Two'].forEach((name) => edit(app, name))));
  return found.changes.map((change, index) => `${found.risks.find((risk) => risk.change === index)?.level}: ${changeText(change).headline}`);
}

test.each<[string, (app: Parameters<Edit>[0], name: string) => void]>([
  ['queues with dead-letter queues', ({ stack }, name) => { new sqs.Queue(stack, name, { deadLetterQueue: { queue: new sqs.Queue(stack, `${name}Dead`), maxReceiveCount: 3 } }); }],
  ['log groups', ({ stack }, name) => { new logs.LogGroup(stack, name, { retention: logs.RetentionDays.ONE_WEEK }); }],
  ['tables', ({ stack }, name) => {
    new dynamodb.TableV2(stack, name, { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
    new dynamodb.Table(stack, `${name}Old`, { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, removalPolicy: RemovalPolicy.DESTROY });
  }],
  ['alarms and dashboards', ({ stack }, name) => {
    const alarm = new sqs.Queue(stack, `${name}Queue`).metricNumberOfMessagesSent().createAlarm(stack, name, { threshold: 1, evaluationPeriods: 1 });
    new cloudwatch.Dashboard(stack, `${name}Dashboard`, { widgets: [[new cloudwatch.AlarmStatusWidget({ alarms: [alarm] })]] });
  }],
  ['topics', ({ stack }, name) => { new sns.Topic(stack, name); }],
  ['buckets', ({ stack }, name) => { new s3.Bucket(stack, name, { versioned: true, lifecycleRules: [{ expiration: Duration.days(1) }], blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL }); }],
  ['parameters and secrets', ({ stack }, name) => { new ssm.StringParameter(stack, name, { stringValue: 'x' }); new secretsmanager.Secret(stack, `${name}Secret`); }],
  ['networks', ({ stack }, name) => { new ec2.Vpc(stack, name, { restrictDefaultSecurityGroup: false }); }],
])('new %s are no changes in a review', (_, edit) => {
  expect(review(edit)).toEqual([]);
});

test('buckets that only refuse connections without TLS tighten', () => {
  expect(review(({ stack }, name) => { new s3.Bucket(stack, name, { enforceSSL: true }); })).toEqual([
    expect.stringMatching(/^tightens: S3 bucket policy One\w+ of stack Org is new$/), expect.stringMatching(/^tightens: S3 bucket policy Two\w+ of stack Org is new$/),
  ]);
});

test('a rule that lets events into a queue loosens by the policy of the queue alone', () => {
  expect(review(({ stack }, name) => { new events.Rule(stack, name, { eventPattern: { source: ['x'] }, targets: [new targets.SqsQueue(new sqs.Queue(stack, `${name}Queue`))] }); }))
    .toEqual(['One', 'Two'].map((name) => expect.stringMatching(new RegExp(`^loosens: Resource of type AWS::SQS::QueuePolicy: ${name}QueuePolicy\\w+ of stack Org is new$`)) as string));
});
