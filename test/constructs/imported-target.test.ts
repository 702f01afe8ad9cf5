import { Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { synthesisProblems, testApp, testStack } from './test-app';
import { Account, Organization, OrganizationalUnit, OrganizationsProvider, PolicyContent, PolicyType, TagPolicy } from '../../src';

const UNIT = 'ou-a1b2-exampleouid';
const WARNING = Match.stringLikeRegexp('The organization of the target is not known, so the app does not enable the type of its policies \\(given: "TAG_POLICY"\\)');

function attachTo(stack: Stack): void {
  const policy = new TagPolicy(stack, 'Policy', { content: PolicyContent.fromJson({ tags: { stage: { tag_key: { '@@assign': 'Stage' } } } }) });
  policy.attachTo(OrganizationalUnit.fromOrganizationalUnitId(stack, 'Unit', UNIT));
}

const policyTypes = (stack: Stack) => Template.fromStack(stack).findResources('Custom::OrganizationsPolicyType');

test('a policy on an OU outside the app waits for its policy type, which the organization of the app enables', () => {
  const stack = testStack();
  attachTo(stack);
  new Organization(stack, 'Organization');
  const [[logicalId, { Properties }]] = Object.entries(policyTypes(stack));
  expect(Properties.PolicyType).toBe('TAG_POLICY');
  const [attachments] = Object.values(Template.fromStack(stack).findResources('Custom::OrganizationsPolicyAttachments'));
  expect(attachments.DependsOn).toContain(logicalId);
  Annotations.fromStack(stack).hasNoWarning('*', WARNING);
});

test('a policy on an account outside the app waits for its policy type, which the organization of the app enables', () => {
  const stack = testStack();
  new Organization(stack, 'Organization');
  const policy = new TagPolicy(stack, 'Policy', { content: PolicyContent.fromJson({ tags: { stage: { tag_key: { '@@assign': 'Stage' } } } }) });
  Account.fromAccountId(stack, 'Account', '123456789012').attachPolicy(policy);
  expect(Object.values(policyTypes(stack)).map(({ Properties }) => Properties.PolicyType)).toEqual(['TAG_POLICY']);
});

test('the only organization of the app enables the policy type even if it is in another stack', () => {
  const stack = testStack();
  const other = new Stack(stack.node.root as Stage, 'Other');
  attachTo(other);
  new Organization(stack, 'Organization');
  expect(Object.values(policyTypes(stack))).toHaveLength(1);
  expect(other.dependencies).toEqual([]);
});

test('a policy on a target outside the app gives a warning if the app has no organization', () => {
  const stack = testStack();
  attachTo(stack);
  Annotations.fromStack(stack).hasWarning('/Test/Unit', WARNING);
});

test('a stack of a delegated administrator, which cannot enable the policy type, gives no warning', () => {
  const stack = testStack();
  new OrganizationsProvider(stack, 'Provider', { delegatedPolicyTypes: [PolicyType.TAG_POLICY.policyTypeName] });
  attachTo(stack);
  expect(synthesisProblems(stack)).toEqual([]);
  Annotations.fromStack(stack).hasNoWarning('*', WARNING);
});

test('the warning stays if a provider of the management account is created explicitly', () => {
  const stack = testStack();
  const provider = new OrganizationsProvider(stack, 'Provider');
  expect(provider._delegatedPolicyTypes).toBeUndefined();
  attachTo(stack);
  Annotations.fromStack(stack).hasWarning('/Test/Unit', WARNING);
});

test('with two organizations, none of them in the same stack, the warning stays', () => {
  const app = testApp();
  const stack = new Stack(app, 'Test');
  attachTo(stack);
  for (const name of ['One', 'Two']) new Organization(new Stack(app, name), 'Organization');
  Annotations.fromStack(stack).hasWarning('/Test/Unit', WARNING);
});

test('there is no warning if enablePolicyType is called on an organization outside the app', () => {
  const stack = testStack();
  attachTo(stack);
  const organization = Organization.fromOrganizationAttributes(stack, 'Organization', { organizationId: 'o-exampleorgid', rootId: 'r-a1b2' });
  organization.enablePolicyType(PolicyType.TAG_POLICY);
  expect(synthesisProblems(stack)).toEqual([]);
  Annotations.fromStack(stack).hasNoWarning('*', WARNING);
  const [attachments] = Object.values(Template.fromStack(stack).findResources('Custom::OrganizationsPolicyAttachments'));
  expect(attachments.DependsOn).toEqual(Object.keys(policyTypes(stack)));
});
