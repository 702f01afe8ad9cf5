import type { ActionsImpact } from '../model';

/** What a change of the decision about actions comes to. */
export const IMPACT_WORDS: Readonly<Record<ActionsImpact['direction'], string>> = {
  loosens: 'more is possible', tightens: 'less is possible', both: 'other conditions',
};

/** What no longer decides about actions, and what decides now and did not before. */
export function deciders({ because, insteadOf }: Pick<ActionsImpact, 'because' | 'insteadOf'>): { gone: string[]; came: string[] } {
  return { gone: insteadOf.filter((each) => !because.includes(each)), came: because.filter((each) => !insteadOf.includes(each)) };
}
