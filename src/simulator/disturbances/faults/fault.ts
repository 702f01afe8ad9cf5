/**
 * Why the creation of an account can fail after its call has succeeded. Source: API Reference, CreateAccountStatus, FailureReason; API
 * model.
 */
export const FAILURE_REASONS: readonly string[] = [
  'ACCOUNT_LIMIT_EXCEEDED',
  'EMAIL_ALREADY_EXISTS',
  'INVALID_ADDRESS',
  'INVALID_EMAIL',
  'CONCURRENT_ACCOUNT_MODIFICATION',
  'INTERNAL_FAILURE',
  'GOVCLOUD_ACCOUNT_ALREADY_EXISTS',
  'MISSING_BUSINESS_VALIDATION',
  'FAILED_BUSINESS_VALIDATION',
  'PENDING_BUSINESS_VALIDATION',
  'INVALID_IDENTITY_FOR_BUSINESS_VALIDATION',
  'UNKNOWN_BUSINESS_VALIDATION',
  'MISSING_PAYMENT_INSTRUMENT',
  'INVALID_PAYMENT_INSTRUMENT',
  'UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED',
];

/** Outcomes of a request that gets no answer. */
export const NEVER_ANSWERED_REQUESTS = ['happens', 'isLost'] as const;
export type NeverAnsweredRequest = (typeof NEVER_ANSWERED_REQUESTS)[number];

/** The way in which a call fails. */
export type FaultEffect =
  /** An error answer without an effect. The code is one that the operation can give. */
  | { readonly effect: 'fail'; readonly code: string; readonly reason?: string; readonly message?: string }
  /** CreateAccount or CreateGovCloudAccount succeeds, and the account's creation fails later. */
  | { readonly effect: 'failLater'; readonly failureReason: string }
  /** The call has its effect at once, and its answer comes later. */
  | { readonly effect: 'delay'; readonly delayMs: number }
  /** The call never arrives: no effect and no answer. */
  | { readonly effect: 'dropRequest' }
  /** The call has its effect, and its answer never arrives. */
  | { readonly effect: 'dropAnswer' }
  /** The connection stays open and no answer ever comes; what the call asks for happens or not. */
  | { readonly effect: 'neverAnswers'; readonly request: NeverAnsweredRequest };

/** Strikes calls of an operation: each, the n-th one, or some by chance. */
export type Fault = FaultEffect & {
  /** Or `*` for all operations; of those, a `fail` strikes the ones that can give its code. */
  readonly operation: string;
  /** The number of the call, from 1, since the last start or reset. */
  readonly nth?: number;
  /** The probability, above 0 and at most 1. */
  readonly probability?: number;
};
