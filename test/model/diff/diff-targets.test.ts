import { type Account, diff, INVITED_STATE, type InCode, type Organization, type OrganizationalUnit } from '../../../src/model';
import { account, attached, FULL_ACCESS, IN_CODE, live, organization, owned, policy, symbol, unit } from '../organizations';

const guard = policy('guard', { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }] });
const ROOT = { kind: 'root', id: '${S.Organization.RootId}', path: 'Root' };
const LIVE_ROOT = { kind: 'root', id: 'r-root', path: 'Root' };
const unitReference = (path: string) => ({ kind: 'organizationalUnit', id: symbol(path.split('/').at(-1)!), path: `Root/${path}` });
const accountReference = (path: string) => {
  const name = path.split('/').at(-1)!;
  return { kind: 'account', id: symbol(name), path: `Root/${path}`, email: `${name}@example.com` };
};
const withAccounts = (...accounts: Account[]) => organization({ root: { accounts } });
const withUnits = (...organizationalUnits: OrganizationalUnit[]) => organization({ root: { organizationalUnits } });
const named = (name: string) => account(name, { id: name, email: '', code: undefined });

describe('a new resource', () => {
  const filled = { tags: { team: 'blue', ...owned }, attachedPolicies: [attached(guard)] };

  test('comes with all that it has, and has no changes of its own', () => {
    const [base, head] = [organization({ policies: [guard] }), organization({
      root: { organizationalUnits: [unit('Dev', { ...filled, accounts: [account('shop', { ...filled, state: 'SUSPENDED' })] })] }, policies: [guard],
    })];
    expect(diff(base, head)).toStrictEqual([
      { kind: 'organizationalUnitAdded', unit: unitReference('Dev'), name: 'Dev', parent: ROOT, arrival: 'created', ...filled },
      { kind: 'accountAdded', account: accountReference('Dev/shop'), name: 'shop', parent: unitReference('Dev'), arrival: 'created', state: 'SUSPENDED', ...filled },
    ]);
  });

  test.each<[string, Organization, Partial<InCode> | undefined, Partial<Organization>, string]>([
    ['the code creates has been created', organization(), {}, {}, 'created'],
    ['the code adopts has been adopted', organization(), { adopt: true }, {}, 'adopted'],
    ['the code adopts is missing in a live organization', live.organization(), { adopt: true }, {}, 'missing'],
    ['the code creates in a live organization has been created', live.organization(), {}, {}, 'created'],
    ['the code only names stays outside it', organization(), undefined, {}, 'named'],
    ['is in no code has appeared', organization(), undefined, { code: undefined }, 'appeared'],
  ])('that %s', (_, base, code, more, arrival) => {
    const notes = { code: code && { ...IN_CODE, ...code } };
    const head = organization({ root: { accounts: [account('shop', notes)], organizationalUnits: [unit('Dev', notes)] }, policies: [{ ...guard, ...notes }], more });
    expect(diff(base, head).flatMap((change) => ('arrival' in change ? [change.arrival] : []))).toStrictEqual([arrival, arrival, arrival]);
  });

  test('that the code only names has the policies that AWS attaches, and each attachment of the code is a change', () => {
    const policyTypes = { policyTypes: ['SERVICE_CONTROL_POLICY' as const] };
    const full = { attachedPolicies: [FULL_ACCESS] };
    const [base, head] = [organization({ root: full, policies: [guard], more: policyTypes }), organization({
      root: { ...full, accounts: [{ ...named('111122223301'), attachedPolicies: [FULL_ACCESS, attached(guard)] }, { ...named('111122223302'), attachedPolicies: [] }] },
      policies: [guard],
      more: policyTypes,
    })];
    const reference = (id: string) => ({ kind: 'account', id, path: `Root/${id}` });
    const guardReference = { kind: 'policy', id: guard.id, name: 'guard', type: guard.type };
    expect(diff(base, head)).toMatchObject([
      { kind: 'accountAdded', arrival: 'named', attachedPolicies: [FULL_ACCESS] }, { kind: 'accountAdded', arrival: 'named', attachedPolicies: [FULL_ACCESS] },
      { kind: 'attached', policy: guardReference, target: reference('111122223301'), awsManaged: false },
      { kind: 'fullAwsAccessDetached', target: reference('111122223302') },
    ]);
    expect(diff(head, base)).toMatchObject([
      { kind: 'accountRemoved', outcome: 'stays' }, { kind: 'accountRemoved', outcome: 'stays' },
      { kind: 'detached', policy: guardReference, target: reference('111122223301'), awsManaged: false },
      { kind: 'fullAwsAccessReturned', target: reference('111122223302') },
    ]);
  });
});

