import { type App, CfnCondition, CfnOutput, CfnResource, Fn, NestedStack, Stack } from 'aws-cdk-lib';
import { AttackedApp, type AssemblyCopy, gate } from './attacked-app';
import { OrganizationalUnit } from '../../../src';
import { reviewGate } from '../../proofs/deployment/gate';

const app = new AttackedApp();
afterAll(() => app.cleanUp());

const ROLE = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: '666666666666' } }] } } };

/** Applies a change of the template of the stack `Other` to a copy. */
function changed(base: AssemblyCopy, change: (template: any) => void, stack = 'Other'): AssemblyCopy {
  return app.copy(base).template(stack, change);
}

test.each(['Deployment', 'Transform'])('a resource that is called %s is a change of its own', (logicalId) => {
  const base = app.synthesize({ define: ({ other }) => other.addTransform('AWS::Include') });
  const head = changed(base, ({ Resources }) => { Resources[logicalId] = ROLE; });
  expect(gate(base, head).join('\n')).toMatch(new RegExp(`IAM role ${logicalId} of stack Other is new`));
});

test('of two stacks with one name in two Regions, the resources of each one count', () => {
  const base = app.synthesize({
    define: ({ org }) => {
      for (const region of ['eu-west-1', 'eu-central-1']) {
        const stack = new Stack(org.node.root as never, `Tools-${region}`, { stackName: 'Tools', env: { account: '111122223333', region } });
        new CfnResource(stack, 'Topic', { type: 'AWS::SNS::Topic', properties: { DisplayName: region } });
      }
    },
  });
  for (const region of ['eu-west-1', 'eu-central-1']) {
    const head = changed(base, ({ Resources }) => { Resources.Role = ROLE; }, `Tools-${region}`);
    expect(gate(base, head).join('\n')).toContain(`IAM role Role of stack Tools/111122223333-${region} is new`);
  }
});

test('a condition on a value that only a deployment knows is refused for resources of this library, and compared for others', () => {
  const base = app.synthesize({ environment: false });
  const Conditions = { On: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '111122223333'] } };
  const ours = changed(base, (template) => {
    template.Conditions = Conditions;
    const [account] = Object.values<any>(template.Resources).filter(({ Type }) => Type === 'Custom::OrganizationsAccount');
    account.Condition = 'On';
  }, 'Org');
  expect(() => gate(base, ours)).toThrow(/A condition depends on a value that only a deployment knows/);
  const withRole = changed(base, (template) => Object.assign(template, { Conditions, Resources: { Role: { ...ROLE, Properties: { ...ROLE.Properties, Description: { 'Fn::If': ['On', 'a', 'b'] } } } } }));
  const other = changed(withRole, (template) => { template.Conditions = { On: { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, '999999999999'] } }; });
  expect(gate(withRole, other).join('\n')).toMatch(/IAM role Role of stack Other/);
});

test('a nested stack whose condition does not hold has no resources, and its tags count', () => {
  const base = app.synthesize({ define: ({ other }) => new CfnResource(new NestedStack(other, 'More'), 'Role', { type: 'AWS::IAM::User' }) });
  const nested = (template: any) => Object.values<any>(template.Resources).find(({ Type }) => Type === 'AWS::CloudFormation::Stack');
  const off = changed(base, (template) => {
    template.Conditions = { On: { 'Fn::Equals': ['a', 'b'] } };
    nested(template).Condition = 'On';
  });
  expect(gate(base, off).join('\n')).toMatch(/IAM user \w+ of stack Other\/\w+ is deleted/);
  const tagged = changed(base, (template) => { nested(template).Properties.Tags = [{ Key: 'team', Value: 'x' }]; });
  expect(gate(base, tagged).join('\n')).toMatch(/Nested stack \w+ of stack Other is new/);
});

test('two resources for one object are refused', () => {
  const base = app.synthesize();
  const settings = (AccountId: string) => ({ Type: 'Custom::OrganizationsAccountSettings', Properties: { ServiceToken: 'x', AccountId } });
  const twice = changed(base, ({ Resources }) => Object.assign(Resources, { One: settings('222233334444'), Two: settings('222233334444') }), 'Org');
  expect(() => gate(base, twice)).toThrow(/Two resources manage one object.*Org\/One and Org\/Two/);
});

