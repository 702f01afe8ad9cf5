import { ANA, BEN, DAY_MS, EVE, invite, join, MANAGEMENT, stateOf, target, withStrangers } from './accounts';
import { Harness } from '../../harness';

test('an invitation has the form of the API reference', () => {
  const harness = withStrangers();
  const organizationId = harness.simulator.state().organization?.id;
  const { Handshake } = harness.call('InviteAccountToOrganization', target(ANA.email, { Notes: 'Welcome' }));

  expect(Handshake).toEqual({
    Id: expect.stringMatching(/^h-[0-9a-z]{8,32}$/),
    Arn: `arn:aws:organizations::${MANAGEMENT}:handshake/${organizationId}/invite/${Handshake.Id}`,
    Action: 'INVITE',
    State: 'OPEN',
    Parties: [{ Id: organizationId, Type: 'ORGANIZATION' }, { Id: ANA.email, Type: 'EMAIL' }],
    RequestedTimestamp: harness.now / 1000,
    ExpirationTimestamp: (harness.now + 15 * DAY_MS) / 1000,
    Resources: [
      {
        Type: 'ORGANIZATION',
        Value: organizationId,
        Resources: [
          { Type: 'MASTER_EMAIL', Value: 'management@example.com' },
          { Type: 'MASTER_NAME', Value: 'Management' },
          { Type: 'ORGANIZATION_FEATURE_SET', Value: 'ALL' },
        ],
      },
      { Type: 'EMAIL', Value: ANA.email },
      { Type: 'NOTES', Value: 'Welcome' },
    ],
  });
  expect(harness.call('DescribeHandshake', { HandshakeId: Handshake.Id }, ANA.id).Handshake).toEqual(Handshake);
});

test.each([
  ['an organization as the target', { Target: { Id: 'o-abcdefghij', Type: 'ORGANIZATION' } }, 'InvalidInputException INVALID_PARTY_TYPE_TARGET'],
  ['a wrong account ID', { Target: { Id: '12', Type: 'ACCOUNT' } }, 'InvalidInputException INVALID_PATTERN'],
  ['a wrong address', { Target: { Id: 'ana', Type: 'EMAIL' } }, 'InvalidInputException INVALID_EMAIL_ADDRESS_TARGET'],
  ['no target', {}, 'InvalidInputException INPUT_REQUIRED'],
  ['long notes', target(ANA.id, { Notes: 'n'.repeat(1025) }), 'InvalidInputException MAX_LENGTH_EXCEEDED'],
  ['tags with a key twice', target(ANA.id, { Tags: [{ Key: 'a', Value: '' }, { Key: 'a', Value: '' }] }), 'InvalidInputException DUPLICATE_TAG_KEY'],
  ['an unknown account', target('999999999999'), 'InvalidInputException TARGET_NOT_SUPPORTED'],
  ['its own management account', target(MANAGEMENT), 'HandshakeConstraintViolationException ALREADY_IN_AN_ORGANIZATION'],
])('an invitation with %s is refused', (_, request, error) => {
  const harness = withStrangers();

  expect(harness.error('InviteAccountToOrganization', request)).toBe(error);
  expect(harness.simulator.state().handshakes).toBeUndefined();
});

test('only the management account of an organization invites', () => {
  const harness = withStrangers();
  join(harness, ANA.id);

  expect(harness.error('InviteAccountToOrganization', target(BEN.id), ANA.id)).toBe('AccessDeniedException');
  expect(harness.error('InviteAccountToOrganization', target(BEN.id), EVE.id)).toBe('AWSOrganizationsNotInUseException');
});

test('a second open invitation to an account is refused, by its ID or its address', () => {
  const harness = withStrangers();
  const id = invite(harness, ANA.id);

  expect(harness.error('InviteAccountToOrganization', target(ANA.id))).toBe('DuplicateHandshakeException');
  expect(harness.error('InviteAccountToOrganization', target('ANA@example.com'))).toBe('DuplicateHandshakeException');
  harness.call('CancelHandshake', { HandshakeId: id });
  expect(stateOf(harness, invite(harness, ANA.email))).toBe('OPEN');
});

