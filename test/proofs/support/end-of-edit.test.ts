import type { Blueprint } from './blueprint';
import { wrongEnds } from './end-of-edit';
import { GUEST } from './guest';
import { OWNER_TAG_KEY } from '../../../src/contract';
import type { SimulatorState } from '../../../src/simulator';

const SECURITY = { name: 'Red team', title: 'On call', emailAddress: 'team@example.com', phoneNumber: '+49 30 1234567' };

const FIRST: Blueprint = {
  units: { Kept: { name: 'Kept' }, Gone: { name: 'Gone', moveAccountsTo: 'Kept' } },
  accounts: {
    One: { name: 'one', email: 'one@example.com', settings: { alternateContacts: { security: SECURITY }, enabledRegions: ['eu-south-2'] } },
    Left: { name: 'left', parent: 'Gone' },
    Guest: { name: 'Guest', invited: GUEST },
  },
  disabledOnRemoval: ['TAG_POLICY'],
};
const SECOND: Blueprint = {
  units: { Kept: { name: 'Kept' } },
  accounts: {
    One: { name: 'one2', email: 'one@example.com', settings: { alternateContacts: { billing: SECURITY } } },
    Guest: { name: 'Guest', invited: GUEST, parent: 'Kept' },
  },
  delegatedActions: ['organizations:ListRoots'],
};

type State = any;

function state(units: Record<string, string>, accounts: Record<string, string>, more: object): State {
  return {
    organization: { featureSet: 'ALL' },
    root: { id: 'r-1', tags: {} },
    organizationalUnits: Object.entries(units).map(([name, id]) => ({ id, name, parentId: 'r-1', tags: {} })),
    accounts: Object.entries(accounts).map(([key, parentId]) => (
      { id: key === 'Guest' ? GUEST : key, name: key, email: `${key}@example.com`, parentId, tags: { [OWNER_TAG_KEY]: 'Landing' } })),
    attachments: [],
    policies: [],
    handshakes: [],
    ...more,
  };
}

const profile = (alternateContacts: object, enabled: boolean) => (
  [{ accountId: 'one', alternateContacts, regions: { 'eu-south-2': { enabled } } }]);
const before = () => state({ Kept: 'ou-1', Gone: 'ou-2' }, { one: 'r-1', left: 'ou-2', Guest: 'r-1' }, {
  policyTypes: [{ type: 'TAG_POLICY', status: 'ENABLED' }], accountProfiles: profile({ SECURITY: { Name: 'Red team' } }, true),
});
function after(): State {
  const end = state({ Kept: 'ou-1' }, { one: 'r-1', left: 'ou-1', Guest: 'ou-1' }, {
    policyTypes: [],
    accountProfiles: profile({ BILLING: { Name: 'Red team' } }, true),
    resourcePolicy: { content: JSON.stringify({ Statement: [{ Action: 'organizations:ListRoots' }] }), tags: {} },
  });
  end.accounts[0].name = 'one2';
  return end;
}
const found = (touch: (end: State, start: State) => void) => {
  const [end, start] = [after(), before()];
  touch(end, start);
  return wrongEnds({ first: FIRST, second: SECOND, before: start as SimulatorState, after: end as SimulatorState });
};

test('the expected end of an edit has no violations', () => {
  expect(found(() => undefined)).toEqual([]);
});

test.each<readonly [string, (end: State, start: State) => void, string]>([
  ['a feature set', (end) => Object.assign(end.organization, { featureSet: 'CONSOLIDATED_BILLING' }), 'The organization does not have all features'],
  ['a former name', (end) => Object.assign(end.accounts[0], { name: 'one' }), 'The name of one@example.com is one, not one2'],
  ['a contact that was removed from the app', (end) => Object.assign(end.accountProfiles[0].alternateContacts, { SECURITY: { Name: 'Red team' } }),
    'The security contact of one2 is Red team, not (none)'],
  ['a contact that is missing', (end) => Object.assign(end.accountProfiles[0], { alternateContacts: {} }), 'The billing contact of one2 is (none), not Red team'],
  ['a primary contact that the app does not set', (end) => Object.assign(end.accountProfiles[0], { contactInformation: { FullName: 'New' } }),
    'The primary contact of one2 is New, not Account Owner'],
  ['a Region that was disabled', (end) => Object.assign(end.accountProfiles[0].regions['eu-south-2'], { enabled: false }),
    'The Regions of one2 is (none), not eu-south-2'],
  ['a resource policy that is missing', (end) => Object.assign(end, { resourcePolicy: undefined }),
    'The actions of the resource policy is (none), not organizations:ListRoots'],
  ['a policy type that was removed from the app', (end) => Object.assign(end, { policyTypes: [{ type: 'TAG_POLICY', status: 'ENABLED' }] }),
    'The policy type TAG_POLICY is enabled, not disabled'],
  ['a policy type that another owner uses', (_end, start) => Object.assign(start, { policies: [{ id: 'p-1', type: 'TAG_POLICY' }], attachments: [{ policyId: 'p-1' }] }),
    'The policy type TAG_POLICY is disabled, not enabled'],
  ['an invited account in another place', (end) => Object.assign(end.accounts[2], { parentId: 'r-1' }), 'The parent of the invited account is r-1, not ou-1'],
  ['an invited account without an owner', (end) => Object.assign(end.accounts[2], { tags: {} }), 'The invited account has no owner tag'],
  ['an invited account that left', (end) => end.accounts.pop(), 'The invited account has left'],
  ['an invitation that is missing', (end, start) => [end, start].forEach(({ accounts }) => accounts.pop()), 'The account is not invited'],
  ['a unit that was not emptied', (end) => {
    end.organizationalUnits.push({ id: 'ou-2', name: 'Gone', parentId: 'r-1', tags: {} });
    end.accounts[1].parentId = 'ou-2';
  }, 'The unit Gone still exists, although it could be emptied'],
  ['an account that was moved elsewhere', (end) => Object.assign(end.accounts[1], { parentId: 'r-1' }), 'The parent of left (formerly in Gone) is r-1, not ou-1'],
  ['a note about a policy that is gone', (end) => {
    end.policies.push({ id: 'p-11111111' });
    end.organizationalUnits[0].tags['cdk-aws-organizations:attached/Landing'] = 'p-11111111 found:p-22222222 without-FullAWSAccess';
  }, 'The note cdk-aws-organizations:attached/Landing on ou-1 names p-22222222, which does not exist'],
])('%s is reported', (_what, touch, sentence) => {
  expect(found(touch)).toContain(sentence);
});

test('a unit keeps its accounts if a unit below it stays', () => {
  const inner = (end: State) => end.organizationalUnits.push(
    { id: 'ou-2', name: 'Gone', parentId: 'r-1', tags: {} }, { id: 'ou-3', name: 'Inner', parentId: 'ou-2', tags: {} },
  );
  expect(found((end) => {
    inner(end);
    end.accounts[1].parentId = 'ou-2';
  })).toEqual([]);
  expect(found(inner)).toEqual(['The parent of left (formerly in Gone) is ou-1, not ou-2']);
});

test('an open invitation that was removed from the app is reported', () => {
  const [end, start] = [after(), before()];
  [end, start].forEach(({ accounts }) => accounts.pop());
  end.handshakes.push({ id: 'h-1', action: 'INVITE', state: 'OPEN', recipient: { id: GUEST } });
  const { Guest: _guest, ...accounts } = SECOND.accounts!;
  expect(wrongEnds({ first: FIRST, second: { ...SECOND, accounts }, before: start, after: end })).toEqual(['The invitation is open although the app does not have it']);
});
