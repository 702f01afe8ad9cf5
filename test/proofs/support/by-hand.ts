import type { Blueprint } from './blueprint';
import type { SimulatorState } from '../../../src/simulator';

/** The state after a manual change between two deployments. */
export function byHand<S extends { simulator?: SimulatorState }>(state: S, touch: (simulator: any) => void): S {
  const copy = structuredClone(state);
  touch(copy.simulator);
  return copy;
}

/** An account whose email address is taken after `takeAddress`, so that the deployment fails. */
export const FAILING: NonNullable<Blueprint['accounts']> = { Taken: { name: 'taken', email: 'taken@example.com' } };

export function takeAddress(simulator: any): void {
  simulator.addressesTakenElsewhere = ['taken@example.com'];
}
