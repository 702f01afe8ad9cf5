import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Account, type AccountProps, AccountRemoval, Organization, ServiceControlPolicy } from '../../../src';
import { synthesisProblems, testApp, testStack } from '../test-app';

const SECURITY = { name: 'Security team', title: 'On call', emailAddress: 'security@example.com', phoneNumber: '+49 30 1234567' };

/** An account that names the management account by the attribute of its organization, and one that does not. */
function withAccounts(more: Partial<AccountProps> = {}) {
  const stack = testStack();
  const organization = new Organization(stack, 'Organization', { adopt: true, allowAccountClosure: true });
  const guard = new ServiceControlPolicy(stack, 'Guard', {
    statements: [new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['s3:DeleteBucket'], resources: ['*'] })],
  });
  const [payer, shop] = [['payer', organization.managementAccountId], ['shop', undefined]].map(([name, accountId]) => new Account(stack, name!, {
    parent: organization.root, accountName: name, email: `${name}@example.com`, adopt: true, accountId, policies: [guard], ...(accountId === undefined ? {} : more),
  }));
  return { stack, payer, shop };
}

test('the management account is adopted by the attribute of its organization, and a policy on it has no effect', () => {
  const { stack } = withAccounts();
  expect(synthesisProblems(stack)).toEqual([]);
  const warned = (path: string) => Annotations.fromStack(stack).findWarning(`/Test/${path}*`, Match.stringLikeRegexp('has no effect on the management account'));
  expect(Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('has no effect on the management account')).map(({ id }) => id)).toEqual(['/Test/payer']);
  expect(warned('shop')).toEqual([]);
});

test('settings of an adopted management account need no trusted access', () => {
  expect(synthesisProblems(withAccounts({ alternateContacts: { security: SECURITY } }).stack)).toEqual([]);
});

test('synthesis refuses a removal setting on the management account', () => {
  const { stack } = withAccounts({ removal: AccountRemoval.close() });
  expect(synthesisProblems(stack)).toEqual([
    expect.stringMatching(/The management account is never moved, closed or removed \(given: "?AccountRemoval\.close\(\)"?\)\. Leave removal out: without its construct, the account stays as it is\./),
  ]);
});

test('the ID of the stack\'s own account names the management account as well', () => {
  const stack = new Stack(testApp(), 'Test', { env: { account: '111122223333', region: 'us-east-1' } });
  const organization = new Organization(stack, 'Organization', { adopt: true, allowAccountClosure: true });
  new Account(stack, 'Payer', {
    parent: organization.root, email: 'payer@example.com', adopt: true, accountId: '111122223333', removal: AccountRemoval.close(),
  });
  expect(synthesisProblems(stack)).toEqual([expect.stringMatching(/The management account is never moved, closed or removed/)]);
});
