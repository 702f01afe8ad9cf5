import type { PolicyTypeName } from '../../../src/contract';
import { type Account, type InCode, type Organization, type OrganizationalUnit, reviewOf, reviewOfDeployment, type Review } from '../../../src/model';
import { INVITED_STATE } from '../../../src/model/invitations';
import { account, attached, FULL_ACCESS, IN_CODE, inCode, live, organization, owned, policy, symbol, unit } from '../organizations';
import { s3 } from './support';

const told = ({ obstacles }: Review) => obstacles.map(({ kind, subject, message }) => `${kind} ${subject}: ${message}`);
const kinds = ({ obstacles }: Review) => obstacles.map(({ kind }) => kind);
const given = ({ obstacles }: Review) => obstacles.map(({ kind, message }) => `${kind}: ${/\(given: (.*)\)/.exec(message)![1]}`);
const ofStacks = (...owners: string[]) => ({ code: { owners, guardedActions: [], withoutFullAwsAccess: [] } });

describe('the name and the address of an account', () => {
  const there = (name: string, email: string) => live.organization({ root: { accounts: [live.account(name, 1, { email })] } });
  const code = (name: string, email: string, more: Partial<Account> = {}, fields: Partial<Organization> = {}) => (
    organization({ root: { accounts: [account(name, { id: symbol('shop'), email, ...more })] }, more: fields }));
  const ID = '111122223301';
  const adopting = { code: inCode('S.shop', { adopt: true }) };
  const byId = { id: ID, code: inCode('S.shop', { adopt: true }) };
  const trusting = { trustedServices: ['account.amazonaws.com'] };

  test('must be the present ones for an account that is taken over', () => {
    expect(told(reviewOfDeployment(there('shop', 'shop@example.com'), code('store', 'store@example.com', byId)))).toEqual([
      'nameIsFixed Root/store: The account to be taken over has the name shop, and the code says another one (given: store). '
      + 'Write the present name into the code. A later deployment can change it.',
      'emailIsFixed Root/store: The account to be taken over has the address shop@example.com, and the code says another one (given: store@example.com). '
      + 'Write the present address into the code. A later deployment can change it.',
    ]);
    expect(kinds(reviewOfDeployment(there('shop', 'shop@example.com'), code('shop', 'Shop@Example.com', adopting)))).toStrictEqual([]);
  });

  test('are no concern where the account is taken anyway', () => {
    expect(kinds(reviewOfDeployment(there('shop', 'shop@example.com'), code('store', 'shop@example.com')))).toStrictEqual(['taken']);
  });

  test('are not known to code that only named the account before', () => {
    const named = organization({ root: { accounts: [account(ID, { id: ID, email: '', code: undefined })] } });
    expect(kinds(reviewOf(named, code('shop', 'shop@example.com', byId)))).toStrictEqual([]);
  });

  test('change only with trusted access of AWS Account Management', () => {
    const base = code('shop', 'shop@example.com');
    const changed = (what: string) => [`noTrustedAccess Root/store: Root/store gets another ${what} without trusted access of AWS Account Management `
      + '(given: account.amazonaws.com). Add TrustedService.ACCOUNT_MANAGEMENT to trustedServices of the Organization.'];
    expect(told(reviewOf(base, code('store', 'shop@example.com')))).toEqual(changed('name'));
    expect(told(reviewOf(base, code('store', 'store@example.com')))).toEqual(changed('name and another address'));
    expect(kinds(reviewOf(base, code('shop', 'SHOP@example.com')))).toStrictEqual([]);
    expect(kinds(reviewOf(base, code('store', 'shop@example.com', {}, trusting)))).toStrictEqual([]);
    expect(kinds(reviewOf({ ...base, ...trusting }, code('store', 'shop@example.com')))).toStrictEqual([]);
    expect(kinds(reviewOf({ ...base, id: '' }, code('store', 'shop@example.com', {}, { id: '' })))).toStrictEqual([]);
  });

  test('of organizational units are no concern', () => {
    const units = (name: string) => organization({ root: { organizationalUnits: [unit(name, { id: symbol('Prod') })] } });
    expect(kinds(reviewOf(units('Prod'), units('Production')))).toStrictEqual([]);
  });
});

test.each([
  ['SUSPENDED', 'Ask AWS Support why it is suspended, or take its construct out of the code.'],
  ['PENDING_CLOSURE', 'Ask AWS Support to reopen it within 90 days, or take its construct out of the code.'],
])('an account that is %s has its own remedy', (state, remedy) => {
  const there = live.organization({ root: { accounts: [live.account('shop', 1, { state, tags: owned })] } });
  expect(told(reviewOfDeployment(there, organization({ root: { accounts: [account('shop')] } })))).toEqual([
    `accountNotActive Root/shop: Root/shop is an account that cannot be used, and the code wants it (given: 111122223301, ${state}). ${remedy}`,
  ]);
});

