import { Harness, MANAGEMENT, SCP } from './harness';
import { SERVICE_MODEL } from '../../src/simulator/protocol/service-model';
import { SimulatorState } from '../../src/simulator/state/simulator-state';
import { closuresAllowed, DEFAULT_LIMITS, policyTypeLimits } from '../../src/simulator/world/limits';

const DAY_MS = 24 * 3600 * 1000;

/** The harness again, with more in its organization. */
function grown(harness: Harness, change: (state: SimulatorState) => Partial<SimulatorState>): Harness {
  const state = harness.simulator.state();
  harness.simulator.reset({ ...state, ...change(state) });
  return harness;
}

function manyAccounts(state: SimulatorState, count: number, more: Partial<SimulatorState['accounts'][number]> = {}): SimulatorState['accounts'][number][] {
  return Array.from({ length: count }, (_, number) => ({
    ...state.accounts[0], joinedMethod: 'CREATED', id: String(200_000_000_000 + number), email: `a${number}@example.com`, ...more,
  }));
}

test('the usual quotas are those of the guide', () => {
  expect(DEFAULT_LIMITS).toEqual({
    accounts: 50_000,
    organizationalUnits: 2_000,
    organizationalUnitDepth: 5,
    accountCreationsInProgress: 5,
    accountClosuresInProgress: 3,
    minimumAgeForRemovalMs: 4 * DAY_MS,
    tagsPerResource: 50,
    minimumAgeForTransferMs: 7 * DAY_MS,
    membershipChangeIntervalMs: 0,
    accountsEnablingAllFeatures: 5_000,
    inboundTransfers: 1_000,
    outboundTransfers: 1,
    transferChainLength: 2,
    transfersInAChain: 1_000,
    delegatedAdministrators: { 'member.org.stacksets.cloudformation.amazonaws.com': 5 },
  });
});

test.each([[10, 250], [1_250, 250], [1_260, 252], [4_999, 999], [5_000, 1_000], [50_000, 1_000]])(
  'of %d members %d can be closed in 30 days', (members, closures) => {
    expect(closuresAllowed(DEFAULT_LIMITS, members)).toBe(closures);
  });

test('the 251st closure in 30 days is refused, and accepted when the first ones are older', () => {
  const harness = new Harness();
  harness.organization();
  const { now } = harness;
  grown(harness, (state) => ({
    accounts: [
      ...state.accounts,
      ...manyAccounts(state, 250, { state: 'CLOSED', closureRequestedAt: now - 29 * DAY_MS, closedAt: now - 29 * DAY_MS }),
      { ...state.accounts[0], id: '300000000000', email: 'last@example.com' },
    ],
  }));

  expect(harness.error('CloseAccount', { AccountId: '300000000000' })).toBe('ConstraintViolationException CLOSE_ACCOUNT_QUOTA_EXCEEDED');
  harness.now += DAY_MS;
  expect(harness.call('CloseAccount', { AccountId: '300000000000' })).toEqual({});
});

test('the fourth closure at one time is refused', () => {
  const harness = new Harness();
  harness.organization();
  grown(harness, (state) => ({ accounts: [...state.accounts, ...manyAccounts(state, 4)] }));
  [0, 1, 2].forEach((number) => harness.call('CloseAccount', { AccountId: String(200_000_000_000 + number) }));

  expect(harness.error('CloseAccount', { AccountId: '200000000003' })).toBe('ConstraintViolationException CLOSE_ACCOUNT_REQUESTS_LIMIT_EXCEEDED');
});

test('creations in progress count among the accounts', () => {
  const harness = new Harness({ limits: { accounts: 3 } });
  harness.organization();
  const create = (name: string) => ({ Email: `${name}@example.com`, AccountName: name });
  ['a', 'b'].forEach((name) => harness.call('CreateAccount', create(name)));

  expect(harness.error('CreateAccount', create('c'))).toBe('ConstraintViolationException ACCOUNT_NUMBER_LIMIT_EXCEEDED');
});

test('units are five deep', () => {
  const harness = new Harness();
  let parent = harness.organization();
  for (let depth = 1; depth <= 5; depth++) parent = harness.unit(parent, `${depth}`);

  expect(harness.error('CreateOrganizationalUnit', { ParentId: parent, Name: '6' })).toBe('ConstraintViolationException OU_DEPTH_LIMIT_EXCEEDED');
});

