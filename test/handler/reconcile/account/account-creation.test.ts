import { existingAddress, existingName } from '../../../../scripts/bench/existing-accounts';
import { EnvironmentHints } from '../../../../src/handler/environment-hints';
import { OrganizationsError } from '../../../../src/organizations';
import { ACCOUNT_TYPE, accountsWithAddress, callsSince, startCreation, withFormerRequests } from '../../support/account-creation';
import { type Deployment, STACK_ID } from '../../support/deployment';
import { refuse } from '../../support/refusals';

const OWNER = 'cdk-aws-organizations:owner';

/** Options whose account requests fail a while later with this reason. */
const failing = (reason: string, times = 1) => ({ faults: Array.from({ length: times }, (_, index) => `CreateAccount:${index + 1}:failLater=${reason}`) });

describe('the cost of a creation', () => {
  test('20 new accounts in an organization of 1,000 are created without a list of all accounts, and with few other calls', async () => {
    const { deployment, root, calls } = await startCreation({ existing: 1_000 });
    for (let number = 0; number < 20; number += 1) {
      await deployment.create(ACCOUNT_TYPE, { AccountName: `app ${number}`, Email: `app${number}@example.com`, ParentId: root }, `App${number}`);
    }
    expect([calls('ListAccounts'), calls('ListRoots')]).toEqual([0, 0]);
    expect(calls('CreateAccount')).toBe(20);
    // The environment lists earlier requests and accounts once.
    expect([calls('ListCreateAccountStatus'), calls('ListAccountsForParent')]).toEqual([2, 2]);
    // The root contains new accounts already, so only their owners are read.
    expect([calls('ListParents'), calls('MoveAccount'), calls('ListTagsForResource')]).toEqual([20, 0, 20]);
    expect(calls('DescribeCreateAccountStatus')).toBe(79);
    expect(calls('DescribeAccount')).toBe(20);
  });

  test('the call that sent the request ends at once, and later calls check the request when its creation can have ended', async () => {
    const { deployment, event, calls } = await startCreation({ accountCreationMs: 95_000 });
    const startedAt = deployment.clock.now();
    expect(await deployment.call(event)).toEqual({ IsComplete: false });
    expect(calls('CreateAccount')).toBe(1);
    // New environments spread their first requests, and check nothing after that.
    const sentAt = deployment.simulator.state().createAccountRequests[0].requestedAt;
    expect(sentAt - startedAt).toBeLessThanOrEqual(5_000);
    expect(deployment.clock.now()).toBe(sentAt);
    const since = deployment.simulator.journal.length;
    await deployment.clock.sleep(5_000);
    await deployment.finish(event);
    const checks = deployment.simulator.journal.slice(since).filter(({ operation }) => operation === 'DescribeCreateAccountStatus');
    expect(checks.map(({ at }) => (at - sentAt) / 1_000)).toEqual([10, 20, 30, 35, 40, 45, 50, 55, 60, 70, 80, 90, 100]);
    expect(calls('ListCreateAccountStatus')).toBe(2);
  });

  test('accounts below several units cost the lists of each unit once, and each account is moved without a look for its parent', async () => {
    const { deployment, root, calls } = await startCreation();
    const units: string[] = [];
    for (const Name of ['one', 'two']) {
      units.push((await deployment.create('Custom::OrganizationsOrganizationalUnit', { ParentId: root, Name }, Name)).PhysicalResourceId);
    }
    for (const number of [0, 1, 2, 3]) {
      const ParentId = units[number % 2];
      await deployment.create(ACCOUNT_TYPE, { AccountName: `app ${number}`, Email: `app${number}@example.com`, ParentId }, `App${number}`);
      expect(accountsWithAddress(deployment, `app${number}@example.com`)).toMatchObject([{ parentId: ParentId }]);
    }
    expect([calls('ListAccountsForParent'), calls('ListCreateAccountStatus')]).toEqual([2, 2]);
    // The parent of the first account shows which the root is.
    expect([calls('ListParents'), calls('MoveAccount')]).toEqual([1, 4]);
  });

  test('the lists of a former deployment do not count in a later one', async () => {
    const { deployment, desired, event, calls } = await startCreation();
    await deployment.finish(event);
    expect(calls('ListCreateAccountStatus')).toBe(2);
    deployment.status = 'UPDATE_IN_PROGRESS';
    await deployment.create(ACCOUNT_TYPE, { ...desired, AccountName: 'audit', Email: 'audit@example.com' }, 'Audit');
    expect(calls('ListCreateAccountStatus')).toBe(4);
  });

  test('a wrong memory of the root costs a refused move, and the account reaches its parent', async () => {
    const { deployment, root, desired } = await startCreation();
    const unit = await deployment.create('Custom::OrganizationsOrganizationalUnit', { ParentId: root, Name: 'Security' }, 'Unit');
    deployment.environment().rootId = 'r-else';
    const calls = callsSince(deployment);
    await deployment.create(ACCOUNT_TYPE, { ...desired, ParentId: unit.PhysicalResourceId });
    expect([calls('MoveAccount'), calls('ListParents')]).toEqual([2, 1]);
    expect(accountsWithAddress(deployment, desired.Email)).toMatchObject([{ parentId: unit.PhysicalResourceId }]);
    expect(deployment.environment().rootId).toBe(root);
  });

  test('an account that is below its parent already is moved no further', async () => {
    const { deployment, root, desired } = await startCreation();
    const unit = await deployment.create('Custom::OrganizationsOrganizationalUnit', { ParentId: root, Name: 'Security' }, 'Unit');
    const toUnit = await deployment.begin(deployment.event('Create', ACCOUNT_TYPE, { ...desired, ParentId: unit.PhysicalResourceId }));
    deployment.environment().rootId = root;
    await deployment.call(toUnit);
    await deployment.clock.sleep(60_000);
    const { accountId } = deployment.simulator.state().createAccountRequests[0];
    await deployment.organizations.moveAccount(accountId, root, unit.PhysicalResourceId);
    expect(await deployment.finish(toUnit)).toMatchObject({ PhysicalResourceId: accountId });
    expect(accountsWithAddress(deployment, desired.Email)).toMatchObject([{ parentId: unit.PhysicalResourceId }]);
  });

  test('a call that remembers nothing checks once which requests are in progress', async () => {
    const { deployment, event } = await startCreation();
    deployment.startEnvironmentForEachCall();
    await deployment.call(event);
    const since = deployment.simulator.journal.length;
    expect(await deployment.call(event)).toEqual({ IsComplete: false });
    expect(deployment.simulator.journal.slice(since).map(({ operation }) => operation)).toEqual(['ListCreateAccountStatus']);
    await deployment.finish(event);
    expect(deployment.writes().filter((operation) => operation === 'CreateAccount')).toHaveLength(1);
  });

  test('a creation does not read the statuses of 90 days to their end before a request', async () => {
    const { deployment, root, desired, event } = await startCreation();
    const calls = withFormerRequests(deployment);
    await deployment.call(event);
    expect(calls('CreateAccount')).toBe(1);
    expect(calls('ListCreateAccountStatus')).toBeLessThanOrEqual(3);
    await deployment.finish(event);
    expect(accountsWithAddress(deployment, desired.Email)).toMatchObject([{ parentId: root }]);
  });

  test('an environment that saw a request of another environment in progress finds its account after the request has ended', async () => {
    const { deployment, event } = await startCreation();
    const calls = withFormerRequests(deployment);
    await deployment.call(event);
    deployment.startEnvironment();
    await deployment.call(event);
    await deployment.clock.sleep(60_000);
    const { accountId } = deployment.simulator.state().createAccountRequests.at(-1)!;
    expect(await deployment.call(event)).toMatchObject({ IsComplete: true, PhysicalResourceId: accountId });
    expect(calls('CreateAccount')).toBe(1);
    expect(calls('ListAccounts')).toBe(0);
  });

  test('an environment that did not see requests in progress finds their new accounts in the root, without a failed request', async () => {
    const { deployment, root } = await startCreation();
    const unit = await deployment.create('Custom::OrganizationsOrganizationalUnit', { ParentId: root, Name: 'Security' }, 'Unit');
    const events = await Promise.all(['log', 'audit'].map((name) => (
      deployment.begin(deployment.event('Create', ACCOUNT_TYPE, { AccountName: name, Email: `${name}@example.com`, ParentId: unit.PhysicalResourceId })))));
    const calls = withFormerRequests(deployment);
    for (const event of events) await deployment.call(event);
    await deployment.clock.sleep(60_000);
    deployment.startEnvironment();
    const requests = deployment.simulator.state().createAccountRequests.slice(-2);
    for (const [index, event] of events.entries()) {
      expect(await deployment.call(event)).toMatchObject({ IsComplete: true, PhysicalResourceId: requests[index].accountId });
    }
    expect([calls('CreateAccount'), calls('ListAccounts'), calls('ListRoots')]).toEqual([2, 0, 1]);
    expect(accountsWithAddress(deployment, 'audit@example.com')).toMatchObject([{ parentId: unit.PhysicalResourceId }]);
  });
});

