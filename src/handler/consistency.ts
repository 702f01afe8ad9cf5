/**
 * Every duration of the handlers, with its reason: windows, patience and pauses.
 *
 * AWS Organizations is eventually consistent and gives no bounds, so that most values are estimates from what users of the service
 * report. The patience of refused calls is in the retry table (`src/organizations/errors/retry-table.ts`).
 *
 * Patience counts from the start of an event. When it is over, the event fails, or leaves the object behind with a warning.
 */
import { VISIBILITY_SECONDS } from '../organizations/errors/retry-table';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

// The call and the event.

/**
 * How long one call waits by itself; a stabilization window adds to it. Longer waiting is the waiter's work. The timeout of the Lambda
 * function has to be well above.
 */
export const WAITING_IN_CALL_MS = 20 * SECOND;

/**
 * How long one call reads. A throttled list is worth finishing: the next call would begin at the first page. The 500 pages of 10,000
 * accounts take a minute at the rate of the service, and several resources share it. The function's timeout
 * (`organizations-provider.ts`) is two minutes above.
 */
export const READING_IN_CALL_MS = 8 * MINUTE;

/** The pause before a call attempts again: short beside the time of the call, and long beside an answer of the service. */
export const PAUSE_IN_CALL_MS = 2 * SECOND;

/** CloudFormation gives a custom resource an hour; the framework's own timeout never answers for large events. */
export const DEADLINE_MS = 50 * MINUTE;

/** From here on an answer could come too late, so that no attempt begins. */
export const TOO_LATE_MS = 57 * MINUTE;

/** No call of an event has ended so soon after its start. */
export const FIRST_CALL_MS = 3 * SECOND;

/** The waiter calls every five seconds: if another environment had answered a call in between, more time would have passed. */
export const TWO_INTERVALS_MS = 9.5 * SECOND;

// Readings that may be old.

/** The stabilization window: how long attempts have to find nothing to do. Users report that changes are visible after some seconds. */
export const STABILIZATION_MS = 10 * SECOND;

/** The pause between two attempts in the window: four of them fit in. */
export const STABILIZATION_PAUSE_MS = 2.5 * SECOND;

/** The pause between readings that have to agree: seven of them take some ten seconds, as long as the window. */
export const READ_PAUSE_MS = 1.5 * SECOND;

/** Any change may be visible this late: the time that the retry table allows for refused calls. */
export const VISIBLE_SECONDS = VISIBILITY_SECONDS;

/** Tags of a new object may be visible later than the object itself. Until then nobody counts as its owner. */
export const TAGS_VISIBLE_MS = 30 * SECOND;

/** An account may be invisible after the service said that it exists. */
export const ACCOUNT_VISIBLE_MS = MINUTE;

/** A `Duplicate…` answer whose object stays invisible for longer is about a name that differs only in upper and lower case. */
export const DUPLICATE_VISIBLE_SECONDS = 120;

/** A duplicate invitation that stays invisible for longer is one of the same account by its other name. */
export const DUPLICATE_INVITATION_SECONDS = 60;

/** The first listing of a root fails for a while in a new organization, and nothing else can be done without it. */
export const ROOT_VISIBLE_SECONDS = 600;

/** FullAWSAccess that no list shows after this time is not attached to the target of the event. */
export const FULL_AWS_ACCESS_VISIBLE_MS = MINUTE;

/** An account may still be shown in its former state after `CloseAccount`. */
export const CLOSURE_VISIBLE_MS = 16 * SECOND;

/** One list of all accounts serves the resources of a minute. An account that joins is missing in a list that was read before. */
export const ACCOUNT_LIST_HOLDS_MS = MINUTE;

// Clocks.

/** The clocks of CloudFormation, of Lambda and of whoever wrote a note differ. */
export const CLOCKS_DIFFER_MS = 30 * SECOND;

/** AWS Organizations counts in seconds, and its clock is another one. */
export const CLOCK_TOLERANCE_MS = 5 * SECOND;

