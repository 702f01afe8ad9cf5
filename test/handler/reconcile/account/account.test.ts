import { NO_ANSWER, OrganizationsError } from '../../../../src/organizations';
import { Deployment, STACK_ID, STACK_OWNER } from '../../support/deployment';

const TYPE = 'Custom::OrganizationsAccount';
const WRITES_OF_A_NEW_ACCOUNT = ['CreateAccount', 'MoveAccount'];

async function start(options = {}) {
  const deployment = new Deployment(options);
  const root = await deployment.organization();
  const unit = (await deployment.organizations.createOrganizationalUnit(root, 'Security', [])).id;
  const desired = {
    AccountName: 'log-archive', Email: 'aws+log@example.com', ParentId: unit, RoleName: 'Admin', Tags: [{ Key: 'team', Value: 'blue' }],
  };
  return { deployment, root, unit, desired };
}

function member(deployment: Deployment) {
  return deployment.simulator.state().accounts.find(({ joinedMethod }) => joinedMethod === 'CREATED');
}

function changeMember(deployment: Deployment, change: object) {
  const state = deployment.simulator.state();
  const accounts = state.accounts.map((each) => (each.joinedMethod === 'CREATED' ? { ...each, ...change } : each));
  deployment.simulator.reset({ ...state, accounts });
}

test('an account is created with its tags and owner and then moved, with no other write', async () => {
  const { deployment, unit, desired } = await start();
  const since = deployment.simulator.journal.length;
  const answer = await deployment.create(TYPE, desired);
  expect(deployment.writes(since)).toEqual(WRITES_OF_A_NEW_ACCOUNT);
  expect(member(deployment)).toMatchObject({
    id: answer.PhysicalResourceId,
    name: 'log-archive',
    email: 'aws+log@example.com',
    parentId: unit,
    roleName: 'Admin',
    tags: { 'cdk-aws-organizations:owner': STACK_OWNER, 'team': 'blue' },
  });
  expect(answer.Data?.Arn).toMatch(new RegExp(`:account/o-[a-z0-9]+/${answer.PhysicalResourceId}$`));
});

test('a repeated event with the address in another case writes nothing', async () => {
  const { deployment, desired } = await start();
  await deployment.create(TYPE, desired);
  expect(await deployment.writesOf(() => deployment.create(TYPE, { ...desired, Email: 'AWS+Log@example.com' }))).toEqual([]);
});

test('a new parent causes one move', async () => {
  const { deployment, root, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  expect(await deployment.writesOf(() => deployment.update(TYPE, id, desired, { ...desired, ParentId: root }))).toEqual(['MoveAccount']);
  expect(member(deployment)?.parentId).toBe(root);
});

test('a Delete writes nothing', async () => {
  const { deployment, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, desired))).toEqual([]);
});

test('another role name is ignored on an existing account', async () => {
  const { deployment, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  expect(await deployment.writesOf(() => deployment.update(TYPE, id, desired, { ...desired, RoleName: 'Other' }))).toEqual([]);
  expect(deployment.lines.find(({ decision }) => decision === 'ignored')).toMatchObject({ property: 'RoleName' });
});

test.each([
  ['SUSPENDED', /AWS has suspended it/],
  ['PENDING_CLOSURE', /It is being closed/],
  ['CLOSED', /reopen it within 90 days/],
])('an account in the state %s is refused before any write', async (state, advice) => {
  const { deployment, root, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  changeMember(deployment, { state, closedAt: deployment.clock.now() + 60 * 60_000 });
  const since = deployment.simulator.journal.length;
  await expect(deployment.update(TYPE, id, desired, { ...desired, ParentId: root })).rejects.toThrow(`is in the state ${state}`);
  await expect(deployment.update(TYPE, id, desired, { ...desired, ParentId: root })).rejects.toThrow(advice);
  expect(deployment.writes(since)).toEqual([]);
});

test('an account that only the older Status calls SUSPENDED may be closed, and the message says so', async () => {
  const { deployment, root, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  const handle = deployment.simulator.handle.bind(deployment.simulator);
  deployment.simulator.handle = (request) => {
    const answer = handle(request);
    if (!request.headers['x-amz-target']?.endsWith('.DescribeAccount')) return answer;
    const { Account: { State: _, ...account } } = JSON.parse(answer.body);
    return { ...answer, body: JSON.stringify({ Account: { ...account, Status: 'SUSPENDED' } }) };
  };
  await expect(deployment.update(TYPE, id, desired, { ...desired, ParentId: root }))
    .rejects.toThrow(/Status, which is SUSPENDED for a closed account as well.*If AWS has suspended it.*If it is closed: Ask AWS Support to reopen/);
});

test('a foreign account is refused without adopt, and adopted with it', async () => {
  const { deployment, root, unit, desired } = await start();
  await deployment.organizations.createAccount({ email: desired.Email, accountName: desired.AccountName, tags: [] });
  await deployment.clock.sleep(120_000);
  const since = deployment.simulator.journal.length;
  await expect(deployment.create(TYPE, desired)).rejects.toThrow(/The account "log-archive" with the address .* was not created by this library/);
  expect(deployment.writes(since)).toEqual([]);
  expect(member(deployment)?.parentId).toBe(root);
  expect(await deployment.writesOf(() => deployment.create(TYPE, { ...desired, Adopt: true }))).toEqual(['TagResource', 'MoveAccount']);
  expect(member(deployment)).toMatchObject({ parentId: unit, tags: { 'cdk-aws-organizations:owner': expect.stringMatching(`^landing-zone@us-east-1/adopted/${root}/\\d{13}$`) } });
});

test('a rollback moves an adopted account to its former parent, and keeps its foreign tags', async () => {
  const { deployment, root, desired } = await start();
  await deployment.organizations.createAccount({ email: desired.Email, accountName: desired.AccountName, tags: [{ Key: 'put-by', Value: 'somebody' }] });
  await deployment.clock.sleep(120_000);
  const adopted = { ...desired, Adopt: true, Tags: [{ Key: 'ours', Value: '1' }] };
  const { PhysicalResourceId: id } = await deployment.create(TYPE, adopted);
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, adopted))).toEqual(['MoveAccount', 'UntagResource']);
  expect(member(deployment)).toMatchObject({ parentId: root, tags: { 'put-by': 'somebody' } });
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, adopted))).toEqual([]);
});

