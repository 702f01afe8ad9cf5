import { installedClient, ROWS_PER_PAGE, type SendOperation } from './installed-sdk';
import type { QueryProgress, QueryState, RecordQueryPort } from './record-query-port';
import type { Clock } from '../clock';
import type { Connection } from '../read-only-client';

type Operation = 'StartQuery' | 'DescribeQuery' | 'GetQueryResults' | 'CancelQuery';

/** The members of answers that are used. Source: AWS CloudTrail API Reference. */
interface Answer {
  readonly QueryId?: string;
  readonly QueryStatus?: Exclude<QueryState, 'SUCCEEDED'> | 'FINISHED';
  readonly ErrorMessage?: string;
  readonly QueryStatistics?: { readonly BytesScanned?: number };
  /** A list of columns for each row, an object with one member for each column. */
  readonly QueryResultRows?: readonly (readonly Readonly<Record<string, string>>[])[];
  readonly NextToken?: string;
}

/**
 * CloudTrail Lake with the credentials of a connection.
 * @param owner the account of an event data store that the credentials query for its organization
 * @throws Error if the client of the SDK is not installed, or if there are no credentials or no Region
 */
export async function cloudTrailLake(owner: string | undefined, connection: Omit<Connection, 'endpointUrl'>, clock: Clock): Promise<RecordQueryPort> {
  const wanted = { packageName: '@aws-sdk/client-cloudtrail', clientName: 'CloudTrailClient', service: 'CloudTrail Lake' };
  return new SdkLake(await installedClient(wanted, connection, clock), owner === undefined ? {} : { EventDataStoreOwnerAccountId: owner });
}

class SdkLake implements RecordQueryPort {
  constructor(private readonly call: SendOperation<Operation, Answer>, private readonly owner: object) {}

  public async start(sql: string): Promise<string> {
    const { QueryId: id } = await this.call('StartQuery', { ...this.owner, QueryStatement: sql });
    return id!;
  }

  public async progress(id: string): Promise<QueryProgress> {
    const answer = await this.call('DescribeQuery', { ...this.owner, QueryId: id });
    const { QueryStatus: status = 'QUEUED', ErrorMessage: reason, QueryStatistics: statistics } = answer;
    return { state: status === 'FINISHED' ? 'SUCCEEDED' : status, ...(reason === undefined ? {} : { reason }), scannedBytes: statistics?.BytesScanned ?? 0 };
  }

  public async *rows(id: string, columns: readonly string[]): AsyncGenerator<readonly (string | undefined)[]> {
    let token: string | undefined;
    do {
      const page = await this.call('GetQueryResults', { ...this.owner, QueryId: id, MaxQueryResults: ROWS_PER_PAGE, ...(token === undefined ? {} : { NextToken: token }) });
      for (const row of page.QueryResultRows ?? []) {
        const cells: Readonly<Record<string, string | undefined>> = Object.assign({}, ...row);
        yield columns.map((column) => cells[column]);
      }
      token = page.NextToken;
    } while (token !== undefined && token !== '');
  }

  public async stop(id: string): Promise<void> {
    await this.call('CancelQuery', { ...this.owner, QueryId: id });
  }
}