describe('two accounts of the same name', () => {
  const twoOfOneName = async (options = {}) => {
    const { deployment, root } = await startCreation(options);
    const properties = ['one', 'two'].map((name) => ({ AccountName: 'same', Email: `${name}@example.com`, ParentId: root }));
    const resources = properties.map((Properties, index) => [`Account${index}`, { Type: ACCOUNT_TYPE, Properties }]);
    deployment.stacks.stack(STACK_ID).template = { Resources: Object.fromEntries(resources) };
    const events = await Promise.all(properties.map((each, index) => (
      deployment.begin(deployment.event('Create', ACCOUNT_TYPE, each, { LogicalResourceId: `Account${index}` })))));
    return { deployment, events };
  };
  const emails = (deployment: Deployment) => deployment.simulator.state().accounts.map(({ email }) => email);

  test('do not wait for each other if this environment sent both requests', async () => {
    const { deployment, events: [first, second] } = await twoOfOneName();
    await deployment.call(first);
    await deployment.call(second);
    expect(deployment.simulator.state().createAccountRequests).toHaveLength(2);
    await deployment.finish(second);
    await deployment.finish(first);
    expect(emails(deployment)).toEqual(expect.arrayContaining(['one@example.com', 'two@example.com']));
  });

  test('wait for each other in an environment without memory, and neither takes the other\'s account', async () => {
    const { deployment, events: [first, second] } = await twoOfOneName();
    deployment.startEnvironmentForEachCall();
    await deployment.call(first);
    await deployment.call(second);
    expect(deployment.simulator.state().createAccountRequests).toHaveLength(1);
    const answers = [await deployment.finish(second), await deployment.finish(first)];
    expect(new Set(answers.map(({ PhysicalResourceId }) => PhysicalResourceId)).size).toBe(2);
    expect(emails(deployment)).toEqual(expect.arrayContaining(['one@example.com', 'two@example.com']));
  });

  test('do not share a failure: an environment without memory sends a request of its own before it accepts a failure', async () => {
    const { deployment, events: [first, second] } = await twoOfOneName(failing('INVALID_PAYMENT_INSTRUMENT'));
    deployment.startEnvironmentForEachCall();
    await deployment.finish(first);
    await deployment.finish(second);
    expect(emails(deployment)).toEqual(expect.arrayContaining(['one@example.com', 'two@example.com']));
    expect(deployment.writes().filter((operation) => operation === 'CreateAccount')).toHaveLength(3);
  });

  test('each fail at once if the environment remembers that the failed request is its own', async () => {
    const { deployment, events: [first] } = await twoOfOneName(failing('INVALID_PAYMENT_INSTRUMENT'));
    await expect(deployment.finish(first)).rejects.toThrow('INVALID_PAYMENT_INSTRUMENT');
    expect(deployment.writes().filter((operation) => operation === 'CreateAccount')).toHaveLength(1);
  });
});

