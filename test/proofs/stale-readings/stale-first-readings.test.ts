import { differencesWithStaleReadings, EVENTS, type EventName, type Prepare } from './stale-first-readings';
import { MORE_OBJECTS, TWO_OBJECTS } from './two-objects';
import { ResourceType, type ResourceTypeName } from '../../../src/contract';
import { isNight } from '../support/proof-runs';
import { recordStatistics } from '../support/run-statistics';

jest.setTimeout(3_600_000);

const ADOPTED_UNIT = `${ResourceType.ORGANIZATIONAL_UNIT} (which is adopted)`;
const ROWS: readonly (readonly [string, ResourceTypeName, Prepare])[] = [
  ...Object.entries(TWO_OBJECTS).map(([type, prepare]) => [type, type as ResourceTypeName, prepare] as const),
  ...MORE_OBJECTS.map(([variant, type, prepare]) => [`${type} (${variant})`, type, prepare] as const),
];

/** Events that a single reading still changes. Something of the stack stays, and nothing of others goes: docs/proofs.md says why. */
const OPEN: Readonly<Record<string, readonly EventName[]>> = {
  [ResourceType.ORGANIZATION]: ['converge an Update', 'remove', 'release'],
  [ResourceType.POLICY_ATTACHMENTS]: ['remove', 'release'],
  [ADOPTED_UNIT]: ['remove', 'release'],
};

test('the events have each verb that writes', () => {
  expect(new Set(Object.values(EVENTS).map(({ verb }) => verb))).toEqual(new Set(['converge', 'revert', 'remove', 'release']));
});

describe.each(ROWS)('%s', (name, type, prepare) => {
  test('no event for two objects ends in another state because one reading shows a former state, except for those that are known', async () => {
    const violations: string[] = [];
    const changed: string[] = [];
    for (const event of Object.keys(EVENTS) as EventName[]) {
      const { tried, differences } = await differencesWithStaleReadings(type, prepare, event, isNight());
      const isOpen = OPEN[name]?.includes(event);
      if (differences.length > 0) changed.push(event);
      if (!isOpen) violations.push(...differences);
      recordStatistics({ faults: tried, violations: isOpen ? 0 : differences.length });
    }
    expect(violations).toEqual([]);
    expect(changed).toEqual(OPEN[name] ?? []);
  });
});
