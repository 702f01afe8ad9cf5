import { diff, type InCode, type Organization, overlay, reviewOf, withOwnership } from '../../../src/model';
import { account, attached, FULL_ACCESS, IN_CODE, live, organization, owned, policy, symbol, unit } from '../organizations';

/** Units that are removed from the app with `moveAccountsTo`, in a review of two versions of the code and of a live organization. */
const KMS = policy('kms', { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'kms:*', Resource: '*' }] });
const moving = (to: string, more: Partial<InCode> = {}) => ({ code: { ...IN_CODE, moveAccountsTo: symbol(to), ...more } });
const withUnits = (...organizationalUnits: Organization['root']['organizationalUnits']) => organization({ root: { organizationalUnits }, policies: [KMS] });
const parking = () => unit('Parking');
const shop = () => account('shop');
const leaving = (to: string) => account('shop', { code: { ...IN_CODE, removal: { Action: 'MoveAccount', ParentId: symbol(to) } } });

/** The outcome for each unit and account that is removed from the app. */
function fates(base: Organization, head: Organization): string[] {
  return diff(base, head).flatMap((change) => {
    if (change.kind === 'organizationalUnitRemoved') return [`${change.unit.path} ${change.outcome} ${change.accountsTo?.path ?? ''}`];
    if (change.kind === 'accountRemoved') return [`${change.account.path} ${change.outcome} ${change.to?.path ?? ''}`];
    return [];
  }).map((line) => line.trim()).sort();
}

test.each<[string, Organization, Organization, string[]]>([
  ['with a place for its accounts is deleted, and they are moved',
    withUnits(parking(), unit('Old', { accounts: [shop()], ...moving('Parking') })), withUnits(parking()),
    ['Root/Old deleted Root/Parking', 'Root/Old/shop moved Root/Parking']],
  ['without a destination stays with its accounts',
    withUnits(parking(), unit('Old', { accounts: [shop()] })), withUnits(parking()),
    ['Root/Old stays', 'Root/Old/shop stays']],
  ['without accounts in the code moves accounts outside the code',
    withUnits(parking(), unit('Old', moving('Parking'))), withUnits(parking()),
    ['Root/Old deleted Root/Parking']],
  ['that is retained stays',
    withUnits(parking(), unit('Old', { accounts: [shop()], ...moving('Parking', { retained: true }) })), withUnits(parking()),
    ['Root/Old stays', 'Root/Old/shop stays']],
  ['with a unit below it that stays keeps its accounts',
    withUnits(parking(), unit('Old', { accounts: [shop()], organizationalUnits: [unit('Inner', { accounts: [account('bank')] })], ...moving('Parking') })),
    withUnits(parking()),
    ['Root/Old stays', 'Root/Old/Inner stays', 'Root/Old/Inner/bank stays', 'Root/Old/shop stays']],
  ['into which another one is emptied passes the accounts on',
    withUnits(parking(), unit('Old', { organizationalUnits: [unit('Inner', { accounts: [account('bank')], ...moving('Old') })], ...moving('Parking') })),
    withUnits(parking()),
    ['Root/Old deleted Root/Parking', 'Root/Old/Inner deleted Root/Parking', 'Root/Old/Inner/bank moved Root/Parking']],
  ['that sends its accounts to one that stays with others, although removed, sends them where that one would',
    withUnits(parking(), unit('Middle', { organizationalUnits: [unit('Inner', { accounts: [account('bank')] })], ...moving('Parking') }), unit('Old', { accounts: [shop()], ...moving('Middle', { moveAccountsOn: [symbol('Parking')] }) })),
    withUnits(parking()),
    ['Root/Middle stays', 'Root/Middle/Inner stays', 'Root/Middle/Inner/bank stays', 'Root/Old deleted Root/Parking', 'Root/Old/shop moved Root/Parking']],
  ['that sends its accounts to one that stays with others, as an earlier version wrote it, sends them there',
    withUnits(parking(), unit('Middle', { organizationalUnits: [unit('Inner', { accounts: [account('bank')] })], ...moving('Parking') }), unit('Old', { accounts: [shop()], ...moving('Middle') })),
    withUnits(parking()),
    ['Root/Middle stays', 'Root/Middle/Inner stays', 'Root/Middle/Inner/bank stays', 'Root/Old deleted Root/Middle', 'Root/Old/shop moved Root/Middle']],
  ['that is retained is passed as well, since its handler is not asked',
    withUnits(parking(), unit('Middle', moving('Parking', { retained: true })), unit('Old', { accounts: [shop()], ...moving('Middle', { moveAccountsOn: [symbol('Parking')] }) })),
    withUnits(parking()),
    ['Root/Middle stays', 'Root/Old deleted Root/Parking', 'Root/Old/shop moved Root/Parking']],
  ['to which a removed account would move is passed by that account',
    withUnits(parking(), unit('Last', moving('Parking')), unit('Middle', moving('Last')), unit('Old', {
      accounts: [account('shop', { code: { ...IN_CODE, removal: { Action: 'MoveAccount', ParentId: symbol('Middle'), IfRemoved: { ParentId: symbol('Last'), IfRemoved: { ParentId: symbol('Parking') } } } } })], ...moving('Middle'),
    })),
    withUnits(parking()),
    ['Root/Last deleted Root/Parking', 'Root/Middle deleted Root/Parking', 'Root/Old deleted Root/Parking', 'Root/Old/shop moved Root/Parking']],
  ['that is the destination and is removed as well stays with the accounts',
    withUnits(parking(), unit('Old', { accounts: [shop()], ...moving('Parking') })), withUnits(),
    ['Root/Old deleted Root/Parking', 'Root/Old/shop moved Root/Parking', 'Root/Parking stays']],
  ['whose destination is in a removed unit keeps both of these',
    withUnits(unit('Outer', { organizationalUnits: [parking(), unit('Beside')] }), unit('Old', { accounts: [shop()], ...moving('Parking') })), withUnits(),
    ['Root/Old deleted Root/Outer/Parking', 'Root/Old/shop moved Root/Outer/Parking', 'Root/Outer stays', 'Root/Outer/Beside deleted', 'Root/Outer/Parking stays']],
  ['whose accounts would come back to it stays, and so does the other one',
    withUnits(unit('Old', { accounts: [shop()], ...moving('Parking') }), unit('Parking', moving('Old'))), withUnits(),
    ['Root/Old stays', 'Root/Old/shop stays', 'Root/Parking stays']],
  ['with an account that leaves or is closed elsewhere passes the others on',
    withUnits(parking(), unit('Old', { accounts: [shop(), account('bank', { code: { ...IN_CODE, removal: { Action: 'RemoveAccountFromOrganization' } } })], ...moving('Parking') })),
    withUnits(parking()),
    ['Root/Old deleted Root/Parking', 'Root/Old/bank removedFromOrganization', 'Root/Old/shop moved Root/Parking']],
  ['that is removed without a destination stays with the accounts that a removal setting moves to it',
    withUnits(unit('Outer', { organizationalUnits: [parking(), unit('Beside')] }), unit('Home', { accounts: [leaving('Parking')] })), withUnits(unit('Home')),
    ['Root/Home/shop moved Root/Outer/Parking', 'Root/Outer stays', 'Root/Outer/Beside deleted', 'Root/Outer/Parking stays']],
])('a unit %s', (_, base, head, expected) => {
  expect(fates(base, head)).toEqual(expected);
});

