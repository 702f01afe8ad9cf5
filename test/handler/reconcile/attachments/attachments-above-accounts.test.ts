import { attached, FULL, start, TYPE } from '../../support/attachments';
import { STACK_ID } from '../../support/deployment';

describe('attachments that are deleted while an account is below the target', () => {
  async function inhabited() {
    const world = await start();
    const { deployment, unit, ids: [one], wanting } = world;
    await deployment.create(TYPE, wanting(one));
    const inner = (await deployment.organizations.createOrganizationalUnit(unit, 'Inner', [])).id;
    await deployment.create('Custom::OrganizationsAccount', { AccountName: 'app', Email: 'app@example.com', ParentId: inner });
    const remove = () => deployment.writesOf(() => deployment.remove(TYPE, unit, wanting(one)));
    return { ...world, remove };
  }

  test('stay if the whole stack is deleted', async () => {
    const { deployment, remove } = await inhabited();
    deployment.status = 'DELETE_IN_PROGRESS';
    expect(await remove()).toEqual(['TagResource']);
    expect(await remove()).toEqual([]);
  });

  test('stay if the target was removed from the app too', async () => {
    const { deployment, remove } = await inhabited();
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await remove()).toEqual(['TagResource']);
    expect(await remove()).toEqual([]);
  });

  test('are detached if the target is still in the app', async () => {
    const { deployment, remove } = await inhabited();
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    deployment.stacks.stack(STACK_ID).template = { Resources: { Unit: {} } };
    expect(await remove()).toEqual(['DetachPolicy']);
  });

  test('are detached if the target is still in the app under another path', async () => {
    const { deployment, unit, remove } = await inhabited();
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    const stack = deployment.stacks.stack(STACK_ID);
    stack.resources.push({ logicalId: 'Renamed', physicalId: unit, type: 'Custom::OrganizationsOrganizationalUnit', status: 'CREATE_COMPLETE' });
    expect(await remove()).toEqual(['DetachPolicy']);
  });

  test('stay if another live resource manages the same target', async () => {
    const { deployment, unit, remove } = await inhabited();
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    const stack = deployment.stacks.stack(STACK_ID);
    stack.template = { Resources: { Unit: {} } };
    stack.resources.push({ logicalId: 'Renamed', physicalId: unit, type: TYPE, status: 'UPDATE_COMPLETE' });
    expect(await remove()).toEqual([]);
  });
});

describe.each([0, 1, 2, 3])('attachments that are deleted while an account is %d units below the target', (depth) => {
  test.each(['DELETE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'])('stay in %s, and are detached once the account is gone', async (status) => {
    const { deployment, unit, ids: [one], wanting } = await start();
    await deployment.create(TYPE, wanting(one));
    let home = unit;
    for (let level = 0; level < depth; level += 1) {
      await deployment.organizations.createOrganizationalUnit(home, 'Empty', []);
      home = (await deployment.organizations.createOrganizationalUnit(home, 'Inner', [])).id;
    }
    const { PhysicalResourceId: account } = await deployment.create(
      'Custom::OrganizationsAccount', { AccountName: 'app', Email: 'app@example.com', ParentId: home });
    deployment.status = status;
    await deployment.remove(TYPE, unit, wanting(one));
    expect(attached(deployment, unit)).toEqual([one, FULL].sort());
    await deployment.organizations.moveAccount(account, home, deployment.simulator.state().root!.id);
    await deployment.remove(TYPE, unit, wanting(one));
    expect(attached(deployment, unit)).toEqual([FULL]);
    expect(deployment.simulator.state().organizationalUnits.find(({ id }) => id === unit)?.tags).toEqual({});
  });
});
