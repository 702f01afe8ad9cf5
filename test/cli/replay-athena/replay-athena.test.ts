import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AthenaStandIn, QUERY_ID, type StandInOptions, startAthenaStandIn } from './athena-stand-in';
import { installAthenaClient } from './small-sdk';
import { replayFromAthena } from '../../../src/cli/diff/replay/athena/athena-replay';
import { athenaSource } from '../../../src/cli/diff/replay/athena/athena-source';
import { checkReplay } from '../../../src/cli/diff/replay/replay-option';
import { type Organization, SNAPSHOT_FORMAT } from '../../../src/model';
import type { AthenaPort, QueryProgress, StartedQuery } from '../../../src/organizations/athena/athena-port';
import { groupWorlds } from '../../trail/query/group-worlds';
import { groupedHere } from '../../trail/query/grouped';
import { keptAnswer } from '../../trail/query/kept-answers';
import { CLI, type Ended } from '../run-cdk-org';

jest.setTimeout(120_000);

const [WORLD] = groupWorlds(0, 60);
const { rows: ROWS } = keptAnswer('many');

let work: string;
const standIns: AthenaStandIn[] = [];

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-athena-'));
  const snapshot = (name: string, organization: Organization) => writeFileSync(join(work, name), JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-30T00:00:00Z', organization }));
  snapshot('before.json', WORLD.base);
  snapshot('after.json', WORLD.head);
  mkdirSync(join(work, 'without'));
  snapshot('without/before.json', WORLD.base);
  snapshot('without/after.json', WORLD.head);
  installAthenaClient(work);
});
afterEach(async () => Promise.all(standIns.splice(0).map((each) => each.close())));
afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Run extends Ended {
  readonly calls: AthenaStandIn['calls'];
}

/** Runs the command with a stand-in. The process gets SIGINT at the call that `interruptedAt` names. */
async function diff(
  { interruptedAt, ...options }: StandInOptions & { readonly interruptedAt?: string }, args: string[] = [], cwd = work,
): Promise<Run> {
  let interrupt = () => {};
  const standIn = await startAthenaStandIn({ ...options, onCall: (operation) => { if (operation === interruptedAt) interrupt(); } });
  standIns.push(standIn);
  const env = { PATH: process.env.PATH, HOME: work, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL_ATHENA: standIn.url };
  const child = spawn(process.execPath, [CLI, 'diff', 'before.json', 'after.json', '--replay', 'athena:audit/logs.cloudtrail', '--format', 'json', ...args], { cwd, env });
  interrupt = () => child.kill('SIGINT');
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name].on('data', (chunk) => { texts[name] += chunk; });
  const status = await new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  return { status, ...texts, calls: standIn.calls };
}

test('a review asks one query, reads its pages and shows what it scanned', async () => {
  const run = await diff({ rows: ROWS, rowsPerPage: 7, polls: [['QUEUED', undefined, 0], ['RUNNING', undefined, 5_000_000], ['SUCCEEDED', undefined, 1_234_000_000_000]] }, ['--replay-days', '7', '--replay-partition', 'timestamp']);
  const { result } = groupedHere(WORLD);
  const { replay } = JSON.parse(run.stdout);
  const { records, calls, distinct, newlyDenied, from, to } = result;
  expect(replay).toMatchObject({ records, calls, distinct, newlyDenied, from, to });
  expect(run.calls.map(({ operation }) => operation)).toEqual([
    'StartQueryExecution', 'GetQueryExecution', 'GetQueryExecution', 'GetQueryExecution', ...Array(Math.ceil((ROWS.length + 1) / 7)).fill('GetQueryResults'),
  ]);
  expect(run.calls[0].input.QueryString).toMatch(/FROM "logs"\."cloudtrail"\n {2}WHERE eventtime >= '\S+Z' AND "timestamp" >= '\d{4}\/\d\d\/\d\d'\n/);
  expect(run.stderr.split('\n')).toEqual([
    'cdk-org: Amazon Athena reads the records of 7 days in logs.cloudtrail, at about 5 USD for a TB that it scans.',
    `cdk-org: Query ${QUERY_ID} started in the workgroup audit.`,
    expect.stringMatching(new RegExp(`^cdk-org: Query ${QUERY_ID} succeeded after \\d+ s: 1234\\.00 GB scanned, about 6\\.17 USD\\.$`)),
    `cdk-org: ${ROWS.length} groups of records came back.`, '',
  ]);
});

test('throttled calls are sent again, the start with the same token', async () => {
  const run = await diff({ rows: ROWS, fails: { StartQueryExecution: ['TooManyRequestsException'], GetQueryExecution: ['ThrottlingException'], GetQueryResults: ['TooManyRequestsException'] } });
  expect([run.status, JSON.parse(run.stdout).replay.records]).toEqual([0, 60]);
  const tokens = run.calls.filter(({ operation }) => operation === 'StartQueryExecution').map(({ input }) => input.ClientRequestToken);
  expect([tokens.length, new Set(tokens).size]).toEqual([2, 1]);
});

