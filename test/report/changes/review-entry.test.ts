import { plainText, reviewEntries } from '../../../src/report';
import { account, move, policy, root, sampleChanges, unit } from '../sample-changes';
import { type RiskyChange, sampleReview } from '../sample-review';

const prod = unit('Root/Prod');
const sandbox = unit('Root/Sandbox');
const names = (number: number) => Array.from({ length: number }, (_, index) => `account-${index + 1}`);
const lines = (changes: readonly RiskyChange[]) => reviewEntries(sampleReview(changes)).map(({ level, headline }) => `${level}: ${plainText(headline)}`);

test('dangerous changes stand first, and equally dangerous ones in the order of the review', () => {
  const { accountRenamed, accountRemoved, policyRemoved, tagAdded } = sampleChanges();
  expect(lines([accountRenamed, [policyRemoved, 'loosens', 'a denial goes'], tagAdded, [accountRemoved, 'destroys', 'it is closed']])).toEqual([
    'destroys: Account shop is closed',
    'loosens: Service control policy baseline is deleted',
    'neutral: Account shop is renamed to store',
    'neutral: Tag CostCenter of account Workloads/shop is set to 42',
  ]);
});

test('four moves between the same places become one line, three stay three', () => {
  expect(lines(names(4).map((name) => move(name, prod, sandbox)))).toEqual(['neutral: 4 accounts move from Prod to Sandbox']);
  expect(lines(names(3).map((name) => move(name, prod, sandbox)))).toHaveLength(3);
});

test('what is more dangerous than the rest of its kind is not folded away', () => {
  const moves = names(5).map((name) => move(name, prod, sandbox));
  expect(lines([...moves, [move('payments', prod, sandbox), 'loosens', 'it loses a denial']])).toEqual([
    'loosens: Account payments moves from Prod to Sandbox',
    'neutral: 5 accounts move from Prod to Sandbox',
  ]);
});

test('tags are folded over keys and objects, with the keys named', () => {
  const tags = names(6).flatMap((name) => ['CostCenter', 'Team'].map((key) => (
    { kind: 'tagAdded', on: account(name, `Root/${name}`), key, after: '1' } as const)));
  expect(lines(tags)).toEqual(['neutral: 12 tags are added to 6 accounts: CostCenter, Team']);
});

test('the attachments of one policy are folded over its targets', () => {
  const targets = [root, prod, sandbox, ...names(10).map((name) => account(name, `Root/${name}`))];
  expect(lines(targets.map((target) => ({ kind: 'attached', policy: policy('baseline'), target, awsManaged: false })))).toEqual([
    'neutral: Service control policy baseline is attached to the root, 2 organizational units, 10 accounts',
  ]);
});

test('every change is in exactly one line, and its reasons with it, each once', () => {
  const moves = names(5).map((name): RiskyChange => [move(name, prod, sandbox), 'tightens', 'Sandbox denies more']);
  const entries = reviewEntries(sampleReview([...Object.values(sampleChanges()), ...moves]));
  const places = entries.flatMap(({ changes }) => changes);
  expect(places.sort((a, b) => a - b)).toEqual(Array.from({ length: Object.keys(sampleChanges()).length + 5 }, (_, index) => index));
  expect(entries[0]).toMatchObject({ level: 'tightens', reasons: ['Sandbox denies more'] });
  expect(entries[1].reasons).toEqual([]);
});

test.each(Object.entries(sampleChanges()))('four changes of the kind %s have complete headlines', (_kind, change) => {
  const entries = reviewEntries(sampleReview([change, change, change, change]));
  expect([1, 4]).toContain(entries.length);
  expect(entries.map(({ headline }) => plainText(headline)).join()).not.toMatch(/undefined|\[object/);
});

test('the same setting of many privileged resources is one line that names each, and another value stands alone', () => {
  const { privilegedSettingsChanged: changed } = sampleChanges();
  const of = (logicalId: string, after: string): RiskyChange => ({
    ...changed, resource: { ...changed.resource, logicalId }, settings: [{ path: ['Runtime'], before: '"nodejs22.x"', after }],
  });
  const changes = [...['A', 'B', 'C', 'D'].map((name) => of(name, '"nodejs24.x"')), of('E', '"python3.13"')];
  expect(lines(changes)).toEqual([
    'neutral: 4 privileged resources of stack Org: setting Runtime changed', 'neutral: Lambda function E of stack Org: setting Runtime changed',
  ]);
  expect(reviewEntries(sampleReview(changes))[0].subjects).toEqual(['A', 'B', 'C', 'D']);
});

test('resources of one type and stack that may grant rights are one line, with all that happens to them', () => {
  const widget = (logicalId: string, stack = 'Org', type = 'AWS::NextYear::Widget') => ({ kind: 'resource', stack, logicalId, type, unclear: true } as const);
  const added = (logicalId: string, stack?: string, type?: string): RiskyChange => [{ kind: 'privilegedResourceAdded', resource: widget(logicalId, stack, type), content: '{}' }, 'loosens', 'It may loosen.'];
  const changed = (logicalId: string, size: string): RiskyChange => (
    [{ kind: 'privilegedSettingsChanged', resource: widget(logicalId), settings: [{ path: ['Size'], after: size }] }, 'loosens', 'It may loosen.']);
  expect(lines([added('One'), added('Two'), added('One', 'Other'), added('Three', 'Org', 'AWS::NextYear::Other')])).toEqual([
    'loosens: 2 resources of type AWS::NextYear::Widget of stack Org are new',
    'loosens: Resource of type AWS::NextYear::Widget: One of stack Other is new',
    'loosens: Resource of type AWS::NextYear::Other: Three of stack Org is new',
  ]);
  expect(lines([added('One'), changed('Two', '1'), changed('Three', '2')])).toEqual(['loosens: 3 resources of type AWS::NextYear::Widget of stack Org change']);
});
