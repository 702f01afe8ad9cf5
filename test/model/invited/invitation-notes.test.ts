import { invitation, SHOP_EMAIL, SHOP_ID } from './invited-app';
import { OWNER_TAG_KEY, ownerTagValue } from '../../../src/contract';
import { invitationNotes, type Organization, type Policy } from '../../../src/model';
import { account, attached, FULL_ACCESS, inCode, live, organization, owned, policy, symbol, unit } from '../organizations';

const DENY = (action: string) => ({ Version: '2012-10-17', Statement: { Effect: 'Deny', Action: action, Resource: '*' } });
const GUARD = live.policy('guard', DENY('s3:*'), owned);
const OTHER = live.policy('other', DENY('sqs:*'), owned);
const PLACED = { [OWNER_TAG_KEY]: ownerTagValue({ owner: 'S', adopted: false, formerParentId: 'r-root' }) };

const [guard, other] = [policy('guard', DENY('s3:*')), policy('other', DENY('sqs:*'))];
type Place = 'root' | 'Workloads' | 'Sandbox';

/** Code that invites the account into a place and attaches policies to it. */
function code(place: Place, attachedPolicies: readonly Policy[] = [], party: object = { accountId: SHOP_ID }): Organization {
  const shop = account(SHOP_ID, {
    id: symbol('Shop'), email: '', state: 'INVITED', code: inCode(symbol('Shop'), { invited: party }), attachedPolicies: [FULL_ACCESS, ...attachedPolicies.map(attached)],
  });
  const at = (each: Place) => (each === place ? [shop] : []);
  return organization({
    root: {
      accounts: at('root'),
      organizationalUnits: [unit('Sandbox', { accounts: at('Sandbox') }), unit('Workloads', { accounts: [account('bank'), ...at('Workloads')] })],
    },
    policies: [guard, other],
  });
}

/** The organization in which the account is a member. */
function found(place: Place, tags: Policy['tags'], attachedPolicies: readonly Policy[] = [], policies: Policy[] = [GUARD, OTHER]): Organization {
  const shop = live.account('Shop Ltd', 1, { id: SHOP_ID, email: SHOP_EMAIL, tags, attachedPolicies: [FULL_ACCESS, ...attachedPolicies.map(attached)] });
  const at = (each: Place) => (each === place ? [shop] : []);
  return live.organization({
    root: {
      accounts: at('root'),
      organizationalUnits: [
        live.unit('Sandbox', 2, { tags: owned, accounts: at('Sandbox') }),
        live.unit('Workloads', 1, { tags: owned, accounts: [live.account('bank', 2, { tags: owned }), ...at('Workloads')] }),
      ],
    },
    policies,
  });
}

describe('a member that the code invites waits for a deployment', () => {
  test.each<[string, Place, Place, Policy['tags'], boolean]>([
    ['in the root, if its place is elsewhere', 'Workloads', 'root', owned, true],
    ['wherever it is, if a person has invited it', 'Workloads', 'Sandbox', {}, true],
    ['wherever it is, if another stack has invited it', 'Workloads', 'root', { [OWNER_TAG_KEY]: 'Other' }, true],
    ['not in the root after a deployment has found it', 'Workloads', 'root', PLACED, false],
    ['not in another unit, to which a person has moved it', 'Workloads', 'Sandbox', owned, false],
    ['not in a unit if the root is its place', 'root', 'Sandbox', owned, false],
    ['not in its place', 'Workloads', 'Workloads', PLACED, false],
  ])('%s', (_, place, present, tags, waits) => {
    expect(invitationNotes(code(place), found(present, tags))).toStrictEqual(waits
      ? [{ account: SHOP_ID, parent: `Root/${place}`, status: 'ACCEPTED', path: `${present === 'root' ? 'Root' : `Root/${present}`}/Shop Ltd` }]
      : []);
  });

  test.each<[string, readonly Policy[], readonly Policy[], boolean]>([
    ['not without policies', [], [], false],
    ['not without policies of the code, regardless of policies of others', [], [OTHER], false],
    ['until its policy is attached', [guard], [], true],
    ['until one of its policies is attached, and those of others do not count', [guard], [OTHER], true],
    ['not once the first of its policies is attached', [guard, other], [GUARD], false],
    ['not once another one of its policies is attached', [guard, other], [OTHER], false],
  ])('in the root as its place: %s', (_, listed, present, waits) => {
    expect(invitationNotes(code('root', listed), found('root', owned, present)).map(({ parent, status }) => [parent, status]))
      .toEqual(waits ? [['Root', 'ACCEPTED']] : []);
  });

  test('not in the root if its policy was only renamed and changed', () => {
    const renamed = { ...live.policy('renamed', DENY('sns:*'), owned), id: GUARD.id };
    expect(invitationNotes(code('root', [guard]), found('root', owned, [renamed], [renamed, OTHER]))).toEqual([]);
  });
});

describe('an account that has not joined', () => {
  const without = found('root', {});
  const notes = (of: Organization, invitations?: Organization['invitations']) => (
    invitationNotes(of, { ...without, root: { ...without.root, accounts: [] }, invitations }));

  test('has the status and the times of its invitation', () => {
    const others = invitation({ accountId: '333344445555', status: 'DECLINED' });
    const times = { requestedAt: '2026-11-20T08:00:00.000Z', expiresAt: '2026-12-05T08:00:00.000Z' };
    expect(notes(code('Workloads'), [others, invitation({ status: 'EXPIRED' })])).toStrictEqual([{ account: SHOP_ID, parent: 'Root/Workloads', status: 'EXPIRED', ...times }]);
    const byAddress = invitation({ accountId: undefined, email: SHOP_EMAIL });
    expect(notes(code('Sandbox', [], { email: 'Shop@Elsewhere.example' }), [byAddress]))
      .toStrictEqual([{ account: 'Shop@Elsewhere.example', parent: 'Root/Sandbox', status: 'INVITED', ...times }]);
  });

  test('is missing without an invitation, and has no times then', () => {
    expect(notes(code('root'))).toStrictEqual([{ account: SHOP_ID, parent: 'Root', status: 'MISSING' }]);
  });
});

test('accounts that the code creates, or only names, have no notes', () => {
  const of = organization({ root: { accounts: [account('bank'), account('333344445555', { id: '333344445555', code: undefined })] } });
  expect(invitationNotes(of, live.organization({ root: { accounts: [live.account('bank', 2)] } }))).toStrictEqual([]);
});
