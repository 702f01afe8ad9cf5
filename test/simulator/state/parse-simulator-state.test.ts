import { parseSimulatorState, SimulatorState } from '../../../src/simulator';
import { Harness } from '../harness';

function example(): SimulatorState {
  const harness = new Harness();
  const root = harness.organization('SERVICE_CONTROL_POLICY');
  harness.call('AttachPolicy', { PolicyId: harness.policy('A'), TargetId: harness.unit(root, 'A') });
  harness.account('one');
  return JSON.parse(JSON.stringify(harness.simulator.state()));
}

test('a state that a simulator wrote is accepted', () => {
  expect(parseSimulatorState(example())).toEqual(example());
});

test.each<[string, (state: SimulatorState) => unknown, string]>([
  ['no object', () => 'x', 'wrong at its top: "x". Give an object.'],
  ['another format', (state) => ({ ...state, format: 2 }), 'wrong at format: 2. Give 1.'],
  ['a field that is missing', ({ accounts: _, ...state }) => state, 'wrong at accounts: undefined. Give a list.'],
  ['an unknown field', (state) => ({ ...state, account: [] }), 'wrong at account: []. Give one of the fields format,'],
  ['an account without a parent', (state) => ({ ...state, accounts: [{ ...state.accounts[0], parentId: 'r-zzzzz' }] }),
    'wrong at accounts[0].parentId: "r-zzzzz". Give the root or one of the organizational units.'],
  ['a unit that is its own parent', (state) => {
    const [unit] = state.organizationalUnits;
    return { ...state, organizationalUnits: [{ ...unit, parentId: unit.id }] };
  }, 'wrong at organizationalUnits[0].parentId'],
  ['a policy that does not exist', (state) => ({ ...state, attachments: [{ policyId: 'p-zzzzzzzz', targetId: state.root?.id }] }),
    'wrong at attachments[0].policyId: "p-zzzzzzzz". Give the ID of one of the policies.'],
  ['a change of policies of a type that does not exist', (state) => ({ ...state, policyChanges: [{ type: 'NO_POLICY', targetId: state.root?.id, at: 1 }] }),
    'wrong at policyChanges[0].type: "NO_POLICY". Give one of '],
  ['a contact of a type that does not exist', (state) => ({ ...state, accountProfiles: [{ accountId: '111111111111', alternateContacts: { LEGAL: {} }, regions: {} }] }),
    'wrong at the keys of accountProfiles[0].alternateContacts: "LEGAL". Give BILLING, OPERATIONS or SECURITY.'],
  ['a Region that is none', (state) => ({ ...state, accountProfiles: [{ accountId: '111111111111', alternateContacts: {}, regions: { x: { enabled: true, settlesAt: 0 } } }] }),
    'wrong at the keys of accountProfiles[0].regions: "x". Give the code of a Region.'],
  ['a profile twice', (state) => ({ ...state, accountProfiles: [1, 2].map(() => ({ accountId: '111111111111', alternateContacts: {}, regions: {} })) }),
    'wrong at accountProfiles[1]: "111111111111". Give each of them once.'],
  ['a policy twice', (state) => ({ ...state, policies: [...state.policies, ...state.policies] }), 'wrong at policies[1]'],
  ['accounts without an organization', (state) => ({ ...state, organization: null, root: null }), 'because there is no organization'],
  ['a management account that is not there', (state) => ({ ...state, accounts: state.accounts.slice(1) }), 'wrong at organization.managementAccountId'],
])('%s is named', (_, change, message) => {
  expect(() => parseSimulatorState(change(example()))).toThrow(message);
});
