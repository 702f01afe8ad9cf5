import { offer, offerTransfer, startOf, statusOf, transfer, withOrganizations } from './organizations';
import { Harness } from '../../harness';
import { ANA, BEN, DAY_MS, EVE, join, MANAGEMENT, target } from '../handshakes/accounts';

const INVITE = 'InviteOrganizationToTransferResponsibility';

test('an offer is a handshake and a transfer that waits for it', () => {
  const harness = withOrganizations();
  const organizationId = harness.simulator.state().organization?.id;
  const { Handshake } = harness.call(INVITE, offer(ANA.id, { Notes: 'We pay', Tags: [{ Key: 'a', Value: 'b' }] }));
  const [{ Id }] = harness.call('ListInboundResponsibilityTransfers', { Type: 'BILLING' }).ResponsibilityTransfers;

  expect(Handshake).toMatchObject({
    Action: 'TRANSFER_RESPONSIBILITY',
    State: 'REQUESTED',
    Arn: `arn:aws:organizations::${MANAGEMENT}:handshake/${organizationId}/transfer_responsibility/${Handshake.Id}`,
    Parties: [{ Id: organizationId, Type: 'ORGANIZATION' }, { Id: ANA.id, Type: 'ACCOUNT' }],
    ExpirationTimestamp: (harness.now + 15 * DAY_MS) / 1000,
    Resources: [
      { Type: 'RESPONSIBILITY_TRANSFER', Value: Id },
      { Type: 'TRANSFER_TYPE', Value: 'BILLING' },
      { Type: 'TRANSFER_START_TIMESTAMP', Value: '2026-03-01T00:00:00.000Z' },
      { Type: 'ORGANIZATION', Resources: [{ Type: 'MANAGEMENT_ACCOUNT', Value: MANAGEMENT }, { Type: 'MANAGEMENT_EMAIL' }, { Type: 'MANAGEMENT_NAME' }] },
      { Type: 'NOTES', Value: 'We pay' },
    ],
  });
  expect(statusOf(harness, Id)).toBe('REQUESTED');
  expect(harness.call('ListTagsForResource', { ResourceId: Id }).Tags).toEqual([{ Key: 'a', Value: 'b' }]);
  expect(harness.call('ListHandshakesForAccount', {}, ANA.id).Handshakes).toMatchObject([{ Id: Handshake.Id }]);
});

test.each([
  ['an organization as the target', { Target: { Id: 'o-abcdefghij', Type: 'ORGANIZATION' } }, 'InvalidInputException INVALID_PARTY_TYPE_TARGET'],
  ['another type', { Type: 'SUPPORT' }, 'InvalidInputException INVALID_ENUM'],
  ['a start within a day', { StartTimestamp: startOf(3) + 1 }, 'InvalidInputException START_DATE_NOT_BEGINNING_OF_DAY'],
  ['a start within a month', { StartTimestamp: startOf(3) + 86_400 }, 'InvalidInputException START_DATE_NOT_BEGINNING_OF_MONTH'],
  ['a start in the past', { StartTimestamp: startOf(1) }, 'InvalidInputException START_DATE_TOO_EARLY'],
  ['a start too far ahead', { StartTimestamp: startOf(3, 2027) }, 'InvalidInputException START_DATE_TOO_LATE'],
  ['a start beyond all calendars', { StartTimestamp: 86_400e10 }, 'InvalidInputException START_DATE_TOO_LATE'],
  ['a start that is a text', { StartTimestamp: '2026-03-01' }, 'SerializationException'],
  ['a name outside of ASCII', { SourceName: 'é' }, 'InvalidInputException INVALID_PATTERN'],
  ['a tag of AWS', { Tags: [{ Key: 'aws:a', Value: '' }] }, 'InvalidInputException INVALID_SYSTEM_TAGS_PARAMETER'],
  ['an unknown account', { Target: { Id: '999999999999', Type: 'ACCOUNT' } }, 'InvalidInputException TARGET_NOT_SUPPORTED'],
  ['itself', { Target: { Id: MANAGEMENT, Type: 'ACCOUNT' } }, 'HandshakeConstraintViolationException SOURCE_AND_TARGET_CANNOT_MATCH'],
])('an offer with %s is refused', (_, change, error) => {
  const harness = withOrganizations();

  expect(harness.error(INVITE, offer(ANA.id, change))).toBe(error);
  expect(harness.simulator.state().responsibilityTransfers).toBeUndefined();
});

