import {
  type Account, type InCode, type Organization, type OrganizationalUnit, type Review, reviewOf, reviewOfDeployment,
} from '../../../src/model';
import { account, IN_CODE, live, organization, owned, policy, symbol, unit } from '../organizations';
import { s3 } from './support';
import { reviewHeadline } from '../../../src/report/wording/review-headline';

/** A row for each state, removal and retention. */
const CLOSE = { removal: { Action: 'CloseAccount' } } as const;
const kinds = ({ obstacles }: { readonly obstacles: readonly { readonly kind: string }[] }) => obstacles.map(({ kind }) => kind);
const withOwners = (owners: string[], accounts: Organization['root']['accounts'] = []) => organization({
  root: { accounts }, more: { code: { owners, guardedActions: [], withoutFullAwsAccess: [] } },
});

test.each([
  ['ACTIVE', []],
  ['PENDING_ACTIVATION', []],
  ['SUSPENDED', ['accountNotActive']],
  ['PENDING_CLOSURE', ['accountNotActive']],
  ['CLOSED', ['accountNotActive']],
])('an account of the code that is %s has the obstacles %j if the deployment looks at it', (state, expected) => {
  const there = live.organization({ root: { accounts: [live.account('shop', 1, { state, tags: owned })] } });
  const codeWith = (tags: Record<string, string>) => organization({ root: { accounts: [account('shop', { tags })] } });
  expect(kinds(reviewOfDeployment(there, codeWith({ stage: 'prod' }), codeWith({})))).toStrictEqual(expected);
  expect(kinds(reviewOfDeployment(there, codeWith({}), codeWith({})))).toStrictEqual([]);
});

test.each<[string, Partial<InCode>, string[], string[]]>([
  ['that is to be closed', CLOSE, ['S'], ['removalNotAllowed']],
  ['that is to be removed', { removal: { Action: 'RemoveAccountFromOrganization' } }, ['S'], ['removalNotAllowed']],
  ['that is to be moved', { removal: { Action: 'MoveAccount', ParentId: '${S.Organization.RootId}' } }, ['S'], []],
  ['that is to be closed and is retained', { ...CLOSE, retained: true }, ['S'], []],
  ['that is to be closed and whose stack was removed from the app with it', CLOSE, ['Other'], []],
  ['without a removal', {}, ['S'], []],
])('an account %s that is removed from the app has an obstacle if the organization does not permit its removal', (_, code, owners, expected) => {
  expect(kinds(reviewOf(withOwners(['S'], [account('shop', { code: { ...IN_CODE, ...code } })]), withOwners(owners)))).toStrictEqual(expected);
});

test.each<[string, Partial<InCode>, boolean, string[], string[]]>([
  ['and adopts it there', {}, true, ['Other', 'S'], []],
  ['and does not adopt it there', {}, false, ['Other', 'S'], ['movesToAnotherStack']],
  ['and would be closed by the former one', CLOSE, true, ['Other', 'S'], ['movesToAnotherStack']],
  ['and is retained by the former one', { ...CLOSE, retained: true }, true, ['Other', 'S'], []],
  ['and whose former stack is no longer in the code', CLOSE, true, ['Other'], []],
])('an account that moves to another stack %s', (_, former, adopt, owners, expected) => {
  const base = withOwners(['S'], [account('shop', { code: { ...IN_CODE, ...former } })]);
  const head = withOwners(owners, [account('shop', { code: { ...IN_CODE, owner: 'Other', adopt } })]);
  expect(kinds(reviewOf(base, head))).toStrictEqual(expected);
});

test('a policy that moves to another stack and is adopted there is an obstacle, since the former stack may delete it first', () => {
  const more = { code: { owners: ['Other', 'S'], guardedActions: [], withoutFullAwsAccess: [] } };
  const of = (code: InCode) => organization({ policies: [policy('guard', s3.content, { code })], more });
  expect(kinds(reviewOf(of(IN_CODE), of({ ...IN_CODE, owner: 'Other', adopt: true })))).toStrictEqual(['movesToAnotherStack']);
});

