import { type InCode, type Organization, reviewOf } from '../../../src/model';
import { account, IN_CODE, organization, symbol, unit } from '../organizations';

/** Units and accounts that leave a stack `S` while others move from there to a stack `Other`. */
type Units = Organization['root']['organizationalUnits'];
const of = (...organizationalUnits: Units) => organization({
  root: { organizationalUnits }, more: { code: { owners: ['Other', 'S'], guardedActions: [], withoutFullAwsAccess: [] } },
});
const IN_OTHER: InCode = { ...IN_CODE, owner: 'Other', adopt: true };
const to = (name: string, ...on: string[]): Partial<InCode> => (
  { moveAccountsTo: symbol(name), ...(on.length > 0 ? { moveAccountsOn: on.map(symbol) } : {}) });
const coded = (name: string, code: Partial<InCode> = {}, more: Parameters<typeof unit>[1] = {}) => (
  unit(name, { code: { ...IN_CODE, ...code }, ...more }));
const last = () => coded('Last');
const kept = () => account('kept');
const middle = (code: Partial<InCode> = to('Last')) => coded('Middle', code, { accounts: [kept()] });
const middleInOther = (code: InCode = IN_OTHER) => coded('Middle', code, { accounts: [kept()] });
const told = (base: Organization, head: Organization) => reviewOf(base, head).obstacles
  .map(({ kind, subject, message }) => `${kind} ${subject}: ${message}`).filter((text) => text.includes('deployed first, '));

test.each<[string, Units[number]]>([
  ['unit', coded('Old', to('Middle', 'Last'))],
  ['account', coded('Home', {}, {
    accounts: [account('shop', { code: { ...IN_CODE, removal: { Action: 'MoveAccount', ParentId: symbol('Middle'), IfRemoved: { ParentId: symbol('Last') } } } })],
  })],
])('accounts of a removed %s go past a destination that moves to another stack', (kind, old) => {
  const removed = kind === 'unit' ? 'Root/Old' : 'Root/Home/shop';
  expect(told(of(last(), middle(), old), of(last(), middleInOther(), ...kind === 'unit' ? [] : [coded('Home')]))).toEqual([
    `movesToAnotherStack Root/Middle: Root/Middle moves to another stack, and the stack before removes ${removed}. If that one is deployed first, `
    + 'its accounts go on to Root/Last (given: from S to Other). '
    + `Move it in a deployment of its own, before you remove ${removed}.`,
  ]);
});

test.each<[string, Units, Units]>([
  ['the destination stays in its stack', [last(), middle(), coded('Old', to('Middle', 'Last'))], [last(), middle()]],
  ['the destination has none of its own', [last(), middle({}), coded('Old', to('Middle'))], [last(), middleInOther()]],
  ['the stack before has adopted the destination', [last(), middle({ adopt: true }), coded('Old', to('Middle', 'Last'))], [last(), middleInOther()]],
  ['the unit stays in the app', [last(), middle(), coded('Old', to('Middle', 'Last'))], [last(), middleInOther(), coded('Old')]],
  ['the unit is retained', [last(), middle(), coded('Old', { ...to('Middle', 'Last'), retained: true })], [last(), middleInOther()]],
])('there is no such obstacle if %s', (_, base, head) => {
  expect(told(of(...base), of(...head))).toEqual([]);
});

test.each<[string, Partial<InCode>, string]>([
  ['stays with it', {}, 'Root/Old stays'],
  ['moves it away', to('Last'), 'the account goes to Root/Last on the way'],
])('a removed unit of an account that moves to another stack at the same time %s', (_, code, end) => {
  const [shop, moved] = [account('shop'), account('shop', { code: IN_OTHER })];
  const head = of(last(), coded('Home', { owner: 'Other' }, { accounts: [moved] }));
  expect(told(of(last(), coded('Home', { owner: 'Other' }), coded('Old', code, { accounts: [shop, account('blog')] })), head)).toEqual([
    `movesToAnotherStack Root/Old/shop: Root/Old/shop moves to another stack, and the stack before removes Root/Old. If that one is deployed first, ${end} `
    + '(given: from S to Other). Move it in a deployment of its own, before you remove Root/Old.',
  ]);
});

test('the destination of a unit counts as deleted by its stack if its account moves along', () => {
  const base = of(last(), middle());
  const { changes } = reviewOf(base, of(last(), coded('Middle', IN_OTHER, { accounts: [account('kept', { code: IN_OTHER })] })));
  expect(changes).toMatchObject([
    { kind: 'handedOver', on: { path: 'Root/Middle' }, formerFirst: 'deleted', newFirst: 'takenOver' },
    { kind: 'handedOver', on: { path: 'Root/Middle/kept' } }, { kind: 'moveAccountsToChanged' },
  ]);
});
