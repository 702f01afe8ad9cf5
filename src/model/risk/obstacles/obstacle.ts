import type { FlatTarget } from '../../diff/flat-organization';
import type { Policy } from '../../organization';
import type { Obstacle } from '../risk';

/** A resource that is in both values, and its name for messages. */
export interface Kept<Kind = FlatTarget | Policy> {
  readonly before: Kind;
  readonly after: Kind;
  readonly subject: string;
}

export function obstacle(kind: Obstacle['kind'], subject: string, ...[wrong, given, remedy]: [string, string, string]): Obstacle {
  return { kind, subject, message: `${wrong} (given: ${given}). ${remedy}.` };
}

/** Narrows to kept targets of one kind. */
export function isKept(kind: 'organizationalUnit' | 'account'): (kept: Kept) => kept is Kept<FlatTarget> {
  return (kept): kept is Kept<FlatTarget> => 'kind' in kept.before && 'kind' in kept.after && kept.after.kind === kind;
}
