import {
  type Account, type InCode, type Organization, overlay, type OverlayOptions, type Tags, targets,
} from '../../../src/model';
import { account, attached, inCode, live, organization, owned, policy, symbol, unit } from '../organizations';

const DENY = { Version: '2012-10-17', Statement: { Effect: 'Deny', Action: 's3:*', Resource: '*' } };
const OTHERS = { 'cdk-aws-organizations:owner': 'Other' };
const ADOPTED = { 'cdk-aws-organizations:owner': 'S/adopted' };
const OWNER = 'cdk-aws-organizations:owner';
const pathsAfter = (base: Organization, code: Organization, options: OverlayOptions = {}) => (
  [...targets(overlay(base, code, options))].map(({ path }) => path));

describe('an account that was removed from the app', () => {
  const shopIn = (more: Partial<InCode>) => organization({
    root: { accounts: [account('shop', { code: inCode(symbol('shop'), more) })], organizationalUnits: [unit('Parking')] },
  });
  const found = (tags: Tags) => live.organization({
    root: { accounts: [live.account('shop', 1, { tags })], organizationalUnits: [live.unit('Parking', 1, { tags: owned })] },
  });
  const code = organization({ root: { organizationalUnits: [unit('Parking')] } });
  const MOVE = { Action: 'MoveAccount', ParentId: symbol('Parking') } as const;
  const STAYS = ['Root', 'Root/shop', 'Root/Parking'];

  test.each<[string, Tags, Partial<InCode>, readonly string[]]>([
    ['is moved', owned, { removal: MOVE }, ['Root', 'Root/Parking', 'Root/Parking/shop']],
    ['is removed from the organization', owned, { removal: { Action: 'RemoveAccountFromOrganization' } }, ['Root', 'Root/Parking']],
    ['is closed', ADOPTED, { removal: { Action: 'CloseAccount' } }, ['Root', 'Root/Parking']],
    ['stays without a destination', owned, { removal: { Action: 'MoveAccount' } }, STAYS],
    ['stays without a removal setting', owned, {}, STAYS],
    ['stays if it is retained', owned, { removal: MOVE, retained: true }, STAYS],
    ['stays if another stack owns it', OTHERS, { removal: { Action: 'CloseAccount' } }, STAYS],
  ])('%s', (_, tags, notes, after) => {
    expect(pathsAfter(found(tags), code, { former: shopIn(notes) })).toEqual(after);
  });
});

describe('a resource whose construct leaves while the code names it by its ID', () => {
  const [unitId, accountId] = ['ou-root-aaaaaaa1', '111122223301'];
  const found = live.organization({
    root: {
      accounts: [live.account('shop', 1, { tags: owned })],
      organizationalUnits: [live.unit('Middle', 1, { tags: owned, accounts: [live.account('bank', 2)] }), live.unit('Parking', 2, { tags: owned })],
    },
  });
  const former = (shop: Partial<InCode>, middle: Partial<InCode>) => organization({
    root: {
      accounts: [account('shop', { id: accountId, code: inCode('shop', shop) })],
      organizationalUnits: [unit('Middle', { id: unitId, code: inCode('Middle', middle) }), unit('Parking')],
    },
  });
  const code = organization({
    root: {
      accounts: [account(accountId, { id: accountId, email: '', code: undefined })],
      organizationalUnits: [unit(unitId, { id: unitId, code: undefined }), unit('Parking')],
    },
  });
  const TO_PARKING = { moveAccountsTo: symbol('Parking') };

  test.each<[string, Partial<InCode>, Partial<InCode>, readonly string[]]>([
    ['a unit is emptied and deleted', {}, TO_PARKING, ['Root', 'Root/shop', 'Root/Parking', 'Root/Parking/bank']],
    ['a destination is passed by an account', { removal: { Action: 'MoveAccount', ParentId: unitId, IfRemoved: { ParentId: symbol('Parking') } } }, TO_PARKING,
      ['Root', 'Root/Parking', 'Root/Parking/bank', 'Root/Parking/shop']],
    ['an account is closed, and a unit with an account stays', { removal: { Action: 'CloseAccount' } }, {}, ['Root', 'Root/Middle', 'Root/Middle/bank', 'Root/Parking']],
    ['retained ones stay', { retained: true, removal: { Action: 'CloseAccount' } }, { ...TO_PARKING, retained: true },
      ['Root', 'Root/shop', 'Root/Middle', 'Root/Middle/bank', 'Root/Parking']],
  ])('%s', (_, shop, middle, after) => {
    expect([...pathsAfter(found, code, { former: former(shop, middle) })].sort()).toEqual([...after].sort());
  });

  test('one that was only named before stays', () => {
    expect(pathsAfter(found, code, { former: code })).toContain('Root/Middle/bank');
  });
});

