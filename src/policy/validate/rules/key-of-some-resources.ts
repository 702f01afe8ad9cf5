import { actionDetails, type ActionDetails, type ActionResource, holdsKey } from '../../actions';
import type { Condition, Statement } from '../../language';
import { coversShape } from '../shape-match';
import { namedActions } from '../statement-actions';
import { statementRule } from '../statement-rule';
import { holdsWithoutKey } from '../statements/absent-key';
import { holdsUnknownText } from '../unknown-text';

/**
 * Amazon EC2 checks each resource of a request, with the keys of that resource. Source: Amazon EC2 User Guide, "Example policies to
 * control access the Amazon EC2 API"; Service Authorization Reference, "Actions, resources, and condition keys for Amazon EC2".
 */
export const keyOfSomeResources = statementRule(
  { id: 'key-of-some-resources', severity: 'warning', title: 'A denial holds for resources that do not have its condition key, and so denies every request.' },
  ({ effect, action, resource, conditions }, index) => {
    const actions = namedActions(action)?.filter((name) => name.startsWith('ec2:')) ?? [];
    if (effect !== 'Deny' || actions.length === 0 || holdsUnknownText(resource.patterns)) return [];
    return conditions.filter((condition) => holdsForAbsence(condition)).flatMap((condition) => actions.flatMap((name) => {
      const lacking = resourcesWithoutKey(actionDetails(name)!, condition.key).filter((each) => isDenied(each, resource)
        && conditions.every((other) => other === condition || !needsKeyOfOthers(other, each, actionDetails(name)!)));
      return lacking.length === 0 ? [] : [{
        path: `Statement[${index}].Condition.${condition.operator.name}`,
        what: `denies every ${name}, since its resources ${lacking.map(({ shape }) => `${typeOf(shape)}/*`).join(', ')} do not have the key`,
        value: condition.key,
        advice: `Name in Resource those that have it: ${resourcesWithKey(actionDetails(name)!, condition.key).map(({ shape }) => `arn:*:${shape}`).join(', ')}.`,
      }];
    }));
  },
);

/** Whether it holds for a resource without the key as a value that it forbids; `…IfExists` shows that this is intended. */
function holdsForAbsence(condition: Condition): boolean {
  return !condition.operator.ifExists && condition.operator.set === undefined && holdsWithoutKey(condition);
}

function resourcesWithKey({ resources }: ActionDetails, key: string): ActionResource[] {
  return resources.filter((resource) => holdsKey(resource.keys, key));
}

/** The resources that every request must have, and that lack a key of its other resources. */
function resourcesWithoutKey(details: ActionDetails, key: string): ActionResource[] {
  if (holdsKey(details.keys, key) || resourcesWithKey(details, key).length === 0) return [];
  return details.resources.filter(({ required, keys }) => required && !holdsKey(keys, key));
}

/** Whether the statement applies to every resource of the type. */
function isDenied({ shape }: ActionResource, { negated, patterns }: Statement['resource']): boolean {
  return patterns.some((pattern) => coversShape(pattern, shape)) !== negated;
}

/** Whether another condition exempts the resource, because it lacks the key that the condition needs. */
function needsKeyOfOthers(condition: Condition, resource: ActionResource, { keys }: ActionDetails): boolean {
  const { key } = condition;
  const isOfResources = !key.toLowerCase().startsWith('aws:') || /^aws:(?:requesttag|resourcetag)\//i.test(key) || key.toLowerCase() === 'aws:tagkeys';
  return isOfResources && !holdsWithoutKey(condition) && !holdsKey([...keys, ...resource.keys], key);
}

function typeOf(shape: string): string {
  return shape.split(':')[3].split('/')[0];
}
