import { differencesWithStaleReadings, EVENTS, type EventName, type Prepare } from './stale-first-readings';
import { MORE_OBJECTS, TWO_OBJECTS } from './two-objects';
import type { ResourceTypeName } from '../../../src/contract';
import { isNight } from '../support/proof-runs';
import { recordStatistics } from '../support/run-statistics';

jest.setTimeout(3_600_000);

const ROWS: readonly (readonly [string, ResourceTypeName, Prepare])[] = [
  ...Object.entries(TWO_OBJECTS).map(([type, prepare]) => [type, type as ResourceTypeName, prepare] as const),
  ...MORE_OBJECTS.map(([variant, type, prepare]) => [`${type} (${variant})`, type, prepare] as const),
];

test('the events have each verb that writes', () => {
  expect(new Set(Object.values(EVENTS).map(({ verb }) => verb))).toEqual(new Set(['converge', 'revert', 'remove', 'release']));
});

describe.each(ROWS)('%s', (_name, type, prepare) => {
  test('no event for two objects ends in another state because one reading shows a former state', async () => {
    const violations: string[] = [];
    for (const event of Object.keys(EVENTS) as EventName[]) {
      const { tried, differences } = await differencesWithStaleReadings(type, prepare, event, isNight());
      violations.push(...differences);
      recordStatistics({ faults: tried, violations: differences.length });
    }
    expect(violations).toEqual([]);
  });
});
