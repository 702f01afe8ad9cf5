import { accountDigest } from '../../../src/contract';
import { diff, type InCode, INVITED_STATE, type OrganizationalUnit, type OrganizationInCode } from '../../../src/model';
import { account, IN_CODE, organization, policy, unit } from '../organizations';

const CONTENT = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:DeleteBucket', Resource: '*' }] };
const BOTH = ['Other', 'S'];
const CLOSE: Partial<InCode> = { removal: { Action: 'CloseAccount' } };

function handedOver(base: Parameters<typeof diff>[0], head: Parameters<typeof diff>[1]): object[] {
  return diff(base, head).flatMap((change) => (change.kind === 'handedOver' ? [[change.on.kind, change.from, change.to, change.formerFirst, change.newFirst]] : []));
}

function inStacks(owners: readonly string[], more: Partial<OrganizationInCode> = {}) {
  return { code: { owners, guardedActions: [], withoutFullAwsAccess: [], ...more } };
}

/** The moves of a policy, and of a unit, from a stack `S` to a stack `Other`. */
function moved(
  former: Partial<InCode>, present: Partial<InCode>, owners = BOTH, below: Partial<OrganizationalUnit> = {}, belowAfter = below,
): object[] {
  const of = (code: InCode, more: Partial<OrganizationalUnit>) => organization({
    root: { organizationalUnits: [unit('Unit', { code, ...more })] },
    policies: [policy('guard', CONTENT, { code })],
    more: inStacks(owners),
  });
  return handedOver(of({ ...IN_CODE, ...former }, below), of({ ...IN_CODE, owner: 'Other', adopt: true, ...present }, belowAfter));
}

const both = (formerFirst: string, newFirst: string) => ['policy', 'organizationalUnit'].map((kind) => [kind, 'S', 'Other', formerFirst, newFirst]);

test.each<[string, Partial<InCode>, Partial<InCode>, string[], object[]]>([
  ['are deleted by the former stack if it is deployed first, and the new one has nothing to adopt', {}, {}, BOTH, both('deleted', 'takenOver')],
  ['without adopt, are recreated if the former stack is deployed first, and else refused', {}, { adopt: false }, BOTH, both('recreated', 'refused')],
  ['stay where the former stack retains them', { retained: true }, {}, BOTH, both('takenOver', 'takenOver')],
  ['stay where the former stack has adopted them and only releases them', { adopt: true }, {}, BOTH, both('takenOver', 'takenOver')],
  ['stay where the former stack retains them, and are refused without adopt', { retained: true }, { adopt: false }, BOTH, both('refused', 'refused')],
  ['stay where the former stack is no longer in the code, so that it is not deleted', {}, {}, ['Other'], both('takenOver', 'takenOver')],
  ['are no change in their own stack', {}, { owner: 'S' }, BOTH, []],
])('a policy and an empty unit that move to another stack %s', (_, former, present, owners, expected) => {
  expect(moved(former, present, owners)).toEqual(expected);
});

const STAYS = ['organizationalUnit', 'S', 'Other', 'takenOver', 'takenOver'];
const DELETED = ['organizationalUnit', 'S', 'Other', 'deleted', 'takenOver'];
const IN_OTHER: InCode = { ...IN_CODE, owner: 'Other', adopt: true };

test.each<[string, Partial<OrganizationalUnit>, Partial<OrganizationalUnit>, object[]]>([
  ['an account in it is not deleted by the former stack', { accounts: [account('shop')] }, { accounts: [account('shop')] }, [STAYS]],
  ['a unit in it is not deleted by the former stack', { organizationalUnits: [unit('Below')] }, { organizationalUnits: [unit('Below')] }, [STAYS]],
  ['an account in it that is removed from the app and stays is not deleted', { accounts: [account('shop')] }, {}, [STAYS]],
  ['an account in it that is removed from the organization is deleted', { accounts: [account('shop', { code: { ...IN_CODE, removal: { Action: 'RemoveAccountFromOrganization' } } })] }, {}, [DELETED]],
  ['a unit in it that is deleted is deleted as well', { organizationalUnits: [unit('Below')] }, {}, [DELETED]],
  ['a unit in it that moves along is deleted with it', { organizationalUnits: [unit('Below')] }, { organizationalUnits: [unit('Below', { code: IN_OTHER })] }, [DELETED, DELETED]],
])('a unit that moves to another stack with %s', (_, below, belowAfter, expected) => {
  expect(moved({}, {}, BOTH, below, belowAfter).slice(1)).toEqual(expected);
});

test('a unit whose accounts moveAccountsTo moves away is deleted by the former stack', () => {
  const accounts = { accounts: [account('shop')] };
  expect(moved({ moveAccountsTo: '${S.Organization.RootId}' }, {}, BOTH, accounts, {}).slice(1)).toEqual([DELETED]);
});

