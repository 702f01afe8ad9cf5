import type { IConstruct } from 'constructs';
import { SERVICE_SETUPS } from './service-setup';
import { TrustedService } from './trusted-service';
import { nearest } from '../../policy/actions/nearest';
import { problem, UNKNOWN_TRUSTED_SERVICE, warnOf } from '../validation';

/** The constant of a service in code, such as `TrustedService.GUARDDUTY`, or a call that gives it. */
export function serviceInCode(servicePrincipal: string): string {
  const constants = Object.entries(TrustedService) as [string, TrustedService][];
  const [name] = constants.find(([, service]) => service.servicePrincipal === servicePrincipal) ?? [];
  return name === undefined ? `TrustedService.of("${servicePrincipal}")` : `TrustedService.${name}`;
}

/** Only a warning, since a service may be newer than this version of the library: AWS refuses one that does not exist. */
export function warnOfMisspelledService(construct: IConstruct, servicePrincipal: string): void {
  if (Object.hasOwn(SERVICE_SETUPS, servicePrincipal)) return;
  const known = new Map(Object.keys(SERVICE_SETUPS).map((each) => [withoutDomain(each), each]));
  const meant = nearest(withoutDomain(servicePrincipal), known.keys());
  if (meant === undefined) return;
  warnOf(construct, UNKNOWN_TRUSTED_SERVICE.id, servicePrincipal, problem({
    wrong: 'No such service is known, and one of a similar name is',
    given: servicePrincipal,
    remedy: `Did you mean ${serviceInCode(known.get(meant)!)}? If AWS added the service lately, acknowledge the warning`,
  }));
}

function withoutDomain(servicePrincipal: string): string {
  return servicePrincipal.replace(/\.amazonaws\.com$/, '');
}