test('a template in another partition is refused', () => {
  const base = app.synthesize();
  for (const host of ['s3.us-gov-west-1.amazonaws.com', 's3.cn-north-1.amazonaws.com.cn', 's3.us-east-1.amazonaws.com.cn']) {
    const head = app.copy(base).stack('Org', ({ properties }) => { properties.stackTemplateAssetObjectUrl = properties.stackTemplateAssetObjectUrl.replace('s3://', `https://${host}/`); });
    expect(gate(base, head).join('\n')).toMatch(/refused: The stack is deployed from another template/);
  }
});

test('an export counts for stacks in its account and Region', () => {
  const base = app.synthesize({
    define: ({ org, other }) => {
      const abroad = new Stack(org.node.root as never, 'Abroad', { env: { account: '111122223333', region: 'eu-west-1' } });
      for (const stack of [other, abroad]) new CfnOutput(stack, 'Trusted', { value: 'good', exportName: 'trusted' });
      new CfnResource(org, 'Admin', { type: 'AWS::IAM::Role', properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: Fn.importValue('trusted') } }] } } });
    },
  });
  expect(gate(base, changed(base, ({ Outputs }) => { Outputs.Trusted.Value = 'evil'; })).join('\n')).toMatch(/IAM role Admin of stack Org, trust policy/);
  expect(gate(base, changed(base, ({ Outputs }) => { Outputs.Trusted.Value = 'evil'; }, 'Abroad'))).toEqual([]);
});

test('types that act on the organization, attributes that run code, and sections that do not exist are no silence', () => {
  const base = app.synthesize({ define: ({ other }) => new CfnResource(other, 'Instance', { type: 'AWS::EC2::Instance', properties: { IamInstanceProfile: 'x' } }) });
  const admin = changed(base, ({ Resources }) => { Resources.Admin = { Type: 'AWS::SecurityHub::DelegatedAdmin', Properties: { AdminAccountId: '666666666666' } }; });
  expect(gate(base, admin).join('\n')).toMatch(/AWS::SecurityHub::DelegatedAdmin: Admin of stack Other is new/);
  const init = changed(base, ({ Resources }) => { Resources.Instance.Metadata = { 'AWS::CloudFormation::Init': { config: { commands: { a: { command: 'curl' } } } } }; });
  expect(gate(base, init).join('\n')).toMatch(/Instance of stack Other: setting \(metadata\)/);
  const section = changed(base, (template) => { template.Future = {}; });
  expect(() => gate(base, section)).toThrow(/Future has to be a section of a template/);
});

test('a condition of the app that can be decided is no obstacle', () => {
  const base = app.synthesize({
    define: ({ other }) => {
      const condition = new CfnCondition(other, 'On', { expression: Fn.conditionEquals('a', 'a') });
      new CfnResource(other, 'Role', { type: 'AWS::IAM::User' }).cfnOptions.condition = condition;
    },
  });
  expect(gate(base, app.copy(base))).toEqual([]);
});

test.each([
  ['', () => {}],
  [', and one with stacks in another account stays', (org: Stack) => {
    const stack = new Stack(org.node.root as App, 'Delegated', { env: { account: '444455556666', region: 'us-east-1' } });
    new OrganizationalUnit(stack, 'Unit', { parent: OrganizationalUnit.fromOrganizationalUnitId(stack, 'Above', 'ou-ab12-abcdefgh'), organizationalUnitName: 'Unit' });
  }],
])('a change beside an organization that leaves the app is named%s', async (_, define) => {
  const base = app.synthesize({ define: ({ org }) => define(org) });
  const head = changed(base, ({ Resources }) => { Resources.Role = ROLE; }).stack('Org', (artifact) => { artifact.type = 'none'; });
  const verdict = await reviewGate(base.folder, head.folder);
  expect('named' in verdict && verdict.named.includes('"logicalId":"Role"')).toBe(true);
});