describe('a failed request', () => {
  test.each([['remembers its request', false], ['remembers nothing', true]])('ends the event if its reason is final, with one request, in an environment that %s', async (_name, forgets) => {
    const { deployment, event, calls } = await startCreation(failing('INVALID_PAYMENT_INSTRUMENT'));
    if (forgets) deployment.startEnvironmentForEachCall();
    await expect(deployment.finish(event)).rejects.toThrow(/INVALID_PAYMENT_INSTRUMENT. Correct the way of payment/);
    expect(calls('CreateAccount')).toBe(1);
  });

  test.each([['remembers its requests', false], ['remembers nothing', true]])('is repeated up to five times if its reason may pass, in an environment that %s', async (_name, forgets) => {
    const { deployment, event, calls } = await startCreation(failing('INTERNAL_FAILURE', 9));
    if (forgets) deployment.startEnvironmentForEachCall();
    await expect(deployment.finish(event)).rejects.toThrow('INTERNAL_FAILURE');
    expect(calls('CreateAccount')).toBe(5);
  });

  test.each([
    ['is of another type', { Type: 'Custom::OrganizationsOrganizationalUnit', Properties: { AccountName: 'log-archive' } }],
    ['is an account of another name', { Type: ACCOUNT_TYPE, Properties: { AccountName: 'other' } }],
    ['is an account without properties', { Type: ACCOUNT_TYPE }],
  ])('is final at once in an environment that remembers nothing if the other resource of the stack %s', async (_what, Other) => {
    const { deployment, desired, event, calls } = await startCreation(failing('INVALID_PAYMENT_INSTRUMENT'));
    deployment.stacks.stack(STACK_ID).template = { Resources: { Resource: { Type: ACCOUNT_TYPE, Properties: desired }, Other } };
    deployment.startEnvironmentForEachCall();
    await expect(deployment.finish(event)).rejects.toThrow('INVALID_PAYMENT_INSTRUMENT');
    expect(calls('CreateAccount')).toBe(1);
  });

  test('may belong to an account of the same name and logical ID in a nested stack', async () => {
    const { deployment, desired, event, calls } = await startCreation(failing('INVALID_PAYMENT_INSTRUMENT'));
    const nested = `${STACK_ID}-nested`;
    const row = { physicalId: nested, type: 'AWS::CloudFormation::Stack', status: 'CREATE_IN_PROGRESS' };
    deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Nested', ...row });
    deployment.stacks.stack(nested).template = { Resources: { Resource: { Type: ACCOUNT_TYPE, Properties: desired } } };
    deployment.stacks.stack(nested).resources.push({ logicalId: 'Resource', physicalId: 'pending:Resource', type: ACCOUNT_TYPE, status: 'CREATE_IN_PROGRESS' });
    deployment.startEnvironmentForEachCall();
    await deployment.finish(event);
    expect(calls('CreateAccount')).toBe(2);
    expect(accountsWithAddress(deployment, desired.Email)).toHaveLength(1);
  });

  test('whose status the service refuses to describe is not reported as missing', async () => {
    const { deployment, event, calls } = await startCreation();
    refuse(deployment, 'DescribeCreateAccountStatus', 'UnsupportedAPIEndpoint');
    await expect(deployment.finish(event)).rejects.toThrow('UnsupportedAPIEndpoint');
    expect(calls('CreateAccount')).toBe(1);
  });

  test('of an earlier event does not fail this event', async () => {
    const { deployment, desired, event } = await startCreation(failing('INVALID_PAYMENT_INSTRUMENT'));
    await expect(deployment.finish(event)).rejects.toThrow('INVALID_PAYMENT_INSTRUMENT');
    await deployment.clock.sleep(10_000);
    await deployment.create(ACCOUNT_TYPE, desired);
    expect(accountsWithAddress(deployment, desired.Email)).toHaveLength(1);
  });
});

