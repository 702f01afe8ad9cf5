import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVENT_DATA_STORE, QUERY_ID, type QueryStandIn, type StandInOptions, startQueryStandIn } from './query-stand-in';
import { installQueryClients } from './small-sdk';
import { queriedSource } from '../../../src/cli/diff/replay/query/queried-source';
import { replayFromQuery } from '../../../src/cli/diff/replay/query/query-replay';
import { checkReplay } from '../../../src/cli/diff/replay/replay-option';
import { type Organization, SNAPSHOT_FORMAT } from '../../../src/model';
import { NO_ANSWER, OrganizationsError } from '../../../src/organizations';
import type { QueryProgress, RecordQueryPort } from '../../../src/organizations/record-queries/record-query-port';
import { account, attached, denies, FULL, organization, policy } from '../../model/access/small-organization';
import { byDay } from '../../proofs/support/proof-runs';
import { groupWorlds } from '../../trail/query/group-worlds';
import { groupedHere } from '../../trail/query/grouped';
import { keptAnswer } from '../../trail/query/kept-answers';
import { CLI, type Ended } from '../run-cdk-org';

jest.setTimeout(120_000);

const [WORLD] = groupWorlds(0, 60);
const { rows: ROWS } = keptAnswer('athena_many');

const ATHENA = {
  source: 'athena:audit/logs.cloudtrail',
  named: 'Amazon Athena',
  place: 'logs.cloudtrail',
  startedIn: 'in the workgroup audit',
  prefix: 'athena',
  start: 'StartQueryExecution',
  progress: 'GetQueryExecution',
  stop: 'StopQueryExecution',
  inputOfStop: { QueryExecutionId: QUERY_ID },
  range: ['--replay-days', '7', '--replay-partition', 'timestamp'],
  sqlOf: (input: any): string => input.QueryString,
  from: /FROM "logs"\."cloudtrail" WHERE \(eventtime >= '\S+Z' OR eventtime IS NULL\) AND "timestamp" >= '\d{4}\/\d\d\/\d\d'\n/,
  lines: ROWS.length + 1,
};

const LAKE = {
  source: `lake:${EVENT_DATA_STORE}`,
  named: 'CloudTrail Lake',
  place: `the event data store ${EVENT_DATA_STORE}`,
  startedIn: 'in CloudTrail Lake',
  prefix: 'cloudtrail',
  start: 'StartQuery',
  progress: 'DescribeQuery',
  stop: 'CancelQuery',
  inputOfStop: { QueryId: QUERY_ID },
  range: ['--replay-days', '7'],
  sqlOf: (input: any): string => input.QueryStatement,
  from: new RegExp(` FROM ${EVENT_DATA_STORE} WHERE eventtime >= timestamp '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d'`),
  lines: ROWS.length,
};

let work: string;
const standIns: QueryStandIn[] = [];

beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'cdk-org-query-'));
  const snapshot = (name: string, state: Organization) => writeFileSync(join(work, name), JSON.stringify({ format: SNAPSHOT_FORMAT, takenAt: '2026-11-30T00:00:00Z', organization: state }));
  snapshot('before.json', WORLD.base);
  snapshot('after.json', WORLD.head);
  installQueryClients(work);
});
afterEach(async () => Promise.all(standIns.splice(0).map((each) => each.close())));
afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Run extends Ended {
  readonly calls: QueryStandIn['calls'];
}

/** Runs the command with a stand-in. The process gets a signal at the call that `interruptedAt` names. */
async function diff(
  source: string, { interruptedAt, signal = 'SIGINT', ...options }: StandInOptions & { readonly interruptedAt?: string; readonly signal?: NodeJS.Signals }, args: string[] = [], cwd = work,
): Promise<Run> {
  let interrupt = () => {};
  const standIn = await startQueryStandIn({ ...options, onCall: (operation) => { if (operation === interruptedAt) interrupt(); } });
  standIns.push(standIn);
  const env = {
    PATH: process.env.PATH,
    HOME: work,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'eu-west-1',
    AWS_ENDPOINT_URL_ATHENA: standIn.url,
    AWS_ENDPOINT_URL_CLOUDTRAIL: standIn.url,
  };
  const child = spawn(process.execPath, [CLI, 'diff', 'before.json', 'after.json', '--replay', source, '--format', 'json', ...args], { cwd, env });
  interrupt = () => child.kill(signal);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name].on('data', (chunk) => { output[name] += chunk; });
  const status = await new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? -1)));
  return { status, ...output, calls: standIn.calls };
}