test.each<[string, StandInOptions, RegExp]>([
  ['failed', { polls: [['FAILED', 'COLUMN_NOT_FOUND: line 3:5', 0]] }, /Amazon Athena did not group the records: the query was refused or failed \(COLUMN_NOT_FOUND: line 3:5; query a1b2/],
  ['cancelled at its limit', { polls: [['RUNNING', undefined, 9e9], ['CANCELLED', 'Bytes scanned limit was exceeded', 1e10]] }, /the query was cancelled \(Bytes scanned limit was exceeded; .*--replay-days/],
  ['without rows', { rows: [] }, /There are no records in it: athena:audit\/logs\.cloudtrail\..*--replay-days/],
  ['refused at its start', { fails: { StartQueryExecution: ['AccessDeniedException'] } }, /athena:StartQueryExecution was refused with AccessDenied .*Give the user or role the permission athena:StartQueryExecution/],
])('a query %s is an error that says what to do', async (_title, options, message) => {
  const { status, stdout, stderr } = await diff(options);
  expect([status, stdout, stderr]).toEqual([1, '', expect.stringMatching(message)]);
});

test('a query is stopped if the command is interrupted, or if nobody can ask for it any more', async () => {
  const slow: StandInOptions = { polls: [['RUNNING', undefined, 0]] };
  const interrupted = await diff({ ...slow, interruptedAt: 'GetQueryExecution' });
  expect([interrupted.status, interrupted.calls[interrupted.calls.length - 1]]).toEqual([130, { operation: 'StopQueryExecution', input: { QueryExecutionId: QUERY_ID } }]);
  const refused = await diff({ ...slow, fails: { GetQueryExecution: ['AccessDeniedException'] } });
  expect([refused.status, refused.calls.map(({ operation }) => operation)]).toEqual([1, ['StartQueryExecution', 'GetQueryExecution', 'StopQueryExecution']]);
});

test('a query without the client of the SDK is an error that says how to install it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-org-no-athena-'));
  for (const name of ['before.json', 'after.json']) writeFileSync(join(folder, name), readFileSync(join(work, name)));
  const { status, stderr, calls } = await diff({}, [], folder);
  rmSync(folder, { recursive: true, force: true });
  expect([status, stderr, calls]).toEqual([1, expect.stringMatching(/needs the package @aws-sdk\/client-athena, and it is not installed\. Run "npm install/), []]);
});

describe('sources and options', () => {
  test('a source names workgroup, database and table', () => {
    expect(athenaSource('athena:my.group-1/logs_1.trail_2')).toEqual({ workgroup: 'my.group-1', database: 'logs_1', table: 'trail_2' });
    expect(athenaSource('folder/athena')).toBeUndefined();
  });

  test.each(['athena:', 'athena:w/d', 'athena:w/d.t"; DROP TABLE x', 'athena:w/d.t-1', 'athena:w/a.b.c', 'athena:w w/d.t', 'athena:d.t'])('%s is refused', (source) => {
    expect(() => athenaSource(source)).toThrow(/This is no table of Amazon Athena \(given: .*Give athena:WORKGROUP\/DATABASE\.TABLE/);
  });

  test('options of queries go with a query only, and a column has a name', () => {
    expect(() => checkReplay({ replay: 'folder', replayDays: 3 })).toThrow(/Only a query has days and partitions.*--replay-days 3/);
    expect(() => checkReplay({ replayPartition: 'day' })).toThrow(/Only a query has days and partitions.*--replay-partition day/);
    expect(() => checkReplay({ replay: 'athena:w/d.t', replayPartition: 'a" OR 1=1' })).toThrow(/This is no name of a column/);
    expect(() => checkReplay({ replay: 'athena:w/d.t', replayDays: 3, replayPartition: 'timestamp' })).not.toThrow();
  });
});

test('a slow query is asked at most every five seconds, without a limit of time', async () => {
  let now = 0;
  const polls: number[] = [];
  const started: StartedQuery[] = [];
  const athena: AthenaPort = {
    start: async (query) => (started.push(query), 'id'),
    progress: async (): Promise<QueryProgress> => (polls.push(now), { state: polls.length < 400 ? 'RUNNING' : 'SUCCEEDED', scannedBytes: 0 }),
    rows: async function* () { /* none */ },
    stop: async () => { throw new Error('not stopped'); },
  };
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const clock = { now: () => now, sleep: async (milliseconds: number) => { now += milliseconds; } };
  await replayFromAthena({ workgroup: 'w', database: 'd', table: 't' }, [WORLD.base], {}, { athena, clock, replay: { addGroup: () => {} } });
  stderr.mockRestore();
  expect([started.length, polls.length]).toEqual([1, 400]);
  expect(polls.slice(1).map((time, place) => time - polls[place])).toEqual([500, 1_000, 2_000, 4_000, ...Array(395).fill(5_000)]);
});
