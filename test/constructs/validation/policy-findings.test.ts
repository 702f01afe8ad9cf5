import { Annotations as Messages, Aws, CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import * as cdk from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  Account, AiService, AiServicesOptOutPolicy, Organization, OrganizationalUnit, PolicyContent, ServiceControlPolicy,
} from '../../../src';
import { synthesisProblems, testStack } from '../test-app';

const PAGES = 'https://github.com/cdk-aws-organizations/cdk-aws-organizations/blob/main/docs/rules';

function denial(props: iam.PolicyStatementProps = {}) {
  return new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['s3:GetObject'], resources: ['*'], ...props });
}

function stackWith(...statements: iam.PolicyStatement[]): Stack {
  const stack = testStack();
  new ServiceControlPolicy(stack, 'Policy', { statements }).attachTo(new Organization(stack, 'Organization').root);
  return stack;
}

const warnings = (stack: Stack) => Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ id, entry }) => `${id}: ${entry.data}`);

test('a probable mistake that the service accepts gives a warning with its page and the ID that acknowledges it', () => {
  expect(warnings(stackWith(denial({ actions: ['s3:GetObjcet'] })))).toEqual([
    '/Test/Policy: Statement[0].Action names an action that s3 does not have: "s3:GetObjcet". Did you mean "s3:GetObject"? '
    + `If AWS added the action lately, acknowledge the warning. (unknown-action: ${PAGES}/unknown-action.md) [ack: cdk-aws-organizations:unknown-action]`,
  ]);
});

describe('AI services', () => {
  const judged = (...optOut: AiService[]) => {
    const stack = testStack();
    new AiServicesOptOutPolicy(stack, 'Policy', { optOut }).attachTo(new Organization(stack, 'Organization').root);
    return warnings(stack);
  };

  test('an unknown AI service gives a warning, whether the key comes from a constant or from JSON', () => {
    expect(judged(AiService.of('lexx'))).toEqual([
      '/Test/Policy: services.lexx is not a key that is known there: "lexx". Did you mean "lex"? '
      + `If AWS added the key lately, acknowledge the warning. (unknown-setting: ${PAGES}/unknown-setting.md) [ack: cdk-aws-organizations:unknown-setting]`,
    ]);
  });

  test('an AI service with a constant is known', () => {
    const constants = Object.values(AiService).filter((each) => each instanceof AiService);
    expect(constants.length).toBeGreaterThan(30);
    expect(judged(...constants)).toEqual([]);
  });
});

test('a warning is added once, even if the app is synthesized several times', () => {
  const stack = stackWith(denial({ actions: ['s3:GetObjcet'] }));
  const app = stack.node.root as cdk.App;
  app.synth();
  app.synth({ force: true });
  expect(warnings(stack)).toHaveLength(1);
});

test('a statement that has no effect gives an info', () => {
  const stack = stackWith(denial({ actions: ['s3:Get*'] }), denial());
  expect(Annotations.fromStack(stack).findInfo('*', Match.stringLikeRegexp('never-matters'))).toHaveLength(1);
  expect(warnings(stack)).toEqual([]);
});

test('an allow-list gives a warning if FullAWSAccess is certainly attached too', () => {
  const allow = (...actions: string[]) => new iam.PolicyStatement({ actions, resources: ['*'] });
  type Attach = (policy: ServiceControlPolicy, unit: OrganizationalUnit, stack: Stack) => void;
  const warningsOf = (statements: iam.PolicyStatement[], attach: Attach) => {
    const stack = testStack();
    const { root } = new Organization(stack, 'Organization');
    attach(new ServiceControlPolicy(stack, 'Policy', { statements }), new OrganizationalUnit(stack, 'Unit', { parent: root, organizationalUnitName: 'a' }), stack);
    return warnings(stack);
  };
  const list = [allow('cloudformation:*', 'iam:*', 'organizations:*', 's3:*', 'sts:*', 'support:*')];
  expect(warningsOf(list, (policy, unit) => unit.attachPolicy(policy))).toEqual([
    '/Test/Unit: The policy only allows, and beside FullAWSAccess, which allows everything, it changes nothing (given: "Test/Policy"). '
    + 'Call detachFullAwsAccess on the target, so that the policy says what is allowed, or detach the policy. '
    + `(unused-allow-list: ${PAGES}/unused-allow-list.md) [ack: cdk-aws-organizations:unused-allow-list]`,
  ]);
  expect(warningsOf(list, (policy, unit) => {
    unit.attachPolicy(policy);
    unit.detachFullAwsAccess();
  })).toEqual([]);
  expect(warningsOf(list, (policy, _, stack) => Account.fromAccountId(stack, 'Other', '111122223333').attachPolicy(policy))).toEqual([]);
  for (const statements of [[allow('*')], [...list, denial({ actions: ['ec2:*'] })]]) {
    expect(warningsOf(statements, (policy, unit) => unit.attachPolicy(policy))).toEqual([]);
  }
});

