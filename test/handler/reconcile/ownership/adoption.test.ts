import { Deployment, stackId } from '../../support/deployment';
import { showFormerTag } from '../../support/stale-reading';

const UNIT = 'Custom::OrganizationsOrganizationalUnit';

async function foreignUnit(...tags: { Key: string; Value: string }[]) {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const { id } = await deployment.organizations.createOrganizationalUnit(root, 'Security', tags);
  const wanting = (Tags: object[]) => ({ ParentId: root, Name: 'Security', Adopt: true, Tags });
  const tagsNow = () => deployment.simulator.state().organizationalUnits[0].tags;
  return { deployment, root, id, wanting, tagsNow };
}

test('a rollback restores the former tags of an adopted unit, including overwritten values', async () => {
  const { deployment, id, wanting, tagsNow } = await foreignUnit({ Key: 'team', Value: 'red' }, { Key: 'stays', Value: '1' });
  const desired = wanting([{ Key: 'team', Value: 'blue' }, { Key: 'stage', Value: 'prod' }]);
  expect(await deployment.writesOf(() => deployment.create(UNIT, desired))).toEqual(['TagResource']);
  expect(tagsNow()).toEqual({
    'cdk-aws-organizations:owner': 'landing-zone@us-east-1/adopted',
    'cdk-aws-organizations:was:team': 'red',
    'cdk-aws-organizations:added/1': '5.stage',
    'team': 'blue',
    'stage': 'prod',
    'stays': '1',
  });
  expect(await deployment.writesOf(() => deployment.create(UNIT, desired))).toEqual([]);
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  await deployment.remove(UNIT, id, desired);
  expect(tagsNow()).toEqual({ team: 'red', stays: '1' });
});

test('a crash while tags are restored loses none of them', async () => {
  for (let place = 1; place <= 12; place += 1) {
    const { deployment, id, wanting, tagsNow } = await foreignUnit({ Key: 'team', Value: 'red' });
    const desired = wanting([{ Key: 'team', Value: 'blue' }]);
    await deployment.create(UNIT, desired);
    deployment.status = 'ROLLBACK_IN_PROGRESS';
    deployment.dieAfterCall(place);
    await deployment.remove(UNIT, id, desired).catch(() => undefined);
    deployment.disturb = (_operation, call) => call();
    await deployment.remove(UNIT, id, desired);
    expect([place, tagsNow()]).toEqual([place, { team: 'red' }]);
  }
});

test.each(['red', 'purple'])('readings from before a failed Update do not lose what the app found and has dropped, and somebody has set to %s', async (value) => {
  const { deployment, id, wanting, tagsNow } = await foreignUnit({ Key: 'team', Value: 'red' }, { Key: 'stage', Value: 'test' });
  const [adopted, dropped, failed] = ['blue', undefined, 'green'].map((given) => (
    wanting(given === undefined ? [] : ['team', 'stage'].map((Key) => ({ Key, Value: given })))
  ));
  await deployment.create(UNIT, adopted);
  await deployment.update(UNIT, id, adopted, dropped);
  await deployment.organizations.tagResource(id, ['team', 'stage'].map((Key) => ({ Key, Value: value })));
  await deployment.update(UNIT, id, dropped, failed);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  showFormerTag(deployment, 'team', value, 8);
  await deployment.update(UNIT, id, failed, dropped);
  expect([tagsNow().team, tagsNow().stage]).toEqual([value, value]);
});

test('a tag that leaves the app goes from an adopted unit, a rollback brings it back, and the release of the unit its former value', async () => {
  const { deployment, id, wanting, tagsNow } = await foreignUnit({ Key: 'team', Value: 'red' });
  const desired = wanting([{ Key: 'team', Value: 'blue' }]);
  await deployment.create(UNIT, desired);
  const adopted = tagsNow();
  await deployment.update(UNIT, id, desired, wanting([]));
  expect(tagsNow()).toEqual({ 'cdk-aws-organizations:owner': 'landing-zone@us-east-1/adopted', 'cdk-aws-organizations:was:team': 'red' });
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  await deployment.update(UNIT, id, wanting([]), desired);
  expect(tagsNow()).toEqual(adopted);
  deployment.status = 'UPDATE_IN_PROGRESS';
  await deployment.update(UNIT, id, desired, wanting([]));
  deployment.status = 'DELETE_IN_PROGRESS';
  await deployment.remove(UNIT, id, wanting([]));
  expect(tagsNow()).toEqual({ team: 'red' });
});

