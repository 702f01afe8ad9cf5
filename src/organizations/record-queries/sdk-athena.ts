import { randomUUID } from 'node:crypto';
import { installedClient, ROWS_PER_PAGE, type SendOperation } from './installed-sdk';
import type { QueryProgress, QueryState, RecordQueryPort } from './record-query-port';
import type { Clock } from '../clock';
import type { Connection } from '../read-only-client';

type Operation = 'StartQueryExecution' | 'GetQueryExecution' | 'GetQueryResults' | 'StopQueryExecution';

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

/** The place where queries of Amazon Athena run. */
export interface AthenaPlace {
  readonly workgroup: string;
  readonly database: string;
}

/**
 * Amazon Athena with the credentials of a connection.
 * @throws Error if the client of the SDK is not installed, or if there are no credentials or no Region
 */
export async function athena(place: AthenaPlace, connection: Omit<Connection, 'endpointUrl'>, clock: Clock): Promise<RecordQueryPort> {
  const wanted = { packageName: '@aws-sdk/client-athena', clientName: 'AthenaClient', service: 'Amazon Athena' };
  return new SdkAthena(await installedClient(wanted, connection, clock), place);
}

class SdkAthena implements RecordQueryPort {
  constructor(private readonly call: SendOperation<Operation, Answer>, private readonly place: AthenaPlace) {}

  public async start(sql: string): Promise<string> {
    const { workgroup, database } = this.place;
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
}
