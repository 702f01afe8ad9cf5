import { attached, CONTENT, FULL, SCP, start, TYPE } from '../support/attachments';
import { Deployment, STACK_ID, stackId } from '../support/deployment';

async function foreignPolicy(deployment: Deployment, name = 'Foreign') {
  return (await deployment.organizations.createPolicy({ type: SCP, name, description: '', content: CONTENT }, [])).id;
}

/** Each change of attachments with the number of policies that the target had after it. */
function counts(deployment: Deployment, since: number, from: number): number[] {
  let count = from;
  return deployment.writes(since).map((operation) => (count += operation === 'AttachPolicy' ? 1 : -1));
}

test('policies are attached in the order of the list, next to what the service attaches', async () => {
  const { deployment, unit, ids, wanting } = await start();
  expect(await deployment.writesOf(() => deployment.create(TYPE, wanting(...ids)))).toEqual(['AttachPolicy', 'AttachPolicy', 'AttachPolicy']);
  expect(attached(deployment, unit)).toEqual([...ids, FULL].sort());
  expect(await deployment.writesOf(() => deployment.create(TYPE, wanting(...ids)))).toEqual([]);
});

test('a swap attaches, and leaves to the clean-up what denies something', async () => {
  const { deployment, unit, ids: [one, two], wanting } = await start();
  await deployment.create(TYPE, wanting(one));
  expect(await deployment.writesOf(() => deployment.update(TYPE, unit, wanting(one), wanting(two)))).toEqual(['AttachPolicy']);
  expect(await deployment.writesOf(() => deployment.updateAndCleanUp(TYPE, unit, wanting(one), wanting(two)))).toEqual(['DetachPolicy']);
  expect(attached(deployment, unit)).toEqual([two, FULL].sort());
});

test('what denies nothing goes in the Update itself, since less is allowed then', async () => {
  const { deployment, unit, ids: [one], wanting } = await start();
  const content = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] });
  const allowing = { Type: SCP, Name: 'Allowing', Description: '', Content: content };
  const { PhysicalResourceId: two } = await deployment.create('Custom::OrganizationsPolicy', allowing);
  await deployment.create(TYPE, wanting(two));
  await deployment.update(TYPE, unit, wanting(two), wanting(one));
  expect(attached(deployment, unit)).toEqual([one, FULL].sort());
});

describe('the physical id of attachments', () => {
  test('changes with every change of what denies, and only then', async () => {
    const { deployment, unit, ids: [one, two], wanting } = await start();
    await deployment.create(TYPE, wanting(one));
    const ids = [unit];
    for (const [previous, now] of [[[one], []], [[], [two]], [[two], [one, two]], [[one, two], [two]], [[two], [two]], [[two], []]]) {
      ids.push((await deployment.updateAndCleanUp(TYPE, ids[ids.length - 1], wanting(...previous), wanting(...now))).PhysicalResourceId);
      expect(attached(deployment, unit)).toEqual([...now, FULL].sort());
    }

    expect(ids).toEqual([unit, `${unit}/${one}/`, `${unit}//${two}`, `${unit}//${one}`, `${unit}/${one}/`, `${unit}/${one}/`, `${unit}/${two}/`]);
  });

  test('stays where rollbacks are switched off, since CloudFormation refuses replacements there: all goes at once', async () => {
    const { deployment, unit, ids: [one], wanting } = await start();
    await deployment.create(TYPE, wanting(one));
    deployment.stacks.stack(STACK_ID).rollbackDisabled = true;
    expect((await deployment.update(TYPE, unit, wanting(one), wanting())).PhysicalResourceId).toBe(unit);
    expect(attached(deployment, unit)).toEqual([FULL]);
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

    test('is the target\'s again, and its clean-up takes off what the deployment attached', async () => {
      const { deployment, unit, one, two, id, wanting } = await failed();
      const back = await deployment.update(TYPE, id, wanting(two), wanting(one));
      expect([back.PhysicalResourceId, attached(deployment, unit)]).toEqual([unit, [one, two, FULL].sort()]);
      const stack = deployment.stacks.stack(STACK_ID);
      stack.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
      stack.resources.push({ logicalId: 'Resource', physicalId: unit, type: TYPE, status: 'UPDATE_COMPLETE' });
      await deployment.remove(TYPE, id, wanting(two));
      expect(attached(deployment, unit)).toEqual([one, FULL].sort());
    });

    test('that does not know what the Update answered, all goes at once, since no clean-up is sent for it', async () => {
      const { deployment, unit, one, two, wanting } = await failed();
      const back = await deployment.update(TYPE, unit, wanting(two), wanting(one));
      expect([back.PhysicalResourceId, attached(deployment, unit)]).toEqual([unit, [one, FULL].sort()]);
    });
  });

  test('tells a Delete nothing if the resource stays in the code and no row shows another one: then all stays', async () => {
    const { deployment, unit, ids: [one], wanting } = await start();
    await deployment.create(TYPE, wanting(one));
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    deployment.stacks.stack(STACK_ID).template = { Resources: { Unit: {}, Resource: {} } };
    expect(await deployment.writesOf(() => deployment.remove(TYPE, unit, wanting(one)))).toEqual([]);
  });
});

