import { callOfRecord, trailRecord } from '../../../src/trail';
import { ACCOUNT, type Json, record } from '../records';

const arn = (service: string, name: string, account = ACCOUNT) => `arn:aws:${service}:eu-west-1:${account}:${name}`;
const call = (service: string, event: string, requestParameters: Json) => record(service, event, { requestParameters });

function requestsOf(value: Json): string[] {
  const result = callOfRecord(trailRecord(value)!);
  if ('unmapped' in result) throw new Error(result.unmapped.reason);
  return result.call.requests.map(({ action, resource }) => (resource === undefined ? action : `${action} ${resource}`));
}

const MIRROR = { CreateTrafficMirrorFilterRuleRequest: { TrafficMirrorFilterId: 'tmf-0123456789abcdef0' } };
const SNAPSHOT = { dBInstanceIdentifier: 'orders-2', dBSnapshotIdentifier: 'orders-june', dBSubnetGroupName: 'private' };

test.each<[string, Json, string[]]>([
  ['a filter of mirrored traffic that exists, and the rule that is created', call('ec2', 'CreateTrafficMirrorFilterRule', MIRROR),
    [`ec2:CreateTrafficMirrorFilterRule ${arn('ec2', 'traffic-mirror-filter/tmf-0123456789abcdef0')}`, `ec2:CreateTrafficMirrorFilterRule ${arn('ec2', 'traffic-mirror-filter-rule/*')}`]],
  ['an ID with two words', call('ec2', 'DeleteTransitGatewayVpcAttachment', { DeleteTransitGatewayVpcAttachmentRequest: { TransitGatewayAttachmentId: 'tgw-attach-0123456789abcdef0' } }),
    [`ec2:DeleteTransitGatewayVpcAttachment ${arn('ec2', 'transit-gateway-attachment/tgw-attach-0123456789abcdef0')}`]],
  ['a key pair by its name', call('ec2', 'CreateKeyPair', { keyName: 'laptop' }), [`ec2:CreateKeyPair ${arn('ec2', 'key-pair/laptop')}`]],
  ['an instance in a call of another service', call('ec2-instance-connect', 'SendSSHPublicKey', { instanceId: 'i-0123456789abcdef0' }),
    [`ec2-instance-connect:SendSSHPublicKey ${arn('ec2', 'instance/i-0123456789abcdef0')}`]],
  ['a document of AWS and an instance', call('ssm', 'SendCommand', { documentName: 'AWS-RunShellScript', instanceIds: ['i-0123456789abcdef0'] }),
    [`ssm:SendCommand ${arn('ec2', 'instance/i-0123456789abcdef0')}`, `ssm:SendCommand ${arn('ssm', 'document/AWS-RunShellScript', '')}`]],
  ['a document of the account', call('ssm', 'GetDocument', { name: 'Restart' }), [`ssm:GetDocument ${arn('ssm', 'document/Restart')}`]],
  ['several parameters', call('ssm', 'GetParameters', { names: ['/shop/a', 'b'] }), [`ssm:GetParameters ${arn('ssm', 'parameter/shop/a')}`, `ssm:GetParameters ${arn('ssm', 'parameter/b')}`]],
  ['several alarms', call('monitoring', 'DeleteAlarms', { alarmNames: ['cpu', 'disk'] }), [`cloudwatch:DeleteAlarms ${arn('cloudwatch', 'alarm:cpu')}`, `cloudwatch:DeleteAlarms ${arn('cloudwatch', 'alarm:disk')}`]],
  ['a cluster of Amazon RDS', call('rds', 'ModifyDBCluster', { dBClusterIdentifier: 'orders' }), [`rds:ModifyDBCluster ${arn('rds', 'cluster:orders')}`]],
  ['a global cluster, which has no Region', call('rds', 'DeleteGlobalCluster', { globalClusterIdentifier: 'orders' }), [`rds:DeleteGlobalCluster arn:aws:rds::${ACCOUNT}:global-cluster:orders`]],
  ['a database and the snapshot that it is restored from', call('rds', 'RestoreDBInstanceFromDBSnapshot', SNAPSHOT),
    ['db:orders-2', 'snapshot:orders-june', 'subgrp:private'].map((name) => `rds:RestoreDBInstanceFromDBSnapshot ${arn('rds', name)}`)],
  ['a trail by another member', call('cloudtrail', 'GetEventSelectors', { trailName: 'audit' }), [`cloudtrail:GetEventSelectors ${arn('cloudtrail', 'trail/audit')}`]],
  ['a log group, as policies see it', call('logs', 'DeleteLogGroup', { logGroupName: '/audit/x' }), [`logs:DeleteLogGroup ${arn('logs', 'log-group:/audit/x:log-stream:')}`]],
  ['a log stream', call('logs', 'CreateLogStream', { logGroupName: 'audit', logStreamName: '1' }), [`logs:CreateLogStream ${arn('logs', 'log-group:audit:log-stream:1')}`]],
  ['a rule of the default event bus', call('events', 'DisableRule', { name: 'nightly' }), [`events:DisableRule ${arn('events', 'rule/nightly')}`]],
  ['a rule of another event bus', call('events', 'RemoveTargets', { rule: 'nightly', eventBusName: 'shop' }), [`events:RemoveTargets ${arn('events', 'rule/shop/nightly')}`]],
  ['a foundation model', call('bedrock', 'InvokeModel', { modelId: 'anthropic.claude-3-sonnet-20240229-v1:0' }), [`bedrock:InvokeModel ${arn('bedrock', 'foundation-model/anthropic.claude-3-sonnet-20240229-v1:0', '')}`]],
  ['an inference profile, whose models are not recorded', call('bedrock', 'InvokeModel', { modelId: 'eu.anthropic.claude-3-sonnet-20240229-v1:0' }), ['bedrock:InvokeModel']],
  ['a guardrail of Amazon Bedrock', call('bedrock', 'DeleteGuardrail', { guardrailIdentifier: 'abcd1234efgh' }), [`bedrock:DeleteGuardrail ${arn('bedrock', 'guardrail/abcd1234efgh')}`]],
  ['a Classic Load Balancer', call('elasticloadbalancing', 'CreateLoadBalancerPolicy', { loadBalancerName: 'web' }), [`elasticloadbalancing:CreateLoadBalancerPolicy ${arn('elasticloadbalancing', 'loadbalancer/web')}`]],
  ['a cluster of Amazon EKS', call('eks', 'DescribeCluster', { name: 'shop' }), [`eks:DescribeCluster ${arn('eks', 'cluster/shop')}`]],
  ['a quota', call('servicequotas', 'RequestServiceQuotaIncrease', { serviceCode: 'ec2', quotaCode: 'L-20F13EBD', desiredValue: 5 }), [`servicequotas:RequestServiceQuotaIncrease ${arn('servicequotas', 'ec2/L-20F13EBD')}`]],
  ['the only resource of a type', call('securityhub', 'DescribeHub', {}), [`securityhub:DescribeHub ${arn('securityhub', 'hub/default')}`]],
  ['a dashboard of S3 Storage Lens in the console', record('s3', 'GetStorageLensDashboardDataInternal'), ['s3:GetStorageLensDashboard']],
])('%s', (_title, value, requests) => {
  expect(requestsOf(value)).toEqual(requests);
});

