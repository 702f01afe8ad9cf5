import { type CfnElement, Annotations as CdkAnnotations, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import {
  Account, AccountGuardrails, type IAccount, type IPolicyTarget, Organization, OrganizationalUnit, Policy, PolicyContent, PolicySet,
  PolicyType, ServiceControlPolicy, TrustedService,
} from '../../../src';
import { synthesisProblems, testStack } from '../test-app';

interface Place {
  readonly stack: Stack;
  readonly root: IPolicyTarget;
  readonly unit: OrganizationalUnit;
  readonly account: Account;
}

function place(): Place {
  const stack = testStack();
  const { root } = new Organization(stack, 'Organization', { trustedServices: [TrustedService.TAG_POLICIES] });
  const unit = new OrganizationalUnit(stack, 'Unit', { parent: root, organizationalUnitName: 'unit' });
  const inner = new OrganizationalUnit(stack, 'Inner', { parent: unit, organizationalUnitName: 'inner' });
  const account = new Account(stack, 'Account', { parent: inner, accountName: 'one', email: 'one@example.com' });
  new Account(stack, 'Sibling', { parent: inner, accountName: 'two', email: 'two@example.com' });
  return { stack, root, unit, account };
}

const denyBuckets = (accountId: string) => new iam.PolicyStatement({
  sid: 'Buckets', effect: iam.Effect.DENY, actions: ['s3:DeleteBucket'], resources: ['*'], conditions: { StringEquals: { 'aws:PrincipalAccount': accountId } },
});

const naming = ({ stack, account }: Place) => new ServiceControlPolicy(stack, 'Policy', { statements: [denyBuckets(account.accountId)] });

function warnings({ stack }: Place): string[] {
  expect(synthesisProblems(stack)).toEqual([]);
  return Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ id, entry }) => `${id}: ${entry.data}`);
}

const warningOf = (target: string, policies = 'Test/Policy') => `/Test/Account: The account exists for a moment without the policies that are attached to ${target}, `
  + `since their attachment waits for the ID of the account (given: "${policies}"). Attach what names the account to the account itself, or give its ID in `
  + 'digits once it exists, or acknowledge this. (policy-after-account: '
  + 'https://github.com/cdk-aws-organizations/cdk-aws-organizations/blob/main/docs/rules/policy-after-account.md) [ack: cdk-aws-organizations:policy-after-account]';

/** Whether the attachments of the OU depend on the account. */
function attachmentsWait({ stack, unit }: Place): boolean {
  const template = Template.fromStack(stack).toJSON();
  const idOf = (path: string) => stack.getLogicalId(stack.node.findAll().find(({ node }) => node.path === path) as CfnElement);
  const [from, to] = [idOf(`${unit.node.path}/PolicyAttachments/Resource`), idOf('Test/Account/Resource')];
  const seen = new Set([from]);
  for (const id of seen) {
    const text = JSON.stringify(template.Resources[id]);
    Object.keys(template.Resources).filter((other) => text.includes(`"${other}"`)).forEach((other) => seen.add(other));
  }
  return seen.has(to);
}

test('an account below an OU whose policy names it gives a warning, since it exists before the policy is attached', () => {
  const app = place();
  app.unit.attachPolicy(naming(app));
  expect(warnings(app)).toEqual([warningOf('Test/Unit')]);
  expect(attachmentsWait(app)).toBe(true);
});

test.each<[string, (app: Place) => void, string, string]>([
  ['a policy on the root', (app) => app.root.attachPolicy(naming(app)), 'Test/Organization/Root', 'Test/Policy'],
  ['a policy set', ({ stack, unit, account }) => unit.attachPolicySet(new PolicySet(stack, 'Set', { statements: [denyBuckets(account.accountId)] })), 'Test/Unit', 'Test/Set'],
  ['a tag policy', ({ stack, unit, account }) => unit.attachPolicy(new Policy(stack, 'Policy', {
    policyType: PolicyType.TAG_POLICY, content: PolicyContent.fromJson({ tags: { team: { tag_value: { '@@assign': [account.accountId] } } } }),
  })), 'Test/Unit', 'Test/Policy'],
  ['an exemption at a target with another policy that applies to the account', ({ stack, unit, account }) => {
    unit.attachPolicy(new ServiceControlPolicy(stack, 'Policy', { guardrails: [AccountGuardrails.denyRootUser({ exemptAccounts: [account] })] }));
    unit.attachPolicy(new ServiceControlPolicy(stack, 'Other', { guardrails: [AccountGuardrails.denyLeavingOrganization()] }));
  }, 'Test/Unit', 'Test/Policy'],
])('%s gives the warning as well', (_, attach, target, policies) => {
  const app = place();
  attach(app);
  expect(warnings(app)).toEqual([warningOf(target, policies)]);
});

const exemption = (exemptAccounts: IAccount[]) => (
  { guardrails: [AccountGuardrails.denyRootUser({ exemptAccounts }), AccountGuardrails.denyLeavingOrganization({ exemptAccounts })] });

test.each<[string, (app: Place) => void]>([
  ['a policy on the account itself, which always comes after it', (app) => app.account.attachPolicy(naming(app))],
  ['an ID in digits', ({ stack, unit }) => unit.attachPolicy(new ServiceControlPolicy(stack, 'Policy', { statements: [denyBuckets('111122223333')] }))],
  ['a target whose policies all exempt the account', ({ stack, unit, account }) => {
    unit.attachPolicy(new ServiceControlPolicy(stack, 'Policy', exemption([account])));
  }],
  ['the ID of the management account', ({ stack, unit }) => {
    const { managementAccountId } = stack.node.findChild('Organization') as Organization;
    unit.attachPolicy(new ServiceControlPolicy(stack, 'Policy', { statements: [denyBuckets(managementAccountId)] }));
  }],
])('%s gives no warning', (_, attach) => {
  const app = place();
  attach(app);
  expect(warnings(app)).toEqual([]);
});

test('an exemption gives the warning if FullAWSAccess is detached, since the account has it until then', () => {
  const app = place();
  const allow = new iam.PolicyStatement({ actions: ['*'], resources: ['*'] });
  app.unit.attachPolicy(new ServiceControlPolicy(app.stack, 'Allow', { statements: [allow] }));
  app.unit.attachPolicy(new ServiceControlPolicy(app.stack, 'Policy', exemption([app.account])));
  app.unit.detachFullAwsAccess();
  expect(warnings(app)).toEqual([warningOf('Test/Unit')]);
});

test('the warning about a policy after its account can be acknowledged', () => {
  const app = place();
  app.unit.attachPolicy(naming(app));
  CdkAnnotations.of(app.account).acknowledgeWarning('cdk-aws-organizations:policy-after-account', 'Nobody works in it yet');
  expect(warnings(app)).toEqual([]);
});
