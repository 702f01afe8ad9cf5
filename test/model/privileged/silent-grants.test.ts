import { BUCKET, organizationOf, PROVIDER, told, type Told } from './templates';

const base = organizationOf(PROVIDER);
const added = (type: string, properties: object = {}, logicalId = 'New'): Told[] => told(base, organizationOf({ ...PROVIDER, [logicalId]: { Type: type, Properties: properties } }));
const levels = (all: readonly Told[]) => all.map(({ level }) => level);

test.each<[string, object, RegExp]>([
  ['AWS::IdentityStore::GroupMembership', { GroupId: 'g', IdentityStoreId: 'd', MemberId: { UserId: 'u' } }, /who is in a group/],
  ['AWS::IdentityStore::Group', { DisplayName: 'g', IdentityStoreId: 'd' }, /who is in a group/],
  ['AWS::ServiceCatalog::CloudFormationProvisionedProduct', { ProductId: 'p' }, /not in the cloud assembly/],
  ['AWS::ServiceCatalog::PortfolioPrincipalAssociation', { PortfolioId: 'p', PrincipalARN: 'a', PrincipalType: 'IAM' }, /not in the cloud assembly/],
  ['AWS::RAM::ResourceShare', { Name: 'x' }, /shares resources/],
  ['AWS::LakeFormation::Permissions', {}, /read and change data/],
  ['AWS::SSM::Document', { Content: {} }, /which code or commands run/],
  ['AWS::SSM::Association', { Name: 'AWS-RunShellScript' }, /which code or commands run/],
  ['AWS::CodeBuild::Project', { ServiceRole: 'r', Source: { Type: 'NO_SOURCE' }, Environment: {}, Artifacts: {} }, /acts with the rights of a role/],
  ['AWS::EC2::Instance', { UserData: 'IyEvYmluL2Jhc2g=', ImageId: 'ami-1' }, /which code or commands run/],
  ['AWS::ECS::TaskDefinition', { ContainerDefinitions: [{ Name: 'x', Image: 'y' }] }, /which code or commands run/],
  ['AWS::Scheduler::Schedule', { Target: { RoleArn: 'r', Arn: 'a' } }, /acts with the rights of a role/],
  ['AWS::Cognito::UserPoolUserToGroupAttachment', { GroupName: 'g' }, /who gets access/],
  ['AWS::Config::RemediationConfiguration', { Parameters: {} }, /may loosen/],
  ['AWS::Config::ConformancePack', { TemplateBody: '{}' }, /which code or commands run/],
  ['AWS::KMS::Key', { KeyPolicy: { Statement: [] } }, /holds a policy/],
  ['AWS::SecretsManager::ResourcePolicy', { SecretId: 's', ResourcePolicy: { Statement: [] } }, /holds a policy/],
  ['AWS::S3::BucketPolicy', { Bucket: 'plain', PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' }] } }, /holds a policy/],
  ['AWS::S3::Bucket', { ReplicationConfiguration: { Role: 'r', Rules: [] } }, /acts with the rights of a role/],
  ['AWS::S3::Bucket', { ReplicationConfiguration: { 'Fn::GetAtt': ['Custom', 'Configuration'] } }, /acts with the rights of a role/],
  ['AWS::CloudFormation::CustomResource', { ServiceToken: 'x' }, /not in the cloud assembly/],
  ['AWS::CloudFormation::Macro', { FunctionName: 'x', Name: 'M' }, /not in the cloud assembly/],
  ['AWS::CloudFormation::StackSet', { StackSetName: 'x' }, /not in the cloud assembly/],
  ['AWS::Lambda::EventInvokeConfig', { FunctionName: { Ref: 'OnEvent' }, Qualifier: '$LATEST' }, /code runs/],
  ['AWS::Lambda::Alias', { FunctionName: { Ref: 'OnEvent' }, FunctionVersion: '1', Name: 'x' }, /code runs/],
  ['AWS::Lambda::Version', { FunctionName: { Ref: 'OnEvent' } }, /code runs/],
  ['AWS::Lambda::Permission', { FunctionName: { Ref: 'OnEvent' }, Action: 'lambda:*', Principal: '*' }, /who can invoke a function/],
  ['AWS::Lambda::Url', { TargetFunctionArn: { Ref: 'OnEvent' }, AuthType: 'NONE' }, /who can invoke a function/],
  ['AWS::Lambda::ResourcePolicy', { ResourceArn: { Ref: 'OnEvent' }, Policy: {} }, /who can invoke a function/],
  ['Custom::Own', { ServiceToken: 'x' }, /Somebody's code/],
  ['Third::Party::Type', {}, /Somebody's code/],
  ['My::Own::Resource::MODULE', {}, /Somebody's code/],
])('a new resource of the type %s with %j loosens', (type, properties, reason) => {
  // The type that a function of CloudFormation needs.
  const custom = { Custom: { Type: 'AWS::SQS::Queue', Properties: {} } };
  const before = organizationOf({ ...PROVIDER, ...custom });
  expect(told(before, organizationOf({ ...PROVIDER, ...custom, New: { Type: type, Properties: properties } })))
    .toEqual([{ headline: expect.stringMatching(/New of stack Org is new$/), level: 'loosens', reason: expect.stringMatching(reason) }]);
});

test.each<[string, object]>([
  ['AWS::SQS::Queue', { QueueName: 'q', RedrivePolicy: { deadLetterTargetArn: 'a', maxReceiveCount: 3 }, RedriveAllowPolicy: { redrivePermission: 'denyAll' } }],
  ['AWS::Logs::LogGroup', { RetentionInDays: 7, DataProtectionPolicy: {} }],
  ['AWS::DynamoDB::Table', { KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }], AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }], BillingMode: 'PAY_PER_REQUEST' }],
  ['AWS::CloudWatch::Alarm', { AlarmActions: ['arn:aws:sns:eu-west-1:111122223333:x'], ComparisonOperator: 'x', Metrics: [{ Id: 'm', AccountId: '111122223333' }] }],
  ['AWS::CloudWatch::Dashboard', { DashboardBody: '{}' }],
  ['AWS::SNS::Topic', { TopicName: 't', Subscription: [{ Endpoint: 'a@example.com', Protocol: 'email' }] }],
  ['AWS::S3::Bucket', { BucketName: 'b', LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 1 }] }, PublicAccessBlockConfiguration: { BlockPublicAcls: true } }],
  ['AWS::SSM::Parameter', { Type: 'String', Value: 'x' }],
  ['AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }],
  ['AWS::EC2::Subnet', { CidrBlock: '10.0.0.0/24' }],
  ['AWS::EC2::SecurityGroup', { GroupDescription: 'x' }],
  ['AWS::SecretsManager::Secret', { Name: 's' }],
  ['AWS::Events::Rule', { EventPattern: { source: ['aws.ec2'] }, Targets: [{ Id: 'a', Arn: 'arn:aws:sns:eu-west-1:111122223333:x' }] }],
  ['AWS::Route53::RecordSet', { Name: 'x', Type: 'A' }],
  ['AWS::Budgets::Budget', { Budget: { BudgetType: 'COST', TimeUnit: 'MONTHLY' } }],
  ['AWS::CDK::Metadata', { Analytics: 'x' }],
  ['AWS::CloudFormation::WaitConditionHandle', {}],
])('an ordinary resource of the type %s is no change of its own', (type, properties) => {
  expect(added(type, properties)).toEqual([]);
});

