import { provider, removeAssemblies, unit, writeAssembly } from './written-assembly';
import { type RehearsalOptions, rehearse, rehearseRollback } from '../../src/rehearsal';

afterEach(removeAssemblies);

const stack = (version: number, more = {}) => ({ resources: { ...provider(), A: unit({ Id: 'a', Version: version }), ...more } });
const assemblyOf = (version: number) => writeAssembly('scripted', {
  First: stack(version), Second: stack(version, version > 1 ? { Bad: unit({ Id: 'bad', Fail: 'Create' }) } : {}), Third: stack(1),
});

async function failedSecond(): Promise<RehearsalOptions> {
  const { state } = await rehearse({ assemblyDirectory: assemblyOf(1) });
  const assemblyDirectory = assemblyOf(2);
  const { stacks, state: failed } = await rehearse({ assemblyDirectory, state, disableRollback: true });
  expect(stacks.map(({ name, status }) => `${name} ${status}`)).toEqual(['First UPDATE_COMPLETE', 'Second UPDATE_FAILED', 'Third NOT_DEPLOYED']);
  return { assemblyDirectory, state: failed };
}

const ended = ({ name, status }: { name: string; status: string }) => `${name} ${status}`;

test('without names, only the failed stacks are rolled back', async () => {
  const { succeeded, stacks } = await rehearseRollback(await failedSecond());
  expect([succeeded, ...stacks.map(ended)]).toEqual([true, 'Second UPDATE_ROLLBACK_COMPLETE']);
});

test('a stack that needs no rollback is refused where it is named, and where nothing else is there', async () => {
  const options = await failedSecond();
  const named = await rehearseRollback({ ...options, stacks: ['First'] });
  expect([named.succeeded, ...named.stacks.map(ended)]).toEqual([false, 'First UPDATE_COMPLETE']);
  expect(named.stacks[0].reason).toContain('The stack First needs no rollback. Given: UPDATE_COMPLETE.');
  const { state } = await rehearseRollback(options);
  const again = await rehearseRollback({ ...options, state });
  expect([again.succeeded, again.stacks.length]).toEqual([false, 1]);
});
