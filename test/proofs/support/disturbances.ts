import type { DeployOptions } from './deploy';
import type { Disturbances } from './random-blueprint';
import { seededRandom } from '../../../src/rehearsal/time/random';

/** A function that died at one call in fifteen for an hour would never get through a look of a hundred calls. */
const MOST_CRASHES = 60;

/** The weather as options of a deployment. */
export function withDisturbances(disturbances: Disturbances): DeployOptions {
  const {
    seed, lagMs, lagMsByKind, staleReferences, policyTypeSettlingMs, rates, conflicts, faults, crashes, deliveredTwice,
  } = disturbances;
  const chance = seededRandom(seed + 17);
  let crashesLeft = MOST_CRASHES;
  const crashesNow = () => crashes > 0 && crashesLeft > 0 && chance() < 1 / crashes;
  return {
    seed,
    lagMs,
    simulator: { lagMsByKind, staleReferences, policyTypeSettlingMs, rates, conflicts, faults },
    crashAt: ({ toOrganizations }) => {
      if (!toOrganizations || !crashesNow()) return undefined;
      crashesLeft -= 1;
      return { at: chance() < 0.5 ? 'before' : 'after', withCaller: true };
    },
    isDeliveredTwice: () => deliveredTwice && chance() < 0.5,
  };
}

/** What went wrong by plan: refused, lost, and died. */
export function faultsOf(disturbances: Disturbances, calls: readonly { readonly error: { readonly code: string } | null }[]): number {
  const expected = ['TooManyRequestsException', 'ConcurrentModificationException', 'PolicyChangesInProgressException'];
  return disturbances.faults.length + calls.filter(({ error }) => error && expected.includes(error.code)).length;
}
