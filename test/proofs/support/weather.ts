import type { DeployOptions } from './deploy';
import type { Weather } from './random-blueprint';
import { seededRandom } from '../../../src/rehearsal/time/random';

/** A function that died at one call in fifteen for an hour would never get through a look of a hundred calls. */
const MOST_DEATHS = 60;

/** The weather as options of a deployment. */
export function inWeather(weather: Weather): DeployOptions {
  const { seed, lagMs, lagMsByKind, staleReferences, policyTypeSettlingMs, rates, conflicts, faults, deaths, deliveredTwice } = weather;
  const chance = seededRandom(seed + 17);
  let deathsLeft = MOST_DEATHS;
  const dies = () => deaths > 0 && deathsLeft > 0 && chance() < 1 / deaths;
  return {
    seed,
    lagMs,
    simulator: { lagMsByKind, staleReferences, policyTypeSettlingMs, rates, conflicts, faults },
    deathAt: ({ toOrganizations }) => {
      if (!toOrganizations || !dies()) return undefined;
      deathsLeft -= 1;
      return { at: chance() < 0.5 ? 'before' : 'after', withCaller: true };
    },
    isDeliveredTwice: () => deliveredTwice && chance() < 0.5,
  };
}

/** What went wrong by plan: refused, lost, and died. */
export function faultsOf(weather: Weather, calls: readonly { readonly error: { readonly code: string } | null }[]): number {
  const expected = ['TooManyRequestsException', 'ConcurrentModificationException', 'PolicyChangesInProgressException'];
  return weather.faults.length + calls.filter(({ error }) => error && expected.includes(error.code)).length;
}
