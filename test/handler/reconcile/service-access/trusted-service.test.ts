import { Deployment, STACK_ID } from '../../support/deployment';

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

test('a rollback disables trusted access that the deployment enabled', async () => {
  const deployment = await start();
  await deployment.create(TYPE, WANTED);
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, SERVICE, WANTED))).toEqual(['DisableAWSServiceAccess']);
});

test('a Delete after a successful deployment disables trusted access of an earlier one', async () => {
  const deployment = await start();
  await deployment.create(TYPE, WANTED);
  await deployment.clock.sleep(60_000);
  deployment.status = 'UPDATE_IN_PROGRESS';
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, SERVICE, WANTED))).toEqual(['DisableAWSServiceAccess']);
});

test('a Delete keeps trusted access that a construct with another path enables', async () => {
  const deployment = await start();
  await deployment.create(TYPE, WANTED);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Renamed', physicalId: SERVICE, type: TYPE, status: 'CREATE_COMPLETE' });
  expect(await deployment.writesOf(() => deployment.remove(TYPE, SERVICE, WANTED))).toEqual([]);
});
