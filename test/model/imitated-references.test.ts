import type { CloudAssembly, Template } from '../../src/assembly';
import { organizationFromAssembly, type Organization, reviewOf } from '../../src/model';

interface Stack {
  readonly name: string;
  readonly template: Template;
  readonly nested?: Readonly<Record<string, Template>>;
}

const ours = (kind: string, properties: object) => ({ Type: `Custom::Organizations${kind}`, Properties: { ServiceToken: { 'Fn::GetAtt': ['Handler', 'Arn'] }, ...properties } });

/** A stack with two of everything, and what a case adds. */
const RESOURCES: Template['Resources'] = {
  Handler: { Type: 'AWS::Lambda::Function', Properties: { Role: { 'Fn::GetAtt': ['Role', 'Arn'] }, Code: { S3Bucket: 'assets', S3Key: 'ours.zip' } } },
  Role: { Type: 'AWS::IAM::Role', Properties: {} },
  Organization: ours('Organization', { FeatureSet: 'ALL' }),
  Prod: ours('OrganizationalUnit', { Name: 'Prod', ParentId: { 'Fn::GetAtt': ['Organization', 'RootId'] } }),
  Test: ours('OrganizationalUnit', { Name: 'Test', ParentId: { 'Fn::GetAtt': ['Organization', 'RootId'] } }),
  Archive: ours('Account', { AccountName: 'archive', Email: 'archive@example.com', ParentId: { Ref: 'Prod' } }),
  Shop: ours('Account', { AccountName: 'shop', Email: 'shop@example.com', ParentId: { Ref: 'Test' } }),
};

function organization(stacks: readonly Stack[]): Organization {
  const assembly: CloudAssembly = {
    directory: '',
    assetDirectories: new Map(),
    stacks: stacks.map(({ name, template, nested = {} }) => (
      { id: name, name, displayName: name, template, dependencies: [], nestedTemplates: new Map(Object.entries(nested)) })),
  };
  return organizationFromAssembly(assembly);
}

const one = (resources: object, more: Partial<Template> = {}): Stack[] => (
  [{ name: 'Org', template: { Resources: { ...RESOURCES, ...resources } as Template['Resources'], ...more } }]);
const kinds = (base: Stack[], head: Stack[]) => reviewOf(organization(base), organization(head)).changes.map(({ kind }) => kind);

const scp = (name: string, content: unknown) => ours('Policy', { Type: 'SERVICE_CONTROL_POLICY', Name: name, Description: '', Content: content });
const deny = (account: string) => `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceAccount":"${account}"}}}]}`;
const denyOf = (account: unknown) => ({ 'Fn::Join': ['', [deny('|').split('|')[0], account, deny('|').split('|')[1]]] });
const role = (properties: object) => ({ Role: { Type: 'AWS::IAM::Role', Properties: properties } });
const rights = (resource: unknown) => role({ Policies: [{ PolicyName: 'Rights', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: resource }] } }] });