describe('a chain of two destinations that were removed from the app', () => {
  const removed = (name: string, to: string, ...on: string[]) => (
    unit(name, { code: inCode(symbol(name), { moveAccountsTo: symbol(to), moveAccountsOn: on.map(symbol) }) }));
  const former = organization({
    root: {
      accounts: [account('shop', { code: inCode(symbol('shop'), { removal: { Action: 'MoveAccount', ParentId: symbol('Middle'), IfRemoved: { ParentId: symbol('Last'), IfRemoved: { ParentId: symbol('Parking') } } } }) })],
      organizationalUnits: [removed('Old', 'Middle', 'Last', 'Parking'), removed('Middle', 'Last', 'Parking'), removed('Last', 'Parking'), unit('Parking')],
    },
  });
  const found = (inMiddle: Organization['root']['organizationalUnits'] = [], middle: Tags = owned) => live.organization({
    root: {
      accounts: [live.account('shop', 1, { tags: owned })],
      organizationalUnits: [
        live.unit('Old', 1, { tags: owned, accounts: [live.account('bank', 2)] }), live.unit('Middle', 2, { tags: middle, organizationalUnits: inMiddle }),
        live.unit('Last', 3, { tags: owned }), live.unit('Parking', 4, { tags: owned }),
      ],
    },
  });
  const code = organization({ root: { organizationalUnits: [unit('Parking')] } });
  const AT_END = ['Root', 'Root/Parking', 'Root/Parking/bank', 'Root/Parking/shop'];

  test.each<[string, Organization, readonly string[]]>([
    ['pass on both accounts', found(), AT_END],
    ['pass on both accounts although one of the units stays', found([live.unit('Theirs', 5)]), ['Root', 'Root/Middle', 'Root/Middle/Theirs', ...AT_END.slice(1)]],
    ['keep both accounts where a unit belongs to another stack', found([], OTHERS), ['Root', 'Root/Middle', 'Root/Middle/bank', 'Root/Middle/shop', 'Root/Parking']],
  ])('%s', (_, base, after) => {
    expect(pathsAfter(base, code, { former })).toEqual(after);
  });
});

describe('a unit that was removed from the app with moveAccountsTo', () => {
  const withOld = (...inside: Organization['root']['organizationalUnits']) => organization({
    root: { organizationalUnits: [unit('Old', { code: inCode(symbol('Old'), { moveAccountsTo: symbol('Parking') }), organizationalUnits: inside }), unit('Parking')] },
  });
  const found = (accounts: Account[], inside: Organization['root']['organizationalUnits'] = [], tags: Tags = owned) => live.organization({
    root: { organizationalUnits: [live.unit('Old', 1, { tags, accounts, organizationalUnits: inside }), live.unit('Parking', 2, { tags: owned })] },
  });
  const code = organization({ root: { organizationalUnits: [unit('Parking')] } });
  const shop = (tags: Tags = {}) => live.account('shop', 1, { tags });

  test.each<[string, Organization, Organization, Organization, readonly string[]]>([
    ['moves its accounts and is deleted', found([shop()]), code, withOld(), ['Root', 'Root/Parking', 'Root/Parking/shop']],
    ['stays with the accounts of another stack', found([shop(OTHERS), live.account('bank', 2)]), code, withOld(), ['Root', 'Root/Old', 'Root/Old/bank', 'Root/Old/shop', 'Root/Parking']],
    ['stays if a unit of others is in it', found([shop()], [live.unit('Theirs', 3)]), code, withOld(), ['Root', 'Root/Old', 'Root/Old/shop', 'Root/Old/Theirs', 'Root/Parking']],
    ['goes together with a unit in it that is deleted', found([shop()], [live.unit('Deep', 3, { tags: owned })]), code, withOld(unit('Deep')), ['Root', 'Root/Parking', 'Root/Parking/shop']],
    ['stays if it was adopted', found([shop()], [], ADOPTED), code, withOld(), ['Root', 'Root/Old', 'Root/Old/shop', 'Root/Parking']],
    ['is deleted without accounts', found([]), organization(), organization({ root: { organizationalUnits: [unit('Old'), unit('Parking')] } }), ['Root']],
    ['stays with accounts if it names no destination', found([shop()]), code, organization({ root: { organizationalUnits: [unit('Old'), unit('Parking')] } }),
      ['Root', 'Root/Old', 'Root/Old/shop', 'Root/Parking']],
    ['stays if it is retained', found([]), code, organization({ root: { organizationalUnits: [unit('Old', { code: inCode(symbol('Old'), { retained: true }) })] } }),
      ['Root', 'Root/Old', 'Root/Parking']],
  ])('%s', (_, base, next, former, after) => {
    expect(pathsAfter(base, next, { former })).toEqual(after);
  });
});

