import { OWNER_TAG_KEY } from '../../../../src/contract';
import { Deployment, stackId } from '../../support/deployment';

const TYPE = 'Custom::OrganizationsResourcePolicy';
const READS = content('organizations:ListPolicies');
const WANTED = { Content: READS, Tags: [{ Key: 'team', Value: 'security' }] };

function content(action: string): string {
  return JSON.stringify({
    Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::222222222222:root' }, Action: action, Resource: '*' }],
  });
}

async function start(options = {}) {
  const deployment = new Deployment(options);
  await deployment.organization();
  return deployment;
}

test('a resource policy is created with its owner tag and changed in place', async () => {
  const deployment = await start();
  const { PhysicalResourceId: id, Data } = await deployment.create(TYPE, WANTED);
  expect(deployment.simulator.state().resourcePolicy).toEqual({
    id, content: READS, tags: { team: 'security', [OWNER_TAG_KEY]: 'landing-zone@us-east-1' },
  });
  expect(Data?.Arn).toMatch(new RegExp(`:resourcepolicy/o-.*/${id}$`));
  const Content = content('organizations:DescribePolicy');
  expect(await deployment.writesOf(() => deployment.update(TYPE, id, WANTED, { ...WANTED, Content }))).toEqual(['PutResourcePolicy']);
  expect(deployment.simulator.state().resourcePolicy).toMatchObject({ id, content: Content });
});

test('a resource policy of someone else is not overwritten', async () => {
  const deployment = await start();
  await deployment.organizations.putResourcePolicy(content('organizations:ListRoots'));
  const since = deployment.simulator.journal.length;
  await expect(deployment.create(TYPE, WANTED)).rejects.toThrow(/was not created by this library.*Set adopt: true/);
  expect(deployment.writes(since)).toEqual([]);
});

test.each(['InvalidInputException', 'ignored', 'replaceTheOld'] as const)(
  'a resource policy that endpoints show late is not overwritten either (tags of an existing one: %s)', async (tagsOfAnExistingResourcePolicy) => {
    const deployment = await start({ lag: 'heavy', readings: { tagsOfAnExistingResourcePolicy } });
    await deployment.organizations.putResourcePolicy(content('organizations:ListRoots'));
    await expect(deployment.create(TYPE, WANTED)).rejects.toThrow('leaves it alone');
    expect(deployment.simulator.state().resourcePolicy?.content).toBe(content('organizations:ListRoots'));
  });

test('a resource policy is adopted only with its present content, and then never deleted', async () => {
  const deployment = await start();
  await deployment.organizations.putResourcePolicy(READS, [{ Key: 'team', Value: 'platform' }]);
  await expect(deployment.create(TYPE, { Content: content('organizations:ListRoots'), Adopt: true })).rejects.toThrow('a rollback could not restore that');
  const adopting = { ...WANTED, Adopt: true };
  const { PhysicalResourceId: id } = await deployment.create(TYPE, adopting);
  expect(deployment.simulator.state().resourcePolicy?.tags).toMatchObject({ team: 'security', [OWNER_TAG_KEY]: 'landing-zone@us-east-1/adopted' });
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  await deployment.remove(TYPE, id, adopting);
  expect(deployment.simulator.state().resourcePolicy).toEqual({ id, content: READS, tags: { team: 'platform' } });
});

test('adopt: true creates nothing if there is no resource policy', async () => {
  const deployment = await start();
  await expect(deployment.create(TYPE, { ...WANTED, Adopt: true })).rejects.toThrow('does not exist, and adopt: true creates nothing');
  expect(deployment.simulator.state().resourcePolicy).toBeNull();
});

test('a resource policy is deleted when it is removed from the app, unless another stack has taken it over', async () => {
  const deployment = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, WANTED);
  await deployment.clock.sleep(60_000);
  deployment.status = 'UPDATE_IN_PROGRESS';
  await deployment.inStack(stackId('other'), () => deployment.create(TYPE, { ...WANTED, Adopt: true }));
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, WANTED))).toEqual(['UntagResource']);
  const own = await start();
  const made = await own.create(TYPE, WANTED);
  own.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await own.writesOf(() => own.remove(TYPE, made.PhysicalResourceId, WANTED))).toEqual(['DeleteResourcePolicy']);
  expect(await own.writesOf(() => own.remove(TYPE, made.PhysicalResourceId, WANTED))).toEqual([]);
});

test('a rollback restores the former content', async () => {
  const deployment = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, WANTED);
  const changed = { ...WANTED, Content: content('organizations:DescribePolicy') };
  await deployment.update(TYPE, id, WANTED, changed);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  await deployment.update(TYPE, id, changed, WANTED);
  expect(deployment.simulator.state().resourcePolicy?.content).toBe(READS);
});

test('the handler waits if a reading right after the creation is refused with AccessDenied', async () => {
  const deployment = await start({ lag: 'heavy', readings: { notVisibleYet: 'AccessDeniedException' } });
  const event = await deployment.begin(deployment.event('Create', TYPE, WANTED));
  deployment.dieAfterCall(8);
  await deployment.finish(event).catch(() => undefined);
  deployment.disturb = (_operation, call) => call();
  const { PhysicalResourceId: id } = await deployment.finish(event);
  expect(deployment.simulator.state().resourcePolicy).toMatchObject({ id, content: READS });
  expect(deployment.writes().filter((operation) => operation === 'PutResourcePolicy')).toHaveLength(1);
});
