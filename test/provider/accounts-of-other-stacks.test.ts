import { App, CfnParameter, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Account, InvitedAccount, Organization, OrganizationsProvider, PolicyType, ServiceControlPolicy } from '../../src';
import { accountDigest, accountsOfOtherStacks, OTHER_ACCOUNTS_METADATA_KEY } from '../../src/contract';
import { testApp } from '../constructs/test-app';

const ORGANIZATION = { organizationId: 'o-exampleorg1', rootId: 'r-exam', managementAccountId: '111111111111' };

function organizationIn(stack: Stack) {
  return Organization.fromOrganizationAttributes(stack, 'Organization', ORGANIZATION);
}

function account(stack: Stack, name: string, email = `${name}@example.com`): void {
  new Account(stack, name, { parent: organizationOf(Stack.of(stack)).root, accountName: name, email });
}

const ORGANIZATIONS = new WeakMap<Stack, ReturnType<typeof organizationIn>>();

function organizationOf(stack: Stack) {
  const known = ORGANIZATIONS.get(stack) ?? organizationIn(stack);
  ORGANIZATIONS.set(stack, known);
  return known;
}

const metadataOf = (stack: Stack) => Template.fromStack(stack).toJSON().Metadata as Record<string, unknown> | undefined;
const notedIn = (stack: Stack) => [...accountsOfOtherStacks(metadataOf(stack))].sort();
const digests = (...names: string[]) => names.map(accountDigest).sort();

function twoStacks(app: App | Stage = testApp()): [Stack, Stack] {
  return [new Stack(app, 'One'), new Stack(app, 'Two')];
}

test('the template of each stack notes the accounts of the other stacks, and not its own', () => {
  const [one, two] = twoStacks();
  ['a', 'b'].forEach((name) => account(one, name));
  ['c', 'd'].forEach((name) => account(two, name, `${name.toUpperCase()}@example.com`));
  expect(notedIn(one)).toEqual(digests('c@example.com', 'd@example.com'));
  expect(notedIn(two)).toEqual(digests('a@example.com', 'b@example.com'));
});

test('a stack with other resources, and no accounts any more, notes the accounts of the other stacks', () => {
  const [one, two] = twoStacks();
  new ServiceControlPolicy(one, 'Policy', { statements: [new PolicyStatement({ actions: ['s3:*'], resources: ['*'] })] });
  account(two, 'c');
  expect(notedIn(one)).toEqual(digests('c@example.com'));
  expect(metadataOf(two)).toBeUndefined();
});

test('the note holds no address', () => {
  const [one, two] = twoStacks();
  account(one, 'a');
  account(two, 'c');
  expect(JSON.stringify(Template.fromStack(one).toJSON())).not.toContain('c@example.com');
});

test('an app with one stack, and a stack without resources of this library, have no note', () => {
  const app = testApp();
  const [one, other] = [new Stack(app, 'One'), new Stack(app, 'Other')];
  account(one, 'a');
  new CfnParameter(other, 'Parameter');
  expect(metadataOf(one)).toBeUndefined();
  expect(metadataOf(other)).toBeUndefined();
});

test('an invited account is noted by its ID, and an adopted one by its ID and address', () => {
  const [one, two] = twoStacks();
  account(one, 'a');
  new InvitedAccount(two, 'Invited', { accountId: '222222222222', parent: organizationOf(two).root });
  new Account(two, 'Adopted', { parent: organizationOf(two).root, accountName: 'x', email: 'x@example.com', adopt: true, accountId: '333333333333' });
  expect(notedIn(one)).toEqual(digests('222222222222', '333333333333', 'x@example.com'));
});

test('accounts in nested stacks are noted by the top-level stacks around others, and nested templates have no note', () => {
  const [one, two] = twoStacks();
  const nested = new NestedStack(two, 'Nested');
  account(one, 'a');
  new Account(nested, 'c', { parent: organizationOf(two).root, accountName: 'c', email: 'c@example.com' });
  expect(notedIn(one)).toEqual(digests('c@example.com'));
  expect(notedIn(two)).toEqual(digests('a@example.com'));
  expect(metadataOf(nested)).toBeUndefined();
});

test('an address that is known only at deployment is not noted', () => {
  const [one, two] = twoStacks();
  account(one, 'a');
  account(two, 'c', new CfnParameter(two, 'Address').valueAsString);
  account(two, 'd');
  expect(notedIn(one)).toEqual(digests('d@example.com'));
});

test('other metadata of the template stays', () => {
  const [one, two] = twoStacks();
  one.templateOptions.metadata = { Purpose: 'accounts' };
  account(one, 'a');
  account(two, 'c');
  expect(metadataOf(one)).toMatchObject({ Purpose: 'accounts', [OTHER_ACCOUNTS_METADATA_KEY]: digests('c@example.com') });
});

test('each stage is an app of its own', () => {
  const app = testApp();
  const [test1, prod] = [new Stage(app, 'Test'), new Stage(app, 'Prod')].map((stage) => twoStacks(stage));
  account(test1[0], 'a');
  account(prod[1], 'c');
  account(prod[0], 'd');
  expect(metadataOf(test1[0])).toBeUndefined();
  expect(notedIn(prod[0])).toEqual(digests('c@example.com'));
});

test('a stack of policies in a member account notes nothing', () => {
  const app = testApp();
  const [one, member] = [new Stack(app, 'One'), new Stack(app, 'Member')];
  account(one, 'a');
  new OrganizationsProvider(member, 'Provider', { delegatedPolicyTypes: [PolicyType.SERVICE_CONTROL_POLICY.policyTypeName] });
  new ServiceControlPolicy(member, 'Policy', { statements: [new PolicyStatement({ actions: ['s3:*'], resources: ['*'] })] });
  expect(metadataOf(member)).toBeUndefined();
});
