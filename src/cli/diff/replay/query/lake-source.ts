import type { QueriedSource } from './queried-source';
import { eventDataStore, isEventDataStoreId } from '../../../../trail';

const PREFIX = 'lake:';
const ARN = /^arn:[^:]+:cloudtrail:([a-z0-9-]+):(\d{12}):eventdatastore\/(.+)$/;

/**
 * Reads `lake:ID` or `lake:ARN`, an event data store of CloudTrail Lake; undefined for another source. The ARN also names the Region, and
 * the account that owns it.
 * @throws Error for a source that begins so and has another form
 */
export function lakeSource(source: string): QueriedSource | undefined {
  if (!source.startsWith(PREFIX)) return undefined;
  const named = source.slice(PREFIX.length);
  const [, region, owner, id = named] = ARN.exec(named) ?? [];
  if (!isEventDataStoreId(id)) {
    throw new Error(`This is no event data store of CloudTrail Lake (given: --replay ${source}). Give lake:ID or lake:ARN, `
      + 'such as lake:a1b2c3d4-5678-90ab-cdef-0123456789ab; "aws cloudtrail list-event-data-stores" lists them.');
  }
  return {
    prefix: 'cloudtrail',
    place: `the event data store ${id}`,
    startedIn: 'in CloudTrail Lake',
    readsAllWithoutPartition: false,
    advice: {
      failed: 'See the reason; the event data store must hold events of CloudTrail',
      cancelled: 'Run it again, or give fewer days with --replay-days',
    },
    store: ({ since }) => eventDataStore({ id, since }),
    connect: async (connection, clock) => {
      const { cloudTrailLake } = await import('../../../../organizations/record-queries/sdk-lake.js');
      return cloudTrailLake(owner, { ...connection, region: region ?? connection.region }, clock);
    },
  };
}