test('a member account and a stand-alone one cannot hand over bills', () => {
  const harness = new Harness({ standaloneAccounts: [ANA, BEN, EVE] });
  harness.organization();
  harness.call('CreateOrganization', {}, ANA.id);
  join(harness, BEN.id, ANA.id);

  expect(harness.error(INVITE, offer(BEN.id))).toBe('InvalidInputException TARGET_NOT_SUPPORTED');
  expect(harness.error(INVITE, offer(EVE.email))).toBe('InvalidInputException TARGET_NOT_SUPPORTED');
});

test('only management accounts offer it', () => {
  const harness = new Harness({ standaloneAccounts: [ANA, BEN] });
  harness.organization();
  join(harness, ANA.id);

  expect(harness.error(INVITE, offer(BEN.id), ANA.id)).toBe('AccessDeniedException');
  expect(harness.error(INVITE, offer(ANA.id), BEN.id)).toBe('AWSOrganizationsNotInUseException');
});

test('an unverified address prevents offers', () => {
  const harness = withOrganizations({ unverifiedAddresses: ['management@example.com'] });

  expect(harness.error(INVITE, offer(ANA.id))).toBe('HandshakeConstraintViolationException MANAGEMENT_ACCOUNT_EMAIL_NOT_VERIFIED');
});

test('a second offer is refused while the first one waits, and while the transfer exists', () => {
  const harness = withOrganizations();
  const { HandshakeId } = offerTransfer(harness, ANA.id);

  expect(harness.error(INVITE, offer(ANA.email))).toBe('DuplicateHandshakeException');
  harness.call('AcceptHandshake', { HandshakeId }, ANA.id);
  expect(harness.error(INVITE, offer(ANA.id))).toBe('HandshakeConstraintViolationException RESPONSIBILITY_TRANSFER_ALREADY_EXISTS');
});

test('an invitation to join does not count as an offer of a transfer', () => {
  const harness = withOrganizations();
  harness.call('InviteAccountToOrganization', target(ANA.id));

  expect(harness.call(INVITE, offer(ANA.id)).Handshake.State).toBe('REQUESTED');
});

test.each([
  ['AcceptHandshake', ANA.id, 'ACCEPTED'], ['DeclineHandshake', ANA.id, 'DECLINED'], ['CancelHandshake', undefined, 'CANCELED'],
])('%s decides on the transfer as well', (operation, caller, status) => {
  const harness = withOrganizations();
  const { HandshakeId, Id } = offerTransfer(harness, ANA.id);
  harness.call(operation, { HandshakeId }, caller);

  expect([statusOf(harness, Id), statusOf(harness, Id, ANA.id)]).toEqual([status, status]);
});

test('an offer expires with its handshake', () => {
  const harness = withOrganizations();
  const { Id } = offerTransfer(harness, ANA.id);
  harness.now += 15 * DAY_MS;

  expect(statusOf(harness, Id)).toBe('EXPIRED');
});

test('an offer whose start has passed cannot be accepted', () => {
  const harness = withOrganizations();
  harness.now = Date.UTC(2026, 1, 20);
  const { HandshakeId } = offerTransfer(harness, ANA.id);
  harness.now = Date.UTC(2026, 2, 1);

  expect(harness.error('AcceptHandshake', { HandshakeId }, ANA.id)).toBe('InvalidInputException START_DATE_TOO_EARLY');
});