test('two crashes while a unit is released leave no note of a tag that the app has dropped', async () => {
  const places = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  for (const [first, second] of places.flatMap((one) => places.map((other) => [one, other]))) {
    const { deployment, id, wanting, tagsNow } = await foreignUnit({ Key: 'team', Value: 'red' }, { Key: 'cost', Value: '1' });
    const cost = { Key: 'cost', Value: '2' };
    const [previous, desired] = [wanting([{ Key: 'team', Value: 'blue' }, cost]), wanting([cost])];
    await deployment.create(UNIT, previous);
    await deployment.update(UNIT, id, previous, desired);
    deployment.status = 'DELETE_IN_PROGRESS';
    for (const place of [first, second]) {
      deployment.dieAfterCall(place);
      await deployment.remove(UNIT, id, desired).catch(() => undefined);
    }
    deployment.disturb = (_operation, call) => call();
    await deployment.remove(UNIT, id, desired);
    expect([first, second, tagsNow()]).toEqual([first, second, { team: 'red', cost: '1' }]);
  }
});

test('a key is kept up to the length at which the key of its former value has the 128 characters that a key can have', async () => {
  const key = 'k'.repeat(128 - 'cdk-aws-organizations:was:'.length);
  const { deployment, wanting, tagsNow } = await foreignUnit({ Key: key, Value: 'red' });
  await deployment.create(UNIT, wanting([{ Key: key, Value: 'blue' }]));
  expect(tagsNow()).toMatchObject({ [key]: 'blue', [`cdk-aws-organizations:was:${key}`]: 'red' });
});

test.each([
  ['a key that is too long to keep its value', [{ Key: 'k'.repeat(110), Value: 'red' }], /its key is too long to keep its present value/],
  ['a number of tags above the maximum', Array.from({ length: 30 }, (_, number) => ({ Key: `k${number}`, Value: 'red' })), /would have 61 tags.*50 are possible/],
])('%s is refused before any write', async (_name, found, message) => {
  const { deployment, wanting, tagsNow } = await foreignUnit(...found);
  const before = tagsNow();
  await expect(deployment.create(UNIT, wanting(found.map(({ Key }) => ({ Key, Value: 'blue' }))))).rejects.toThrow(message);
  expect(tagsNow()).toEqual(before);
});

test('a rollback restores the tags of the root as well', async () => {
  const deployment = new Deployment();
  const root = await deployment.organization();
  await deployment.organizations.tagResource(root, [{ Key: 'team', Value: 'red' }]);
  const desired = { FeatureSet: 'ALL', RootTags: [{ Key: 'team', Value: 'blue' }] };
  const { PhysicalResourceId: id } = await deployment.create('Custom::OrganizationsOrganization', desired);
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  await deployment.remove('Custom::OrganizationsOrganization', id, desired);
  expect(deployment.simulator.state().root!.tags).toEqual({ team: 'red' });
});

test('a rollback keeps a tag that already had the desired value, even if the Delete is repeated', async () => {
  const { deployment, id, wanting, tagsNow } = await foreignUnit({ Key: 'team', Value: 'blue' });
  const desired = wanting([{ Key: 'team', Value: 'blue' }]);
  await deployment.create(UNIT, desired);
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  await deployment.remove(UNIT, id, desired);
  await deployment.remove(UNIT, id, desired);
  expect(tagsNow()).toEqual({ team: 'blue' });
});

test.each(['red', 'blue'])('a rollback restores a tag of the root that was %s before, even if each event is repeated', async (value) => {
  const deployment = new Deployment();
  const root = await deployment.organization();
  await deployment.organizations.tagResource(root, [{ Key: 'team', Value: value }]);
  const desired = { FeatureSet: 'ALL', RootTags: [{ Key: 'team', Value: 'blue' }] };
  await deployment.create('Custom::OrganizationsOrganization', desired);
  const { PhysicalResourceId: id } = await deployment.create('Custom::OrganizationsOrganization', desired);
  expect(deployment.simulator.state().root!.tags).toMatchObject({ team: 'blue' });
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  await deployment.remove('Custom::OrganizationsOrganization', id, desired);
  await deployment.remove('Custom::OrganizationsOrganization', id, desired);
  expect(deployment.simulator.state().root!.tags).toEqual({ team: value });
});

