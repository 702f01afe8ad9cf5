import { fromSdkError } from './errors/sdk-error';
import type { AroundCall } from './retrying-calls';

/**
 * The SDK waits for an answer without end unless it is told otherwise, and only warns unless it is told to throw. An answer comes within
 * seconds; what became of a write whose answer never came is observed anew.
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