test('a rollback moves an adopted account to its former parent even if LastUpdatedTime changed when the rollback began', async () => {
  const { deployment, root, desired } = await start();
  await deployment.organizations.createAccount({ email: desired.Email, accountName: desired.AccountName, tags: [] });
  await deployment.clock.sleep(120_000);
  const adopted = { ...desired, Adopt: true };
  const { PhysicalResourceId: id } = await deployment.create(TYPE, adopted);
  const stack = deployment.stacks.stack(STACK_ID);
  stack.beganAt = stack.changedAt;
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  stack.changedAt = deployment.clock.now();
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, adopted))).toEqual(['MoveAccount', 'UntagResource']);
  expect(member(deployment)).toMatchObject({ parentId: root, tags: {} });
});

describe('an account that returns to the app below another parent', () => {
  async function leftBehind(tag: string, more = {}) {
    const { deployment, root, unit, desired } = await start();
    const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
    await deployment.organizations.tagResource(id, [{ Key: 'cdk-aws-organizations:owner', Value: tag.replace('ROOT', root) }]);
    await deployment.clock.sleep(1_000);
    deployment.status = 'UPDATE_IN_PROGRESS';
    const back = { ...desired, ...more, ParentId: root };
    return { deployment, root, unit, back, id };
  }

  test.each([
    ['created by this stack', STACK_OWNER, STACK_OWNER],
    ['created by this stack and moved by an earlier deployment', `${STACK_OWNER}/found/ROOT/1000`, STACK_OWNER],
    ['adopted by a deployment of long ago', `${STACK_OWNER}/adopted/ROOT/1000`, `${STACK_OWNER}/adopted`],
    ['adopted by an earlier version', `${STACK_OWNER}/adopted/ROOT`, `${STACK_OWNER}/adopted`],
  ])('and was %s returns to its former parent in a rollback and keeps its owner, even if each event is repeated', async (_name, tag, tagAfter) => {
    const { deployment, root, unit, back, id } = await leftBehind(tag, tag.includes('adopted') ? { Adopt: true } : {});
    expect(await deployment.writesOf(() => deployment.create(TYPE, back))).toEqual(['TagResource', 'MoveAccount']);
    expect(await deployment.writesOf(() => deployment.create(TYPE, back))).toEqual([]);
    expect(member(deployment)?.parentId).toBe(root);
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, id, back))).toEqual(['MoveAccount', 'TagResource']);
    expect(await deployment.writesOf(() => deployment.remove(TYPE, id, back))).toEqual([]);
    expect(member(deployment)).toMatchObject({ parentId: unit, tags: { 'cdk-aws-organizations:owner': tagAfter } });
  });

  test('stays there if that deployment succeeds, and the rollback of another deployment does not move it', async () => {
    const { deployment, root, back, id } = await leftBehind(STACK_OWNER);
    await deployment.create(TYPE, back);
    await deployment.clock.sleep(1_000);
    deployment.status = 'UPDATE_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.create(TYPE, back))).toEqual([]);
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, id, back))).toEqual([]);
    expect(member(deployment)?.parentId).toBe(root);
  });

  test('is not moved by a Delete if another resource manages it', async () => {
    const { deployment, back, id } = await leftBehind(STACK_OWNER);
    await deployment.create(TYPE, back);
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Former', physicalId: id, type: TYPE, status: 'CREATE_COMPLETE' });
    expect(await deployment.writesOf(() => deployment.remove(TYPE, id, back))).toEqual([]);
  });
});

