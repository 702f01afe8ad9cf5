import { actionsMatching, canHaveResourcesOf, findAction, serviceExists } from '../../actions';
import { holdsUnknownText } from '../unknown-text';

/**
 * Whether an action that the first pattern matches can apply to a resource that the second one matches. Only certain facts count against
 * it: an ARN of another service, or one of some resources where all actions apply to the account as a whole.
 */
export function canBeAbout(action: string, resource: string): boolean {
  const [prefix] = action.split(':');
  if (!resource.startsWith('arn:') || /\$\{/.test(resource) || holdsUnknownText([action, resource]) || !serviceExists(prefix)) return true;
  const parts = resource.split(':');
  // A wildcard before the end of the service segment may match the following segments as well.
  const isNamed = parts.length > SERVICE + 1 && !/[*?]/.test(parts.slice(0, SERVICE + 1).join(''));
  if (!isNamed) return true;
  if (!canHaveResourcesOf(prefix, parts[SERVICE])) return false;
  const name = parts.slice(RESOURCE).join(':');
  if (name === '' || name.startsWith('*')) return true;
  const actions = actionsMatching(action);
  return actions.length === 0 || actions.some((each) => findAction(each)!.hasResources);
}

const SERVICE = 2;
const RESOURCE = 5;
