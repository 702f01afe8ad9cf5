import { App, CustomResource, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { OLDER_TEMPLATE, read, reasons, TEMPLATE } from './inputs';

test('a template of CloudFormation gives units, accounts, policies and their targets by logical IDs', () => {
  const { format, units, accounts, policies, attachments } = read({ 'organization.yaml': TEMPLATE });
  expect(format).toBe('cloudFormation');
  expect(units.map(({ name, parent, tags }) => [name, parent, tags])).toEqual([['Shop', '(root)', { team: 'shop' }], ['Dev', 'Shop', undefined]]);
  expect(accounts.map(({ name, parent }) => [name, parent])).toEqual([['shop', 'Shop'], ['spare', undefined]]);
  expect(policies.map(({ name, type, content }) => [name, type, content !== undefined])).toEqual([['stay', 'SERVICE_CONTROL_POLICY', true], ['tags', 'TAG_POLICY', false]]);
  expect(attachments.map(({ policy, target }) => [policy, target])).toEqual([['Stay', 'Shop'], ['Stay', 'ShopAccount']]);
});

test('values of other stacks are named, and resources that CloudFormation would delete are warned of', () => {
  const foreign = read({ 'organization.yaml': TEMPLATE });
  expect(reasons(foreign)).toEqual([
    'Stay: an attachment: the template computes it or takes it from another stack; the organization says where it is',
    'Tags: a part of its document is computed, so it is not compared; the organization has the result',
  ]);
  expect(foreign.warnings).toEqual([expect.stringMatching(/no DeletionPolicy: Retain.*: ShopDev, ShopAccount, SpareAccount, Stay, Tags\.$/)]);
});

test('the custom resources of the older library are read from the calls in their texts', () => {
  const { format, facts, units, accounts, policies, attachments, delegations } = read({ 'stack.template.json': OLDER_TEMPLATE });
  expect({ format, facts }).toEqual({ format: 'olderCdkLibrary', facts: { trustedServices: ['config.amazonaws.com'], policyTypes: [] } });
  expect(units.map(({ name, parent, tags }) => [name, parent, tags])).toEqual([['Shop', '(root)', { team: 'shop' }]]);
  expect(accounts.map(({ name, parent }) => [name, parent])).toEqual([['one', 'Unit'], ['two', '(root)']]);
  expect(policies.map(({ name, key }) => [name, key])).toEqual([['stay', 'Stay']]);
  expect(attachments.map(({ policy, target }) => [policy, target])).toEqual([['Stay1A2B3C4D', 'Unit']]);
  expect(delegations.map(({ account, servicePrincipal }) => [account, servicePrincipal])).toEqual([['One', 'config.amazonaws.com']]);
});

test('a resource type with the name of a member of every object is none of AWS Organizations', () => {
  const template = { Resources: { ...(JSON.parse(OLDER_TEMPLATE) as { Resources: object }).Resources, Odd: { Type: 'hasOwnProperty' }, Odder: { Type: '__proto__' } } };
  expect(read({ 'template.json': JSON.stringify(template) }).accounts).toHaveLength(2);
});

test('one logical ID in two templates names two resources', () => {
  const { accounts } = read({ 'a.template.json': OLDER_TEMPLATE, 'b.template.json': OLDER_TEMPLATE.replaceAll('aws+', 'b+') });
  expect(accounts.map(({ origin, parent }) => [origin.address, parent])).toEqual([
    ['a.template.json: One', 'a.template.json: Unit'], ['a.template.json: Two', '(root)'], ['b.template.json: One', 'b.template.json: Unit'], ['b.template.json: Two', '(root)'],
  ]);
});

test('calls of custom resources are read as the CDK writes them', () => {
  const stack = new Stack(new App(), 'Stack');
  const call = (id: string, type: string, action: string, parameters: object) => new AwsCustomResource(stack, id, {
    resourceType: `Custom::Organizations_${type}`,
    onCreate: { service: 'Organizations', action, parameters, physicalResourceId: PhysicalResourceId.of(id) },
    policy: AwsCustomResourcePolicy.fromSdkCalls({ resources: AwsCustomResourcePolicy.ANY_RESOURCE }),
    installLatestAwsSdk: false,
  });
  const documents = ['one', 'two'].map((name) => call(name, 'Policy', 'createPolicy', { Name: name, Type: 'SERVICE_CONTROL_POLICY', Description: 'd', Content: '{"Version":"2012-10-17"}' }));
  const unit = new CustomResource(stack, 'Unit', {
    serviceToken: 'arn:aws:lambda:us-east-1:111111111111:function:f', resourceType: 'Custom::Organizations_OrganizationalUnitProvider', properties: { Name: 'Shop', ParentId: 'r-root' },
  });
  documents.forEach((policy, index) => call(`Attachment${index}`, 'PolicyAttachment', 'attachPolicy', {
    PolicyId: policy.getResponseField('Policy.PolicySummary.Id'), TargetId: unit.getAttString('Id'),
  }));
  const { units, policies, attachments } = read({ 'stack.template.json': JSON.stringify(Template.fromStack(stack).toJSON()) });
  expect(policies.map(({ name, content, description }) => [name, content, description])).toEqual([['one', '{"Version":"2012-10-17"}', 'd'], ['two', '{"Version":"2012-10-17"}', 'd']]);
  const expected = policies.map(({ origin }) => [origin.address, units[0].origin.address]);
  expect(attachments.map(({ policy, target }) => [policy, target])).toEqual(expected);
});
