import type { StatementChange } from '../diff/change';
import { documentOf } from '../diff/policy-text';

/** What a change of policies can do at all, whatever else is attached. */
export interface Possible {
  readonly loosens: boolean;
  readonly tightens: boolean;
}

export const BOTH: Possible = { loosens: true, tightens: true };
export const LOOSENS: Possible = { loosens: true, tightens: false };
export const TIGHTENS: Possible = { loosens: false, tightens: true };

/** A policy that only denies can only tighten when it comes, and only loosen when it goes. */
export function ofAttaching(content: string | undefined): Possible {
  return effects(content).every((effect) => effect === 'Deny') ? TIGHTENS : BOTH;
}

export function ofDetaching(content: string | undefined): Possible {
  return effects(content).every((effect) => effect === 'Deny') ? LOOSENS : BOTH;
}

export function ofStatements(statements: readonly StatementChange[]): Possible {
  const parts = statements.map(({ change, effect }): Possible => {
    if (change === 'changed' || (effect !== 'Allow' && effect !== 'Deny')) return BOTH;
    return (change === 'added') === (effect === 'Deny') ? TIGHTENS : LOOSENS;
  });
  return { loosens: parts.some(({ loosens }) => loosens), tightens: parts.some(({ tightens }) => tightens) };
}

/** Of a text that cannot be read, anything. */
function effects(content: string | undefined): unknown[] {
  const document = content === undefined ? undefined : documentOf(content);
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return ['unknown'];
  return [document.Statement ?? []].flat().map((statement) => (statement as { Effect?: unknown } | null)?.Effect);
}