describe('a copy in Amazon S3', () => {
  const target = { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::copies/b.csv' };
  const source = { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::records/a%20b.csv' };
  const to = { bucketName: 'copies', key: 'b.csv' };

  test.each(['records/a%20b.csv', '/records/a%20b.csv?versionId=v1'])('reads the source and writes the target: %s', (path) => {
    const value = record('s3', 'CopyObject', { requestParameters: { ...to, 'x-amz-copy-source': path }, resources: [target, { ARN: 'arn:aws:s3:::records/a b.csv' }] });
    expect(requestsOf(value)).toEqual(['s3:GetObject arn:aws:s3:::records/a b.csv', 's3:PutObject arn:aws:s3:::copies/b.csv']);
  });

  test('takes the source from the recorded resources if the request does not name it', () => {
    expect(requestsOf(record('s3', 'CopyObject', { requestParameters: to, resources: [target, source] })))
      .toEqual([`s3:GetObject ${source.ARN}`, `s3:PutObject ${target.ARN}`]);
  });

  test('leaves a source open that the record does not show', () => {
    expect(requestsOf(record('s3', 'UploadPartCopy', { requestParameters: to, resources: [target] }))).toEqual(['s3:GetObject', `s3:PutObject ${target.ARN}`]);
  });
});

test('tags at creation are judged for each type of resource that gets them', () => {
  const items = ['instance', 'snapshot'].map((resourceType) => ({ resourceType, tags: [{ key: 'team', value: 'shop' }] }));
  const tagging = requestsOf(call('ec2', 'RunInstances', { tagSpecificationSet: { items } })).filter((request) => request.startsWith('ec2:CreateTags'));
  expect(tagging).toEqual([`ec2:CreateTags ${arn('ec2', 'instance/*')}`, `ec2:CreateTags ${arn('ec2', 'snapshot/*', '')}`]);
  expect(requestsOf(call('ec2', 'RunInstances', { tagSpecificationSet: {} }))).toContain('ec2:CreateTags');
});

test('the message of a refused call names the resource that its parameters lack', () => {
  const refused = (errorCode: string, action: string) => record('iam', 'CreateRole', {
    errorCode,
    errorMessage: `User: arn:aws:iam::${ACCOUNT}:user/anna is not authorized to perform: ${action} on resource: arn:aws:iam::${ACCOUNT}:role/team/x because no identity-based policy allows the ${action} action`,
  });
  expect(requestsOf(refused('AccessDenied', 'iam:CreateRole'))).toEqual([`iam:CreateRole arn:aws:iam::${ACCOUNT}:role/team/x`]);
  expect(requestsOf(refused('AccessDenied', 'iam:PassRole'))).toEqual(['iam:CreateRole']);
  expect(requestsOf(refused('ServiceFailure', 'iam:CreateRole'))).toEqual([`iam:CreateRole arn:aws:iam::${ACCOUNT}:role/team/x`]);
  const { errorMessage, ...rest } = refused('ServiceFailure', 'iam:CreateRole');
  expect(requestsOf({ ...rest, errorMessage: errorMessage.replace(/ (?:because|with an) .*/, '') })).toEqual(['iam:CreateRole']);
});

test('a sign-in of a federated user needs no permission', () => {
  expect(callOfRecord(trailRecord(record('signin', 'GetSigninToken'))!)).toHaveProperty(['unmapped', 'kind'], 'no-permission-needed');
});