describe('accounts of a removed unit whose destination is removed as well', () => {
  const parking = unit('Parking');
  const after = (names: string[], destinations: Record<string, string>) => {
    const former = names.map((name) => unit(name, { code: inCode(symbol(name), { moveAccountsTo: symbol(destinations[name]) }) }));
    const found = names.map((name, index) => live.unit(name, index + 1, { tags: owned, accounts: name === 'First' ? [live.account('shop', 1)] : [] }));
    return pathsAfter(
      live.organization({ root: { organizationalUnits: [...found, live.unit('Parking', 3, { tags: owned })] } }),
      organization({ root: { organizationalUnits: [parking] } }),
      { former: organization({ root: { organizationalUnits: [...former, parking] } }) },
    );
  };

  test.each([[['First', 'Second']], [['Second', 'First']]])('go on from there, in the order %s', (names) => {
    expect(after(names, { First: 'Second', Second: 'Parking' })).toEqual(['Root', 'Root/Parking', 'Root/Parking/shop']);
  });

  test.each([[['First', 'Second']], [['Second', 'First']]])('stay in a unit if the destinations are a circle, in the order %s', (names) => {
    const paths = after(names, { First: 'Second', Second: 'First' });
    expect(paths.filter((path) => path.endsWith('/shop'))).toHaveLength(1);
    expect(paths).toHaveLength(4);
  });
});

describe('a resource that is in the code', () => {
  const after = (present: Partial<Account>, desired: Partial<Account>, options: OverlayOptions = {}) => overlay(
    live.organization({ root: { accounts: [live.account('shop', 1, present)] } }), organization({ root: { accounts: [account('shop', desired)] } }), options,
  ).root.accounts[0];

  test('keeps its email address in another case, and takes another one', () => {
    expect(after({ email: 'Shop@Example.com' }, {}).email).toBe('Shop@Example.com');
    expect(after({ id: '111122223301' }, { id: '111122223301', email: 'store@example.com' }).email).toBe('store@example.com');
  });

  test.each([['CLOSED', undefined, 'CLOSED'], ['CLOSED', true, 'ACTIVE'], ['PENDING_ACTIVATION', true, 'PENDING_ACTIVATION']] as const)(
    'in the state %s (as the code says: %s) is %s', (present, asCodeSays, state) => {
      expect(after({ state: present }, {}, { asCodeSays }).state).toBe(state);
    });

  test.each<[string, Tags, Partial<InCode>, Tags]>([
    ['gets an owner tag where it is missing', { team: 'red' }, {}, { [OWNER]: 'S', team: 'red' }],
    ['gets one in place of that of another stack', OTHERS, {}, { [OWNER]: 'S' }],
    ['keeps its owner tag with the notes there', { [OWNER]: 'S@eu-west-1/found' }, {}, { [OWNER]: 'S@eu-west-1/found' }],
    ['keeps that of others until it is adopted', OTHERS, { adopt: true }, OTHERS],
  ])('as the code says %s', (_, present, notes, tags) => {
    expect(after({ tags: present }, { code: inCode(symbol('shop'), notes) }, { asCodeSays: true }).tags).toEqual(tags);
    expect(after({ tags: present }, { code: inCode(symbol('shop'), notes) }).tags).toEqual(present);
  });

  test('has no owner tag if it is the root, or if the code only names it', () => {
    const named = account('111122223301', { id: '111122223301', code: undefined });
    const planned = overlay(live.organization({ root: { accounts: [live.account('shop', 1)] } }), organization({ root: { accounts: [named] } }), { asCodeSays: true });
    expect([planned.root.tags, planned.root.accounts[0].tags, planned.root.accounts[0].name]).toEqual([{}, {}, 'shop']);
  });
});

