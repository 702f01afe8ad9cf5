import { constraintViolation, ServiceError } from '../service-error';
import { Call } from './operation';

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
