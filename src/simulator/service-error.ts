import type { OrganizationsReadings } from './readings/readings';

/**
 * An error answer of the service. `Reason` exists on four error shapes only; ServiceException is the only fault of the server
 * (source: API model).
 */
export class ServiceError extends Error {
  readonly status: number;

  constructor(readonly code: string, message: string, readonly reason?: string, status?: number) {
    super(message);
    this.name = code;
    this.status = status ?? (code === 'ServiceException' ? 500 : 400);
  }

  get body(): object {
    return { __type: this.code, Message: this.message, ...(this.reason !== undefined && { Reason: this.reason }) };
  }
}

export function invalidInput(reason: string, message: string): ServiceError {
  return new ServiceError('InvalidInputException', message, reason);
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
