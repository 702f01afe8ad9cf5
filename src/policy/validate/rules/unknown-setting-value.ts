import { departures } from '../management/departures';
import type { Rule } from '../rule';

/** Sources: AWS Organizations User Guide, the page "… policy syntax and examples" of each type. */
export const unknownSettingValue: Rule = {
  id: 'unknown-setting-value',
  severity: 'warning',
  title: 'A setting of a management policy has a value that it is not known to take.',
  check: (subject) => departures(subject, 'value'),
};
