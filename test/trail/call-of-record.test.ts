import { ACCOUNT, type Json, record, session } from './records';
import { findAction } from '../../src/policy';
import { callOfRecord, type MappedRecord, type RecordedCall, trailRecord } from '../../src/trail';

const mapped = (value: Json): MappedRecord => callOfRecord(trailRecord(value)!);

function callOf(value: Json): RecordedCall {
  const result = mapped(value);
  if ('unmapped' in result) throw new Error(result.unmapped.reason);
  return result.call;
}

const requestsOf = (value: Json) => callOf(value).requests.map(({ action, resource }) => (resource === undefined ? action : `${action} ${resource}`));
const arn = (service: string, name: string, account = ACCOUNT) => `arn:aws:${service}:eu-west-1:${account}:${name}`;

describe('the actions of an event', () => {
  test.each<[string, string, string[]]>([
    ['monitoring', 'PutMetricAlarm', ['cloudwatch:PutMetricAlarm']],
    ['tagging', 'GetResources', ['tag:GetResources']],
    ['email', 'SendEmail', ['ses:SendEmail']],
    ['elasticfilesystem', 'CreateFileSystem', ['elasticfilesystem:CreateFileSystem']],
    ['cloudcontrolapi', 'CreateResource', ['cloudformation:CreateResource']],
    ['lambda', 'GetFunction20150331v2', ['lambda:GetFunction']],
    ['lambda', 'ListFunctions20150331', ['lambda:ListFunctions']],
    ['lambda', 'Invoke', ['lambda:InvokeFunction']],
    ['cloudfront', 'CreateDistribution2020_05_31', ['cloudfront:CreateDistribution']],
    ['s3', 'ListObjects', ['s3:ListBucket']],
    ['s3', 'HeadBucket', ['s3:ListBucket']],
    ['s3', 'HeadObject', ['s3:GetObject']],
    ['s3', 'ListBuckets', ['s3:ListAllMyBuckets']],
    ['s3', 'CreateMultipartUpload', ['s3:PutObject']],
    ['s3', 'UploadPart', ['s3:PutObject']],
    ['s3', 'CompleteMultipartUpload', ['s3:PutObject']],
    ['s3', 'CopyObject', ['s3:GetObject', 's3:PutObject']],
    ['s3', 'GetBucketEncryption', ['s3:GetEncryptionConfiguration']],
    ['kms', 'ReEncrypt', ['kms:ReEncryptFrom', 'kms:ReEncryptTo']],
    ['apigateway', 'CreateRestApi', ['apigateway:POST']],
    ['apigateway', 'GetRestApis', ['apigateway:GET']],
    ['sts', 'AssumeRole', ['sts:AssumeRole']],
  ])('%s %s', (source, name, actions) => {
    const found = [...new Set(callOf(record(source, name)).requests.map(({ action }) => action))];
    expect(found).toEqual(actions);
    for (const action of found) expect(findAction(action)?.action).toBe(action);
  });

  test('an object with a version in the request needs the action on versions', () => {
    const at = { bucketName: 'records', key: 'a.csv', versionId: 'v1' };
    expect(requestsOf(record('s3', 'GetObject', { requestParameters: at }))).toEqual(['s3:GetObjectVersion arn:aws:s3:::records/a.csv']);
    expect(requestsOf(record('s3', 'DeleteObject', { requestParameters: at }))).toEqual(['s3:DeleteObjectVersion arn:aws:s3:::records/a.csv']);
  });
});

describe('events without a request', () => {
  test.each<[string, Json, string, RegExp]>([
    ['the sign-in of a person', record('signin', 'ConsoleLogin', { eventType: 'AwsConsoleSignIn' }), 'not-a-call', /signing in/],
    ['an event of a service', record('kms', 'RotateKey', { eventType: 'AwsServiceEvent' }), 'not-a-call', /a service made the event/],
    ['a service that is not known', record('unheardof', 'DoIt'), 'unknown-action', /service unheardof/],
    ['an event that is no action', record('ec2', 'SharedSnapshotVolumeCreated'), 'unknown-action', /ec2:SharedSnapshotVolumeCreated/],
    ['a user of IAM Identity Center', record('ec2', 'StopInstances', { userIdentity: { type: 'IdentityCenterUser', accountId: ACCOUNT } }), 'unknown-caller', /IdentityCenterUser/],
    ['no identity', record('ec2', 'StopInstances', { userIdentity: null }), 'unknown-caller', /names no caller/],
    ['a copy for the owner of a resource', record('s3', 'GetObject', { userIdentity: { type: 'AWSAccount', accountId: '333333333333', principalId: 'AROAX:b' } }), 'copy', /copy/],
    ['a copy for the owner of an endpoint', record('s3', 'GetObject', { eventType: 'AwsVpceEvent' }), 'copy', /VPC endpoint/],
    ['a call without permissions', record('sso', 'GetRoleCredentials'), 'no-permission-needed', /no permission/],
  ])('%s is counted with its reason', (_title, value, kind, reason) => {
    expect(mapped(value)).toEqual({ unmapped: { kind, reason: expect.stringMatching(reason), event: `${value.eventSource} ${value.eventName}` } });
  });
});

