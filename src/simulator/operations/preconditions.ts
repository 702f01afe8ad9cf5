import { Call } from './operation';
import { isPending } from '../handshakes/handshake-endings';
import { constraintViolation, ServiceError, invalidInput } from '../protocol/service-error';
import type { OrganizationsReadings } from '../readings/readings';
import { IN_TRANSIT } from '../store/store';

/** A new organization is not ready for everything. */
export function refuseWhileFinalizing({ now, organization, world }: Call): void {
  if (now >= organization.createdAt + world.settings.finalizingMs) return;
  throw new ServiceError('FinalizingOrganizationException',
    'AWS Organizations could not finalize the creation of your organization. Try again later.');
}

/** Refuses an operation on OUs or policies while the organization is finalizing, in one reading only. */
export function refuseWhileWhollyFinalizing(call: Call): void {
  if (call.readings.finalizingConcerns === 'accountsUnitsAndPolicies') refuseWhileFinalizing(call);
}

export function requireAllFeatures(call: Call): void {
  if (call.organization.featureSet !== 'ALL') {
    throw constraintViolation('ORGANIZATION_NOT_IN_ALL_FEATURES_MODE',
      'This operation requires that your organization has all features enabled.');
  }
}

/** Policies are among the features that consolidated billing lacks. */
export function requirePolicies(call: Call): void {
  if (call.organization.featureSet !== 'ALL') {
    throw new ServiceError('PolicyTypeNotAvailableForOrganizationException',
      "You can't use this policy type with the feature set of your organization. Enable all features first.");
  }
}

/** The number of accounts that count against the quota: existing ones, those being created, and invited ones. */
export function accountsAndThoseToCome({ view, world, organization }: Call): number {
  const creations = view.list('createAccountRequests', IN_TRANSIT, 'IN_PROGRESS');
  const invitations = view.list('handshakes', 'organization', organization.id)
    .filter((handshake) => handshake.action === 'INVITE' && isPending(handshake));
  return world.store.table('accounts').size + creations.length + invitations.length;
}

/** The error for a kind of object, told from its ID. */
function notFoundOfItsKind(id: string): ServiceError {
  const kinds: readonly (readonly [prefix: string, code: string])[] = [
    ['r-', 'RootNotFoundException'], ['ou-', 'OrganizationalUnitNotFoundException'], ['p-', 'PolicyNotFoundException'],
  ];
  const [, code] = kinds.find(([prefix]) => id.startsWith(prefix)) ?? ['', 'AccountNotFoundException'];
  return new ServiceError(code, `You specified ${id}, which doesn't exist.`);
}

/** The error for an unknown target of an attachment or of tags. */
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
