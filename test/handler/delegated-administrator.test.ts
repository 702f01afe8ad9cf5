import { Deployment } from './support/deployment';

const TYPE = 'Custom::OrganizationsDelegatedAdministrator';
const SERVICE = 'guardduty.amazonaws.com';

async function start() {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const account = { AccountName: 'tooling', Email: 'tooling@example.com', ParentId: root };
  const { PhysicalResourceId: AccountId } = await deployment.create('Custom::OrganizationsAccount', account);
  await deployment.create('Custom::OrganizationsTrustedService', { ServicePrincipal: SERVICE });
  return { deployment, wanted: { AccountId, ServicePrincipal: SERVICE }, key: `${AccountId}/${SERVICE}` };
}

test('an account is registered once', async () => {
  const { deployment, wanted, key } = await start();
  expect(await deployment.writesOf(() => deployment.create(TYPE, wanted))).toEqual(['RegisterDelegatedAdministrator']);
  expect(await deployment.create(TYPE, wanted)).toEqual({ IsComplete: true, PhysicalResourceId: key, Data: {} });
});

test('a Delete deregisters it, and again is done', async () => {
  const { deployment, wanted, key } = await start();
  await deployment.create(TYPE, wanted);
  deployment.status = 'DELETE_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, key, wanted))).toEqual(['DeregisterDelegatedAdministrator']);
  expect(await deployment.writesOf(() => deployment.remove(TYPE, key, wanted))).toEqual([]);
});

test('a rollback deregisters what the deployment registered and leaves what it found', async () => {
  const { deployment, wanted, key } = await start();
  await deployment.create('Custom::OrganizationsTrustedService', { ServicePrincipal: 'macie.amazonaws.com' });
  await deployment.organizations.registerDelegatedAdministrator(wanted.AccountId, SERVICE);
  await deployment.clock.sleep(1_000);
  deployment.status = 'UPDATE_IN_PROGRESS';
  const other = { ...wanted, ServicePrincipal: 'macie.amazonaws.com' };
  await deployment.create(TYPE, wanted);
  await deployment.create(TYPE, other);
  const { stacks } = deployment;
  for (const stack of stacks.stacks.values()) stack.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, key, wanted))).toEqual([]);
  const otherKey = `${wanted.AccountId}/macie.amazonaws.com`;
  expect(await deployment.writesOf(() => deployment.remove(TYPE, otherKey, other))).toEqual(['DeregisterDelegatedAdministrator']);
});

test('trusted access that is missing is waited for, and then named', async () => {
  const { deployment, wanted } = await start();
  await expect(deployment.create(TYPE, { ...wanted, ServicePrincipal: 'macie.amazonaws.com' }))
    .rejects.toThrow(/SERVICE_ACCESS_NOT_ENABLED.*trustedServices/);
});
