/**
 * All durations of the handlers, each with its reason: windows, patience and pauses.
 *
 * AWS Organizations is eventually consistent and gives no bounds, so most values are estimates from reports of its users. The patience
 * for refused calls is in the retry table (`src/organizations/errors/retry-table.ts`).
 *
 * Patience counts from the start of an event. When it is over, the event fails or leaves the object behind with a warning.
 */
import { VISIBILITY_SECONDS } from '../organizations/errors/retry-table';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

// The call and the event.

/**
 * How long one call waits; a stabilization window adds to it. The waiter handles longer waits. The timeout of the Lambda function has to
 * be well above.
 */
export const WAITING_IN_CALL_MS = 20 * SECOND;

/**
 * How long one call reads. A throttled list is worth finishing, because the next call would start at the first page. At the rate of the
 * service, the 500 pages of 10,000 accounts take a minute, and several resources share that rate. The function's timeout
 * (`organizations-provider.ts`) is two minutes longer.
 */
export const READING_IN_CALL_MS = 8 * MINUTE;

/** After this time of a call no attempt begins that decides how its event ends: one that reads long lists still has time. */
export const DECIDING_IN_CALL_MS = READING_IN_CALL_MS / 2;

/** The pause between two attempts of a call: short compared with the time of the call, long compared with a response of the service. */
export const PAUSE_IN_CALL_MS = 2 * SECOND;

/** CloudFormation gives a custom resource one hour. The timeout of the framework itself sends no response for large events. */
export const DEADLINE_MS = 50 * MINUTE;

/** After this time no attempt begins, because its response could arrive too late. */
export const TOO_LATE_MS = 57 * MINUTE;

/** No call of an event ends this soon after the event began. */
export const FIRST_CALL_MS = 3 * SECOND;

/** The waiter calls every five seconds. If another environment had handled a call in between, more time would have passed. */
export const TWO_INTERVALS_MS = 9.5 * SECOND;

/**
 * The last write of an event comes this long after its beginning at the latest: the last attempt, and the timeout of the function, which is
 * at most 15 minutes.
 */
export const EVENT_WRITES_MS = TOO_LATE_MS + 15 * MINUTE;

// Stale readings.

/** The stabilization window: for how long attempts have to find nothing to do. Users report that changes become visible after seconds. */
export const STABILIZATION_MS = 10 * SECOND;

/** The pause between two attempts in the window, which has room for four of them. */
export const STABILIZATION_PAUSE_MS = 2.5 * SECOND;

/** The pause between readings that have to agree. Seven readings take about ten seconds, as long as the window. */
export const READ_PAUSE_MS = 1.5 * SECOND;

/**
 * How long a cause has to last in a call whose patience is over. Services may notice twenty seconds late that something is detached, and
 * what detaches it may run at the same time.
 */
export const CAUSE_LASTS_MS = 40 * SECOND;

/** For how long attempts may be refused until another one meets the cause again. It may have passed and come back after a longer time. */
export const REFUSALS_LAST_MS = 30 * SECOND;

/** The latest time at which a change becomes visible: as long as the retry table allows for refused calls. */
export const VISIBLE_SECONDS = VISIBILITY_SECONDS;

/** Tags of a new object may become visible later than the object. Until then it counts as having no owner. */
export const TAGS_VISIBLE_MS = 30 * SECOND;

/** An account may stay invisible after the service has reported that it exists. */
export const ACCOUNT_VISIBLE_MS = MINUTE;

/** If the object of a `Duplicate…` error stays invisible for longer, an existing name differs from the desired one only in case. */
export const DUPLICATE_VISIBLE_SECONDS = 120;

/** If a duplicate invitation stays invisible for longer, it names the same account in the other way (ID or email address). */
export const DUPLICATE_INVITATION_SECONDS = 60;

/** In a new organization the first listing of the root may fail for a while, and everything else depends on it. */
export const ROOT_VISIBLE_SECONDS = 600;

/** If no list shows FullAWSAccess after this time, it is not attached to the target of the event. */
export const FULL_AWS_ACCESS_VISIBLE_MS = MINUTE;

/** The service may still show the former state of an account after `CloseAccount`. */
export const CLOSURE_VISIBLE_MS = 16 * SECOND;

/** The resources of one minute share a list of all accounts. An account that joins later is missing from it. */
export const ACCOUNT_LIST_HOLDS_MS = MINUTE;

// Clocks.

/** Clock differences between CloudFormation, Lambda and the writer of a note. */
export const CLOCKS_DIFFER_MS = 30 * SECOND;

/** AWS Organizations has its own clock and counts in seconds. */
export const CLOCK_TOLERANCE_MS = 5 * SECOND;

/** Clocks differ, and CloudFormation records the start of a deployment only roughly at its first event. */
export const DEPLOYMENT_BEGAN_MS = 30 * SECOND;

