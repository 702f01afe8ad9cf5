import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ANSWER, EXPORT_COLUMNS, type ExportAnswer, guideQuery } from './athena-export';
import { CANARY, RolloutBench } from './rollout-bench';
import { cdkOrgIn } from '../run-cdk-org';

jest.setTimeout(120_000);

const { query, rows } = JSON.parse(readFileSync(ANSWER, 'utf8')) as ExportAnswer;

let bench: RolloutBench;

beforeAll(() => {
  bench = new RolloutBench();
});
afterAll(() => bench.remove());

/** The rows as Amazon Athena exports them. */
function csv(exported: ExportAnswer['rows']): string {
  const cell = (value: string | null) => (value === null ? '' : `"${value.replaceAll('"', '""')}"`);
  const lines = [EXPORT_COLUMNS, ...exported].map((row) => row.map(cell).join(','));
  writeFileSync(join(bench.work, 'export.csv'), `${lines.join('\n')}\n`);
  return 'export.csv';
}

const isDenial = (row: ExportAnswer['rows'][number]) => row[EXPORT_COLUMNS.indexOf('errormessage')] !== null;

/** The step after the soak time of a stage that began on the day of the query. */
const advance = (exported: ExportAnswer['rows'], ...options: string[]) => (
  bench.rollout({ ...CANARY, since: '2026-11-30' }, 'advance', '--today', '2026-12-08', '--denials', csv(exported), ...options));

test('the rows are those of the query in the guide: after a change, run .ci/trino and "npx tsx scripts/trino/denials-case.ts keep FOLDER"', () => {
  expect(guideQuery()).toBe(query);
});

test('the export of the guide lists the denials by service control and resource control policies, each call once', () => {
  const { stdout } = cdkOrgIn(bench.work, 'denials', csv(rows), '--since', '2026-11-30');
  expect(stdout).toContain('2 calls denied by policies of the organization, of 16 records (2026-11-30 to 2026-12-08)\n');
  expect(stdout).toContain('a resource control policy that the message does not name\n  role/team/Developer in 111111111111\n    s3:GetObject: 1 call');
});

test('the export of the guide shows the whole soak time, so that a rollout without denials goes on', () => {
  expect(advance(rows.filter((row) => !isDenial(row)))).toMatchObject({ status: 0, after: { stage: 'all' } });
});

test('the export of the guide shows, with a snapshot, that the policy was attached after the day of the step', () => {
  const { status, stdout } = advance(rows.filter((row) => !isDenial(row)), ...bench.snapshot());
  expect([status, stdout]).toEqual([2, expect.stringContaining('The records show that the policy was attached to Landing/Canary on 2026-12-01')]);
});

test('the export of the guide stops a rollout whose policy denied a call', () => {
  expect(advance(rows)).toMatchObject({ status: 2, stdout: expect.stringContaining('1 call since 2026-11-30 denied by this policy') });
});

test('an export of denials alone shows no soak time, and the refusal says what it lacks', () => {
  const [other] = rows.filter(isDenial).map((row) => row.map((value) => value?.replace('s3:GetObject', 's3:PutObject') ?? null));
  const { status, stdout } = advance([other]);
  expect([status, stdout]).toEqual([2, expect.stringContaining('Copy the trail of these days, let an export have a record of each day, or go on with --no-denials.')]);
});
