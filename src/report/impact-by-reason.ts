import type { ActionsImpact } from '../model';
import { deciders, impactWords } from './impact-words';

/** What happens to actions for one reason, whatever their services: a list of Regions decides about hundreds of them. */
export interface ImpactForReason {
  readonly direction: ActionsImpact['direction'];
  /** `more is possible: was denied, is allowed`. */
  readonly words: string;
  readonly count: number;
  readonly services: number;
  readonly actions: readonly string[];
  /** The same, by service. */
  readonly parts: readonly ActionsImpact[];
  /** Statements that no longer decide, and those that decide only now. */
  readonly gone: readonly string[];
  readonly came: readonly string[];
}

/** What is dangerous first. */
const DIRECTIONS: readonly ActionsImpact['direction'][] = ['loosens', 'both', 'tightens'];

export function impactByReason(actions: readonly ActionsImpact[]): ImpactForReason[] {
  const found = new Map<string, ActionsImpact[]>();
  for (const each of actions) {
    const key = JSON.stringify([each.before, each.after, each.direction, deciders(each)]);
    const same = found.get(key);
    if (same) same.push(each);
    else found.set(key, [each]);
  }
  return [...found.values()]
    .map((same) => {
      const [{ before, after, direction }] = same;
      return {
        direction,
        words: impactWords(before, after, direction),
        count: same.reduce((sum, { count }) => sum + count, 0),
        services: new Set(same.map(({ service }) => service)).size,
        actions: same.flatMap((each) => each.actions),
        parts: same,
        ...deciders(same[0]),
      };
    })
    .sort((one, other) => DIRECTIONS.indexOf(one.direction) - DIRECTIONS.indexOf(other.direction));
}
