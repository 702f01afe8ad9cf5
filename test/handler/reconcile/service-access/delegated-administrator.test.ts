import { SERVICE, start, TYPE } from '../../support/delegated-administrators';
import { STACK_ID, stackId } from '../../support/deployment';

const OTHER = stackId('other');

test('an account is registered once', async () => {
  const { deployment, desired, key } = await start();
  expect(await deployment.writesOf(() => deployment.create(TYPE, desired))).toEqual(['RegisterDelegatedAdministrator']);
  expect(await deployment.create(TYPE, desired)).toEqual({ IsComplete: true, PhysicalResourceId: key, Data: {} });
});

test('a Delete deregisters the account, and a repeated Delete succeeds', async () => {
  const { deployment, desired, key } = await start();
  await deployment.create(TYPE, desired);
  deployment.status = 'DELETE_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual(['DeregisterDelegatedAdministrator']);
  expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual([]);
});

test('a rollback deregisters accounts that the deployment registered, and keeps existing registrations', async () => {
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

describe('a registration that another stack made', () => {
  async function takenOver() {
    const world = await start();
    await world.deployment.inStack(OTHER, () => world.deployment.create(TYPE, world.desired));
    await world.deployment.clock.sleep(1_000);
    world.deployment.status = 'UPDATE_IN_PROGRESS';
    return world;
  }

  test('is noted once by the stack that finds it, and kept by the Delete of the stack that made it', async () => {
    const { deployment, desired, key } = await takenOver();
    expect(await deployment.writesOf(() => deployment.create(TYPE, desired))).toEqual(['TagResource']);
    expect(await deployment.writesOf(() => deployment.create(TYPE, desired))).toEqual([]);
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.inStack(OTHER, () => deployment.remove(TYPE, key, desired)))).toEqual(['TagResource']);
    expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual(['UntagResource', 'DeregisterDelegatedAdministrator']);
  });

  test('ends with the last of two stacks, although the first one wanted it back in a deployment that failed', async () => {
    const { deployment, desired, key } = await takenOver();
    await deployment.create(TYPE, desired);
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    await deployment.inStack(OTHER, () => deployment.remove(TYPE, key, desired));
    await deployment.clock.sleep(60_000);
    deployment.status = 'UPDATE_IN_PROGRESS';
    await deployment.inStack(OTHER, () => deployment.create(TYPE, desired));
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await deployment.inStack(OTHER, () => deployment.remove(TYPE, key, desired));
    deployment.status = 'DELETE_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual(['UntagResource', 'DeregisterDelegatedAdministrator']);
  });

  test('stays when the stack that found it is deleted before the stack that made it', async () => {
    const { deployment, desired, key } = await takenOver();
    await deployment.create(TYPE, desired);
    deployment.status = 'DELETE_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual(['TagResource']);
    // The same event may be repeated after the call that answered it crashed.
    expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual([]);
    expect(await deployment.writesOf(() => deployment.inStack(OTHER, () => deployment.remove(TYPE, key, desired))))
      .toEqual(['UntagResource', 'DeregisterDelegatedAdministrator']);
  });

  test('is held again by the stack that had released it', async () => {
    const { deployment, desired, key } = await takenOver();
    await deployment.create(TYPE, desired);
    deployment.status = 'DELETE_IN_PROGRESS';
    await deployment.remove(TYPE, key, desired);
    await deployment.clock.sleep(1_000);
    deployment.status = 'UPDATE_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.create(TYPE, desired))).toEqual(['TagResource']);
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.inStack(OTHER, () => deployment.remove(TYPE, key, desired)))).toEqual(['TagResource']);
  });

  test('is released by a rollback of the stack that found it', async () => {
    const { deployment, desired, key } = await takenOver();
    const before = deployment.simulator.state().accounts;
    await deployment.create(TYPE, desired);
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual(['TagResource']);
    expect(deployment.simulator.state().accounts).toEqual(before);
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.inStack(OTHER, () => deployment.remove(TYPE, key, desired))))
      .toEqual(['UntagResource', 'DeregisterDelegatedAdministrator']);
  });

  test('is not noted by a construct that only has a new path', async () => {
    const { deployment, desired, key } = await takenOver();
    deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Former', physicalId: key, type: TYPE, status: 'CREATE_COMPLETE' });
    expect(await deployment.writesOf(() => deployment.create(TYPE, desired))).toEqual([]);
  });
});

