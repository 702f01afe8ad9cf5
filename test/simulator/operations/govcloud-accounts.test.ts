import { Harness, MANAGEMENT } from '../harness';

const GOV_REGION = 'us-gov-west-1';
/** The GovCloud account that is paired with the management account. */
const PAIRED = { id: '222222222222', email: 'management@example.com', name: 'Gov', partition: 'aws-us-gov', pairedAccountId: MANAGEMENT };
const REQUEST = { Email: 'pair@example.com', AccountName: 'Pair', Tags: [{ Key: 'a', Value: 'b' }] };
const DAY_MS = 24 * 3600 * 1000;

function enabled(): Harness {
  const harness = new Harness({ standaloneAccounts: [PAIRED] });
  harness.organization();
  return harness;
}

/** Creates the two accounts and gives their IDs. */
function pair(harness: Harness, request: object = REQUEST): { AccountId: string; GovCloudAccountId: string } {
  const { Id } = harness.call('CreateGovCloudAccount', request).CreateAccountStatus;
  harness.now += 60_000;
  return harness.call('DescribeCreateAccountStatus', { CreateAccountRequestId: Id }).CreateAccountStatus;
}

test('two accounts are created, of which the commercial one is a member and has the tags', () => {
  const harness = enabled();
  const first = harness.call('CreateGovCloudAccount', REQUEST).CreateAccountStatus;
  expect(first).toEqual({ Id: expect.stringMatching(/^car-/), AccountName: 'Pair', State: 'IN_PROGRESS', RequestedTimestamp: harness.now / 1000 });
  harness.now += 60_000;
  const { State, AccountId, GovCloudAccountId } = harness.call('DescribeCreateAccountStatus', { CreateAccountRequestId: first.Id }).CreateAccountStatus;

  expect(State).toBe('SUCCEEDED');
  expect(new Set([AccountId, GovCloudAccountId, MANAGEMENT]).size).toBe(3);
  expect(harness.all('ListAccounts', 'Accounts').map(({ Id, JoinedMethod }) => [Id, JoinedMethod])).toEqual([[MANAGEMENT, 'INVITED'], [AccountId, 'CREATED']]);
  expect(harness.call('ListTagsForResource', { ResourceId: AccountId }).Tags).toEqual(REQUEST.Tags);
  expect(harness.error('DescribeOrganization', {}, GovCloudAccountId, GOV_REGION)).toBe('AWSOrganizationsNotInUseException');
});

test('the GovCloud account joins the organization in GovCloud, by its ID or its address', () => {
  const harness = enabled();
  const { AccountId, GovCloudAccountId } = pair(harness);
  const inGovCloud = (operation: string, request: object = {}, caller = PAIRED.id) => harness.call(operation, request, caller, GOV_REGION);
  inGovCloud('CreateOrganization');
  const { Handshake } = inGovCloud('InviteAccountToOrganization', { Target: { Id: REQUEST.Email, Type: 'EMAIL' } });

  expect(Handshake.Arn).toContain(`arn:aws-us-gov:organizations::${PAIRED.id}:handshake/`);
  const target = (Id: string) => ({ Target: { Id, Type: 'ACCOUNT' } });
  expect(harness.error('InviteAccountToOrganization', target(GovCloudAccountId), PAIRED.id, GOV_REGION)).toBe('DuplicateHandshakeException');
  expect(harness.error('DescribeHandshake', { HandshakeId: Handshake.Id }, AccountId)).toBe('HandshakeNotFoundException');
  inGovCloud('AcceptHandshake', { HandshakeId: Handshake.Id }, GovCloudAccountId);
  expect(inGovCloud('ListAccounts').Accounts.map(({ Id }: { Id: string }) => Id)).toEqual([PAIRED.id, GovCloudAccountId]);
  expect(harness.error('InviteAccountToOrganization', target(GovCloudAccountId)))
    .toBe('HandshakeConstraintViolationException ORGANIZATION_FROM_DIFFERENT_SELLER_OF_RECORD');
});

test('the management account needs an account in GovCloud', () => {
  const harness = new Harness();
  harness.organization();

  expect(harness.error('CreateGovCloudAccount', REQUEST)).toBe('ConstraintViolationException MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED');
});

test('the operation is that of the commercial partition, for its management account', () => {
  const harness = enabled();
  const member = harness.account('member');

  expect(harness.error('CreateGovCloudAccount', REQUEST, undefined, GOV_REGION)).toBe('UnsupportedAPIEndpointException');
  expect(harness.error('CreateGovCloudAccount', REQUEST, member)).toBe('AccessDeniedException');
  expect(harness.error('CreateGovCloudAccount', REQUEST, PAIRED.id)).toBe('AWSOrganizationsNotInUseException');
});

