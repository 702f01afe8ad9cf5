/**
 * For how long a reading holds that is about something late. AWS gives no bounds, so these are guesses, in the order of what users
 * report. A client that waits ten seconds where an old answer would do harm is right under those that are about what a list shows.
 */
const SECOND = 1_000;

/** A new account, for the reads that do not show it yet; and a request, for lists that lack the recent ones. */
export const LATE_ACCOUNT_MS = 8 * SECOND;
export const LATE_ACCOUNT_TAGS_MS = 20 * SECOND;
export const ACTIVATION_MS = 20 * SECOND;
/** The time in which a deletion still sees the attachments of a policy or the children of an OU after they are gone. */
export const LATE_RELEASE_MS = 20 * SECOND;
export const LATE_DEFAULT_POLICY_MS = 5 * SECOND;
export const LATE_ATTACHABILITY_MS = 15 * SECOND;
/**
 * The time in which reads do not agree on the closure of an account. Source: users (terraform-provider-aws issues 40894, more or less than
 * five minutes; 46284, 10 minutes and 18 or 46 seconds); the shortest: guess.
 */
export const CLOSURE_DISAGREES_MS = [60 * SECOND, 660 * SECOND] as const;
export const FRESH_ROLE_MS = 20 * SECOND;
export const LISTED_REQUESTS_MS = 90 * 24 * 3_600 * SECOND;
