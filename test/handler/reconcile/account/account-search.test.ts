import { existingAddress, existingName } from '../../../../scripts/bench/existing-accounts';
import { EnvironmentHints } from '../../../../src/handler/environment-hints';
import { OrganizationsError } from '../../../../src/organizations';
import { ACCOUNT_TYPE, callsSince, startCreation, withFormerRequests } from '../../support/account-creation';
import type { Deployment } from '../../support/deployment';

const UNIT = 'Custom::OrganizationsOrganizationalUnit';

/** Until then, the service lists accounts and does not describe them. */
function describesNoneUntil(deployment: Deployment, time: number): void {
  deployment.disturb = (operation, call) => {
    if (operation === 'DescribeAccount' && deployment.clock.now() < time) throw new OrganizationsError(operation, 'AccountNotFound', 'not yet');
    return call();
  };
}

describe('requests for accounts of the same name', () => {
  test('are looked at from the latest one on', async () => {
    const { deployment, root, desired } = await startCreation();
    const unit = await deployment.create(UNIT, { ParentId: root, Name: 'Security' }, 'Unit');
    const event = await deployment.begin(deployment.event('Create', ACCOUNT_TYPE, { ...desired, ParentId: unit.PhysicalResourceId }));
    const { PhysicalResourceId } = await deployment.finish(event);
    const calls = withFormerRequests(deployment, 12, desired.AccountName);
    deployment.startEnvironment();
    expect(await deployment.finish(event)).toMatchObject({ PhysicalResourceId });
    expect([calls('DescribeAccount'), calls('CreateAccount')]).toEqual([1, 0]);
  });

  test('do not delay a creation if their accounts have left the organization', async () => {
    const { deployment, desired, event } = await startCreation();
    const calls = withFormerRequests(deployment, 3, desired.AccountName);
    const beganAt = deployment.clock.now();
    await deployment.call(event);
    expect([calls('DescribeAccount'), calls('CreateAccount')]).toEqual([3, 1]);
    expect(deployment.clock.now() - beganAt).toBeLessThanOrEqual(5_000);
  });

  test('are waited for if the account of a recent one is not visible yet', async () => {
    const { deployment, event, calls } = await startCreation();
    await deployment.call(event);
    await deployment.clock.sleep(20_000);
    const [{ accountId, completesAt }] = deployment.simulator.state().createAccountRequests;
    describesNoneUntil(deployment, completesAt + 40_000);
    deployment.startEnvironment();
    expect(await deployment.finish(event)).toMatchObject({ PhysicalResourceId: accountId });
    expect(calls('CreateAccount')).toBe(1);
  });

  test('are all looked at, also if the account of a later one has another address', async () => {
    const { deployment, root, desired } = await startCreation();
    const unit = await deployment.create(UNIT, { ParentId: root, Name: 'Security' }, 'Unit');
    const create = (Email: string) => deployment.begin(deployment.event('Create', ACCOUNT_TYPE, { ...desired, Email, ParentId: unit.PhysicalResourceId }, { LogicalResourceId: Email }));
    const [first, second] = [await create('one@example.com'), await create('two@example.com')];
    const { PhysicalResourceId } = await deployment.finish(first);
    const calls = callsSince(deployment);
    await deployment.finish(second);
    // This environment knows the address of the first account.
    expect(calls('DescribeAccount')).toBe(1);
    deployment.startEnvironment();
    const callsLater = callsSince(deployment);
    expect(await deployment.finish(first)).toMatchObject({ PhysicalResourceId });
    expect([callsLater('DescribeAccount'), callsLater('ListAccountsForParent')]).toEqual([2, 0]);
  });
});

test('an account that is listed, and that the service does not describe yet, is waited for', async () => {
  const { deployment, root } = await startCreation({ existing: 50 });
  describesNoneUntil(deployment, deployment.clock.now() + 20_000);
  const adopted = { AccountName: existingName(47), Email: existingAddress(47), ParentId: root, Adopt: true };
  expect(await deployment.create(ACCOUNT_TYPE, adopted)).toMatchObject({ PhysicalResourceId: '500000000047' });
});

describe('the rate of requests', () => {
  test('environments that start together send their first requests at different moments', async () => {
    const delays: number[] = [];
    for (const logicalId of ['Log', 'Audit', 'Network', 'Backup']) {
      const { deployment, desired } = await startCreation();
      const event = await deployment.begin(deployment.event('Create', ACCOUNT_TYPE, desired, { LogicalResourceId: logicalId }));
      const beganAt = deployment.clock.now();
      await deployment.call(event);
      delays.push(deployment.simulator.state().createAccountRequests[0].requestedAt - beganAt);
    }
    expect(new Set(delays).size).toBe(4);
    expect(Math.max(...delays)).toBeLessThanOrEqual(5_000);
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(1_000);
  });

  test('after a refusal, no resource of the environment sends a request before the service accepts one again', async () => {
    const { deployment, desired, event } = await startCreation();
    const other = await deployment.begin(deployment.event('Create', ACCOUNT_TYPE, { ...desired, AccountName: 'audit', Email: 'audit@example.com' }, { LogicalResourceId: 'Audit' }));
    const sentAt: number[] = [];
    deployment.disturb = (operation, call) => {
      if (operation === 'CreateAccount' && sentAt.push(deployment.clock.now()) === 1) throw new OrganizationsError(operation, 'TooManyRequests', 'slow down');
      return call();
    };
    expect(await deployment.call(event)).toEqual({ IsComplete: false });
    // The call waits, as the environment of the next one could not know that the event has sent no request.
    expect(sentAt.map((at) => at - sentAt[0])).toEqual([0, 10_000]);
    expect(await deployment.call(other)).toEqual({ IsComplete: false });
    expect(sentAt.map((at) => at - sentAt[0])).toEqual([0, 10_000, 20_000]);
  });

  test('after a refusal, the next token is expected ten seconds after the last request of any environment', async () => {
    const { deployment, desired, event } = await startCreation({ rates: true });
    const environments = ['log', 'audit', 'network'].map(() => new EnvironmentHints());
    for (const [index, hints] of environments.entries()) {
      deployment.environment = () => hints;
      const name = `other ${index}`;
      await deployment.call(await deployment.begin(deployment.event('Create', ACCOUNT_TYPE, { ...desired, AccountName: name, Email: `${index}@example.com` })));
    }
    const hints = new EnvironmentHints();
    deployment.environment = () => hints;
    await deployment.clock.sleep(4_000);
    await deployment.call(event);
    const requestedAt = deployment.simulator.state().createAccountRequests.map((request) => request.requestedAt);
    expect(requestedAt).toHaveLength(4);
    const refusals = deployment.simulator.journal.filter(({ operation, error }) => operation === 'CreateAccount' && error);
    expect(refusals.length).toBeLessThanOrEqual(1);
    expect(requestedAt[3] - requestedAt[2]).toBeLessThan(10_500);
  });
});
