import type { LastAccessedResult, Review } from '../../model';
import { isPrivilegedChange } from '../../model/diff/compare/privileged-changes';
import type { ReplayResult } from '../../trail';
import type { RehearsalSummary } from '../rehearsal-summary';
import { reviewHeadline } from '../wording/review-headline';

/** The JSON that `docs/review.schema.json` describes. The version rises when a member is removed or changes its meaning. */
export interface ReviewJson extends Review {
  readonly version: 1;
  readonly headline: string;
  /** Places in the list of changes of those about roles, policies and functions that can act for the organization. */
  readonly privileged: readonly number[];
  /** Null if the change was not rehearsed. */
  readonly rehearsal: RehearsalSummary | null;
  /** Absent if no recorded calls were replayed. */
  readonly replay?: ReplayResult;
  /** Absent if nobody asked for it. */
  readonly lastAccessed?: LastAccessedResult;
  /** The SHA-256 of the deployment that was reviewed. Absent if no code was. */
  readonly digest?: string;
}

/** A whole review as a value for programs. */
export function reviewJson(
  review: Review, rehearsal: RehearsalSummary | null = null, digest?: string, replay?: ReplayResult, lastAccessed?: LastAccessedResult,
): ReviewJson {
  const {
    changes, drift, notRestored, judgedIn, impact, actionsNotJudged, risks, obstacles, unexplainedTags, invitations, allowLists,
    delegations, otherWriters, outside, rows, exemptions, rollouts, counts,
  } = review;
  return {
    version: 1,
    headline: reviewHeadline(review, rehearsal ?? undefined),
    changes,
    ...(drift ? { drift } : {}),
    ...(judgedIn ? { judgedIn } : {}),
    ...(notRestored ? { notRestored } : {}),
    privileged: changes.flatMap((change, index) => (isPrivilegedChange(change) ? [index] : [])),
    impact,
    ...(actionsNotJudged ? { actionsNotJudged } : {}),
    risks,
    obstacles,
    ...(unexplainedTags ? { unexplainedTags } : {}),
    ...(invitations ? { invitations } : {}),
    ...(allowLists ? { allowLists } : {}),
    ...(delegations ? { delegations } : {}),
    ...(otherWriters ? { otherWriters } : {}),
    ...(outside ? { outside } : {}),
    ...(rows ? { rows } : {}),
    ...(exemptions ? { exemptions } : {}),
    ...(rollouts ? { rollouts } : {}),
    counts,
    rehearsal,
    ...(replay === undefined ? {} : { replay }),
    ...(lastAccessed === undefined ? {} : { lastAccessed }),
    ...(digest === undefined ? {} : { digest }),
  };
}
