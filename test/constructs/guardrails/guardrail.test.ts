import { type CfnElement } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Account, AccountGuardrails, DataPerimeterGuardrails, Guardrail, Organization, PolicyContent, PolicyType, ResourceControlPolicy, ServiceControlPolicy, type ServiceControlPolicyProps } from '../../../src';
import { onlyProperties, synthesisProblems, testStack } from '../test-app';

const LOGS = new iam.PolicyStatement({ sid: 'KeepLogs', effect: iam.Effect.DENY, actions: ['logs:DeleteLogGroup'], resources: ['*'] });

function policyWith(props: ServiceControlPolicyProps) {
  const stack = testStack();
  new Organization(stack, 'Organization').root.attachPolicy(new ServiceControlPolicy(stack, 'Policy', props));
  return stack;
}

test('a policy puts the statements of its guardrails before its own statements', () => {
  const stack = policyWith({ guardrails: [AccountGuardrails.denyLeavingOrganization()], statements: [LOGS] });
  const { Statement } = JSON.parse(onlyProperties(stack, 'Custom::OrganizationsPolicy').Content as string);
  expect(Statement).toEqual([
    { Sid: 'DenyLeavingOrganization', Effect: 'Deny', Action: ['organizations:AcceptHandshake', 'organizations:LeaveOrganization'], Resource: '*' },
    { Sid: 'KeepLogs', Effect: 'Deny', Action: 'logs:DeleteLogGroup', Resource: '*' },
  ]);
});

test('one guardrail can be part of several policies', () => {
  const stack = testStack();
  const guardrails = [AccountGuardrails.denyLeavingOrganization()];
  new ServiceControlPolicy(stack, 'One', { guardrails });
  new ServiceControlPolicy(stack, 'Two', { guardrails });
  expect(synthesisProblems(stack)).toEqual([]);
});

test('a guardrail references an exempt account of the app, with the condition key of the policy type', () => {
  const stack = testStack();
  const { root } = new Organization(stack, 'Organization');
  const account = new Account(stack, 'Sandbox', { parent: root, accountName: 'sandbox', email: 'sandbox@example.com' });
  const imported = Account.fromAccountId(stack, 'Imported', '111122223333');
  const exempt = { exemptAccounts: [account, imported], exemptPrincipals: ['arn:*:iam::*:role/platform/*'] };
  new ServiceControlPolicy(stack, 'Service', { guardrails: [AccountGuardrails.denyLeavingOrganization(exempt)] });
  new ResourceControlPolicy(stack, 'Resource', { guardrails: [DataPerimeterGuardrails.requireSecureTransport(exempt)] });
  const contents = Object.values(Template.fromStack(stack).findResources('Custom::OrganizationsPolicy'))
    .map(({ Properties: { Content } }) => JSON.parse(Content['Fn::Join'][1].map((part: string | { Ref: string }) => (
      typeof part === 'string' ? part : part.Ref)).join('')).Statement[0].Condition);
  const accountIds = [stack.getLogicalId(account.node.defaultChild as CfnElement), '111122223333'];
  expect(contents).toEqual([
    { ArnNotLike: { 'aws:PrincipalArn': ['arn:*:iam::*:role/platform/*'] }, StringNotEquals: { 'aws:PrincipalAccount': accountIds } },
    {
      BoolIfExists: { 'aws:SecureTransport': 'false' },
      ArnNotLike: { 'aws:PrincipalArn': ['arn:*:iam::*:role/platform/*'] },
      StringNotEquals: { 'aws:ResourceAccount': accountIds },
    },
  ]);
});

const CONTENT = PolicyContent.fromJson({ Statement: { Effect: 'Deny', Action: 'ec2:*', Resource: '*' } });
const STATEMENT = { guardrailId: 'keep-logs', description: 'Denies deleting log groups', statements: [LOGS] };

test.each<[string, ServiceControlPolicyProps, string]>([
  ['guardrails together with a document', { guardrails: [new Guardrail(STATEMENT)], document: new iam.PolicyDocument({ statements: [LOGS] }) },
    'The service control policy has more than one document (given: "guardrails, document"). Give exactly one of guardrails, document and content.'],
  ['guardrails together with content', { guardrails: [new Guardrail(STATEMENT)], content: CONTENT },
    'The service control policy has more than one document (given: "guardrails, content"). Give exactly one of guardrails, document and content.'],
  ['a guardrail of another policy type', { guardrails: [new Guardrail({ ...STATEMENT, policyType: PolicyType.RESOURCE_CONTROL_POLICY })] },
    'The guardrail keep-logs belongs in a policy of another type (given: "RESOURCE_CONTROL_POLICY"). Give guardrails of the type SERVICE_CONTROL_POLICY only.'],
  ['the same guardrail twice', { guardrails: [new Guardrail(STATEMENT), new Guardrail(STATEMENT)] },
    'Two guardrails of the policy have a statement of the same Sid (given: "KeepLogs"). Give the guardrail once'],
  ['a session as an exempt principal', { guardrails: [AccountGuardrails.denyLeavingOrganization({ exemptPrincipals: ['arn:aws:sts::111122223333:assumed-role/Admin/jo'] })] },
    'An exempt principal is a session, which never matches (given: "arn:aws:sts::111122223333:assumed-role/Admin/jo"). Give the ARN of its role'],
  ['"*" as an exempt principal', { guardrails: [AccountGuardrails.denyLeavingOrganization({ exemptPrincipals: ['*'] })] },
    'An exempt principal is not the ARN of a role, a user or a root user (given: "*"). Give one as in arn:*:iam::*:role/platform/*.'],
])('synthesis reports an error for %s', (_, props, message) => {
  const problems = synthesisProblems(policyWith(props));
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(message);
});
