import type { ActionsImpact } from '../../model';
import type { Decision } from '../../policy';

/** What a change of the decision about actions comes to. */
const IMPACT_WORDS: Readonly<Record<ActionsImpact['direction'], string>> = {
  loosens: 'more is possible', tightens: 'less is possible', both: 'other conditions',
};

/** Of actions that are denied before and after, by policies of other types. */
const DENIED_WORDS: Readonly<Record<ActionsImpact['direction'], string>> = {
  loosens: 'more is possible: denied to fewer than before',
  tightens: 'less is possible: denied to more than before',
  both: 'denied to others than before',
};

export function impactWords(before: Decision, after: Decision, direction: ActionsImpact['direction']): string {
  if (before !== after) return `${IMPACT_WORDS[direction]}: was ${before}, is ${after}`;
  return (before === 'denied' ? DENIED_WORDS : IMPACT_WORDS)[direction];
}

/** What no longer decides about actions, and what decides now and did not before. */
export function deciders({ because, insteadOf }: Pick<ActionsImpact, 'because' | 'insteadOf'>): { gone: string[]; came: string[] } {
  return { gone: insteadOf.filter((each) => !because.includes(each)), came: because.filter((each) => !insteadOf.includes(each)) };
}