test('ten of ten slots are swapped one by one', async () => {
  const { deployment, unit, ids, wanting } = await start(18);
  const [first, second] = [ids.slice(0, 9), ids.slice(9)];
  await deployment.create(TYPE, wanting(...first));
  const since = deployment.simulator.journal.length;
  await deployment.update(TYPE, unit, wanting(...first), wanting(...second));
  expect(attached(deployment, unit)).toEqual([...second, FULL].sort());
  expect(Math.min(...counts(deployment, since, 10))).toBe(9);
  expect(deployment.writes(since)).toHaveLength(18);
});

describe('when ten of ten policies are swapped at once', () => {
  const deny = (...actions: string[]) => JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: actions, Resource: '*' }] });

  async function swap(contentOf: (place: number, generation: 'old' | 'new') => string) {
    const { deployment, unit, wanting } = await start(0);
    const contents = new Map<string, string>();
    const make = async (generation: 'old' | 'new') => {
      const ids: string[] = [];
      for (let place = 0; place < 10; place += 1) {
        const Content = contentOf(place, generation);
        const policy = { Type: SCP, Name: `${generation} ${place}`, Description: '', Content };
        ids.push((await deployment.create('Custom::OrganizationsPolicy', policy)).PhysicalResourceId);
        contents.set(ids[place], Content);
      }
      return ids;
    };
    const [before, after] = [await make('old'), await make('new')].map((ids) => ({ ...wanting(...ids), DetachFullAwsAccess: true }));
    await deployment.create(TYPE, before);
    const seen: string[][] = [];
    deployment.disturb = async (operation, call) => {
      const answer = await call();
      if (/^(Attach|Detach)Policy$/.test(operation)) seen.push(attached(deployment, unit));
      return answer;
    };
    const deniedThroughout = (action: string) => seen.every((ids) => ids.some((id) => contents.get(id)?.includes(`"${action}"`)));
    return { deployment, unit, before, after, seen, deniedThroughout, run: () => deployment.update(TYPE, unit, before, after) };
  }

  test('what both sets deny is denied all the time, and at least nine are attached', async () => {
    // The old ones in pairs deny what the new ones deny the other way round.
    const { deployment, unit, after, seen, deniedThroughout, run } = await swap((place, generation) =>
      deny(`a:Common${generation === 'old' ? place % 9 : (9 - place) % 9}`, `a:${generation}${place}`));
    await run();
    expect(attached(deployment, unit)).toEqual([...after.Policies[SCP]].sort());
    expect(seen).toHaveLength(20);
    expect(Math.min(...seen.map((ids) => ids.length))).toBe(9);
    for (let number = 0; number < 9; number += 1) expect(deniedThroughout(`a:Common${number}`)).toBe(true);
  });

  test('if each alone denies something that stays denied, it is refused before any write, and done in a rollback', async () => {
    const { deployment, seen, run } = await swap((place) => deny(`a:Common${place}`));
    await expect(run()).rejects.toThrow(/detaching any of them first leaves a gap. Free one slot/);
    expect(seen).toEqual([]);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await run();
    expect(seen).toHaveLength(20);
  });
});