test('a tag that an Update adds keeps the value that it overwrites, and a rollback restores that value', async () => {
  const { deployment, id, wanting, tagsNow } = await foreignUnit({ Key: 'team', Value: 'finance' });
  const [before, after] = [wanting([]), wanting([{ Key: 'team', Value: 'platform' }])];
  await deployment.create(UNIT, before);
  await deployment.update(UNIT, id, before, after);
  await deployment.update(UNIT, id, before, after);
  expect(tagsNow()).toMatchObject({ 'team': 'platform', 'cdk-aws-organizations:was:team': 'finance' });
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  await deployment.update(UNIT, id, after, before);
  expect(tagsNow()).toEqual({ 'cdk-aws-organizations:owner': 'landing-zone@us-east-1/adopted', 'team': 'finance' });
});

test('a change of our own value keeps no former value', async () => {
  const { deployment, id, wanting, tagsNow } = await foreignUnit();
  const [red, blue] = ['red', 'blue'].map((Value) => wanting([{ Key: 'team', Value }]));
  await deployment.create(UNIT, red);
  await deployment.update(UNIT, id, red, blue);
  expect(tagsNow()).toEqual({ 'cdk-aws-organizations:owner': 'landing-zone@us-east-1/adopted', 'cdk-aws-organizations:added/1': '4.team', 'team': 'blue' });
});

describe('tags that were on an adopted unit with the values of the code', () => {
  const [OWNER_TAG, ADDED] = ['cdk-aws-organizations:owner', 'cdk-aws-organizations:added/1'];
  const tag = (Key: string, Value = 'blue') => ({ Key, Value });
  const own = { [OWNER_TAG]: 'landing-zone@us-east-1/adopted' };

  test('need no note, and stay when the unit is released', async () => {
    const { deployment, id, wanting, tagsNow } = await foreignUnit(tag('team'), tag('cost'));
    const desired = wanting([tag('team'), tag('cost')]);
    await deployment.create(UNIT, desired);
    expect(tagsNow()).toEqual({ ...own, team: 'blue', cost: 'blue' });
    deployment.status = 'DELETE_IN_PROGRESS';
    await deployment.remove(UNIT, id, desired);
    expect(tagsNow()).toEqual({ team: 'blue', cost: 'blue' });
  });

  test('stay where an Update lists them and is rolled back, while what it adds goes, even if each event is repeated', async () => {
    const { deployment, id, wanting, tagsNow } = await foreignUnit(tag('team'), tag('cost'));
    const [before, after] = [wanting([tag('first')]), wanting(['first', 'team', 'cost', 'x y', 'z'].map((key) => tag(key)))];
    await deployment.create(UNIT, before);
    const adopted = tagsNow();
    expect(adopted).toEqual({ ...own, [ADDED]: '5.first', team: 'blue', cost: 'blue', first: 'blue' });
    for (const _time of ['first', 'second']) await deployment.update(UNIT, id, before, after);
    expect(tagsNow()).toMatchObject({ [ADDED]: '13.first+x=20y+z', 'x y': 'blue', 'z': 'blue' });
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    for (const _time of ['first', 'second']) await deployment.update(UNIT, id, after, before);
    expect(tagsNow()).toEqual(adopted);
    deployment.status = 'DELETE_IN_PROGRESS';
    await deployment.remove(UNIT, id, before);
    expect(tagsNow()).toEqual({ team: 'blue', cost: 'blue' });
  });

  test('stay after a crash at any call of a rollback, and what the Update added goes', async () => {
    for (const place of [1, 2, 3, 4, 5, 6]) {
      const { deployment, id, wanting, tagsNow } = await foreignUnit(tag('team'), tag('cost', 'red'));
      const [before, after] = [wanting([]), wanting(['team', 'cost', 'x', 'y'].map((key) => tag(key)))];
      await deployment.create(UNIT, before);
      await deployment.update(UNIT, id, before, after);
      deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
      deployment.dieAfterCall(place);
      await deployment.update(UNIT, id, after, before).catch(() => undefined);
      deployment.disturb = (_operation, call) => call();
      await deployment.update(UNIT, id, after, before);
      expect([place, tagsNow()]).toEqual([place, { ...own, team: 'blue', cost: 'red' }]);
    }
  });

  test('go when they leave the code, and a rollback brings them back', async () => {
    const { deployment, id, wanting, tagsNow } = await foreignUnit(tag('team'), tag('cost'));
    const [before, after] = [wanting([tag('team'), tag('cost'), tag('x')]), wanting([])];
    await deployment.create(UNIT, before);
    await deployment.update(UNIT, id, before, after);
    expect(tagsNow()).toEqual({ ...own, [ADDED]: '1.x' });
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await deployment.update(UNIT, id, after, before);
    expect(tagsNow()).toEqual({ ...own, [ADDED]: '1.x', team: 'blue', cost: 'blue', x: 'blue' });
  });

  test('of the root stay when one of two stacks releases its tags, with those of the other stack', async () => {
    const deployment = new Deployment();
    const root = await deployment.organization();
    await deployment.organizations.tagResource(root, [tag('team'), tag('cost')]);
    const TYPE = 'Custom::OrganizationsOrganization';
    const [base, other] = [{ FeatureSet: 'ALL', RootTags: [tag('team'), tag('x')] }, { FeatureSet: 'ALL', RootTags: [tag('cost'), tag('y')] }];
    const { PhysicalResourceId: id } = await deployment.create(TYPE, base);
    await deployment.inStack(stackId('other'), () => deployment.create(TYPE, other));
    const rootTags = () => deployment.simulator.state().root!.tags;
    expect(rootTags()).toMatchObject({ [ADDED]: '3.x+y' });
    deployment.status = 'DELETE_IN_PROGRESS';
    await deployment.remove(TYPE, id, base);
    expect(rootTags()).toMatchObject({ [ADDED]: '1.y', team: 'blue', cost: 'blue', y: 'blue' });
    expect(Object.keys(rootTags())).not.toContain('x');
    await deployment.inStack(stackId('other'), () => deployment.remove(TYPE, id, other));
    expect(rootTags()).toEqual({ team: 'blue', cost: 'blue' });
  });
});