test.each([
  ['a bad role', { RoleName: 'AWSServiceRoleForX' }, 'InvalidInputException INVALID_ROLE_NAME'],
  ['no address', { Email: undefined }, 'InvalidInputException INPUT_REQUIRED'],
  ['a bad name', { AccountName: 'é' }, 'InvalidInputException INVALID_PATTERN'],
])('%s is refused', (_, change, error) => {
  expect(enabled().error('CreateGovCloudAccount', { ...REQUEST, ...change })).toBe(error);
});

test('it shares the quotas of CreateAccount', () => {
  const harness = new Harness({ standaloneAccounts: [PAIRED], limits: { accountCreationsInProgress: 1, accounts: 2 }, finalizingMs: 1000 });
  harness.organization();
  expect(harness.error('CreateGovCloudAccount', REQUEST)).toBe('FinalizingOrganizationException');
  harness.now += 1000;
  harness.call('CreateAccount', { Email: 'a@example.com', AccountName: 'a' });

  expect(harness.error('CreateGovCloudAccount', REQUEST)).toBe('ConstraintViolationException ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED');
  harness.now += 60_000;
  expect(harness.error('CreateGovCloudAccount', REQUEST)).toBe('ConstraintViolationException ACCOUNT_NUMBER_LIMIT_EXCEEDED');
});

test('an address that is taken fails later, in either partition', () => {
  const harness = new Harness({
    standaloneAccounts: [PAIRED, { id: '333333333333', email: 'gov@example.com', name: 'Other', partition: 'aws-us-gov' }],
  });
  harness.organization();
  harness.account('one');
  const reason = (Email: string) => (pair(harness, { ...REQUEST, Email }) as { FailureReason?: string }).FailureReason;

  expect([reason('one@example.com'), reason('GOV@example.com')]).toEqual(['EMAIL_ALREADY_EXISTS', 'GOVCLOUD_ACCOUNT_ALREADY_EXISTS']);
  const before = harness.simulator.state().accounts.length;
  harness.call('CreateAccount', { Email: 'gov@example.com', AccountName: 'commercial' });
  harness.now += 60_000;
  expect(harness.simulator.state().accounts).toHaveLength(before + 1);
});

test('closing the commercial account closes the one in GovCloud, in an organization or not', () => {
  const harness = enabled();
  const [member, standalone] = ['member@example.com', 'alone@example.com'].map((Email) => pair(harness, { ...REQUEST, Email }));
  harness.call('CreateOrganization', {}, PAIRED.id, GOV_REGION);
  const { Handshake } = harness.call('InviteAccountToOrganization', { Target: { Id: member.GovCloudAccountId, Type: 'ACCOUNT' } }, PAIRED.id, GOV_REGION);
  harness.call('AcceptHandshake', { HandshakeId: Handshake.Id }, member.GovCloudAccountId, GOV_REGION);
  harness.call('ListHandshakesForAccount', {}, standalone.GovCloudAccountId, GOV_REGION);
  [member, standalone].forEach(({ AccountId }) => harness.call('CloseAccount', { AccountId }));
  harness.now += 120_000;

  expect(harness.call('DescribeAccount', { AccountId: member.GovCloudAccountId }, PAIRED.id, GOV_REGION).Account.State).toBe('CLOSED');
  expect(harness.error('ListHandshakesForAccount', {}, standalone.GovCloudAccountId, GOV_REGION)).toBe('AccessDeniedException');
  harness.now += 90 * DAY_MS;
  expect(harness.error('DescribeAccount', { AccountId: member.GovCloudAccountId }, PAIRED.id, GOV_REGION)).toBe('AccountNotFoundException');
});

test('the fault plan lets its creation fail later', () => {
  const harness = new Harness({ standaloneAccounts: [PAIRED], faults: ['CreateGovCloudAccount:1:failLater=MISSING_PAYMENT_INSTRUMENT'] });
  harness.organization();

  expect(pair(harness)).toMatchObject({ State: 'FAILED', FailureReason: 'MISSING_PAYMENT_INSTRUMENT' });
  expect(harness.simulator.state().knownAccounts).toEqual([PAIRED]);
  expect(pair(harness)).toMatchObject({ State: 'SUCCEEDED' });
});
