import { ACCOUNT_MANAGEMENT_READINGS } from '../../../src/simulator/readings/account-management-readings';
import type { Harness } from '../harness';
import { ACCOUNT, AccountHarness, outcomeOf, send } from './account-harness';
import { describeReadings, type Situation } from '../readings/describe-readings';

const THROTTLED = 'TooManyRequestsException';

/** Creates an organization with trusted access and these members, and gives their IDs. */
function membersOf(harness: Harness, ...names: string[]): string[] {
  harness.organization();
  harness.call('EnableAWSServiceAccess', { ServicePrincipal: ACCOUNT });
  return names.map((name) => harness.account(name));
}

const situations: { readonly [N in keyof typeof ACCOUNT_MANAGEMENT_READINGS]: Situation<N> } = {
  accountManagementRates: {
    options: { rates: true },
    observe: (harness) => {
      const ids = membersOf(harness, 'a', 'b');
      return [...ids, ids[0]].map((AccountId) => outcomeOf(harness, 'EnableRegion', { AccountId, RegionName: 'af-south-1' }));
    },
    expected: { perCaller: ['success', THROTTLED, THROTTLED], perTarget: ['success', 'success', THROTTLED] },
  },
  changesOfClosedAccounts: {
    options: { accountClosureMs: 0 },
    observe: (harness) => {
      const [AccountId] = membersOf(harness, 'a');
      harness.call('CloseAccount', { AccountId });
      return [outcomeOf(harness, 'GetContactInformation', { AccountId }), outcomeOf(harness, 'PutAccountName', { AccountId, AccountName: 'x' })];
    },
    expected: {
      AccessDeniedException: ['success', 'AccessDeniedException'],
      ValidationException: ['success', 'ValidationException'],
      success: ['success', 'success'],
    },
  },
  regionThatIsAsAsked: {
    observe: (harness) => {
      membersOf(harness);
      return ['DisableRegion', 'EnableRegion', 'EnableRegion'].map((operation) => outcomeOf(harness, operation, { RegionName: 'af-south-1' }));
    },
    expected: { success: ['success', 'success', 'success'], ConflictException: ['ConflictException', 'success', 'ConflictException'] },
  },
  tooManyRegionChanges: {
    observe: (harness) => {
      membersOf(harness);
      return ['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'me-south-1', 'me-central-1', 'il-central-1']
        .map((RegionName) => outcomeOf(harness, 'EnableRegion', { RegionName })).pop();
    },
    expected: { TooManyRequestsException: THROTTLED, ConflictException: 'ConflictException' },
  },
  wrongEmailCode: {
    observe: (harness) => {
      const [AccountId] = membersOf(harness, 'a');
      const update = { AccountId, PrimaryEmail: 'new@example.com' };
      outcomeOf(harness, 'StartPrimaryEmailUpdate', update);
      return outcomeOf(harness, 'AcceptPrimaryEmailUpdate', { ...update, Otp: 'aaaaaa' });
    },
    expected: { ValidationException: 'ValidationException', ResourceNotFoundException: 'ResourceNotFoundException' },
  },
  expiredEmailUpdate: {
    observe: (harness) => {
      const ids = membersOf(harness, 'a', 'b');
      return ids.map((AccountId) => {
        outcomeOf(harness, 'StartPrimaryEmailUpdate', { AccountId, PrimaryEmail: `new-${AccountId}@example.com` });
        harness.now += 86_400_000;
        const { error, body } = send(harness, 'GetPrimaryEmailUpdateStatus', { AccountId });
        return error ?? body.Status;
      });
    },
    expected: {
      FAILED: ['FAILED', 'FAILED'], PENDING: ['PENDING', 'PENDING'], ResourceNotFoundException: ['ResourceNotFoundException', 'ResourceNotFoundException'],
    },
  },
};

describeReadings(ACCOUNT_MANAGEMENT_READINGS, situations);

test('calls beyond the published rates are HTTP 429 with the name in a header', () => {
  const harness = AccountHarness.withOrganization({ rates: true });
  const AccountId = harness.account('one');
  const answers = Array.from({ length: 17 }, () => harness.send('GetContactInformation', { AccountId }));

  expect(answers.filter(({ status }) => status === 200)).toHaveLength(15);
  expect(answers[16]).toMatchObject({ status: 429, error: THROTTLED, body: { message: expect.stringContaining('Try again later') } });
  harness.now += 100;
  expect(harness.outcome('GetContactInformation', { AccountId })).toBe('success');
  expect(harness.outcome('GetContactInformation', { AccountId })).toBe(THROTTLED);
});

test('the address of one account is asked to change three times in 30 seconds', () => {
  const harness = AccountHarness.withOrganization({ rates: true });
  const [first, second] = [harness.account('one'), harness.account('two')];
  const start = (AccountId: string, name: string) => {
    harness.now += 1_000;
    return harness.outcome('StartPrimaryEmailUpdate', { AccountId, PrimaryEmail: `${name}@example.com` });
  };

  expect(['a', 'b', 'c', 'd'].map((name) => start(first, name))).toEqual(['success', 'success', 'success', THROTTLED]);
  expect(start(second, 'e')).toBe('success');
  harness.now += 10_000;
  expect(start(first, 'f')).toBe('success');
});

test('calls of the other service do not draw from the bucket of the organization\'s calls', () => {
  const harness = AccountHarness.withOrganization({ rates: true, readings: { rateBuckets: 'oneMoreForAll' } });
  harness.now += 60_000;
  Array.from({ length: 40 }, () => harness.send('ListRegions'));

  expect(() => harness.call('ListRoots')).not.toThrow();
});

test('planned faults strike calls of the service', () => {
  const harness = AccountHarness.withOrganization({
    faults: ['PutAccountName:1:fail=TooManyRequestsException', 'PutAccountName:2:dropAnswer', 'EnableRegion:fail=InternalServerException'],
  });
  const handle = () => harness.simulator.handle({ method: 'POST', path: '/putAccountName', headers: {}, body: '{"AccountName":"new"}' });

  expect(handle()).toMatchObject({ status: 429, headers: { 'x-amzn-errortype': THROTTLED } });
  expect(harness.call('DescribeAccount', { AccountId: '111111111111' }).Account.Name).toBe('Management');
  expect(handle()).toMatchObject({ dropped: true });
  expect(harness.call('DescribeAccount', { AccountId: '111111111111' }).Account.Name).toBe('new');
  expect(harness.send('EnableRegion', { RegionName: 'af-south-1' })).toMatchObject({ status: 500, error: 'InternalServerException' });
  expect(() => new AccountHarness({ faults: ['PutAccountName:1:fail=ConflictException'] })).toThrow('Give one of AccessDeniedException');
});

test('with lag, a new name is read late, and in the end by every reader', () => {
  const harness = AccountHarness.withOrganization({ lagMs: 10_000 });
  harness.now += 60_000;
  harness.answer('PutAccountName', { AccountName: 'new' });
  const names = () => new Set(Array.from({ length: 30 }, () => harness.answer('GetAccountInformation').AccountName));

  expect([...names()].sort()).toContain('Management');
  harness.now += 10_001;
  expect([...names()]).toEqual(['new']);
});

test('an observer receives each change', () => {
  const seen: string[] = [];
  const harness = AccountHarness.withOrganization({ onWrite: ({ entry }) => seen.push(entry?.operation ?? 'time') });
  harness.answer('PutAccountName', { AccountName: 'new' });
  harness.answer('ListRegions');
  harness.send('PutAccountName', { AccountName: '<' });

  expect(seen.filter((operation) => /Account|Region/.test(operation))).toEqual(['PutAccountName']);
});

test('the published rates of names and of accounts in GovCloud: one a second, and three a second after five at once', () => {
  const harness = new AccountHarness({ rates: true });
  const [AccountId] = membersOf(harness, 'a');
  const outcomes = (count: number, operation: string, request: object) => (
    Array.from({ length: count }, () => outcomeOf(harness, operation, request)));
  expect(outcomes(2, 'PutAccountName', { AccountId, AccountName: 'x' })).toEqual(['success', THROTTLED]);
  harness.now += 1_000;
  expect(outcomes(2, 'PutAccountName', { AccountId, AccountName: 'x' })).toEqual(['success', THROTTLED]);
  const govCloud = (count: number) => outcomes(count, 'GetGovCloudAccountInformation', { StandardAccountId: AccountId });
  expect(govCloud(6)).toEqual([...Array.from({ length: 5 }, () => 'ResourceNotFoundException'), THROTTLED]);
  harness.now += 1_000;
  expect(govCloud(4)).toEqual([...Array.from({ length: 3 }, () => 'ResourceNotFoundException'), THROTTLED]);
});
