import { type DatedAction, knownActions } from './known-actions';
import { deniedBy, openActions } from './open-actions';
import type { Guardrail } from '../../src';
import { GUARDRAIL_PROMISES, type GuardrailPromise } from '../../test/constructs/guardrails/promises';

/** An action that a guardrail would leave open if it had the list of an earlier time. */
export interface Hole {
  readonly guardrailId: string;
  readonly action: string;
  /** The reason for which it stays allowed now. @default - the guardrail, or another one for the same kind, denies it now */
  readonly decided?: string;
}

/**
 * The actions that AWS added since earlier data and that fall under a promise, without those that a wildcard of the guardrail matches.
 * They are found as the check finds new ones: with the promises, and with lists and decisions that know only the earlier actions.
 */
export function holesSince(earlier: readonly DatedAction[], guardrails: readonly Guardrail[], present = knownActions()): Hole[] {
  const before = new Set(earlier.map(({ action }) => action.toLowerCase()));
  const added = present.filter(({ action }) => !before.has(action.toLowerCase()));
  const then = guardrails.map((guardrail) => withActions(guardrail, (pattern) => /[*?]/.test(pattern) || before.has(pattern.toLowerCase())));
  const holes = GUARDRAIL_PROMISES.flatMap((promise) => {
    const deniers = [promise.guardrailId, ...promise.orBy ?? []].map((id) => deniedByNames(then, id));
    return openActions(withoutDecisions(promise), (action) => deniers.some((denies) => denies(action)), added)
      .map((action): Hole => ({ guardrailId: promise.guardrailId, action, ...decisionOf(promise, action) }));
  });
  return [...new Map(holes.map((hole) => [`${hole.guardrailId} ${hole.action}`, hole])).values()];
}

interface NamedActions {
  readonly guardrailId: string;
  readonly actions: readonly string[];
}

function withActions({ guardrailId, statements }: Guardrail, keep: (pattern: string) => boolean): NamedActions {
  const patterns = statements.flatMap((statement) => [(statement.toStatementJson() as { Action?: string | string[] }).Action ?? []].flat());
  return { guardrailId, actions: patterns.filter(keep) };
}

function deniedByNames(named: readonly NamedActions[], guardrailId: string): (action: string) => boolean {
  const statements = named.filter((each) => each.guardrailId === guardrailId)
    .map(({ actions }) => ({ toStatementJson: () => ({ Action: actions }) }));
  return deniedBy([{ guardrailId, statements } as unknown as Guardrail], guardrailId);
}

function withoutDecisions(promise: GuardrailPromise): GuardrailPromise {
  return { ...promise, decided: [] };
}

function decisionOf({ decided }: GuardrailPromise, action: string): Pick<Hole, 'decided'> {
  const reason = decided.find(({ actions }) => actions.includes(action))?.reason;
  return reason === undefined ? {} : { decided: reason };
}
