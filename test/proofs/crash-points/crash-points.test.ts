import { CONTRACT_PROPERTIES, UPDATED } from './contract-properties';
import { explore } from './explore';
import { eventsOf, nameOfSubject } from './subject';
import { SUBJECTS } from './subjects';
import { ResourceType } from '../../../src/contract';
import type { SimulatorOptions } from '../../../src/simulator';
import { Deployment } from '../../handler/support/deployment';
import { proofRuns } from '../support/proof-runs';
import { tally } from '../support/tally';

/** The service without lag; and at night, with readings that lag, once for each hundred random runs. */
const WORLDS: SimulatorOptions[] = [
  {}, ...Array.from({ length: Math.floor(proofRuns() / 100) }, (_, index) => ({ seed: index + 1, lagMs: 3_000 })),
];

/** At night every call. */
const MOST_READS = proofRuns() < 100 ? 8 : undefined;

test('every resource type is registered', () => {
  expect(new Set(SUBJECTS.map(({ type }) => type))).toEqual(new Set(Object.values(ResourceType)));
});

test.each(Object.entries(CONTRACT_PROPERTIES))('of %s, each property that can change is updated by some event', async (type, properties) => {
  const prepared = await Promise.all(SUBJECTS.filter((subject) => subject.type === type).map(({ prepare }) => prepare(new Deployment())));
  const changed = new Set(prepared.flatMap(({ updates, refusals }) => Object.values({ ...updates, ...refusals }).flatMap(Object.keys)));
  expect(Object.entries(properties).filter(([name, how]) => changed.has(name) !== (how === UPDATED))).toEqual([]);
});

describe.each(SUBJECTS.map((subject) => [nameOfSubject(subject), subject] as const))('%s', (name, subject) => {
  test('ends in the same place wherever a call dies, and however its event comes again', async () => {
    const violations: string[] = [];
    for (const event of await eventsOf(subject)) {
      for (const options of WORLDS) {
        const found = await explore(event, options, MOST_READS);
        tally({ resourceType: subject.type, event: `${name}: ${event.name}`, crashPoints: found.points, violations: found.violations.length });
        violations.push(...found.violations.map((violation) => `${event.name}, ${JSON.stringify(options)}: ${violation}`));
      }
    }
    expect(violations).toEqual([]);
  });
});
