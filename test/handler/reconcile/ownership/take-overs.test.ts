import { Deployment, STACK_ID, stackId } from '../../support/deployment';

const UNIT = 'Custom::OrganizationsOrganizationalUnit';
const ORGANIZATION = 'Custom::OrganizationsOrganization';
const STACKS = { first: STACK_ID, second: stackId('second'), third: stackId('third') };
const MOST_CALLS = 30;

type Tags = Record<string, string>;
/** Takes over or changes the unit with these tags; removes it from the app; lets its creation fail, so that the rollback removes it. */
type Step = readonly [stack: keyof typeof STACKS | 'person', to: Tags | 'leaves' | 'fails'];

/** How the events of a step are delivered: once, each twice, or again after a crash of the function at a call. */
type Delivery = 'once' | 'twice' | number;

const listOf = (tags: Tags) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

/** Runs the steps on a unit that somebody made. The events of one step come differently. @returns the tags before and after each step */
async function tagsAfter(steps: readonly Step[], differently: number, delivery: Delivery): Promise<readonly Tags[]> {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const { id } = await deployment.organizations.createOrganizationalUnit(root, 'Security', listOf({ team: 'red' }));
  const tagsNow = () => deployment.simulator.state().organizationalUnits[0].tags;
  const wanting = (tags: Tags) => ({ ParentId: root, Name: 'Security', Adopt: true, Tags: listOf(tags) });
  const lists = new Map<string, Tags>();
  const seen = [tagsNow()];
  for (const [index, [stack, to]] of steps.entries()) {
    if (stack === 'person') {
      await deployment.organizations.tagResource(id, listOf(to as Tags));
    } else {
      const former = lists.get(stack);
      const isEnd = to === 'leaves' || to === 'fails';
      deployment.status = isEnd ? { leaves: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', fails: 'UPDATE_ROLLBACK_IN_PROGRESS' }[to] : 'UPDATE_IN_PROGRESS';
      const once = () => deployment.inStack(STACKS[stack], () => {
        if (isEnd) return deployment.remove(UNIT, id, wanting(former!));
        return former ? deployment.update(UNIT, id, wanting(former), wanting(to)) : deployment.create(UNIT, wanting(to));
      });
      await deliver(deployment, once, index === differently ? delivery : 'once');
      if (!isEnd) lists.set(stack, to);
    }
    seen.push(tagsNow());
  }
  return seen;
}

async function deliver(deployment: Deployment, once: () => Promise<unknown>, delivery: Delivery): Promise<void> {
  if (typeof delivery === 'number') {
    deployment.dieAfterCall(delivery);
    await once().catch(() => undefined);
    deployment.disturb = (_operation, call) => call();
  }
  await once();
  if (delivery === 'twice') await once();
}

const OVER_BLUE: readonly Step[] = [['first', { team: 'blue' }]];
const CHAIN: readonly Step[] = [...OVER_BLUE, ['second', { team: 'green' }]];
const CHAIN_OF_THREE: readonly Step[] = [...CHAIN, ['third', { team: 'black' }]];
const RED: Tags = { team: 'red' };

describe.each<readonly [name: string, steps: readonly Step[], end: number | Tags]>([
  ['a third stack with no tags fails', [...CHAIN, ['third', {}], ['third', 'fails']], 2],
  ['a third stack with the value of the second one fails', [...CHAIN, ['third', { team: 'green' }], ['third', 'fails']], 2],
  ['a third stack with another value fails', [...CHAIN_OF_THREE, ['third', 'fails']], 2],
  ['a third stack leaves', [...CHAIN_OF_THREE, ['third', 'leaves']], 2],
  ['a stack fails after somebody has set the former value', [...OVER_BLUE, ['person', RED], ['second', { team: 'green' }], ['second', 'fails']], 2],
  [
    'a stack changes after somebody has set the former value, and leaves',
    [...OVER_BLUE, ['person', RED], ['second', { team: 'green' }], ['second', { team: 'green', x: '1' }], ['second', 'leaves']], 2,
  ],
  [
    'both stacks add the same key, which the first one has dropped, and the second one fails',
    [['first', { cost: '1' }], ['first', {}], ['second', { cost: '2' }], ['second', 'fails']], 2,
  ],
  ['a stack drops a key, lists it again and leaves', [...CHAIN, ['second', {}], ['second', { team: 'green' }], ['second', 'leaves']], 1],
  [
    'a key that the first stack has dropped and the second one has added has its value from before both',
    [...OVER_BLUE, ['first', {}], ['second', { team: 'green' }], ['first', 'leaves'], ['second', 'leaves']], RED,
  ],
  ['all leave, the last one first', [...CHAIN_OF_THREE, ['third', 'leaves'], ['second', 'leaves'], ['first', 'leaves']], RED],
  ['all leave, the first one first', [...CHAIN_OF_THREE, ['first', 'leaves'], ['second', 'leaves'], ['third', 'leaves']], RED],
  ['the first and the last one leave', [...CHAIN_OF_THREE, ['first', 'leaves'], ['third', 'leaves'], ['second', 'leaves']], RED],
  ['the second and the last one leave', [...CHAIN_OF_THREE, ['second', 'leaves'], ['third', 'leaves'], ['first', 'leaves']], RED],
  [
    'a key that the first stack has added goes when it leaves first',
    [['first', { cost: '1' }], ['second', { cost: '2' }], ['first', 'leaves'], ['second', 'leaves']], RED,
  ],
])('where several stacks take over a unit, and %s', (_name, steps, end) => {
  test('nothing of others is lost', async () => {
    const tags = await tagsAfter(steps, -1, 'once');
    expect(tags.at(-1)).toEqual(typeof end === 'number' ? tags[end] : end);
  });

  test('each step ends alike if it is delivered twice, or again after a crash at any call', async () => {
    const expected = await tagsAfter(steps, -1, 'once');
    const deliveries: Delivery[] = ['twice', ...Array.from({ length: MOST_CALLS }, (_, index) => index + 1)];
    for (const [index, [stack]] of steps.entries()) {
      if (stack === 'person') continue;
      for (const delivery of deliveries) {
        expect([index, delivery, await tagsAfter(steps, index, delivery)]).toEqual([index, delivery, expected]);
      }
    }
  });
});

test('a stack that takes a unit over again and has dropped a tag leaves the value of the other stack', async () => {
  const tags = await tagsAfter([...CHAIN, ['first', {}]], -1, 'once');
  expect(tags.at(-1)).toMatchObject({ team: 'green' });
});

test('a stack whose tags fill the unit gives it back with the notes of the former one', async () => {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const others = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`key${index}`, 'theirs']));
  const { id } = await deployment.organizations.createOrganizationalUnit(root, 'Security', listOf({ ...others, ...RED }));
  const tagsNow = () => deployment.simulator.state().organizationalUnits[0].tags;
  const wanting = (tags: Tags) => ({ ParentId: root, Name: 'Security', Adopt: true, Tags: listOf(tags) });
  const inSecond = <T>(work: () => Promise<T>) => deployment.inStack(STACKS.second, work);
  deployment.status = 'UPDATE_IN_PROGRESS';
  await deployment.create(UNIT, wanting({ team: 'blue', cost: '1' }));
  const before = tagsNow();
  await inSecond(() => deployment.create(UNIT, wanting({})));
  const free = 50 - Object.keys(tagsNow()).length;
  const full = wanting(Object.fromEntries(Object.keys(others).slice(0, free).map((key) => [key, 'ours'])));
  await inSecond(() => deployment.update(UNIT, id, wanting({}), full));
  expect(Object.keys(tagsNow())).toHaveLength(50);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  await inSecond(() => deployment.remove(UNIT, id, full));
  expect(tagsNow()).toEqual(before);
});

