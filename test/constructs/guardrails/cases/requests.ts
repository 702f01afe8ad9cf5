import type { Request } from './guardrail-case';

/** One request for each of the actions, with the same other properties. */
export function each(actions: readonly string[], rest: Omit<Request, 'action'> = {}): Request[] {
  return actions.map((action) => ({ action, ...rest }));
}

/** One request for each of the actions of a service, on any resource. */
export function eachOf(service: string, ...names: string[]): Request[] {
  return each(names.map((name) => `${service}:${name}`));
}
