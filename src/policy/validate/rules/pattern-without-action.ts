import { actionsMatching, nearestAction } from '../../actions';
import { actionPatternRule } from '../statements/action-patterns';
import { didYouMean } from '../statements/did-you-mean';

/** Source: Service Authorization Reference, "Actions, resources, and condition keys for AWS services". */
export const patternWithoutAction = actionPatternRule(
  { id: 'pattern-without-action', title: 'A pattern matches no action of its service.' },
  ({ pattern, serviceIsKnown, hasWildcard }) => (!serviceIsKnown || !hasWildcard || actionsMatching(pattern).length > 0 ? [] : [{
    what: 'is a pattern that no action matches', advice: didYouMean(nearestAction(pattern.replace(/[*?]/g, '')), 'such actions'),
  }]),
);