describe('the caller of an event', () => {
  const callerOf = (userIdentity: Json, parts: Json = {}) => callOf(record('s3', 'ListBuckets', { userIdentity, ...parts })).caller;

  test('a session is its role, with the path of the role', () => {
    expect(callerOf(session())).toEqual({ principal: `arn:aws:iam::${ACCOUNT}:role/team/Developer`, accountId: ACCOUNT, session: 'anna' });
  });

  test('a session whose role is not recorded is the session', () => {
    expect(callerOf(session('Developer', ACCOUNT, { sessionContext: {} })).principal).toBe(`arn:aws:sts::${ACCOUNT}:assumed-role/Developer/anna`);
  });

  test('a service-linked role, a user, the root user, a federated user and a service are themselves', () => {
    const linked = 'aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS';
    expect(callerOf(session(linked)).principal).toBe(`arn:aws:iam::${ACCOUNT}:role/${linked}`);
    const user = { type: 'IAMUser', arn: `arn:aws:iam::${ACCOUNT}:user/a/b`, accountId: ACCOUNT };
    expect(callerOf(user)).toEqual({ principal: user.arn, accountId: ACCOUNT });
    expect(callerOf({ type: 'Root', accountId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root` }).principal).toBe(`arn:aws:iam::${ACCOUNT}:root`);
    const federated = `arn:aws:sts::${ACCOUNT}:federated-user/b`;
    expect(callerOf({ type: 'FederatedUser', arn: federated, accountId: ACCOUNT }).principal).toBe(federated);
    expect(callerOf({ type: 'AWSService', invokedBy: 'config.amazonaws.com' })).toEqual({ principal: 'config.amazonaws.com' });
  });

  test('a token of an identity provider makes the provider the caller, and nobody is anonymous', () => {
    const provider = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;
    expect(callerOf({ type: 'WebIdentityUser', identityProvider: provider })).toEqual({ principal: provider });
    const saml = `arn:aws:iam::${ACCOUNT}:saml-provider/corp`;
    expect(callerOf({ type: 'SAMLUser', identityProvider: 'hash=' }, { requestParameters: { principalArn: saml } })).toEqual({ principal: saml });
    expect(callerOf({ type: 'AWSAccount', accountId: 'ANONYMOUS_PRINCIPAL', principalId: '' })).toEqual({ principal: '*' });
  });
});

describe('the resources of an event', () => {
  test.each<[string, Json, string[]]>([
    ['an object and its bucket are recorded', record('s3', 'GetObject', {
      resources: [{ type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::records/a.csv' }, { accountId: '333333333333', type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::records' }],
    }), ['s3:GetObject arn:aws:s3:::records/a.csv']],
    ['a bucket in the parameters', record('s3', 'ListObjects', { requestParameters: { bucketName: 'records', prefix: 'a/' } }), ['s3:ListBucket arn:aws:s3:::records']],
    ['a key of KMS', record('kms', 'Decrypt', { resources: [{ ARN: arn('kms', 'key/1') }] }), [`kms:Decrypt ${arn('kms', 'key/1')}`]],
    ['a function by its name', record('lambda', 'UpdateFunctionCode20150331v2', { requestParameters: { functionName: 'orders' } }), [`lambda:UpdateFunctionCode ${arn('lambda', 'function:orders')}`]],
    ['a function by its ARN', record('lambda', 'Invoke', { requestParameters: { functionName: arn('lambda', 'function:orders') } }), [`lambda:InvokeFunction ${arn('lambda', 'function:orders')}`]],
    ['a table', record('dynamodb', 'DeleteTable', { requestParameters: { tableName: 'orders' } }), [`dynamodb:DeleteTable ${arn('dynamodb', 'table/orders')}`]],
    ['a queue by its URL', record('sqs', 'PurgeQueue', { requestParameters: { queueUrl: `https://sqs.eu-west-1.amazonaws.com/${ACCOUNT}/jobs` } }), [`sqs:PurgeQueue ${arn('sqs', 'jobs')}`]],
    ['two instances', record('ec2', 'StopInstances', {
      requestParameters: { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }, { instanceId: 'i-0123456789abcdef1' }] } },
    }), [`ec2:StopInstances ${arn('ec2', 'instance/i-0123456789abcdef0')}`, `ec2:StopInstances ${arn('ec2', 'instance/i-0123456789abcdef1')}`]],
    ['an action without resources', record('s3', 'ListBuckets'), ['s3:ListAllMyBuckets *']],
    ['a role by its name, whose path is not known', record('iam', 'DeleteRole', { requestParameters: { roleName: 'x' } }), ['iam:DeleteRole']],
    ['a role that is assumed', record('sts', 'AssumeRole', { requestParameters: { roleArn: 'arn:aws:iam::333333333333:role/Deploy' } }), ['sts:AssumeRole arn:aws:iam::333333333333:role/Deploy']],
    ['a role that is passed', record('lambda', 'CreateFunction20150331', { requestParameters: { functionName: 'orders', role: `arn:aws:iam::${ACCOUNT}:role/Run` } }),
      [`lambda:CreateFunction ${arn('lambda', 'function:orders')}`, `iam:PassRole arn:aws:iam::${ACCOUNT}:role/Run`]],
  ])('%s', (_title, value, requests) => {
    expect(requestsOf(value)).toEqual(requests);
  });

  test('an instance that starts needs its image, its network and what is created with it', () => {
    const requestParameters = {
      instancesSet: { items: [{ imageId: 'ami-0123456789abcdef0', minCount: 1, maxCount: 1 }] },
      instanceType: 'm5.large',
      networkInterfaceSet: {},
      groupSet: { items: [{ groupId: 'sg-0123456789abcdef0' }] },
      subnetId: 'subnet-0123456789abcdef0',
      tagSpecificationSet: { items: [{ resourceType: 'instance', tags: [{ key: 'team', value: 'shop' }] }] },
    };
    const { requests } = callOf(record('ec2', 'RunInstances', { requestParameters }));
    expect(requests.map(({ action, resource }) => [action, resource?.split(':').slice(4).join(':')])).toEqual(expect.arrayContaining([
      ['ec2:RunInstances', ':image/ami-0123456789abcdef0'], ['ec2:RunInstances', `${ACCOUNT}:security-group/sg-0123456789abcdef0`],
      ['ec2:RunInstances', `${ACCOUNT}:subnet/subnet-0123456789abcdef0`], ['ec2:RunInstances', `${ACCOUNT}:instance/*`],
      ['ec2:RunInstances', `${ACCOUNT}:network-interface/*`], ['ec2:CreateTags', `${ACCOUNT}:instance/*`],
    ]));
    expect(requests[0].context).toMatchObject({ 'ec2:InstanceType': 'm5.large', 'aws:RequestTag/team': 'shop', 'aws:TagKeys': ['team'] });
    expect(requests[requests.length - 1].context).toMatchObject({ 'ec2:CreateAction': 'RunInstances' });
  });

  test('the owner of a bucket is the one that the record names', () => {
    const value = record('s3', 'PutObject', { resources: [{ ARN: 'arn:aws:s3:::records/a' }, { ARN: 'arn:aws:s3:::records', accountId: '333333333333' }] });
    expect(callOf(value).requests[0].context).toMatchObject({ 'aws:ResourceAccount': '333333333333' });
  });
});

