import { type Review, type Risk, RISK_LEVELS, type RiskLevel } from '../model';

/** One word for a level, as a mark beside a change. */
export const RISK_WORDS: Readonly<Record<RiskLevel, string>> = {
  destroys: 'destroys', loosens: 'loosens', tightens: 'tightens', neutral: 'harmless',
};

/** The risks of a review, looked up by the place of a change in its list. */
export class RisksOfReview {
  private readonly byChange: readonly Risk[][];

  constructor({ changes, risks }: Pick<Review, 'changes' | 'risks'>) {
    const byChange: Risk[][] = changes.map(() => []);
    for (const risk of risks) byChange[risk.change]?.push(risk);
    this.byChange = byChange.map((each) => each.sort((a, b) => compareLevels(a.level, b.level)));
  }

  /** The worst first. */
  of(change: number): readonly Risk[] {
    return this.byChange[change] ?? [];
  }

  /** The worst level of a change. */
  riskOf(change: number): RiskLevel {
    return this.of(change)[0]?.level ?? 'neutral';
  }
}

/** Compares levels for sorting, the worst first. */
export function compareLevels(one: RiskLevel, other: RiskLevel): number {
  return RISK_LEVELS.indexOf(one) - RISK_LEVELS.indexOf(other);
}
