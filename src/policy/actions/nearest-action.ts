import { actionExists, actionsOf, allServices, serviceExists } from './action-table';
import { conditionKeyPrefixes, conditionKeysOf } from './condition-keys';
import { nearest } from './nearest';

/** The service prefix that was probably meant. */
export function nearestService(prefix: string): string | undefined {
  return nearest(prefix, allServices());
}

/** The action that was probably meant: of the same service, of one spelled alike, or of the only service that has one of this name. */
export function nearestAction(text: string): string | undefined {
  const [prefix, name] = text.split(':');
  if (name === undefined) return undefined;
  const meant = serviceExists(prefix) ? prefix : nearestService(prefix);
  const inService = meant === undefined ? undefined : nearestIn(meant, name);
  if (inService !== undefined) return inService;
  const elsewhere = allServices().filter((service) => actionExists(`${service}:${name}`));
  return elsewhere.length === 1 ? nearestIn(elsewhere[0], name) : undefined;
}

/** The condition key that was probably meant. */
export function nearestConditionKey(key: string): string | undefined {
  const prefix = nearest(key.split(':')[0], conditionKeyPrefixes());
  if (prefix === undefined) return undefined;
  const [start, ...rest] = key.split('/');
  const keys = new Map(conditionKeysOf(prefix).map((known) => [known.split('/')[0], known]));
  const meant = keys.get(nearest(start, keys.keys()) ?? '');
  return meant === undefined || rest.join('/') === '' ? meant : [meant.split('/')[0], ...rest].join('/');
}

function nearestIn(service: string, name: string): string | undefined {
  const actions = actionsOf(service);
  const found = nearest(name, actions.map((action) => action.split(':')[1]));
  return found === undefined ? undefined : actions.find((action) => action.endsWith(`:${found}`));
}
