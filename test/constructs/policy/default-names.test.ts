import { App, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Policy, PolicyContent, PolicySet, PolicyType, ServiceControlPolicy, TagPolicy } from '../../../src';
import { synthesisProblems, testApp } from '../test-app';

const statements = () => [new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['s3:*'], resources: ['*'] })];
const content = PolicyContent.fromJson({ tags: { team: { tag_key: { '@@assign': 'team' } } } });
const nestedScope = (stack: Stack, id: string) => new Construct(new Construct(stack, 'Guardrails'), id);

function namesOf(stack: Stack): string[] {
  const template = Template.fromStack(stack);
  return ['Custom::OrganizationsPolicy', 'Custom::OrganizationsPolicySet']
    .flatMap((type) => Object.values(template.findResources(type)).map(({ Properties: { Name: name } }) => name as string));
}

const MISTAKE = 'The policy name is used more than once for this type';
const REMEDY = 'Give each policy of a type a name of its own with policyName or policySetName; the default is the ID of the construct.';

test('the name of a policy and of a policy set is the ID of its construct, in any scope', () => {
  const stack = new Stack(testApp(), 'Org');
  new Policy(nestedScope(stack, 'Tags'), 'Teams', { policyType: PolicyType.TAG_POLICY, content });
  new ServiceControlPolicy(stack, 'DenyStorage', { statements: statements() });
  new ServiceControlPolicy(stack, 'Named', { statements: statements(), policyName: 'storage' });
  new PolicySet(stack, 'Baseline', { statements: statements() });
  expect(namesOf(stack)).toEqual(['Teams', 'DenyStorage', 'storage', 'Baseline']);
  expect(synthesisProblems(stack)).toEqual([]);
});

test('two policies of a type with the same ID in different scopes are an error that names both', () => {
  const stack = new Stack(testApp(), 'Org');
  new ServiceControlPolicy(stack, 'Guard', { statements: statements() });
  new ServiceControlPolicy(nestedScope(stack, 'Prod'), 'Guard', { statements: statements() });
  expect(synthesisProblems(stack)).toEqual([
    expect.stringContaining(`[Org/Guard] ${MISTAKE} (by Org/Guardrails/Prod/Guard) (given: "Guard"). ${REMEDY}`),
    expect.stringContaining(`[Org/Guardrails/Prod/Guard] ${MISTAKE} (by Org/Guard) (given: "Guard"). ${REMEDY}`),
  ]);
});

test('two policies of a type with the same ID in different stacks are an error, and one policyName resolves it', () => {
  const app = (policyName?: string) => {
    const all = testApp();
    const [one, other] = ['One', 'Other'].map((id) => new Stack(all, id));
    new ServiceControlPolicy(one, 'Guard', { statements: statements() });
    new ServiceControlPolicy(other, 'Guard', { statements: statements(), policyName });
    return synthesisProblems(other);
  };
  expect(app()).toHaveLength(2);
  expect(app('OtherGuard')).toEqual([]);
});

test('policies of different types, and policies of different stages, may have the same ID', () => {
  const app: App = testApp();
  const stacks = ['Test', 'Prod'].map((id) => new Stack(new Stage(app, id), 'Org'));
  for (const stack of stacks) {
    new ServiceControlPolicy(stack, 'Teams', { statements: statements() });
    new TagPolicy(nestedScope(stack, 'Tags'), 'Teams', { tags: [{ tagKey: 'team' }] });
  }
  expect(synthesisProblems(stacks[0])).toEqual([]);
});

test('a policy with the ID of a document of a policy set is an error', () => {
  const stack = new Stack(testApp(), 'Org');
  new PolicySet(stack, 'Baseline', { statements: statements() });
  new ServiceControlPolicy(stack, 'Baseline-2', { statements: statements() });
  expect(synthesisProblems(stack).join('\n')).toContain(`[Org/Baseline-2] ${MISTAKE} (by Org/Baseline) (given: "Baseline-2")`);
});
