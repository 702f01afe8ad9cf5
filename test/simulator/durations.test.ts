import { Harness } from './harness';
import { Simulator } from '../../src/simulator';

const CREATE = { Email: 'shop@example.com', AccountName: 'shop' };

test('an account whose creation takes no time exists in the answer', () => {
  const harness = new Harness({ accountCreationMs: 0 });
  harness.organization();

  const { CreateAccountStatus: status } = harness.call('CreateAccount', CREATE);

  expect(status).toMatchObject({ State: 'SUCCEEDED', AccountId: expect.stringMatching(/^\d{12}$/), CompletedTimestamp: status.RequestedTimestamp });
  expect(harness.call('DescribeAccount', { AccountId: status.AccountId }).Account.State).toBe('ACTIVE');
  expect(harness.call('DescribeCreateAccountStatus', { CreateAccountRequestId: status.Id }).CreateAccountStatus).toEqual(status);
});

test('a request that fails without taking time says so in the answer', () => {
  const harness = new Harness({ accountCreationMs: 0 });
  harness.organization();
  harness.call('CreateAccount', CREATE);

  const { CreateAccountStatus: status } = harness.call('CreateAccount', { ...CREATE, Email: 'SHOP@example.com' });

  expect(status).toMatchObject({ State: 'FAILED', FailureReason: 'EMAIL_ALREADY_EXISTS' });
});

test('the observer sees the account in the same moment as the call', () => {
  const seen: string[] = [];
  const harness = new Harness({
    accountCreationMs: 0, onWrite: ({ entry, organization }) => seen.push(`${entry?.operation} ${[...organization.accountsWithPaths()].length}`),
  });
  harness.organization();

  harness.call('CreateAccount', CREATE);

  expect(seen).toEqual(['CreateOrganization 1', 'CreateAccount 2']);
});

test('a closure that takes no time is over at the next call', () => {
  const harness = new Harness({ accountCreationMs: 0, accountClosureMs: 0 });
  harness.organization();
  const AccountId = harness.call('CreateAccount', CREATE).CreateAccountStatus.AccountId;

  harness.call('CloseAccount', { AccountId });

  expect(harness.call('DescribeAccount', { AccountId }).Account.State).toBe('CLOSED');
});

test('identifiers do not depend on how long anything takes', () => {
  const idsWith = (options: object) => {
    const harness = new Harness(options);
    harness.organization();
    return ['a', 'b', 'c'].map((name) => harness.account(name));
  };

  expect(idsWith({ accountCreationMs: 0 })).toEqual(idsWith({}));
});

test('a creation takes as long as the option says', () => {
  const harness = new Harness({ accountCreationMs: [10_000, 10_000] });
  harness.organization();
  const id = harness.call('CreateAccount', CREATE).CreateAccountStatus.Id;
  const state = () => harness.call('DescribeCreateAccountStatus', { CreateAccountRequestId: id }).CreateAccountStatus.State;

  harness.now += 9_999;
  const before = state();
  harness.now += 1;

  expect([before, state()]).toEqual(['IN_PROGRESS', 'SUCCEEDED']);
});

test.each<[string, object, RegExp]>([
  ['a negative duration', { accountCreationMs: -1 }, /not a duration: accountCreationMs of -1\. Give milliseconds from 0/],
  ['a range that ends before it begins', { accountClosureMs: [5, 4] }, /accountClosureMs of \[5,4\]/],
  ['a time that stands still', { timeFactor: 0 }, /Time cannot run at this factor: 0\. Give a number above 0/],
])('refuses %s', (_what, options, message) => {
  expect(() => new Simulator(options)).toThrow(message);
});
