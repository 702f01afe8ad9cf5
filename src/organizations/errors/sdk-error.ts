import { NO_ANSWER, OrganizationsError } from './organizations-error';

/** What the SDK's errors have in common; a lost connection has neither `$fault` nor an HTTP status. */
interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly Reason?: string;
  /** The same in AWS Account Management. */
  readonly reason?: string;
  readonly $fault?: 'client' | 'server';
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Names under which throttles come that are not the service's own. Source: AWS SDKs and Tools Reference Guide, "Retry behavior". */
const THROTTLES = ['Throttling', 'ThrottledRequest', 'RequestThrottled', 'RequestLimitExceeded', 'SlowDown'];

/** Turns whatever the SDK throws into the error of the port. */
export function fromSdkError(operation: string, thrown: unknown): OrganizationsError {
  const error = (thrown ?? {}) as SdkError;
  const name = (error.name ?? 'Error').replace(/Exception$/, '');
  const message = error.message ?? String(thrown);
  const status = error.$metadata?.httpStatusCode;
  if (name === 'CredentialsProviderError') return new OrganizationsError(operation, name, message);
  if (THROTTLES.includes(name)) return new OrganizationsError(operation, 'TooManyRequests', message);
  if (error.$fault === 'client') return new OrganizationsError(operation, name, message, (error.Reason ?? error.reason)?.split(':')[0]);
  if (error.$fault === 'server' || (status !== undefined && status >= 500)) return new OrganizationsError(operation, 'Service', message);
  return new OrganizationsError(operation, NO_ANSWER, `${error.code ?? name}: ${message}`);
}