describe('an account that moves to another stack, beside one that stays', () => {
  const shop = (code: Partial<InCode>, more = {}) => account('shop', { code: { ...IN_CODE, ...code }, ...more });
  const stays = account('blog', { code: { ...IN_CODE, ...CLOSE } });
  const move = (
    former: Partial<InCode>, present: Partial<InCode>, more: Partial<OrganizationInCode> = {}, owners = BOTH, fields = {},
  ) => handedOver(
    organization({ root: { accounts: [shop(former, fields), stays] }, more: inStacks(owners) }),
    organization({ root: { accounts: [shop({ owner: 'Other', ...present }, fields), stays] }, more: inStacks(owners, more) }),
  );
  const adopt = { adopt: true };
  const noted = (owner: string, ...names: string[]) => ({ notedAccounts: [{ owner, digests: names.map(accountDigest) }] });

  test.each<[string, object[], string, string]>([
    ['is closed if the former stack is deployed first', move(CLOSE, adopt), 'closed', 'takenOver'],
    ['is closed if the former stack is deployed first, also without adopt', move(CLOSE, {}), 'closed', 'refused'],
    ['is closed if the former stack has adopted it', move({ ...CLOSE, adopt: true }, adopt), 'closed', 'takenOver'],
    ['is removed from the organization', move({ removal: { Action: 'RemoveAccountFromOrganization' } }, adopt), 'removedFromOrganization', 'takenOver'],
    ['is moved away', move({ removal: { Action: 'MoveAccount', ParentId: '${S.Organization.RootId}' } }, adopt), 'moved', 'takenOver'],
    ['stays without a removal setting', move({}, adopt), 'takenOver', 'takenOver'],
    ['stays without a removal setting, and is refused without adopt', move({}, {}), 'refused', 'refused'],
    ['stays if it is retained', move({ ...CLOSE, retained: true }, adopt), 'takenOver', 'takenOver'],
    ['stays if the former stack is no longer in the code', move(CLOSE, adopt, {}, ['Other']), 'takenOver', 'takenOver'],
    ['stays if the template of the former stack notes it', move(CLOSE, adopt, noted('S', 'SHOP@example.com')), 'takenOver', 'takenOver'],
    ['stays if the template notes it, and is refused without adopt', move(CLOSE, {}, noted('S', 'shop@example.com')), 'refused', 'refused'],
    ['is closed if the template notes another account', move(CLOSE, adopt, noted('S', 'blog@example.com')), 'closed', 'takenOver'],
    ['is closed if the template of another stack notes it', move(CLOSE, adopt, noted('Other', 'shop@example.com')), 'closed', 'takenOver'],
    ['may have joined after its invitation, and is closed then', move({ ...CLOSE, invited: { email: 'shop@example.com' } }, { invited: { email: 'shop@example.com' } }, {}, BOTH, { state: INVITED_STATE }), 'closed', 'refused'],
    ['loses its invitation', move({ invited: { email: 'shop@example.com' } }, { invited: { email: 'shop@example.com' } }, {}, BOTH, { state: INVITED_STATE }), 'invitationCanceled', 'refused'],
  ])('%s', (_, changes, formerFirst, newFirst) => {
    expect(changes).toEqual([['account', 'S', 'Other', formerFirst, newFirst]]);
  });

  test('in another Region of the same stack name is a move to another stack', () => {
    const base = organization({ root: { accounts: [shop({ ...CLOSE, owner: 'S@us-east-1' })] }, more: inStacks(['S@eu-west-1', 'S@us-east-1']) });
    const head = organization({ root: { accounts: [shop({ owner: 'S@eu-west-1', ...adopt })] }, more: inStacks(['S@eu-west-1', 'S@us-east-1']) });
    expect(handedOver(base, head)).toEqual([['account', 'S@us-east-1', 'S@eu-west-1', 'closed', 'takenOver']]);
  });
});

describe('the registration of an administrator that moves to another stack, beside one that stays', () => {
  const registration = (servicePrincipal: string, owner?: string, retained?: true) => (
    { accountId: '${S.Shop}', accountName: 'shop', servicePrincipal, ...(owner ? { owner } : {}), ...(retained ? { retained } : {}) });
  const of = (owner: string | undefined, owners = BOTH, retained?: true) => organization({
    more: { ...inStacks(owners), delegatedAdministrators: [registration('config.amazonaws.com', owner, retained), registration('ram.amazonaws.com', 'S')] },
  });

  test.each<[string, object[], object[]]>([
    ['is ended and made again if the former stack is deployed first', handedOver(of('S'), of('Other')), [['delegatedAdministrator', 'S', 'Other', 'recreated', 'takenOver']]],
    ['stays if it is retained', handedOver(of('S', BOTH, true), of('Other')), [['delegatedAdministrator', 'S', 'Other', 'takenOver', 'takenOver']]],
    ['stays if its former stack is no longer in the code', handedOver(of('S', ['Other']), of('Other', ['Other'])), [['delegatedAdministrator', 'S', 'Other', 'takenOver', 'takenOver']]],
    ['is no change in its own stack', handedOver(of('S'), of('S')), []],
    ['is no change if its stack is unknown', handedOver(of(undefined), of('Other')), []],
  ])('%s', (_, changes, expected) => {
    expect(changes).toEqual(expected);
  });
});

test.each<[string, Partial<InCode>, string[], string]>([
  ['is deleted by the former stack if it is empty and the code has turned both keys', {}, BOTH, 'recreated'],
  ['stays if it is retained', { retained: true }, BOTH, 'takenOver'],
  ['stays if it was adopted', { adopt: true }, BOTH, 'takenOver'],
  ['stays if its former stack is no longer in the code', {}, ['Other'], 'takenOver'],
])('an organization whose construct moves to another stack %s, and is taken over without adopt', (_, former, owners, formerFirst) => {
  const of = (code: InCode) => organization({ root: { code }, more: inStacks(owners) });
  expect(handedOver(of({ ...IN_CODE, ...former }), of({ ...IN_CODE, owner: 'Other' }))).toEqual([['root', 'S', 'Other', formerFirst, 'takenOver']]);
});
