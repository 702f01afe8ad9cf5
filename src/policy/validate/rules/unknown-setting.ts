import { departures } from '../management/departures';
import type { Rule } from '../rule';

/** Sources: AWS Organizations User Guide, the page "… policy syntax and examples" of each type. */
export const unknownSetting: Rule = {
  id: 'unknown-setting',
  severity: 'warning',
  title: 'A management policy has a key that its type is not known to have.',
  check: (subject) => departures(subject, 'key'),
};
