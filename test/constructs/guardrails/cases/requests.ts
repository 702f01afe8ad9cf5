import type { Request } from './guardrail-case';
import { actionsMatching, actionsOf, allServices } from '../../../../src/policy/actions';

/** One request for each of the actions, with the same other properties. */
export function each(actions: readonly string[], rest: Omit<Request, 'action'> = {}): Request[] {
  return actions.map((action) => ({ action, ...rest }));
}

/** Patterns of all known actions but those that some patterns match, such as `logs:Get*`. */
export function actionsBut(...patterns: string[]): string[] {
  const exempt = new Set(patterns.flatMap(actionsMatching));
  const services = new Set([...exempt].map((action) => action.split(':')[0]));
  return allServices().flatMap((service) => (
    services.has(service) ? actionsOf(service).filter((action) => !exempt.has(action)) : [`${service}:*`]));
}

/** One request for each of the actions of a service, on any resource. */
export function eachOf(service: string, ...names: string[]): Request[] {
  return each(names.map((name) => `${service}:${name}`));
}
