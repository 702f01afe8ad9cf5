import { groupWorlds } from './group-worlds';
import { groupedByQuery, groupedHere } from './grouped';
import { KEPT, KEPT_SIZE, keptAnswer } from './kept-answers';
import { TESTED_STORES } from './tested-stores';
import { athenaTable, eventDataStore, groupOfRow, groupQuery, partitionDays, Replay } from '../../../src/trail';
import { account, attached, denies, FULL, organization, policy } from '../../model/access/small-organization';

const WORLDS = groupWorlds(0, KEPT_SIZE);
const keptCase = (kept: string) => {
  const [name, worldName] = kept.split('_');
  return { store: TESTED_STORES.find((each) => each.name === name)!, world: WORLDS.find((each) => each.name === worldName)! };
};
const TABLE = { database: 'default', table: 't', since: Date.UTC(2026, 10, 1), partition: partitionDays('timestamp') };
const ID = '0123abcd-4567-89ab-cdef-0123456789ab';

const ofStatement = (statement: object) => {
  const one = policy('one', denies({ Sid: 'One', ...statement }));
  return organization({ attachedPolicies: [FULL, attached(one)], accounts: [account('a', '111111111111')] }, { policies: [one] });
};
const queryOf = (statement: object) => groupQuery(athenaTable(TABLE), [ofStatement(statement)]).sql;

test.each(KEPT)('the query of "%s" is the one that an engine answered', (kept) => {
  const { store, world } = keptCase(kept);
  expect(store.query(world, kept).split('\n')).toEqual(keptAnswer(kept).query.split('\n'));
});

test.each(KEPT)('the replay tells the same requests apart as the engine in "%s", with the same result', (kept) => {
  const { world } = keptCase(kept);
  const { rows } = keptAnswer(kept);
  const here = groupedHere(world);
  expect(Object.keys(here.requests).length).toBeGreaterThan(10);
  expect(here.result.newlyDenied.atLeast).toBeGreaterThan(0);
  expect(rows.length).toBeLessThan(KEPT_SIZE);
  expect(groupedByQuery(world, rows)).toEqual(here);
});