test('a warning can be acknowledged on the construct or on a scope above it', () => {
  const stack = stackWith(denial({ actions: ['s3:GetObjcet', 's4:*'] }));
  Messages.of(stack.node.findChild('Policy')).acknowledgeWarning('cdk-aws-organizations:unknown-action', 'to come');
  Messages.of(stack).acknowledgeWarning('cdk-aws-organizations:unknown-service');
  expect(warnings(stack)).toEqual([]);
});

// It is newer than the minimum version of the CDK.
const { Validations } = cdk as Partial<Pick<typeof cdk, 'Validations'>>;
(Validations ? test : test.skip)('a warning is acknowledged through Validations as well', () => {
  const stack = stackWith(denial({ actions: ['s3:GetObjcet'] }));
  Validations!.of(stack).acknowledge({ id: 'cdk-aws-organizations:unknown-action', reason: 'to come' });
  expect(warnings(stack)).toEqual([]);
});

test('statements that are added after the construct are checked too', () => {
  const document = new iam.PolicyDocument();
  const stack = testStack();
  new ServiceControlPolicy(stack, 'Policy', { document }).attachTo(new Organization(stack, 'Organization').root);
  document.addStatements(denial({ actions: ['s3:GetObjcet'] }));
  expect(warnings(stack)).toHaveLength(1);
});

test('each synthesis checks the present content of the document', () => {
  const document = new iam.PolicyDocument({ statements: [denial()] });
  const stack = testStack();
  const { root } = new Organization(stack, 'Organization');
  new ServiceControlPolicy(stack, 'Policy', { document }).attachTo(root);
  const app = stack.node.root as cdk.App;
  app.synth();
  document.addStatements(denial({ actions: ['*'], resources: ['*'] }));
  expect(() => app.synth({ force: true })).toThrow('lock out');
});

describe('values that are known only at deployment', () => {
  const token = (stack: Stack) => new CfnParameter(stack, 'Parameter').valueAsString;

  function judged(content: (parameter: string, account: string) => object): string[] {
    const stack = testStack();
    const { root } = new Organization(stack, 'Organization');
    const account = new Account(stack, 'Account', { parent: root, accountName: 'a', email: 'aws+a@example.com' });
    cdk.Annotations.of(account).acknowledgeWarning('cdk-aws-organizations:policy-after-account', 'About the order, not the text');
    new ServiceControlPolicy(stack, 'Policy', { content: PolicyContent.fromJson(content(token(stack), account.accountId)) }).attachTo(root);
    const problems = synthesisProblems(stack);
    return problems.length > 0 ? problems : warnings(stack);
  }

  const statement = (more: object) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*', ...more }] });

  test.each<[string, (parameter: string, account: string) => object]>([
    ['an action', (parameter) => statement({ Action: parameter })],
    ['the service of an action', (parameter) => statement({ Action: `${parameter}:GetObject` })],
    ['an effect', (parameter) => statement({ Effect: parameter })],
    ['a resource', (parameter) => statement({ Resource: parameter })],
    ['a part of a resource', (_, account) => statement({ Resource: `arn:${Aws.PARTITION}:iam::${account}:role/*` })],
    ['the value of a condition', (parameter) => statement({ Condition: { Bool: { 'aws:SecureTransport': parameter } } })],
    ['two accounts in two statements', (parameter, account) => ({
      Version: '2012-10-17',
      Statement: [parameter, account].map((id) => ({ Effect: 'Deny', Action: 's3:*', Resource: `arn:aws:iam::${id}:role/a` })),
    })],
    ['the list of actions', (parameter) => statement({ Action: cdk.Fn.split(',', parameter) })],
  ])('a value that is known only at deployment is not checked: %s', (_, content) => expect(judged(content)).toEqual([]));

  test('the rest of a document with a value that is known only at deployment is checked', () => {
    expect(judged((parameter) => statement({ Effect: 'deny', Resource: `arn:aws:s3:::${parameter}` }))).toEqual([
      expect.stringContaining('[Test/Policy] Statement[0].Effect is not an effect that a service control policy may have: "deny".'),
    ]);
  });

  test('a message shows that a value is known only at deployment', () => {
    expect(judged((parameter) => statement({ Condition: { StringLikes: { 'aws:PrincipalArn': parameter } }, Principal: { AWS: parameter } }))).toContainEqual(
      expect.stringContaining('Statement[0].Principal is not part of a service control policy: {"AWS":"${known at deployment}"}.'),
    );
  });
});

test('a Lazy that resolves at synthesis is checked', () => {
  const stack = stackWith(denial({ actions: [Lazy.string({ produce: () => 's3:GetObjcet' })] }));
  expect(warnings(stack)).toHaveLength(1);
});