describe('an organizational unit', () => {
  test('that is removed has its outcome and nothing more', () => {
    expect(diff(withUnits(unit('Old'), unit('Prod')), withUnits(unit('Prod')))).toStrictEqual([{ kind: 'organizationalUnitRemoved', unit: unitReference('Old'), outcome: 'deleted' }]);
  });

  test('that is renamed takes its contents along', () => {
    const of = (name: string) => withUnits(unit(name, { id: symbol('Prod'), accounts: [account('shop')], organizationalUnits: [unit('Web')] }));
    expect(diff(of('Prod'), of('Production'))).toStrictEqual([
      { kind: 'organizationalUnitRenamed', unit: { ...unitReference('Prod'), path: 'Root/Production' }, before: 'Prod', after: 'Production' },
    ]);
  });

  test('that moves has both places and the number of all accounts in it, and so have the units below it', () => {
    const web = unit('Web', { accounts: [account('shop'), account('bank')] });
    const prod = unit('Prod', { accounts: [account('game')], organizationalUnits: [web, unit('Empty')] });
    const base = withUnits(unit('Dev', { accounts: [account('home')], organizationalUnits: [prod] }), unit('New'));
    const head = withUnits(unit('Dev', { accounts: [account('home')] }), unit('New', { organizationalUnits: [prod] }));
    expect(diff(base, head)).toStrictEqual([{ kind: 'organizationalUnitMoved', unit: unitReference('New/Prod'), from: unitReference('Dev'), to: unitReference('New'), accounts: 3 }]);
    const alone = [withUnits(unit('Dev', { organizationalUnits: [unit('Empty')] })), withUnits(unit('Dev'), unit('Empty'))];
    expect(diff(alone[0], alone[1])).toStrictEqual([{ kind: 'organizationalUnitMoved', unit: unitReference('Empty'), from: unitReference('Dev'), to: ROOT, accounts: 0 }]);
  });
});

describe('an account', () => {
  test('with another name, address, state and place has a change for each', () => {
    const shop = live.account('shop', 1);
    const base = live.organization({ root: { accounts: [shop, live.account('bank', 2)], organizationalUnits: [live.unit('Prod', 1)] } });
    const store = live.account('store', 1, { state: 'SUSPENDED' });
    const head = live.organization({ root: { accounts: [live.account('bank', 2)], organizationalUnits: [live.unit('Prod', 1, { accounts: [store] })] } });
    const reference = { kind: 'account', id: shop.id, path: 'Root/Prod/store', email: 'store@example.com' };
    expect(diff(base, head)).toStrictEqual([
      { kind: 'accountRenamed', account: reference, before: 'shop', after: 'store' },
      { kind: 'accountEmailChanged', account: reference, before: 'shop@example.com', after: 'store@example.com' },
      { kind: 'accountStateChanged', account: reference, before: 'ACTIVE', after: 'SUSPENDED' },
      { kind: 'accountMoved', account: reference, from: LIVE_ROOT, to: { kind: 'organizationalUnit', id: 'ou-root-aaaaaaa1', path: 'Root/Prod' } },
    ]);
  });

  const ID = '111122223301';
  const invited = (more: Partial<Account> = {}) => account(ID, { id: ID, email: '', state: INVITED_STATE, code: { ...IN_CODE, invited: { accountId: ID } }, ...more });
  const joined = live.organization({ root: { organizationalUnits: [live.unit('Prod', 1, { accounts: [live.account('shop', 1)] })] } });

  test.each<[string, Organization]>([
    ['the code', withAccounts(invited())],
    ['a live organization', live.organization({ root: { accounts: [invited({ code: undefined })] } })],
  ])('that was invited in %s and is a member has joined, with its name and place', (_, base) => {
    expect(diff(base, joined).filter(({ kind }) => kind.startsWith('account'))).toStrictEqual([{
      kind: 'accountJoined',
      account: { kind: 'account', id: ID, path: 'Root/Prod/shop', email: 'shop@example.com' },
      name: 'shop',
      parent: { kind: 'organizationalUnit', id: expect.any(String) as string, path: 'Root/Prod' },
      state: 'ACTIVE',
    }]);
  });

  test('that the code invites is the same whether its resource knows that it has joined, and its name and state are no change', () => {
    const member = invited({ state: 'ACTIVE' });
    expect(diff(withAccounts(invited()), withAccounts(member))).toStrictEqual([]);
    expect(diff(withAccounts(member), withAccounts(invited()))).toStrictEqual([]);
    expect(diff(withAccounts(member), withAccounts(account('shop', { id: ID, code: { ...IN_CODE } })))).toStrictEqual([]);
    const present = live.organization({ root: { accounts: [live.account('shop', 1)] } });
    expect(diff(present, withAccounts(invited())).map(({ kind }) => kind)).toStrictEqual(['takenOver']);
  });

  test('that is invited is marked, and it has the arrival invited', () => {
    expect(diff(organization(), withAccounts(invited()))).toStrictEqual([{
      kind: 'accountAdded',
      account: { kind: 'account', id: ID, path: `Root/${ID}`, email: '', invited: true },
      name: ID,
      parent: ROOT,
      arrival: 'invited',
      state: INVITED_STATE,
      tags: {},
      attachedPolicies: [],
    }]);
  });

  test.each<[string, Partial<InCode>, Organization, object]>([
    ['is canceled, and a member stays', {}, organization(), { outcome: 'invitationCanceled', ifJoined: 'stays' }],
    ['is canceled, and a member is moved', { removal: { Action: 'MoveAccount', ParentId: ROOT.id } }, organization(), { outcome: 'invitationCanceled', to: ROOT, ifJoined: 'moved' }],
    ['stays if it is retained', { retained: true }, organization(), { outcome: 'stays' }],
    ['stays without its stack', {}, organization({ more: { code: { owners: ['Other'], guardedActions: [], withoutFullAwsAccess: [] } } }), { outcome: 'stays' }],
  ])('whose invitation is removed from the app %s', (_, code, head, outcome) => {
    const base = withAccounts(invited({ code: { ...IN_CODE, invited: { accountId: ID }, ...code } }));
    expect(diff(base, head)).toStrictEqual([{ kind: 'accountRemoved', account: { kind: 'account', id: ID, path: `Root/${ID}`, email: '', invited: true }, ...outcome }]);
  });

  test('that is removed from the app has a destination only if it is moved', () => {
    const removed = (removal: InCode['removal'], units = [unit('Old')]) => diff(organization({
      root: { organizationalUnits: units, accounts: [account('shop', { code: { ...IN_CODE, removal } })] },
    }), withUnits(unit('Old', { id: symbol('Old2') })));
    const change = { kind: 'accountRemoved', account: accountReference('shop') };
    expect(removed({ Action: 'MoveAccount', ParentId: symbol('Old') })).toStrictEqual([{ ...change, outcome: 'moved', to: unitReference('Old') }]);
    expect(removed({ Action: 'MoveAccount' })).toStrictEqual([{ ...change, outcome: 'moved' }]);
    expect(removed({ Action: 'CloseAccount', ParentId: symbol('Old') })).toStrictEqual([{ ...change, outcome: 'closed' }]);
  });
});