test('an organization with a transfer cannot be deleted, on neither side', () => {
  const harness = withOrganizations();
  const { HandshakeId } = offerTransfer(harness, ANA.id);
  expect(harness.error('DeleteOrganization', {}, ANA.id)).toBe('ConstraintViolationException ACTIVE_RESPONSIBILITY_TRANSFER_PROCESS');
  expect(harness.error('DeleteOrganization')).toBe('ConstraintViolationException ACTIVE_RESPONSIBILITY_TRANSFER_PROCESS');

  harness.call('CancelHandshake', { HandshakeId });
  expect(harness.call('DeleteOrganization', {}, ANA.id)).toEqual({});
});

test('the quotas are those of both sides and of the chain', () => {
  const accepting = (limits: object, prepare: (harness: Harness) => void, source: string, payer?: string) => {
    const harness = withOrganizations({ limits });
    prepare(harness);
    const { HandshakeId } = offerTransfer(harness, source, payer);
    return harness.error('AcceptHandshake', { HandshakeId }, source);
  };
  const full = withOrganizations({ limits: { inboundTransfers: 1 } });
  offerTransfer(full, ANA.id);

  expect(full.error(INVITE, offer(BEN.id))).toBe('ConstraintViolationException RESPONSIBILITY_TRANSFER_MAX_INBOUND_QUOTA_VIOLATION');
  expect(accepting({}, (harness) => transfer(harness, BEN.id), BEN.id, ANA.id))
    .toBe('ConstraintViolationException RESPONSIBILITY_TRANSFER_MAX_OUTBOUND_QUOTA_VIOLATION');
  expect(accepting({ transferChainLength: 1 }, (harness) => transfer(harness, BEN.id), MANAGEMENT, ANA.id))
    .toBe('ConstraintViolationException RESPONSIBILITY_TRANSFER_MAX_LEVEL_VIOLATION');
  expect(accepting({ transferChainLength: 1 }, (harness) => transfer(harness, BEN.id), ANA.id, BEN.id))
    .toBe('ConstraintViolationException RESPONSIBILITY_TRANSFER_MAX_LEVEL_VIOLATION');
  expect(accepting({ transferChainLength: 9 }, (harness) => transfer(harness, BEN.id), MANAGEMENT, BEN.id))
    .toBe('ConstraintViolationException RESPONSIBILITY_TRANSFER_MAX_LEVEL_VIOLATION');
});

test.each<[string, number, (harness: Harness) => void, string, string | undefined]>([
  ['those that lead to the target through others', 2, (harness) => [[BEN.id], [EVE.id, BEN.id]].forEach(([from, to]) => transfer(harness, from, to)), ANA.id, undefined],
  ['those that lead to the source', 1, (harness) => transfer(harness, EVE.id, BEN.id), BEN.id, undefined],
  ['those beside it, above the target', 2, (harness) => [ANA.id, BEN.id].forEach((from) => transfer(harness, from)), EVE.id, BEN.id],
])('the transfers of a chain are counted with %s', (_, transfersInAChain, prepare, source, payer) => {
  const harness = withOrganizations({ limits: { transfersInAChain } });
  prepare(harness);
  const { HandshakeId } = offerTransfer(harness, source, payer);

  expect(harness.error('AcceptHandshake', { HandshakeId }, source)).toBe('ConstraintViolationException RESPONSIBILITY_TRANSFER_MAX_TRANSFERS_QUOTA_VIOLATION');
  const roomier = new Harness({ state: harness.simulator.state(), limits: { transfersInAChain: transfersInAChain + 1 } });
  roomier.now = harness.now;
  expect(roomier.call('AcceptHandshake', { HandshakeId }, source).Handshake.State).toBe('ACCEPTED');
});

test('a chain of two transfers is allowed by default', () => {
  const harness = withOrganizations();
  transfer(harness, BEN.id);

  expect(statusOf(harness, transfer(harness, EVE.id, BEN.id), EVE.id)).toBe('ACCEPTED');
});
