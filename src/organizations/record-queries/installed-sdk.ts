import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Clock } from '../clock';
import { type Connection, connectedConfig, requireCredentials } from '../read-only-client';
import { retryingCalls } from '../retrying-calls';
import { SDK_TIMEOUTS, sendAround } from '../sdk-calls';

/** The time for retries of a call that is throttled. A call to start a query that gets no answer is not repeated: it may have started. */
const PATIENCE_MS = 60_000;

export const ROWS_PER_PAGE = 1_000;

type Client<Answer> = { readonly config: { readonly credentials: () => Promise<unknown> }; send(command: object): Promise<Answer> };

/** Sends an operation, and repeats it while it is throttled. */
export type SendOperation<Operation extends string, Answer> = (operation: Operation, input: object) => Promise<Answer>;

/** A package of the SDK that is optional, and so are its types. */
export interface OptionalClient {
  /** `@aws-sdk/client-athena`. */
  readonly packageName: string;
  /** `AthenaClient`. */
  readonly clientName: string;
  /** `Amazon Athena`. */
  readonly service: string;
}

/**
 * Sends operations of a service with the credentials of a connection, through the client of the SDK that the app has installed.
 * @throws Error if it is not installed, or if there are no credentials or no Region
 */
export async function installedClient<Operation extends string, Answer>(
  wanted: OptionalClient, connection: Omit<Connection, 'endpointUrl'>, clock: Clock,
): Promise<SendOperation<Operation, Answer>> {
  const sdk = installedPackage(wanted) as Readonly<Record<string, new (input: object) => object>>;
  const config = { ...await connectedConfig(connection), requestHandler: SDK_TIMEOUTS, maxAttempts: 1 };
  const client = new sdk[wanted.clientName](config) as Client<Answer>;
  await requireCredentials(client);
  return (operation, input) => {
    const until = clock.now() + PATIENCE_MS;
    const around = retryingCalls({ clock, random: () => 0.5, readsUntil: until, writesUntil: until });
    return sendAround(around, operation, () => client.send(new sdk[`${operation}Command`](input)));
  };
}

/** The package beside the app, or else beside this one. */
function installedPackage({ packageName, service }: OptionalClient): unknown {
  for (const from of [join(process.cwd(), 'package.json'), __filename]) {
    try {
      return createRequire(from)(packageName);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  throw new Error(`A replay from ${service} needs the package ${packageName}, and it is not installed. Run "npm install --save-dev ${packageName}".`);
}