describe('policies of targets', () => {
  test('are attached and detached one by one, and a reference has the name that a policy has now', () => {
    const [lock, zone] = [policy('lock', '{}'), { ...guard, name: 'zone' }];
    const managed = { id: 'p-Managed', name: 'Managed', type: guard.type, awsManaged: true } as const;
    const of = (policies: (typeof guard)[], ...attachedPolicies: Account['attachedPolicies']) => organization({ root: { accounts: [account('shop', { attachedPolicies })] }, policies });
    const [base, head] = [of([guard, lock], attached(guard), attached(lock)), of([zone, lock], managed, attached(lock))];
    const reference = (id: string, name: string) => ({ kind: 'policy', id, name, type: guard.type });
    expect(diff(base, head).slice(1)).toStrictEqual([
      { kind: 'attached', policy: reference('p-Managed', 'Managed'), target: accountTarget(), awsManaged: true },
      { kind: 'detached', policy: reference(guard.id, 'zone'), target: accountTarget(), awsManaged: false },
    ]);
  });

  const accountTarget = () => ({ kind: 'account', id: symbol('shop'), path: 'Root/shop' });

  test('tags are compared by key in the order of the keys, even if a key is that of a member of all objects', () => {
    const tagged = (tags: Record<string, string>) => organization({ root: { accounts: [account('shop', { tags })] }, policies: [{ ...guard, tags }] });
    const found = diff(tagged({ b: '1', d: '1', ...owned }), tagged({ d: '2', constructor: '3', a: '' }));
    const changes = (on: object) => [
      { kind: 'tagAdded', on, key: 'a', after: '' }, { kind: 'tagRemoved', on, key: 'b', before: '1' },
      { kind: 'tagAdded', on, key: 'constructor', after: '3' }, { kind: 'tagChanged', on, key: 'd', before: '1', after: '2' },
    ];
    expect(found).toStrictEqual([...changes(accountTarget()), ...changes({ kind: 'policy', id: guard.id, name: 'guard', type: guard.type })]);
  });
});
