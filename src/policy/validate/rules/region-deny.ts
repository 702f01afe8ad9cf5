import { actionsMatching, actionsOf } from '../../actions';
import { compileActionGlob } from '../../evaluate/compile/compile-action';
import { type Condition, conditionFamily, isNegated, type Statement } from '../../language';
import { statementRule } from '../statement-rule';
import { holdsUnknownText } from '../unknown-text';

/** Services with an endpoint in a single Region, without which an account cannot be used. */
const GLOBAL_SERVICES = ['iam', 'sts', 'organizations', 'cloudfront', 'route53', 'support'];

/** The Region of that endpoint for most accounts. */
const WHERE_MOST_ARE = 'us-east-1';

/** The same Region in the other partitions, by the beginning of their Regions. Source: AWS General Reference, the endpoints of IAM. */
const THEIR_REGIONS: readonly (readonly [start: string, regions: readonly string[]])[] = [
  ['cn-', ['cn-north-1', 'cn-northwest-1']],
  ['us-gov', ['us-gov-west-1']],
  ['us-isob', ['us-isob-east-1']],
  ['us-isof', ['us-isof-south-1']],
  ['us-iso-', ['us-iso-east-1']],
  ['eu-isoe', ['eu-isoe-west-1']],
  ['eusc-', ['eusc-de-east-1']],
];

/** Source: AWS Organizations User Guide, "General examples" of SCPs: deny access to AWS based on the requested AWS Region. */
export const regionDeny = statementRule(
  { id: 'region-deny', severity: 'warning', title: 'Regions are denied without an exception for global services.' },
  ({ effect, action, resource, conditions }) => {
    if (!resource.negated && !resource.patterns.includes('*')) return [];
    const byRegion = conditions.filter(({ operator, key }) => isRegion(key) && conditionFamily(operator) === 'string');
    if (effect !== 'Deny' || byRegion.length === 0 || byRegion.some(sparesTheirRegion) || conditions.some(narrows)) return [];
    const denied = deniedServices(action);
    return denied.length === 0 ? [] : [{
      what: 'denies regions for services that are called in one region only',
      value: denied,
      advice: `Name them in NotAction: ${denied.map((service) => `${service}:*`).join(', ')}.`,
    }];
  },
);

function isRegion(key: string): boolean {
  return key.toLowerCase() === 'aws:requestedregion';
}

/** Whether requests to global services are not denied, or may not be. */
function sparesTheirRegion({ operator, values }: Condition): boolean {
  const matches = (value: string, regions: readonly string[]) => (operator.comparison.endsWith('Like')
    ? regions.some(compileActionGlob(value)) : regions.includes(value));
  return isNegated(operator)
    ? values.some(holdsUnknownText) || homesOf(values).every((homes) => values.some((value) => matches(value.toLowerCase(), homes)))
    : !values.some((value) => !holdsUnknownText(value) && matches(value.toLowerCase(), [WHERE_MOST_ARE]));
}

/** The Regions of the endpoints in the partition of a list of Regions. An organization is in one partition, so others do not matter. */
function homesOf(values: readonly string[]): (readonly string[])[] {
  const homes = values.map((value) => THEIR_REGIONS.find(([start]) => value.toLowerCase().startsWith(start))?.[1] ?? [WHERE_MOST_ARE]);
  const ofMost = homes.filter((regions) => regions.includes(WHERE_MOST_ARE));
  return ofMost.length > 0 ? ofMost : homes;
}

/** Conditions by which a denial exempts calls of AWS services; people are still denied. */
const ABOUT_SERVICES = ['aws:principalisawsservice', 'aws:viaawsservice'];

/** Whether a condition limits the statement to some requests, such as those from one network. */
function narrows({ operator, key }: Condition): boolean {
  return !isNegated(operator) && !isRegion(key) && !ABOUT_SERVICES.includes(key.toLowerCase());
}

/** The global services with actions that a statement about all actions denies. */
function deniedServices({ negated, patterns }: Statement['action']): string[] {
  if (!negated) return patterns.some((pattern) => pattern === '*' || pattern === '*:*') ? GLOBAL_SERVICES : [];
  return GLOBAL_SERVICES.filter((service) => {
    const spared = new Set(patterns.flatMap((pattern) => {
      const [prefix, name] = (pattern === '*' ? '*:*' : pattern).split(':');
      return prefix === '*' || prefix.toLowerCase() === service ? actionsMatching(`${service}:${name}`) : [];
    }));
    return actionsOf(service).some((action) => !spared.has(action));
  });
}