test('a property that grants is a change of an existing bucket, and of nothing else', () => {
  const bucket = (properties: object) => organizationOf({ ...PROVIDER, A: { Type: 'AWS::S3::Bucket', Properties: properties }, B: { Type: 'AWS::S3::Bucket', Properties: properties } });
  const [plain, other, replicated] = [bucket({ BucketName: 'x' }), bucket({ BucketName: 'y' }), bucket({ BucketName: 'x', ReplicationConfiguration: { Role: 'r', Rules: [] } })];
  expect(told(plain, other)).toEqual([]);
  expect(told(plain, replicated).map(({ headline }) => headline)).toEqual([
    'S3 bucket A of stack Org: setting ReplicationConfiguration.Role added, setting ReplicationConfiguration.Rules added',
    'S3 bucket B of stack Org: setting ReplicationConfiguration.Role added, setting ReplicationConfiguration.Rules added',
  ]);
  expect(levels(told(plain, replicated))).toEqual(['loosens', 'loosens']);
  expect(told(replicated, plain).map(({ headline }) => headline)[0]).toMatch(/setting ReplicationConfiguration\.Role removed/);
});

describe('types that the data do not know', () => {
  const unknown = (numbers: readonly number[], size: number, type = 'AWS::NextYear::Widget') => organizationOf({
    ...PROVIDER, ...Object.fromEntries(numbers.map((number) => [`Widget${number}`, { Type: type, Properties: { Size: size } }])),
  });

  test('may loosen, for each stack and type in one entry', () => {
    const found = told(base, unknown([1, 2], 1));
    expect(levels(found)).toEqual(['loosens', 'loosens']);
    expect(found[0].reason).toMatch(/^It may loosen: /);
  });

  test('may loosen where they change, and where they are removed', () => {
    expect(levels(told(unknown([1], 1), unknown([1], 2)))).toEqual(['loosens']);
    expect(levels(told(unknown([1], 1), unknown([], 2)))).toEqual(['loosens']);
    expect(told(unknown([1, 2], 1), unknown([2, 1], 1))).toEqual([]);
  });
});

