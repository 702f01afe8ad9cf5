import { delegatedTagKey, OWNER_TAG_KEY } from '../../../../src/contract';
import type { SimulatorOptions } from '../../../../src/simulator';
import { Deployment, STACK_ID, STACK_NAME, stackId } from '../../support/deployment';
import { showFormerTag } from '../../support/stale-reading';

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

describe('a registration of an account of another stack, if neither stack can read the other', () => {
  const ACCOUNT = 'Custom::OrganizationsAccount';
  const DEREGISTERED = ['UntagResource', 'DeregisterDelegatedAdministrator'];

  /** Each stack has a provider of its own. The account is that of the first one; `isForeign`: a person made it. */
  async function apart({ isForeign = false, options }: { readonly isForeign?: boolean; readonly options?: SimulatorOptions } = {}) {
    const world = await start(options);
    const { deployment, desired, key } = world;
    const stack = deployment.stacks.stack(STACK_ID);
    if (isForeign) {
      await deployment.organizations.untagResource(desired.AccountId, [OWNER_TAG_KEY]);
    } else {
      stack.resources.push({ logicalId: 'Account', physicalId: desired.AccountId, type: ACCOUNT, status: 'CREATE_COMPLETE' });
      stack.template = { Resources: { Account: {} } };
    }
    const within = async (id: string, status: string, work: () => Promise<unknown>, pauseMs = 60_000) => {
      await deployment.clock.sleep(pauseMs);
      deployment.status = status;
      deployment.served = id === STACK_ID ? [STACK_NAME] : [];
      if (id === STACK_ID) await work();
      else await deployment.inStack(id, work);
    };
    const lists = (id: string) => within(id, 'UPDATE_IN_PROGRESS', () => deployment.create(TYPE, desired));
    const ends = (id: string, status: string) => deployment.writesOf(() => within(id, status, () => deployment.remove(TYPE, key, desired)));
    const drops = (id: string) => ends(id, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    return { ...world, within, lists, ends, drops };
  }

  const ORDERS = [[STACK_ID, OTHER], [OTHER, STACK_ID]];
  const CASES = [false, true].flatMap((isForeign) => ORDERS.flatMap((lists) => ORDERS.map((drops) => ({ isForeign, lists, drops }))));

  test.each(CASES)('stays while one of the two lists it, and goes with the last one: $isForeign, listed by $lists, dropped by $drops', async (each) => {
    const { lists, drops } = await apart(each);
    for (const id of each.lists) await lists(id);
    expect([await drops(each.drops[0]), await drops(each.drops[1])]).toEqual([['TagResource'], DEREGISTERED]);
  });

  test('stays, although the call that registered it died before the note', async () => {
    const { deployment, within, desired, drops, lists } = await apart();
    await within(OTHER, 'UPDATE_IN_PROGRESS', async () => {
      const event = deployment.event('Create', TYPE, desired);
      deployment.disturb = async (operation, call) => {
        if (operation === 'TagResource') throw new Error('The function died.');
        return call();
      };
      await deployment.deliver(event).catch(() => {});
      deployment.disturb = (_operation, call) => call();
      deployment.startEnvironment();
      await deployment.deliver(event);
    });
    await lists(STACK_ID);
    expect(await drops(STACK_ID)).toEqual(['TagResource']);
    expect(await drops(OTHER)).toEqual(DEREGISTERED);
  });

  test('ends with a rollback of the stack that made it, and stays with one of the stack that found it', async () => {
    const { lists, ends } = await apart();
    await lists(OTHER);
    expect(await ends(OTHER, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS')).toEqual(DEREGISTERED);
    await lists(OTHER);
    await lists(STACK_ID);
    expect(await ends(STACK_ID, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS')).toEqual(['TagResource']);
    expect(await ends(OTHER, 'DELETE_IN_PROGRESS')).toEqual(DEREGISTERED);
  });

  test.each(ORDERS)('stays if another service was replaced by it: %s registered it, %s changed its construct', async (one, other) => {
    const { deployment, within, desired, lists, drops } = await apart();
    await deployment.create('Custom::OrganizationsTrustedService', { ServicePrincipal: 'macie.amazonaws.com' });
    await lists(one);
    const former = { ...desired, ServicePrincipal: 'macie.amazonaws.com' };
    await within(other, 'UPDATE_IN_PROGRESS', () => deployment.create(TYPE, former));
    await within(other, 'UPDATE_IN_PROGRESS', () => deployment.update(TYPE, `${desired.AccountId}/macie.amazonaws.com`, former, desired));
    expect(await drops(other)).toEqual(['TagResource']);
    expect(await drops(one)).toEqual(DEREGISTERED);
  });

  test('stays if the account was that of the stack that made it, which still lists it', async () => {
    const { deployment, within, desired, lists, drops } = await apart();
    await lists(STACK_ID);
    const root = deployment.simulator.state().root!.id;
    const adopted = { AccountName: 'tooling', Email: 'tooling@example.com', ParentId: root, Adopt: true };
    await within(OTHER, 'UPDATE_IN_PROGRESS', () => deployment.create(ACCOUNT, adopted, 'Account'));
    deployment.stacks.stack(OTHER).resources.push({ logicalId: 'Account', physicalId: desired.AccountId, type: ACCOUNT, status: 'CREATE_COMPLETE' });
    deployment.stacks.stack(OTHER).template = { Resources: { Account: {} } };
    await lists(OTHER);
    expect(await drops(OTHER)).toEqual(['TagResource']);
    expect(await drops(STACK_ID)).toEqual(DEREGISTERED);
  });

  test('has no note of the stack whose account it is, and a note of an earlier registration still counts', async () => {
    const { deployment, desired, lists, drops } = await apart();
    await lists(OTHER);
    await deployment.organizations.deregisterDelegatedAdministrator(desired.AccountId, SERVICE);
    expect(await deployment.writesOf(() => lists(STACK_ID))).toEqual(['RegisterDelegatedAdministrator', 'TagResource']);
    expect(await drops(STACK_ID)).toEqual(['TagResource']);
    expect(await drops(OTHER)).toEqual(DEREGISTERED);
    expect(await deployment.writesOf(() => lists(STACK_ID))).toEqual(['RegisterDelegatedAdministrator']);
  });

  test('has no note any more if a person deregistered it before the stack drops it', async () => {
    const { deployment, desired, lists, drops } = await apart();
    await lists(OTHER);
    await deployment.organizations.deregisterDelegatedAdministrator(desired.AccountId, SERVICE);
    expect(await drops(OTHER)).toEqual(['UntagResource']);
    await lists(STACK_ID);
    expect(await drops(STACK_ID)).toEqual(['DeregisterDelegatedAdministrator']);
  });

  test('stays for the stack of the account after the Delete of a third stack came twice', async () => {
    const { lists, drops } = await apart();
    const third = stackId('third');
    for (const id of [STACK_ID, OTHER, third]) await lists(id);
    expect(await drops(third)).toEqual(['TagResource']);
    expect(await drops(third)).toEqual([]);
    expect(await drops(OTHER)).toEqual(['TagResource']);
    expect(await drops(STACK_ID)).toEqual(DEREGISTERED);
  });

  const NOTE = delegatedTagKey(SERVICE);

  test('stays for the other stack, whose note is not shown yet', async () => {
    const { deployment, within, lists, drops, desired } = await apart();
    await lists(OTHER);
    await within(STACK_ID, 'UPDATE_IN_PROGRESS', () => {
      showFormerTag(deployment, NOTE, undefined);
      return deployment.create(TYPE, desired);
    }, 1_000);
    expect(await drops(STACK_ID)).toEqual(['TagResource']);
    expect(await drops(OTHER)).toEqual(DEREGISTERED);
  });

  test.each([false, true])('ends with the stack that registered it again while a note of the former registration was shown; the call died: %p', async (dies) => {
    const { deployment, within, lists, drops, desired } = await apart();
    await lists(OTHER);
    await drops(OTHER);
    await within(STACK_ID, 'UPDATE_IN_PROGRESS', async () => {
      const event = deployment.event('Create', TYPE, desired);
      showFormerTag(deployment, NOTE, 'other@us-east-1');
      const { disturb } = deployment;
      deployment.disturb = async (operation, call) => {
        const answer = await disturb(operation, call);
        if (dies && operation === 'RegisterDelegatedAdministrator') throw new Error('The function died.');
        return answer;
      };
      await deployment.deliver(event).catch(() => {});
      deployment.startEnvironment();
      await deployment.deliver(event);
    });
    expect(await drops(STACK_ID)).toEqual(['DeregisterDelegatedAdministrator']);
  });
});

test('a stack drops what it found, and the other stack of the provider, which registered its own account, can end the registration', async () => {
  const { deployment, desired, key } = await start();
  await deployment.create(TYPE, desired);
  const { resources } = deployment.stacks.stack(STACK_ID);
  resources.push({ logicalId: 'Resource', physicalId: key, type: TYPE, status: 'CREATE_COMPLETE' });
  await deployment.clock.sleep(60_000);
  deployment.status = 'UPDATE_IN_PROGRESS';
  await deployment.inStack(OTHER, () => deployment.create(TYPE, desired));
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.inStack(OTHER, () => deployment.remove(TYPE, key, desired)))).toEqual(['UntagResource']);
  resources.pop();
  expect(await deployment.writesOf(() => deployment.remove(TYPE, key, desired))).toEqual(['DeregisterDelegatedAdministrator']);
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