test.each(['leaves', 'has no tags any more'])('a stack that %s and dies at any call leaves no key in the note of a shared root', async (end) => {
  for (let place = 1; place <= MOST_CALLS; place += 1) {
    const deployment = new Deployment();
    const root = await deployment.organization();
    const inSecond = <T>(work: () => Promise<T>) => deployment.inStack(STACKS.second, work);
    const values: readonly Tags[] = [{ a: '1' }, { c: '1' }, { a: '1', c: 'by hand' }];
    const [one, two, more] = values.map((tags) => ({ FeatureSet: 'ALL', RootTags: listOf(tags) }));
    deployment.status = 'UPDATE_IN_PROGRESS';
    const { PhysicalResourceId: id } = await deployment.create(ORGANIZATION, one);
    await inSecond(() => deployment.create(ORGANIZATION, two));
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    if (end !== 'leaves') deployment.status = 'UPDATE_IN_PROGRESS';
    const without = { FeatureSet: 'ALL' };
    await deliver(deployment, () => inSecond(() => (end === 'leaves'
      ? deployment.remove(ORGANIZATION, id, two) : deployment.update(ORGANIZATION, id, two, without))), place);
    await deployment.organizations.tagResource(root, listOf({ c: 'by hand' }));
    deployment.status = 'UPDATE_IN_PROGRESS';
    await deployment.update(ORGANIZATION, id, one, more);
    deployment.status = 'DELETE_IN_PROGRESS';
    await deployment.remove(ORGANIZATION, id, more);
    expect([place, deployment.simulator.state().root!.tags]).toEqual([place, { c: 'by hand' }]);
  }
});
