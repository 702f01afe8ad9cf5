import { pathOf, type Place } from './places';
import type { Policy } from '../../model';
import { DATA_PATHS } from '../data/app-data';
import type { Reason } from '../judge';

/** A part that cannot have a row. */
export class StaysOutsideError extends Error {
  constructor(message: string, readonly reason: string) {
    super(message);
  }
}

/** @throws Error if a target has a row, or stays outside for a reason */
export function refuseTarget(place: Place, hasRow: boolean, reason: Reason): void {
  const { kind, target: { id } } = place;
  const given = `${pathOf(place)} (given: ${id})`;
  const noun = kind === 'root' ? 'target' : kind === 'account' ? 'account' : 'organizational unit';
  if (hasRow) {
    const file = kind === 'account' ? DATA_PATHS.accounts : DATA_PATHS.units;
    throw new Error(`This ${noun} has a row already: ${given}. Edit its row in ${file}, or give --complete or --recursive.`);
  }
  if (reason !== undefined) throw new StaysOutsideError(`This ${noun} stays outside: ${given}, because ${reason}. Do not give it.`, reason);
}

/** @throws Error if a policy has a row, or stays outside for a reason */
export function refusePolicy({ id, name }: Policy, hasRow: boolean, reason: Reason): void {
  const given = `${name} (given: ${id})`;
  if (hasRow) throw new Error(`This policy has a row already: ${given}. Edit its row in ${DATA_PATHS.policies}.`);
  if (reason !== undefined) throw new StaysOutsideError(`This policy stays outside: ${given}, because ${reason}. Do not give it.`, reason);
}

/** @throws Error if a service or policy type is in the app, or stays outside for a reason */
export function refuseService(name: string, isThere: boolean, reason: Reason): void {
  if (isThere) throw new Error(`This service or policy type is in ${DATA_PATHS.services} already (given: ${name}). Leave it out.`);
  if (reason !== undefined) throw new StaysOutsideError(`This service stays outside (given: ${name}), because ${reason}. Do not give it.`, reason);
}
