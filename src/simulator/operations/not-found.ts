import { invalidInput, ServiceError } from '../protocol/service-error';
import type { OrganizationsReadings } from '../readings/readings';

/** The error for a kind of object, told from its id. */
function notFoundOfItsKind(id: string): ServiceError {
  const kinds: readonly (readonly [prefix: string, code: string])[] = [
    ['r-', 'RootNotFoundException'], ['ou-', 'OrganizationalUnitNotFoundException'], ['p-', 'PolicyNotFoundException'],
  ];
  const [, code] = kinds.find(([prefix]) => id.startsWith(prefix)) ?? ['', 'AccountNotFoundException'];
  return new ServiceError(code, `You specified ${id}, which doesn't exist.`);
}

/** What policies are attached to, or what has tags. */
export function targetNotFound({ unknownTarget }: OrganizationsReadings, id: string): ServiceError {
  switch (unknownTarget) {
    case 'ofItsKind': return notFoundOfItsKind(id);
    case 'InvalidInputException': return invalidInput('INVALID_PATTERN_TARGET_ID', 'You specified an invalid target ID.');
    default: return new ServiceError(unknownTarget, "You specified a target that doesn't exist.");
  }
}

export function childNotFound({ unknownChild }: OrganizationsReadings, id: string): ServiceError {
  switch (unknownChild) {
    case 'ofItsKind': return notFoundOfItsKind(id);
    case 'InvalidInputException': return invalidInput('INVALID_PATTERN', 'You specified an invalid child ID.');
    default: return new ServiceError(unknownChild, "You specified an account or organizational unit that doesn't exist.");
  }
}

export function parentNotFound({ unknownParent }: OrganizationsReadings): ServiceError {
  return new ServiceError(unknownParent, "You specified a root or organizational unit that doesn't exist.");
}
