import type { LogGroup } from './log-group';
import { credentialAdvice } from '../../organizations';

/** A failed call of the SDK, as far as its errors have these members. */
export interface FailedCall extends Error {
  /** A code of the operating system, such as `ECONNRESET`. */
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** A log group that cannot be read. */
export class LogGroupError extends Error {
  /** @param isPassing whether the same call may succeed later, without anybody's doing */
  constructor(message: string, public override readonly cause: FailedCall, public readonly isPassing: boolean) {
    super(message);
  }
}

type Failure = 'throttle' | 'fault' | 'network' | 'unknown host' | 'final';

const FINAL_ADVICE: Readonly<Record<string, string>> = {
  AccessDeniedException: 'Give the user or role the permission logs:FilterLogEvents for this log group.',
  AccessDenied: 'Give a role that these credentials may assume with --role-arn.',
  ResourceNotFoundException: 'Give the name of the log group of the trail and its Region: log-group:NAME:REGION.',
};

const ADVICE = {
  'throttle': 'Something else reads it at the same time. Try again later.',
  'fault': 'This is a fault of the service. Try again later.',
  'network': 'Check the network.',
  'unknown host': 'Check the AWS Region and the network.',
  'final': 'See what the service says, and try again.',
} as const satisfies Record<Failure, string>;

/**
 * The error for a call that failed, with the way to correct it.
 * Sources: Amazon CloudWatch Logs API Reference, "FilterLogEvents" and "Common Errors".
 */
export function logGroupProblem({ name: group }: LogGroup, error: FailedCall): LogGroupError {
  const failure = failureOf(error);
  const advice = failure === 'final' ? finalAdvice(error) : ADVICE[failure];
  return new LogGroupError(`The log group cannot be read: ${error.name} (${error.message}). Given: ${group}. ${advice}`, error, failure !== 'final');
}

function finalAdvice({ name }: FailedCall): string {
  return FINAL_ADVICE[name] ?? credentialAdvice(name.replace(/Exception$/, '')) ?? ADVICE.final;
}

/** Whether nobody has the name of the endpoint: of a Region that is misspelled, if none has ever answered. */
export function isUnknownHost({ code }: FailedCall): boolean {
  return code === 'ENOTFOUND';
}

function failureOf(error: FailedCall): Failure {
  const { name, code = '', $metadata: { httpStatusCode: status } = {} } = error;
  if (status !== undefined && status >= 500) return 'fault';
  if (status === 429 || /^(?:Throttl|TooManyRequests|RequestLimitExceeded|LimitExceeded)/.test(name)) return 'throttle';
  if (status !== undefined) return 'final';
  if (isUnknownHost(error)) return 'unknown host';
  return name === 'TimeoutError' || /^E[A-Z_]+$/.test(code) ? 'network' : 'final';
}