test.each([[[]], [[{ Key: 'stage', Value: 'all' }]]])('tags of the root that an Update adds keep the values that they overwrite (before: %j)', async (own) => {
  const deployment = new Deployment();
  const root = await deployment.organization();
  await deployment.organizations.tagResource(root, [{ Key: 'CostCenter', Value: '42' }]);
  const before = { FeatureSet: 'ALL', ...own.length > 0 && { RootTags: own } };
  const after = { FeatureSet: 'ALL', RootTags: [...own, { Key: 'CostCenter', Value: '7' }] };
  const { PhysicalResourceId: id } = await deployment.create('Custom::OrganizationsOrganization', before);
  await deployment.update('Custom::OrganizationsOrganization', id, before, after);
  await deployment.update('Custom::OrganizationsOrganization', id, before, after);
  expect(deployment.simulator.state().root!.tags).toMatchObject({ CostCenter: '7' });
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  await deployment.update('Custom::OrganizationsOrganization', id, after, before);
  expect(deployment.simulator.state().root!.tags).toMatchObject({ CostCenter: '42' });
  expect(Object.keys(deployment.simulator.state().root!.tags).some((key) => key.includes('was:'))).toBe(false);
});

describe('an adopted unit of another stack', () => {
  const [OWNER, FORMER] = ['cdk-aws-organizations:owner', 'cdk-aws-organizations:was:cdk-aws-organizations:owner'];

  async function ofAnother() {
    const world = await foreignUnit({ Key: OWNER, Value: 'other' }, { Key: 'team', Value: 'red' });
    const desired = world.wanting([{ Key: 'team', Value: 'blue' }]);
    await world.deployment.create(UNIT, desired);
    return { ...world, desired };
  }

  test.each(['ROLLBACK_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'])('belongs to that stack again after its release in %s', async (status) => {
    const { deployment, id, desired, tagsNow } = await ofAnother();
    expect(tagsNow()).toMatchObject({ [OWNER]: 'landing-zone@us-east-1/adopted', [FORMER]: 'other' });
    expect(await deployment.writesOf(() => deployment.create(UNIT, desired))).toEqual([]);
    deployment.status = status;
    await deployment.remove(UNIT, id, desired);
    expect(tagsNow()).toEqual({ [OWNER]: 'other', team: 'red' });
    expect(await deployment.writesOf(() => deployment.remove(UNIT, id, desired))).toEqual([]);
  });

  test('is released completely, wherever a call crashes', async () => {
    for (let place = 1; ; place += 1) {
      const { deployment, id, desired, tagsNow } = await ofAnother();
      deployment.status = 'ROLLBACK_IN_PROGRESS';
      deployment.dieAfterCall(place);
      const died = await deployment.remove(UNIT, id, desired).then(() => false, () => true);
      deployment.disturb = (_operation, call) => call();
      await deployment.remove(UNIT, id, desired);
      expect([place, tagsNow()]).toEqual([place, { [OWNER]: 'other', team: 'red' }]);
      if (!died) return expect(place).toBeGreaterThan(8);
    }
  });
});