test('foreign attachments stay, and so do foreign policies that fill all slots: that is a failure which names them', async () => {
  const { deployment, unit, ids: [one], wanting } = await start();
  for (let number = 0; number < 9; number += 1) {
    await deployment.organizations.attachPolicy(await foreignPolicy(deployment, `Foreign ${number}`), unit);
  }
  const before = attached(deployment, unit);
  await expect(deployment.create(TYPE, wanting(one))).rejects.toThrow(/All 10 slots .* taken, also by .*Foreign 0/);
  expect(attached(deployment, unit)).toEqual(before);
});

test('a policy of this stack that no list tells of is detached, a foreign one is not', async () => {
  const { deployment, unit, ids: [one, two], wanting } = await start();
  const foreign = await foreignPolicy(deployment);
  for (const id of [two, foreign]) await deployment.organizations.attachPolicy(id, unit);
  await deployment.create(TYPE, wanting(one));
  expect(attached(deployment, unit)).toEqual([one, foreign, FULL].sort());
});

test('a policy is detached only after two readings agree, so that the target is not left without the one listed instead', async () => {
  const { deployment, unit, ids: [one, two], wanting } = await start();
  for (const id of [one, two]) await deployment.organizations.attachPolicy(id, unit);
  // Someone detaches the listed policy after the first reading, which still shows it.
  let readings = 0;
  const present: string[][] = [];
  deployment.disturb = async (operation, call) => {
    const answer = await call();
    if (operation === 'ListPoliciesForTarget' && ++readings === 1) await deployment.organizations.detachPolicy(one, unit);
    if (/^(Attach|Detach)Policy$/.test(operation)) present.push(attached(deployment, unit));
    return answer;
  };
  await deployment.create(TYPE, wanting(one));
  expect(present).toEqual([[one, two, FULL].sort(), [one, FULL].sort()]);
});

test('FullAWSAccess goes after its replacement is attached, and comes back before that goes', async () => {
  const { deployment, unit, ids: [one], wanting } = await start();
  const allowList = { ...wanting(one), DetachFullAwsAccess: true };
  const since = deployment.simulator.journal.length;
  await deployment.create(TYPE, allowList);
  expect(deployment.writes(since)).toEqual(['TagResource', 'AttachPolicy', 'DetachPolicy']);
  expect(attached(deployment, unit)).toEqual([one]);
  const back = await deployment.writesOf(() => deployment.updateAndCleanUp(TYPE, unit, allowList, wanting()));
  expect(back).toEqual(['AttachPolicy', 'UntagResource', 'DetachPolicy']);
  expect(attached(deployment, unit)).toEqual([FULL]);
});

test('in a rollback what is listed is detached, and FullAWSAccess comes back first', async () => {
  const { deployment, unit, ids: [one], wanting } = await start();
  const allowList = { ...wanting(one), DetachFullAwsAccess: true };
  await deployment.create(TYPE, allowList);
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, unit, allowList))).toEqual(['AttachPolicy', 'DetachPolicy', 'UntagResource']);
  expect(attached(deployment, unit)).toEqual([FULL]);
});

