import { ANA, BEN, DAY_MS, EVE, invite, join, memberIds, MANAGEMENT, target, withStrangers } from './accounts';
import { Harness } from '../../harness';

const SCP = 'SERVICE_CONTROL_POLICY';

test('an account that accepts is in the root, with the tags of the invitation and the default policies', () => {
  const harness = withStrangers();
  const root = harness.simulator.state().root?.id;
  harness.call('EnablePolicyType', { RootId: root, PolicyType: SCP });
  const { Handshake: { Id } } = harness.call('InviteAccountToOrganization', target(ANA.id, { Tags: [{ Key: 'team', Value: 'red' }] }));
  harness.now += 5000;

  expect(harness.call('AcceptHandshake', { HandshakeId: Id }, ANA.id).Handshake.State).toBe('ACCEPTED');
  expect(harness.call('DescribeAccount', { AccountId: ANA.id }).Account).toMatchObject({
    Email: ANA.email, Name: 'Ana', JoinedMethod: 'INVITED', JoinedTimestamp: harness.now / 1000, State: 'ACTIVE',
  });
  expect(harness.call('ListParents', { ChildId: ANA.id }).Parents).toEqual([{ Id: root, Type: 'ROOT' }]);
  expect(harness.call('ListTagsForResource', { ResourceId: ANA.id }).Tags).toEqual([{ Key: 'team', Value: 'red' }]);
  expect(harness.call('ListPoliciesForTarget', { TargetId: ANA.id, Filter: SCP }).Policies).toMatchObject([{ Id: 'p-FullAWSAccess' }]);
  expect(harness.call('DescribeOrganization', {}, ANA.id).Organization.MasterAccountId).toBe(MANAGEMENT);
});

test('an invited account may leave at once, and may be invited again', () => {
  const harness = withStrangers();
  join(harness, ANA.id);
  harness.call('LeaveOrganization', {}, ANA.id);

  expect(memberIds(harness)).toEqual([MANAGEMENT]);
  expect(harness.error('DescribeOrganization', {}, ANA.id)).toBe('AWSOrganizationsNotInUseException');
  join(harness, ANA.id);
  expect(memberIds(harness)).toEqual([MANAGEMENT, ANA.id]);
});

test('a created account that left is stand-alone and can be invited by its address', () => {
  const harness = withStrangers();
  const account = harness.account('one');
  harness.now += 4 * DAY_MS;
  harness.call('RemoveAccountFromOrganization', { AccountId: account });
  const id = invite(harness, 'one@example.com');

  harness.call('AcceptHandshake', { HandshakeId: id }, account);
  expect(harness.call('DescribeAccount', { AccountId: account }).Account).toMatchObject({ Name: 'one', JoinedMethod: 'INVITED' });
  expect(harness.simulator.state().addressesTakenElsewhere).toEqual([]);
});

test('the address of an account outside of the organization cannot be used for a new one', () => {
  const harness = withStrangers();
  const { CreateAccountStatus: { Id } } = harness.call('CreateAccount', { Email: ANA.email, AccountName: 'copy' });
  harness.now += 60_000;

  expect(harness.call('DescribeCreateAccountStatus', { CreateAccountRequestId: Id }).CreateAccountStatus.FailureReason).toBe('EMAIL_ALREADY_EXISTS');
});