test('the 2,001st unit is refused', () => {
  const harness = new Harness();
  const root = harness.organization();
  for (let number = 1; number <= 2000; number++) harness.unit(root, `${number}`);

  expect(harness.error('CreateOrganizationalUnit', { ParentId: root, Name: 'more' })).toBe('ConstraintViolationException OU_NUMBER_LIMIT_EXCEEDED');
});

test.each([
  [SCP, { contentLength: 10_240, attachments: 10, minimumAttachments: 1, policies: 10_000 }],
  ['RESOURCE_CONTROL_POLICY', { contentLength: 5_120, attachments: 5, minimumAttachments: 1, policies: 2_000 }],
  ['AISERVICES_OPT_OUT_POLICY', { contentLength: 2_500, attachments: 5, minimumAttachments: 0, policies: 1_000 }],
  ['CHATBOT_POLICY', { contentLength: 10_000, attachments: 5, minimumAttachments: 0, policies: 1_000 }],
  ['TAG_POLICY', { contentLength: 10_000, attachments: 10, minimumAttachments: 0, policies: 1_000 }],
  ['BACKUP_POLICY', { contentLength: 10_000, attachments: 10, minimumAttachments: 0, policies: 1_000 }],
  ['DECLARATIVE_POLICY_EC2', { contentLength: 10_000, attachments: 10, minimumAttachments: 0, policies: 1_000 }],
  ['SECURITYHUB_POLICY', { contentLength: 10_000, attachments: 10, minimumAttachments: 0, policies: 1_000 }],
])('the numbers of %s', (type, limits) => {
  expect(policyTypeLimits(type)).toEqual(limits);
});

test('a type has as many policies as it may, those of AWS not counted', () => {
  const harness = new Harness();
  harness.organization();
  const policy = { type: 'TAG_POLICY', description: '', content: '{"tags":{}}', awsManaged: false, tags: {} };
  grown(harness, () => ({
    policies: Array.from({ length: 1000 }, (_, number) => ({ ...policy, id: `p-${String(number).padStart(8, '0')}`, name: `${number}` })),
  }));

  expect(harness.error('CreatePolicy', { Name: 'more', Description: '', Type: 'TAG_POLICY', Content: '{"tags":{}}' }))
    .toBe('ConstraintViolationException POLICY_NUMBER_LIMIT_EXCEEDED');
  expect(harness.policy('another type')).toMatch(/^p-/);
});

test.each<[string, number]>([
  ['OrganizationalUnitName', 128],
  ['CreateAccountName', 50],
  ['PolicyName', 128],
  ['PolicyDescription', 512],
  ['ResourcePolicyContent', 40_000],
  ['TagKey', 128],
  ['TagValue', 256],
  ['RoleName', 64],
  ['ServicePrincipal', 128],
  ['Email', 64],
])('%s has at most %d characters', (shape, max) => {
  const { max: longest, pattern = '' } = SERVICE_MODEL.shapes[shape];

  expect(longest ?? Number(/\{\d+,(\d+)\}/.exec(pattern)?.[1])).toBe(max);
});

test('a removed account must be four days old if it was created here, of any age if it was invited', () => {
  const harness = new Harness();
  harness.organization();
  grown(harness, (state) => ({
    accounts: [
      ...state.accounts,
      ...manyAccounts(state, 1, { joinedAt: harness.now }),
      { ...state.accounts[0], id: '300000000000', email: 'b@example.com', joinedMethod: 'INVITED', joinedAt: harness.now },
    ],
  }));

  harness.call('RemoveAccountFromOrganization', { AccountId: '300000000000' });
  harness.now += 4 * DAY_MS - 1;
  expect(harness.error('RemoveAccountFromOrganization', { AccountId: '200000000000' })).toBe('ConstraintViolationException WAIT_PERIOD_ACTIVE');
  harness.now += 1;
  harness.call('RemoveAccountFromOrganization', { AccountId: '200000000000' });
  expect(harness.simulator.state().accounts.map(({ id }) => id)).toEqual([MANAGEMENT]);
});

test.each(['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', 'javascript:alert(1)'])('a name such as %s is refused', (Name) => {
  const harness = new Harness();
  const root = harness.organization();

  expect(harness.error('CreateOrganizationalUnit', { ParentId: root, Name })).toBe('InvalidInputException INVALID_PATTERN');
  expect(harness.error('CreatePolicy', { Name: 'A', Description: Name, Type: SCP, Content: '{}' })).toBe('InvalidInputException INVALID_PATTERN');
  expect(harness.unit(root, 'a < b, on = off')).toMatch(/^ou-/);
});
