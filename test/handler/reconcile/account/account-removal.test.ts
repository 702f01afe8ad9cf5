import { NO_ANSWER, OrganizationsError } from '../../../../src/organizations';
import { Deployment, STACK_ID } from '../../support/deployment';
import { changeAfterFirst } from '../../support/stale-reading';

const TYPE = 'Custom::OrganizationsAccount';
const DAY_MS = 24 * 3_600_000;

async function start(removal: object, options = {}) {
  const deployment = new Deployment(options);
  const root = await deployment.organization();
  const desired = { AccountName: 'app', Email: 'app@example.com', ParentId: root, Removal: removal };
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  const remove = (status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS') => {
    deployment.status = status;
    return deployment.writesOf(() => deployment.remove(TYPE, id, desired));
  };
  return { deployment, root, desired, id, remove };
}

function member(deployment: Deployment, id: string) {
  return deployment.simulator.state().accounts.find((account) => account.id === id);
}

function calls(deployment: Deployment, operation: string): number {
  return deployment.simulator.journal.filter((entry) => entry.operation === operation).length;
}

const CLOSE = { Action: 'CloseAccount' };
const REMOVE = { Action: 'RemoveAccountFromOrganization' };

test('an account that is removed from the app with "close" is closed with one call, and the event completes when the closure is visible', async () => {
  const { deployment, id, remove } = await start(CLOSE);
  expect(await remove()).toEqual(['CloseAccount']);
  expect(member(deployment, id)?.state).toMatch(/PENDING_CLOSURE|CLOSED/);
  expect(await remove()).toEqual([]);
  expect(calls(deployment, 'CloseAccount')).toBe(1);
});