test('parts of records that no policy names are neither read nor grouped', () => {
  const query = queryOf({ Action: 'iam:*' });
  // Tables from older versions of the User Guide lack some of these columns.
  for (const column of ['sourceipaddress', 'useragent', 'vpcendpointid', 'tlsdetails']) expect(query).not.toContain(column);
  expect(query).not.toMatch(/CASE WHEN eventtime/);
  expect(queryOf({ Action: 'iam:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })).toContain('tlsdetails IS NOT NULL');
});

test('conditions with operators that are not for blocks or times make every value count', () => {
  const condition = (pairs: object) => queryOf({ Action: '*', Condition: pairs });
  expect(condition({ StringLike: { 'aws:SourceIp': '203.*' } })).toMatch(/\n {2}sourceipaddress AS part_/);
  expect(condition({ StringLike: { 'aws:CurrentTime': '2026-*' } })).toMatch(/\n {2}eventtime AS part_/);
  expect(condition({ DateLessThan: { 'aws:CurrentTime': 'tomorrow' } })).toMatch(/\n {2}eventtime AS part_/);
  expect(condition({ NumericLessThan: { 'aws:EpochTime': '1793000000' } })).toContain(`Z' THEN CASE WHEN eventtime < '${new Date(1_793_000_000_000).toISOString().replace('.000', '')}' THEN '0' WHEN eventtime = `);
});

test.each([['arn:*:vault/hidden-*', 'vault/hidden-%'], ['arn:aws:s3:*:logs/x?', 'logs/x_'], ['*:b/*', 'b/%']])('a pattern with fewer parts than an ARN, such as %s, tells objects apart', (pattern, like) => {
  expect(queryOf({ Action: 's3:*', Resource: pattern })).toContain(`arn LIKE '%:s3:::${like}' ESCAPE`);
});

test('a message that names the policy makes a call a refused one under any error code', () => {
  const query = queryOf({ Action: 'iam:*' });
  expect(query).toMatch(/coalesce\(regexp_like\(errorcode, '[^']+'\) OR regexp_like\(errormessage, '\(\?i\)explicit[^']+'\), false\) AS refused/);
});

test('ARNs in the answer of a group are texts of JSON, of which the smallest counts', () => {
  const { base, head } = keptCase('athena_odd').world;
  const row = keptAnswer('athena_odd').rows.find(([, , , example]) => example!.includes('CreateSecret') && example!.includes('"[\\"arn:'))!;
  const uses = (arns: string[]) => {
    const replay = new Replay(base, head);
    const parts = JSON.parse(row[3]!) as (string | null)[];
    parts[parts.findIndex((part) => part !== null && part.startsWith('["arn:'))] = JSON.stringify(arns);
    replay.addGroup(groupOfRow([...row.slice(0, 3), JSON.stringify(parts)].map((each) => each ?? undefined)));
    return replay.result().principals.flatMap((each) => each.uses.map(({ resource }) => resource));
  };
  const secret = 'arn:aws:secretsmanager:eu-west-1:111111111111:secret';
  expect(uses([`${secret}:with\\"quote`])).toEqual([`${secret}:with"quote`]);
  expect(uses([`${secret}:z`, `${secret}:prod-a`])).toEqual([`${secret}:prod-a`]);
  expect(uses([`${secret}:a`, `${secret}:prod-a`])).toEqual([]);
});

test('texts of policies stay literals of SQL', () => {
  const query = queryOf({ Action: 's3:*', Resource: 'arn:aws:s3:::b/\') OR (\'1\'=\'1\\_%*' });
  expect(query).toContain('arn LIKE \'%:s3:::b/\'\') OR (\'\'1\'\'=\'\'1\\\\\\_\\%%\' ESCAPE \'\\\'');
});

test.each([['database', { database: 'a"b' }], ['table', { table: 'a.b' }], ['partition', { partition: { columns: ['a b'], form: 'yyyy/MM/dd' as const } }], ['empty table', { table: '' }]])('a %s whose name could be SQL is refused', (_title, part) => {
  expect(() => athenaTable({ ...TABLE, ...part })).toThrow(/This is no name of a database, table or column/);
});

test.each(['', 'logs', `${ID}; x`, `"${ID}"`, ID.toUpperCase()])('an event data store "%s" that is no ID is refused', (id) => {
  expect(() => eventDataStore({ id, since: 0 })).toThrow(/This is no ID of an event data store \(given: /);
});

test('a query of an event data store compares times as timestamps, and reads parameters and answer from the whole event', () => {
  const { sql } = groupQuery(eventDataStore({ id: ID, since: Date.UTC(2026, 10, 1, 8, 30) }), [ofStatement({ Action: 'iam:*', Condition: { DateLessThan: { 'aws:TokenIssueTime': '2026-11-15T00:00:00Z' } } })]);
  expect(sql).toContain(`FROM ${ID} WHERE eventtime >= timestamp '2026-11-01 08:30:00'`);
  expect(sql).toContain('json_format(json_extract(event, \'$.requestParameters\')) AS requestparameters, json_format(json_extract(event, \'$.responseElements\')) AS responseelements');
  expect(sql).toContain('date_format(useridentity.sessioncontext.attributes.creationdate, \'%Y-%m-%dT%H:%i:%sZ\') AS sessioncreated');
});

test('records of an event data store without their events are counted as unreadable', () => {
  const { base, head } = keptCase('lake_many').world;
  const [[records, first, last, example]] = keptAnswer('lake_many').rows;
  const withoutSource = JSON.stringify([null, ...JSON.parse(example!).slice(1)]);
  const replay = new Replay(base, head);
  replay.addGroup(groupOfRow([records!, first!, last!, withoutSource]));
  expect(replay.result()).toMatchObject({ records: Number(records), calls: 0, unmapped: [{ kind: 'unreadable', records: Number(records) }] });
});

describe('policies with more patterns than a query can have', () => {
  const objects = (count: number) => ({ Action: 's3:*', Resource: Array.from({ length: count }, (_, place) => `arn:aws:s3:::bucket-${place}/*`) });
  const blocks = (count: number) => ({ Action: 'kms:*', Condition: { IpAddress: { 'aws:SourceIp': Array.from({ length: count }, (_, place) => `203.0.${place}.7/32`) } } });
  const times = (count: number) => ({ Action: 'sqs:*', Condition: { DateLessThan: { 'aws:CurrentTime': Array.from({ length: count }, (_, place) => `20${place + 10}-01-01T00:00:00Z`) } } });
  const lakeQuery = (...statements: object[]) => groupQuery(eventDataStore({ id: ID, since: 0 }), statements.map(ofStatement));

  test('the query of a few patterns has them all', () => {
    expect(lakeQuery(objects(30), blocks(10), times(5)).withoutPatterns).toEqual([]);
  });

  test('objects, then addresses, then times count on their own until the query is short enough', () => {
    const query = lakeQuery(objects(200), blocks(20), times(5));
    expect([query.withoutPatterns, query.sql.length <= 10_000]).toEqual([['objects in Amazon S3'], true]);
    expect(query.sql).not.toContain('bucket-7');
    expect(query.sql).toMatch(/\n {2}ARRAY\[array_distinct\(transform\(resources, resource -> resource\.arn\)\), .* AS part_/);
    expect(query.sql).toContain('address BETWEEN');
    const all = lakeQuery(objects(200), blocks(200), times(80));
    expect(all.withoutPatterns).toEqual(['objects in Amazon S3', 'addresses', 'times']);
    expect(all.sql).toMatch(/\n {2}sourceipaddress AS part_[^]*\n {2}eventtime AS part_/);
  });

  // With twice as many, a Trino engine failed: "statement is too large (stack overflow during analysis)", "Compiler failed".
  test.each([['objects in Amazon S3', objects, 500], ['addresses', blocks, 200]] as const)('a query has no more %s than an engine compiles, and no operators that nest', (kind, statement, most) => {
    const query = (count: number) => groupQuery(athenaTable(TABLE), [ofStatement(statement(count))]);
    expect(query(most).withoutPatterns).toEqual([]);
    expect(query(most).sql).not.toMatch(/'0'\) \|\| IF/);
    expect(query(most + 1).withoutPatterns).toEqual([kind]);
    // No array has more than 200 parts.
    expect(query(most).sql.split('array_join(ARRAY[')).toHaveLength(Math.ceil((most + Number(kind === 'addresses')) / 200) + 2);
  });

  test('dates are as many as an engine compiles', () => {
    const days = (count: number) => ({ Action: 'sqs:*', Condition: { DateLessThan: { 'aws:CurrentTime': Array.from({ length: count }, (_, place) => new Date(Date.UTC(2026, 0, 1 + place)).toISOString()) } } });
    const left = (count: number) => groupQuery(athenaTable(TABLE), [ofStatement(days(count))]).withoutPatterns;
    expect([left(200), left(201)]).toEqual([[], ['times']]);
  });

  // Source: Amazon Athena User Guide, "Service Quotas": a query string has at most 262,144 bytes in UTF-8.
  test('a query is as long as its bytes', () => {
    const names = Array.from({ length: 30 }, (_, place) => `${'東'.repeat(20)}-${place}`);
    const japanese = { Action: 's3:*', Resource: names.map((name) => `arn:aws:s3:::${name}/*`) };
    const { sql } = groupQuery(athenaTable(TABLE), [ofStatement(japanese)]);
    const leftOut = (longestQuery: number) => groupQuery({ ...athenaTable(TABLE), longestQuery }, [ofStatement(japanese)]).withoutPatterns;
    expect([leftOut(Buffer.byteLength(sql)), leftOut(sql.length)]).toEqual([[], ['objects in Amazon S3']]);
  });

  test('a query that is too long even so is an error', () => {
    const store = { ...athenaTable(TABLE), longestQuery: 1_000 };
    expect(() => groupQuery(store, [ofStatement(objects(1))])).toThrow(/longer than Amazon Athena accepts \(\d+ of 1000 bytes\)\. Copy the trail/);
  });
});

test.each([[[]], [['1', 'a', 'b', 'no JSON']], [['0', 'a', 'b', '[]']], [['1', 'a', 'b', '["x"]']]])('a row of another query is an error: %j', (row) => {
  expect(() => groupOfRow(row)).toThrow(/A row of the answer is no group of records/);
});
