import type { DeployOptions } from './deploy';
import type { Disturbances } from './random-blueprint';
import { seededRandom } from '../../../src/rehearsal/time/random';

/** The limit of crashes. A function that dies at one call in fifteen for an hour could never complete a check of a hundred calls. */
const MOST_CRASHES = 60;

/** The options of a deployment with these disturbances. */
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

/** The number of planned faults: the configured ones, and the calls that the service refused. */
export function faultsOf(disturbances: Pick<Disturbances, 'faults'>, calls: readonly { readonly error: { readonly code: string } | null }[]): number {
  const expected = ['TooManyRequestsException', 'ConcurrentModificationException', 'PolicyChangesInProgressException'];
  return disturbances.faults.length + calls.filter(({ error }) => error && expected.includes(error.code)).length;
}
