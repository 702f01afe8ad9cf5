import { athenaSource } from './athena-source';
import { lakeSource } from './lake-source';
import type { Clock } from '../../../../organizations';
import type { Connection } from '../../../../organizations/read-only-client';
import type { RecordQueryPort } from '../../../../organizations/record-queries/record-query-port';
import type { PartitionDays, RecordStore } from '../../../../trail';

/** The records that a query reads. */
export interface QueriedRange {
  /** The first moment, in milliseconds since 1970. */
  readonly since: number;
  /** The columns with the day by which a table has its partitions. */
  readonly partition?: PartitionDays;
}

/** A source of records that a service queries. */
export interface QueriedSource {
  /** The service in actions of IAM: `athena`. */
  readonly prefix: string;
  /** `logs.cloudtrail`. */
  readonly place: string;
  /** Where a query starts: `in the workgroup primary`. */
  readonly startedIn: string;
  /** Whether the query reads all records unless a column of partitions is given. */
  readonly readsAllWithoutPartition: boolean;
  /** The next step after a query that the service refuses, ends, or takes too long for. */
  readonly advice: { readonly failed: string; readonly cancelled: string };
  store(range: QueriedRange): RecordStore;
  connect(connection: Omit<Connection, 'endpointUrl'>, clock: Clock): Promise<RecordQueryPort>;
}

/**
 * The source that an option names; undefined for a file or a folder.
 * @throws Error for a source that begins as one of these and has another form
 */
export function queriedSource(source: string): QueriedSource | undefined {
  return athenaSource(source) ?? lakeSource(source);
}
