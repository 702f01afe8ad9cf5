import { delegatedTagKey, OWNER_TAG_KEY } from '../../../../src/contract';
import { SERVICE, start, TYPE } from '../../support/delegated-administrators';
import { STACK_ID, STACK_NAME, stackId } from '../../support/deployment';
import { showFormerTag } from '../../support/stale-reading';

const OTHER = stackId('other');

describe('a registration of an account of another stack, if neither stack can read the other', () => {
  const ACCOUNT = 'Custom::OrganizationsAccount';
  const DEREGISTERED = ['UntagResource', 'DeregisterDelegatedAdministrator'];

  /** Each stack has a provider of its own. The account is that of the first one; `isForeign`: a person made it. */
  async function apart({ isForeign = false }: { readonly isForeign?: boolean } = {}) {
    const world = await start();
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