test.each<[string, Partial<InCode>, boolean, string[], string]>([
  ['closed', CLOSE, true, ['destroys'], 'moves to another stack, and the stack before closes it if it is deployed first'],
  ['closed, also without adopt', CLOSE, false, ['destroys'], 'moves to another stack, and the stack before closes it if it is deployed first'],
  ['removed', { removal: { Action: 'RemoveAccountFromOrganization' } }, true, ['destroys'], 'the stack before removes it from the organization if it is deployed first'],
  ['moved away', { removal: { Action: 'MoveAccount', ParentId: '${S.Organization.RootId}' } }, true, ['loosens'], 'the stack before moves it away if it is deployed first'],
  ['refused', {}, false, ['neutral'], 'Set adopt: true on it in the new stack'],
])('an account whose move to another stack may end with it being %s has a change with the risk of the worse order', (_, former, adopt, levels, message) => {
  const base = withOwners(['S'], [account('shop', { code: { ...IN_CODE, ...former, address: 'S.shop' } }), account('blog', { code: { ...IN_CODE, ...CLOSE, address: 'S.blog' } })]);
  const head = withOwners(['Other', 'S'], [
    account('shop', { code: { ...IN_CODE, ...former, owner: 'Other', address: 'Other.shop', adopt } }), account('blog', { code: { ...IN_CODE, ...CLOSE, address: 'S.blog' } }),
  ]);
  const review = reviewOf(base, head);
  expect(review.changes.map(({ kind }) => kind)).toEqual(['handedOver']);
  expect(review.risks.map(({ level }) => level)).toEqual(levels);
  expect(review.obstacles.map((each) => each.message)).toEqual([expect.stringContaining(message)]);
  expect(reviewHeadline(review)).not.toContain('would change nothing');
});

