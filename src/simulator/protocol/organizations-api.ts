import type { Api } from './api';
import { validRequest } from './request-validation';
import { ServiceError, throttled } from './service-error';
import { SERVICE_MODEL } from './service-model';
import { OPERATIONS } from '../operations/operation-table';

/** AWS Organizations: AWS JSON 1.1, errors as HTTP 400 with their name in `__type`. */
export const ORGANIZATIONS_API: Api = {
  name: 'AWS Organizations',
  model: SERVICE_MODEL,
  operations: OPERATIONS,
  contentType: 'application/x-amz-json-1.1',
  validRequest,
  admit: (limiter, { operation, callerId, organization, now }) => limiter.admit(operation, callerId, now, organization),
  worded: (error, readings) => {
    if (error.code === 'TooManyRequestsException') return throttled(readings, error.message);
    if (error.reason === undefined || readings.reasons === 'plain') return error;
    return new ServiceError(error.code, error.message, `${error.reason}:DETAIL`, error.status, error.detail);
  },
  headers: () => ({}),
};
