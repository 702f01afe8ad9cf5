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

/** Actions that fall under a promise. */
export function promisedActions({ promised }: GuardrailPromise, actions: readonly DatedAction[]): DatedAction[] {
  const kinds = promised.map(({ services, names, levels }) => ({
    levels, globs: services.flatMap((service) => names.map((name) => compileActionGlob(`${service}:${name}`.toLowerCase()))),
  }));
  return actions.filter(({ action, accessLevel }) => kinds.some(({ levels, globs }) => (
    levels.includes(accessLevel) && globs.some((matches) => matches(action.toLowerCase())))));
}

/** Those that the guardrail does not deny and on which nobody has decided. */
export function openActions(promise: GuardrailPromise, isDenied: (action: string) => boolean, actions: readonly DatedAction[]): string[] {
  const decided = new Set(promise.decided.flatMap((decision) => decision.actions));
  return promisedActions(promise, actions).map(({ action }) => action).filter((action) => !isDenied(action) && !decided.has(action));
}
