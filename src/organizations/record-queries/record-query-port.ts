/** The states of a query. Sources: Amazon Athena API Reference, "QueryExecutionStatus"; AWS CloudTrail API Reference, "DescribeQuery". */
export type QueryState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'TIMED_OUT';

export interface QueryProgress {
  readonly state: QueryState;
  /** Why it failed or was cancelled. */
  readonly reason?: string;
  readonly scannedBytes: number;
}

/** The calls that a query of records takes. Each throws OrganizationsError for a call that was refused or got no answer. */
export interface RecordQueryPort {
  /** @returns the ID of the query */
  start(sql: string): Promise<string>;
  progress(id: string): Promise<QueryProgress>;
  /**
   * The rows of a query that succeeded, without the names of the columns.
   * @param columns the names that the query gives to its columns
   */
  rows(id: string, columns: readonly string[]): AsyncIterable<readonly (string | undefined)[]>;
  stop(id: string): Promise<void>;
}
