import { CsvRows, maskedReplay, RecordSplitter, type ReplayResult } from '../../../src/trail';
import { parseStruct } from '../../../src/trail/source/athena-struct';
import { recordOfRow } from '../../../src/trail/source/record-of-row';
import { recordsIn } from '../../../src/trail/source/records-in';
import { Pick } from '../../policy/fuzz/pick';
import { record } from '../records';

const TRICKY = [{ a: '{[}]"\\', b: ['\\\\"', { c: 'ü😀' }] }, { n: 1, s: '' }, { text: '"Records":[{' }];

function split(text: string, size: number): unknown[] {
  const splitter = new RecordSplitter();
  const texts: string[] = [];
  for (let at = 0; at < text.length; at += size) texts.push(...splitter.push(text.slice(at, at + size)));
  return [...texts, ...splitter.end()].map((each) => JSON.parse(each) as unknown);
}

describe('records in JSON', () => {
  test.each<[string, string]>([
    ['a file of a trail', JSON.stringify({ Records: TRICKY })],
    ['a file of a trail with white space', ` {\n "Records" : [\n${TRICKY.map((each) => JSON.stringify(each, null, 2)).join(' ,\n')}\n] }\n`],
    ['a list', JSON.stringify(TRICKY, null, 1)],
    ['lines', `${TRICKY.map((each) => JSON.stringify(each)).join('\n')}\n`],
  ])('%s is split into its records, wherever a piece of it ends', (_title, text) => {
    for (let size = 1; size <= 40; size++) expect(split(text, size)).toEqual(TRICKY);
    expect(split(text, text.length)).toEqual(TRICKY);
  });

  test('random values come back as they were', () => {
    const pick = new Pick(5);
    const value = (depth: number): unknown => (depth > 3 || pick.chance(0.4) ? pick.one(['', '\\', '"', '{', ']', 'a"b', 5, null, true, '\\"']) : pick.chance(0.5)
      ? pick.some([1, 2, 3], 3).map(() => value(depth + 1)) : Object.fromEntries(pick.some(['a', 'b"', '{c'], 3).map((key) => [key, value(depth + 1)])));
    for (let run = 0; run < 200; run++) {
      const records = pick.some([0, 1], 3).map(() => ({ value: value(0) }));
      expect(split(JSON.stringify(pick.chance(0.5) ? { Records: records } : records), 1 + pick.upTo(30))).toEqual(records);
    }
  });

  test.each(['{"Records":[{"a":1},{"b":', '[{"a":"', '{"a":1}\n{"b"'])('a text that ends inside of a record is an error: %s', (text) => {
    expect(() => split(text, 5)).toThrow(/it ends inside of a record/);
  });

  test('answers of commands and events of EventBridge hold records', () => {
    const one = record('s3', 'ListBuckets');
    expect([...recordsIn({ Events: [{ EventId: '1', CloudTrailEvent: JSON.stringify(one) }, { CloudTrailEvent: JSON.stringify(one) }] })]).toEqual([one, one]);
    expect([...recordsIn({ 'detail-type': 'AWS API Call via CloudTrail', 'detail': one })]).toEqual([one]);
    expect([...recordsIn(one)]).toEqual([one]);
  });
});

describe('rows of CSV', () => {
  const rows = (text: string, size: number) => {
    const reader = new CsvRows();
    const found = [];
    for (let at = 0; at < text.length; at += size) found.push(...reader.push(text.slice(at, at + size)));
    return [...found, ...reader.end()];
  };

  test('quotes, commas and line breaks in cells are kept, wherever a piece ends', () => {
    const text = '\uFEFF"a",b\r\n"1, ""x""\n",2\r\n,""\r\n"",last';
    for (let size = 1; size <= text.length; size++) expect(rows(text, size)).toEqual([{ a: '1, "x"\n', b: '2' }, { a: '', b: '' }, { a: '', b: 'last' }]);
  });

  test('a text that ends inside of a cell is an error', () => {
    expect(() => rows('a\n"1', 3)).toThrow(/inside of a quoted cell/);
  });
});