describe('a registration that a person made', () => {
  const ACCOUNT = 'Custom::OrganizationsAccount';

  async function found(template: Record<string, unknown> = { Account: {} }) {
    const world = await start();
    const { deployment, desired } = world;
    await deployment.organizations.registerDelegatedAdministrator(desired.AccountId, SERVICE);
    const stack = deployment.stacks.stack(STACK_ID);
    stack.resources.push({ logicalId: 'Account', physicalId: desired.AccountId, type: ACCOUNT, status: 'CREATE_COMPLETE' });
    stack.template = { Resources: template };
    await deployment.clock.sleep(1_000);
    deployment.status = 'UPDATE_IN_PROGRESS';
    await deployment.create(TYPE, desired);
    return world;
  }
  const DEREGISTERED = ['UntagResource', 'DeregisterDelegatedAdministrator'];

  test('ends when it leaves the app that lists the account, also if the call for it dies', async () => {
    for (let place = 0; place <= 6; place += 1) {
      const { deployment, desired, key } = await found();
      deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
      const since = deployment.simulator.journal.length;
      deployment.dieAfterCall(place);
      const event = deployment.event('Delete', TYPE, desired, { PhysicalResourceId: key });
      await deployment.deliver(event).catch(() => {});
      deployment.startEnvironment();
      await deployment.deliver(event);
      expect({ place, writes: deployment.writes(since) }).toEqual({ place, writes: DEREGISTERED });
    }
  });

  test.each([
    ['the account leaves the app too', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', {}],
    ['the stack is deleted', 'DELETE_IN_PROGRESS', { Account: {} }],
  ])('stays when %s', async (_, status, template) => {
    const { deployment, desired, key } = await found(template);
    deployment.status = status;
    expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual(['TagResource']);
  });

  test.each([true, false])('stays when the account leaves the app too and CloudFormation no longer lists it: %p', async (isDeleted) => {
    const { deployment, desired, key } = await found({});
    const stack = deployment.stacks.stack(STACK_ID);
    const rows = stack.resources.splice(0).map((row) => ({ ...row, status: 'DELETE_COMPLETE' }));
    const other = { logicalId: 'Other', physicalId: '999999999999', type: ACCOUNT, status: 'DELETE_IN_PROGRESS' };
    stack.touched = isDeleted ? [other, ...rows] : [other];
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual(isDeleted ? ['TagResource'] : DEREGISTERED);
  });

  test.each([true, false])('stays when a nested stack with the account leaves the app too, whose template still has the account: %p', async (leaves) => {
    const nestedId = `${STACK_ID}-Nested`;
    const { deployment, desired, key } = await found(leaves ? {} : { Nested: {} });
    const stack = deployment.stacks.stack(STACK_ID);
    Object.assign(deployment.stacks.stack(nestedId), { resources: stack.resources.splice(0), template: { Resources: { Account: {} } } });
    stack.resources.push({ logicalId: 'Nested', physicalId: nestedId, type: 'AWS::CloudFormation::Stack', status: 'UPDATE_COMPLETE' });
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual(leaves ? ['TagResource'] : DEREGISTERED);
  });

  test.each([['first', STACK_ID, OTHER], ['last', OTHER, STACK_ID]])('stays while one of two stacks lists it, whichever drops it: the one that found it %s', async (_, one, other) => {
    const { deployment, desired, key } = await found();
    await deployment.inStack(OTHER, () => deployment.create(TYPE, desired));
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.inStack(one, () => deployment.remove(TYPE, key, desired)))).toEqual(['TagResource']);
    expect(await deployment.writesOf(() => deployment.inStack(other, () => deployment.remove(TYPE, key, desired)))).toEqual(DEREGISTERED);
  });

  test('stays when a stack drops it whose account belongs to a stack that it cannot read, and which may have registered it', async () => {
    for (const isServed of [false, true]) {
      const { deployment, desired, key } = await found({});
      const [row] = deployment.stacks.stack(STACK_ID).resources.splice(0);
      await deployment.inStack(OTHER, () => deployment.create(ACCOUNT, { AccountName: 'tooling', Email: 'tooling@example.com', ParentId: deployment.simulator.state().root!.id, Adopt: true }, row.logicalId));
      if (!isServed) deployment.served = deployment.served.slice(0, 1);
      deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
      const writes = await deployment.writesOf(() => deployment.remove(TYPE, key, desired));
      expect({ isServed, writes }).toEqual({ isServed, writes: isServed ? DEREGISTERED : ['TagResource'] });
    }
  });

  test('is still that of the first stack if a second one finds it in a deployment that is rolled back', async () => {
    const { deployment, desired, key } = await found();
    const { accounts } = deployment.simulator.state();
    await deployment.clock.sleep(60_000);
    deployment.status = 'UPDATE_IN_PROGRESS';
    await deployment.inStack(OTHER, () => deployment.create(TYPE, desired));
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await deployment.inStack(OTHER, () => deployment.remove(TYPE, key, desired));
    expect(deployment.simulator.state().accounts).toEqual(accounts);
  });
});

test('the handler waits for missing trusted access, and then names it', async () => {
  const { deployment, desired } = await start();
  await expect(deployment.create(TYPE, { ...desired, ServicePrincipal: 'macie.amazonaws.com' }))
    .rejects.toThrow(/SERVICE_ACCESS_NOT_ENABLED.*trustedServices/);
});

test.each(Array.from({ length: 12 }, (_, index) => index + 1))('the age of a registration is found even if not all endpoints show the registration yet (seed %d)', async (seed) => {
  const { deployment, desired, key } = await start({ seed, lagMsByKind: { delegatedAdministrators: 6_000 } });
  await deployment.clock.sleep(60_000);
  deployment.status = 'UPDATE_IN_PROGRESS';
  await deployment.create(TYPE, desired);
  await deployment.clock.sleep(2_000);
  expect(await deployment.writesOf(() => deployment.create(TYPE, desired))).not.toContain('TagResource');
  deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual(['DeregisterDelegatedAdministrator']);
});

test('a rollback keeps a registration that a person made between a failure without a rollback and the deployment that is rolled back', async () => {
  const { deployment, desired, key } = await start();
  const { clock } = deployment;
  deployment.status = 'UPDATE_IN_PROGRESS';
  deployment.stacks.stack(STACK_ID).beganAt = clock.now();
  await clock.sleep(60_000);
  await deployment.organizations.registerDelegatedAdministrator(desired.AccountId, SERVICE);
  await clock.sleep(60_000);
  deployment.status = 'UPDATE_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.create(TYPE, desired))).toEqual(['TagResource']);
  deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual([]);
  expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual([]);
});
