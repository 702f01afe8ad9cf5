import { invitation, invitedCode, invitedLive, SHOP_EMAIL, SHOP_ID } from './invited-app';
import { membersOnly, type Organization, targets, withInvitedInRoot, withoutPlans, withPendingAccounts } from '../../../src/model';
import { account, FULL_ACCESS, inCode, live, symbol } from '../organizations';

const PENDING_ID = `invited/${SHOP_ID}`;
const BANK_ID = '333344445555';
const byAddress = (email: string) => invitation({ id: 'h-examplehandshake3', accountId: undefined, email });
const placesOf = (organization: Organization) => [...targets(organization)].flatMap(({ path, target, kind }) => (kind === 'account' ? [[target.id, path]] : []));
const MANAGER = ['999988887777', 'Root/Manager'];
/** An invited account of code that no other part of it mentions. */
const invited = (party: { readonly accountId?: string; readonly email?: string }, logicalId: string) => {
  const name = party.accountId ?? party.email!;
  return account(name, { id: symbol(logicalId), email: party.email ?? '', state: 'INVITED', code: inCode(symbol(logicalId), { invited: party }) });
};
const inRoot = (code: Organization, ...accounts: Organization['root']['accounts']): Organization => ({ ...code, root: { ...code.root, accounts } });

describe('an organization with the accounts of its open invitations', () => {
  test('has each of them where the code places it, with the policies of the code that exist', () => {
    const found = withPendingAccounts(invitedLive({ invitations: [invitation()] }), invitedCode());
    expect(placesOf(found)).toEqual([MANAGER, [PENDING_ID, `Root/Workloads/${SHOP_ID}`]]);
    expect(found.root.organizationalUnits[1].accounts).toMatchObject([{
      state: 'INVITED', tags: { team: 'shop' }, attachedPolicies: [FULL_ACCESS, { id: 'p-no-topics', name: 'no-topics' }],
    }]);
  });

  test('has no policies that are still to be made, and only those of AWS that it enables', () => {
    const { policies, ...rest } = invitedLive({ invitations: [invitation()] });
    const before = { ...rest, policies: policies.filter(({ name }) => name !== 'no-topics'), policyTypes: [] };
    expect(withPendingAccounts(before, invitedCode()).root.organizationalUnits[1].accounts).toMatchObject([{ attachedPolicies: [] }]);
  });

  test('has an account in the root until its organizational unit exists', () => {
    const { root, ...rest } = invitedLive({ invitations: [invitation()] });
    const before = { ...rest, root: { ...root, organizationalUnits: [] } };
    expect(placesOf(withPendingAccounts(before, invitedCode()))).toEqual([[PENDING_ID, `Root/${SHOP_ID}`], MANAGER]);
  });

  test.each(['DECLINED', 'EXPIRED', 'CANCELED'] as const)('is the same while an invitation is %s', (status) => {
    const before = invitedLive({ invitations: [invitation({ status })] });
    expect(withPendingAccounts(before, invitedCode())).toBe(before);
  });

  test('is the same without invitations', () => {
    const before = invitedLive();
    expect(withPendingAccounts(before, invitedCode())).toBe(before);
  });

  test('has no account that only other people invited, and none whose invitation ended', () => {
    const others = invitation({ id: 'h-examplehandshake2', accountId: BANK_ID });
    const before = invitedLive({ invitations: [invitation({ status: 'DECLINED' }), others] });
    expect(withPendingAccounts(before, invitedCode())).toEqual(before);
  });

  test('follows the first version of the code that invites an account, and has those of the others as well', () => {
    const invitations = [invitation(), byAddress('bank@elsewhere.example')];
    const later = inRoot(invitedCode({ parent: 'Sandbox' }), invited({ email: 'Bank@elsewhere.example' }, 'Bank'));
    expect(placesOf(withPendingAccounts(invitedLive({ invitations }), invitedCode(), later))).toEqual([
      ['invited/bank@elsewhere.example', 'Root/Bank@elsewhere.example'], MANAGER, [PENDING_ID, `Root/Workloads/${SHOP_ID}`],
    ]);
    expect(placesOf(withPendingAccounts(invitedLive({ invitations }), later, invitedCode())))
      .toContainEqual([PENDING_ID, `Root/Sandbox/${SHOP_ID}`]);
  });

  test('has a member once, even if its invitation is still listed as open', () => {
    const before = invitedLive({ invitations: [byAddress(SHOP_EMAIL)], member: 'root' });
    expect(withPendingAccounts(before, invitedCode({ shop: { Email: SHOP_EMAIL } }))).toEqual(before);
  });
});

describe('an organization whose invitations will be accepted', () => {
  test('has an account in the root for each open one, by its ID or by its address', () => {
    const invitations = [
      invitation(), byAddress('Bank@elsewhere.example'), invitation({ id: 'h-examplehandshake4', accountId: BANK_ID, status: 'EXPIRED' }),
    ];
    const before = invitedLive({ invitations });
    const [shop, bank, ...others] = withInvitedInRoot(before).root.accounts;
    const joining = { state: 'INVITED', tags: {}, attachedPolicies: [FULL_ACCESS] };
    expect([shop, bank]).toEqual([
      { ...joining, id: PENDING_ID, name: SHOP_ID, email: '' },
      { ...joining, id: 'invited/bank@elsewhere.example', name: 'Bank@elsewhere.example', email: 'Bank@elsewhere.example' },
    ]);
    expect(others.map(({ name }) => name)).toEqual(['Manager']);
    const members = before.root.accounts.map(({ code: _code, ...member }) => member);
    expect(withInvitedInRoot(before)).toEqual({ ...before, root: { ...before.root, accounts: [shop, bank, ...members] } });
  });

  test('stays the same if nothing is open, or if the accounts are in the tree already', () => {
    const before = [
      invitedLive(), invitedLive({ invitations: [invitation({ status: 'DECLINED' })] }), withInvitedInRoot(invitedLive({ invitations: [invitation()] })),
    ];
    for (const same of before) expect(withInvitedInRoot(same)).toBe(same);
  });
});

describe('plans for accounts that have not joined', () => {
  const administrator = (accountId: string, accountName: string) => ({ accountId, accountName, servicePrincipal: 'sso.amazonaws.com' });
  const planned = {
    ...withPendingAccounts(invitedLive({ invitations: [invitation()] }), invitedCode()),
    delegatedAdministrators: [administrator('999988887777', 'Manager'), administrator(PENDING_ID, SHOP_ID)],
  };

  test('are left out together with the accounts', () => {
    const members = membersOnly(planned);
    expect(placesOf(members)).toEqual([MANAGER]);
    expect(members.root.organizationalUnits.map(({ name }) => name)).toEqual(['Sandbox', 'Workloads']);
    expect(members.delegatedAdministrators).toEqual([administrator('999988887777', 'Manager')]);
  });

  test('are left out, and the accounts stay', () => {
    expect(withoutPlans(planned)).toEqual({ ...planned, delegatedAdministrators: [administrator('999988887777', 'Manager')] });
  });

  test('are none where every account is a member', () => {
    const members = live.organization({
      root: { accounts: [live.account('shop', 1)] }, more: { delegatedAdministrators: [administrator('111122223301', 'shop')] },
    });
    expect(membersOnly(members)).toBe(members);
    expect(withoutPlans(members)).toEqual(members);
  });
});
