import type { Change, Review, RiskLevel } from '../../model';
import { isPrivilegedChange } from '../../model/diff/compare/privileged-changes';
import { compareLevels, RisksOfReview } from '../risks-of-review';
import { changePhrase } from './change-text';
import { foldedPhrase, foldFrom, foldKey, subjectOf } from './fold';
import type { Phrase } from '../wording/phrase';

/** A line of the list of changes: one change, or many that do the same to different objects. */
export interface ReviewEntry {
  readonly level: RiskLevel;
  readonly headline: Phrase;
  /** The reasons for the level, each once, the worst first. Empty for a harmless change. */
  readonly reasons: readonly string[];
  /** The objects of a folded entry, such as the paths of accounts. Empty for a single change, whose headline names its object. */
  readonly subjects: readonly string[];
  /** Places in the review's list of changes; more than one if the entry is folded. */
  readonly changes: readonly number[];
  /** The places of the rows that describe the objects, each once, such as `fleet/payments.yaml:12`. */
  readonly rows: readonly string[];
}

type EntriesOf = Pick<Review, 'changes' | 'risks' | 'drift' | 'rows'>;

/** The changes as a reader wants them: dangerous first, and otherwise in the review's order; what repeats is folded. */
export function reviewEntries(review: EntriesOf): ReviewEntry[] {
  const risks = new RisksOfReview(review);
  const groups = new Map<string, number[]>();
  review.changes.forEach((change, index) => {
    const key = foldKey(change);
    const group = key === undefined ? `${index}` : `${risks.riskOf(index)} ${key}`;
    const members = groups.get(group);
    if (members) members.push(index);
    else groups.set(group, [index]);
  });
  const entry = (changes: number[], headline: Phrase, subjects: readonly string[] = []): ReviewEntry => ({
    level: risks.riskOf(changes[0]), headline, reasons: reasons(risks, changes), subjects, changes, rows: rowsOf(review, changes),
  });
  const foldedEntry = (members: number[]): ReviewEntry => {
    const changes = members.map((index) => review.changes[index]) as [Change, ...Change[]];
    return entry(members, foldedPhrase(changes, review.drift), [...new Set(changes.map(subjectOf))]);
  };
  return [...groups.values()]
    .flatMap((members) => (members.length < foldFrom(review.changes[members[0]])
      ? members.map((index) => entry([index], changePhrase(review.changes[index], review.drift)))
      : [foldedEntry(members)]))
    .sort((a, b) => compareLevels(a.level, b.level) || a.changes[0] - b.changes[0]);
}

/** The title of the section about them. */
export const PRIVILEGED_TITLE = 'Roles, policies and functions that can act for the organization';

/** The title of the other changes, where both are there. */
export const ORGANIZATION_TITLE = 'The organization';

/** Entries about the organization, and those about what grants or uses rights: they have a section of their own. */
export function entriesBySection(review: EntriesOf): Readonly<Record<'organization' | 'privileged', readonly ReviewEntry[]>> {
  const entries = reviewEntries(review);
  const isPrivileged = ({ changes: [first] }: ReviewEntry) => isPrivilegedChange(review.changes[first]);
  return { organization: entries.filter((entry) => !isPrivileged(entry)), privileged: entries.filter(isPrivileged) };
}

/** A row that only the base has is named as a former one. */
function rowsOf({ rows = [] }: EntriesOf, changes: readonly number[]): string[] {
  if (rows.length === 0) return [];
  const here = new Set(changes);
  return [...new Set(rows.filter(({ change }) => here.has(change)).map(({ file, line, former }) => `${file}:${line}${former ? ' (removed)' : ''}`))];
}

function reasons(risks: RisksOfReview, changes: readonly number[]): string[] {
  const found = changes.flatMap((change) => risks.of(change)).filter(({ level }) => level !== 'neutral');
  return [...new Set(found.sort((a, b) => compareLevels(a.level, b.level)).map(({ reason }) => reason))];
}
