import { NO_ANSWER, OrganizationsError } from './errors/organizations-error';
import type { AroundCall } from './retrying-calls';

/** The common fields of the SDK's errors. A lost connection has neither `$fault` nor an HTTP status. */
interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly Reason?: string;
  /** The reason in errors of AWS Account Management. */
  readonly reason?: string;
  readonly $fault?: 'client' | 'server';
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Names under which throttles come that are not the service's own. Source: AWS SDKs and Tools Reference Guide, "Retry behavior". */
const THROTTLES = ['Throttling', 'ThrottledRequest', 'RequestThrottled', 'RequestLimitExceeded', 'SlowDown'];

/** Turns any error of the SDK into the error of the port. */
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

/**
 * Timeouts of the SDK. By default, the SDK has no request timeout, and with one it only logs a warning. An answer takes seconds. After
 * a timeout of a write, the handler reads the state again.
 */
export const SDK_TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 15_000, throwOnRequestTimeout: true };

/** Sends one call, with the SDK's error as the port's. */
export function sendAround<T>(around: AroundCall, operation: string, send: () => Promise<T>): Promise<T> {
  return around(operation, async () => {
    try {
      return await send();
    } catch (error) {
      throw fromSdkError(operation, error);
    }
  });
}

/** The items of a list, page by page until the service gives no more token. */
export async function *listPages<Page extends { NextToken?: string }, Item, Value>(
  around: AroundCall,
  operation: string,
  send: (token: { NextToken?: string }) => Promise<Page>,
  items: (page: Page) => Item[] | undefined,
  value: (item: Item) => Value,
  mostPages = Number.POSITIVE_INFINITY,
): AsyncGenerator<Value> {
  let token: string | undefined;
  let pages = 0;
  do {
    const page = await sendAround(around, operation, () => send(token ? { NextToken: token } : {}));
    yield* (items(page) ?? []).map(value);
    token = page.NextToken;
    pages += 1;
  } while (token && pages < mostPages);
}

const MOST_READINGS = 6;

/**
 * A short list that is read again while it takes several pages, until two readings agree. Between two pages of one reading an entry can
 * move to the page before (another entry was removed, or an endpoint lags behind), so that the reading lacks it.
 */
export async function *agreeingPages<Item>(read: () => AsyncIterable<readonly Item[]>): AsyncGenerator<Item> {
  let before: string | undefined;
  for (let readings = 1; ; readings += 1) {
    const pages: (readonly Item[])[] = [];
    for await (const page of read()) {
      if (page.length > 0) pages.push(page);
    }
    const now = JSON.stringify(pages.flat());
    if (pages.length <= 1 || now === before || readings === MOST_READINGS) return yield* pages.flat();
    before = now;
  }
}