test('an account at the construct of another one names both, with their addresses if their names are equal', () => {
  const of = (one: string, other: string) => organization({
    root: { accounts: [account('shop', { id: symbol(one), email: 'one@example.com' }), account('shop', { id: symbol(other), email: 'two@example.com' })] },
  });
  expect(given(reviewOf(of('one', 'two'), of('two', 'one')))).toEqual([
    'constructOfAnotherAccount: S.two, which stood for Root/shop (two@example.com)', 'constructOfAnotherAccount: S.one, which stood for Root/shop (one@example.com)',
  ]);
  expect(kinds(reviewOf(of('one', 'two'), of('one', 'three')))).toStrictEqual([]);
});

describe('a policy that another stack adopts', () => {
  const of = (code: Partial<InCode>, fields: Partial<typeof s3> = {}, owners = ['Other', 'S']) => (
    organization({ policies: [{ ...s3, ...fields, code: inCode('S.guard', code) }], more: ofStacks(...owners) }));
  const there = { owner: 'Other', adopt: true };
  const changed = { description: 'New', content: '{"Statement":[]}' };

  test.each<[string, Organization, Organization, string[]]>([
    ['keeps what it has', of({ retained: true }), of(there), []],
    ['must keep what it has', of({ retained: true }), of(there, changed), ['adoptedPolicyDiffers']],
    ['must keep what it has, if the former stack adopted it', of({ adopt: true }), of(there, changed), ['adoptedPolicyDiffers']],
    ['must keep what it has, if the former stack is no longer in the code', of({}), of(there, changed, ['Other']), ['adoptedPolicyDiffers']],
    ['may be deleted by the former stack, and then there is nothing to adopt', of({}), of(there, changed), ['movesToAnotherStack']],
    ['may change in the same stack', of({ adopt: true }), of({ adopt: true }, changed), []],
    ['cannot move without adopt', of({ retained: true }), of({ owner: 'Other' }, changed), ['movesToAnotherStack']],
  ])('%s', (_, base, head, expected) => {
    expect(kinds(reviewOf(base, head))).toStrictEqual(expected);
  });

  test('has all differences in one message', () => {
    expect(told(reviewOf(of({ retained: true }), of(there, changed)))[0]).toContain('the code gives it another description and another content, and');
  });

  test('was only named by the code before, which does not know its contents', () => {
    const named = organization({ policies: [{ ...s3, code: undefined }], more: ofStacks('Other', 'S') });
    expect(kinds(reviewOf(named, of(there, changed)))).toStrictEqual([]);
  });
});

test('owner tags of two stacks in other Regions are one obstacle for each stack, which names up to three resources', () => {
  const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
  const ownerOf = (index: number) => (index < 4 ? 'One' : 'Two');
  const there = live.organization({
    root: { organizationalUnits: names.map((name, index) => live.unit(name, index, { tags: { 'cdk-aws-organizations:owner': `${ownerOf(index)}@eu-west-1` } })) },
  });
  const code = organization({
    root: { organizationalUnits: names.map((name, index) => unit(name, { code: inCode(name, { owner: `${ownerOf(index)}@us-east-1` }) })) },
    more: ofStacks('One@us-east-1', 'Two@us-east-1'),
  });
  expect(given(reviewOfDeployment(there, code))).toEqual([
    'otherRegion: One@us-east-1 in the code; One@eu-west-1 in the owner tags of Root/A, Root/B, Root/C and 1 more',
    'otherRegion: Two@us-east-1 in the code; Two@eu-west-1 in the owner tags of Root/E, Root/F, Root/G',
  ]);
});

describe('accounts of a removed unit in the live organization', () => {
  const going = (name: string, to: string): OrganizationalUnit => (
    unit(name, { code: inCode(symbol(name), { moveAccountsTo: symbol(to) }) }));
  const units = [going('Old', 'Older'), going('Older', 'Old'), going('Gone', 'Target'), unit('Target')];
  const former = (...accounts: Account[]) => organization({ root: { accounts, organizationalUnits: units } });
  const there = (old: Account[], gone: Account[] = []) => live.organization({
    root: {
      organizationalUnits: [
        live.unit('Gone', 1, { accounts: gone, tags: owned }), live.unit('Old', 2, { accounts: old, tags: owned }),
        live.unit('Older', 3, { tags: owned }), live.unit('Target', 4, { tags: owned }),
      ],
    },
  });
  const code = organization();
  const subjects = (review: Review) => review.obstacles.filter(({ kind }) => kind === 'destinationDoesNotStay').map(({ subject }) => subject);

  test('are none in units that would pass them on to each other', () => {
    expect(subjects(reviewOfDeployment(there([]), code, former()))).toEqual([]);
    expect(subjects(reviewOfDeployment(there([], [live.account('shop', 1)]), code, former()))).toEqual(['Root/Gone']);
  });

  test('do not include one that is removed from the organization, or that has not joined', () => {
    const removal = { Action: 'RemoveAccountFromOrganization' as const };
    const shop = account('shop', { code: inCode(symbol('shop'), { removal }) });
    expect(subjects(reviewOfDeployment(there([], [live.account('shop', 1, { tags: owned })]), code, former(shop)))).toEqual([]);
    expect(subjects(reviewOfDeployment(there([], [live.account('shop', 1, { state: INVITED_STATE })]), code, former()))).toEqual([]);
    expect(subjects(reviewOfDeployment(there([], [live.account('shop', 1)]), code, former(shop)))).toEqual(['Root/Gone']);
  });
});

