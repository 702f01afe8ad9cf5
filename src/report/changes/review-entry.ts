import type { Change, Review, RiskLevel } from '../../model';
import type { Phrase } from '../phrase';
import { compareLevels, RisksOfReview } from '../risks-of-review';
import { changePhrase } from './change-text';
import { foldKey, foldedPhrase } from './fold';

/** A line of the list of changes: one change, or many that say the same of many things. */
export interface ReviewEntry {
  readonly level: RiskLevel;
  readonly headline: Phrase;
  /** Why the level is not harmless: each reason once, the worst first. */
  readonly reasons: readonly string[];
  /** Places in the review's list of changes; more than one if the entry is folded. */
  readonly changes: readonly number[];
}

/** From this many, changes of the same kind become one line. */
const FOLD_FROM = 4;

/** The changes as a reader wants them: dangerous first, and otherwise in the review's order; what repeats is folded. */
export function reviewEntries(review: Pick<Review, 'changes' | 'risks'>): ReviewEntry[] {
  const risks = new RisksOfReview(review);
  const groups = new Map<string, number[]>();
  review.changes.forEach((change, index) => {
    const key = foldKey(change);
    const group = key === undefined ? `${index}` : `${risks.riskOf(index)} ${key}`;
    const members = groups.get(group);
    if (members) members.push(index);
    else groups.set(group, [index]);
  });
  const entry = (changes: number[], headline: Phrase): ReviewEntry => ({
    level: risks.riskOf(changes[0]), headline, reasons: reasons(risks, changes), changes,
  });
  return [...groups.values()]
    .flatMap((members) => (members.length < FOLD_FROM
      ? members.map((index) => entry([index], changePhrase(review.changes[index])))
      : [entry(members, foldedPhrase(members.map((index) => review.changes[index]) as [Change, ...Change[]]))]))
    .sort((a, b) => compareLevels(a.level, b.level) || a.changes[0] - b.changes[0]);
}

function reasons(risks: RisksOfReview, changes: readonly number[]): string[] {
  const found = changes.flatMap((change) => risks.of(change)).filter(({ level }) => level !== 'neutral');
  return [...new Set(found.sort((a, b) => compareLevels(a.level, b.level)).map(({ reason }) => reason))];
}
