import { departures } from '../management/departures';
import type { Rule } from '../rule';

/** Sources: AWS Organizations User Guide, the page "… policy syntax and examples" of each type. */
export const managementSyntax: Rule = {
  id: 'management-syntax',
  severity: 'error',
  title: 'A management policy has something in a place where the syntax of its type rules it out.',
  check: (subject) => departures(subject, 'syntax'),
};
