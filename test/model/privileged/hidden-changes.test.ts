import type { CloudAssembly, Template } from '../../../src/assembly';
import { organizationFromAssembly, type Organization, reviewOf, reviewOfDeployment } from '../../../src/model';
import { changeText } from '../../../src/report';

interface Stack {
  readonly name?: string;
  readonly template: Template;
  readonly nested?: Record<string, Template>;
  readonly accountId?: string;
}

const PROVIDER = { Handler: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Code: { S3Bucket: 'assets', S3Key: 'ours.zip' } } } };
const ORGANIZATION = { Organization: { Type: 'Custom::OrganizationsOrganization', Properties: { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] }, FeatureSet: 'ALL' } } };
const role = (...statements: unknown[]) => ({
  Role: { Type: 'AWS::IAM::Role', Properties: { Policies: [{ PolicyName: 'Rights', PolicyDocument: { Statement: statements } }] } },
});
const allow = (action: unknown) => ({ Effect: 'Allow', Action: action, Resource: '*' });

function organization(stacks: readonly Stack[], codeDigests = new Map([['assets/ours.zip', 'a'.repeat(64)]])): Organization {
  const assembly: CloudAssembly = {
    directory: '',
    assetDirectories: new Map(),
    codeDigests,
    stacks: stacks.map(({ name = 'Org', template, nested = {}, accountId }) => (
      { id: name, name, displayName: name, template, accountId, dependencies: [], nestedTemplates: new Map(Object.entries(nested)) })),
  };
  return organizationFromAssembly(assembly);
}

function one(resources: Template['Resources'], more: Partial<Template> = {}, nested: Record<string, Template> = {}): Organization {
  return organization([{ template: { Resources: { ...PROVIDER, ...ORGANIZATION, ...role(allow('s3:Get*')), ...resources }, ...more }, nested }]);
}

const headlines = (base: Organization, head: Organization) => reviewOf(base, head).changes.map((change) => changeText(change).headline);

test.each<[string, (hidden: boolean) => Organization, RegExp]>([
  ['the default of a parameter', (hidden) => one(role(allow({ Ref: 'Action' })), { Parameters: { Action: { Type: 'String', Default: hidden ? '*' : 's3:Get*' } } }),
    /^IAM role Role of stack Org, inline policy Rights: statement Statement\[0\] changed \(Action no longer s3:Get\*, now also \*\)$/],
  ['a mapping', (hidden) => one(role(allow({ 'Fn::FindInMap': ['Map', 'a', 'b'] })), { Mappings: { Map: { a: { b: hidden ? '*' : 's3:Get*' } } } }),
    /^IAM role Role of stack Org, inline policy Rights: statement Statement\[0\] changed/],
  ['a mapping behind an unsupported function', (hidden) => (
    one(role(allow({ 'Fn::ToJsonString': { 'Fn::FindInMap': ['Map', 'a', 'b'] } })), { Mappings: { Map: { a: { b: hidden ? '*' : 's3:Get*' } } } })),
  /^IAM role Role of stack Org: setting \(where functions take values from\)\.Mappings\.Map\.a\.b changed$/],
  ['a condition', (hidden) => one({ User: { Type: 'AWS::IAM::User', Condition: 'On' } }, { Conditions: { On: { 'Fn::Equals': ['a', hidden ? 'a' : 'b'] } } }),
    /^IAM user User of stack Org: setting \(condition\)\.holds changed$/],
  ['a choice by a condition', (hidden) => (
    one(role({ 'Fn::If': ['On', allow('*'), allow('s3:Get*')] }), { Conditions: { On: { 'Fn::Equals': ['a', hidden ? 'a' : 'b'] } } })),
  /^IAM role Role of stack Org, inline policy Rights: statement Statement\[0\] changed/],
  ['a parameter of a nested stack', (hidden) => {
    const nested = { Parameters: { Action: { Type: 'String' } }, Resources: { More: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: [allow({ Ref: 'Action' })] } } } } };
    const TemplateURL = `https://s3.amazonaws.com/assets/${'b'.repeat(64)}.json`;
    return one({ Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL, Parameters: { Action: hidden ? '*' : 's3:Get*' } } } }, {}, { [TemplateURL]: nested });
  }, /^IAM managed policy More of stack Org\/Nested, policy: statement/],
  ['an exported value', (hidden) => organization([
    { name: 'Other', template: { Resources: {}, Outputs: { Action: { Value: hidden ? '*' : 's3:Get*', Export: { Name: 'Action' } } } } },
    { template: { Resources: { ...PROVIDER, ...ORGANIZATION, ...role(allow({ 'Fn::ImportValue': 'Action' })) } } },
  ]), /^IAM role Role of stack Org, inline policy Rights: statement Statement\[0\] changed/],
  ['a macro inside a resource', (hidden) => one({ Bucket: { Type: 'AWS::S3::Bucket', Properties: hidden ? { 'Fn::Transform': { Name: 'AWS::Include' } } : {} } }),
    /^Template macro Transform of stack Org is new$/],
  ['a module', (hidden) => one(hidden ? { More: { Type: 'My::Own::Resource::MODULE' } } : {}), /^Resource of type My::Own::Resource::MODULE: More of stack Org is new$/],
  ['an environment variable', (hidden) => one({
    Handler: { ...PROVIDER.Handler, Properties: { ...PROVIDER.Handler.Properties, ...(hidden ? { Environment: { Variables: { NODE_OPTIONS: '-r /opt/x' } } } : {}) } },
  }), /^Lambda function Handler of stack Org: setting Environment\.Variables\.NODE_OPTIONS added$/],
  ['a layer', (hidden) => one({ Handler: { ...PROVIDER.Handler, Properties: { ...PROVIDER.Handler.Properties, ...(hidden ? { Layers: ['arn:aws:lambda:us-east-1:999999999999:layer:x:1'] } : {}) } } }),
    /^Lambda function Handler of stack Org: setting Layers added$/],
  ['a bucket of somebody else for the same code', (hidden) => one({ Handler: { ...PROVIDER.Handler, Properties: { ...PROVIDER.Handler.Properties, Code: { S3Bucket: hidden ? 'theirs' : 'assets', S3Key: 'ours.zip' } } } }),
    /^Lambda function Handler of stack Org(: setting Code\.S3Bucket changed| runs unknown code)$/],
  ['a resource that gets another type', (hidden) => one({ X: hidden ? { Type: 'AWS::IAM::User' } : { Type: 'AWS::IAM::Group' } }), /^IAM user X of stack Org is new$/],
  ['a custom resource of another kind that calls the handlers', (hidden) => one(hidden ? { X: { Type: 'Custom::Own', Properties: { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] } } } } : {}),
    /^Resource of type Custom::Own: X of stack Org is new$/],
])('%s is a visible change, and the same code twice is no change', (_name, of, expected) => {
  const found = headlines(of(false), of(true)).filter((headline) => !/^(IAM group X|From now on, a deployment may (close accounts|remove accounts|delete the organization|disable policy types))/.test(headline));
  expect(new Set(found)).toEqual(new Set(found.map(() => expect.stringMatching(expected))));
  expect(found).not.toEqual([]);
  expect(headlines(of(true), of(true))).toEqual([]);
});

