import { actionExists, nearestAction } from '../../actions';
import { actionPatternRule } from '../statements/action-patterns';
import { didYouMean } from '../statements/did-you-mean';

/** Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS services". */
export const unknownAction = actionPatternRule(
  { id: 'unknown-action', title: 'A service does not have the action.' },
  ({ pattern, service, serviceIsKnown, hasWildcard }) => (!serviceIsKnown || hasWildcard || actionExists(pattern) ? [] : [{
    what: `names an action that ${service} does not have`, advice: didYouMean(nearestAction(pattern), 'the action'),
  }]),
);