/** Pairs of values that come to different texts on AWS: a reference, and the text by which a review names it. */
const PAIRS: readonly (readonly [string, unknown, unknown, object?])[] = [
  ['an account', { Ref: 'Archive' }, '${Org.Archive}'],
  ['an attribute', { 'Fn::GetAtt': ['Archive', 'Arn'] }, '${Org.Archive.Arn}'],
  ['an attribute of a role', { 'Fn::GetAtt': ['Role', 'Arn'] }, '${Org.Role.Arn}'],
  ['the account of the stack', { Ref: 'AWS::AccountId' }, '${AWS::AccountId}'],
  ['the ID of the stack', { Ref: 'AWS::StackId' }, '${AWS::StackId}'],
  ['the ID of the stack, as it is named now', { Ref: 'AWS::StackId' }, '${AWS::StackId/Org}'],
  ['an import', { 'Fn::ImportValue': 'Name' }, '${Name}'],
  ['an import, as it is named now', { 'Fn::ImportValue': 'Name' }, '${Fn::ImportValue/Name}'],
  ['a look-alike that is glued', { Ref: 'Archive' }, { 'Fn::Join': ['', ['$', '{Org.Arch', 'ive}']] }],
  ['a look-alike of Fn::Sub', { Ref: 'Archive' }, { 'Fn::Sub': '${!Org.Archive}' }],
  ['a look-alike with the mark of a look-alike', { 'Fn::Sub': '${!Org.Archive}' }, '${!Org.Archive}'],
  ['a part of a reference', { 'Fn::Select': [0, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Role', 'Arn'] }] }] }, { 'Fn::GetAtt': ['Role', 'Arn'] }],
  ['parts of a reference that make another one', { Ref: 'Archive' },
    { 'Fn::Join': ['.', [{ 'Fn::Select': [0, { 'Fn::Split': ['.', { 'Fn::GetAtt': ['Role', 'Archive'] }] }] }, { 'Fn::Select': [2, { 'Fn::Split': ['.', { 'Fn::GetAtt': ['Role', 'Archive'] }] }] }]] }],
  ['an encoded reference', { 'Fn::Base64': { Ref: 'Archive' } }, Buffer.from('${Org.Archive}').toString('base64')],
  ['two encoded references', { 'Fn::Base64': { Ref: 'Archive' } }, { 'Fn::Base64': { Ref: 'Shop' } }],
  ['an attribute with a name that ends the symbol', { 'Fn::Sub': '${Role.Arn}${Archive}' }, { 'Fn::GetAtt': ['Role', 'Arn}${Org.Archive'] }],
  ['a parameter of Systems Manager', { Ref: 'Parameter' }, '{{resolve:ssm:/landing-zone/id}}'],
  ['the version of the bootstrap stack', { Ref: 'BootstrapVersion' }, '999'],
  ['the Availability Zones', { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] }, 'us-east-1a'],
];
const PARAMETERS = {
  Parameters: {
    Parameter: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/landing-zone/id' },
    BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' },
  },
};

describe.each(PAIRS)('%s is not equal to its look-alike', (_name, reference, lookAlike) => {
  test.each<[string, (value: unknown) => object, string]>([
    ['the content of a policy', (value) => ({ One: scp('one', denyOf(value)), Two: scp('two', denyOf({ Ref: 'Shop' })) }), 'policyStatementsChanged'],
    ['the description of a policy', (value) => ({ One: ours('Policy', { Type: 'TAG_POLICY', Name: 'one', Description: value, Content: '{"tags":{}}' }) }), 'policyDescriptionChanged'],
    ['a tag', (value) => ({ Shop: ours('Account', { AccountName: 'shop', Email: 'shop@example.com', ParentId: { Ref: 'Test' }, Tags: [{ Key: 'a', Value: 'b' }, { Key: 'c', Value: value }] }) }), 'tagChanged'],
    ['a permission of a role', (value) => rights([{ Ref: 'Shop' }, value]), 'privilegedPolicyChanged'],
    ['a setting of a role', (value) => role({ ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess', value] }), 'privilegedSettingsChanged'],
  ])('in %s', (_place, of, kind) => {
    const [base, head] = [reference, lookAlike].map((value) => one(of(value), PARAMETERS));
    expect(kinds(base, head)).toContain(kind);
    expect(kinds(head, base)).toContain(kind);
    expect(kinds(base, base)).toEqual([]);
    expect(kinds(head, head)).toEqual([]);
  });
});

test.each<[string, unknown, unknown]>([
  ['the ID of a parent', { Ref: 'Prod' }, '${Org.Prod}'],
  ['the root', { 'Fn::GetAtt': ['Organization', 'RootId'] }, '${Org.Organization.RootId}'],
])('%s is not the text by which a review names it', (_name, reference, lookAlike) => {
  const of = (parent: unknown) => one({ Bank: ours('Account', { AccountName: 'bank', Email: 'bank@example.com', ParentId: parent }) });
  expect(kinds(of(reference), of(lookAlike))).toContain('accountMoved');
});

test('the target of attachments and the policies that are attached are not the texts by which a review names them', () => {
  const of = (target: unknown, policy: unknown) => one({
    One: scp('one', deny('1')),
    Two: scp('two', deny('2')),
    There: ours('PolicyAttachments', { TargetId: { Ref: 'Test' }, Policies: { SERVICE_CONTROL_POLICY: [{ Ref: 'Two' }] } }),
    Here: ours('PolicyAttachments', { TargetId: target, Policies: { SERVICE_CONTROL_POLICY: [policy] } }),
    Type: ours('PolicyType', { RootId: { 'Fn::GetAtt': ['Organization', 'RootId'] }, PolicyType: 'SERVICE_CONTROL_POLICY' }),
  });
  const base = of({ Ref: 'Prod' }, { Ref: 'One' });
  expect(kinds(base, of('${Org.Prod}', { Ref: 'One' }))).toContain('detached');
  expect(kinds(base, of({ Ref: 'Prod' }, '${Org.One}'))).toContain('detached');
});

test('the service token of a resource is not the text by which a review names it', () => {
  const of = (ServiceToken: unknown) => one({ Shop: { ...RESOURCES.Shop, Properties: { ...RESOURCES.Shop.Properties, ServiceToken } } });
  expect(kinds(of({ 'Fn::GetAtt': ['Handler', 'Arn'] }), of('${Org.Handler.Arn}'))).toEqual(['serviceTokenChanged']);
});

test('a key that looks like a reference is another key than one with its mark', () => {
  const of = (key: string) => one(role({ Tags: { [key]: 'a', other: 'b' } }));
  expect(kinds(of('${Org.Archive}'), of('${!Org.Archive}'))).toEqual(['privilegedSettingsChanged']);
});

test('a condition does not take a literal for a reference, also behind a parameter of a nested stack', () => {
  const file = `${'b'.repeat(64)}.json`;
  const child = (resource: unknown): Template => ({
    Parameters: { One: { Type: 'String' }, Two: { Type: 'String' } },
    Conditions: { Same: { 'Fn::Equals': [{ Ref: 'One' }, '${Org.Archive}'] }, Other: { 'Fn::Equals': [{ Ref: 'One' }, { Ref: 'Two' }] } },
    Resources: { Policy: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: { 'Fn::If': ['Same', 's3:GetObject', { 'Fn::If': ['Other', 'a:b', '*'] }] }, Resource: resource }] } } } },
  });
  const of = (Parameters: object): Stack[] => [{
    name: 'Org',
    template: { Resources: { ...RESOURCES, Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: `https://s3.amazonaws.com/assets/${file}`, Parameters } } } },
    nested: { [`https://s3.amazonaws.com/assets/${file}`]: child('*') },
  }];
  const actionsOf = (parameters: object) => JSON.stringify(organization(of(parameters)).code!.privileged!.resources.find(({ logicalId }) => logicalId === 'Policy')!.documents);
  expect(actionsOf({ One: { Ref: 'Archive' }, Two: { Ref: 'Shop' } })).toContain('"Action":"${Fn::If/Same/');
  expect(actionsOf({ One: '${Org.Archive}', Two: '1' })).toContain('"Action":"s3:GetObject"');
  expect(actionsOf({ One: { Ref: 'Archive' }, Two: { 'Fn::Sub': '${Archive}' } })).toContain('/s3:GetObject/a:b}"');
});

