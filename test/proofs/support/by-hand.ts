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

interface AddedAccount {
  readonly id: string;
  readonly name: string;
  /** @default - from the name */
  readonly email?: string;
  /** @default - the root */
  readonly parentId?: string;
  readonly tags?: Record<string, string>;
}

/** An account that no stack knows, as the console would create it. */
export function addAccount(simulator: any, { id, name, ...others }: AddedAccount): void {
  const account = { id, name, email: `${name}@example.com`, parentId: simulator.root.id, tags: {}, ...others };
  simulator.accounts.push({ ...simulator.accounts.at(-1), ...account });
  simulator.attachments.push({ policyId: 'p-FullAWSAccess', targetId: id });
}

export function unitIdOf({ organizationalUnits }: Pick<SimulatorState, 'organizationalUnits'>, name: string): string {
  return organizationalUnits.find((unit) => unit.name === name)!.id;
}
