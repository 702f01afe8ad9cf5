import { accountsCsv } from '../../../src/report';
import { csvValue } from '../../../src/report/escape/csv';
import { HOSTILE_TEXTS } from '../hostile-texts';
import { account, move, sampleChanges, unit } from '../sample-changes';
import { sampleAccount, sampleOrganization, sampleUnit } from '../sample-organization';
import { impactGroup, sampleReview } from '../sample-review';

const organization = sampleOrganization({
  accounts: [sampleAccount('audit')],
  organizationalUnits: [sampleUnit('Sandbox', { accounts: [sampleAccount('shop', '111111111111')] })],
});

test('every account has a line, with what changes about it and how many actions it wins and loses', () => {
  const { tagAdded, accountRemoved } = sampleChanges();
  const review = sampleReview([
    move('shop', unit('Root/Prod'), unit('Root/Sandbox')),
    { ...tagAdded, on: account('111111111111', 'Root/Sandbox/shop') },
    { ...accountRemoved, account: account('222222222222', 'Root/Prod/old', 'old@example.com') },
  ], {
    impact: [impactGroup({
      caption: 'one', accounts: [account('shop', 'Root/Sandbox/shop')], counts: { denied: 3, allowed: 12, conditional: 1, conditionsChanged: 0 },
    })],
  });
  expect(accountsCsv(organization, review).split('\r\n')).toEqual([
    '"id","name","email","path","state","changes","actions denied now","actions allowed now","actions that depend now"',
    '"audit","audit","audit@example.com","Root/audit","ACTIVE","",0,0,0',
    '"111111111111","shop","shop@example.com","Root/Sandbox/shop","ACTIVE","Account shop moves from Prod to Sandbox; '
      + 'Tag CostCenter of account Sandbox/shop is set to 42",3,12,1',
    '"222222222222","old","old@example.com","Root/Prod/old","closed","Account old is closed",0,0,0',
    '',
  ]);
});

test('where it was not judged what accounts can do, no number is given', () => {
  const review = { ...sampleReview([move('shop', unit('Root/Prod'), unit('Root/Sandbox'))]), actionsNotJudged: true as const };
  expect(accountsCsv(organization, review)).toContain('"Root/audit","ACTIVE","","not judged","not judged","not judged"');
});

test('an account that is gone keeps a name with a slash', () => {
  const { accountRemoved } = sampleChanges();
  const review = sampleReview([{ ...accountRemoved, account: { ...account('1', 'Root/Prod/a/c', 'ac@example.com'), name: 'a/c' } }]);
  expect(accountsCsv(organization, review)).toContain('"1","a/c","ac@example.com"');
});

test('without a review it is the list of accounts', () => {
  expect(accountsCsv(organization).split('\r\n')).toHaveLength(4);
});

test.each(['', ' ', '  ', '   '])('a formula after the blanks %j gets an apostrophe, at the start and after a semicolon', (blanks) => {
  for (const sign of ['=', '+', '-', '@', '\uff1d', '\uff0b', '\uff0d', '\uff20']) {
    expect(csvValue(`${blanks}${sign}1`)).toBe(`"${blanks}'${sign}1"`);
    expect(csvValue(`a;${blanks}${sign}1`)).toBe(`"a;${blanks}'${sign}1"`);
    expect(csvValue(`a${blanks}${sign}1`)).toBe(`"a${blanks}${sign}1"`);
  }
});

test('a formula after other blanks begins with their escapes', () => {
  expect(csvValue('\u00a0\u2003=1')).toBe('"\\u00a0\\u2003=1"');
});

test.each(HOSTILE_TEXTS)('%s is a value of nine and begins no formula: %j', (_what, text) => {
  const [, line, end] = accountsCsv(sampleOrganization({ accounts: [sampleAccount(text)] })).split('\r\n');
  expect(end).toBe('');
  const values = line.match(/"([^"]|"")*"|\d+/g)!;
  expect(values.join(',')).toBe(line);
  expect(values).toHaveLength(9);
  for (const value of values.slice(0, 6)) expect(value).not.toMatch(/^"\s*[=+\-@]|;\s*[=+\-@]/);
});
