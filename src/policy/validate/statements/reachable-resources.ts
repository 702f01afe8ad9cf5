import { actionsMatching, canHaveResourcesOf, findAction, serviceExists } from '../../actions';
import { holdsUnknownText } from '../unknown-text';

/**
 * Whether an action that the first pattern names can be about a resource that the second one names. Only what is certain counts against
 * it: an ARN of another service, or one of some resources where all actions are about the account as a whole.
 */
export function canBeAbout(action: string, resource: string): boolean {
  const [prefix] = action.split(':');
  if (!resource.startsWith('arn:') || /\$\{/.test(resource) || holdsUnknownText([action, resource]) || !serviceExists(prefix)) return true;
  const parts = resource.split(':');
  // A wildcard before the end of the part of the service may stand for what follows as well.
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
