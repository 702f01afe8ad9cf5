import { Annotations as CdkAnnotations, type App, Stack, Stage } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Organization } from '../../../src';
import { synthesisProblems, testApp } from '../test-app';

const [ONE, OTHER] = ['111122223333', '444455556666'];
const env = (account: string, region = 'eu-west-1') => ({ env: { account, region } });

function warnings(...stacks: Stack[]): unknown[] {
  return stacks.flatMap((stack) => Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ id, entry }) => `${id}: ${entry.data}`));
}

function twoStacks(app: App, first: object = {}, second: object = {}): [Stack, Stack] {
  const stacks: [Stack, Stack] = [new Stack(app, 'First', first), new Stack(app, 'Second', second)];
  stacks.forEach((stack) => new Organization(stack, 'Organization'));
  return stacks;
}

const page = 'https://github.com/cdk-aws-organizations/cdk-aws-organizations/blob/main/docs/rules/several-organizations.md';

test('two stacks of one account that both have the organization are an error, in the same Region or in two', () => {
  for (const second of [env(ONE), env(ONE, 'us-east-1')]) {
    const [stack] = twoStacks(testApp(), env(ONE), second);
    const message = (path: string, other: string) => `[${path}] Two stacks manage the organization of one account (given: "${ONE}, also by ${other}"). `
      + `Keep one Organization, and refer to it from the other stack or use Organization.fromOrganizationAttributes there. (several-organizations: ${page})`;
    expect(synthesisProblems(stack)).toEqual([
      message('First/Organization', 'Second/Organization'), message('Second/Organization', 'First/Organization'),
    ]);
  }
});

test('two stacks of one account in two stages that both have the organization are an error', () => {
  const app = testApp();
  const stacks = ['Test', 'Prod'].map((name) => new Stack(new Stage(app, name), 'Org', env(ONE)));
  stacks.forEach((stack) => new Organization(stack, 'Organization'));
  expect(() => app.synth()).toThrow('Two stacks manage the organization of one account (given: "111122223333, also by Prod/Org/Organization")');
});

test('stacks that do not name their account give a warning, which can be acknowledged', () => {
  const stacks = twoStacks(testApp());
  expect(synthesisProblems(stacks[0])).toEqual([]);
  expect(warnings(...stacks)).toEqual([
    expect.stringContaining('/First/Organization: Two stacks may manage the organization of one account, since at least one leaves its account open '
      + '(given: "also by Second/Organization"). Keep one Organization, and refer to it from the other stack or use '
      + 'Organization.fromOrganizationAttributes there; or give each stack the account of its env'),
    expect.stringContaining('/Second/Organization: Two stacks may manage'),
  ]);

  const acknowledged = twoStacks(testApp());
  acknowledged.forEach((stack) => CdkAnnotations.of(stack).acknowledgeWarning('cdk-aws-organizations:several-organizations', 'Other profiles'));
  expect(synthesisProblems(acknowledged[0])).toEqual([]);
  expect(warnings(...acknowledged)).toEqual([]);
});

test('stacks of two accounts, and stacks without an account in two stages, are accepted', () => {
  const stacks = twoStacks(testApp(), env(ONE), env(OTHER));
  expect(synthesisProblems(stacks[0])).toEqual([]);
  expect(warnings(...stacks)).toEqual([]);

  const app = testApp();
  const open = ['Test', 'Prod'].map((name) => new Stack(new Stage(app, name), 'Org'));
  open.forEach((stack) => new Organization(stack, 'Organization'));
  app.synth();
  expect(open.flatMap((stack) => stack.node.findAll().flatMap(({ node }) => node.metadata.filter(({ type }) => type === 'aws:cdk:warning')))).toEqual([]);
});
