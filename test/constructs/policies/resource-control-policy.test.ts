import * as iam from 'aws-cdk-lib/aws-iam';
import { PolicyContent, ResourceControlPolicy, ResourceControlPolicyProps } from '../../../src';
import { validatePolicy } from '../../../src/policy';
import { onlyProperties, synthesisProblems, testStack } from '../test-app';

const DENY_PLAIN_HTTP = {
  effect: iam.Effect.DENY,
  principals: [new iam.StarPrincipal()],
  actions: ['s3:*'],
  resources: ['*'],
  conditions: { BoolIfExists: { 'aws:SecureTransport': 'false' } },
};

function policyOf(props: ResourceControlPolicyProps) {
  const stack = testStack();
  const policy = new ResourceControlPolicy(stack, 'Policy', props);
  return { stack, policy };
}

const problemsOf = (props: ResourceControlPolicyProps) => synthesisProblems(policyOf(props).stack);
const problemsOfStatement = (statement: iam.PolicyStatementProps) =>
  problemsOf({ statements: [new iam.PolicyStatement({ ...DENY_PLAIN_HTTP, ...statement })] });

test('statements become the document, and the document is one that the service accepts', () => {
  const { stack, policy } = policyOf({ statements: [new iam.PolicyStatement(DENY_PLAIN_HTTP)], policyName: 'https-only' });
  const { Content: content, Type, Name } = onlyProperties(stack, 'Custom::OrganizationsPolicy');
  expect({ Type, Name }).toEqual({ Type: 'RESOURCE_CONTROL_POLICY', Name: 'https-only' });
  expect(JSON.parse(content as string)).toEqual({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } } }],
  });
  expect(validatePolicy('RESOURCE_CONTROL_POLICY', content as string)).toEqual([]);
  expect(policy.policyType.policyTypeName).toBe('RESOURCE_CONTROL_POLICY');
});

test('statements that are added later are part of it', () => {
  const document = new iam.PolicyDocument();
  const { stack } = policyOf({ document });
  document.addStatements(new iam.PolicyStatement(DENY_PLAIN_HTTP));
  expect(onlyProperties(stack, 'Custom::OrganizationsPolicy').Content).toContain('aws:SecureTransport');
});

test('raw JSON is taken as it is', () => {
  const { stack } = policyOf({ content: PolicyContent.fromString('{ "Version": "2012-10-17", "Statement": [] }') });
  expect(onlyProperties(stack, 'Custom::OrganizationsPolicy').Content).toBe('{"Version":"2012-10-17","Statement":[]}');
});

test.each<[string, iam.PolicyStatementProps, string]>([
  ['allowing', { effect: iam.Effect.ALLOW },
    'A resource control policy can only deny (given: "Allow"). Set effect: iam.Effect.DENY; what is allowed, other policies say.'],
  ['no principal', { principals: [] },
    'A statement of a resource control policy is about every principal (given: "no principal"). Set principals: [new iam.StarPrincipal()]'],
  ['a principal in the form that IAM takes for any', { principals: [new iam.AnyPrincipal()] },
    'is about every principal (given: "{"AWS":"*"}"). Set principals: [new iam.StarPrincipal()], and spare principals by a condition on aws:PrincipalArn.'],
  ['every action of every service', { actions: ['*'] },
    'names its actions with their service (given: ""*""). Name actions such as s3:*, neither * alone nor notActions.'],
  ['all actions but some', { actions: undefined, notActions: ['s3:*'] },
    'names its actions with their service (given: "{"NotAction":"s3:*"}"). Name actions such as s3:*'],
  ['no resources', { resources: undefined }, 'A statement of a resource control policy names no resources (given: '],
])('%s is refused', (_, statement, problem) => {
  expect(problemsOfStatement(statement)).toEqual([expect.stringContaining(problem)]);
});

test('exactly one source is asked for', () => {
  expect(problemsOf({})).toContainEqual(expect.stringContaining(
    'The resource control policy has no document (given: "nothing"). Give exactly one of statements, document and content.'));
  expect(problemsOf({ document: new iam.PolicyDocument(), content: PolicyContent.fromJson({ Version: '2012-10-17' }) })).toEqual([
    expect.stringContaining('The resource control policy has more than one document (given: "document, content"). Give exactly one'),
  ]);
});