describe('a policy', () => {
  const GUARD = live.policy('guard', DENY, { ...owned, ours: '1', theirs: '2' });
  const former = (notes: Partial<InCode> = {}) => organization({ policies: [policy('guard', DENY, { tags: { ours: '1' }, code: inCode(symbol('guard'), notes) })] });

  test.each<[string, Tags, Partial<InCode> | undefined, boolean]>([
    ['of the stack is deleted', owned, {}, false],
    ['of the stack is deleted, also where only its tag tells so', owned, undefined, false],
    ['that is retained stays', owned, { retained: true }, true],
    ['that was adopted stays', ADOPTED, {}, true],
    ['of others stays', OTHERS, {}, true],
  ])('%s once it is no longer in the code', (_, tags, notes, stays) => {
    const options = notes === undefined ? {} : { former: former(notes) };
    const planned = overlay(live.organization({ policies: [{ ...GUARD, tags }] }), organization(), options);
    expect(planned.policies.map(({ id }) => id)).toEqual(stays ? [GUARD.id] : []);
  });

  test('in the code takes its tags, and loses those that the code no longer has', () => {
    const code = organization({ policies: [policy('guard', DENY, { tags: { stage: 'prod' } })] });
    const tagsAfter = (base: Organization, options: OverlayOptions) => overlay(base, code, options).policies[0].tags;
    expect(tagsAfter(live.organization({ policies: [GUARD] }), { former: former() })).toEqual({ ...owned, stage: 'prod', theirs: '2' });
    expect(tagsAfter(live.organization({ policies: [{ ...GUARD, tags: {} }] }), { asCodeSays: true })).toEqual({ ...owned, stage: 'prod' });
    expect(tagsAfter(live.organization(), { asCodeSays: true })).toEqual({ stage: 'prod' });
  });

  test.each([[false, []], [true, ['TAG_POLICY']]] as const)('type that the code disables stays while others use it (%s)', (isUsed, after) => {
    const tagPolicy = { ...live.policy('tags', '{}'), type: 'TAG_POLICY' as const };
    const types: Pick<Organization, 'policyTypes'> = { policyTypes: ['TAG_POLICY'] };
    const before = organization({
      more: { ...types, code: { owners: ['S'], guardedActions: [], withoutFullAwsAccess: [], disabledOnRemoval: [{ policyType: 'TAG_POLICY', owner: 'S' }] } },
    });
    const base = live.organization({ root: { attachedPolicies: isUsed ? [attached(tagPolicy)] : [] }, policies: [tagPolicy], more: types });
    const planned = overlay(base, organization(), { former: before });
    expect([planned.policyTypes, planned.code?.policyTypesToDisable]).toEqual([after, ['TAG_POLICY']]);
    expect(overlay({ ...base, policyTypes: [] }, organization(), { former: before }).code).not.toHaveProperty('policyTypesToDisable');
  });
});

test('the organization has the features of the code that declares it, and the trusted services of both', () => {
  const base = live.organization({ more: { featureSet: 'CONSOLIDATED_BILLING', trustedServices: ['sso.amazonaws.com', 'ram.amazonaws.com'] } });
  const trusted = { trustedServices: ['config.amazonaws.com', 'sso.amazonaws.com'] };
  expect(overlay(base, organization({ more: trusted }))).toMatchObject({
    id: 'o-example1234', managementAccountId: '999988887777', featureSet: 'ALL', trustedServices: ['config.amazonaws.com', 'ram.amazonaws.com', 'sso.amazonaws.com'],
  });
  expect(overlay(base, organization({ root: { id: '' }, more: { ...trusted, id: '', managementAccountId: '' } })).featureSet).toBe('CONSOLIDATED_BILLING');
});

describe('the administrators after a deployment', () => {
  const SSO = 'sso.amazonaws.com';
  const administrator = (accountId: string, servicePrincipal = SSO) => ({ accountId, accountName: 'shop', servicePrincipal });
  const SHOP = '111122223301';
  const base = live.organization({
    root: { accounts: [live.account('shop', 1, { tags: owned }), live.account('theirs', 2)] },
    more: { delegatedAdministrators: [administrator(SHOP), administrator(SHOP, 'ram.amazonaws.com'), administrator('111122223302'), administrator('333344445555')] },
  });
  const former = (notes: Partial<InCode>, more: object = { owner: 'S' }) => organization({
    root: { accounts: [account('shop', { code: inCode(symbol('shop'), notes) })] },
    more: { delegatedAdministrators: [{ ...administrator(symbol('shop')), ...more }] },
  });
  const after = (code: Organization, options: OverlayOptions = {}) => overlay(base, code, options).delegatedAdministrators
    .map(({ accountId, servicePrincipal }) => `${accountId} ${servicePrincipal.split('.')[0]}`).sort();
  const OF_OTHERS = ['111122223302 sso', '333344445555 sso'];
  const code = organization({ root: { accounts: [account('shop')] } });

  test.each<[string, Organization, Organization | undefined, readonly string[]]>([
    ['stay without former code', code, undefined, [`${SHOP} ram`, `${SHOP} sso`]],
    ['are without those that the code no longer has', code, former({}), [`${SHOP} ram`]],
    ['are without those of an unknown stack', code, former({}, {}), [`${SHOP} ram`]],
    ['stay in code that registers them', { ...code, delegatedAdministrators: [administrator(symbol('shop'))] }, former({}), [`${SHOP} ram`, `${SHOP} sso`]],
    ['are without an account that leaves', organization(), former({ removal: { Action: 'CloseAccount' } }), []],
  ])('%s', (_, next, before, expected) => {
    expect(after(next, before === undefined ? {} : { former: before })).toEqual([...expected, ...OF_OTHERS]);
  });
});