describe('when attachments are deleted while an account lives below the target', () => {
  async function inhabited() {
    const world = await start();
    const { deployment, unit, ids: [one], wanting } = world;
    await deployment.create(TYPE, wanting(one));
    const inner = (await deployment.organizations.createOrganizationalUnit(unit, 'Inner', [])).id;
    await deployment.create('Custom::OrganizationsAccount', { AccountName: 'app', Email: 'app@example.com', ParentId: inner });
    const remove = () => deployment.writesOf(() => deployment.remove(TYPE, unit, wanting(one)));
    return { ...world, remove };
  }

  test('they stay if the whole stack goes', async () => {
    const { deployment, remove } = await inhabited();
    deployment.status = 'DELETE_IN_PROGRESS';
    expect(await remove()).toEqual(['TagResource']);
    expect(await remove()).toEqual([]);
  });

  test('they stay if the target left the code as well', async () => {
    const { deployment, remove } = await inhabited();
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await remove()).toEqual(['TagResource']);
    expect(await remove()).toEqual([]);
  });

  test('they are detached if the target is still in the code', async () => {
    const { deployment, remove } = await inhabited();
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    deployment.stacks.stack(STACK_ID).template = { Resources: { Unit: {} } };
    expect(await remove()).toEqual(['DetachPolicy']);
  });

  test('they are detached if the target is still in the code under another path', async () => {
    const { deployment, unit, remove } = await inhabited();
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    const stack = deployment.stacks.stack(STACK_ID);
    stack.resources.push({ logicalId: 'Renamed', physicalId: unit, type: 'Custom::OrganizationsOrganizationalUnit', status: 'CREATE_COMPLETE' });
    expect(await remove()).toEqual(['DetachPolicy']);
  });

  test('they stay if another live resource is for the same target', async () => {
    const { deployment, unit, remove } = await inhabited();
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    const stack = deployment.stacks.stack(STACK_ID);
    stack.template = { Resources: { Unit: {} } };
    stack.resources.push({ logicalId: 'Renamed', physicalId: unit, type: TYPE, status: 'UPDATE_COMPLETE' });
    expect(await remove()).toEqual([]);
  });
});

describe.each([0, 1, 2, 3])('when attachments are deleted while an account lives %d units below the target', (depth) => {
  test.each(['DELETE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'])('they stay in %s, and are detached once the account is gone', async (status) => {
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
  });
});

test('if the whole stack goes and no account is left below the target, attachments are detached', async () => {
  const { deployment, unit, ids: [one], wanting } = await start();
  await deployment.create(TYPE, wanting(one));
  deployment.status = 'DELETE_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, unit, wanting(one)))).toEqual(['DetachPolicy']);
});

test('attachments of a target that is gone are done', async () => {
  const { deployment, ids: [one], wanting } = await start();
  deployment.status = 'DELETE_IN_PROGRESS';
  const gone = { ...wanting(one), TargetId: 'ou-ab12-abcdefgh' };
  expect(await deployment.writesOf(() => deployment.remove(TYPE, gone.TargetId, gone))).toEqual([]);
});

test('a policy type that is not enabled is waited for, and then named', async () => {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const { id } = await deployment.organizations.createPolicy({ type: 'TAG_POLICY', name: 'T', description: '', content: '{"tags":{}}' }, []);
  const begin = deployment.clock.now();
  await expect(deployment.create(TYPE, { TargetId: root, Policies: { TAG_POLICY: [id] } })).rejects.toThrow(/PolicyTypeNotEnabled.*policyTypes/);
  expect(deployment.clock.now() - begin).toBeGreaterThanOrEqual(300_000);
});

