import { formatAttachmentsId, parseAttachmentsId, targetOf } from '../../../../src/handler/reconcile/attachments/attachments-id';
import { attached, FULL, start, TYPE } from '../../support/attachments';
import { STACK_ID, stackId } from '../../support/deployment';
import type { MemoryStacks } from '../../support/memory-stacks';

test.each([
  [{ targetId: 'r-ab12', pendingDetach: [], pendingAttach: [] }, 'r-ab12'],
  [{ targetId: '123456789012', pendingDetach: ['p-one'], pendingAttach: [] }, '123456789012/p-one/'],
  [{ targetId: 'ou-ab12-abcdefgh', pendingDetach: [], pendingAttach: ['p-one', 'p-two'] }, 'ou-ab12-abcdefgh//p-one+p-two'],
  [{ targetId: 'r-ab12', pendingDetach: ['p-one'], pendingAttach: ['p-two'] }, 'r-ab12/p-one/p-two'],
])('%j is written as %s, and read again', (value, id) => {
  expect(formatAttachmentsId(value)).toBe(id);
  expect(parseAttachmentsId(id)).toEqual(value);
  expect(targetOf(id)).toBe(value.targetId);
});

test('an ID that is too long for CloudFormation contains only the target', () => {
  const pendingDetach = Array.from({ length: 20 }, (_, number) => `p-${'x'.repeat(60)}${number}`);
  expect(formatAttachmentsId({ targetId: 'r-ab12', pendingDetach, pendingAttach: [] })).toBe('r-ab12');
});