// The stack.

/** After this time, every list of a nested stack shows what its deployment came to. More than clocks differ. */
export const SETTLED_MS = 60 * SECOND;

/** How long one reading of the stack's status counts while a call only reads. Before a write, the status is not older either. */
export const STATUS_HOLDS_MS = 5 * SECOND;

/** The same while a long list is read, because the stack may begin to roll back in the meantime. */
export const STATUS_HOLDS_IN_LIST_MS = 10 * SECOND;

/** Calls of a failed deployment notice its rollback at their next attempt. The first calls of the rollback leave them one interval. */
export const CANCELLED_CALLS_END_MS = 4.5 * SECOND;

/** From this time of a rollback's event on, the notes of the failed deployment are visible, also those of its last calls. */
export const NOTE_VISIBLE_MS = CANCELLED_CALLS_END_MS + STABILIZATION_MS;

/** Soon after an event has arrived, the status of its stack shows the operation. */
export const STACK_BUSY_SECONDS = 60;

/** A new role, or a role with new permissions, gets them with a delay. */
export const ACCESS_DENIED_SECONDS = 300;

// Other resources, and people.

/** Another resource of the stack may release a name or an object in the same deployment. */
export const NAME_RELEASED_SECONDS = 60;

/** Accounts leave an OU or an organization in the same deployment. Later the OU or organization is left behind. */
export const EMPTYING_SECONDS = 60;

/** Policies leave their targets in the same deployment, some only when their OU is deleted, which may wait to be empty. */
export const DETACHING_SECONDS = 120;

/** Well before the two patiences above end: an object that is left behind has to carry the mark by then. */
export const MARKED_AFTER_MS = 50 * SECOND;

/** The lists of many targets still show attachments that were removed a moment ago. */
export const POLICY_TYPE_DETACHING_SECONDS = 120;

/** Enabling or disabling a policy type. The service documents no bound; other tools wait for five minutes. */
export const POLICY_TYPE_PENDING_SECONDS = 1_200;

/** A request for all features that lacks no approval may still not be ready for completion. */
export const ALL_FEATURES_READY_SECONDS = 60;

/** A person has this long to accept an invitation: five minutes less than the deadline. Then the event completes without the account. */
export const WAITS_FOR_ACCEPTANCE_MS = 45 * MINUTE;

/**
 * The lifetime of a one-time code, after which a deployment requests another one. Source: AWS Account Management Reference Guide, "Update
 * the root user email for any AWS account in your organization".
 */
export const ONE_TIME_CODE_HOLDS_MS = 24 * HOUR;

// Rates and quotas of accounts and Regions.

/** AWS Organizations allows one `CreateAccount` in ten seconds, and one `CloseAccount` in twenty. */
export const CREATE_ACCOUNT_TOKEN_MS = 10 * SECOND;
export const CLOSE_ACCOUNT_TOKEN_MS = 20 * SECOND;

/** New environments spread their first requests over this time. One request occupies the service for less than a second. */
export const SPREAD_MS = 5 * SECOND;

/** How often a request for an account is checked at an age at which few creations end: two intervals of the waiter. */
export const CHECK_PERIOD_MS = 10 * SECOND;

/** Users report that most account creations take so long. Some end after seconds, and some take minutes. */
export const SHORT_CREATION_MS = 30 * SECOND;
export const LONG_CREATION_MS = MINUTE;

/** The longest wait for a token inside a call. For longer waits the waiter's next call comes sooner. */
export const SHORT_WAIT_MS = 2.5 * SECOND;

/** Quota errors of a new organization end within an hour (AWS Organizations User Guide, "Troubleshooting AWS Organizations"). */
export const NEW_ORGANIZATION_MS = HOUR;

/** The pause between attempts until then, each of which would only be refused again. */
export const NEW_ORGANIZATION_REST_SECONDS = 25;

/** For how long an account that shows only the older status SUSPENDED counts as closed by this environment. */
export const CLOSURE_SHOWN_MS = 15 * MINUTE;

/** A page of accounts that took longer than this was refused and repeated. */
export const REFUSED_PAGE_MS = 350;

/** After a refused page, pauses between pages prevent further refusals: from the shortest pause to the longest. */
export const SHORTEST_PAGE_PAUSE_MS = 100;
export const LONGEST_PAGE_PAUSE_MS = SECOND;

/** Enabling or disabling a Region takes minutes, sometimes hours. */
export const REGION_REST_SECONDS = 20;

/**
 * How long a deployment waits for the quota of changes in progress. Changes that take hours use up the quota for hours. A failure would
 * roll back the settings of all other accounts and free no quota. This is less than the deadline of an event, so one more call fits in.
 */
export const REGION_QUOTA_SECONDS = 2_700;

/** A rollback has to end: a Region that is still changing then keeps its new status. */
export const REGION_ROLLBACK_SECONDS = 900;
