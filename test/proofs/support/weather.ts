import type { DeployOptions } from './deploy';
import type { Weather } from './random-blueprint';
import { seededRandom } from '../../../src/rehearsal/time/random';

/** The weather as options of a deployment. */
export function inWeather(weather: Weather): DeployOptions {
  const { seed, lagMs, lagMsByKind, staleReferences, policyTypeSettlingMs, rates, conflicts, faults, deaths, deliveredTwice } = weather;
  const chance = seededRandom(seed + 17);
  return {
    seed,
    lagMs,
    simulator: { lagMsByKind, staleReferences, policyTypeSettlingMs, rates, conflicts, faults },
    deathAt: ({ toOrganizations }) => (
      toOrganizations && deaths > 0 && chance() < 1 / deaths ? { at: chance() < 0.5 ? 'before' : 'after', withCaller: true } : undefined),
    isDeliveredTwice: () => deliveredTwice && chance() < 0.5,
  };
}

/** What went wrong by plan: refused, lost, and died. */
export function faultsOf(weather: Weather, calls: readonly { readonly error: { readonly code: string } | null }[]): number {
  const expected = ['TooManyRequestsException', 'ConcurrentModificationException', 'PolicyChangesInProgressException'];
  return weather.faults.length + calls.filter(({ error }) => error && expected.includes(error.code)).length;
}