describe('the keys of an event', () => {
  const keysOf = (parts: Json) => callOf(record('s3', 'ListBuckets', parts)).requests[0].context;

  test('a call over the internet has an address, a Region, a time and no service in between', () => {
    expect(keysOf({})).toMatchObject({
      'aws:RequestedRegion': 'eu-west-1',
      'aws:SourceIp': '203.0.113.7',
      'aws:SourceVpce': null,
      'aws:CurrentTime': '2026-11-20T10:15:30Z',
      'aws:MultiFactorAuthPresent': false,
      'aws:SecureTransport': true,
      'aws:ViaAWSService': false,
      'aws:UserAgent': 'aws-cli/2.22.0',
      'aws:userid': 'AROAEXAMPLEEXAMPLE:anna',
    });
  });

  test('a call through an endpoint has the address in its VPC', () => {
    expect(keysOf({ sourceIPAddress: '10.0.0.7', vpcEndpointId: 'vpce-1' })).toMatchObject({ 'aws:SourceVpce': 'vpce-1', 'aws:VpcSourceIp': '10.0.0.7', 'aws:SourceIp': null });
  });

  test('a call through a service leaves open where it came from and whether the session was forwarded', () => {
    const keys = keysOf({ userIdentity: session('Deploy', ACCOUNT, { invokedBy: 'cloudformation.amazonaws.com' }), sourceIPAddress: 'cloudformation.amazonaws.com', userAgent: 'cloudformation.amazonaws.com' });
    for (const key of ['aws:SourceIp', 'aws:ViaAWSService', 'aws:CalledVia', 'aws:UserAgent', 'aws:SourceVpce']) expect(keys).not.toHaveProperty([key]);
  });

  test('a private address without an endpoint leaves the network open', () => {
    expect(keysOf({ sourceIPAddress: '10.0.0.7' })).not.toHaveProperty(['aws:SourceIp']);
  });
});

test.each([undefined, null, 5, 'x', [], {}, { eventName: 'x' }, { eventSource: 5, eventName: 'x' }])('a value that is no record is none: %j', (value) => {
  expect(trailRecord(value)).toBeUndefined();
});

test.each(['__proto__', 'constructor', 'toString', ''])('a hostile name of an event or a type has no mapping: "%s"', (name) => {
  for (const value of [record('s3', name || 'x', { userIdentity: { type: name } }), record(name, 'GetObject'), record('s3', 'x', { eventType: name })]) {
    expect(mapped(value)).toHaveProperty('unmapped');
  }
});