/** Clocks differ, and CloudFormation notes the time of a deployment somewhere near its first event. */
export const DEPLOYMENT_BEGAN_MS = 30 * SECOND;

// The stack.

/** How long one reading of the stack's status counts while a call only reads. Before a write the status is that fresh too. */
export const STATUS_HOLDS_MS = 5 * SECOND;

/** The same while a long list is read: the stack may begin to roll back meanwhile. */
export const STATUS_HOLDS_IN_LIST_MS = 10 * SECOND;

/** The status of a stack whose event has arrived shows the operation soon. */
export const STACK_BUSY_SECONDS = 60;

/** CloudFormation may be throttled or out of order for some minutes, as any service may. */
export const STACK_UNREADABLE_SECONDS = 900;

/** A fresh role, or one with new rights, gets them late. */
export const ACCESS_DENIED_SECONDS = 300;

// Other resources, and people.

/** Another resource of the stack may be about to give a name or an object up in the same deployment. */
export const NAME_RELEASED_SECONDS = 60;

/** Accounts leave an OU or an organization, and policies their targets, in the same deployment. Then the object is left behind. */
export const EMPTYING_SECONDS = 60;
export const DETACHING_SECONDS = 60;

/** Well before the two above end: the mark has to be there when an object is left behind. */
export const MARKED_AFTER_MS = 50 * SECOND;

/** Attachments that were removed just before are still shown, in the lists of many targets. */
export const POLICY_TYPE_DETACHING_SECONDS = 120;

/** Enabling or disabling a policy type. The service gives no bound; other tools wait for five minutes. */
export const POLICY_TYPE_PENDING_SECONDS = 1_200;

/** A request for all features without missing approvals may not be ready for completion. */
export const ALL_FEATURES_READY_SECONDS = 60;

/** A person has this long to accept an invitation: five minutes less than the deadline. Then the event completes without the account. */
export const WAITS_FOR_ACCEPTANCE_MS = 45 * MINUTE;

/** AWS publishes no lifetime of a one-time code. After this time a deployment has another one sent. */
export const ONE_TIME_CODE_HOLDS_MS = 24 * HOUR;

// Rates and quotas of accounts and Regions.

/** AWS Organizations allows one `CreateAccount` in ten seconds, and one `CloseAccount` in twenty. */
export const CREATE_ACCOUNT_TOKEN_MS = 10 * SECOND;
export const CLOSE_ACCOUNT_TOKEN_MS = 20 * SECOND;

/** The first requests of new environments are spread over this time: a request occupies the service for less than a second. */
export const SPREAD_MS = 5 * SECOND;

/** The longest wait for a token inside a call: the waiter's next turn would come later. */
export const SHORT_WAIT_MS = 2.5 * SECOND;

/** Quota errors of a new organization pass within an hour (AWS Organizations User Guide, "Troubleshooting AWS Organizations"). */
export const NEW_ORGANIZATION_MS = HOUR;

/** Until then each look would only be refused again. */
export const NEW_ORGANIZATION_REST_SECONDS = 25;

/** Something else may be changing an account that is to be closed, for some minutes. */
export const CLOSURE_CONFLICT_SECONDS = 900;

/** A page of accounts that took longer was refused and repeated. */
export const REFUSED_PAGE_MS = 350;

/** After a refused page, pauses between pages keep others from the same: from the shortest to the longest. */
export const SHORTEST_PAGE_PAUSE_MS = 100;
export const LONGEST_PAGE_PAUSE_MS = SECOND;

/** The change of a Region takes minutes, sometimes hours. */
export const REGION_REST_SECONDS = 20;

/**
 * How long a deployment waits for the quotas of changes in progress, which changes that take hours use up for as long. A failure would roll
 * back the settings of all other accounts, and free no quota. It is less than the deadline of an event, so that one more call fits in.
 */
export const REGION_QUOTA_SECONDS = 2_700;

/** A rollback has to end: a Region that is still being changed then keeps its new status. */
export const REGION_ROLLBACK_SECONDS = 900;
