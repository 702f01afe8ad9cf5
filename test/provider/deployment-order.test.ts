import { CfnResource, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import {
  Account, type IOrganizationsProvider, Organization, OrganizationalUnit, OrganizationsProvider, PolicyContent, ServiceControlPolicy,
} from '../../src';
import { synthesisProblems, testApp, testStack } from '../constructs/test-app';

const ATTACHMENTS = 'Custom::OrganizationsPolicyAttachments';
const DENY = { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' } };

function dependsOn(stack: Stack, construct: { node: { defaultChild?: unknown } }): string[] {
  const id = stack.getLogicalId(construct.node.defaultChild as CfnResource);
  return Template.fromStack(stack).toJSON().Resources[id].DependsOn ?? [];
}

function organizationalUnit(stack: Stack) {
  const organization = new Organization(stack, 'Organization');
  return new OrganizationalUnit(stack, 'Unit', { parent: organization.root, organizationalUnitName: 'unit' });
}

function accountIn(parent: OrganizationalUnit, name = 'one') {
  return new Account(Stack.of(parent), `Account-${name}`, { parent, accountName: name, email: `${name}@example.com` });
}

function onlyLogicalId(stack: Stack, type: string): string {
  return Object.keys(Template.fromStack(stack).findResources(type))[0];
}

test('an account is created after the policies of its organizational unit are attached', () => {
  const stack = testStack();
  const unit = organizationalUnit(stack);
  const account = accountIn(unit);
  unit.attachPolicy(new ServiceControlPolicy(stack, 'Policy', { content: PolicyContent.fromJson(DENY) }));
  expect(dependsOn(stack, account)).toContain(onlyLogicalId(stack, ATTACHMENTS));
});

test('an organizational unit is created after the policies of the one above are attached', () => {
  const stack = testStack();
  const unit = organizationalUnit(stack);
  const below = new OrganizationalUnit(stack, 'Below', { parent: unit, organizationalUnitName: 'below' });
  unit.attachPolicy(new ServiceControlPolicy(stack, 'Policy', { content: PolicyContent.fromJson(DENY) }));
  expect(dependsOn(stack, below)).toContain(onlyLogicalId(stack, ATTACHMENTS));
});

test('an account that an attached policy names is created before the attachment', () => {
  const stack = testStack();
  const unit = organizationalUnit(stack);
  const account = accountIn(unit);
  const other = accountIn(unit, 'two');
  const condition = { StringNotEquals: { 'aws:PrincipalAccount': account.accountId } };
  unit.attachPolicy(new ServiceControlPolicy(stack, 'Policy', {
    content: PolicyContent.fromJson({ ...DENY, Statement: { ...DENY.Statement, Condition: condition } }),
  }));
  expect(dependsOn(stack, account)).not.toContain(onlyLogicalId(stack, ATTACHMENTS));
  expect(dependsOn(stack, other)).toContain(onlyLogicalId(stack, ATTACHMENTS));
});

test('the attachment of a policy waits for the policy type, and the policy for the organization', () => {
  const stack = testStack();
  const unit = organizationalUnit(stack);
  const policy = new ServiceControlPolicy(stack, 'Policy', { content: PolicyContent.fromJson(DENY) });
  unit.attachPolicy(policy);
  const attachments = Object.values(Template.fromStack(stack).findResources(ATTACHMENTS))[0];
  expect(attachments.DependsOn).toContain(onlyLogicalId(stack, 'Custom::OrganizationsPolicyType'));
  expect(dependsOn(stack, policy)).toContain(onlyLogicalId(stack, 'Custom::OrganizationsOrganization'));
});

test('dependencies that users add are kept, and lanes add no cycle through resources of other types', () => {
  const stack = testStack({ 'cdk-aws-organizations:max-concurrent-resources': '1' });
  const unit = organizationalUnit(stack);
  const [first, between, last] = [accountIn(unit, 'z'), new CfnResource(stack, 'Between', { type: 'Test::Between' }), accountIn(unit, 'a')];
  between.addPropertyOverride('Id', first.accountId);
  last.node.addDependency(between);
  expect(dependsOn(stack, last)).toContain('Between');
  expect(dependsOn(stack, first)).not.toContain(stack.getLogicalId(last.node.defaultChild as CfnResource));
});

test('a reference in a property override is a dependency as well', () => {
  const stack = testStack({ 'cdk-aws-organizations:max-concurrent-resources': 1 });
  const unit = organizationalUnit(stack);
  const [a, z] = [accountIn(unit, 'a'), accountIn(unit, 'z')];
  (a.node.defaultChild as CfnResource).addPropertyOverride('Note', z.accountId);
  expect(dependsOn(stack, z)).not.toContain(stack.getLogicalId(a.node.defaultChild as CfnResource));
  expect(dependsOn(stack, a)).not.toContain(stack.getLogicalId(z.node.defaultChild as CfnResource));
});

test('a nested stack has its own lanes and the provider of the enclosing stack', () => {
  const stack = testStack({ 'cdk-aws-organizations:max-concurrent-resources': 1 });
  const unit = organizationalUnit(stack);
  const nested = new NestedStack(stack, 'Nested');
  ['a', 'b', 'c'].forEach((name) => new Account(nested, name, { parent: unit, accountName: name, email: `${name}@example.com` }));
  const template = Template.fromStack(nested);
  const accounts = Object.values(template.findResources('Custom::OrganizationsAccount'));
  expect(accounts.map(({ DependsOn }) => DependsOn?.length ?? 0).sort()).toEqual([0, 1, 1]);
  template.resourceCountIs('AWS::Lambda::Function', 0);
  Template.fromStack(stack).resourceCountIs('AWS::Lambda::Function', 5);
});

/** The logical ID in the template of the parent, and its `DependsOn`. */
function nestedStack(parent: Stack, nested: NestedStack): { id: string; dependsOn: string[] } {
  const id = parent.getLogicalId(nested.nestedStackResource as CfnResource);
  return { id, dependsOn: Template.fromStack(parent).toJSON().Resources[id].DependsOn ?? [] };
}

test('nested stacks that each fill all lanes of the enclosing stack are deployed one after the other', () => {
  const stack = testStack({ 'cdk-aws-organizations:max-concurrent-resources': 2 });
  const unit = organizationalUnit(stack);
  const [first, second] = ['First', 'Second'].map((id) => {
    const nested = new NestedStack(stack, id);
    ['a', 'b', 'c'].forEach((name) => new Account(nested, name, { parent: unit, accountName: name, email: `${id}-${name}@example.com` }));
    return nested;
  });
  const other = new CfnResource(stack, 'Other', { type: 'Test::Other' });
  second.node.addDependency(other);
  expect(nestedStack(stack, second).dependsOn).toEqual(expect.arrayContaining([nestedStack(stack, first).id, 'Other']));
  expect(nestedStack(stack, first).dependsOn).not.toContain(nestedStack(stack, second).id);
});

test('a nested stack with many resources is deployed before a shorter chain of accounts', () => {
  const stack = testStack({ 'cdk-aws-organizations:max-concurrent-resources': 1 });
  const unit = organizationalUnit(stack);
  const [first, second] = [accountIn(unit, 'a'), accountIn(unit, 'b')];
  (second.node.defaultChild as CfnResource).addPropertyOverride('Note', first.accountId);
  const nested = new NestedStack(stack, 'Nested');
  ['c', 'd', 'e'].forEach((name) => new Account(nested, name, { parent: unit, accountName: name, email: `${name}@example.com` }));
  expect(dependsOn(stack, first)).toContain(nestedStack(stack, nested).id);
});

test('small nested stacks are deployed at the same time', () => {
  const stack = testStack({ 'cdk-aws-organizations:max-concurrent-resources': 2 });
  const unit = organizationalUnit(stack);
  const [first, second] = ['First', 'Second'].map((id) => {
    const nested = new NestedStack(stack, id);
    new Account(nested, 'Account', { parent: unit, accountName: id, email: `${id}@example.com` });
    return nested;
  });
  expect(nestedStack(stack, second).dependsOn).not.toContain(nestedStack(stack, first).id);
});

describe('stacks with a nested stack in a nested stack', () => {
  const widthOf = (scope: Construct, width: number) => {
    const place = new Construct(scope, 'Place');
    place.node.setContext('cdk-aws-organizations:max-concurrent-resources', width);
    return OrganizationsProvider.fromServiceToken(place, 'Provider', 'arn:aws:lambda:us-east-1:111111111111:function:provider');
  };
  const accountsIn = (stack: Stack, parent: OrganizationalUnit, provider?: IOrganizationsProvider) => ['a', 'b', 'c'].map((name) => (
    new Account(stack, name, { parent, accountName: name, email: `${stack.node.id}-${name}@example.com`, provider })));
  const edgesBetween = (stack: Stack, accounts: Account[]) => {
    const ids = accounts.map(({ node }) => stack.getLogicalId(node.defaultChild as CfnResource));
    return accounts.map((each) => dependsOn(stack, each).filter((id) => ids.includes(id)).length).sort();
  };

  function threeLevels() {
    const stack = testStack({ 'cdk-aws-organizations:max-concurrent-resources': 3 });
    const unit = organizationalUnit(stack);
    const middle = new NestedStack(stack, 'Middle');
    const inner = new NestedStack(middle, 'Inner');
    return { stack, unit, middle, inner };
  }

  test('three nested levels of stacks keep to the smallest limit, which the outermost one sets', () => {
    const { stack, unit, inner } = threeLevels();
    accountsIn(stack, unit, widthOf(stack, 1));
    expect(edgesBetween(inner, accountsIn(inner, unit))).toEqual([0, 1, 1]);
  });

  test('three nested levels of stacks keep to the smallest limit, which the innermost one sets', () => {
    const { stack, unit, middle, inner } = threeLevels();
    const [outermost, between] = [accountsIn(stack, unit), accountsIn(middle, unit)];
    accountsIn(inner, unit, widthOf(inner, 1));
    expect(edgesBetween(stack, outermost)).toEqual([0, 1, 1]);
    expect(edgesBetween(middle, between)).toEqual([0, 1, 1]);
  });

  test('accounts in the innermost stack do not depend on each other if all of them fit into the lanes', () => {
    const { unit, inner } = threeLevels();
    expect(edgesBetween(inner, accountsIn(inner, unit))).toEqual([0, 0, 0]);
  });

  test('a nested stack waits for another one if the resources of each, three levels down, take all lanes', () => {
    const { stack, unit, middle, inner } = threeLevels();
    accountsIn(new NestedStack(inner, 'Innermost'), unit);
    const other = new NestedStack(stack, 'Other');
    accountsIn(new NestedStack(new NestedStack(other, 'OtherInner'), 'OtherInnermost'), unit);
    const [first, second] = [nestedStack(stack, middle), nestedStack(stack, other)];
    expect([first.dependsOn.includes(second.id), second.dependsOn.includes(first.id)].sort()).toEqual([false, true]);
  });
});

test.each([1, 2, 3])('an account %d nested stacks deep is created after the policies of its organizational unit in the outermost stack are attached', (depth) => {
  const stack = testStack();
  const unit = organizationalUnit(stack);
  const outermost = new NestedStack(stack, 'Nested1');
  let inner = outermost;
  for (let level = 2; level <= depth; level += 1) inner = new NestedStack(inner, `Nested${level}`);
  new Account(inner, 'Account', { parent: unit, accountName: 'one', email: 'one@example.com' });
  unit.attachPolicy(new ServiceControlPolicy(stack, 'Policy', { content: PolicyContent.fromJson(DENY) }));
  expect(nestedStack(stack, outermost).dependsOn).toContain(onlyLogicalId(stack, ATTACHMENTS));
});

test.each([1, 2, 3])('an account is created after the nested stack that attaches, %d levels deep, the policies of its organizational unit', (depth) => {
  const stack = testStack();
  organizationalUnit(stack);
  const outermost = new NestedStack(stack, 'Nested1');
  let inner = outermost;
  for (let level = 2; level <= depth; level += 1) inner = new NestedStack(inner, `Nested${level}`);
  const [target, same] = [inner, stack].map((scope) => OrganizationalUnit.fromOrganizationalUnitId(scope, 'Target', 'ou-a1b2-exampleouid'));
  target.attachPolicy(new ServiceControlPolicy(inner, 'Policy', { content: PolicyContent.fromJson(DENY) }));
  const account = new Account(stack, 'Account', { parent: same, accountName: 'one', email: 'one@example.com' });
  expect(dependsOn(stack, account)).toContain(nestedStack(stack, outermost).id);
});

test('an account imports the ID of an organizational unit in another stack, and its stack has its own provider', () => {
  const app = testApp();
  const first = new Stack(app, 'First');
  const unit = organizationalUnit(first);
  const second = new Stack(app, 'Second');
  new Account(second, 'Account', { parent: unit, accountName: 'one', email: 'one@example.com' });
  const account = Object.values(Template.fromStack(second).findResources('Custom::OrganizationsAccount'))[0];
  expect(account.Properties.ParentId).toHaveProperty('Fn::ImportValue');
  Template.fromStack(second).resourceCountIs('AWS::Lambda::Function', 5);
});

test.each(['0', 'many', '1.5'])('a maximum of %s concurrent resources is refused', (given) => {
  const stack = testStack({ 'cdk-aws-organizations:max-concurrent-resources': given });
  new Organization(stack, 'Organization');
  expect(synthesisProblems(stack)).toEqual([expect.stringContaining(
    `[Test/OrganizationsProvider] The number of resources in progress at the same time is not a whole number of 1 or more (given: ${Number(given)})`,
  )]);
});