describe('an account of another organization', () => {
  /** Ana has an organization with Ben in it, and the simulator's own organization invites Ben. */
  function withRival(limits = {}): Harness {
    const harness = withStrangers({ limits });
    harness.call('CreateOrganization', {}, ANA.id);
    join(harness, BEN.id, ANA.id);
    harness.now += 7 * DAY_MS;
    return harness;
  }

  test('goes over when it accepts, without what it had there', () => {
    const harness = withRival();
    harness.call('TagResource', { ResourceId: BEN.id, Tags: [{ Key: 'a', Value: 'b' }] }, ANA.id);
    join(harness, BEN.id);

    expect(memberIds(harness)).toEqual([MANAGEMENT, BEN.id]);
    expect(memberIds(harness, ANA.id)).toEqual([ANA.id]);
    expect(harness.call('ListTagsForResource', { ResourceId: BEN.id }).Tags).toEqual([]);
  });

  test('stays when it is the management account', () => {
    const harness = withRival();

    expect(harness.error('AcceptHandshake', { HandshakeId: invite(harness, ANA.id) }, ANA.id)).toBe('MasterCannotLeaveOrganizationException');
    expect(memberIds(harness, ANA.id)).toEqual([ANA.id, BEN.id]);
  });

  test('stays while it is a delegated administrator', () => {
    const harness = withRival();
    const ServicePrincipal = 'config.amazonaws.com';
    harness.call('EnableAWSServiceAccess', { ServicePrincipal }, ANA.id);
    harness.call('RegisterDelegatedAdministrator', { AccountId: BEN.id, ServicePrincipal }, ANA.id);

    expect(harness.error('AcceptHandshake', { HandshakeId: invite(harness, BEN.id) }, BEN.id))
      .toBe('ConstraintViolationException CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG');
  });

  test('stays when it is closed', () => {
    const harness = withRival();
    harness.call('CloseAccount', { AccountId: BEN.id }, ANA.id);

    expect(harness.error('AcceptHandshake', { HandshakeId: invite(harness, BEN.id) }, BEN.id))
      .toBe('ConstraintViolationException ACCOUNT_CANNOT_LEAVE_ORGANIZATION');
  });

  test.each<[string, { minimumAgeForTransferMs?: number }, number]>([
    ['its creation', { minimumAgeForTransferMs: 0 }, 4 * DAY_MS],
    ['the creation of its organization, seven days', {}, 7 * DAY_MS - 60_000],
  ])('stays for a while after %s', (_, limits, wait) => {
    const harness = withStrangers({ limits });
    harness.call('CreateOrganization', {}, ANA.id);
    harness.call('CreateAccount', { Email: 'new@example.com', AccountName: 'new' }, ANA.id);
    harness.now += 60_000;
    const { AccountId, CompletedTimestamp } = harness.call('ListCreateAccountStatus', {}, ANA.id).CreateAccountStatuses[0];
    const HandshakeId = invite(harness, AccountId);
    if (wait === 4 * DAY_MS) harness.now = CompletedTimestamp * 1000;

    harness.now += wait - 1;
    expect(harness.error('AcceptHandshake', { HandshakeId }, AccountId)).toBe('ConstraintViolationException WAIT_PERIOD_ACTIVE');
    harness.now += 1;
    harness.call('AcceptHandshake', { HandshakeId }, AccountId);
    expect(memberIds(harness)).toEqual([MANAGEMENT, AccountId]);
  });

  test('does not change its membership twice in the interval', () => {
    const harness = withRival({ membershipChangeIntervalMs: 8 * DAY_MS });
    const HandshakeId = invite(harness, BEN.id);

    expect(harness.error('AcceptHandshake', { HandshakeId }, BEN.id))
      .toBe('HandshakeConstraintViolationException ORGANIZATION_MEMBERSHIP_CHANGE_RATE_LIMIT_EXCEEDED');
    harness.now += DAY_MS;
    expect(harness.call('AcceptHandshake', { HandshakeId }, BEN.id).Handshake.State).toBe('ACCEPTED');
  });
});

test('an organization that is full when an invitation is accepted takes nobody', () => {
  const harness = withStrangers();
  const HandshakeId = invite(harness, ANA.id);
  const full = new Harness({ state: harness.simulator.state(), limits: { accounts: 1 } });
  full.now = harness.now;

  expect(full.error('AcceptHandshake', { HandshakeId }, ANA.id)).toBe('HandshakeConstraintViolationException ACCOUNT_NUMBER_LIMIT_EXCEEDED');
});