test('a member cannot be invited again', () => {
  const harness = withStrangers();
  join(harness, ANA.id);
  harness.account('one');

  for (const address of [ANA.email, 'one@example.com']) {
    expect(harness.error('InviteAccountToOrganization', target(address))).toBe('HandshakeConstraintViolationException ALREADY_IN_AN_ORGANIZATION');
  }
});

test('a management account with an unverified address invites nobody', () => {
  const harness = withStrangers({ unverifiedAddresses: ['Management@example.com'] });

  expect(harness.error('InviteAccountToOrganization', target(ANA.id))).toBe('AccountOwnerNotVerifiedException');
});

test('a finalizing organization invites nobody', () => {
  const harness = withStrangers({ finalizingMs: 1000 });

  expect(harness.error('InviteAccountToOrganization', target(ANA.id))).toBe('FinalizingOrganizationException');
  harness.now += 1000;
  expect(stateOf(harness, invite(harness, ANA.id))).toBe('OPEN');
});

test('open invitations count against the quota of accounts', () => {
  const harness = withStrangers({ limits: { accounts: 2 } });
  const id = invite(harness, ANA.id);

  expect(harness.error('InviteAccountToOrganization', target(BEN.id))).toBe('ConstraintViolationException ACCOUNT_NUMBER_LIMIT_EXCEEDED');
  expect(harness.error('CreateAccount', { Email: 'new@example.com', AccountName: 'new' })).toBe('ConstraintViolationException ACCOUNT_NUMBER_LIMIT_EXCEEDED');
  harness.call('DeclineHandshake', { HandshakeId: id }, ANA.id);
  expect(stateOf(harness, invite(harness, BEN.id))).toBe('OPEN');
});

test('invitations in 24 hours are limited, and accepted ones do not count', () => {
  const harness = withStrangers({ limits: { invitationsIn24Hours: 1 } });
  join(harness, ANA.id);
  harness.call('DeclineHandshake', { HandshakeId: invite(harness, BEN.id) }, BEN.id);

  expect(harness.error('InviteAccountToOrganization', target(EVE.id))).toBe('HandshakeConstraintViolationException HANDSHAKE_RATE_LIMIT_EXCEEDED');
  harness.now += DAY_MS;
  expect(stateOf(harness, invite(harness, EVE.id))).toBe('OPEN');
});

test('without a limit of its own, an organization sends as many invitations a day as it may have accounts, at least 20', () => {
  const addresses = Array.from({ length: 21 }, (_, number) => `person${number}@example.com`);
  const harness = withStrangers({ limits: { accounts: 3 } });
  const send = (address: string) => harness.call('CancelHandshake', { HandshakeId: invite(harness, address) });
  addresses.slice(0, 20).forEach(send);

  expect(harness.error('InviteAccountToOrganization', target(addresses[20]))).toBe('HandshakeConstraintViolationException HANDSHAKE_RATE_LIMIT_EXCEEDED');
});

test('accounts of another partition are not invited', () => {
  const harness = withStrangers({ standaloneAccounts: [{ ...ANA, partition: 'aws-cn' }] });

  expect(harness.error('InviteAccountToOrganization', target(ANA.id)))
    .toBe('HandshakeConstraintViolationException ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD');
});

test('parallel invitations of one account conflict, and those of two accounts do not', () => {
  const harness = withStrangers({ conflicts: { writeMs: [500, 500] } });
  invite(harness, ANA.id);

  expect(harness.error('InviteAccountToOrganization', target(ANA.id))).toBe('ConcurrentModificationException');
  expect(stateOf(harness, invite(harness, BEN.id))).toBe('OPEN');
});

test('an address that belongs to nobody is invited, and the account that gets it later may accept', () => {
  const harness = new Harness();
  harness.organization();
  const id = invite(harness, 'later@example.com');
  harness.simulator.addStandaloneAccount({ id: '555555555555', email: 'later@example.com', name: 'Later' });

  expect(harness.call('AcceptHandshake', { HandshakeId: id }, '555555555555').Handshake.State).toBe('ACCEPTED');
});
