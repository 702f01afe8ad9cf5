import { existingAddress, existingName } from '../../../../scripts/bench/existing-accounts';
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
    await deployment.call(event).catch(() => undefined);
    expect(sentAt).toHaveLength(1);
    await deployment.call(other);
    expect(sentAt).toHaveLength(1);
    await deployment.finish(other);
    expect(sentAt[1] - sentAt[0]).toBeGreaterThanOrEqual(10_000);
    expect(sentAt[1] - sentAt[0]).toBeLessThan(16_000);
  });
});