test('outputs of nested stacks and exports of other stacks pass references on, and literals as literals', () => {
  const file = `${'c'.repeat(64)}.json`;
  const of = (value: unknown): Stack[] => [
    {
      name: 'Org',
      template: {
        Resources: {
          ...RESOURCES,
          Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: `https://s3.amazonaws.com/assets/${file}`, Parameters: { Value: value } } },
          One: scp('one', denyOf({ 'Fn::GetAtt': ['Nested', 'Outputs.Value'] })),
        } as Template['Resources'],
        Outputs: { Value: { Value: value, Export: { Name: 'Value' } } },
      },
      nested: { [`https://s3.amazonaws.com/assets/${file}`]: { Parameters: { Value: { Type: 'String' } }, Resources: {}, Outputs: { Value: { Value: { Ref: 'Value' } } } } },
    },
    { name: 'Net', template: { Resources: { Two: { ...scp('two', denyOf({ 'Fn::ImportValue': 'Value' })), Properties: { ...scp('two', denyOf({ 'Fn::ImportValue': 'Value' })).Properties, ServiceToken: 'arn' } } } } },
  ];
  const contents = (value: unknown) => organization(of(value)).policies.map(({ content }) => content);
  expect(contents({ Ref: 'Archive' })).toEqual([deny('${Org.Archive}'), deny('${Org.Archive}')]);
  expect(contents('${Org.Archive}')).toEqual([deny('${!Org.Archive}'), deny('${!Org.Archive}')]);
});

