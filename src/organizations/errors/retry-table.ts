import { isRead, NO_ANSWER, type OrganizationsError } from './organizations-error';

/**
 * Which answers of the service may pass, and for how long. What is not here is final.
 *
 * Sources: AWS Organizations API Reference (each operation's errors), User Guide, "Troubleshooting AWS Organizations" (eventual
 * consistency) and "Quotas and service limits" (rates).
 */
export interface RetryRule {
  readonly code: string;
  /** Absent: any reason. */
  readonly reason?: string;
  /** `any`: the call had no effect and is retried. `reads`: only reads are retried. `none`: the handler reads the state first. */
  readonly repeats: 'any' | 'reads' | 'none';
  /** The longest wait of an event for this error, from the event's start. */
  readonly patienceSeconds: number;
  /** The pause before the call ends, if a retry at the waiter's next turn would be useless. */
  readonly restSeconds?: number;
}

const UNTIL_THE_DEADLINE = Number.POSITIVE_INFINITY;

/** The time that a change may take to be seen everywhere. The service gives no bound. */
export const VISIBILITY_SECONDS = 300;

/** Made by this deployment, not visible at every endpoint yet. */
const NOT_VISIBLE: Omit<RetryRule, 'code'> = { repeats: 'none', patienceSeconds: VISIBILITY_SECONDS };

/** Rights and credentials of a fresh role need minutes to be known everywhere. */
const FRESH_ROLE: Omit<RetryRule, 'code'> = { repeats: 'none', patienceSeconds: 300 };

function constraint(reason: string, patienceSeconds: number): RetryRule {
  return { code: 'ConstraintViolation', reason, repeats: 'none', patienceSeconds };
}

export const RETRY_TABLE: readonly RetryRule[] = [
  // A token bucket is empty and fills again.
  { code: 'TooManyRequests', repeats: 'any', patienceSeconds: UNTIL_THE_DEADLINE },
  // A sibling is being changed.
  { code: 'ConcurrentModification', repeats: 'any', patienceSeconds: UNTIL_THE_DEADLINE },
  // The last policy change spreads.
  { code: 'PolicyChangesInProgress', repeats: 'any', patienceSeconds: UNTIL_THE_DEADLINE },
  // A new organization needs up to an hour.
  { code: 'FinalizingOrganization', repeats: 'none', patienceSeconds: UNTIL_THE_DEADLINE, restSeconds: 25 },
  // A fault of the service or of the network; the service may have acted.
  { code: 'Service', repeats: 'reads', patienceSeconds: UNTIL_THE_DEADLINE },
  { code: NO_ANSWER, repeats: 'reads', patienceSeconds: UNTIL_THE_DEADLINE },
  { code: 'AccessDenied', ...FRESH_ROLE },
  // It may not create the service-linked role yet.
  { code: 'AccessDeniedForDependency', ...FRESH_ROLE },
  { code: 'UnrecognizedClient', ...FRESH_ROLE },
  { code: 'InvalidClientTokenId', ...FRESH_ROLE },
  // These free when an account creation, or a closure, in progress ends.
  constraint('ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED', UNTIL_THE_DEADLINE),
  constraint('CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED', UNTIL_THE_DEADLINE),
  // It was deregistered just before, which is not seen everywhere.
  constraint('CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG', 120),
  // A new account may not be shown as active yet.
  constraint('CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR', 120),
  // Trusted access was enabled just before and is not seen everywhere.
  constraint('SERVICE_ACCESS_NOT_ENABLED', VISIBILITY_SECONDS),
  // A slot that was freed, or a policy that was attached, is not seen everywhere.
  constraint('MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED', 120),
  constraint('MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED', 120),
  // A new organization is not seen everywhere.
  constraint('ORGANIZATION_NOT_IN_ALL_FEATURES_MODE', 60),
  { code: 'AWSOrganizationsNotInUse', ...NOT_VISIBLE },
  { code: 'ParentNotFound', ...NOT_VISIBLE },
  { code: 'DestinationParentNotFound', ...NOT_VISIBLE },
  { code: 'SourceParentNotFound', ...NOT_VISIBLE },
  { code: 'RootNotFound', ...NOT_VISIBLE },
  { code: 'ChildNotFound', ...NOT_VISIBLE },
  { code: 'AccountNotFound', ...NOT_VISIBLE },
  { code: 'OrganizationalUnitNotFound', ...NOT_VISIBLE },
  { code: 'PolicyNotFound', ...NOT_VISIBLE },
  { code: 'TargetNotFound', ...NOT_VISIBLE },
  { code: 'CreateAccountStatusNotFound', ...NOT_VISIBLE },
  { code: 'HandshakeNotFound', ...NOT_VISIBLE },
  // The handlers send IDs that CloudFormation or the service gave them: one of a wrong form may be one that is not visible yet.
  { code: 'InvalidInput', reason: 'INVALID_PATTERN_TARGET_ID', ...NOT_VISIBLE, patienceSeconds: 60 },
  // The type was enabled by this deployment; attaching learns of it later.
  { code: 'PolicyTypeNotEnabled', ...NOT_VISIBLE },
];

/** Whether the service refused a call for its rate, a conflict or a fault, and did nothing: the same call may be accepted later. */
export function isRefusal(error: OrganizationsError): boolean {
  const repeats = retryRule(error)?.repeats;
  return repeats === 'any' || (repeats === 'reads' && isRead(error.operation));
}

export function retryRule(error: OrganizationsError): RetryRule | undefined {
  return RETRY_TABLE.find((rule) => rule.code === error.code && (rule.reason === undefined || rule.reason === error.reason));
}
