import type { Outcome } from '../../model';

/** What becomes of one organizational unit or policy, or of many. */
export const OUTCOMES: Readonly<Record<Outcome, readonly [one: string, many: string]>> = {
  deleted: ['is deleted', 'are deleted'],
  stays: ['leaves the code and stays', 'leave the code and stay'],
  gone: ['is gone', 'are gone'],
};