describe('wrong memory of an environment', () => {
  test('is ignored if a hint names another account', async () => {
    const { deployment, root } = await startCreation({ existing: 3 });
    const hints = new EnvironmentHints();
    hints.noteAccount({ id: '500000000002', email: existingAddress(1) });
    deployment.environment = () => hints;
    const properties = { AccountName: existingName(1), Email: existingAddress(1), ParentId: root, Adopt: true };
    expect(await deployment.create(ACCOUNT_TYPE, properties)).toMatchObject({ PhysicalResourceId: '500000000001' });
    expect(deployment.simulator.state().accounts.find(({ id }) => id === '500000000002')?.tags).toEqual({});
  });

  test('is ignored if a hint names an account that has left the organization', async () => {
    const { deployment, desired } = await startCreation();
    const hints = new EnvironmentHints();
    hints.noteAccount({ id: '500000000002', email: desired.Email });
    deployment.environment = () => hints;
    const { PhysicalResourceId: id } = await deployment.create(ACCOUNT_TYPE, desired);
    expect(accountsWithAddress(deployment, desired.Email)).toMatchObject([{ id }]);
    deployment.environment().noteAccount({ id: '500000000002', email: 'gone@example.com' });
    await expect(deployment.create(ACCOUNT_TYPE, { ...desired, Email: 'gone@example.com', Adopt: true })).rejects.toThrow('does not exist');
  });

  test('is cleared a minute after the status of a request has expired', async () => {
    const { deployment, desired, event } = await startCreation();
    const hints = new EnvironmentHints();
    hints.noteSentRequest(desired.Email, { requestId: 'car-00000000000000000000000000000000', requestedAt: deployment.clock.now(), notedAt: deployment.clock.now(), sentTags: [] });
    deployment.environment = () => hints;
    const begin = deployment.clock.now();
    await deployment.finish(event);
    expect(deployment.clock.now() - begin).toBeGreaterThanOrEqual(60_000);
    expect(accountsWithAddress(deployment, desired.Email)).toHaveLength(1);
  });

  test('an account that another stack took over in the seconds after its creation is left alone', async () => {
    const { deployment, event } = await startCreation();
    await deployment.call(event);
    await deployment.clock.sleep(60_000);
    const created = deployment.simulator.state().createAccountRequests[0].accountId;
    await deployment.organizations.tagResource(created, [{ Key: OWNER, Value: 'another-stack' }]);
    await expect(deployment.finish(event)).rejects.toThrow('belongs to the stack another-stack');
  });

  test('a new account whose tags are visible late does not count as foreign', async () => {
    const { deployment, event } = await startCreation();
    deployment.disturb = async <T>(operation: string, call: () => Promise<T>): Promise<T> => {
      const answer = await call();
      return operation === 'ListTagsForResource' ? { ...answer, Tags: [] } : answer;
    };
    const since = deployment.simulator.journal.length;
    expect(await deployment.finish(event)).toMatchObject({ IsComplete: true });
    expect(deployment.writes(since)).toEqual(['CreateAccount']);
  });
});

