import { Deployment } from '../../support/deployment';

const TYPE = 'Custom::OrganizationsTrustedService';
const SERVICE = 'guardduty.amazonaws.com';
const WANTED = { ServicePrincipal: SERVICE };

async function start() {
  const deployment = new Deployment();
  await deployment.organization();
  return deployment;
}

test('trusted access is enabled once', async () => {
  const deployment = await start();
  expect(await deployment.writesOf(() => deployment.create(TYPE, WANTED))).toEqual(['EnableAWSServiceAccess']);
  expect(await deployment.create(TYPE, WANTED)).toEqual({ IsComplete: true, PhysicalResourceId: SERVICE, Data: {} });
  expect(deployment.simulator.state().trustedServices).toMatchObject([{ servicePrincipal: SERVICE }]);
});

test('a Delete, which arrives only without Retain, disables it', async () => {
  const deployment = await start();
  await deployment.create(TYPE, WANTED);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, SERVICE, WANTED))).toEqual(['DisableAWSServiceAccess']);
  expect(await deployment.writesOf(() => deployment.remove(TYPE, SERVICE, WANTED))).toEqual([]);
});

test('a rollback keeps trusted access that was enabled before', async () => {
  const deployment = await start();
  await deployment.organizations.enableServiceAccess(SERVICE);
  await deployment.clock.sleep(1_000);
  deployment.status = 'UPDATE_IN_PROGRESS';
  deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, SERVICE, WANTED))).toEqual([]);
});