describe('the bucket from which deployments take their code', () => {
  const document = (effect: string) => ({ Statement: [{ Effect: effect, Principal: '*', Action: 's3:PutObject', Resource: '*' }] });
  const policy = (bucket: unknown, effect: string, type = 'AWS::S3::BucketPolicy') => organizationOf({ ...PROVIDER, Writers: { Type: type, Properties: { Bucket: bucket, [type === 'AWS::S3::BucketPolicy' ? 'PolicyDocument' : 'Policy']: document(effect) } } });

  test.each<[string, unknown, string]>([
    ['the CDK has made', BUCKET, 'AWS::S3::BucketPolicy'],
    ['the CDK has made for another qualifier', 'cdk-mine-assets-111122223333-eu-west-1', 'AWS::S3::BucketPolicy'],
    ['the CDK has made, by a name with the account', { 'Fn::Sub': 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}' }, 'AWS::S3::BucketPolicy'],
    ['the CDK has made, through an access point', BUCKET, 'AWS::S3::AccessPoint'],
  ])('destroys what was reviewed where a policy lets somebody write into the one that %s', (_, bucket, type) => {
    expect(told(base, policy(bucket, 'Allow', type))).toEqual([expect.objectContaining({ level: 'destroys', reason: expect.stringMatching(/replace/) })]);
    expect(told(policy(bucket, 'Deny', type), policy(bucket, 'Allow', type)).map(({ level }) => level)).toContain('destroys');
    expect(levels(told(base, policy(bucket, 'Deny', type)))).toEqual([type === 'AWS::S3::BucketPolicy' ? 'tightens' : 'loosens']);
  });

  test('is any bucket that holds the code of a function', () => {
    const code = { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Bucket: 'mine', S3Key: 'x.zip' }, Role: 'r' } };
    const before = organizationOf({ ...PROVIDER, Report: code });
    const after = (bucket: string) => organizationOf({ ...PROVIDER, Report: code, Writers: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: bucket, PolicyDocument: document('Allow') } } });
    expect(levels(told(before, after('mine')))).toEqual(['destroys']);
    expect(levels(told(before, after('other')))).toEqual(['loosens']);
  });

  test('is not a bucket of another name', () => {
    expect(levels(told(base, policy('cdk-files', 'Allow')))).toEqual(['loosens']);
  });

  test('tightens where a policy allows less', () => {
    const [wide, narrow] = [policy(BUCKET, 'Allow'), organizationOf({ ...PROVIDER, Writers: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: BUCKET, PolicyDocument: { Statement: [] } } } })];
    expect(levels(told(wide, narrow))).toEqual(['tightens']);
  });
});