test('another key for the same contents is no change, and other contents are one', () => {
  const [base, head] = ['ours.zip', 'renamed.zip'].map((key) => (
    { Handler: { ...PROVIDER.Handler, Properties: { ...PROVIDER.Handler.Properties, Code: { S3Bucket: 'assets', S3Key: key } } } }));
  const of = (handler: object, digest: string) => organization([{ template: { Resources: { ...ORGANIZATION, ...role(allow('s3:*')), ...handler } as Template['Resources'] } }],
    new Map([['assets/ours.zip', 'a'.repeat(64)], ['assets/renamed.zip', digest]]));
  expect(headlines(of(base, 'a'.repeat(64)), of(head, 'a'.repeat(64)))).toEqual([]);
  expect(headlines(of(base, 'b'.repeat(64)), of(head, 'b'.repeat(64)))).toEqual(['Lambda function Handler of stack Org runs unknown code']);
});

test('resources in another account are omitted only if the organization is certainly not there', () => {
  const user: Template = { Resources: { User: { Type: 'AWS::IAM::User' } } };
  const of = (accountId: string | undefined, other: string | undefined, template = user) => organization([
    { template: { Resources: { ...PROVIDER, ...ORGANIZATION, ...role(allow('s3:*')) } }, accountId }, { name: 'Other', template, accountId: other },
  ]);
  const empty: Template = { Resources: {} };
  const found = (accountId: string | undefined, other: string | undefined) => headlines(of(accountId, other, empty), of(accountId, other));
  expect(found('111122223333', '444455556666')).toEqual([]);
  for (const [accountId, other] of [['111122223333', '111122223333'], [undefined, '444455556666'], ['111122223333', undefined], [undefined, undefined]]) {
    expect(found(accountId, other)).toEqual(['IAM user User of stack Other is new']);
  }
});

test('code without the library has no privileged resources', () => {
  const bare = organization([{ template: { Resources: { User: { Type: 'AWS::IAM::User' } } } }]);
  expect(headlines(organization([]), bare)).toEqual([]);
});

test('a deployment to a live organization is compared with the deployed code, and without it only unknown code is reported', () => {
  const { code: _code, ...live } = one({});
  const head = one(role(allow('*')));
  const told = (former?: Organization, options = {}) => reviewOfDeployment(live, head, former, options).changes
    .map((change) => changeText(change).headline)
    .filter((headline) => /of stack Org/.test(headline));
  expect(told(one({}))).toEqual(['IAM role Role of stack Org, inline policy Rights: statement Statement[0] changed (Action no longer s3:Get*, now also *)']);
  expect(told()).toEqual([]);
  expect(told(undefined, { knownCode: {} })).toEqual(['Lambda function Handler of stack Org runs unknown code']);
  expect(told(undefined, { knownCode: { handlers: 'a'.repeat(64) } })).toEqual([]);
});