describe.each(byDay([ATHENA, LAKE], 2))('a replay from $named', (service) => {
  const { source, named, prefix, start, progress, stop } = service;

  test('asks one query, reads its pages and shows what it scanned', async () => {
    const run = await diff(source, { rows: ROWS, rowsPerPage: 7, polls: [['QUEUED', undefined, 0], ['RUNNING', undefined, 5_000_000], ['SUCCEEDED', undefined, 1_234_000_000_000]] }, service.range);
    const { result } = groupedHere(WORLD);
    expect(run.stderr.split('\n')).toEqual([
      `cdk-org: ${named} reads the records of 7 days in ${service.place}, at about 5 USD for a TB that it scans.`,
      `cdk-org: Query ${QUERY_ID} started ${service.startedIn}.`,
      expect.stringMatching(new RegExp(`^cdk-org: Query ${QUERY_ID} succeeded after \\d+ s: 1234\\.00 GB scanned, about 6\\.17 USD\\.$`)),
      `cdk-org: ${ROWS.length} groups of records came back.`, '',
    ]);
    const { replay } = JSON.parse(run.stdout);
    const { records, calls, distinct, newlyDenied, from, to } = result;
    expect(replay).toMatchObject({ records, calls, distinct, newlyDenied, from, to });
    expect(run.calls.map(({ operation }) => operation)).toEqual([
      start, progress, progress, progress, ...Array(Math.ceil(service.lines / 7)).fill('GetQueryResults'),
    ]);
    expect(service.sqlOf(run.calls[0].input)).toMatch(service.from);
  });

  test('sends throttled calls again, the start with the same input', async () => {
    const run = await diff(source, { rows: ROWS, fails: { [start]: ['TooManyRequestsException'], [progress]: ['ThrottlingException'], GetQueryResults: ['TooManyRequestsException'] } });
    expect([run.status, JSON.parse(run.stdout).replay.records]).toEqual([0, 60]);
    const inputs = run.calls.filter(({ operation }) => operation === start).map(({ input }) => JSON.stringify(input));
    expect([inputs.length, new Set(inputs).size]).toEqual([2, 1]);
  });

  const failures: readonly [string, StandInOptions, RegExp][] = [
    ['failed', { polls: [['FAILED', 'COLUMN_NOT_FOUND: line 3:5', 0]] }, new RegExp(`${named} did not group the records: the query was refused or failed \\(COLUMN_NOT_FOUND: line 3:5; query a1b2`)],
    ['cancelled', { polls: [['RUNNING', undefined, 9e9], ['CANCELLED', 'Bytes scanned limit was exceeded', 1e10]] }, /the query was cancelled \(Bytes scanned limit was exceeded; .*--replay-days/],
    ['without rows', { rows: [] }, new RegExp(`There are no records in it: ${source.replace(/[/.]/g, '.')}\\..*--replay-days`)],
    ['refused for its credentials', { fails: { [progress]: ['ExpiredTokenException'] } }, new RegExp(`${prefix}:${progress} was refused with ExpiredToken .*Log in again, or give another --profile`)],
    ['refused at its start', { fails: { [start]: ['AccessDeniedException'] } }, new RegExp(`${prefix}:${start} was refused with AccessDenied .*Give the user or role the permission ${prefix}:${start}`)],
  ];
  test.each(byDay(failures, 2))('ends with an error that says what to do about a query %s', async (_title, options, message) => {
    const { status, stdout, stderr } = await diff(source, options);
    expect([status, stdout, stderr]).toEqual([1, '', expect.stringMatching(message)]);
  });

  test('stops the query if the command is interrupted, or if nobody can ask for it any more', async () => {
    const slow: StandInOptions = { polls: [['RUNNING', undefined, 0]] };
    const interrupted = await diff(source, { ...slow, interruptedAt: progress });
    expect([interrupted.status, interrupted.calls[interrupted.calls.length - 1]]).toEqual([130, { operation: stop, input: service.inputOfStop, region: 'eu-west-1' }]);
    const terminated = await diff(source, { ...slow, interruptedAt: progress, signal: 'SIGTERM' });
    expect([terminated.status, terminated.calls[terminated.calls.length - 1].operation]).toEqual([143, stop]);
    const whileItStarts = await diff(source, { ...slow, interruptedAt: start });
    expect([whileItStarts.status, whileItStarts.calls[whileItStarts.calls.length - 1].operation, whileItStarts.stderr]).toEqual([130, stop, expect.stringContaining(`Stopping query ${QUERY_ID}.`)]);
    const refused = await diff(source, { ...slow, fails: { [progress]: ['AccessDeniedException'] } });
    expect([refused.status, refused.calls.map(({ operation }) => operation)]).toEqual([1, [start, progress, stop]]);
  });
});

test('a query without the client of the SDK is an error that says how to install it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-org-no-client-'));
  for (const name of ['before.json', 'after.json']) writeFileSync(join(folder, name), readFileSync(join(work, name)));
  const { status, stderr, calls } = await diff(ATHENA.source, {}, [], folder);
  rmSync(folder, { recursive: true, force: true });
  expect([status, stderr, calls]).toEqual([1, expect.stringMatching(/needs the package @aws-sdk\/client-athena, and it is not installed\. Run "npm install/), []]);
});

describe('Amazon Athena', () => {
  test('a workgroup that is not there or has no place for results is an error that says what to check', async () => {
    const { status, stderr } = await diff('athena:other/logs.cloudtrail', {});
    expect([status, stderr]).toEqual([1, expect.stringMatching(/athena:StartQueryExecution was refused with InvalidRequest .*Check the workgroup and its place for results, and the Region/)]);
  });

  // `day` is a number of two digits: a comparison with 2026/11/01 drops the first twenty days of each month.
  test.each(byDay([['day', '23'], ['timestamp', '2026-11-23'], ['dt=yyyy-MM-dd', '2026/11/23'], ['accountid', '222222222222'], ['dt=yyyyMMdd', '202611230'], ['timestamp', null]], 3))('partitions by %s whose days are such as %s are an error, since records may be missing', async (partition, day) => {
    const rows = ROWS.map(([records, first, last, example]) => [records, first, last, example, day]);
    const { status, stdout, stderr } = await diff(ATHENA.source, { rows }, ['--replay-partition', partition]);
    expect([status, stdout, stderr]).toEqual([1, '', expect.stringMatching(/The query may have left out records: the values of --replay-partition .* are no days in the form .*Give a column with whole days; its form/)]);
  });

  test.each([['dt=yyyy-MM-dd', '2026-11-23', /AND "dt" >= '\d{4}-\d\d-\d\d'\n/], ['dt=yyyyMMdd', '20261123', /AND "dt" >= '\d{8}'\n/],
    ['year,month,day', '2026/11/23', /AND "year" >= '\d{4}' AND "year" \|\| '\/' \|\| "month" \|\| '\/' \|\| "day" >= '\d{4}\/\d\d\/\d\d'\n/]])('partitions by %s are read', async (partition, day, condition) => {
    const rows = ROWS.map(([records, first, last, example]) => [records, first, last, example, day]);
    const { status, calls } = await diff(ATHENA.source, { rows }, ['--replay-partition', partition]);
    expect([status, calls[0].input.QueryString]).toEqual([0, expect.stringMatching(condition)]);
  });

  test('an empty result of partitions is an error that names them', async () => {
    const { status, stderr } = await diff(ATHENA.source, { rows: [] }, ['--replay-partition', 'timestamp']);
    expect([status, stderr]).toEqual([1, expect.stringMatching(/There are no records in it.*Check that the values of --replay-partition timestamp are days of this form/)]);
  });
});

describe('CloudTrail Lake', () => {
  test('the ARN of an event data store names its Region and its owner', async () => {
    const run = await diff(`lake:arn:aws:cloudtrail:us-east-2:222222222222:eventdatastore/${EVENT_DATA_STORE}`, { rows: ROWS });
    expect([run.status, JSON.parse(run.stdout).replay.records]).toEqual([0, 60]);
    expect(new Set(run.calls.map(({ input, region }) => `${input.EventDataStoreOwnerAccountId} ${region}`))).toEqual(new Set(['222222222222 us-east-2']));
  });

  test.each<[string, StandInOptions, RegExp]>([
    ['that takes too long', { polls: [['TIMED_OUT', undefined, 5e9]] }, /timed out after \d+ s: 5\.00 GB scanned[^]*the query took longer than the service lets it \(no reason is given; .*fewer days with --replay-days/],
    ['among too many', { fails: { StartQuery: ['MaxConcurrentQueriesException'] } }, /refused with MaxConcurrentQueries .*Too many queries run at the same time/],
    ['of an unknown store', { fails: { StartQuery: ['EventDataStoreNotFoundException'] } }, /refused with EventDataStoreNotFound .*Check the ID of the event data store, and the Region/],
  ])('a query %s is an error that says what to do', async (_title, options, message) => {
    const { status, stdout, stderr } = await diff(LAKE.source, { rows: ROWS, ...options });
    expect([status, stdout, stderr]).toEqual([1, '', expect.stringMatching(message)]);
  });

  test('a column that a row lacks is absent, in any order of the others', async () => {
    const [records, , , example] = ROWS[0];
    const run = await diff(LAKE.source, { rows: [[records, null, null, example]] });
    expect(run.status).toBe(0);
    expect(JSON.parse(run.stdout).replay.records).toBe(Number(records));
  });
});

describe('sources and options', () => {
  test('a source names workgroup, database and table, or an event data store', () => {
    expect(queriedSource('athena:my.group-1/logs_1.trail_2')).toMatchObject({ prefix: 'athena', startedIn: 'in the workgroup my.group-1', place: 'logs_1.trail_2' });
    expect(queriedSource(`lake:${EVENT_DATA_STORE}`)).toMatchObject({ prefix: 'cloudtrail', place: `the event data store ${EVENT_DATA_STORE}` });
    expect(queriedSource('folder/athena')).toBeUndefined();
    expect(queriedSource('lakes/lake')).toBeUndefined();
  });

  test.each(['athena:', 'athena:w/d', 'athena:w/d.t"; DROP TABLE x', 'athena:w/d.t-1', 'athena:w/a.b.c', 'athena:w w/d.t', 'athena:d.t'])('%s is refused', (source) => {
    expect(() => queriedSource(source)).toThrow(/This is no table of Amazon Athena \(given: .*Give athena:WORKGROUP\/DATABASE\.TABLE/);
  });

  test.each(['lake:', 'lake:logs', `lake:${EVENT_DATA_STORE} UNION`, `lake:arn:aws:s3:::eventdatastore/${EVENT_DATA_STORE}`, 'lake:arn:aws:cloudtrail:eu-west-1:111111111111:eventdatastore/x'])('%s is refused', (source) => {
    expect(() => queriedSource(source)).toThrow(/This is no event data store of CloudTrail Lake \(given: .*Give lake:ID or lake:ARN/);
  });

  test('options of queries go with a query only, partitions with a table, and a column has a name', () => {
    expect(() => checkReplay({ replay: 'folder', replayDays: 3 })).toThrow(/Only a query has days and partitions.*--replay-days 3/);
    expect(() => checkReplay({ replayPartition: 'day' })).toThrow(/Only a query has days and partitions.*--replay-partition day/);
    expect(() => checkReplay({ replay: 'athena:w/d.t', replayPartition: 'a" OR 1=1' })).toThrow(/This names no column of partitions \(given: --replay-partition a" OR 1=1\)/);
    expect(() => checkReplay({ replay: LAKE.source, replayPartition: 'day' })).toThrow(/An event data store has no partitions.*--replay-partition day/);
    for (const partition of ['', 'a,b', 'a,b,c,d', 'year,month,day=yyyy-MM-dd', 'dt=dd/MM/yyyy', 'dt=', 'a b', 'dt\n']) {
      expect(() => checkReplay({ replay: 'athena:w/d.t', replayPartition: partition })).toThrow(/This names no column of partitions.*such as dt=yyyy-MM-dd/s);
    }
    expect(() => checkReplay({ replay: 'athena:w/d.t', replayDays: 3, replayPartition: 'timestamp' })).not.toThrow();
    expect(() => checkReplay({ replay: LAKE.source, replayDays: 3 })).not.toThrow();
  });
});

describe('waiting for a query', () => {
  const clockAt = () => {
    let now = 0;
    return { now: () => now, sleep: async (milliseconds: number) => { now += milliseconds; } };
  };
  const quiet = async (source: string, state: Organization, queries: RecordQueryPort, clock = clockAt()) => {
    const lines: string[] = [];
    const stderr = jest.spyOn(process.stderr, 'write').mockImplementation((text) => (lines.push(String(text)), true));
    const replay = { addGroup: () => {} };
    await replayFromQuery(queriedSource(source)!, [state], {}, { queries, clock, replay }).finally(() => stderr.mockRestore());
    return lines;
  };
  const answering = (progress: () => QueryProgress, started: string[] = []): RecordQueryPort => ({
    start: async (query) => (started.push(query), 'id'),
    progress: async () => progress(),
    rows: async function* () { /* none */ },
    stop: async () => { throw new Error('not stopped'); },
  });

  test('a slow query is asked at most every five seconds, without a limit of time', async () => {
    const clock = clockAt();
    const polls: number[] = [];
    const started: string[] = [];
    await quiet('athena:w/d.t', WORLD.base, answering(() => (polls.push(clock.now()), { state: polls.length < 400 ? 'RUNNING' : 'SUCCEEDED', scannedBytes: 0 }), started), clock);
    expect([started.length, polls.length]).toEqual([1, 400]);
    expect(polls.slice(1).map((time, place) => time - polls[place])).toEqual([500, 1_000, 2_000, 4_000, ...Array(395).fill(5_000)]);
  });

  test('a query is stopped after any failure while it runs, also one that is no answer of the service', async () => {
    const stopped: string[] = [];
    const queries: RecordQueryPort = { ...answering(() => { throw new Error('The token of the single sign-on cannot be read.'); }), stop: async (id) => { stopped.push(id); } };
    await expect(quiet('athena:w/d.t', WORLD.base, queries)).rejects.toThrow('The token of the single sign-on cannot be read.');
    expect(stopped).toEqual(['id']);
  });

  test('a start without an answer says that the query may run', async () => {
    const queries: RecordQueryPort = { ...answering(() => ({ state: 'RUNNING', scannedBytes: 0 })), start: async () => { throw new OrganizationsError('StartQuery', NO_ANSWER, 'TimeoutError'); } };
    await expect(quiet(LAKE.source, WORLD.base, queries)).rejects.toThrow(/cloudtrail:StartQuery got no answer .*The query may run all the same: look into the history of the service/);
  });

  test('policies with more patterns than a query of CloudTrail Lake may have are told', async () => {
    const many = policy('many', denies({ Sid: 'Many', Action: 's3:*', Resource: Array.from({ length: 200 }, (_, place) => `arn:aws:s3:::bucket-${place}/*`) }));
    const state = organization({ attachedPolicies: [FULL, attached(many)], accounts: [account('a', '111111111111')] }, { policies: [many] });
    const done = answering(() => ({ state: 'SUCCEEDED', scannedBytes: 0 }));
    expect((await quiet(LAKE.source, state, done))[1])
      .toBe('cdk-org: The policies have more patterns than a query of CloudTrail Lake may have (10000 bytes, or a few hundred of a kind). So these count one by one, which gives more groups: objects in Amazon S3.\n');
    expect((await quiet('athena:w/d.t', state, done)).join('')).not.toContain('more patterns');
  });
});
