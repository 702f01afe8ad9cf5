import { Call, reading, writing } from './operation';
import { isTrustedServicePrincipal } from './trusted-service-principals';
import { page, PageRequest } from '../protocol/paging';
import { seconds } from '../protocol/presentation';
import { constraintViolation, invalidInput } from '../protocol/service-error';
import { serviceOf } from './policies/policy-types';
import { requireAllFeatures } from './preconditions';

interface ServiceRequest {
  readonly ServicePrincipal: string;
}

/** AWS knows its services by name. */
export function requireServicePrincipal({ world, view }: Call, servicePrincipal: string): void {
  // A state may have been saved with services of which this simulator was told.
  if (view.get('trustedServices', servicePrincipal)) return;
  if (!isTrustedServicePrincipal(servicePrincipal, world.settings.furtherServices)) {
    throw invalidInput('UNRECOGNIZED_SERVICE_PRINCIPAL',
      `The simulator does not know the service "${servicePrincipal}". Correct the name, or allow a newer service (cdk-org: --allow-service).`);
  }
}

function enableServiceAccess(call: Call, { ServicePrincipal: servicePrincipal }: ServiceRequest): void {
  requireAllFeatures(call);
  requireServicePrincipal(call, servicePrincipal);
  const { enablingTrustedAccessTwice } = call.readings;
  if (call.view.get('trustedServices', servicePrincipal)) {
    if (enablingTrustedAccessTwice === 'success') return;
    if (enablingTrustedAccessTwice === 'InvalidInputException') {
      throw invalidInput('INVALID_PATTERN', `Trusted access for ${servicePrincipal} is enabled already.`);
    }
  }
  call.changes.put('trustedServices', { servicePrincipal, enabledAt: call.now });
}

function disableServiceAccess(call: Call, { ServicePrincipal: servicePrincipal }: ServiceRequest): void {
  requireAllFeatures(call);
  requireServicePrincipal(call, servicePrincipal);
  if (!call.view.get('trustedServices', servicePrincipal) && call.readings.disablingTrustedAccessTwice === 'InvalidInputException') {
    throw invalidInput('INVALID_PATTERN', `Trusted access for ${servicePrincipal} is not enabled.`);
  }
  const dependent = call.view.list('policyTypes').find(({ type }) => serviceOf(call, type) === servicePrincipal);
  if (dependent) {
    throw constraintViolation('POLICY_TYPE_ENABLED_FOR_THIS_SERVICE',
      `Disable the policy type ${dependent.type} before the trusted access of ${servicePrincipal}.`);
  }
  call.changes.delete('trustedServices', servicePrincipal);
}

function listServiceAccess(call: Call, request: PageRequest): object {
  requireAllFeatures(call);
  const { items, next } = page(
    call, request,
    (after) => call.view.scan('trustedServices', undefined, after),
    ({ servicePrincipal, enabledAt }) => ({ ServicePrincipal: servicePrincipal, DateEnabled: seconds(enabledAt) }),
  );
  return { EnabledServicePrincipals: items, ...next };
}

export const trustedAccessOperations = [
  writing('EnableAWSServiceAccess', 'management', enableServiceAccess),
  writing('DisableAWSServiceAccess', 'management', disableServiceAccess),
  reading('ListAWSServiceAccessForOrganization', 'delegate', listServiceAccess),
];
