import type { Version } from './release-apps';
import type { Assemblies } from './release-fixture';
import type { SimulatorState } from '../../../src/simulator';
import { byHand, takeAddress } from '../support/by-hand';
import { deploy, type Deployed, type DeployOptions, reasonsOf } from '../support/deploy';
import { shapeOf } from '../support/shape';

/** The code of both versions is ours, so that it can run in this process. */
const OPTIONS: DeployOptions = { confinement: 'none' };

/** One way from a version to another, with what must hold at its end. */
export interface Way {
  readonly name: string;
  /** @returns what does not hold */
  readonly problems: (older: Assemblies, newer: Assemblies, start?: Start) => Promise<string[]>;
}

/** Where a deployment begins. */
type Start = Pick<Deployed, 'state'> | { readonly state: SimulatorState };

/** Deploys an app, whose functions may still have the code of another assembly. */
async function step(assembly: string, from?: Start, former?: string, more: DeployOptions = {}): Promise<Deployed> {
  return deploy(assembly, { ...OPTIONS, state: from?.state, formerAssemblyDirectory: former, ...more });
}

/** The problems of a deployment that has to succeed. */
function problemsOf(name: string, result: Deployed): string[] {
  return [
    ...(result.succeeded ? [] : [`${name}: ${statusesOf(result)}: ${reasonsOf(result).join('; ')}`]),
    ...result.differences.map((difference) => `${name}: ${JSON.stringify(difference)}`),
    ...result.violations.map((violation) => `${name}: ${violation}`),
  ];
}

/** The same of one that has nothing to do. */
function problemsOfQuiet(name: string, result: Deployed): string[] {
  return [...problemsOf(name, result), ...result.writes.map((write) => `${name}: it writes ${write}`)];
}

/** The same of one that has to be rolled back. It loosens on purpose in between, so that only losses count. */
function problemsOfRolledBack(name: string, result: Deployed, expected: Deployed): string[] {
  const isRolledBack = result.stacks.at(-1)!.status === 'UPDATE_ROLLBACK_COMPLETE';
  return [
    ...(isRolledBack ? [] : [`${name}: ${statusesOf(result)}: ${reasonsOf(result).join('; ')}`]),
    ...result.unintendedChanges.map((change) => `${name}: ${change}`),
    ...differenceOf(name, result, expected),
  ];
}

function statusesOf({ stacks }: Deployed): string {
  return stacks.map(({ status }) => status).join(', ');
}

/** The state in which the last version of an app fails. */
function whereItFails({ state }: Deployed): Start {
  return { state: byHand(state, takeAddress) };
}

function differenceOf(name: string, one: Deployed, other: Deployed): string[] {
  const [is, shouldBe] = [one, other].map(({ simulatorState }) => Object.entries(shapeOf(simulatorState)));
  return is.flatMap(([part, value], index) => {
    const [found, expected] = [value, shouldBe[index][1]].map((each) => JSON.stringify(each));
    return found === expected ? [] : [`${name}: ${part} is ${found} instead of ${expected}`];
  });
}

/** The ways that a user goes between two versions, in either direction. */
export const WAYS: readonly Way[] = [
  {
    name: 'the same code with the newer version writes nothing, and so does the older version again',
    problems: async (older, newer, start) => {
      const first = await step(older.former, start);
      const upgraded = await step(newer.former, first, older.former);
      const back = await step(older.former, upgraded, newer.former);
      return [
        ...problemsOf('older version', first),
        ...problemsOfQuiet('newer version', upgraded),
        ...problemsOfQuiet('older version again', back),
        ...differenceOf('after both', back, first),
      ];
    },
  },
  ...(['former', 'changed'] as const).map((from): Way => {
    const to: Version = from === 'former' ? 'changed' : 'former';
    return {
      name: `a change from ${from} to ${to} that comes with the newer version ends as if it had always been there`,
      problems: async (older, newer, start) => {
        const changed = await step(newer[to], await step(older[from], start), older[from]);
        const expected = await step(newer[to], await step(newer[from], start));
        return [...problemsOf('upgrade with a change', changed), ...differenceOf('upgrade with a change', changed, expected)];
      },
    };
  }),
  {
    name: 'a failed upgrade is rolled back by the code of the older version, twice, and then succeeds',
    problems: async (older, newer, start) => {
      const first = await step(older.former, start);
      const expectedFailure = await step(older.failing, whereItFails(first));
      const failed = await step(newer.failing, whereItFails(first), older.former);
      const again = await step(newer.failing, failed, older.former);
      const quiet = await step(older.former, again, newer.failing);
      const succeeded = await step(newer.changed, quiet, older.former);
      const expected = await step(newer.changed, await step(newer.former, start));
      return [
        ...[failed, again].flatMap((each, index) => problemsOfRolledBack(`failed upgrade ${index + 1}`, each, expectedFailure)),
        ...problemsOfQuiet('older version after it', quiet),
        ...problemsOf('upgrade after it', succeeded),
        ...differenceOf('upgrade after it', succeeded, expected),
      ];
    },
  },
  {
    name: 'what the newer version wrote, the older one reads: it changes it back and deletes it',
    problems: async (older, newer, start) => {
      const written = await step(newer.changed, await step(newer.former, start));
      const quiet = await step(older.changed, written, newer.changed);
      const back = await step(older.former, quiet, older.changed);
      const expected = await step(older.former, await step(older.changed, await step(older.former, start)));
      const deleted = await step(older.former, back, undefined, { deletion: true });
      const expectedEnd = await step(older.former, expected, undefined, { deletion: true });
      return [
        ...problemsOfQuiet('older version', quiet),
        ...problemsOf('change back', back),
        ...differenceOf('change back', back, expected),
        ...problemsOf('deletion', deleted),
        ...differenceOf('deletion', deleted, expectedEnd),
      ];
    },
  },
  {
    name: 'the newer version finds again what a deletion by the older one left',
    problems: async (older, newer, start) => {
      const left = await step(older.former, await step(older.former, start), undefined, { deletion: true });
      const [again, expected] = [await step(newer.former, left), await step(older.former, left)];
      return [...problemsOf('creation', again), ...differenceOf('creation', again, expected)];
    },
  },
  {
    name: 'the newer version deletes what the older one created',
    problems: async (older, newer, start) => {
      const upgraded = await step(newer.former, await step(older.former, start), older.former);
      const deleted = await step(newer.former, upgraded, undefined, { deletion: true });
      const expected = await step(newer.former, await step(newer.former, start), undefined, { deletion: true });
      return [...problemsOf('deletion', deleted), ...differenceOf('deletion', deleted, expected)];
    },
  },
];
