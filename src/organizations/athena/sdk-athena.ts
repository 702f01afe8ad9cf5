import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AthenaPort, QueryProgress, QueryState, StartedQuery } from './athena-port';
import type { Clock } from '../clock';
import { type Connection, connectedConfig, requireCredentials } from '../read-only-client';
import { retryingCalls } from '../retrying-calls';
import { SDK_TIMEOUTS, sendAround } from '../sdk-calls';

const PACKAGE = '@aws-sdk/client-athena';

/** The time for retries of a call that is throttled. A query has a token, so that it starts once. */
const PATIENCE_MS = 60_000;

const ROWS_PER_PAGE = 1_000;

type Command = 'StartQueryExecution' | 'GetQueryExecution' | 'GetQueryResults' | 'StopQueryExecution';
type Client = { readonly config: { readonly credentials: () => Promise<unknown> }; send(command: object): Promise<Answer> };

/** The exports of the package that are used. It is optional, and so are its types. */
type AthenaSdk = Readonly<Record<`${Command}Command`, new (input: object) => object>> & { readonly AthenaClient: new (config: object) => Client };

/** The members of answers that are used. Source: Amazon Athena API Reference. */
interface Answer {
  readonly QueryExecutionId?: string;
  readonly QueryExecution?: {
    readonly Status?: { readonly State?: QueryState; readonly StateChangeReason?: string };
    readonly Statistics?: { readonly DataScannedInBytes?: number };
  };
  readonly ResultSet?: { readonly Rows?: readonly { readonly Data?: readonly { readonly VarCharValue?: string }[] }[] };
  readonly NextToken?: string;
}

/**
 * Amazon Athena with the credentials of a connection, through the client of the SDK that the app has installed.
 * @throws Error if it is not installed, or if there are no credentials or no Region
 */
export async function athena(connection: Omit<Connection, 'endpointUrl'>, clock: Clock): Promise<AthenaPort> {
  const sdk = installedSdk();
  const client = new sdk.AthenaClient({ ...await connectedConfig(connection), requestHandler: SDK_TIMEOUTS, maxAttempts: 1 });
  await requireCredentials(client);
  return new SdkAthena(sdk, client, clock);
}

/** The package beside the app, or else beside this one. */
function installedSdk(): AthenaSdk {
  for (const from of [join(process.cwd(), 'package.json'), __filename]) {
    try {
      return createRequire(from)(PACKAGE) as AthenaSdk;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  throw new Error(`A replay from Amazon Athena needs the package ${PACKAGE}, and it is not installed. Run "npm install --save-dev ${PACKAGE}".`);
}

class SdkAthena implements AthenaPort {
  constructor(private readonly sdk: AthenaSdk, private readonly client: Client, private readonly clock: Clock) {}

  public async start({ workgroup, database, sql }: StartedQuery): Promise<string> {
    const { QueryExecutionId: id } = await this.call('StartQueryExecution', {
      QueryString: sql, WorkGroup: workgroup, QueryExecutionContext: { Database: database }, ClientRequestToken: randomUUID(),
    });
    return id!;
  }

  public async progress(id: string): Promise<QueryProgress> {
    const { QueryExecution: { Status: status, Statistics: statistics } = {} } = await this.call('GetQueryExecution', { QueryExecutionId: id });
    const reason = status?.StateChangeReason;
    return { state: status?.State ?? 'QUEUED', ...(reason === undefined ? {} : { reason }), scannedBytes: statistics?.DataScannedInBytes ?? 0 };
  }

  /** The first row of all has the names of the columns. */
  public async *rows(id: string): AsyncGenerator<readonly (string | undefined)[]> {
    let token: string | undefined;
    let isFirst = true;
    do {
      const page = await this.call('GetQueryResults', { QueryExecutionId: id, MaxResults: ROWS_PER_PAGE, ...(token === undefined ? {} : { NextToken: token }) });
      const rows = (page.ResultSet?.Rows ?? []).map(({ Data: cells = [] }) => cells.map(({ VarCharValue: value }) => value));
      yield* isFirst ? rows.slice(1) : rows;
      isFirst = false;
      token = page.NextToken;
    } while (token !== undefined && token !== '');
  }

  public async stop(id: string): Promise<void> {
    await this.call('StopQueryExecution', { QueryExecutionId: id });
  }

  private call(operation: Command, input: object): Promise<Answer> {
    const until = this.clock.now() + PATIENCE_MS;
    const around = retryingCalls({ clock: this.clock, random: () => 0.5, readsUntil: until, writesUntil: until });
    return sendAround(around, operation, () => this.client.send(new this.sdk[`${operation}Command`](input)));
  }
}
