import { NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import { Account, AccountRemoval, Organization, OrganizationalUnit, type OrganizationProps, OrganizationsProvider } from '../../../src';
import { synthesisProblems, testApp, testStack } from '../test-app';

function accountWith(removal: AccountRemoval | undefined, props: OrganizationProps = {}) {
  const stack = testStack();
  const organization = new Organization(stack, 'Organization', props);
  const unit = new OrganizationalUnit(stack, 'Unit', { parent: organization.root, organizationalUnitName: 'unit' });
  new Account(stack, 'Account', { parent: unit, accountName: 'one', email: 'one@example.com', removal });
  return stack;
}

function accountResource(stack: Stack): any {
  return Object.values(Template.fromStack(stack).findResources('Custom::OrganizationsAccount'))[0];
}

function guardedRights(stack: Stack): string[] {
  return ['CloseAccount', 'RemoveAccountFromOrganization', 'DeleteOrganization']
    .filter((action) => JSON.stringify(Template.fromStack(stack)).includes(`"organizations:${action}"`));
}

test.each([
  ['close', AccountRemoval.close(), { allowAccountClosure: true }, { Action: 'CloseAccount' }],
  ['removeFromOrganization', AccountRemoval.removeFromOrganization(), { allowAccountRemoval: true }, { Action: 'RemoveAccountFromOrganization' }],
])('AccountRemoval.%s() is written to the template, and CloudFormation sends a Delete', (_name, removal, props, expected) => {
  expect(accountResource(accountWith(removal, props))).toMatchObject({
    Properties: { Removal: expected }, DeletionPolicy: 'Delete', UpdateReplacePolicy: 'Retain',
  });
});

test('an account without removal is retained', () => {
  for (const removal of [undefined, AccountRemoval.retain()]) {
    const { Properties, DeletionPolicy, UpdateReplacePolicy } = accountResource(accountWith(removal));
    expect(Properties).not.toHaveProperty('Removal');
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
  }
});

test('an account in a nested stack gets a Delete, since the rollback of a deployment deletes new nested stacks', () => {
  const stack = testStack();
  const { root } = new Organization(stack, 'Organization');
  const nested = new NestedStack(stack, 'Nested');
  const account = (scope: Construct, name: string, adopt: boolean) => (
    new Account(scope, name, { parent: root, accountName: name, email: `${name}@example.com`, adopt }));
  account(nested, 'adopted', true);
  account(nested, 'created', false);
  account(stack, 'unnested', true);
  const policiesIn = (scope: Stack) => Object.fromEntries(Object.values(Template.fromStack(scope).findResources('Custom::OrganizationsAccount'))
    .map(({ Properties, DeletionPolicy, UpdateReplacePolicy }) => [Properties.AccountName, `${DeletionPolicy}/${UpdateReplacePolicy}`]));
  expect(policiesIn(nested)).toEqual({ adopted: 'Delete/Retain', created: 'Delete/Retain' });
  expect(policiesIn(stack)).toEqual({ unnested: 'RetainExceptOnCreate/Retain' });
});

test('an account with AccountRemoval.moveTo() refers to its destination, so that it is moved before the destination could be deleted', () => {
  const stack = testStack();
  const { root } = new Organization(stack, 'Organization');
  const parent = new OrganizationalUnit(stack, 'Graveyard', { parent: root, organizationalUnitName: 'graveyard' });
  new Account(stack, 'Account', { parent: root, accountName: 'one', email: 'one@example.com', removal: AccountRemoval.moveTo(parent) });
  expect(accountResource(stack)).toMatchObject({
    Properties: {
      Removal: { Action: 'MoveAccount', ParentId: { Ref: expect.stringMatching(/^Graveyard/) }, ParentLogicalId: expect.stringMatching(/^Graveyard/) },
    },
    DeletionPolicy: 'Delete',
  });
});

test.each([
  [AccountRemoval.close(), '[Test/Account] It takes two keys to close an account: the account has AccountRemoval.close(), and the organization '
    + 'does not allow it (given: "allowAccountClosure: false"). Set allowAccountClosure: true on the Organization '
    + '(or in fromOrganizationAttributes), or use AccountRemoval.retain().'],
  [AccountRemoval.removeFromOrganization(), '[Test/Account] It takes two keys to remove an account from its organization: the account has '
    + 'AccountRemoval.removeFromOrganization(), and the organization does not allow it (given: "allowAccountRemoval: false"). '
    + 'Set allowAccountRemoval: true on the Organization (or in fromOrganizationAttributes), or use AccountRemoval.retain().'],
])('the key of the account alone is an error that names both keys', (removal, message) => {
  expect(synthesisProblems(accountWith(removal))).toEqual([message]);
});

test('the key of the organization alone is accepted, and keeps the permission after the last account is gone', () => {
  expect(guardedRights(accountWith(undefined))).toEqual([]);
  expect(guardedRights(accountWith(undefined, { allowAccountClosure: true }))).toEqual(['CloseAccount']);
  expect(guardedRights(accountWith(undefined, { allowAccountRemoval: true }))).toEqual(['RemoveAccountFromOrganization']);
});

test('the permission is limited to accounts', () => {
  const policies = Template.fromStack(accountWith(undefined, { allowAccountClosure: true })).findResources('AWS::IAM::Policy');
  const statements = Object.values(policies).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  expect(JSON.stringify(statements.find(({ Sid }) => Sid === 'CloseAccount').Resource)).toContain(':account/o-*/*');
});

test('an organization outside the app has the same keys, which also apply to parents whose organization is not known', () => {
  const app = testApp();
  const stack = new Stack(app, 'Accounts');
  Organization.fromOrganizationAttributes(stack, 'Organization', { organizationId: 'o-exampleorgid', rootId: 'r-a1b2', allowAccountClosure: true });
  const parent = OrganizationalUnit.fromOrganizationalUnitId(stack, 'Unit', 'ou-a1b2-exampleouid');
  new Account(stack, 'Account', { parent, accountName: 'one', email: 'one@example.com', removal: AccountRemoval.close() });
  expect(synthesisProblems(stack)).toEqual([]);
  expect(guardedRights(stack)).toEqual(['CloseAccount']);
});

test('every provider of the app gets the permission, whether it is created before or after the organization', () => {
  const app = testApp();
  const [before, after] = [new Stack(app, 'Before'), new Stack(app, 'After')];
  OrganizationsProvider.getOrCreate(before);
  new Organization(after, 'Organization', { allowAccountClosure: true });
  expect([before, after].map(guardedRights)).toEqual([['CloseAccount'], ['CloseAccount']]);
});
