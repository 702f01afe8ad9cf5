import { placedAccounts } from '../../../src/model';
import { groupImpact } from '../../../src/model/impact/group-impact';
import type { AccountImpact } from '../../../src/model/impact/impact';
import { account, organization, unit } from '../organizations';

const leaf = (name: string, count: number) => unit(name, { accounts: Array.from({ length: count }, (_, index) => account(`${name}-${index + 1}`)) });
const VALUE = organization({
  root: {
    accounts: [account('top'), account('slash/name'), account('noaddress', { email: '' })],
    organizationalUnits: [
      leaf('A', 2), unit('B', { accounts: [account('B-0')], organizationalUnits: [leaf('B1', 2), leaf('B2', 2)] }), leaf('C', 2), leaf('D', 2),
    ],
  },
});
const ACCOUNTS = placedAccounts(VALUE);

const impact = (service: string, counts: readonly (readonly [string, string, number])[] = []): AccountImpact => ({
  actions: counts.map(([before, after, count]) => (
    { service, before, after, count, direction: 'tightens', actions: [], because: [], insteadOf: [] }) as AccountImpact['actions'][number]),
  effectivePolicies: [],
  unknownPolicies: [service],
});

function groups(services: Readonly<Record<string, string>>, repeated: readonly string[] = []) {
  const entries = ACCOUNTS.filter(({ account: { name } }) => name in services)
    .map((placed) => [placed, impact(services[placed.account.name])] as const);
  return groupImpact(new Map(entries), new Set(repeated));
}
const captionOf = (...names: string[]) => groups(Object.fromEntries(names.map((name) => [name, 's3'])))[0].caption;

test.each<[string[], string]>([
  [['A-1', 'A-2'], '2 accounts in Root/A'],
  [['B1-1', 'B1-2', 'B2-1', 'B2-2', 'B-0'], '5 accounts in Root/B'],
  [['B1-1', 'B1-2', 'B2-1', 'B2-2'], '4 accounts in Root/B/B1, Root/B/B2'],
  [['B1-1', 'B2-1'], '2 accounts in Root/B/B1, Root/B/B2'],
  [['B-0', 'B1-1'], '2 accounts in Root/B'],
  [['B-0', 'B1-1', 'B1-2', 'B2-1'], '4 accounts in Root/B'],
  [['A-1', 'B1-1', 'B1-2'], '3 accounts in Root/A, Root/B/B1'],
  [['A-1', 'B1-1', 'B2-1'], '3 accounts in Root/A, Root/B'],
  [['A-1', 'B-0', 'C-1'], '3 accounts in Root/A, Root/B, Root/C'],
  [['A-1', 'B-0', 'C-1', 'D-1'], '4 accounts in Root'],
  [['top', 'A-1'], '2 accounts in Root'],
  [['A-1'], 'Root/A/A-1'],
  [['top'], 'Root/top'],
])('the accounts %j are "%s"', (names, caption) => {
  expect(captionOf(...names)).toBe(caption);
});

test('accounts of several units outside of any root are named by their units', () => {
  const value = organization({ root: { id: '', organizationalUnits: [leaf('A', 1), leaf('B', 2)] } });
  const shared = impact('s3');
  const captions = (...names: string[]) => groupImpact(
    new Map(placedAccounts(value).filter(({ account: { name } }) => names.includes(name)).map((placed) => [placed, shared])), new Set(),
  ).map(({ caption }) => caption);
  expect(captions('A-1', 'B-1', 'B-2')).toEqual(['3 accounts in Root/A, Root/B']);
  expect(captions('B-1', 'B-2')).toEqual(['2 accounts in Root/B']);
});

test('the largest group comes first, and groups of the same size are sorted by path', () => {
  expect(groups({ 'D-1': 'one', 'A-1': 'two', 'A-2': 'three', 'C-1': 'three', 'top': 'four' }).map(({ caption }) => caption)).toEqual([
    '2 accounts in Root/A, Root/C', 'Root/A/A-1', 'Root/D/D-1', 'Root/top',
  ]);
});

test('a reference has the name where the path is ambiguous, and the address where several accounts have the name', () => {
  const [withSlash] = groups({ 'slash/name': 's3' }, ['top']);
  expect([withSlash.caption, withSlash.accounts]).toEqual(['Root/slash/name', [
    { kind: 'account', id: '${S.slash/name}', path: 'Root/slash/name', email: 'slash/name@example.com', name: 'slash/name' },
  ]]);
  const [twice] = groups({ top: 's3' }, ['top']);
  expect([twice.caption, twice.accounts]).toEqual(['Root/top (top@example.com)', [
    { kind: 'account', id: '${S.top}', path: 'Root/top', email: 'top@example.com', distinguishedBy: 'top@example.com' },
  ]]);
  const [withoutAddress] = groups({ noaddress: 's3' }, ['noaddress']);
  expect([withoutAddress.caption, withoutAddress.accounts]).toEqual(['Root/noaddress', [
    { kind: 'account', id: '${S.noaddress}', path: 'Root/noaddress', email: '' },
  ]]);
});

test('accounts with the same impact share their examples: the first for each direction counts', () => {
  const [plain, other] = [impact('s3', [['depends', 'depends', 1]]), impact('s3', [['depends', 'depends', 1]])];
  const withExamples = (examples: object): AccountImpact => ({ ...other, actions: [{ ...other.actions[0], examples } as AccountImpact['actions'][number]] });
  const found = groupImpact(new Map([
    [ACCOUNTS[0], plain], [ACCOUNTS[1], withExamples({ loosens: 'first' })], [ACCOUNTS[2], withExamples({ loosens: 'second', tightens: 'third' })],
  ]), new Set());
  expect(found.map(({ accounts, actions }) => [accounts.length, actions[0].examples])).toEqual([[3, { loosens: 'first', tightens: 'third' }]]);
});

test('the counts are those of all actions with a new decision', () => {
  const of = impact('s3', [
    ['allowed', 'denied', 1], ['depends', 'denied', 2], ['denied', 'denied', 4], ['denied', 'allowed', 8], ['depends', 'allowed', 16],
    ['allowed', 'depends', 32], ['denied', 'depends', 64], ['depends', 'depends', 128],
  ]);
  const [group] = groupImpact(new Map([[ACCOUNTS[0], of]]), new Set());
  expect(group).toMatchObject({ ...of, counts: { denied: 3, allowed: 24, conditional: 96, conditionsChanged: 128 } });
});
