import type { Review } from '../../model';
import type { RehearsalSummary } from '../rehearsal-summary';
import { reviewHeadline } from '../review-headline';

/** What `docs/review.schema.json` describes. The version rises when something goes or means something else. */
export interface ReviewJson extends Review {
  readonly version: 1;
  readonly headline: string;
  /** Null if the change was not rehearsed. */
  readonly rehearsal: RehearsalSummary | null;
}

/** A whole review as a value for programs. */
export function reviewJson(review: Review, rehearsal: RehearsalSummary | null = null): ReviewJson {
  const { changes, impact, actionsNotJudged, risks, obstacles, counts } = review;
  return {
    version: 1,
    headline: reviewHeadline(review, rehearsal ?? undefined),
    changes,
    impact,
    ...(actionsNotJudged ? { actionsNotJudged } : {}),
    risks,
    obstacles,
    counts,
    rehearsal,
  };
}