describe('a resource whose construct leaves while the code names it by its ID', () => {
  const [unitId, accountId] = ['ou-root-aaaaaaa1', '111122223301'];
  const code = { ...IN_CODE };
  const named = () => [unit('Parking'), unit(unitId, { id: unitId, code: undefined, attachedPolicies: [attached(KMS)] })];
  const lines = (base: Organization, head: Organization) => diff(base, head).map((change) => [
    change.kind, ...'unit' in change ? [change.unit.path] : [], ...'account' in change ? [change.account.path] : [],
    ...'target' in change ? [change.target.path] : [], ...'outcome' in change ? [change.outcome] : [],
  ].join(' '));
  const middle = (more: Parameters<typeof unit>[1] = {}) => unit('Middle', { id: unitId, code, ...more });
  const WITH_POLICY = 'attached Root/Middle';

  test.each<[string, Organization, string[]]>([
    ['an empty unit is deleted', withUnits(parking(), middle()), ['organizationalUnitRemoved Root/Middle deleted', WITH_POLICY]],
    ['a unit that is emptied is deleted', withUnits(parking(), middle({ accounts: [shop()], ...moving('Parking') })),
      ['organizationalUnitRemoved Root/Middle deleted', 'accountRemoved Root/Middle/shop moved', WITH_POLICY]],
    ['a unit with an account stays', withUnits(parking(), middle({ accounts: [shop()] })),
      ['organizationalUnitRemoved Root/Middle stays', 'accountRemoved Root/Middle/shop stays', WITH_POLICY]],
    ['a retained unit stays', withUnits(parking(), middle({ code: { ...code, retained: true } })), ['organizationalUnitRemoved Root/Middle stays', WITH_POLICY]],
    ['a unit that was named before is no change', withUnits(...named()), []],
  ])('%s', (_, base, expected) => {
    expect(lines(base, withUnits(...named()))).toEqual(expected);
  });

  const inMiddle = (more: Parameters<typeof unit>[1]) => withUnits(unit('Parking'), unit(unitId, { id: unitId, code: undefined, ...more }));

  test.each<[string, Organization, Organization, string[]]>([
    ['an account', withUnits(parking(), middle({ accounts: [shop(), account('bank')], ...moving('Parking') })), inMiddle({ accounts: [shop()] }),
      ['organizationalUnitRemoved Root/Middle stays', 'accountRemoved Root/Middle/bank stays']],
    ['a unit', withUnits(parking(), middle({ organizationalUnits: [unit('Inner')], accounts: [account('bank')], ...moving('Parking') })),
      inMiddle({ organizationalUnits: [unit('Inner')] }), ['organizationalUnitRemoved Root/Middle stays', 'accountRemoved Root/Middle/bank stays']],
    ['a new unit', withUnits(parking(), middle()), inMiddle({ organizationalUnits: [unit('Inner')] }),
      [`organizationalUnitAdded Root/${unitId}/Inner`, 'organizationalUnitRemoved Root/Middle stays']],
  ])('a unit in which the code has %s stays with everything in it', (_, base, head, expected) => {
    expect(lines(base, head)).toEqual(expected);
  });

  test.each<[string, string[], string, [string, string][]]>([
    ['that is moved is judged at its destination', ['MoveAccount'], 'Root/Parking/shop', [['kms', 'denied'], ['s3', 'denied']]],
    ['that stays is judged where it is', [], 'Root/shop', [['kms', 'denied']]],
    ['that is closed is not judged', ['CloseAccount'], '', []],
  ])('an account %s', (_, [Action], caption, services) => {
    const S3 = policy('s3', { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }] });
    const of = (...accounts: Organization['root']['accounts']) => organization({
      root: { attachedPolicies: [FULL_ACCESS], accounts, organizationalUnits: [unit('Parking', { attachedPolicies: [FULL_ACCESS, attached(S3)] })] },
      policies: [KMS, S3],
      more: { policyTypes: ['SERVICE_CONTROL_POLICY'] },
    });
    const removal = Action === undefined ? {} : { removal: { Action, ParentId: symbol('Parking') } as InCode['removal'] };
    const base = of(account('shop', { id: accountId, attachedPolicies: [FULL_ACCESS], code: { ...code, ...removal } }));
    const { impact } = reviewOf(base, of(account(accountId, { id: accountId, email: '', code: undefined, attachedPolicies: [FULL_ACCESS, attached(KMS)] })));
    expect(impact.map((each) => each.caption)).toEqual(caption === '' ? [] : [caption]);
    expect(impact.flatMap(({ actions }) => actions.map(({ service, after }) => [service, after]))).toEqual(services);
  });

  test('an account that stays is removed from the app, and keeps its name and address', () => {
    const of = (more: Parameters<typeof account>[1]) => organization({ root: { accounts: [account(accountId, { id: accountId, email: '', code: undefined, ...more })] } });
    expect(lines(of({ name: 'shop', email: 'shop@example.com', code }), of({}))).toEqual(['accountRemoved Root/shop stays']);
  });

  test('a destination is passed', () => {
    const old = unit('Old', { accounts: [shop()], code: { ...code, moveAccountsTo: unitId, moveAccountsOn: [symbol('Parking')] } });
    expect(fates(withUnits(parking(), middle(moving('Parking')), old), withUnits(...named()))).toEqual([
      'Root/Middle deleted Root/Parking', 'Root/Old deleted Root/Parking', 'Root/Old/shop moved Root/Parking',
    ]);
  });

  test.each([['CloseAccount', 'closed'], ['RemoveAccountFromOrganization', 'removedFromOrganization']] as const)('an account with %s is %s', (Action, outcome) => {
    const of = (more: Parameters<typeof account>[1], guardedActions: readonly (typeof Action)[] = []) => organization({
      root: { accounts: [account(accountId, { id: accountId, email: '', code: undefined, ...more })] }, more: { code: { owners: ['S'], guardedActions, withoutFullAwsAccess: [] } },
    });
    const base = of({ name: 'shop', email: 'shop@example.com', code: { ...code, removal: { Action } } });
    expect(fates(base, of({}))).toEqual([`Root/shop ${outcome}`]);
    expect(reviewOf(base, of({})).obstacles).toMatchObject([{ kind: 'removalNotAllowed' }]);
    expect(reviewOf(base, of({}, [Action])).obstacles).toEqual([]);
  });
});