test('variables of policies and words that look like no reference stay as they are', () => {
  const texts = ['${aws:username}', '${*}', '${$}', '${?}', '${aws:PrincipalTag/team.name, \'x.y\'}', '${accounts.google.com:sub}', '${Name}', '$account', '${', '${}', '{Org.Archive}'];
  const of = (value: unknown) => organization(one({ One: scp('one', denyOf(value)) })).policies[0].content;
  expect(texts.map((text) => of(text))).toEqual(texts.map((text) => deny(text)));
});

describe('the functions and roles of the handlers', () => {
  const closing = (name: unknown) => ({ Closing: { Type: 'AWS::IAM::Policy', Properties: { Roles: [name], PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'organizations:CloseAccount', Resource: '*' }] } } } });
  const guarded = (more: object) => organization(one({ Other: { Type: 'AWS::IAM::Role', Properties: {} }, ...more })).code!.guardedActions;

  test.each<[string, unknown, readonly string[]]>([
    ['a reference', { Ref: 'Role' }, ['CloseAccount']],
    ['a reference in a text', { 'Fn::Sub': 'x${Role}y' }, ['CloseAccount']],
    ['a part of a reference', { 'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Role', 'Arn'] }] }] }, ['CloseAccount']],
    ['a reference with a function that is not supported', { 'Fn::ToJsonString': { Ref: 'Role' } }, ['CloseAccount']],
    ['another role', { Ref: 'Other' }, []],
    ['a look-alike', '${Org.Role}', []],
    ['a look-alike in a text', 'x${Org.Role}y', []],
    ['the beginning of a look-alike', '${Org.Role.', []],
  ])('%s to a role gives it the permissions of a policy, or does not', (_name, value, actions) => {
    expect(guarded(closing(value)).map((action) => action.replace('organizations:', ''))).toEqual(actions);
  });

  test('a look-alike of a service token leads to no function', () => {
    const tokens = (ServiceToken: unknown) => organization([{
      name: 'Org',
      template: {
        Resources: {
          ...Object.fromEntries(Object.entries(RESOURCES).map(([id, each]) => [id, each.Type.startsWith('Custom') ? { ...each, Properties: { ...each.Properties, ServiceToken } } : each])),
        },
      },
    }]).code!.privileged!.providerFunctions;
    expect(tokens({ 'Fn::GetAtt': ['Handler', 'Arn'] })).toEqual(['Org.Handler']);
    expect(tokens('${Org.Handler.Arn}')).toEqual([]);
  });
});

test('functions that are not supported are compared with their arguments where only other stacks use them', () => {
  const foreign = (argument: unknown): Stack[] => [
    ...one({}),
    { name: 'Other', template: { Resources: { Role: { Type: 'AWS::IAM::Role', Properties: { RoleName: { 'Fn::ToJsonString': argument }, Description: 'x' } } } } },
  ];
  expect(kinds(foreign({ a: 1 }), foreign({ a: 2 }))).toEqual(['privilegedSettingsChanged']);
  expect(kinds(foreign({ a: 1 }), foreign({ a: 1 }))).toEqual([]);
});
