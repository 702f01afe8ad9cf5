import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Json, record, session } from '../../trail/records';

const GUIDE = join(__dirname, '..', '..', '..', 'docs', 'guide', 'safe-policy-change.md');

export const ANSWER = join(__dirname, 'athena-export.json');

/** A query, and the rows with which a Trino engine answered it. `npx tsx scripts/trino/denials-case.ts keep FOLDER` writes them. */
export interface ExportAnswer {
  readonly query: string;
  readonly rows: readonly (readonly (string | null)[])[];
}

/** The query of the guide. */
export function guideQuery(): string {
  const [, query] = /```sql\n(.*?)\n```/s.exec(readFileSync(GUIDE, 'utf8'))!;
  return query;
}

/** The names of the columns that the query selects first. */
export const EXPORT_COLUMNS = [
  'eventsource', 'eventname', 'eventtime', 'awsregion', 'recipientaccountid', 'sharedeventid', 'errorcode', 'errormessage', 'requestparameters',
  'useridentity',
];

const OTHER = '222222222222';
const refused = (words: string, eventTime: string, parts: Json = {}): Json => record('s3', 'GetObject', {
  errorCode: 'AccessDenied', eventTime, errorMessage: `User: x is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::shop" with an explicit deny in ${words}`, ...parts,
});

/** Records of a table: those of the soak time, some before it, and denials of which one is recorded in two accounts. */
export const EXPORTED: readonly Json[] = [
  ...['2026-11-29T08:00:00Z', '2026-11-30T06:00:00Z', '2026-11-30T05:00:00Z', ...[1, 2, 3, 4, 5, 6, 7, 8].map((day) => `2026-12-0${day}T05:00:00Z`)]
    .map((eventTime) => record('s3', 'ListBuckets', { eventTime })),
  record('s3', 'ListBuckets', { eventTime: '2026-11-30T04:00:00Z', recipientAccountId: OTHER, userIdentity: session('team/Developer', OTHER) }),
  refused('a service control policy', '2026-11-29T09:00:00Z'),
  refused('a service control policy', '2026-12-02T09:00:00Z'),
  refused('an identity-based policy', '2026-12-03T09:00:00Z'),
  record('organizations', 'AttachPolicy', {
    eventTime: '2026-12-01T10:00:00Z', recipientAccountId: '999999999999', requestParameters: { policyId: 'p-Regions', targetId: 'ou-ab12-canary11' },
  }),
  ...['111111111111', OTHER].map((recipientAccountId) => refused('a Resource Control Policy', '2026-12-04T09:00:00Z', { recipientAccountId, sharedEventID: 'shared-1' })),
];