describe('a unit with moveAccountsTo that is removed from the app', () => {
  const going = (name: string, to: string, more: Partial<OrganizationalUnit> = {}, code: Partial<InCode> = {}) => (
    unit(name, { ...more, code: { ...IN_CODE, address: `S.${name}`, moveAccountsTo: symbol(to), ...code } }));
  const withUnits = (...organizationalUnits: OrganizationalUnit[]) => organization({ root: { organizationalUnits } });
  const subjects = ({ obstacles }: Review) => obstacles.map(({ kind, subject }) => `${kind}: ${subject}`);

  test.each<[string, Organization, Organization, string[]]>([
    ['with a destination that stays', withUnits(unit('Parking'), going('Old', 'Parking')), withUnits(unit('Parking')), []],
    ['with a destination that the same change deletes', withUnits(unit('Parking'), going('Old', 'Parking')), withUnits(),
      ['destinationDoesNotStay: Root/Old']],
    ['with a destination that is removed too and is retained',
      withUnits(unit('Parking', { code: { ...IN_CODE, retained: true } }), going('Old', 'Parking')), withUnits(), []],
    ['with a destination that passes the accounts on', withUnits(unit('Parking'), going('Mid', 'Parking'), going('Old', 'Mid')),
      withUnits(unit('Parking')), []],
    ['with a destination that passes the accounts on to one that is deleted',
      withUnits(unit('Parking'), going('Mid', 'Parking'), going('Old', 'Mid')), withUnits(), ['destinationDoesNotStay: Root/Mid']],
    ['with a destination below it', withUnits(going('Old', 'Inner', { organizationalUnits: [unit('Mid', { organizationalUnits: [unit('Inner')] })] })),
      withUnits(), ['destinationDoesNotStay: Root/Old']],
    ['with a destination of others below it',
      withUnits(going('Old', 'Inner', { organizationalUnits: [unit('Inner', { code: undefined })] })), withUnits(), ['destinationDoesNotStay: Root/Old']],
    ['with itself as the destination', withUnits(going('Old', 'Old')), withUnits(), ['destinationDoesNotStay: Root/Old']],
    ['with a destination below it, and is retained',
      withUnits(going('Old', 'Inner', { organizationalUnits: [unit('Inner')] }, { retained: true })), withUnits(), []],
    ['with a destination that is deleted, and stays in the code', withUnits(unit('Parking'), going('Old', 'Parking')), withUnits(going('Old', 'Parking')), []],
  ])('%s', (_, base, head, expected) => {
    expect(subjects(reviewOf(base, head))).toEqual(expected);
  });

  const former = withUnits(unit('Parking'), going('Old', 'Parking'), going('Older', 'Old'));
  const inOld = (...accounts: Account[]) => [live.unit('Old', 1, { accounts, tags: owned }), live.unit('Older', 3, { tags: owned })];
  const inOlder = (...accounts: Account[]) => [live.unit('Old', 1, { tags: owned }), live.unit('Older', 3, { accounts, tags: owned })];
  const shopOf = (code: Partial<InCode>) => ({
    ...former, root: { ...former.root, accounts: [account('shop', { code: { ...IN_CODE, address: 'S.shop', ...code } })] },
  });

  test.each<[string, OrganizationalUnit[], Organization, Organization, string[]]>([
    ['without accounts', inOld(), former, withUnits(), []],
    ['with an account of others', inOld(live.account('shop', 1)), former, withUnits(), ['destinationDoesNotStay: Root/Old']],
    ['with an account that comes from another removed unit', inOlder(live.account('shop', 1)), former, withUnits(), ['destinationDoesNotStay: Root/Old']],
    ['beside another removed unit with an account that goes elsewhere', [...inOlder(live.account('shop', 1)), live.unit('Stay', 4, { tags: owned })],
      withUnits(unit('Stay'), unit('Parking'), going('Old', 'Parking'), going('Older', 'Stay')), withUnits(unit('Stay')), []],
    ['with an account that the code places elsewhere', inOld(live.account('shop', 1, { tags: owned })), shopOf({}),
      organization({ root: { accounts: [account('shop')] } }), []],
    ['with an account that is removed and moved elsewhere', inOld(live.account('shop', 1, { tags: owned })),
      shopOf({ removal: { Action: 'MoveAccount', ParentId: '${S.Organization.RootId}' } }), withUnits(), []],
    ['with an account that is removed and stays', inOld(live.account('shop', 1, { tags: owned })), shopOf({ retained: true }), withUnits(),
      ['destinationDoesNotStay: Root/Old']],
    ['whose destination stays', inOld(live.account('shop', 1)), former, withUnits(unit('Parking')), []],
  ])('from a live organization %s', (_, units, before, code, expected) => {
    const there = live.organization({ root: { organizationalUnits: [...units, live.unit('Parking', 2, { tags: owned })] } });
    expect(subjects(reviewOfDeployment(there, code, before))).toEqual(expected);
  });

  test('has an obstacle with the destination and a remedy', () => {
    const messages = (base: Organization) => reviewOf(base, withUnits()).obstacles.map(({ message }) => message);
    expect(messages(withUnits(unit('Parking'), going('Old', 'Parking')))).toEqual([
      'The accounts of Root/Old are moved to an organizational unit that the same change deletes, which then stays with them (given: Root/Parking). '
      + 'Keep the destination in the code, or deploy another moveAccountsTo before you remove Root/Old.',
    ]);
    expect(messages(withUnits(going('Old', 'Inner', { organizationalUnits: [unit('Inner')] })))).toEqual([
      'The accounts of Root/Old are to be moved to itself or below it, and no organizational unit is deleted with anything in it '
      + '(given: Root/Old/Inner). Deploy another moveAccountsTo before you remove Root/Old.',
    ]);
  });
});
