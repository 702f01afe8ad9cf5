import { ANA, BEN, DAY_MS, EVE, invite, join, MANAGEMENT, memberIds, stateOf, withStrangers } from './accounts';
import type { Harness } from '../../harness';

/** Each way to answer, with its caller and the state that the handshake has then. */
const ANSWERS = [
  ['AcceptHandshake', ANA.id, 'ACCEPTED'], ['DeclineHandshake', ANA.id, 'DECLINED'], ['CancelHandshake', undefined, 'CANCELED'],
] as const;

const answer = (harness: Harness, operation: string, HandshakeId: string, caller?: string) => (
  harness.call(operation, { HandshakeId }, caller));

test.each(ANSWERS)('%s ends an invitation, and a second answer is refused', (operation, caller, state) => {
  const harness = withStrangers();
  const HandshakeId = invite(harness, ANA.id);

  expect(answer(harness, operation, HandshakeId, caller).Handshake).toMatchObject({ Id: HandshakeId, State: state });
  for (const [other, otherCaller, otherState] of ANSWERS) {
    expect(harness.error(other, { HandshakeId }, otherCaller))
      .toBe(otherState === state ? 'HandshakeAlreadyInStateException' : 'InvalidHandshakeTransitionException');
  }
  expect(memberIds(harness)).toEqual(state === 'ACCEPTED' ? [MANAGEMENT, ANA.id] : [MANAGEMENT]);
});

test('the recipient cannot cancel, the sender cannot accept or decline, and nobody else can do any of it', () => {
  const harness = withStrangers();
  const HandshakeId = invite(harness, ANA.id);
  const errors = (caller: string | undefined, operations: string[]) => (
    operations.map((operation) => harness.error(operation, { HandshakeId }, caller)));

  expect(errors(ANA.id, ['CancelHandshake'])).toEqual(['AccessDeniedException']);
  expect(errors(undefined, ['AcceptHandshake', 'DeclineHandshake'])).toEqual(['AccessDeniedException', 'AccessDeniedException']);
  expect(new Set(errors(EVE.id, ['AcceptHandshake', 'DeclineHandshake', 'CancelHandshake', 'DescribeHandshake']))).toEqual(new Set(['HandshakeNotFoundException']));
  expect(stateOf(harness, HandshakeId)).toBe('OPEN');
});

test.each(['AcceptHandshake', 'DeclineHandshake', 'CancelHandshake', 'DescribeHandshake'])('%s refuses an ID that does not exist or is none', (operation) => {
  const harness = withStrangers();

  expect(harness.error(operation, { HandshakeId: 'h-zzzzzzzz' })).toBe('HandshakeNotFoundException');
  expect(harness.error(operation, { HandshakeId: 'nonsense' })).toBe('InvalidInputException INVALID_PATTERN');
  expect(harness.error(operation)).toBe('InvalidInputException INPUT_REQUIRED');
});

test('an invitation expires after 15 days', () => {
  const harness = withStrangers();
  const HandshakeId = invite(harness, ANA.id);

  harness.now += 15 * DAY_MS - 1;
  expect(stateOf(harness, HandshakeId, ANA.id)).toBe('OPEN');
  harness.now += 1;
  expect(stateOf(harness, HandshakeId, ANA.id)).toBe('EXPIRED');
  expect(harness.error('AcceptHandshake', { HandshakeId }, ANA.id)).toBe('InvalidHandshakeTransitionException');
  expect(stateOf(harness, invite(harness, ANA.id))).toBe('OPEN');
});

test('ended handshakes are shown for 30 days', () => {
  const harness = withStrangers();
  const HandshakeId = invite(harness, ANA.id);
  answer(harness, 'DeclineHandshake', HandshakeId, ANA.id);

  harness.now += 30 * DAY_MS - 1;
  expect(harness.call('ListHandshakesForAccount', {}, ANA.id).Handshakes).toHaveLength(1);
  harness.now += 1;
  expect(harness.call('ListHandshakesForAccount', {}, ANA.id).Handshakes).toEqual([]);
  expect(harness.error('DescribeHandshake', { HandshakeId }, ANA.id)).toBe('HandshakeNotFoundException');
});

