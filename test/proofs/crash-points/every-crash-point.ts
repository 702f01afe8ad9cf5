import { explore } from './explore';
import { eventsOf, nameOfSubject, type Subject } from './subject';
import type { SimulatorOptions } from '../../../src/simulator';
import { byDay, proofRuns } from '../support/proof-runs';
import { recordStatistics } from '../support/run-statistics';

// At night the subject with the most events takes minutes.
jest.setTimeout(3_600_000);

/** The service without lag. In nightly runs also with lag, once for each hundred random runs. */
const WORLDS: SimulatorOptions[] = [
  {}, ...Array.from({ length: Math.floor(proofRuns() / 100) }, (_, index) => ({ seed: index + 1, lagMs: 3_000 })),
];

/** The number of reads of an event that are interrupted. In nightly runs every read is. */
const MOST_READS = proofRuns() < 100 ? 3 : undefined;

/** Registers the tests of some subjects. Several test files share the subjects, so that they run in parallel. */
export function describeCrashPoints(subjects: readonly Subject[]): void {
  describe.each(subjects.map((subject) => [nameOfSubject(subject), subject] as const))('%s', (name, subject) => {
    test('an event ends in the same state wherever a call dies, and however the event is delivered again', async () => {
      const violations: string[] = [];
      for (const event of byDay(await eventsOf(subject), 3)) {
        for (const options of WORLDS) {
          const found = await explore(event, options, MOST_READS);
          recordStatistics({ resourceType: subject.type, event: `${name}: ${event.name}`, crashPoints: found.points, violations: found.violations.length });
          violations.push(...found.violations.map((violation) => `${event.name}, ${JSON.stringify(options)}: ${violation}`));
        }
      }
      expect(violations).toEqual([]);
    });
  });
}
