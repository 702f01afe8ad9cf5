import { actionExists, actionsMatching, actionsOf, allServices, findAction, serviceExists } from './action-table';
import { conditionKeyExists, conditionKeyPrefixes, conditionKeysOf } from './condition-keys';
import { allNearest, nearest } from './nearest';
import { OTHER_ACTION_NAMES, OTHER_SERVICE_NAMES } from './other-names';

/** The service prefix that was probably meant: of several that are equally near, one that has such an action. */
export function nearestService(prefix: string, name = '*'): string | undefined {
  const services = nearestServices(prefix);
  return services.find((service) => actionsMatching(`${service}:${name}`).length > 0) ?? services[0];
}

/** The action that was probably meant: of the same service, of one spelled alike, or of the only service that has one of this name. */
export function nearestAction(text: string): string | undefined {
  const [prefix, name] = text.split(':');
  if (name === undefined) return undefined;
  const other = OTHER_ACTION_NAMES.get(text.toLowerCase());
  if (other !== undefined) return other;
  const services = serviceExists(prefix) ? [prefix] : nearestServices(prefix);
  const inService = findAction(`${services.find((service) => actionExists(`${service}:${name}`))}:${name}`)?.action
    ?? services.map((service) => nearestIn(service, name)).find((action) => action !== undefined);
  if (inService !== undefined) return inService;
  const elsewhere = allServices().filter((service) => actionExists(`${service}:${name}`));
  return elsewhere.length === 1 ? nearestIn(elsewhere[0], name) : undefined;
}

function nearestServices(prefix: string): string[] {
  const other = OTHER_SERVICE_NAMES.get(prefix.toLowerCase());
  return other === undefined ? allNearest(prefix, allServices()) : [other];
}

/** The condition key that was probably meant. */
export function nearestConditionKey(key: string): string | undefined {
  const prefix = nearest(key.split(':')[0], conditionKeyPrefixes());
  if (prefix === undefined) return undefined;
  const [start, ...rest] = key.split('/');
  const keys = new Map(conditionKeysOf(prefix).map((known) => [known.split('/')[0], known]));
  const meant = keys.get(nearest(start, keys.keys()) ?? '');
  const suggested = meant === undefined || rest.join('/') === '' ? meant : [meant.split('/')[0], ...rest].join('/');
  return suggested?.toLowerCase() === key.toLowerCase() && !conditionKeyExists(key) ? undefined : suggested;
}

function nearestIn(service: string, name: string): string | undefined {
  const actions = actionsOf(service);
  const found = nearest(name, actions.map((action) => action.split(':')[1]));
  return found === undefined ? undefined : actions.find((action) => action.endsWith(`:${found}`));
}