test.each(['ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'DELETE_IN_PROGRESS'])(
  'no account is closed, removed or moved while the stack is in %s', async (status) => {
    for (const removal of [CLOSE, REMOVE, { Action: 'MoveAccount', ParentId: 'ou-ab12-abcdefgh' }]) {
      expect(await (await start(removal)).remove(status)).toEqual([]);
    }
  });

describe.each(['PENDING_CLOSURE', 'CLOSED'] as const)('an account that is already %s when it is removed from the app', (state) => {
  test.each(['CloseAccount', 'RemoveAccountFromOrganization', 'MoveAccount'])('is left alone with the removal %s, without a call', async (Action) => {
    const { deployment, id, remove } = await start({ Action, ...Action === 'MoveAccount' && { ParentId: 'ou-ab12-abcdefgh' } });
    const before = deployment.simulator.state();
    const accounts = before.accounts.map((each) => (each.id === id ? { ...each, state, closedAt: deployment.clock.now() + DAY_MS } : each));
    deployment.simulator.reset({ ...before, accounts });
    expect(await remove()).toEqual([]);
    expect(['CloseAccount', 'RemoveAccountFromOrganization', 'MoveAccount'].map((operation) => calls(deployment, operation))).toEqual([0, 0, 0]);
  });
});

test('a new account with the removal "close" survives a failed deployment, and the next deployment keeps its ID', async () => {
  const { deployment, desired, id, remove } = await start(CLOSE);
  expect(await remove('ROLLBACK_IN_PROGRESS')).toEqual([]);
  deployment.status = 'CREATE_IN_PROGRESS';
  const again = await deployment.create(TYPE, desired);
  expect(again.PhysicalResourceId).toBe(id);
});

test('an account in a nested stack is closed if the nested stack is removed from the app, but not in a rollback or the deletion of the whole tree', async () => {
  for (const [root, writes] of [
    ['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', []], ['DELETE_IN_PROGRESS', []], ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', ['CloseAccount']],
  ] as const) {
    const { deployment, remove } = await start(CLOSE);
    deployment.stacks.stack(STACK_ID).rootId = `${STACK_ID}-root`;
    deployment.stacks.stack(`${STACK_ID}-root`).status = root;
    expect(await remove('DELETE_IN_PROGRESS')).toEqual(writes);
  }
});

test('a lost response to CloseAccount leads to no second call', async () => {
  const { deployment, remove } = await start(CLOSE);
  deployment.disturb = async (operation, call) => {
    const answer = await call();
    if (operation === 'CloseAccount') throw new OrganizationsError(operation, NO_ANSWER, 'socket hang up');
    return answer;
  };
  expect(await remove()).toEqual(['CloseAccount']);
  expect(calls(deployment, 'CloseAccount')).toBe(1);
});

test('stale readings lead to no second closure', async () => {
  const { deployment, remove } = await start(CLOSE, { lagMs: 10_000 });
  expect(await remove()).toEqual(['CloseAccount']);
  expect(calls(deployment, 'CloseAccount')).toBe(1);
});

test('a closed account is recognized by the refusal of the service where only the older field Status is shown', async () => {
  const { deployment, id, remove } = await start(CLOSE);
  await remove();
  await deployment.clock.sleep(300_000);
  expect(member(deployment, id)?.state).toBe('CLOSED');
  deployment.disturb = async (operation, call) => {
    const answer = await call();
    return (operation === 'DescribeAccount' ? { Account: { Id: id, Status: 'SUSPENDED' } } : answer) as typeof answer;
  };
  expect(await remove()).toEqual([]);
});

test('the handler waits for three closures in progress', async () => {
  const { deployment, id, remove } = await start(CLOSE);
  const since = deployment.simulator.state();
  const others = ['1', '2', '3'].map((number) => ({
    ...since.accounts.find((account) => account.id === id)!,
    id: number.repeat(12).replace(/1/g, '9'),
    email: `other${number}@example.com`,
    state: 'PENDING_CLOSURE' as const,
    closureRequestedAt: deployment.clock.now(),
    closedAt: deployment.clock.now() + 240_000,
  }));
  deployment.simulator.reset({ ...since, accounts: [...since.accounts, ...others] });
  const begin = deployment.clock.now();
  expect(await remove()).toEqual(['CloseAccount']);
  expect(deployment.clock.now() - begin).toBeGreaterThanOrEqual(240_000);
});

test('an exceeded quota for closures is explained, and the account stays', async () => {
  const { deployment, id, remove } = await start(CLOSE, { limits: { accountClosuresIn30Days: 0 } });
  await expect(remove()).rejects.toThrow(/CLOSE_ACCOUNT_QUOTA_EXCEEDED.*close it by hand when the quota allows it/);
  expect(member(deployment, id)?.state).toBe('ACTIVE');
});

test('a missing permission to close names the property that has to stay', async () => {
  const { deployment, remove } = await start(CLOSE);
  deployment.disturb = async (operation, call) => {
    if (operation === 'CloseAccount') throw new OrganizationsError(operation, 'AccessDenied', 'not authorized');
    return call();
  };
  await expect(remove()).rejects.toThrow(/CloseAccount.*Keep allowAccountClosure/);
});

test.each([
  ['closes', ['CloseAccount'], (deployment: Deployment, id: string) => deployment.organizations.closeAccount(id)],
  ['removes from the organization', [], async ({ simulator }: Deployment, id: string) => {
    const state = simulator.state();
    simulator.reset({ ...state, accounts: state.accounts.filter((account) => account.id !== id) });
  }],
] as const)('an account that a person %s while its Delete is handled is not closed again', async (_what, byHand, change) => {
  const { deployment, id, remove } = await start(CLOSE);
  changeAfterFirst(deployment, 'DescribeAccount', () => change(deployment, id), 2);
  expect(await remove()).toEqual(byHand);
  expect(calls(deployment, 'CloseAccount')).toBe(byHand.length);
});

test('an account of another stack is left alone, and so is one that another resource manages', async () => {
  const { deployment, id, remove } = await start(CLOSE);
  deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Renamed', physicalId: id, type: TYPE, status: 'CREATE_COMPLETE' });
  expect(await remove()).toEqual([]);
  deployment.stacks.stack(STACK_ID).resources.pop();
  await deployment.organizations.tagResource(id, [{ Key: 'cdk-aws-organizations:owner', Value: 'other' }]);
  expect(await remove()).toEqual([]);
  expect(deployment.lines.find(({ warning }) => warning)?.reason).toBe('It does not carry our owner tag (any more).');
});

test('an account that is removed from the app with "removeFromOrganization" leaves the organization, and a repeated Delete succeeds', async () => {
  const { deployment, id, remove } = await start(REMOVE, { limits: { minimumAgeForRemovalMs: 0 } });
  expect(await remove()).toEqual(['RemoveAccountFromOrganization']);
  expect(member(deployment, id)).toBeUndefined();
  expect(await remove()).toEqual([]);
});

test('an account that is too young to be removed stays, and the message explains why', async () => {
  const { deployment, id, remove } = await start(REMOVE);
  await expect(remove()).rejects.toThrow(/WAIT_PERIOD_ACTIVE.*can leave it only days later/);
  await deployment.clock.sleep(5 * DAY_MS);
  expect(await remove()).toEqual(['RemoveAccountFromOrganization']);
  expect(member(deployment, id)).toBeUndefined();
});

test.each([
  ['is moved to the present unit if the destination was recreated', 'UPDATE_COMPLETE', true],
  ['is moved to the original unit if the destination is being deleted too', 'DELETE_IN_PROGRESS', false],
])('an account that is removed from the app with "moveTo" %s', async (_name, status, isAnew) => {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const [former, anew] = await Promise.all(['Graveyard', 'Other'].map((name) => deployment.organizations.createOrganizationalUnit(root, name, [])));
  const Removal = { Action: 'MoveAccount', ParentId: former.id, ParentLogicalId: 'Graveyard' };
  const desired = { AccountName: 'app', Email: 'app@example.com', ParentId: root, Removal };
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  const row = { logicalId: 'Graveyard', physicalId: anew.id, type: 'Custom::OrganizationsOrganizationalUnit', status };
  deployment.stacks.stack(STACK_ID).resources.push(row);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  await deployment.remove(TYPE, id, desired);
  expect(member(deployment, id)?.parentId).toBe(isAnew ? anew.id : former.id);
});

test('an account that is removed from the app with "moveTo" is moved there and keeps its tags', async () => {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const { id: graveyard } = await deployment.organizations.createOrganizationalUnit(root, 'Graveyard', []);
  const desired = { AccountName: 'app', Email: 'app@example.com', ParentId: root, Removal: { Action: 'MoveAccount', ParentId: graveyard } };
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, desired))).toEqual(['MoveAccount']);
  expect(member(deployment, id)).toMatchObject({ parentId: graveyard, state: 'ACTIVE' });
});

test.each([1, 2])('an account stays, with a warning, if the unit that "moveTo" names was deleted (%d accounts)', async (accounts) => {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const { id: gone } = await deployment.organizations.createOrganizationalUnit(root, 'Graveyard', []);
  const created = [];
  for (let n = 0; n < accounts; n += 1) {
    const desired = { AccountName: `app${n}`, Email: `app${n}@example.com`, ParentId: root, Removal: { Action: 'MoveAccount', ParentId: gone } };
    created.push({ desired, id: (await deployment.create(TYPE, desired, `App${n}`)).PhysicalResourceId });
  }
  await deployment.organizations.deleteOrganizationalUnit(gone);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  for (const { desired, id } of created) {
    const began = deployment.clock.now();
    expect(await deployment.writesOf(() => deployment.remove(TYPE, id, desired))).toEqual([]);
    expect(deployment.clock.now() - began).toBeLessThan(60_000);
    expect(member(deployment, id)).toMatchObject({ parentId: root, state: 'ACTIVE' });
  }
});
