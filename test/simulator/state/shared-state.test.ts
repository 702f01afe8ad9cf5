import { parseSimulatorState, SimulatorState } from '../../../src/simulator';
import { Harness } from '../harness';
import { ANA, BEN, DAY_MS, EVE, invite, join, memberIds } from '../operations/handshakes/accounts';
import { offerTransfer, statusOf } from '../operations/responsibility-transfers/organizations';

/** An own organization with an open invitation and an offer of a transfer, and Ana's with Ben in it. */
function eventful(): Harness {
  const harness = new Harness({ standaloneAccounts: [ANA, BEN, EVE] });
  harness.organization();
  harness.call('CreateOrganization', {}, ANA.id);
  join(harness, BEN.id, ANA.id);
  invite(harness, EVE.id);
  offerTransfer(harness, ANA.id);
  return harness;
}

const saved = (harness: Harness): SimulatorState => JSON.parse(JSON.stringify(harness.simulator.state()));

test('a state with handshakes, transfers and another organization round trips and goes on', () => {
  const harness = eventful();
  const state = saved(harness);
  const copy = new Harness({ state: parseSimulatorState(state), standaloneAccounts: [ANA, BEN, EVE] });
  copy.now = harness.now;

  expect(saved(copy)).toEqual(state);
  expect(memberIds(copy, ANA.id)).toEqual([ANA.id, BEN.id]);
  const [HandshakeId] = copy.all('ListHandshakesForAccount', 'Handshakes', {}, EVE.id).map(({ Id }) => Id);
  expect(copy.call('AcceptHandshake', { HandshakeId }, EVE.id).Handshake.State).toBe('ACCEPTED');
  const [{ id }] = state.responsibilityTransfers ?? [];
  copy.now += 15 * DAY_MS;
  expect(statusOf(copy, id, ANA.id)).toBe('EXPIRED');
});

test('a simulator without other accounts saves no word of them', () => {
  const harness = new Harness();
  harness.organization();

  expect(Object.keys(saved(harness))).not.toEqual(expect.arrayContaining([expect.stringMatching(/knownAccounts|handshakes|Transfers|otherOrganizations/)]));
});

test('reset forgets accounts that were added and keeps those of the option', () => {
  const harness = eventful();
  harness.simulator.addStandaloneAccount({ id: '555555555555', email: 'five@example.com', name: 'Five' });
  harness.simulator.reset();

  expect(harness.call('CreateOrganization', {}, EVE.id).Organization.MasterAccountId).toBe(EVE.id);
  expect(harness.error('CreateOrganization', {}, '555555555555')).toBe('AccessDeniedException');
});

test.each<[string, (state: SimulatorState) => object, string]>([
  ['an account of twelve letters', ({ knownAccounts = [] }) => ({ knownAccounts: [{ ...knownAccounts[0], id: 'aaaaaaaaaaaa' }] }), 'wrong at knownAccounts[0].id: "aaaaaaaaaaaa"'],
  ['a known account twice', ({ knownAccounts = [] }) => ({ knownAccounts: [knownAccounts[0], knownAccounts[0]] }), 'wrong at knownAccounts[1]'],
  ['an unknown action', ({ handshakes = [] }) => ({ handshakes: [{ ...handshakes[0], action: 'JOIN' }] }), 'wrong at handshakes[0].action: "JOIN"'],
  ['an end of what waits', ({ handshakes = [] }) => ({ handshakes: [{ ...handshakes[1], endedAt: 1 }] }), 'wrong at handshakes[0].endedAt: 1. Give none'],
  ['an ended handshake without its end', ({ handshakes = [] }) => ({ handshakes: [{ ...handshakes[1], state: 'EXPIRED' }] }), 'wrong at handshakes[0].endedAt: undefined'],
  ['a transfer that does not exist', () => ({ responsibilityTransfers: [] }), 'wrong at handshakes[2].transferId'],
  ['an unknown status', ({ responsibilityTransfers = [] }) => ({ responsibilityTransfers: [{ ...responsibilityTransfers[0], status: 'ENDED' }] }),
    'wrong at responsibilityTransfers[0].status: "ENDED"'],
  ['another organization that is none', ({ otherOrganizations: [other] = [] }) => (
    { otherOrganizations: [{ ...other, organization: null, root: null, accounts: [] }] }), 'wrong at otherOrganizations[0].organization: null'],
  ['an account below nothing', ({ otherOrganizations: [other] = [] }) => (
    { otherOrganizations: [{ ...other!, accounts: other!.accounts.map((account) => ({ ...account, parentId: 'r-zzzzz' })) }] }),
  'wrong at otherOrganizations[0].accounts[0].parentId: "r-zzzzz"'],
  ['an account in two organizations', ({ accounts, otherOrganizations: [other] = [] }) => {
    const account = { ...other!.accounts[1], parentId: accounts[0].parentId };
    return { accounts: [...accounts, account] };
  }, 'wrong at otherOrganizations'],
])('%s is named', (_, change, message) => {
  const state = saved(eventful());

  expect(() => parseSimulatorState({ ...state, ...change(state) })).toThrow(message);
});

test('a stand-alone account of the option is checked', () => {
  expect(() => new Harness({ standaloneAccounts: [{ ...ANA, id: '12' }] })).toThrow('wrong at id: "12". Give an account ID of twelve digits.');
  expect(() => new Harness({ standaloneAccounts: [ANA, { ...BEN, email: 'ANA@example.com' }] })).toThrow('belongs to account 222222222222: ANA@example.com');
});
