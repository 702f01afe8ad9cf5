import type { SimulatorOptions } from '../../../src/simulator';
import { Deployment, STACK_ID, stackId } from '../support/deployment';

const TYPE = 'Custom::OrganizationsDelegatedAdministrator';
const SERVICE = 'guardduty.amazonaws.com';
const OTHER = stackId('other');

async function start(options?: SimulatorOptions) {
  const deployment = new Deployment(options);
  const root = await deployment.organization();
  const account = { AccountName: 'tooling', Email: 'tooling@example.com', ParentId: root };
  const { PhysicalResourceId: AccountId } = await deployment.create('Custom::OrganizationsAccount', account);
  await deployment.create('Custom::OrganizationsTrustedService', { ServicePrincipal: SERVICE });
  return { deployment, desired: { AccountId, ServicePrincipal: SERVICE }, key: `${AccountId}/${SERVICE}` };
}

test('an account is registered once', async () => {
  const { deployment, desired, key } = await start();
  expect(await deployment.writesOf(() => deployment.create(TYPE, desired))).toEqual(['RegisterDelegatedAdministrator']);
  expect(await deployment.create(TYPE, desired)).toEqual({ IsComplete: true, PhysicalResourceId: key, Data: {} });
});

test('a Delete deregisters it, and again is done', async () => {
  const { deployment, desired, key } = await start();
  await deployment.create(TYPE, desired);
  deployment.status = 'DELETE_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual(['DeregisterDelegatedAdministrator']);
  expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual([]);
});

test('a rollback deregisters what the deployment registered and leaves what it found', async () => {
  const { deployment, desired, key } = await start();
  await deployment.create('Custom::OrganizationsTrustedService', { ServicePrincipal: 'macie.amazonaws.com' });
  await deployment.organizations.registerDelegatedAdministrator(desired.AccountId, SERVICE);
  await deployment.clock.sleep(1_000);
  deployment.status = 'UPDATE_IN_PROGRESS';
  const other = { ...desired, ServicePrincipal: 'macie.amazonaws.com' };
  await deployment.create(TYPE, desired);
  await deployment.create(TYPE, other);
  const { stacks } = deployment;
  for (const stack of stacks.stacks.values()) stack.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual(['UntagResource']);
  const otherKey = `${desired.AccountId}/macie.amazonaws.com`;
  expect(await deployment.writesOf(() => deployment.remove(TYPE, otherKey, other))).toEqual(['DeregisterDelegatedAdministrator']);
});

describe('a registration that another stack has made', () => {
  async function takenOver() {
    const world = await start();
    await world.deployment.inStack(OTHER, () => world.deployment.create(TYPE, world.desired));
    await world.deployment.clock.sleep(1_000);
    world.deployment.status = 'UPDATE_IN_PROGRESS';
    return world;
  }

  test('is noted by the stack that finds it, once, and left by the Delete of the one that made it', async () => {
    const { deployment, desired, key } = await takenOver();
    expect(await deployment.writesOf(() => deployment.create(TYPE, desired))).toEqual(['TagResource']);
    expect(await deployment.writesOf(() => deployment.create(TYPE, desired))).toEqual([]);
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.inStack(OTHER, () => deployment.remove(TYPE, key, desired)))).toEqual(['TagResource']);
    expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual(['UntagResource', 'DeregisterDelegatedAdministrator']);
  });

  test('stays when the stack that found it goes before the one that made it', async () => {
    const { deployment, desired, key } = await takenOver();
    await deployment.create(TYPE, desired);
    deployment.status = 'DELETE_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual(['TagResource']);
    // The same event may come again, after the call that answered it died.
    expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual([]);
    expect(await deployment.writesOf(() => deployment.inStack(OTHER, () => deployment.remove(TYPE, key, desired))))
      .toEqual(['UntagResource', 'DeregisterDelegatedAdministrator']);
  });

  test('is held again by the stack that had given it up', async () => {
    const { deployment, desired, key } = await takenOver();
    await deployment.create(TYPE, desired);
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    await deployment.remove(TYPE, key, desired);
    await deployment.clock.sleep(1_000);
    deployment.status = 'UPDATE_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.create(TYPE, desired))).toEqual(['TagResource']);
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.inStack(OTHER, () => deployment.remove(TYPE, key, desired)))).toEqual(['TagResource']);
  });

  test('is given back by a rollback of the stack that found it', async () => {
    const { deployment, desired, key } = await takenOver();
    const before = deployment.simulator.state().accounts;
    await deployment.create(TYPE, desired);
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual(['UntagResource']);
    expect(deployment.simulator.state().accounts).toEqual(before);
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.inStack(OTHER, () => deployment.remove(TYPE, key, desired)))).toEqual(['DeregisterDelegatedAdministrator']);
  });

  test('is not noted by a construct that only got another path', async () => {
    const { deployment, desired, key } = await takenOver();
    deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Former', physicalId: key, type: TYPE, status: 'CREATE_COMPLETE' });
    expect(await deployment.writesOf(() => deployment.create(TYPE, desired))).toEqual([]);
  });
});

test('trusted access that is missing is waited for, and then named', async () => {
  const { deployment, desired } = await start();
  await expect(deployment.create(TYPE, { ...desired, ServicePrincipal: 'macie.amazonaws.com' }))
    .rejects.toThrow(/SERVICE_ACCESS_NOT_ENABLED.*trustedServices/);
});

test.each(Array.from({ length: 12 }, (_, index) => index + 1))('a registration that endpoints do not all show yet has its age all the same (seed %d)', async (seed) => {
  const { deployment, desired, key } = await start({ seed, lagMsByKind: { delegatedAdministrators: 6_000 } });
  await deployment.clock.sleep(60_000);
  deployment.status = 'UPDATE_IN_PROGRESS';
  await deployment.create(TYPE, desired);
  await deployment.clock.sleep(2_000);
  expect(await deployment.writesOf(() => deployment.create(TYPE, desired))).not.toContain('TagResource');
  deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual(['DeregisterDelegatedAdministrator']);
});