describe('attachments of a policy type that is to be disabled', () => {
  const type: PolicyTypeName = 'TAG_POLICY';
  const labels = { ...policy('labels', {}), type };
  const units = (count: number) => organization({
    root: { attachedPolicies: [{ ...FULL_ACCESS, type }], organizationalUnits: Array.from({ length: count }, (_, index) => unit(`U${index}`, { attachedPolicies: [attached(labels)] })) },
    policies: [labels],
    more: { code: { owners: ['S'], guardedActions: ['DisablePolicyType'], withoutFullAwsAccess: [], policyTypesToDisable: [type] } },
  });

  test.each([
    [0, []],
    [1, ['a policy that the code leaves attached (given: labels on Root/U0).']],
    [5, ['policies that the code leaves attached (given: labels on Root/U0, labels on Root/U1, labels on Root/U2, labels on Root/U3, labels on Root/U4).']],
    [7, ['policies that the code leaves attached (given: labels on Root/U0, labels on Root/U1, labels on Root/U2, labels on Root/U3, labels on Root/U4 and 2 more).']],
  ])('are named up to the fifth: %s', (count, expected) => {
    expect(told(reviewOf(units(count), units(count)))).toEqual(expected.map((text) => expect.stringContaining(text)));
  });
});

describe('trusted access', () => {
  const administered = (servicePrincipal: string, more: Partial<Organization> = {}) => organization({
    root: { accounts: [account('shop'), account('lab')] },
    more: {
      delegatedAdministrators: ['shop', 'lab'].map((name) => ({ accountId: symbol(name), accountName: name, servicePrincipal, owner: 'S' })), ...more,
    },
  });
  const none = administered('', { delegatedAdministrators: [] });
  const CONFIG = 'config.amazonaws.com';

  test('is missing for each new administrator, and not for one that is registered already', () => {
    const [both, one] = [administered(CONFIG), administered(CONFIG)];
    expect(reviewOf(none, both).obstacles.map(({ kind, subject }) => [kind, subject])).toEqual([['noTrustedAccess', 'shop'], ['noTrustedAccess', 'lab']]);
    expect(reviewOf({ ...one, delegatedAdministrators: one.delegatedAdministrators.slice(0, 1) }, both).obstacles.map(({ subject }) => subject)).toEqual(['lab']);
    expect(kinds(reviewOf(administered('sso.amazonaws.com'), both))).toStrictEqual(['noTrustedAccess', 'noTrustedAccess']);
    expect(kinds(reviewOf(both, both))).toStrictEqual([]);
    expect(kinds(reviewOf(none, administered(CONFIG, { trustedServices: [CONFIG] })))).toStrictEqual([]);
  });

  test('is missing only for a policy type that is new and cannot be enabled without it', () => {
    const types = (...policyTypes: PolicyTypeName[]) => organization({ more: { policyTypes } });
    expect(reviewOf(types(), types('SECURITYHUB_POLICY', 'TAG_POLICY', 'SERVICE_CONTROL_POLICY')).obstacles.map(({ kind, subject }) => [kind, subject]))
      .toEqual([['noTrustedAccess', 'SECURITYHUB_POLICY']]);
    expect(kinds(reviewOf(types('SECURITYHUB_POLICY'), types('SECURITYHUB_POLICY', 'TAG_POLICY')))).toStrictEqual([]);
  });
});

describe('consolidated billing in place of all features', () => {
  const code = (featureSet: string, id = symbol('Organization')) => organization({ more: { featureSet, id } });

  test('names where all features are', () => {
    expect(told(reviewOf(code('ALL'), code('CONSOLIDATED_BILLING')))[0]).toContain('The organization had all features in the code, which');
    expect(told(reviewOfDeployment(live.organization(), code('CONSOLIDATED_BILLING')))[0]).toContain('The organization has all features, which');
  });

  test('is no obstacle where the code does not make the organization before or afterwards', () => {
    expect(kinds(reviewOf(code('ALL', ''), code('CONSOLIDATED_BILLING')))).toStrictEqual([]);
    expect(kinds(reviewOf(code('ALL'), code('CONSOLIDATED_BILLING', '')))).toStrictEqual([]);
    expect(kinds(reviewOf(code('CONSOLIDATED_BILLING'), code('CONSOLIDATED_BILLING')))).toStrictEqual([]);
  });
});

test.each([
  ['CloseAccount', 'Keep allowAccountClosure: true on the Organization until the account is gone.'],
  ['RemoveAccountFromOrganization', 'Keep allowAccountRemoval: true on the Organization until the account is gone.'],
] as const)('a removal with %s names the key that permits it', (Action, remedy) => {
  const base = organization({ root: { accounts: [account('shop', { code: { ...IN_CODE, removal: { Action } } })] } });
  expect(told(reviewOf(base, organization()))).toEqual([
    `removalNotAllowed Root/shop: Root/shop is removed from the app with ${Action}, for which the organization in the code gives no right (given: ${Action}). ${remedy}`,
  ]);
});
