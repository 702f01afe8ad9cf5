/** The states of a query. Source: Amazon Athena API Reference, "QueryExecutionStatus". */
export type QueryState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

export interface QueryProgress {
  readonly state: QueryState;
  /** Why it failed or was cancelled. */
  readonly reason?: string;
  readonly scannedBytes: number;
}

export interface StartedQuery {
  readonly workgroup: string;
  readonly database: string;
  readonly sql: string;
}

/** The calls of Amazon Athena that a query takes. Each throws OrganizationsError for a call that was refused or got no answer. */
export interface AthenaPort {
  /** @returns the ID of the query */
  start(query: StartedQuery): Promise<string>;
  progress(id: string): Promise<QueryProgress>;
  /** The rows of a query that succeeded, without the names of the columns. */
  rows(id: string): AsyncIterable<readonly (string | undefined)[]>;
  stop(id: string): Promise<void>;
}
