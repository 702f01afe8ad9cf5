import { groupWorlds, SINCE } from './group-worlds';
import { groupedByQuery, groupedHere } from './grouped';
import { KEPT, KEPT_SIZE, keptAnswer } from './kept-answers';
import { groupOfRow, groupQuery } from '../../../src/trail';
import { account, attached, denies, FULL, organization, policy } from '../../model/access/small-organization';

const WORLDS = groupWorlds(0, KEPT_SIZE);
const world = (name: string) => WORLDS.find((each) => each.name === name)!;
const TABLE = { database: 'default', since: SINCE, partition: 'timestamp' };

const ofStatement = (statement: object) => {
  const one = policy('one', denies({ Sid: 'One', ...statement }));
  return organization({ attachedPolicies: [FULL, attached(one)], accounts: [account('a', '111111111111')] }, { policies: [one] });
};
const queryOf = (statement: object) => groupQuery({ ...TABLE, table: 't' }, [ofStatement(statement)]);

test.each(KEPT)('the query of the world "%s" is the one that an engine answered', (name) => {
  const { base, head } = world(name);
  expect(groupQuery({ ...TABLE, table: name }, [base, head]).split('\n')).toEqual(keptAnswer(name).query.split('\n'));
});

test.each(KEPT)('the replay tells the same requests apart as the engine in the world "%s", with the same result', (name) => {
  const { rows } = keptAnswer(name);
  const here = groupedHere(world(name));
  expect(Object.keys(here.requests).length).toBeGreaterThan(10);
  expect(rows.length).toBeLessThan(KEPT_SIZE);
  expect(groupedByQuery(world(name), rows)).toEqual(here);
});

test('parts of records that no policy names are neither read nor grouped', () => {
  const query = queryOf({ Action: 'iam:*' });
  for (const column of ['sourceipaddress', 'useragent', 'vpcendpointid', 'tlsdetails']) expect(query.split('), calls AS (')[1]).not.toContain(column);
  expect(query).not.toMatch(/CASE WHEN eventtime/);
  expect(queryOf({ Action: 'iam:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })).toContain('tlsdetails IS NOT NULL');
});

test('conditions with operators that are not for blocks or times make every value count', () => {
  const condition = (pairs: object) => queryOf({ Action: '*', Condition: pairs });
  expect(condition({ StringLike: { 'aws:SourceIp': '203.*' } })).toMatch(/\n {4}sourceipaddress AS part_/);
  expect(condition({ StringLike: { 'aws:CurrentTime': '2026-*' } })).toMatch(/\n {4}eventtime AS part_/);
  expect(condition({ DateLessThan: { 'aws:CurrentTime': 'tomorrow' } })).toMatch(/\n {4}eventtime AS part_/);
  expect(condition({ NumericLessThan: { 'aws:EpochTime': '1793000000' } })).toContain(`'' || CASE WHEN eventtime < '${new Date(1_793_000_000_000).toISOString().replace('.000', '')}'`);
});

test('texts of policies stay literals of SQL', () => {
  const query = queryOf({ Action: 's3:*', Resource: 'arn:aws:s3:::b/\') OR (\'1\'=\'1\\_%*' });
  expect(query).toContain('arn LIKE \'%:s3:::b/\'\') OR (\'\'1\'\'=\'\'1\\\\\\_\\%%\' ESCAPE \'\\\'');
});

test.each([['database', { database: 'a"b' }], ['table', { table: 'a.b' }], ['partition', { partition: 'a b' }], ['empty table', { table: '' }]])('a %s whose name could be SQL is refused', (_title, part) => {
  expect(() => groupQuery({ ...TABLE, table: 't', ...part }, [])).toThrow(/This is no name of a database, table or column/);
});

test('policies with more patterns than a query can have are an error', () => {
  expect(() => queryOf({ Action: 's3:*', Resource: Array.from({ length: 2_000 }, (_, place) => `arn:aws:s3:::bucket-${place}/*`) })).toThrow(/longer than Amazon Athena accepts \(\d+ of 262144 characters\)/);
});

test.each([[[]], [['1', 'a', 'b', 'no JSON']], [['0', 'a', 'b', '[]']], [['1', 'a', 'b', '["x"]']]])('a row of another query is an error: %j', (row) => {
  expect(() => groupOfRow(row)).toThrow(/A row of the answer is no group of records/);
});