describe('rows of a query', () => {
  const IDENTITY = '{type=AssumedRole, principalid=AROA:x, arn=arn:aws:sts::111111111111:assumed-role/Deploy/a,b=c@d, accountid=111111111111, invokedby=null, '
    + 'sessioncontext={attributes={mfaauthenticated=false, creationdate=2026-11-20T09:00:00Z}, sessionissuer={type=Role, arn=arn:aws:iam::111111111111:role/Deploy}}}';

  test('a structure of Athena is read with commas in its values', () => {
    expect(parseStruct('{a=1, b={c=x, y z, d=null}, e=[{f=1}, {f=2, g=h}]}')).toEqual({ a: '1', b: { c: 'x, y z', d: null }, e: [{ f: '1' }, { f: '2', g: 'h' }] });
  });

  test('a row of Athena becomes a record with its caller', () => {
    const row = {
      eventsource: 's3.amazonaws.com',
      eventname: 'GetObject',
      useridentity: IDENTITY,
      errorcode: '',
      awsregion: 'eu-west-1',
      requestparameters: '{"bucketName":"records","key":"a"}',
      resources: '[{arn=arn:aws:s3:::records/a, accountid=null, type=AWS::S3::Object}]',
    };
    expect(recordOfRow(row)).toMatchObject({
      eventSource: 's3.amazonaws.com',
      requestParameters: { bucketName: 'records', key: 'a' },
      resources: [{ arn: 'arn:aws:s3:::records/a' }],
      identity: { type: 'AssumedRole', accountId: '111111111111', mfaAuthenticated: 'false', issuer: { arn: 'arn:aws:iam::111111111111:role/Deploy' } },
    });
  });

  test('a row of CloudTrail Lake is a list of columns', () => {
    expect(recordOfRow([{ eventSource: 's3.amazonaws.com' }, { eventName: 'ListBuckets' }, { userIdentity: JSON.stringify({ type: 'Root', accountId: '111111111111' }) }]))
      .toMatchObject({ eventName: 'ListBuckets', identity: { type: 'Root', accountId: '111111111111' } });
  });

  test.each([null, 5, [], {}, { eventname: 'x' }, ['x']])('a row without an event is none: %j', (row) => {
    expect(recordOfRow(row)).toBeUndefined();
  });
});

test('a masked result has no account ID and no name of a principal, and the same number for the same one', () => {
  const use = { direction: 'denied' as const, action: 's3:GetObject', calls: { atLeast: 1, atMost: 1 }, refused: 0, resource: 'arn:aws:s3:::secret/a', dependsOn: ['policy of 222222222222'], statements: ['S of p'] };
  const principal = (name: string, accountId: string) => ({ principal: name, accountId, account: 'Shop/shop', organizationalUnit: 'Shop', uses: [use] });
  const result: ReplayResult = {
    records: 3,
    calls: 3,
    distinct: 2,
    newlyDenied: { atLeast: 1, atMost: 1 },
    newlyAllowed: { atLeast: 0, atMost: 0 },
    contradicted: 0,
    principals: [
      principal('arn:aws:iam::111111111111:role/Anna', '111111111111'), principal('arn:aws:iam::222222222222:user/Berta', '222222222222'),
      principal('arn:aws:iam::111111111111:role/Carla', '111111111111'), principal('config.amazonaws.com', '222222222222'),
    ],
    unmapped: [{ kind: 'unreadable', reason: 'Neither 111111111111', event: 'x', records: 1 }],
  };
  const masked = maskedReplay(result);
  expect(JSON.stringify(masked)).not.toMatch(/\d{12}|Anna|Berta|Carla|secret/);
  expect(masked.principals.map((each) => [each.principal, each.accountId])).toEqual([
    ['role-1', 'account-1'], ['user-1', 'account-2'], ['role-2', 'account-1'], ['config.amazonaws.com', 'account-2'],
  ]);
});