describe('crashes', () => {
  test.each([['in the same environment', false], ['in another environment', true]])(
    'an event that is repeated after the account was created follows it with one request, %s', async (_name, forgets) => {
      const { deployment, desired, event, calls } = await startCreation({ existing: 50 });
      await deployment.call(event);
      await deployment.clock.sleep(90_000);
      if (forgets) deployment.startEnvironment();
      const { PhysicalResourceId: id } = await deployment.create(ACCOUNT_TYPE, desired);
      expect(calls('CreateAccount')).toBe(1);
      expect(calls('ListAccounts')).toBe(0);
      expect(accountsWithAddress(deployment, desired.Email)).toMatchObject([{ id }]);
    });

  test('a request that was refused for its rate does not count as a request', async () => {
    const { deployment, event } = await startCreation();
    let refused = 0;
    deployment.disturb = (operation, call) => {
      if (operation === 'CreateAccount' && refused++ < 8) throw new OrganizationsError(operation, 'TooManyRequests', 'Slow down.');
      return call();
    };
    expect(await deployment.finish(event)).toMatchObject({ IsComplete: true });
    expect(deployment.simulator.state().createAccountRequests).toHaveLength(1);
  });
});

describe('adoption', () => {
  test('an adoption searches first: it sends no request for an address that an account of the organization has', async () => {
    const { deployment, root, calls } = await startCreation({ existing: 100 });
    const properties = (index: number) => (
      { AccountName: existingName(index), Email: existingAddress(index), ParentId: root, Adopt: true });
    for (const index of [90, 5, 40, 99, 0]) await deployment.create(ACCOUNT_TYPE, properties(index), `Account${index}`);
    expect(calls('CreateAccount')).toBe(0);
    // 101 accounts fill six pages: one list for all of them.
    expect(calls('ListAccounts')).toBe(6);
  });

  test('an adoption finds an account that joined the organization after the list was read, with a new list', async () => {
    const { deployment, root, calls } = await startCreation({ existing: 100 });
    await deployment.create(ACCOUNT_TYPE, { AccountName: existingName(1), Email: existingAddress(1), ParentId: root, Adopt: true }, 'First');
    await deployment.clock.sleep(1_000);
    const state = deployment.simulator.state();
    const invited = { ...state.accounts.at(-1)!, id: '700000000000', name: 'invited', email: 'invited@example.com' };
    deployment.simulator.reset({ ...state, accounts: [...state.accounts, invited] });
    const { PhysicalResourceId: id } = await deployment.create(ACCOUNT_TYPE, { AccountName: 'invited', Email: 'invited@example.com', ParentId: root, Adopt: true });
    expect(id).toBe('700000000000');
    expect(calls('CreateAccount')).toBe(0);
  });

  test('an adoption fails if two lists of all accounts lack the account, and creates none', async () => {
    const { deployment, root, calls } = await startCreation({ existing: 100 });
    const begin = deployment.clock.now();
    await expect(deployment.create(ACCOUNT_TYPE, { AccountName: 'new', Email: 'new@example.com', ParentId: root, Adopt: true })).rejects.toThrow('does not exist');
    expect(calls('ListAccounts')).toBe(12);
    expect(deployment.clock.now() - begin).toBeGreaterThanOrEqual(10_000);
    expect(calls('CreateAccount')).toBe(0);
  });

  test('an adoption writes nothing if the stack begins to roll back while the accounts are read', async () => {
    const { deployment, desired } = await startCreation({ existing: 50 });
    deployment.disturb = async (operation, call) => {
      if (operation === 'ListAccounts') {
        await deployment.clock.sleep(11_000);
        deployment.status = 'ROLLBACK_IN_PROGRESS';
      }
      return call();
    };
    const calls = callsSince(deployment);
    await expect(deployment.create(ACCOUNT_TYPE, { ...desired, Adopt: true })).rejects.toThrow('from CREATE_IN_PROGRESS to ROLLBACK_IN_PROGRESS');
    expect(calls('ListAccounts')).toBe(1);
    expect(calls('CreateAccount')).toBe(0);
  });
});
