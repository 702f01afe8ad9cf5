import { ServiceError } from '../protocol/service-error';

/** Source: API model, `httpStatusCode`. */
const STATUS: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  ResourceNotFoundException: 404,
  ConflictException: 409,
  ResourceUnavailableException: 424,
  TooManyRequestsException: 429,
  InternalServerException: 500,
};

/** The names that AWS Account Management has for errors of both services. */
const NAMES: Readonly<Record<string, string>> = {
  InvalidInputException: 'ValidationException',
  ServiceException: 'InternalServerException',
  ThrottlingException: 'TooManyRequestsException',
  RequestLimitExceeded: 'TooManyRequestsException',
};

type ValidationReason = 'fieldValidationFailed' | 'invalidRegionOptTarget';

/** An error answer of AWS Account Management: the message is `message`, the name a header. */
export class AccountError extends ServiceError {
  /** Converts an error of AWS Organizations to the words of this service. */
  static of(error: ServiceError): AccountError {
    if (error instanceof AccountError) return error;
    const code = NAMES[error.code] ?? error.code;
    const reason = code === 'ValidationException' ? 'fieldValidationFailed' : undefined;
    return new AccountError(code, error.detail ?? error.message, reason);
  }

  /** @param field the place in the request, of a ValidationException */
  constructor(code: string, message: string, reason?: ValidationReason, readonly field?: string) {
    super(code, message, reason, STATUS[code]);
  }

  override get body(): object {
    const { message, reason, field } = this;
    return {
      message,
      ...(reason !== undefined && { reason }),
      ...(field !== undefined && { fieldList: [{ name: field, message }] }),
    };
  }
}

export function invalidField(field: string, message: string): AccountError {
  return new AccountError('ValidationException', message, 'fieldValidationFailed', field);
}

/** The wording is AWS's, as far as users quote it. */
export function notAuthorized(operation: string, why: string): AccountError {
  return new AccountError('AccessDeniedException', `User is not authorized to perform: account:${operation} (${why})`);
}

export function notFound(message: string): AccountError {
  return new AccountError('ResourceNotFoundException', message);
}

export function conflict(message: string): AccountError {
  return new AccountError('ConflictException', message);
}
