/**
 * An error answer of the service. `Reason` exists on four error shapes only; ServiceException is the only fault of the server
 * (source: API model).
 */
export class ServiceError extends Error {
  constructor(readonly code: string, message: string, readonly reason?: string) {
    super(message);
    this.name = code;
  }

  get status(): number {
    return this.code === 'ServiceException' ? 500 : 400;
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

export function notInUse(): ServiceError {
  return new ServiceError('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
}