test('a creation in progress counts where an invitation is accepted', () => {
  const harness = withStrangers();
  const HandshakeId = invite(harness, ANA.id);
  harness.call('CreateAccount', { Email: 'new@example.com', AccountName: 'new' });
  const full = new Harness({ state: harness.simulator.state(), limits: { accounts: 2 } });
  full.now = harness.now;

  expect(full.error('AcceptHandshake', { HandshakeId }, ANA.id)).toBe('HandshakeConstraintViolationException ACCOUNT_NUMBER_LIMIT_EXCEEDED');
});

test('an account that the organization created for an invited address is in it already', () => {
  const harness = withStrangers();
  const HandshakeId = invite(harness, 'one@example.com');
  const account = harness.account('one');

  expect(harness.error('AcceptHandshake', { HandshakeId }, account)).toBe('HandshakeConstraintViolationException ALREADY_IN_AN_ORGANIZATION');
});

test('an account that joined and was closed is gone after 90 days', () => {
  const harness = withStrangers();
  join(harness, ANA.id);
  harness.call('CloseAccount', { AccountId: ANA.id });
  harness.now += 120_000;
  expect(harness.call('ListHandshakesForAccount', {}, ANA.id).Handshakes).toHaveLength(1);
  harness.now += 90 * DAY_MS;

  expect(harness.error('ListHandshakesForAccount', {}, ANA.id)).toBe('AccessDeniedException');
  expect(harness.simulator.state().knownAccounts).toEqual([BEN, EVE]);
});

test('an account whose requests come from another partition cannot join', () => {
  const harness = withStrangers();

  expect(harness.error('AcceptHandshake', { HandshakeId: invite(harness, ANA.id) }, ANA.id, 'cn-north-1'))
    .toBe('HandshakeConstraintViolationException ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD');
});

test('two organizations do not see, change or throttle each other', () => {
  const harness = withStrangers({ rates: true, conflicts: true });
  harness.call('CreateOrganization', {}, ANA.id);
  harness.now += 5000;
  const [own, others] = [undefined, ANA.id].map((caller) => harness.call('ListRoots', {}, caller).Roots[0].Id);

  expect(others).not.toBe(own);
  expect(harness.error('ListOrganizationalUnitsForParent', { ParentId: own }, ANA.id)).toBe('ParentNotFoundException');
  harness.call('CreateAccount', { Email: 'a@example.com', AccountName: 'a' });
  expect(harness.call('CreateAccount', { Email: 'b@example.com', AccountName: 'b' }, ANA.id).CreateAccountStatus.State).toBe('IN_PROGRESS');
  expect(harness.call('DescribeOrganization', {}, ANA.id).Organization).toMatchObject({ MasterAccountId: ANA.id, MasterAccountEmail: ANA.email });
  expect(harness.call('DescribeAccount', { AccountId: ANA.id }, ANA.id).Account.Name).toBe('Ana');
  harness.now += 60_000;
  expect(memberIds(harness, ANA.id)).toHaveLength(2);
});

test('an account that does not exist can do nothing', () => {
  const harness = withStrangers();

  expect(harness.error('CreateOrganization', {}, '999999999999')).toBe('AccessDeniedException');
  expect(harness.error('ListHandshakesForAccount', {}, '999999999999')).toBe('AccessDeniedException');
});

test('the management account can join another organization while it has none', () => {
  const harness = new Harness({ standaloneAccounts: [ANA] });
  harness.call('CreateOrganization', {}, ANA.id);
  join(harness, MANAGEMENT, ANA.id);

  expect(harness.call('DescribeOrganization').Organization.MasterAccountId).toBe(ANA.id);
  expect(harness.error('CreateOrganization')).toBe('AlreadyInOrganizationException');
  const copy = new Harness({ state: JSON.parse(JSON.stringify(harness.simulator.state())) });
  expect(copy.call('DescribeOrganization').Organization.MasterAccountId).toBe(ANA.id);
});
