import { AccountError, invalidField } from './account-error';
import { ACCOUNT_MODEL } from './account-model';
import { contactOperations } from './contacts';
import { nameOperations } from './names';
import { primaryEmailOperations } from './primary-email';
import { EMAIL_UPDATES_OF_A_TARGET } from './rates';
import { regionOperations } from './regions';
import { isObject } from '../effective-policies/policy-document';
import type { Api } from '../protocol/api';
import { RequestValidation } from '../protocol/request-validation';

/** Names begin with a small letter in the path of an operation, and in the place of a field (which is a guess). */
function small(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

const VALIDATION = new RequestValidation(ACCOUNT_MODEL, (_, message, path) => invalidField(path.split('.').map(small).join('.'), message));

/** AWS Account Management: JSON over REST, an operation as its own path, errors with the status of the model and their name in a header. */
export const ACCOUNT_API: Api = {
  name: 'AWS Account Management',
  model: ACCOUNT_MODEL,
  operations: new Map([...nameOperations, ...contactOperations, ...regionOperations, ...primaryEmailOperations]
    .map((operation) => [operation.name, operation])),
  contentType: 'application/json',
  validRequest: (operation, body) => VALIDATION.validRequest(operation, body),
  admit: (limiter, { operation, callerId, request, now }, { accountManagementRates }) => {
    const accountId = isObject(request) && typeof request.AccountId === 'string' ? request.AccountId : callerId;
    limiter.admit(operation, accountManagementRates === 'perTarget' ? accountId : callerId, now);
    if (operation === 'StartPrimaryEmailUpdate') limiter.admit(EMAIL_UPDATES_OF_A_TARGET, accountId, now);
  },
  worded: (error) => AccountError.of(error),
  headers: (error): Record<string, string> => (error ? { 'x-amzn-errortype': error.code } : {}),
};

/** Source: API model, `requestUri`. */
const OPERATION_OF_PATH = new Map(Object.keys(ACCOUNT_MODEL.operations).map((name) => [`/${small(name)}`, name]));

/** Undefined for a request that is not one to AWS Account Management. */
export function accountOperation(method: string, path: string): string | undefined {
  return method === 'POST' ? OPERATION_OF_PATH.get(path.split('?')[0]) : undefined;
}
