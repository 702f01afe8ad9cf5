import { attached, FULL, SCP, start, TYPE } from '../../support/attachments';
import type { Deployment } from '../../support/deployment';

/** The number of policies on the target after each change of its attachments. */
function counts(deployment: Deployment, since: number, from: number): number[] {
  let count = from;
  return deployment.writes(since).map((operation) => (count += operation === 'AttachPolicy' ? 1 : -1));
}

test('policies are swapped one by one if ten of ten slots are taken', async () => {
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

  test('actions that both sets deny are denied all the time, and at least nine policies are attached', async () => {
    // The old policies in pairs deny the same as the new ones in other pairs.
    const { deployment, unit, after, seen, deniedThroughout, run } = await swap((place, generation) =>
      deny(`a:Common${generation === 'old' ? place % 9 : (9 - place) % 9}`, `a:${generation}${place}`));
    await run();
    expect(attached(deployment, unit)).toEqual([...after.Policies[SCP]].sort());
    expect(seen).toHaveLength(20);
    expect(Math.min(...seen.map((ids) => ids.length))).toBe(9);
    for (let number = 0; number < 9; number += 1) expect(deniedThroughout(`a:Common${number}`)).toBe(true);
  });

  test('the deployment fails before any write if each policy is the only one to deny an action, and the rollback succeeds', async () => {
    const { deployment, seen, run } = await swap((place) => deny(`a:Common${place}`));
    await expect(run()).rejects.toThrow(/detaching any of them first leaves a gap. Free one slot/);
    expect(seen).toEqual([]);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await run();
    expect(seen).toHaveLength(20);
  });
});
