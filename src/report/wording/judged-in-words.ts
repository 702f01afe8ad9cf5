import { count } from './words';
import type { JudgedInNote } from '../../model';

/** A sentence about the organization in which changes were judged. */
export interface JudgedInWords {
  readonly sentence: string;
  readonly isWarning: boolean;
}

export function judgedInWords({ takenAt, ageInDays = 0, isStale }: JudgedInNote): JudgedInWords {
  const of = takenAt === undefined ? 'a simulated organization' : `the organization of ${takenAt.slice(0, 10)}`;
  if (!isStale) return { sentence: `Judged in ${of}, with the policies and accounts that the code does not list.`, isWarning: false };
  return {
    sentence: `The snapshot is ${count(ageInDays, 'day')} old. Policies and accounts that the code does not list may have changed since, so a change may loosen `
      + 'that was harmless then. Take a new snapshot.',
    isWarning: true,
  };
}