test('a rollback leaves an account alone that it created', async () => {
  const { deployment, unit, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, desired))).toEqual([]);
  expect(member(deployment)?.parentId).toBe(unit);
});

test('an address of an account outside the organization fails the creation with a message about it', async () => {
  const { deployment, desired } = await start();
  deployment.simulator.reset({ ...deployment.simulator.state(), addressesTakenElsewhere: [desired.Email] });
  await expect(deployment.create(TYPE, desired)).rejects.toThrow(
    /Resource: .*could not create the account "log-archive" \(aws\+log@example.com\): EMAIL_ALREADY_EXISTS. Use another address/);
});

test('a lost response to CreateAccount leads to one account', async () => {
  const { deployment, desired } = await start();
  let lost = 0;
  deployment.disturb = async (operation, call) => {
    const answer = await call();
    if (operation === 'CreateAccount' && lost++ === 0) throw new OrganizationsError(operation, NO_ANSWER, 'socket hang up');
    return answer;
  };
  const since = deployment.simulator.journal.length;
  const answer = await deployment.create(TYPE, desired);
  expect(deployment.writes(since)).toEqual(WRITES_OF_A_NEW_ACCOUNT);
  expect(answer.PhysicalResourceId).toBe(member(deployment)?.id);
});

test('two concurrent calls for the same event create one account', async () => {
  const { deployment, desired } = await start();
  const event = await deployment.begin(deployment.event('Create', TYPE, desired));
  const [one, other] = await Promise.all([deployment.finish(event), deployment.finish(event)]);
  expect(one).toEqual(other);
  expect(deployment.simulator.state().accounts).toHaveLength(2);
});

test('the handler waits for a new organization that is not ready for accounts, and asks twice a minute', async () => {
  const { deployment, desired } = await start({ finalizingMs: 40 * 60_000 });
  const begin = deployment.clock.now();
  await deployment.create(TYPE, desired);
  expect(deployment.clock.now() - begin).toBeGreaterThanOrEqual(39 * 60_000);
  const refused = deployment.simulator.journal.filter(({ operation, error }) => operation === 'CreateAccount' && error);
  expect(refused.length).toBeLessThanOrEqual(80);
});

test('a missing account fails an Update, but not its rollback', async () => {
  const { deployment, desired } = await start();
  await expect(deployment.update(TYPE, '222222222222', desired, desired)).rejects.toThrow(/is not in the organization any more\..* set adopt: true/);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  expect(await deployment.update(TYPE, '222222222222', desired, desired)).toMatchObject({ PhysicalResourceId: '222222222222' });
});

function refusedUntil(deployment: Deployment, time: number) {
  deployment.disturb = async (operation, call) => {
    if (operation === 'CreateAccount' && deployment.clock.now() < time) {
      throw new OrganizationsError(operation, 'ConstraintViolation', 'Too many accounts.', 'ACCOUNT_NUMBER_LIMIT_EXCEEDED');
    }
    return call();
  };
}

test('the handler waits for the account quota in the first hour of an organization, and fails later', async () => {
  const { deployment, desired } = await start();
  refusedUntil(deployment, deployment.clock.now() + 30 * 60_000);
  const begin = deployment.clock.now();
  await deployment.create(TYPE, desired);
  expect(deployment.clock.now() - begin).toBeGreaterThanOrEqual(30 * 60_000);
  await deployment.clock.sleep(60 * 60_000);
  refusedUntil(deployment, Number.POSITIVE_INFINITY);
  const later = deployment.clock.now();
  await expect(deployment.create(TYPE, { ...desired, AccountName: 'b', Email: 'b@example.com' })).rejects.toThrow(
    /ACCOUNT_NUMBER_LIMIT_EXCEEDED.*Ask AWS to raise the quota/);
  expect(deployment.clock.now() - later).toBeLessThan(60_000);
});

test('an account that is being activated is treated as an active one', async () => {
  const { deployment, root, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  changeMember(deployment, { state: 'PENDING_ACTIVATION' });
  expect(await deployment.writesOf(() => deployment.update(TYPE, id, desired, { ...desired, ParentId: root }))).toEqual(['MoveAccount']);
});
