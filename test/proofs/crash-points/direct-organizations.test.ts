import { journalOf } from './explore';
import { eventsOf, nameOfSubject } from './subject';
import { SUBJECTS } from './subjects';
import { directOrganizations } from '../../handler/support/direct-organizations';
import { simulatedOrganizations } from '../../handler/support/simulated-organizations';

test.each(SUBJECTS.map((subject) => [nameOfSubject(subject), subject] as const))('%s: the handlers make the same calls as through the SDK\'s client', async (_, subject) => {
  let calls = 0;
  for (const event of await eventsOf(subject)) {
    for (const options of [{}, { seed: 1, lagMs: 3_000 }]) {
      const real = await journalOf(event, options, simulatedOrganizations);
      calls += real.length;
      expect(await journalOf(event, options, directOrganizations)).toEqual(real);
    }
  }
  expect(calls).toBeGreaterThan(0);
});