test('a unit that moves stays at its former place as well while a removed unit in it takes accounts', () => {
  const old = unit('Old', { accounts: [shop()], ...moving('Parking') });
  const base = withUnits(unit('Home'), old, unit('Outer', { organizationalUnits: [parking()], attachedPolicies: [attached(KMS)] }));
  const head = organization({ root: { organizationalUnits: [unit('Home', { organizationalUnits: [unit('Outer')] })] } });
  expect(diff(base, head)).toMatchObject([
    { kind: 'policyRemoved', outcome: 'stays' },
    { kind: 'organizationalUnitMoved', unit: { path: 'Root/Home/Outer' }, formerStays: true },
    { kind: 'organizationalUnitRemoved', unit: { path: 'Root/Old' }, outcome: 'deleted', accountsTo: { path: 'Root/Outer/Parking' } },
    { kind: 'organizationalUnitRemoved', unit: { path: 'Root/Outer/Parking' }, outcome: 'stays', notEmpty: true },
    { kind: 'accountRemoved', outcome: 'moved', to: { path: 'Root/Outer/Parking' } },
    { kind: 'detached', target: { path: 'Root/Home/Outer' } },
  ]);
});

test('the move of an account out of a removed unit is judged by its access afterwards', () => {
  const of = (...units: Organization['root']['organizationalUnits']) => organization({
    root: { attachedPolicies: [FULL_ACCESS], organizationalUnits: units }, policies: [KMS], more: { policyTypes: ['SERVICE_CONTROL_POLICY'] },
  });
  const open = unit('Parking', { attachedPolicies: [FULL_ACCESS] });
  const old = unit('Old', {
    accounts: [account('shop', { attachedPolicies: [FULL_ACCESS] })], attachedPolicies: [FULL_ACCESS, attached(KMS)], ...moving('Parking'),
  });
  const { impact, changes, risks } = reviewOf(of(open, old), of(open));
  expect(impact).toMatchObject([{ caption: 'Root/Parking/shop', actions: [{ service: 'kms', before: 'denied', after: 'allowed' }] }]);
  const moved = changes.findIndex(({ kind }) => kind === 'accountRemoved');
  expect(risks.filter(({ change }) => change === moved).map(({ level }) => level)).toEqual(['loosens']);
});