describe('a macro', () => {
  const include = { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 's3://theirs/x.json' } } };
  const loop = { 'Fn::ForEach::Users': ['Name', ['a', 'b'], { 'User${Name}': { Type: 'AWS::IAM::User', Properties: {} } }] };

  test.each<[string, object]>([
    ['Mappings', { Mappings: { Map: { a: include } } }],
    ['Conditions', { Conditions: { On: include } }],
    ['Parameters', { Parameters: { One: { Type: 'String', Default: 'x', ...include } } }],
    ['Outputs', { Outputs: { One: { Value: include } } }],
    ['Rules', { Rules: { One: { Assertions: [include] } } }],
    ['the template', { Transform: 'Mine' }],
    ['the template, several of them', { Transform: ['AWS::LanguageExtensions', { Name: 'AWS::Include', Parameters: { Location: 's3://theirs/x' } }] }],
    ['Hooks', { Hooks: { Green: { Type: 'AWS::CodeDeploy::BlueGreen', Properties: { LifecycleEventHooks: { BeforeInstall: 'f' } } } } }],
    ['an entry of Mappings', { Mappings: { ...include } }],
  ])('is a change of its own in %s', (_, sections) => {
    const head = organizationOf(PROVIDER, sections);
    expect(told(base, head)).toEqual([{ headline: 'Template macro Transform of stack Org is new', level: 'loosens', reason: expect.stringMatching(/cloud assembly/) }]);
    expect(told(head, head)).toEqual([]);
  });

  test('is a change of its own in the metadata of a resource and in its properties', () => {
    for (const part of ['Metadata', 'Properties']) {
      const head = organizationOf({ ...PROVIDER, Queue: { Type: 'AWS::SQS::Queue', [part]: { Deep: [{ ...include }] } } });
      expect(told(base, head).map(({ headline }) => headline)).toEqual(['Template macro Transform of stack Org is new']);
    }
  });

  test('is found in a loop inside a list, and not in a text that looks like one', () => {
    const of = (properties: object) => organizationOf({ ...PROVIDER, Queue: { Type: 'AWS::SQS::Queue', Properties: properties } });
    expect(told(base, of({ Tags: [{ Key: 'a' }, { Deep: [[loop]] }] })).map(({ headline }) => headline))
      .toEqual(['Template macro Transform of stack Org is new']);
    const alike = { 'First': JSON.stringify(include), 'Second': ['Fn::Transform', 'My Fn::ForEach::Users'], 'Third Fn::Transform': 'a' };
    expect(told(base, of(alike)).filter(({ headline }) => headline.includes('macro'))).toEqual([]);
  });

  test('that repeats resources is a change with each change of what it repeats', () => {
    const of = (entries: object) => organizationOf({ ...PROVIDER, Queue: { Type: 'AWS::SQS::Queue', Properties: entries } }, { Transform: 'AWS::LanguageExtensions' });
    const [before, after] = [of(loop), of({ 'Fn::ForEach::Users': ['Name', ['a', 'b', 'c'], {}] })];
    expect(told(before, after).map(({ headline }) => headline)).toEqual([expect.stringMatching(/^Template macro Transform of stack Org: setting Fn::Transform\.Resources changed$/)]);
  });

  test('that rewrites the whole template is a change with each change of the template', () => {
    const of = (name: string) => organizationOf({ ...PROVIDER, Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: name } } }, { Transform: 'Mine' });
    expect(told(of('a'), of('b')).map(({ headline }) => headline)).toEqual(['Template macro Transform of stack Org: setting (template) changed']);
    const harmless = (name: string) => organizationOf({ ...PROVIDER, Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: name } } }, { Transform: 'AWS::LanguageExtensions' });
    expect(told(harmless('a'), harmless('b'))).toEqual([]);
  });
});

test('a value behind a function that is not supported is visible in a stack without resources of this library', () => {
  const role = (action: string) => organizationOf(PROVIDER, {}, [{
    Role: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName: 'P', PolicyDocument: { 'Fn::ToJsonString': { Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] } } }] } },
  }]);
  expect(levels(told(role('s3:Get*'), role('*')))).toEqual(['loosens']);
});