describe('what this code attached and what was there before', () => {
  const NOTE = 'cdk-aws-organizations:attached/landing-zone@us-east-1';

  function note(deployment: Deployment, unit: string) {
    return deployment.simulator.state().organizationalUnits.find(({ id }) => id === unit)?.tags?.[NOTE];
  }

  test('a foreign policy is noted on the target before it is attached, and goes with its note', async () => {
    const { deployment, unit, wanting } = await start();
    const foreign = await foreignPolicy(deployment);
    expect(await deployment.writesOf(() => deployment.create(TYPE, wanting(foreign)))).toEqual(['TagResource', 'AttachPolicy']);
    expect(note(deployment, unit)).toBe(foreign);
    expect(await deployment.writesOf(() => deployment.create(TYPE, wanting(foreign)))).toEqual([]);
    deployment.status = 'ROLLBACK_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, unit, wanting(foreign)))).toEqual(['DetachPolicy', 'UntagResource']);
    expect(attached(deployment, unit)).toEqual([FULL]);
  });

  test('a foreign policy that was attached before the code listed it stays when the list, or the deployment, is given up', async () => {
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

  test('what finds no room in the note counts as attached by others', async () => {
    const { deployment, unit, wanting } = await start();
    const foreign = await foreignPolicy(deployment);
    const noted = Array.from({ length: 19 }, (_, index) => `p-${String(index).padStart(10, '0')}`).join(' ');
    await deployment.organizations.tagResource(unit, [{ Key: NOTE, Value: noted }]);
    await deployment.create(TYPE, wanting(foreign));
    expect(attached(deployment, unit)).toEqual([foreign, FULL].sort());
    expect(deployment.lines.find(({ warning }) => warning)).toMatchObject({ decision: 'note attachments' });
  });

  test('what another stack attached stays', async () => {
    const { deployment, unit, ids: [one], wanting } = await start();
    const [foreign, other] = [await foreignPolicy(deployment), await foreignPolicy(deployment, 'Other')];
    await deployment.inStack(stackId('other'), () => deployment.create(TYPE, wanting(other)));
    await deployment.create(TYPE, wanting(one, foreign));
    await deployment.updateAndCleanUp(TYPE, unit, wanting(one, foreign), wanting(one));
    expect(attached(deployment, unit)).toEqual([one, other, FULL].sort());
    expect(note(deployment, unit)).toBeUndefined();
  });
});

describe('when attachments get another construct and another list in a deployment that is rolled back', () => {
  async function renamed(policies: unknown) {
    const { deployment, unit, ids: [one, two, three], wanting } = await start();
    const stack = deployment.stacks.stack(STACK_ID);
    stack.resources.push(
      { logicalId: 'Former', physicalId: unit, type: TYPE, status: 'CREATE_COMPLETE' },
      { logicalId: 'One', physicalId: one, type: 'Custom::OrganizationsPolicy', status: 'CREATE_COMPLETE' },
    );
    stack.template = { Resources: { Former: { Type: TYPE, Properties: { TargetId: { Ref: 'Unit' }, Policies: policies } } } };
    await deployment.create(TYPE, wanting(one, two), 'Former');
    const [before, after] = [attached(deployment, unit), wanting(one, three)];
    deployment.status = 'UPDATE_IN_PROGRESS';
    await deployment.create(TYPE, after, 'Latter');
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    const writes = await deployment.writesOf(() => deployment.remove(TYPE, unit, after, 'Latter'));
    return { before, now: attached(deployment, unit), writes, two };
  }

  test('the target gets back what the former one lists', async () => {
    const world = await start();
    const { before, now } = await renamed({ [SCP]: [{ Ref: 'One' }, world.ids[1]] });
    expect(now).toEqual(before);
  });

  test('if the template does not tell what that is, nothing is changed', async () => {
    expect((await renamed({ [SCP]: [{ 'Fn::ImportValue': 'x' }] })).writes).toEqual([]);
  });
});

test('an Update that leaves everything to the clean-up is done at once', async () => {
  const { deployment, unit, ids: [one, two], wanting } = await start();
  await deployment.create(TYPE, wanting(one, two));
  const begin = deployment.clock.now();
  expect(await deployment.writesOf(() => deployment.update(TYPE, unit, wanting(one, two), wanting(one)))).toEqual([]);
  expect(deployment.clock.now() - begin).toBeLessThan(5_000);
});
