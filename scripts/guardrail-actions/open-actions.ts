import type { DatedAction } from './known-actions';
import type { Guardrail } from '../../src';
import { compileActionGlob } from '../../src/policy/evaluate/compile/compile-action';
import type { GuardrailPromise } from '../../test/constructs/guardrails/promises';

/** Whether a guardrail names an action in one of its statements, with any parameters. */
export function deniedBy(guardrails: readonly Guardrail[], guardrailId: string): (action: string) => boolean {
  const statements = guardrails.filter((guardrail) => guardrail.guardrailId === guardrailId).flatMap((guardrail) => guardrail.statements);
  const named = statements.flatMap((statement) => [(statement.toStatementJson() as { Action?: string | string[] }).Action ?? []].flat());
  // A statement about all actions looks at something else, such as how credentials came.
  const globs = [...new Set(named)].filter((action) => action !== '*').map((action) => compileActionGlob(action.toLowerCase()));
  return (action) => globs.some((matches) => matches(action.toLowerCase()));
}

/** Whether one of the guardrails of a promise names an action. */
export function deniedUnder(guardrails: readonly Guardrail[], { guardrailId, orBy = [] }: GuardrailPromise): (action: string) => boolean {
  const deniers = [guardrailId, ...orBy].map((id) => deniedBy(guardrails, id));
  return (action) => deniers.some((denies) => denies(action));
}

/** Actions that fall under a promise. */
export function promisedActions({ promised }: GuardrailPromise, actions: readonly DatedAction[]): DatedAction[] {
  const kinds = promised.map(({ services, names, levels, keys = ['*'] }) => ({
    levels,
    globs: services.flatMap((service) => names.map((name) => compileActionGlob(`${service}:${name}`.toLowerCase()))),
    hasKey: keys.includes('*') ? () => true : oneMatches(keys.map((key) => compileActionGlob(key.toLowerCase()))),
  }));
  const services = promised.flatMap((kind) => kind.services);
  const candidates = services.some((service) => service.includes('*')) ? actions : inServices(actions, services);
  return candidates.filter(({ action, accessLevel, keys }) => kinds.some(({ levels, globs, hasKey }) => (
    levels.includes(accessLevel) && globs.some((matches) => matches(action.toLowerCase())) && hasKey(keys))));
}

/** Each promise asks for the actions of one or two services. */
const BY_SERVICE = new WeakMap<readonly DatedAction[], Record<string, DatedAction[]>>();

function inServices(actions: readonly DatedAction[], services: readonly string[]): DatedAction[] {
  let known = BY_SERVICE.get(actions);
  if (known === undefined) {
    known = {};
    for (const each of actions) (known[each.action.split(':')[0]] ??= []).push(each);
    BY_SERVICE.set(actions, known);
  }
  return [...new Set(services)].flatMap((service) => known[service] ?? []);
}

function oneMatches(globs: readonly ((text: string) => boolean)[]): (keys: readonly string[]) => boolean {
  return (keys) => keys.some((key) => globs.some((matches) => matches(key.toLowerCase())));
}

/** Those that the guardrail does not deny and on which nobody has decided. */
export function openActions(promise: GuardrailPromise, isDenied: (action: string) => boolean, actions: readonly DatedAction[]): string[] {
  const decided = new Set(promise.decided.flatMap((decision) => decision.actions));
  return promisedActions(promise, actions).map(({ action }) => action).filter((action) => !isDenied(action) && !decided.has(action));
}
