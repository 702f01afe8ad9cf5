import { Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Account, AccountRemoval, InvitedAccount, type InvitedAccountProps, Organization } from '../../../src';
import { synthesisProblems, testStack } from '../test-app';

function withAccounts(...accounts: Partial<InvitedAccountProps>[]): Stack {
  const stack = testStack();
  const { root: parent } = new Organization(stack, 'Organization');
  accounts.forEach((props, index) => new InvitedAccount(stack, `Invited${index}`, { parent, ...props }));
  return stack;
}

test('an invited account is written to the template with its tags, and CloudFormation sends its Delete', () => {
  const stack = withAccounts({ accountId: '222222222222', notes: 'Welcome.', waitForAcceptance: true });
  Tags.of(stack).add('team', 'blue');
  Template.fromStack(stack).hasResource('Custom::OrganizationsInvitedAccount', {
    DeletionPolicy: 'Delete',
    UpdateReplacePolicy: 'Delete',
    Properties: { AccountId: '222222222222', Notes: 'Welcome.', WaitForAcceptance: true, Tags: [{ Key: 'team', Value: 'blue' }] },
  });
});

test.each<[string, Partial<InvitedAccountProps>[], string]>([
  ['an invited account without ID and address', [{}], 'either its ID or its email address (given: "neither accountId nor email"). Set accountId (twelve digits) or email.'],
  ['an invited account with ID and address', [{ accountId: '222222222222', email: 'ana@example.com' }], 'either its ID or its email address (given: "accountId: 222222222222, email: ana@example.com"). Leave one of them out.'],
  ['a wrong ID', [{ accountId: '22' }], 'This is not the ID of an account (given: "22")'],
  ['a wrong address', [{ email: 'ana at example.com' }], 'The email address of the account is not valid'],
  ['a text of notes that is too long', [{ accountId: '222222222222', notes: 'x'.repeat(825) }], 'Use 1 to 824 characters.'],
  ['the same ID twice', [{ accountId: '222222222222' }, { accountId: '222222222222' }], 'The account ID is used by more than one account'],
  ['the same address twice', [{ email: 'ana@example.com' }, { email: 'Ana@example.com' }], 'The email address is used by more than one account'],
  ['a removal without the second key', [{ accountId: '222222222222', removal: AccountRemoval.close() }], 'It takes two keys to close an account'],
])('%s is an error at synthesis', (_, accounts, message) => {
  expect(synthesisProblems(withAccounts(...accounts)).join('\n')).toContain(message);
});

test('the address of an Account of the app is an error at synthesis', () => {
  const stack = withAccounts({ email: 'ana@example.com' });
  const organization = stack.node.findChild('Organization') as Organization;
  new Account(stack, 'Account', { parent: organization.root, accountName: 'Ana', email: 'ANA@example.com' });
  expect(synthesisProblems(stack).join('\n')).toContain('The email address is used by more than one account (by Test/Invited0)');
});
