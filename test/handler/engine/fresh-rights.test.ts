import { actionsOfGroup, type ResourceTypeName, RIGHTS_GROUP_NAMES, type RightsGroupName } from '../../../src/contract';
import { OrganizationsError } from '../../../src/organizations';
import { Deployment } from '../support/deployment';
import { ANA } from '../support/invited-accounts';

const CONTACTS = { SECURITY: { Name: 'Security', Title: 'On call', EmailAddress: 'security@example.com', PhoneNumber: '+49 30 1' } };
const CONTENT = JSON.stringify({
  Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::222222222222:root' }, Action: 'organizations:ListPolicies', Resource: '*' }],
});

/** The longest time that somebody saw a function refused after its role got a right. */
const OBSERVED_SECONDS = 177;

interface Case {
  readonly type: ResourceTypeName;
  readonly write: string;
  /** The properties, in an organization with one account. */
  readonly properties: (root: string, account: string) => Record<string, unknown>;
}

const CASES: Readonly<Record<Exclude<RightsGroupName, 'CreateOrganization' | 'ChangeAccountNames'>, Case>> = {
  InviteAccounts: {
    type: 'Custom::OrganizationsInvitedAccount',
    write: 'InviteAccountToOrganization',
    properties: (ParentId) => ({ AccountId: ANA.id, ParentId }),
  },
  ChangeAccountSettings: {
    type: 'Custom::OrganizationsAccountSettings', write: 'PutAlternateContact', properties: (_, AccountId) => ({ AccountId, AlternateContacts: CONTACTS }),
  },
  TrustServices: { type: 'Custom::OrganizationsTrustedService', write: 'EnableAWSServiceAccess', properties: () => ({ ServicePrincipal: 'macie.amazonaws.com' }) },
  DelegateServices: {
    type: 'Custom::OrganizationsDelegatedAdministrator',
    write: 'RegisterDelegatedAdministrator',
    properties: (_, AccountId) => ({ AccountId, ServicePrincipal: 'account.amazonaws.com' }),
  },
  DelegatePolicies: { type: 'Custom::OrganizationsResourcePolicy', write: 'PutResourcePolicy', properties: () => ({ Content: CONTENT }) },
};

/** Refuses every action of a group until its rights are in effect. */
function refuseUntilInEffect(deployment: Deployment, group: RightsGroupName): () => number {
  const until = deployment.clock.now() + OBSERVED_SECONDS * 1_000;
  const operations = actionsOfGroup(group).map((action) => action.split(':')[1]);
  let refused = 0;
  deployment.disturb = (operation, call) => {
    if (!operations.includes(operation) || deployment.clock.now() >= until) return call();
    refused += 1;
    throw new OrganizationsError(operation, 'AccessDenied', 'no identity-based policy allows the action');
  };
  return () => refused;
}

async function start() {
  const deployment = new Deployment({ standaloneAccounts: [ANA] });
  const root = await deployment.organization();
  const account = { AccountName: 'one', Email: 'one@example.com', ParentId: root };
  const { PhysicalResourceId: id } = await deployment.create('Custom::OrganizationsAccount', account);
  await deployment.create('Custom::OrganizationsTrustedService', { ServicePrincipal: 'account.amazonaws.com' });
  return { deployment, root, account, id };
}

test.each(Object.entries(CASES))('the first resource that needs the rights %s is created although they take three minutes to be in effect', async (group, { type, write, properties }) => {
  const { deployment, root, id } = await start();
  deployment.status = 'UPDATE_IN_PROGRESS';
  const refused = refuseUntilInEffect(deployment, group as RightsGroupName);
  const event = await deployment.begin(deployment.event('Create', type, properties(root, id)));
  // An invitation is open until its account accepts it, for which nothing waits here.
  const since = deployment.simulator.journal.length;
  for (let call = 0; call < 60 && !deployment.writes(since).includes(write); call++) {
    const { IsComplete } = await deployment.call(event);
    if (IsComplete) break;
    await deployment.clock.sleep(5_000);
  }
  expect(deployment.writes(since)).toContain(write);
  expect(refused()).toBeGreaterThan(0);
});

test('an organization is created although the rights to create it take three minutes to be in effect', async () => {
  const deployment = new Deployment();
  const refused = refuseUntilInEffect(deployment, 'CreateOrganization');
  await deployment.organization();
  expect(refused()).toBeGreaterThan(0);
  expect(deployment.writes()).toContain('CreateOrganization');
});

test('an account is renamed although the rights to rename it take three minutes to be in effect', async () => {
  const { deployment, account, id } = await start();
  const refused = refuseUntilInEffect(deployment, 'ChangeAccountNames');
  await deployment.update('Custom::OrganizationsAccount', id, account, { ...account, AccountName: 'two' });
  expect(refused()).toBeGreaterThan(0);
  expect(deployment.writes()).toContain('PutAccountName');
});

test('each group of rights has a test above', () => {
  expect([...Object.keys(CASES), 'CreateOrganization', 'ChangeAccountNames'].sort()).toEqual([...RIGHTS_GROUP_NAMES].sort());
});
