import type { AccessAnswer } from '../../model';
import { guardrailOf, type NamedGuardrail } from '../../model/guardrails/named-guardrail';
import type { Reason } from '../../policy';
import { printable } from '../output/printable';

/** A reason with the guardrail of the catalogue that denies. Its actions are left out, which can be many. */
export type ExplainedReason = Reason & { readonly guardrail?: NamedGuardrail };

/** The reasons of an answer, with the guardrails whose statements decide. */
export function explainedReasons({ matchedStatements, request: { action } }: Pick<AccessAnswer, 'matchedStatements' | 'request'>): ExplainedReason[] {
  return matchedStatements.map((reason) => explainedReason(reason, action));
}

/** One reason of an answer about an action. */
export function explainedReason(reason: Reason, action: string): ExplainedReason {
  if (!('action' in reason)) return { ...reason, ...named(reason, action) };
  const { action: _, ...rest } = reason;
  return { ...rest, ...named(reason, action) };
}

function named(reason: Reason, action: string): { readonly guardrail?: NamedGuardrail } {
  const guardrail = guardrailOf(reason, action);
  return guardrail === undefined ? {} : { guardrail };
}

/** The guardrail and its promise in one line; none for a reason without a guardrail. */
export function guardrailLines({ guardrail }: ExplainedReason, indent: string): string[] {
  return guardrail === undefined ? [] : [`${indent}guardrail ${printable(guardrail.id)}: ${printable(guardrail.promise)}`];
}