test('an account lists what it received by its ID or its address, an organization what it sent', () => {
  const harness = withStrangers();
  harness.call('CreateOrganization', {}, EVE.id);
  const received = [invite(harness, ANA.id), invite(harness, ANA.email, EVE.id)];
  const other = invite(harness, BEN.id);
  const ids = (operation: string, caller?: string) => harness.all(operation, 'Handshakes', {}, caller).map(({ Id }) => Id);

  expect(ids('ListHandshakesForAccount', ANA.id)).toEqual(received);
  expect(ids('ListHandshakesForAccount')).toEqual([]);
  expect(ids('ListHandshakesForOrganization')).toEqual([received[0], other]);
  expect(ids('ListHandshakesForOrganization', EVE.id)).toEqual([received[1]]);
});

test('an organization\'s handshakes are for its management account and delegated administrators', () => {
  const harness = withStrangers();
  join(harness, ANA.id);
  join(harness, BEN.id);
  const ServicePrincipal = 'config.amazonaws.com';
  harness.call('EnableAWSServiceAccess', { ServicePrincipal });
  harness.call('RegisterDelegatedAdministrator', { AccountId: BEN.id, ServicePrincipal });
  const HandshakeId = invite(harness, EVE.id);

  expect(harness.error('ListHandshakesForOrganization', {}, ANA.id)).toBe('AccessDeniedException');
  expect(harness.error('ListHandshakesForOrganization', {}, EVE.id)).toBe('AWSOrganizationsNotInUseException');
  expect(harness.call('ListHandshakesForOrganization', {}, BEN.id).Handshakes).toHaveLength(3);
  expect(stateOf(harness, HandshakeId, BEN.id)).toBe('OPEN');
  expect(harness.error('CancelHandshake', { HandshakeId }, BEN.id)).toBe('AccessDeniedException');
});

test.each([['ListHandshakesForOrganization', undefined], ['ListHandshakesForAccount', ANA.id]])('%s filters and has pages', (operation, caller) => {
  const harness = withStrangers();
  const sent = Array.from({ length: 3 }, () => {
    const HandshakeId = invite(harness, ANA.id);
    answer(harness, 'CancelHandshake', HandshakeId);
    return HandshakeId;
  });
  const ids = (request: object) => harness.all(operation, 'Handshakes', request, caller).map(({ Id }) => Id);
  const first = harness.call(operation, { MaxResults: 2 }, caller);

  expect(first.Handshakes).toHaveLength(2);
  expect(harness.call(operation, { MaxResults: 2, NextToken: first.NextToken }, caller)).toMatchObject({ Handshakes: [{ Id: sent[2] }] });
  expect(ids({ MaxResults: 1 })).toEqual(sent);
  expect(ids({ Filter: { ActionType: 'INVITE' } })).toEqual(sent);
  expect(ids({ Filter: { ActionType: 'APPROVE_ALL_FEATURES' } })).toEqual([]);
  expect(ids({ Filter: { ParentHandshakeId: sent[0] } })).toEqual([]);
  expect(harness.error(operation, { Filter: { ActionType: 'INVITE', ParentHandshakeId: sent[0] } }, caller)).toBe('InvalidInputException MAX_LIMIT_EXCEEDED_FILTER');
  expect(harness.error(operation, { Filter: { ActionType: 'JOIN' } }, caller)).toBe('InvalidInputException INVALID_ENUM');
  expect(harness.error(operation, { NextToken: 'x' }, caller)).toBe('InvalidInputException INVALID_NEXT_TOKEN');
  expect(harness.error(operation, { MaxResults: 21 }, caller)).toBe('InvalidInputException MAX_VALUE_EXCEEDED');
});

test('the end of an organization cancels its open invitations', () => {
  const harness = withStrangers();
  const HandshakeId = invite(harness, ANA.id);
  harness.call('DeleteOrganization');

  expect(stateOf(harness, HandshakeId, ANA.id)).toBe('CANCELED');
});

test('a reader with lag does not see a new handshake at once, and answers are checked against the latest state', () => {
  const harness = withStrangers({ lagMsByKind: { handshakes: 60_000 } });
  harness.now += 60_001;
  const HandshakeId = invite(harness, ANA.id);
  const answers = Array.from({ length: 20 }, () => harness.call('ListHandshakesForOrganization').Handshakes.length);

  expect(new Set(answers)).toContain(0);
  expect(answer(harness, 'AcceptHandshake', HandshakeId, ANA.id).Handshake.State).toBe('ACCEPTED');
  harness.now += 60_001;
  expect(stateOf(harness, HandshakeId)).toBe('ACCEPTED');
});