test('a rollback keeps a tag of somebody else that the failed deployment listed with another value', async () => {
  const value = 'blue';
  const { deployment, id, wanting, tagsNow } = await foreignUnit({ Key: 'team', Value: 'red' });
  await deployment.create(UNIT, wanting([]));
  const before = tagsNow();
  deployment.status = 'UPDATE_IN_PROGRESS';
  await deployment.update(UNIT, id, wanting([]), wanting([{ Key: 'team', Value: value }]));
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  await deployment.update(UNIT, id, wanting([{ Key: 'team', Value: value }]), wanting([]));
  expect(tagsNow()).toMatchObject(before);
  deployment.status = 'DELETE_IN_PROGRESS';
  await deployment.remove(UNIT, id, wanting([]));
  expect(tagsNow()).toEqual({ team: 'red' });
});

describe('a unit that a second stack takes over from the one that adopted it', () => {
  const OTHER = stackId('other');
  const tags = (values: Record<string, string>) => Object.entries(values).map(([Key, Value]) => ({ Key, Value }));

  /** The first stack has overwritten one tag and added another one; the second one lists `values`. */
  async function takenOver(values: Record<string, string>) {
    const world = await foreignUnit({ Key: 'team', Value: 'red' });
    const { deployment, id, wanting, tagsNow } = world;
    const own = wanting(tags({ team: 'blue', cost: '1' }));
    await deployment.create(UNIT, own);
    const [before, desired] = [tagsNow(), wanting(tags(values))];
    deployment.status = 'UPDATE_IN_PROGRESS';
    const inOther = <T>(work: () => Promise<T>) => deployment.inStack(OTHER, work);
    return { ...world, own, before, desired, inOther, removeFromOther: () => inOther(() => deployment.remove(UNIT, id, desired)) };
  }

  test.each([
    [{}], [{ team: 'blue', cost: '1' }], [{ team: 'green', cost: '2', more: 'x' }], [{ cost: '2' }],
  ])('has the tags and notes of the first one again if that fails with %j, and those before both after its release', async (values) => {
    for (let place = 1; ; place += 1) {
      const { deployment, id, own, before, desired, inOther, removeFromOther, tagsNow } = await takenOver(values as Record<string, string>);
      deployment.dieAfterCall(place);
      const calls = () => inOther(() => deployment.create(UNIT, desired)).then(() => false, () => true);
      const died = await calls();
      deployment.disturb = (_operation, call) => call();
      if (died) await inOther(() => deployment.create(UNIT, desired));
      expect(await inOther(() => deployment.writesOf(() => deployment.create(UNIT, desired)))).toEqual([]);
      deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
      deployment.dieAfterCall(place);
      const diedToo = await removeFromOther().then(() => false, () => true);
      deployment.disturb = (_operation, call) => call();
      if (diedToo) await removeFromOther();
      expect([place, tagsNow()]).toEqual([place, before]);
      deployment.status = 'DELETE_IN_PROGRESS';
      await deployment.remove(UNIT, id, own);
      expect([place, tagsNow()]).toEqual([place, { team: 'red' }]);
      if (!died && !diedToo) return;
    }
  });

  test.each([
    ['team', 'green'], ['cost', 'green'], ['team', 'blue'], ['cost', '1'], ['both', 'green'],
  ])('has its tags again if that fails, and the notes of both are equal: %s, %s', async (which, value) => {
    for (let place = 1; ; place += 1) {
      const values = Object.fromEntries((which === 'both' ? ['team', 'cost'] : [which]).map((key) => [key, value]));
      const { deployment, id, own, wanting, desired, inOther, removeFromOther, tagsNow } = await takenOver(values);
      // The first stack drops the tag that it had added, and somebody sets the value from before it again.
      await deployment.update(UNIT, id, own, wanting(tags({ team: 'blue' })));
      await deployment.organizations.tagResource(id, tags({ team: 'red' }));
      const before = tagsNow();
      await inOther(() => deployment.create(UNIT, desired));
      deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
      deployment.dieAfterCall(place);
      const died = await removeFromOther().then(() => false, () => true);
      deployment.disturb = (_operation, call) => call();
      if (died) await removeFromOther();
      expect([place, tagsNow()]).toEqual([place, before]);
      if (!died) return;
    }
  });

  test.each([
    [{ team: 'blue', cost: '1' }], [{ team: 'green', cost: '2', more: 'x' }],
  ])('has the tags before both when the first one leaves it and the second one, with %j, releases it', async (values) => {
    for (let place = 1; ; place += 1) {
      const { deployment, id, own, desired, inOther, removeFromOther, tagsNow } = await takenOver(values as Record<string, string>);
      await inOther(() => deployment.create(UNIT, desired));
      deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
      deployment.dieAfterCall(place);
      const died = await deployment.remove(UNIT, id, own).then(() => false, () => true);
      deployment.disturb = (_operation, call) => call();
      await deployment.remove(UNIT, id, own);
      expect(Object.keys(tagsNow()).some((key) => key.includes('was:cdk-aws-organizations'))).toBe(false);
      await removeFromOther();
      expect([place, tagsNow()]).toEqual([place, { team: 'red' }]);
      if (!died) return;
    }
  });
});

