import { RISK_LEVELS, type RiskLevel } from './risk';
import type { Review } from '../review/review';

/** The conditions under which a pipeline fails. */
export interface Thresholds {
  /**
   * The lowest level of risk that stops it; higher levels do so as well.
   * @default - no risk stops it
   */
  readonly risk?: Exclude<RiskLevel, 'neutral'>;
  /**
   * Whether an obstacle stops it.
   * @default true
   */
  readonly obstacles?: boolean;
  /**
   * The maximum number of affected accounts.
   * @default - any number
   */
  readonly accountsAffected?: number;
}

/** One sentence for each threshold that a review exceeds; empty if the review passes. */
export function failOn({ counts, obstacles }: Pick<Review, 'counts' | 'obstacles'>, thresholds: Thresholds): string[] {
  const { accountsAffected: most = Infinity } = thresholds;
  return [
    ...exceededLevels({ counts }, thresholds).map((exceeded) => `${number(exceeded.number, 'change')} of the level "${exceeded.level}".`),
    ...(thresholds.obstacles !== false && obstacles.length > 0 ? [`${number(obstacles.length, 'obstacle')} to the deployment.`] : []),
    ...(counts.accountsAffected > most ? [`${number(counts.accountsAffected, 'account')} affected, more than ${most}.`] : []),
  ];
}

/** The levels of risk that a review exceeds, from the worst, each with its number of changes. */
export function exceededLevels({ counts }: Pick<Review, 'counts'>, { risk }: Thresholds): { readonly level: RiskLevel; readonly number: number }[] {
  const levels = risk === undefined ? [] : RISK_LEVELS.slice(0, RISK_LEVELS.indexOf(risk) + 1);
  return levels.map((level) => ({ level, number: counts.byRisk[level] })).filter((each) => each.number > 0);
}

function number(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
