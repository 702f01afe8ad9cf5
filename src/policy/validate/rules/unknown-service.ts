import { nearestAction, nearestService } from '../../actions';
import { actionPatternRule } from '../statements/action-patterns';
import { didYouMean } from '../statements/did-you-mean';

/** Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS services": the service prefixes. */
export const unknownService = actionPatternRule(
  { id: 'unknown-service', title: 'An action names a service that is not known.' },
  ({ pattern, service, serviceIsKnown }) => (serviceIsKnown ? [] : [{
    what: 'names a service that AWS does not have', advice: didYouMean(nearestAction(pattern) ?? withPrefix(nearestService(service, pattern.split(':')[1])), 'the service'),
  }]),
);

function withPrefix(service: string | undefined): string | undefined {
  return service === undefined ? undefined : `${service}:…`;
}
