import { type Organization, targets } from '../../model';
import type { DenialResult, TrailRecord } from '../../trail';
import { startOf } from '../options/day-option';

/** A soak time, from the day on which the stage began. */
export interface SoakTime {
  readonly since: string;
  readonly today: string;
}

/** Records that begin later, or end earlier, say nothing of the first or the last days. */
export const UNCOVERED_DAYS = 2;
export const DAY_MS = 86_400_000;

/** docs/guide/safe-policy-change.md has a query for such an export. */
const EXPORT = 'let an export have a record of each day, or go on with --no-denials.';

/** Whether a record shows that a source has the records of its time. It has a time that is past, and an account of the snapshot, if any. */
export function coverageBy(today: string, live: Organization | undefined): (record: TrailRecord) => boolean {
  const accounts = live && new Set([live.managementAccountId, ...[...targets(live)].map(({ target }) => target.id)]);
  return ({ eventTime = '', recipientAccountId, identity }) => !Number.isNaN(Date.parse(eventTime)) && eventTime.slice(0, 10) <= today
    && (accounts === undefined || accounts.has(recipientAccountId ?? identity.accountId ?? ''));
}

/** Why files do not show a soak time as a whole. Undefined if they do. */
export function coverageProblem(
  { from, to }: DenialResult, { since, today }: SoakTime, live: Organization | undefined,
): string | undefined {
  if (from === undefined || to === undefined) {
    const whose = live === undefined ? '' : ' of accounts in the snapshot';
    return `The source has no records with a time since ${since}${whose}. Copy the trail of these days, ${EXPORT}`;
  }
  if (Date.parse(from) > startOf(since) + UNCOVERED_DAYS * DAY_MS) {
    return `The first record is of ${from}, and says nothing of the days from ${since}. Copy the trail of these days, ${EXPORT}`;
  }
  if (Date.parse(to) >= startOf(today) - UNCOVERED_DAYS * DAY_MS) return undefined;
  return `The last record is of ${to}, and says nothing of the days until ${today}. Copy the trail again, ${EXPORT}`;
}