test('a tag that somebody sets after the app has dropped its key comes back in the rollback of a deployment that lists the key again', async () => {
  const { deployment, id, wanting, tagsNow } = await foreignUnit({ Key: 'team', Value: 'red' });
  const [blue, none, green] = [[{ Key: 'team', Value: 'blue' }], [], [{ Key: 'team', Value: 'green' }]].map((each) => wanting(each));
  await deployment.create(UNIT, blue);
  await deployment.update(UNIT, id, blue, none);
  await deployment.organizations.tagResource(id, [{ Key: 'team', Value: 'ops' }]);
  await deployment.update(UNIT, id, none, green);
  await deployment.update(UNIT, id, none, green);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  for (let times = 0; times < 2; times += 1) await deployment.update(UNIT, id, green, none);
  expect(tagsNow()).toMatchObject({ team: 'ops' });
  deployment.status = 'DELETE_IN_PROGRESS';
  await deployment.remove(UNIT, id, none);
  expect(tagsNow()).toEqual({ team: 'ops' });
});

test('an adopted unit is released although the last of several readings of its tags is behind', async () => {
  const { deployment, id, wanting, tagsNow } = await foreignUnit({ Key: 'team', Value: 'red' });
  const desired = wanting([{ Key: 'team', Value: 'blue' }]);
  await deployment.create(UNIT, desired);
  for (const reading of [7, 8]) {
    const written = tagsNow();
    deployment.status = 'DELETE_IN_PROGRESS';
    let readings = 0;
    deployment.disturb = async (operation, call) => {
      const answer = await call();
      readings += operation === 'ListTagsForResource' ? 1 : 0;
      return operation === 'ListTagsForResource' && readings === reading ? { ...answer as object, Tags: [{ Key: 'team', Value: 'red' }] } as typeof answer : answer;
    };
    await deployment.remove(UNIT, id, desired);
    deployment.disturb = (_operation, call) => call();
    expect([reading, tagsNow()]).toEqual([reading, { team: 'red' }]);
    deployment.status = 'UPDATE_IN_PROGRESS';
    await deployment.create(UNIT, desired);
    expect(tagsNow()).toEqual(written);
  }
});
