import { explore } from './explore';
import { eventsOf, nameOfSubject, type Subject } from './subject';
import type { SimulatorOptions } from '../../../src/simulator';
import { proofRuns } from '../support/proof-runs';
import { recordStatistics } from '../support/run-statistics';

/** The service without lag; and at night, with readings that lag, once for each hundred random runs. */
const WORLDS: SimulatorOptions[] = [
  {}, ...Array.from({ length: Math.floor(proofRuns() / 100) }, (_, index) => ({ seed: index + 1, lagMs: 3_000 })),
];

/** At night every call. */
const MOST_READS = proofRuns() < 100 ? 8 : undefined;

/** Files of their own have parts of the subjects, so that they run beside one another. */
export function describeCrashPoints(subjects: readonly Subject[]): void {
  describe.each(subjects.map((subject) => [nameOfSubject(subject), subject] as const))('%s', (name, subject) => {
    test('ends in the same place wherever a call dies, and however its event comes again', async () => {
      const violations: string[] = [];
      for (const event of await eventsOf(subject)) {
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
