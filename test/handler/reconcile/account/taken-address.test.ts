import { existingAddress, existingName } from '../../../../scripts/bench/existing-accounts';
import { EnvironmentHints } from '../../../../src/handler/environment-hints';
import { NO_ANSWER, OrganizationsError } from '../../../../src/organizations';
import { ACCOUNT_TYPE, accountsWithAddress, startCreation } from '../../support/account-creation';
import { STACK_OWNER } from '../../support/deployment';

const OWNER = 'cdk-aws-organizations:owner';

describe('an address that is already taken', () => {
  test('by a foreign account below the parent is found without a request', async () => {
    const { deployment, root, calls } = await startCreation({ existing: 50 });
    const desired = { AccountName: existingName(7), Email: existingAddress(7), ParentId: root };
    await expect(deployment.create(ACCOUNT_TYPE, desired)).rejects.toThrow(/exists \(500000000007\) and was not created by this library/);
    expect([calls('ListAccounts'), calls('CreateAccount')]).toEqual([0, 0]);
    expect(deployment.writes().filter((operation) => ['MoveAccount', 'TagResource'].includes(operation))).toEqual([]);
  });

  test('by a foreign account elsewhere in the organization is found, and the account is left alone', async () => {
    const { deployment, root, calls } = await startCreation({ existing: 50 });
    const desired = { AccountName: existingName(47), Email: existingAddress(47), ParentId: root };
    await expect(deployment.create(ACCOUNT_TYPE, desired)).rejects.toThrow(
      /The account "existing-47" with the address aws\+existing-47@example.com exists \(500000000047\) and was not created by this library/);
    // The handler reads the list once, although it reads the owner until it is certain.
    expect(calls('ListAccounts')).toBe(3);
    expect(calls('CreateAccount')).toBe(1);
    expect(deployment.writes().filter((operation) => ['MoveAccount', 'TagResource'].includes(operation))).toEqual([]);
  });

  test('by an account with our owner tag lets the deployment continue with that account', async () => {
    const { deployment, desired, event } = await startCreation({ existing: 50 });
    const state = deployment.simulator.state();
    const accounts = state.accounts.map((account) => (
      account.name === existingName(7)
        ? { ...account, name: desired.AccountName, email: desired.Email, tags: { [OWNER]: STACK_OWNER } } : account));
    deployment.simulator.reset({ ...state, accounts });
    expect(await deployment.finish(event)).toMatchObject({ PhysicalResourceId: '500000000007' });
    expect(accountsWithAddress(deployment, desired.Email)).toHaveLength(1);
  });

  test('by a closed account fails with a message that the account is closed', async () => {
    const { deployment, desired, event } = await startCreation({ existing: 5 });
    const state = deployment.simulator.state();
    const accounts = state.accounts.map((account) => (account.name === existingName(3)
      ? { ...account, name: desired.AccountName, email: desired.Email, state: 'CLOSED' as const, closedAt: deployment.clock.now(), closureRequestedAt: deployment.clock.now() - 1_000 } : account));
    deployment.simulator.reset({ ...state, accounts });
    await expect(deployment.finish(event)).rejects.toThrow(/is in the state CLOSED. Ask AWS Support to reopen it within 90 days/);
  });

  test('by an account outside the organization fails a minute after the failed request, once a later list lacks the account too', async () => {
    const { deployment, desired, event, calls } = await startCreation({ existing: 50 });
    deployment.simulator.reset({ ...deployment.simulator.state(), addressesTakenElsewhere: [desired.Email] });
    await expect(deployment.finish(event)).rejects.toThrow(/EMAIL_ALREADY_EXISTS. Use another address; or invite .* A closed account keeps its address/);
    const { completesAt } = deployment.simulator.state().createAccountRequests[0];
    expect(deployment.clock.now()).toBeGreaterThanOrEqual(completesAt + 60_000);
    expect(deployment.clock.now()).toBeLessThan(completesAt + 80_000);
    expect(calls('ListAccounts')).toBe(2 * 3);
    expect(calls('CreateAccount')).toBe(1);
  });

  test('by an earlier request of ours whose account is visible late makes the handler wait, without a second list of all accounts in each call', async () => {
    const { deployment, desired, event, calls } = await startCreation({ existing: 50 });
    deployment.startEnvironmentForEachCall();
    await deployment.call(event);
    // The first request's status is hidden, as by stale reads. Its account becomes visible 40 seconds after the second one failed.
    const [first] = deployment.simulator.state().createAccountRequests;
    let hiddenUntil = Number.POSITIVE_INFINITY;
    deployment.disturb = async <T>(operation: string, call: () => Promise<T>): Promise<T> => {
      const answer = await call() as Record<string, object[]>;
      if (deployment.clock.now() >= hiddenUntil) return answer as T;
      if (operation === 'ListCreateAccountStatus') return { ...answer, CreateAccountStatuses: answer.CreateAccountStatuses.filter((status) => (status as { Id: string }).Id !== first.id) } as T;
      if (operation === 'ListAccounts') return { ...answer, Accounts: answer.Accounts.filter((account) => (account as { Email: string }).Email !== desired.Email) } as T;
      return answer as T;
    };
    const hints = new EnvironmentHints();
    deployment.environment = () => hints;
    await deployment.call(event);
    const second = deployment.simulator.state().createAccountRequests[1];
    expect(second).toMatchObject({ failureReason: 'EMAIL_ALREADY_EXISTS' });
    hiddenUntil = second.completesAt + 40_000;
    expect(await deployment.finish(event)).toMatchObject({ PhysicalResourceId: first.accountId });
    expect(calls('CreateAccount')).toBe(2);
    expect(calls('ListAccounts')).toBeLessThanOrEqual(3);
    expect(accountsWithAddress(deployment, desired.Email)).toHaveLength(1);
  });
});

test('an address that an earlier request without an answer has taken is waited for, even if the creation takes longer than a minute', async () => {
  const { deployment, event, desired } = await startCreation({ accountCreationMs: 5_000 });
  const { simulator } = deployment;
  let [requests, lists] = [0, 0];
  deployment.disturb = async (operation, call) => {
    const answer = await call();
    if (operation === 'CreateAccount' && ++requests === 1) {
      const state = simulator.state();
      const createAccountRequests = state.createAccountRequests.map((each) => ({ ...each, completesAt: each.completesAt + 300_000 }));
      simulator.reset({ ...state, createAccountRequests });
      throw new OrganizationsError(operation, NO_ANSWER, 'socket hang up');
    }
    // The first lists do not show the request yet.
    return operation === 'ListCreateAccountStatus' && ++lists <= 6 ? { CreateAccountStatuses: [] } as typeof answer : answer;
  };
  const { PhysicalResourceId: id } = await deployment.finish(event);
  expect([accountsWithAddress(deployment, desired.Email).map((account) => account.id), requests]).toEqual([[id], 2]);
});
