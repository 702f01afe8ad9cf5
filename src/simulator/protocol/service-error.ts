import type { OrganizationsReadings } from '../readings/readings';

/**
 * An error answer of the service. `Reason` exists on four error shapes only; ServiceException is the only fault of the server
 * (source: API model).
 */
export class ServiceError extends Error {
  readonly status: number;

  /** @param detail what the message does not say, for the journal: AWS's own wording often names no parameter and no value. */
  constructor(readonly code: string, message: string, readonly reason?: string, status?: number, readonly detail?: string) {
    super(message);
    this.name = code;
    this.status = status ?? (code === 'ServiceException' ? 500 : 400);
  }

  get body(): object {
    return { __type: this.code, Message: this.message, ...(this.reason !== undefined && { Reason: this.reason }) };
  }
}

/** Messages of AWS that users quote, by their reasons. Source: users (SIMULATOR.md). */
const WORDING: Readonly<Record<string, string>> = {
  INVALID_PATTERN: 'You provided a value that does not match the required pattern.',
  INVALID_ENUM: 'You specified an invalid value.',
  INVALID_ENUM_POLICY_TYPE: 'You specified an invalid value.',
  UNRECOGNIZED_SERVICE_PRINCIPAL: 'You specified an unrecognized service principal.',
};

/** @param detail the message, unless AWS's own is known. */
export function invalidInput(reason: string, detail: string): ServiceError {
  const wording = Object.hasOwn(WORDING, reason) ? WORDING[reason] : undefined;
  return new ServiceError('InvalidInputException', wording ?? detail, reason, undefined, wording && detail);
}

export function constraintViolation(reason: string, message: string): ServiceError {
  return new ServiceError('ConstraintViolationException', message, reason);
}

export function accessDenied(): ServiceError {
  return new ServiceError('AccessDeniedException', "You don't have permissions to access this resource.");
}

export function concurrentModification(): ServiceError {
  return new ServiceError('ConcurrentModificationException',
    "AWS Organizations can't complete your request because it conflicts with another attempt to modify the same entity. Try again later.");
}

/** A call beyond a rate. */
export function throttled({ throttles }: OrganizationsReadings, message?: string): ServiceError {
  const text = message ?? 'You have sent too many requests in too short a period of time. Try again later.';
  return throttles === 'TooManyRequestsExceptionWithHttp429'
    ? new ServiceError('TooManyRequestsException', text, undefined, 429)
    : new ServiceError(throttles, text);
}

export function notInUse(): ServiceError {
  return new ServiceError('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
}
