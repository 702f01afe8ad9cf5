import { GUARDED_ACTIONS } from '../../../src/contract';
import { guardedActionsOf, providerFunctions } from '../../../src/model/privileged/guarded-actions';
import { splitProperties } from '../../../src/model/privileged/policy-documents';
import type { PrivilegedResource } from '../../../src/model/privileged/privileged-parts';

type Settings = PrivilegedResource['settings'];
type Documents = PrivilegedResource['documents'];

const resource = (logicalId: string, type: string, settings: Settings = {}, documents: Documents = {}): PrivilegedResource => (
  { stack: 'Org', logicalId, type, settings, documents });
const ref = (logicalId: string) => `\${Org.${logicalId}}`;
const arn = (logicalId: string) => `\${Org.${logicalId}.Arn}`;
const lambda = (logicalId: string, settings: Settings = {}) => resource(logicalId, 'AWS::Lambda::Function', settings);
const role = (logicalId: string, settings: Settings = {}, documents: Documents = {}) => resource(logicalId, 'AWS::IAM::Role', settings, documents);
const allowing = (...Action: string[]) => ({ Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
const CLOSE = { 'inline policy a': allowing('organizations:CloseAccount') };

describe('the functions that act for the organization', () => {
  test('are those to which tokens lead, through other resources, and those with a role of one of them', () => {
    const resources = [
      lambda('Direct', { Role: arn('Role') }),
      lambda('Deeper', { Environment: {} }),
      lambda('SameRole', { Role: arn('Role') }),
      lambda('Unrelated', { Role: arn('OtherRole') }),
      lambda('WithoutRole'),
      lambda('NamesAlias', { Role: 'literal', Text: arn('Direct') }),
      resource('Alias', 'AWS::Lambda::Alias', { FunctionName: ref('Direct') }),
      resource('Machine', 'AWS::StepFunctions::StateMachine', {}, { policy: { Uses: arn('Deeper') } }),
      role('Role', { Next: ref('Machine') }),
      role('OtherRole'),
    ];
    expect(providerFunctions(resources, [ref('Alias')])).toEqual(['Org.Deeper', 'Org.Direct', 'Org.SameRole']);
    expect(providerFunctions(resources, [arn('OtherRole'), ref('WithoutRole')])).toEqual(['Org.Unrelated', 'Org.WithoutRole']);
    expect(providerFunctions(resources, [])).toEqual([]);
  });

  test('are not those that share a resource other than a role', () => {
    const resources = [lambda('One', { Role: ref('Layer') }), resource('Layer', 'AWS::Lambda::LayerVersion')];
    expect(providerFunctions(resources, [ref('Layer')])).toEqual([]);
  });

  test('are not those whose name only begins with the name of another one', () => {
    expect(providerFunctions([lambda('Fn'), lambda('FnTwo')], [arn('FnTwo')])).toEqual(['Org.FnTwo']);
  });
});

describe('the guarded actions', () => {
  const of = (resources: PrivilegedResource[], functions: string[] = ['Org.Handler']) => (
    guardedActionsOf({ resources, serviceTokens: {}, providerFunctions: functions, handlerChain: {} }));
  const handler = lambda('Handler', { Role: arn('Role') });

  test.each<[string, PrivilegedResource[]]>([
    ['the role of a handler has them inline', [handler, role('Role', {}, CLOSE)]],
    ['a policy that names the role has them', [handler, role('Role'), resource('Policy', 'AWS::IAM::Policy', { Roles: [ref('Role')] }, { policy: allowing('organizations:CloseAccount') })]],
    ['a policy that names the role by its name has them', [
      lambda('Handler', { Role: arn('Role') }), role('Role', { RoleName: 'handlers' }),
      resource('Policy', 'AWS::IAM::Policy', { Roles: ['handlers'] }, { policy: allowing('organizations:CloseAccount') }),
    ]],
    ['a managed policy that the role names has them', [
      handler, role('Role', { ManagedPolicyArns: [ref('Managed')] }), resource('Managed', 'AWS::IAM::ManagedPolicy', {}, { policy: allowing('organizations:CloseAccount') }),
    ]],
    ['they are written in another case', [handler, role('Role', {}, { p: allowing('ORGANIZATIONS:closeaccount') })]],
    ['a document that cannot be read mentions them', [handler, role('Role', {}, { p: { Statement: [{ Effect: 'Perhaps', Action: 'organizations:closeAccount' }] } })]],
    ['a document is a text', [handler, role('Role'), resource('Policy', 'AWS::IAM::Policy', { Roles: [ref('Role')] },
      splitProperties({ PolicyDocument: JSON.stringify(allowing('organizations:Close*')) }).documents)]],
  ])('are those that count where %s', (_, resources) => {
    expect(of(resources)).toEqual(['CloseAccount']);
  });

  test.each<[string, PrivilegedResource[]]>([
    ['a role of others has them', [handler, role('Role'), role('Others', {}, CLOSE)]],
    ['a policy for another role has them', [
      handler, role('Role', { RoleName: 'handlers' }), resource('Policy', 'AWS::IAM::Policy', { Roles: ['handlers-of-others'] }, { policy: allowing('organizations:*') }),
    ]],
    ['only the trust policy has them', [handler, role('Role', {}, { 'trust policy': allowing('organizations:CloseAccount') })]],
    ['they are denied', [handler, role('Role', {}, { p: { Statement: [{ Effect: 'Deny', Action: 'organizations:CloseAccount', Resource: '*' }] } })]],
    ['a document that cannot be read mentions others', [handler, role('Role', {}, { p: { Statement: [{ Effect: 'Perhaps', Action: 's3:GetObject' }] } })]],
    ['the function of the handler is no role', [lambda('Handler', { Role: 'literal' }), lambda('Role', {}), resource('User', 'AWS::IAM::User', {}, CLOSE)]],
    ['a managed policy of AWS that only reads is attached', [handler, role('Role', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AWSOrganizationsReadOnlyAccess'] })]],
    ['a managed policy with a longer name is attached', [handler, role('Role', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccessToNothing'] })]],
  ])('do not exist where %s', (_, resources) => {
    expect(of(resources)).toEqual([]);
  });

  test.each(['AdministratorAccess', 'AWSOrganizationsFullAccess'])('are all where the role has %s', (name) => {
    expect(of([handler, role('Role', { ManagedPolicyArns: [`arn:aws:iam::aws:policy/${name}`] })])).toEqual(GUARDED_ACTIONS);
  });

  test('are all where an inline policy is a text that has a key twice, so that it may allow anything', () => {
    const text = JSON.stringify(allowing('s3:*')).replace('"Action"', '"\\u0041ction":"*","Action"');
    const { documents } = splitProperties({ Policies: [{ PolicyName: 'a', PolicyDocument: allowing('s3:*') }, { PolicyName: 'b', PolicyDocument: text }] });
    expect(of([handler, role('Role', {}, documents)])).toEqual(GUARDED_ACTIONS);
  });

  test('are those of any role where there is no handler', () => {
    expect(of([role('Role', {}, CLOSE), resource('Fn', 'Custom::Other', {}, { p: allowing('organizations:*') })], [])).toEqual(['CloseAccount']);
  });
});

describe('the properties of a resource', () => {
  const DOCUMENT = { Statement: [] };

  test('are settings and policy documents by kind', () => {
    expect(splitProperties({
      RoleName: 'a',
      AssumeRolePolicyDocument: DOCUMENT,
      PolicyDocument: { a: 1 },
      InlinePolicy: { b: 2 },
      Policies: [{ PolicyName: 'x', PolicyDocument: { c: 3 } }, { PolicyName: 'y', PolicyDocument: 'text' }],
    })).toEqual({
      settings: { RoleName: 'a' },
      documents: { 'trust policy': DOCUMENT, 'policy': { a: 1 }, 'inline policy': { b: 2 }, 'inline policy x': { c: 3 }, 'inline policy y': 'text' },
    });
  });

  test.each<[Settings]>([
    [{ PolicyDocument: 'text' }],
    [{ AssumeRolePolicyDocument: [] }],
    [{ toString: DOCUMENT }],
    [{ Other: [{ PolicyName: 'x', PolicyDocument: DOCUMENT }] }],
    [{ Policies: { PolicyName: 'x', PolicyDocument: DOCUMENT } }],
    [{ Policies: ['text'] }],
    [{ Policies: [{ PolicyName: 5, PolicyDocument: DOCUMENT }] }],
    [{ Policies: [{ PolicyName: 'x' }] }],
    [{ Policies: [{ PolicyName: 'x', PolicyDocument: DOCUMENT, More: 1 }] }],
    [{ Policies: [{ PolicyName: 'x', PolicyDocument: DOCUMENT }, { PolicyName: 'x', PolicyDocument: { Statement: [{}] } }] }],
  ] as [Settings][])('of another form stay settings: %j', (properties) => {
    expect(splitProperties(properties)).toEqual({ settings: properties, documents: {} });
  });

  test('may have documents that are texts, but for those that have a key twice', () => {
    const text = '{"Statement":[],"Statement":[{}]}';
    expect(splitProperties({ PolicyDocument: '{"Statement":[]}', AssumeRolePolicyDocument: text }))
      .toEqual({ settings: { AssumeRolePolicyDocument: text }, documents: { policy: { Statement: [] } } });
  });

  test('may have an empty list of policies', () => {
    expect(splitProperties({ Policies: [] })).toEqual({ settings: {}, documents: {} });
  });
});
