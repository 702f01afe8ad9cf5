import { attached, foreignPolicy, FULL, start, TYPE } from '../../support/attachments';
import { type Deployment, stackId } from '../../support/deployment';
import { changeAfterFirst, firstListIsEmpty, showFormerTag } from '../../support/stale-reading';

describe('notes about attachments', () => {
  /** It denies nothing, so that an Update detaches it at once. */
  const READING = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] });
  const NOTE = 'cdk-aws-organizations:attached/landing-zone@us-east-1';

  function note(deployment: Deployment, unit: string) {
    return deployment.simulator.state().organizationalUnits.find(({ id }) => id === unit)?.tags?.[NOTE];
  }

  /** Attaches a policy as another call of the event does, or the move of the target. */
  async function noteAndAttach({ organizations }: Deployment, unit: string, policyId: string) {
    await organizations.tagResource(unit, [{ Key: NOTE, Value: policyId }]);
    await organizations.attachPolicy(policyId, unit);
  }

  test('a foreign policy is noted on the target before it is attached, and its note is removed with it', async () => {
    const { deployment, unit, wanting } = await start();
    const foreign = await foreignPolicy(deployment);
    expect(await deployment.writesOf(() => deployment.create(TYPE, wanting(foreign)))).toEqual(['TagResource', 'AttachPolicy']);
    expect(note(deployment, unit)).toBe(foreign);
    expect(await deployment.writesOf(() => deployment.create(TYPE, wanting(foreign)))).toEqual([]);
    deployment.status = 'ROLLBACK_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, unit, wanting(foreign)))).toEqual(['DetachPolicy', 'UntagResource']);
    expect(attached(deployment, unit)).toEqual([FULL]);
  });

  test('a foreign policy that was attached before the app listed it stays after an Update and after a rollback', async () => {
    const { deployment, unit, ids: [one], wanting } = await start();
    const foreign = await foreignPolicy(deployment);
    await deployment.organizations.attachPolicy(foreign, unit);
    await deployment.create(TYPE, wanting(one, foreign));
    await deployment.update(TYPE, unit, wanting(one, foreign), wanting(one));
    expect(attached(deployment, unit)).toEqual([one, foreign, FULL].sort());
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await deployment.remove(TYPE, unit, wanting(one, foreign));
    expect(attached(deployment, unit)).toEqual([foreign, FULL].sort());
    expect(note(deployment, unit)).toBeUndefined();
  });

  test('a rollback notes a policy that it attaches again, also if it still reads the note that the failed deployment removed', async () => {
    const { deployment, unit, ids: [one], wanting } = await start(1);
    const foreign = await foreignPolicy(deployment, 'Foreign', READING);
    await deployment.create(TYPE, wanting(one, foreign));
    await deployment.update(TYPE, unit, wanting(one, foreign), wanting(one));
    expect([attached(deployment, unit), note(deployment, unit)]).toEqual([[one, FULL].sort(), undefined]);

    showFormerTag(deployment, NOTE, foreign);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await deployment.update(TYPE, unit, wanting(one), wanting(one, foreign));
    expect([attached(deployment, unit), note(deployment, unit)]).toEqual([[one, foreign, FULL].sort(), foreign]);
  });

  test('a rollback detaches what the failed deployment attached and attaches again what it detached, also if it still reads the former note', async () => {
    const { deployment, unit, ids: [one], wanting } = await start(1);
    const [first, second] = [await foreignPolicy(deployment, 'First', READING), await foreignPolicy(deployment, 'Second', READING)];
    await deployment.create(TYPE, wanting(one, second));
    await deployment.update(TYPE, unit, wanting(one, second), wanting(one, first));
    expect([attached(deployment, unit), note(deployment, unit)]).toEqual([[one, first, FULL].sort(), first]);

    showFormerTag(deployment, NOTE, second);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await deployment.update(TYPE, unit, wanting(one, first), wanting(one, second));
    expect([attached(deployment, unit), note(deployment, unit)]).toEqual([[one, second, FULL].sort(), second]);
  });

  test.each(['a Create', 'an Update'])('%s reads again where the move of the target attached a policy a moment ago, so that a rollback detaches it', async (event) => {
    const { deployment, unit, ids: [one], wanting } = await start(1);
    const foreign = await foreignPolicy(deployment);
    if (event === 'an Update') await deployment.create(TYPE, wanting(one));
    await noteAndAttach(deployment, unit, foreign);
    showFormerTag(deployment, NOTE, undefined);
    const after = wanting(one, foreign);
    await (event === 'an Update' ? deployment.update(TYPE, unit, wanting(one), after) : deployment.create(TYPE, after));
    expect(note(deployment, unit)).toBe(foreign);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await (event === 'an Update' ? deployment.update(TYPE, unit, after, wanting(one)) : deployment.remove(TYPE, unit, after));
    expect(attached(deployment, unit)).not.toContain(foreign);
  });

  test.each(['CREATE_IN_PROGRESS', 'UPDATE_IN_PROGRESS'])(
    'an event that comes twice while the stack is %s notes once what it attaches, also if one call reads its list late', async (status) => {
      const { deployment, unit, ids: [one], wanting } = await start(1);
      const foreign = await foreignPolicy(deployment);
      const isCreate = status.startsWith('CREATE');
      if (!isCreate) await deployment.create(TYPE, wanting(one));
      changeAfterFirst(deployment, 'ListTagsForResource', () => noteAndAttach(deployment, unit, foreign));
      deployment.status = status;
      const after = wanting(one, foreign);
      await (isCreate ? deployment.create(TYPE, after) : deployment.update(TYPE, unit, wanting(one), after));
      expect(note(deployment, unit)).toBe(foreign);
    });

  test('a policy that does not fit into the note counts as attached by others', async () => {
    const { deployment, unit, wanting } = await start();
    const foreign = await foreignPolicy(deployment);
    const noted = Array.from({ length: 19 }, (_, index) => `p-${String(index).padStart(10, '0')}`).join(' ');
    await deployment.organizations.tagResource(unit, [{ Key: NOTE, Value: noted }]);
    await deployment.create(TYPE, wanting(foreign));
    expect(attached(deployment, unit)).toEqual([foreign, FULL].sort());
    expect(deployment.lines.find(({ warning }) => warning)).toMatchObject({ decision: 'no room in note', ids: [foreign] });
  });

  test('a policy for which the note of its own stack has no room is not noted by another stack, and stays', async () => {
    const { deployment, unit, ids: [one, two], wanting } = await start();
    await deployment.create(TYPE, wanting(one, two));
    // One more ID fits into the 256 characters of a tag value.
    const noted = Array.from({ length: 18 }, (_, index) => `p-${String(index).padStart(index === 0 ? 12 : 10, '0')}`).join(' ');
    await deployment.organizations.tagResource(unit, [{ Key: NOTE, Value: noted }]);
    const other = stackId('other');
    await deployment.inStack(other, () => deployment.create(TYPE, wanting(one, two)));
    expect(deployment.lines.filter(({ decision }) => decision === 'no room in note')).toMatchObject([{ policyId: two, warning: true }]);
    deployment.status = 'ROLLBACK_IN_PROGRESS';
    await deployment.inStack(other, () => deployment.remove(TYPE, unit, wanting(one, two)));
    expect(attached(deployment, unit)).toEqual([one, two, FULL].sort());
  });

  test('a policy that another stack attached stays', async () => {
    const { deployment, unit, ids: [one], wanting } = await start();
    const [foreign, other] = [await foreignPolicy(deployment), await foreignPolicy(deployment, 'Other')];
    await deployment.inStack(stackId('other'), () => deployment.create(TYPE, wanting(other)));
    await deployment.create(TYPE, wanting(one, foreign));
    await deployment.updateAndCleanUp(TYPE, unit, wanting(one, foreign), wanting(one));
    expect(attached(deployment, unit)).toEqual([one, other, FULL].sort());
    expect(note(deployment, unit)).toBeUndefined();
  });

  describe.each([
    { name: 'leaves them out of an update', status: 'UPDATE_IN_PROGRESS' as const },
    { name: 'is rolled back in its first deployment', status: 'ROLLBACK_IN_PROGRESS' as const },
  ])('another stack that lists three policies of this stack, and then $name', ({ status }) => {
    test('keeps all of them attached, and this stack still detaches all of them', async () => {
      const { deployment, unit, ids, wanting } = await start();
      await deployment.create(TYPE, wanting(...ids));
      const other = stackId('other');
      await deployment.inStack(other, () => deployment.create(TYPE, wanting(...ids)));
      deployment.status = status;
      await deployment.inStack(other, () => status === 'UPDATE_IN_PROGRESS'
        ? deployment.updateAndCleanUp(TYPE, unit, wanting(...ids), wanting())
        : deployment.remove(TYPE, unit, wanting(...ids)));
      expect(attached(deployment, unit)).toEqual([...ids, FULL].sort());
      deployment.status = 'UPDATE_IN_PROGRESS';
      await deployment.updateAndCleanUp(TYPE, unit, wanting(...ids), wanting());
      expect(attached(deployment, unit)).toEqual([FULL]);
    });
  });

  test('another stack keeps all attached that it listed while the first reading of the target did not show them', async () => {
    const { deployment, unit, ids, wanting } = await start();
    await deployment.create(TYPE, wanting(...ids));
    firstListIsEmpty(deployment, 'ListPoliciesForTarget');
    const other = stackId('other');
    await deployment.inStack(other, () => deployment.create(TYPE, wanting(...ids)));
    await deployment.inStack(other, () => deployment.updateAndCleanUp(TYPE, unit, wanting(...ids), wanting()));
    expect(attached(deployment, unit)).toEqual([...ids, FULL].sort());
  });

  test('a stack whose event comes twice at once detaches what it attached, also policies that another stack created', async () => {
    const { deployment, unit, ids, wanting } = await start();
    const other = stackId('other');
    await deployment.inStack(other, async () => {
      const event = deployment.event('Create', TYPE, wanting(...ids));
      let lists = 0;
      // The second delivery has read the tags of the target when the first one begins, and not yet what is attached.
      deployment.disturb = async (operation, call) => {
        if (operation === 'ListPoliciesForTarget' && ++lists === 1) await deployment.deliver(event);
        return call();
      };
      await deployment.deliver(event);
      expect(attached(deployment, unit)).toEqual([...ids, FULL].sort());
      deployment.status = 'ROLLBACK_IN_PROGRESS';
      await deployment.remove(TYPE, unit, wanting(...ids));
    });
    expect(attached(deployment, unit)).toEqual([FULL]);
  });

  test.each([false, true])('a stack whose event comes twice at once detaches what the other delivery attached first, unless that died: %p', async (dies) => {
    const { deployment, unit, ids, wanting } = await start();
    const other = stackId('other');
    await deployment.inStack(other, async () => {
      const event = deployment.event('Create', TYPE, wanting(...ids));
      let attachments = 0;
      // The second delivery has read the tags and the attachments of the target when the first one begins.
      deployment.disturb = async (operation, call) => {
        if (operation === 'AttachPolicy' && ++attachments === 1) {
          await deployment.deliver(event);
          const row = { logicalId: 'Resource', physicalId: unit, type: TYPE, status: 'CREATE_COMPLETE', statusSince: deployment.clock.now() + 6_000 };
          if (!dies) deployment.stacks.stack(other).resources.push(row);
        }
        return call();
      };
      const second = deployment.deliver(event);
      if (dies) await second;
      else await expect(second).rejects.toThrow('The resource is CREATE_COMPLETE by another call for this event');
      expect(attached(deployment, unit)).toEqual([...ids, FULL].sort());
      deployment.status = 'ROLLBACK_IN_PROGRESS';
      await deployment.remove(TYPE, unit, wanting(...ids));
    });
    // If the other delivery gives no answer, the policies count as attached by the stack that created them.
    expect(attached(deployment, unit)).toEqual(dies ? [...ids, FULL].sort() : [FULL]);
  });

  test.each(['is rolled back', 'dies'])('a policy of another stack that attached it a moment ago stays, although the call that shares it %s', async (how) => {
    const { deployment, unit, ids: [one], wanting } = await start(1);
    const { clock } = deployment;
    const sleep = clock.sleep.bind(clock);
    await deployment.inStack(stackId('other'), async () => {
      const event = deployment.event('Create', TYPE, wanting(one));
      let isRefused = false;
      deployment.disturb = async (operation, call) => {
        if (operation === 'AttachPolicy' && !isRefused) {
          await deployment.organizations.attachPolicy(one, unit);
          isRefused = true;
          clock.sleep = async (milliseconds) => {
            await sleep(milliseconds);
            if (how === 'dies') throw new Error('The function died.');
            deployment.status = 'ROLLBACK_IN_PROGRESS';
          };
        }
        return call();
      };
      await deployment.deliver(event).catch(() => {});
      expect(isRefused).toBe(true);
      clock.sleep = sleep;
      deployment.startEnvironment();
      if (how === 'dies') await deployment.deliver(event);
      deployment.status = how === 'dies' ? 'DELETE_IN_PROGRESS' : 'ROLLBACK_IN_PROGRESS';
      await sleep(20_000);
      await deployment.remove(TYPE, unit, wanting(one));
    });
    expect(attached(deployment, unit)).toContain(one);
  });

  test('a stack detaches its policies although another one that listed them was deleted above accounts', async () => {
    const { deployment, unit, ids, wanting } = await start();
    await deployment.create(TYPE, wanting(...ids));
    await deployment.create('Custom::OrganizationsAccount', { AccountName: 'app', Email: 'app@example.com', ParentId: unit }, 'App');
    const other = stackId('other');
    await deployment.inStack(other, () => deployment.create(TYPE, wanting(...ids)));
    deployment.status = 'DELETE_IN_PROGRESS';
    await deployment.inStack(other, () => deployment.remove(TYPE, unit, wanting(...ids)));
    expect(attached(deployment, unit)).toEqual([...ids, FULL].sort());
    await deployment.updateAndCleanUp(TYPE, unit, wanting(...ids), wanting());
    expect(attached(deployment, unit)).toEqual([FULL]);
  });
});
