import { headlineClauses } from './headline-clauses';
import { DRIFT_SUBJECTS } from './headline-subjects';
import { invitationsClauses } from './invitations-words';
import type { Change, ImpactGroup, Review } from '../../model';
import { type RehearsalSummary, rehearsalVerdict } from '../rehearsal-summary';
import { count } from './words';

type Told = Pick<Review, 'changes' | 'drift' | 'unexplainedTags' | 'invitations'> & Partial<Pick<Review, 'obstacles'>>;

type Access = Pick<Review, 'impact' | 'actionsNotJudged'>;

/** The review in one line: `3 accounts move, 1 policy changes; 14 accounts can do more than before; the rehearsal fails`. */
export function reviewHeadline(review: Told & Access, rehearsal?: RehearsalSummary): string {
  const verdict = rehearsal === undefined || rehearsal.succeeded ? [] : [`the rehearsal ${rehearsalVerdict(rehearsal)}`];
  return [changesHeadline(review), ...accessClauses(review), ...verdict].join('; ');
}

/** Only what happens, and whether it can: `3 accounts move, 1 policy changes; 2 obstacles stop the deployment`. */
export function changesHeadline({ invitations = [], ...review }: Told): string {
  return [withoutInvitations(review), ...invitationsClauses(invitations)].join('; ');
}

function withoutInvitations({ changes, obstacles = [], drift, unexplainedTags = [] }: Told): string {
  if (drift && changes.length === 0) return `Nothing ${unexplainedTags.length === 0 ? '' : 'but tags of this library '}was changed outside the code`;
  if (drift) return `Changed outside the code: ${headlineClauses(changes, DRIFT_SUBJECTS).join(', ')}`;
  if (obstacles.length === 0) return whatHappens(changes);
  const stops = `${count(obstacles.length, 'obstacle')} ${obstacles.length === 1 ? 'stops' : 'stop'} the deployment`;
  return changes.length === 0 ? `${stops}, which would change nothing in the organization` : `${whatHappens(changes)}; ${stops}`;
}

function whatHappens(changes: readonly Change[]): string {
  return changes.length === 0 ? 'Nothing changes in the organization' : headlineClauses(changes).join(', ');
}

/** The effect of the change on accounts: `14 accounts can do more than before`. */
export function accessClauses({ impact, actionsNotJudged }: Access): string[] {
  if (actionsNotJudged) return ['what accounts can do is not judged (--no-impact)'];
  const clause = (number: number, what: string) => (number > 0 ? [`${count(number, 'account')} can do ${what} than before`] : []);
  const { more, less, both, otherConditions } = accessCounts(impact);
  return [
    ...clause(more, 'more'), ...clause(both, 'more in some respects and less in others'), ...clause(less, 'less'),
    ...clause(otherConditions, 'the same under other conditions'),
  ];
}

export interface AccessCounts {
  /** Accounts that can do more, and nothing less. */
  readonly more: number;
  readonly less: number;
  readonly both: number;
  /** Accounts of which only this is known: what they can do depends on other conditions. */
  readonly otherConditions: number;
}

export function accessCounts(impact: readonly ImpactGroup[]): AccessCounts {
  const numbers = { more: 0, less: 0, both: 0, otherConditions: 0 };
  for (const { accounts, actions } of impact) {
    const goes = (direction: 'loosens' | 'tightens') => actions.some((each) => each.direction === direction);
    const [loosens, tightens] = [goes('loosens'), goes('tightens')];
    if (actions.length > 0) numbers[loosens && tightens ? 'both' : loosens ? 'more' : tightens ? 'less' : 'otherConditions'] += accounts.length;
  }
  return numbers;
}
