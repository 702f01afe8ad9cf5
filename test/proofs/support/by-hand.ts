import type { Blueprint } from './blueprint';
import type { SimulatorState } from '../../../src/simulator';

/** What somebody changes by hand between two deployments. */
export function byHand<S extends { simulator?: SimulatorState }>(state: S, touch: (simulator: any) => void): S {
  const copy = structuredClone(state);
  touch(copy.simulator);
  return copy;
}

/** An account that makes a deployment fail where the address is taken. */
export const FAILING: NonNullable<Blueprint['accounts']> = { Taken: { name: 'taken', email: 'taken@example.com' } };

export function takeAddress(simulator: any): void {
  simulator.addressesTakenElsewhere = ['taken@example.com'];
}
