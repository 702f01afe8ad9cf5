import { Deployment } from './support/deployment';
import { refuse } from './support/refusals';

/** Only some errors report that an object is missing. After any other refusal of a reading, the handler does not act as if it were. */
const UNIT = 'Custom::OrganizationsOrganizationalUnit';
const ACCOUNT = 'Custom::OrganizationsAccount';
const SERVICE = 'Custom::OrganizationsTrustedService';
const ADMINISTRATOR = 'Custom::OrganizationsDelegatedAdministrator';
const PRINCIPAL = 'guardduty.amazonaws.com';
const CLEANUP = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';

async function start() {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const unit = { ParentId: root, Name: 'Apps' };
  const account = { AccountName: 'app', Email: 'app@example.com', ParentId: root };
  return { deployment, unit, account };
}

type World = Awaited<ReturnType<typeof start>>;

async function registered({ deployment, account }: World) {
  const { PhysicalResourceId: AccountId } = await deployment.create(ACCOUNT, account);
  await deployment.create(SERVICE, { ServicePrincipal: PRINCIPAL });
  const administrator = { AccountId, ServicePrincipal: PRINCIPAL };
  const { PhysicalResourceId: id } = await deployment.create(ADMINISTRATOR, administrator);
  return { administrator, id };
}

/** Each case prepares the organization, and returns the event that follows. */
const CASES: readonly (readonly [what: string, operation: string, prepare: (world: World) => Promise<() => Promise<unknown>>])[] = [
  ['an Update of an organizational unit', 'DescribeOrganizationalUnit', async ({ deployment, unit }) => {
    const { PhysicalResourceId: id } = await deployment.create(UNIT, unit);
    return () => deployment.update(UNIT, id, unit, unit);
  }],
  ['a Delete of an organizational unit', 'DescribeOrganizationalUnit', async ({ deployment, unit }) => {
    const { PhysicalResourceId: id } = await deployment.create(UNIT, unit);
    deployment.status = CLEANUP;
    return () => deployment.remove(UNIT, id, unit);
  }],
  ['the adoption of an account by its ID', 'DescribeAccount', async ({ deployment, account }) => {
    const { PhysicalResourceId: AccountId } = await deployment.create(ACCOUNT, account, 'Former');
    return () => deployment.create(ACCOUNT, { ...account, AccountId, Adopt: true });
  }],
  ['a Create of an account that a former construct created', 'DescribeAccount', async ({ deployment, account }) => {
    await deployment.create(ACCOUNT, account, 'Former');
    deployment.startEnvironment();
    return () => deployment.create(ACCOUNT, account);
  }],
  ['a Create of an account that may be below its parent', 'ListAccountsForParent', async ({ deployment, account }) => (
    () => deployment.create(ACCOUNT, account))],
  ['a Delete of a delegated administrator', 'ListDelegatedAdministrators', async (world) => {
    const { administrator, id } = await registered(world);
    world.deployment.status = CLEANUP;
    return () => world.deployment.remove(ADMINISTRATOR, id, administrator);
  }],
  ['a Create of a delegated administrator', 'ListDelegatedServicesForAccount', async (world) => {
    const { administrator } = await registered(world);
    return () => world.deployment.create(ADMINISTRATOR, administrator);
  }],
];

test.each(CASES)('%s fails with the refusal of %s', async (_what, operation, prepare) => {
  const world = await start();
  const { deployment } = world;
  const run = await prepare(world);
  refuse(deployment, operation, 'UnsupportedAPIEndpoint');
  await expect(run()).rejects.toThrow(operation);
  await expect(run()).rejects.toThrow('UnsupportedAPIEndpoint');
});

test('a rollback waits until it may read the former parent of an account, and moves the account there', async () => {
  const { deployment, unit, account } = await start();
  const { PhysicalResourceId: former } = await deployment.create(UNIT, unit);
  const { Email: email, AccountName: accountName } = account;
  const { id: requestId } = await deployment.organizations.createAccount({ email, accountName, tags: [] });
  await deployment.clock.sleep(120_000);
  const { accountId } = await deployment.organizations.describeCreateAccountStatus(requestId);
  await deployment.organizations.moveAccount(accountId!, account.ParentId, former);
  const adopted = { ...account, Adopt: true };
  await deployment.create(ACCOUNT, adopted);
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  const until = deployment.clock.now() + 30_000;
  refuse(deployment, 'DescribeOrganizationalUnit', 'AccessDenied');
  const denied = deployment.disturb;
  deployment.disturb = (operation, call) => (deployment.clock.now() < until ? denied(operation, call) : call());
  await deployment.remove(ACCOUNT, accountId!, adopted);
  expect(deployment.simulator.state().accounts.find(({ id }) => id === accountId)?.parentId).toBe(former);
});