describe('the physical ID of attachments', () => {
  test('changes with every change of policies that deny, and only then', async () => {
    const { deployment, unit, ids: [one, two], wanting } = await start();
    await deployment.create(TYPE, wanting(one));
    const ids = [unit];
    for (const [previous, now] of [[[one], []], [[], [two]], [[two], [one, two]], [[one, two], [two]], [[two], [two]], [[two], []]]) {
      ids.push((await deployment.updateAndCleanUp(TYPE, ids[ids.length - 1], wanting(...previous), wanting(...now))).PhysicalResourceId);
      expect(attached(deployment, unit)).toEqual([...now, FULL].sort());
    }

    expect(ids).toEqual([unit, `${unit}/${one}/`, `${unit}//${two}`, `${unit}//${one}`, `${unit}/${one}/`, `${unit}/${one}/`, `${unit}/${two}/`]);
  });

  test('stays the same if rollbacks are disabled, since CloudFormation refuses replacements then, and policies are detached at once', async () => {
    const { deployment, unit, ids: [one], wanting } = await start();
    await deployment.create(TYPE, wanting(one));
    deployment.stacks.stack(STACK_ID).rollbackDisabled = true;
    expect((await deployment.update(TYPE, unit, wanting(one), wanting())).PhysicalResourceId).toBe(unit);
    expect(attached(deployment, unit)).toEqual([FULL]);
  });

  describe('where only the stack at the top of the tree, or the events, show that rollbacks are disabled', () => {
    const NESTED = stackId('landing-zone-Nested');

    test.each<[name: string, disable: (stacks: MemoryStacks) => void, stays: boolean]>([
      ['nothing does', () => undefined, false],
      ['the top does', (stacks) => { stacks.stack(STACK_ID).rollbackDisabled = true; }, true],
      ['the events of the top do', (stacks) => { stacks.stack(STACK_ID).continuesFailure = true; }, true],
    ])('stays the same if one of them does: %s', async (_name, disable, stays) => {
      const { deployment, unit, ids: [one], wanting } = await start();
      deployment.stacks.stack(NESTED).rootId = STACK_ID;
      await deployment.inStack(NESTED, () => deployment.create(TYPE, wanting(one)));
      disable(deployment.stacks);
      deployment.status = 'UPDATE_IN_PROGRESS';
      const { PhysicalResourceId: id } = await deployment.inStack(NESTED, () => deployment.update(TYPE, unit, wanting(one), wanting()));
      expect([id, attached(deployment, unit)]).toEqual(stays ? [unit, [FULL]] : [`${unit}/${one}/`, [one, FULL].sort()]);
    });

    test('is read again in the next deployment', async () => {
      const { deployment, unit, ids: [one, two], wanting } = await start();
      await deployment.create(TYPE, wanting(one));
      const stack = deployment.stacks.stack(STACK_ID);
      const first = await deployment.update(TYPE, unit, wanting(one), wanting(two));
      expect(first.PhysicalResourceId).toBe(`${unit}/${one}/${two}`);
      Object.assign(stack, { continuesFailure: true, changedAt: stack.changedAt + 1 });
      const next = await deployment.update(TYPE, unit, wanting(one), wanting(two));
      expect([next.PhysicalResourceId, attached(deployment, unit)]).toEqual([unit, [two, FULL].sort()]);
    });
  });

  describe('after a rollback', () => {
    async function failed() {
      const world = await start();
      const { deployment, unit, ids: [one, two], wanting } = world;
      await deployment.create(TYPE, wanting(one));
      const { PhysicalResourceId: id } = await deployment.update(TYPE, unit, wanting(one), wanting(two));
      deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
      return { ...world, one, two, id };
    }

    test('is the ID of the target again, and the cleanup detaches the policies that the deployment attached', async () => {
      const { deployment, unit, one, two, id, wanting } = await failed();
      const back = await deployment.update(TYPE, id, wanting(two), wanting(one));
      expect([back.PhysicalResourceId, attached(deployment, unit)]).toEqual([unit, [one, two, FULL].sort()]);
      const stack = deployment.stacks.stack(STACK_ID);
      stack.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
      stack.resources.push({ logicalId: 'Resource', physicalId: unit, type: TYPE, status: 'UPDATE_COMPLETE' });
      await deployment.remove(TYPE, id, wanting(two));
      expect(attached(deployment, unit)).toEqual([one, FULL].sort());
    });

    test('that does not know the response of the Update stays the same, and policies are detached at once', async () => {
      const { deployment, unit, one, two, wanting } = await failed();
      const back = await deployment.update(TYPE, unit, wanting(two), wanting(one));
      expect([back.PhysicalResourceId, attached(deployment, unit)]).toEqual([unit, [one, FULL].sort()]);
    });
  });

  test.each([
    ['detached a policy', [0, 1], [1], (unit: string, [one]: string[]) => `${unit}/${one}/`],
    ['attached a policy', [], [1], (unit: string, [, two]: string[]) => `${unit}//${two}`],
  ])('stays the same in a rollback if it is the response to an earlier Update, which %s', async (_what, earlier, listed, idAfter) => {
    const { deployment, unit, ids, wanting } = await start();
    const [first, second] = [earlier, listed].map((places) => wanting(...places.map((place) => ids[place])));
    await deployment.create(TYPE, first);
    const { PhysicalResourceId: id } = await deployment.updateAndCleanUp(TYPE, unit, first, second);
    expect(id).toBe(idAfter(unit, ids));
    deployment.status = 'UPDATE_IN_PROGRESS';
    const failed = wanting(ids[1], ids[2]);
    // CloudFormation does not get the response to this Update.
    await deployment.update(TYPE, id, second, failed);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    const back = await deployment.update(TYPE, id, failed, second);
    expect([back.PhysicalResourceId, attached(deployment, unit)]).toEqual([id, [ids[1], FULL].sort()]);
  });

  test('is the ID of the target after a Create, and of the new target after the target was created again', async () => {
    const { deployment, unit, ids: [one], wanting } = await start();
    expect((await deployment.create(TYPE, wanting(one))).PhysicalResourceId).toBe(unit);
    const { id: again } = await deployment.organizations.createOrganizationalUnit(deployment.simulator.state().root!.id, 'Again', []);
    const after = { ...wanting(one), TargetId: again };
    expect((await deployment.update(TYPE, unit, wanting(one), after)).PhysicalResourceId).toBe(again);
  });

  test('leads to no detachment in a Delete if the resource is in the template and no row shows another ID', async () => {
    const { deployment, unit, ids: [one], wanting } = await start();
    await deployment.create(TYPE, wanting(one));
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    deployment.stacks.stack(STACK_ID).template = { Resources: { Unit: {}, Resource: {} } };
    expect(await deployment.writesOf(() => deployment.remove(TYPE, unit, wanting(one)))).toEqual([]);
  });
});
