const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * How long one call waits by itself (a stabilization window adds to it); longer waiting is the waiter's work. The Lambda function's
 * timeout has to be well above.
 */
export const WAITING_IN_CALL_MS = 20 * SECOND;

/**
 * A list that is throttled halfway is worth finishing: the next call would have to begin at the first page again. The 500 pages of an
 * organization of 10,000 accounts take a minute at the service's rate, and several resources share that rate. The function's timeout
 * (`organizations-provider.ts`) is two minutes above.
 */
export const READING_IN_CALL_MS = 8 * MINUTE;

export const PAUSE_IN_CALL_MS = 2 * SECOND;

/**
 * How long nothing must be found to do where one reading may be an old one, and the pause between two looks. The service gives no bound for
 * how late a change is seen; some seconds are what is reported.
 */
export const LASTS_MS = 10 * SECOND;
export const PAUSE_WHILE_IT_LASTS_MS = 2_500;

/** CloudFormation gives a custom resource an hour; the framework's own time-out never answers for large events. */
export const DEADLINE_MS = 50 * MINUTE;

/** From here on an answer could come too late, so that nothing is begun any more. */
export const TOO_LATE_MS = 57 * MINUTE;
