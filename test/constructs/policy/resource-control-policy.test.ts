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

const TEXT = '{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}';

function policyOf(props: ResourceControlPolicyProps) {
  const stack = testStack();
  const policy = new ResourceControlPolicy(stack, 'Policy', props);
  return { stack, policy };
}

const problemsOf = (props: ResourceControlPolicyProps) => synthesisProblems(policyOf(props).stack);
const problemsOfStatement = (statement: iam.PolicyStatementProps) =>
  problemsOf({ statements: [new iam.PolicyStatement({ ...DENY_PLAIN_HTTP, ...statement })] });

test('the statements become a document that AWS Organizations accepts', () => {
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

test('the document includes statements that are added later', () => {
  const document = new iam.PolicyDocument();
  const { stack } = policyOf({ document });
  document.addStatements(new iam.PolicyStatement(DENY_PLAIN_HTTP));
  expect(onlyProperties(stack, 'Custom::OrganizationsPolicy').Content).toContain('aws:SecureTransport');
});

test('JSON content is not changed', () => {
  const { stack } = policyOf({ content: PolicyContent.fromString(`{ "Version": "2012-10-17", "Statement": [${TEXT} ] }`) });
  expect(onlyProperties(stack, 'Custom::OrganizationsPolicy').Content).toBe(`{"Version":"2012-10-17","Statement":[${TEXT}]}`);
});

test.each<[string, iam.PolicyStatementProps, string]>([
  ['allowing', { effect: iam.Effect.ALLOW }, 'Statement[0].Effect is not an effect that a resource control policy may have: "Allow". Write "Deny".'],
  ['no principal', { principals: [] }, 'Statement[0].Principal is missing. Write "Principal": "*" (iam.StarPrincipal in the CDK)'],
  ['a principal in the form that IAM takes for any', { principals: [new iam.AnyPrincipal()] },
    'Statement[0].Principal must be "*" in a resource control policy: {"AWS":"*"}. Write "Principal": "*" (iam.StarPrincipal in the CDK)'],
  ['every action of every service', { actions: ['*'] },
    'Statement[0].Action names no service, which a resource control policy needs: "*". Name the service, such as "s3:*".'],
  ['all actions but some', { actions: undefined, notActions: ['s3:*'] },
    'Statement[0].NotAction is not part of a resource control policy: "s3:*". Name the denied actions in Action.'],
  ['no resources', { resources: undefined }, 'Statement[0] has neither Resource nor NotResource. Write "Resource": "*" for every resource.'],
])('%s is refused', (_, statement, problem) => {
  expect(problemsOfStatement(statement)).toEqual([expect.stringContaining(problem)]);
});

test('a resource control policy needs exactly one source of its document', () => {
  expect(problemsOf({})).toContainEqual(expect.stringContaining(
    'The resource control policy has no document (given: "nothing"). Give guardrails or statements, a document, or content.'));
  expect(problemsOf({ document: new iam.PolicyDocument(), content: PolicyContent.fromJson({ Version: '2012-10-17', Statement: [JSON.parse(TEXT)] }) })).toEqual([
    expect.stringContaining('The resource control policy has more than one document (given: "document, content"). Give exactly one'),
  ]);
});
