import type { IConstruct } from 'constructs';
import { type ServiceSetup, stepsText, userGuidePage } from './service-setup';
import { problem, SERVICE_SETUP, warnOf } from '../../validation';

/**
 * Warns of a service that trusted access or a delegation through AWS Organizations does not set up. Each service has a warning of its
 * own, so that acknowledging one hides no other.
 */
export function warnOfMissingSetup(construct: IConstruct, servicePrincipal: string, setup: ServiceSetup): void {
  if (setup.steps === undefined) return;
  warnOf(construct, SERVICE_SETUP.id, servicePrincipal, problem({
    wrong: `AWS Organizations alone does not set up ${setup.name}`,
    given: servicePrincipal,
    remedy: `From the management account, ${stepsText(setup.steps)}; then acknowledge this warning. See ${userGuidePage(setup)}`,
  }));
}