test('another destination is a change, and so is its removal', () => {
  const [before, after] = [withUnits(parking(), unit('Old')), withUnits(parking(), unit('Old', moving('Parking')))];
  expect(diff(before, after)).toMatchObject([{ kind: 'moveAccountsToChanged', unit: { path: 'Root/Old' }, to: { path: 'Root/Parking' } }]);
  expect(diff(after, before)).toMatchObject([{ kind: 'moveAccountsToChanged', unit: { path: 'Root/Old' }, from: { path: 'Root/Parking' } }]);
  expect(diff(after, after)).toEqual([]);
});

describe('in a live organization', () => {
  const former = organization({ root: { organizationalUnits: [parking(), unit('Old', moving('Parking'))] } });
  const code = organization({ root: { organizationalUnits: [parking()] } });
  const inside = (tags: Record<string, string>) => live.organization({
    root: {
      organizationalUnits: [
        live.unit('Old', 1, { accounts: [live.account('shop', 1, { tags }), live.account('bank', 2)], tags: owned }), live.unit('Parking', 2, { tags: owned }),
      ],
    },
  });
  const changes = (base: Organization) => diff(withOwnership(base, code, former), overlay(base, code, { former }))
    .map((change) => [change.kind, change.kind === 'accountMoved' ? change.to.path : undefined]);

  test('accounts outside the code are moved before the unit is deleted', () => {
    expect(changes(inside({}))).toEqual([
      ['organizationalUnitRemoved', undefined], ['accountMoved', 'Root/Parking'], ['accountMoved', 'Root/Parking'],
    ]);
  });

  test('an account of another stack keeps all accounts in the unit', () => {
    expect(changes(inside({ 'cdk-aws-organizations:owner': 'Other' }))).toEqual([]);
  });
});

test('an account with a place of its own is judged there, and not where its unit sends the others', () => {
  const of = (...units: Organization['root']['organizationalUnits']) => organization({
    root: { attachedPolicies: [FULL_ACCESS], organizationalUnits: units }, policies: [KMS], more: { policyTypes: ['SERVICE_CONTROL_POLICY'] },
  });
  const [closed, open] = [unit('Closed', { attachedPolicies: [FULL_ACCESS, attached(KMS)] }), unit('Open', { attachedPolicies: [FULL_ACCESS] })];
  const removal = { Action: 'MoveAccount', ParentId: symbol('Open') } as const;
  const accounts = [account('shop', { attachedPolicies: [FULL_ACCESS], code: { ...IN_CODE, removal } }), account('bank', { attachedPolicies: [FULL_ACCESS] })];
  const old = unit('Old', { accounts, attachedPolicies: [FULL_ACCESS, attached(KMS)], ...moving('Closed') });
  expect(reviewOf(of(closed, open, old), of(closed, open)).impact.map(({ caption }) => caption)).toEqual(['Root/Open/shop']);
});
