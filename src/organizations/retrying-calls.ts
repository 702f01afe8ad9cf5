import type { Clock } from './clock';
import { isOrganizationsError, isRead } from './errors/organizations-error';
import { isRefusal } from './errors/retry-table';

/** Something done around every single call (a page is a call), named by the service's operation. */
export type AroundCall = <T>(operation: string, call: () => Promise<T>) => Promise<T>;

export interface RetryBudget {
  readonly clock: Clock;
  /** A random number from 0 to 1, for the jitter. */
  readonly random: () => number;
  /** Repeats begin before these moments, in milliseconds since 1970. Reads get more: a long list is worth finishing. */
  readonly readsUntil: number;
  readonly writesUntil: number;
  /**
   * Asked after the pause, before a call is repeated: an error from it ends the call. The event may not be current any more: a write
   * would do harm then, and a read that is throttled for minutes would only hold its function.
   */
  readonly beforeRepeat?: (operation: string) => Promise<void>;
}

const FIRST_PAUSE_MS = 500;
/** Accounts that move at the same time conflict over the parent that they leave, and two moves are accepted in a second. */
const FIRST_PAUSE_OF_MOVES_MS = 1_500;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Operations with one token in 10 or 20 seconds: a call that waited for it would hold a function that does nothing. The waiter's next turns
 * ask again. Source: AWS Organizations User Guide, "Quotas and service limits for AWS Organizations", throttling limits.
 */
const SLOW_OPERATIONS = ['CreateAccount', 'CloseAccount'];

/**
 * One token a second, and quotas of changes in progress that take minutes to hours. Beyond the quotas AWS may answer as if the bucket were
 * empty: a call that finds no token after two pauses waits for a quota, for which its event waits with longer pauses. Calls in vain would
 * take the tokens of others. Source: AWS Account Management Reference Guide, "Quotas for AWS Account Management".
 */
const REGION_CHANGES = ['EnableRegion', 'DisableRegion'];
const FIRST_PAUSE_OF_REGION_CHANGES_MS = 1_500;
const LONGEST_PAUSE_OF_REGION_CHANGES_MS = 3_000;

/**
 * Retries calls that had no effect, with exponential backoff, half of each delay random.
 * Throws the last error when the budget is used up. The caller decides whether the event waits or fails.
 */
export function retryingCalls({ clock, random, readsUntil, writesUntil, beforeRepeat }: RetryBudget): AroundCall {
  return async (operation, call) => {
    const until = isRead(operation) ? readsUntil : writesUntil;
    for (let pause = firstPauseMs(operation); ; pause = nextPauseMs(operation, pause)) {
      try {
        return await call();
      } catch (error) {
        const jittered = Math.ceil(pause * (1 + random()) / 2);
        if (!isRepeatable(operation, error) || clock.now() + jittered > until) throw error;
        await clock.sleep(jittered);
        await beforeRepeat?.(operation);
      }
    }
  };
}

/** The time for retries of a call that reads. */
const READ_PATIENCE_MS = 30_000;

/** Retries reads, each for its own half minute. A throttled list of many calls goes on for as long as each of them gets an answer. */
export function retryingEachCall(clock: Clock): AroundCall {
  return (operation, call) => (
    retryingCalls({ clock, random: () => 0.5, readsUntil: clock.now() + READ_PATIENCE_MS, writesUntil: 0 })(operation, call));
}

function firstPauseMs(operation: string): number {
  if (operation === 'MoveAccount') return FIRST_PAUSE_OF_MOVES_MS;
  return REGION_CHANGES.includes(operation) ? FIRST_PAUSE_OF_REGION_CHANGES_MS : FIRST_PAUSE_MS;
}

/** Infinity: no repeat follows. */
function nextPauseMs(operation: string, pause: number): number {
  if (REGION_CHANGES.includes(operation)) return pause < LONGEST_PAUSE_OF_REGION_CHANGES_MS ? pause * 2 : Number.POSITIVE_INFINITY;
  return Math.min(pause * 2, LONGEST_PAUSE_MS);
}

function isRepeatable(operation: string, error: unknown): boolean {
  if (SLOW_OPERATIONS.includes(operation) && isOrganizationsError(error, 'TooManyRequests')) return false;
  return isOrganizationsError(error) && isRefusal(error);
}
