import { journalsOf } from './explore';
import { eventsOf, nameOfSubject } from './subject';
import { SUBJECTS } from './subjects';
import { directOrganizations } from '../../handler/support/direct-organizations';
import { simulatedOrganizations } from '../../handler/support/simulated-organizations';
import { byDay } from '../support/proof-runs';

test.each(SUBJECTS.map((subject) => [nameOfSubject(subject), subject] as const))('%s: the handlers make the same calls without the SDK\'s client as with it', async (_, subject) => {
  let calls = 0;
  for (const [index, event] of byDay([...(await eventsOf(subject)).entries()], 8)) {
    const options = index % 2 === 0 ? {} : { seed: 1, lagMs: 3_000 };
    const [direct, real] = await journalsOf(event, options, [directOrganizations, simulatedOrganizations]);
    expect(direct).toEqual(real);
    calls += real.length;
  }
  expect(calls).toBeGreaterThan(0);
});
