import type { Request } from './guardrail-case';

/** A request for each action, on any resource. */
export function each(...actions: string[]): Request[] {
  return actions.map((action) => ({ action }));
}

/** A request for each action on one resource. */
export function eachOn(resource: string, ...actions: string[]): Request[] {
  return actions.map((action) => ({ action, resource }));
}
