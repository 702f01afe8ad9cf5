import { isNegated } from '../../language';
import { namesService, statementRule } from '../statement-rule';

/** Services whose endpoint is in one region only, and without which an account cannot be worked in. */
const GLOBAL_SERVICES = ['iam', 'sts', 'organizations', 'cloudfront', 'route53', 'support'];

/** Source: AWS Organizations User Guide, "General examples" of SCPs: deny access to AWS based on the requested AWS Region. */
export const regionDeny = statementRule(
  { id: 'region-deny', severity: 'warning', title: 'Regions are denied without an exception for global services.' },
  (statement) => {
    const { effect, action, conditions } = statement;
    const byRegion = conditions.some(({ operator, key }) => key.toLowerCase() === 'aws:requestedregion' && isNegated(operator));
    if (effect !== 'Deny' || !byRegion) return [];
    const denied = GLOBAL_SERVICES.filter((service) => namesService(statement, service) !== action.negated);
    const everything = action.negated || action.patterns.includes('*');
    return !everything || denied.length === 0 ? [] : [{
      what: 'denies regions for services that are called in one region only', value: denied, advice: `Name them in NotAction: ${denied.map((service) => `${service}:*`).join(', ')}.`,
    }];
  },
);
