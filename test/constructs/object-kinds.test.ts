import { readFileSync } from 'node:fs';
import { Resource } from 'aws-cdk-lib';
import { testStack } from './test-app';
import {
  Account, InvitedAccount, Organization, OrganizationalUnit, OrganizationsProvider, Policy, PolicySet, ServiceControlPolicy,
} from '../../src';
import { nameOf, sourceFiles } from '../source-files/value-imports';

class OtherResource extends Resource {}

const stack = testStack();
const organization = new Organization(stack, 'Organization');
const parent = organization.root;
const KINDS: Readonly<Record<string, unknown>> = {
  organization,
  organizationalUnit: new OrganizationalUnit(stack, 'Unit', { parent, organizationalUnitName: 'Unit' }),
  account: new Account(stack, 'Account', { parent, accountName: 'One', email: 'one@example.com' }),
  invitedAccount: new InvitedAccount(stack, 'Invited', { parent, accountId: '222222222222' }),
  policy: new ServiceControlPolicy(stack, 'Policy', { statements: [] }),
  policySet: new PolicySet(stack, 'Set', { statements: [] }),
  provider: OrganizationsProvider.getOrCreate(stack),
  other: new OtherResource(stack, 'Other'),
  undefined: undefined,
  null: null,
  text: 'Organization',
};

test.each<[string, (x: unknown) => boolean]>([
  ['organization', (x) => Organization.isOrganization(x)],
  ['organizationalUnit', (x) => OrganizationalUnit.isOrganizationalUnit(x)],
  ['account', (x) => Account.isAccount(x)],
  ['invitedAccount', (x) => InvitedAccount.isInvitedAccount(x)],
  ['policy', (x) => Policy.isPolicy(x)],
  ['policySet', (x) => PolicySet.isPolicySet(x)],
  ['provider', (x) => OrganizationsProvider.isOrganizationsProvider(x)],
])('of all kinds of objects, only the %s is recognized as such', (kind, isOne) => {
  expect(Object.keys(KINDS).filter((each) => isOne(KINDS[each]))).toEqual([kind]);
});

test('constructs and providers use instanceof only for errors, which the same copy of the package throws and catches', () => {
  const files = sourceFiles().filter((file) => /src\/(constructs|provider|assertions)\//.test(file));
  const found = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/instanceof (\w+)/g)].map(([, name]) => `${nameOf(file)}: ${name}`));
  expect(found).toEqual([
    'constructs/policy/policy-content.ts: JsonProblem',
    'constructs/policy/policy-set/packed-statements.ts: PackError',
    'constructs/policy/rollout/stage-file.ts: RolloutStageError',
  ]);
});
