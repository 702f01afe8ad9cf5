import { isComplete } from '../../../src/handler/engine/is-complete';
import { EnvironmentHints } from '../../../src/handler/environment-hints';
import { OrganizationsError } from '../../../src/organizations';
import { StackError } from '../../../src/organizations/stacks/stack-port';
import { Deployment, STACK_ID, stackId } from '../support/deployment';
import { MANAGEMENT, simulatedAccountManagement } from '../support/simulated-organizations';

const UNIT = 'Custom::OrganizationsOrganizationalUnit';
const POLICY = 'Custom::OrganizationsPolicy';
const DENY = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}';

async function start() {
  const deployment = new Deployment();
  const root = await deployment.organization();
  return { deployment, root, desired: { ParentId: root, Name: 'Security' } };
}

test('an event ends without a write if its stack has begun to roll back', async () => {
  const { deployment, desired } = await start();
  const event = await deployment.begin(deployment.event('Create', UNIT, desired));
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  const since = deployment.simulator.journal.length;
  await expect(deployment.call(event)).rejects.toThrow('from CREATE_IN_PROGRESS to ROLLBACK_IN_PROGRESS');
  expect(deployment.writes(since)).toEqual([]);
});

test.each([
  ['ROLLBACK_IN_PROGRESS', [false, true]],
  ['UPDATE_ROLLBACK_IN_PROGRESS', [false, true]],
  ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', [true]],
  ['DELETE_IN_PROGRESS', [true]],
])('right after a deployment that this environment took part in, a Delete in %s is answered by its calls with %j', async (status, answers) => {
  const { deployment, desired } = await start();
  const { PhysicalResourceId } = await deployment.create(UNIT, desired);
  deployment.status = status;
  const event = await deployment.begin(deployment.event('Delete', UNIT, desired, { PhysicalResourceId }));
  const since = deployment.simulator.journal.length;
  const answered: boolean[] = [];
  while (answered.at(-1) !== true) {
    answered.push((await deployment.call(event)).IsComplete);
    if (!answered.at(-1)) expect(deployment.simulator.journal.length).toBe(since);
    await deployment.clock.sleep(5_000);
  }
  expect(answered).toEqual(answers);
  expect(deployment.simulator.state().organizationalUnits).toEqual([]);
});

test('a rollback waits no longer although its environment takes part in the deployment of another stack', async () => {
  const { deployment, desired } = await start();
  const { PhysicalResourceId } = await deployment.create(UNIT, desired);
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  const event = await deployment.begin(deployment.event('Delete', UNIT, desired, { PhysicalResourceId }));
  const answered: boolean[] = [];
  for (let call = 0; call < 2; call += 1) {
    deployment.environment().deploymentSeenAt = deployment.clock.now() - 1_000;
    answered.push((await deployment.call(event)).IsComplete);
    await deployment.clock.sleep(5_000);
  }
  expect(answered).toEqual([false, true]);
});

test('a creation ends without a write if it arrives in a rollback or its stack is gone', async () => {
  const { deployment, desired } = await start();
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  await expect(deployment.create(UNIT, desired)).rejects.toThrow('A creation arrived while the stack is ROLLBACK_IN_PROGRESS');
  deployment.stacks.stacks.delete(STACK_ID);
  await expect(deployment.create(UNIT, desired)).rejects.toThrow('does not exist any more');
});

test('an Update of the failed deployment that arrives in the rollback writes nothing, and the inverse Update works', async () => {
  const { deployment, root, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(UNIT, desired);
  const renamed = { ...desired, Name: 'Safety' };
  const Properties = { ServiceToken: { 'Fn::GetAtt': ['Provider', 'Arn'] }, ParentId: { Ref: 'Root' }, Name: 'Security' };
  deployment.stacks.stack(STACK_ID).template = { Resources: { Resource: { Properties } } };
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  const since = deployment.simulator.journal.length;
  // If CloudFormation waits for this answer, a failure would end the rollback.
  expect((await deployment.update(UNIT, id, desired, renamed)).PhysicalResourceId).toBe(id);
  expect(deployment.writes(since)).toEqual([]);
  expect(deployment.lines.find(({ decision }) => decision === 'overtaken')).toMatchObject({ warning: true });
  await deployment.organizations.updateOrganizationalUnit(id, 'Safety');
  expect(await deployment.writesOf(() => deployment.update(UNIT, id, renamed, { ...desired, ParentId: root }))).toEqual(['UpdateOrganizationalUnit']);
});

test('a stack in a member account does not wait for permissions of the management account, and fails at once with the account to use', async () => {
  const { deployment, desired } = await start();
  const before = deployment.clock.now();
  deployment.disturb = async (operation, call) => {
    if (operation !== 'DescribeOrganization') throw new OrganizationsError(operation, 'AccessDenied', 'You do not have permissions.');
    return call();
  };
  const member = stackId('landing-zone').replace(MANAGEMENT, '222222222222');
  await expect(deployment.inStack(member, () => deployment.create(UNIT, desired)))
    .rejects.toThrow(/The stack is in the account 222222222222, a member of the organization o-.*Deploy it to the management account 111111111111/);
  expect(deployment.clock.now() - before).toBeLessThan(10_000);
});

test('a failure names the log group of the handlers within its 1,000 bytes', async () => {
  const { deployment, desired } = await start();
  const event = await deployment.begin(deployment.event('Create', UNIT, { ...desired, Name: undefined, ParentId: undefined }));
  const { organizations, stacks, clock } = deployment;
  const accountManagement = simulatedAccountManagement(deployment.simulator);
  const ports = { organizations, accountManagement, stacks, clock, hints: new EnvironmentHints(), write: () => undefined };
  await expect(isComplete(event, { ...ports, logGroup: 'landing-zone-Logs' })).rejects.toThrow(/is missing.* Log group: landing-zone-Logs$/);
  const logGroup = 'x'.repeat(512);
  const failure = await isComplete(event, { ...ports, logGroup }).catch((error: Error) => error.message);
  expect(failure).toMatch(new RegExp(`is missing.* Log group: ${logGroup}$`));
  expect(Buffer.byteLength(String(failure))).toBeLessThanOrEqual(1_000);
});

test('a wait inside a call ends when its event is no longer current', async () => {
  const { deployment, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(UNIT, desired);
  deployment.status = 'DELETE_IN_PROGRESS';
  const event = await deployment.begin(deployment.event('Delete', UNIT, desired, { PhysicalResourceId: id }));
  let reads = 0;
  deployment.disturb = async (operation, call) => {
    // The handler reads the owner tag seven times in ten seconds before it deletes anything.
    if (operation === 'ListTagsForResource' && ++reads === 2) deployment.status = 'DELETE_FAILED';
    return call();
  };
  const since = deployment.simulator.journal.length;
  await expect(deployment.finish(event)).rejects.toThrow('from DELETE_IN_PROGRESS to DELETE_FAILED');
  expect(reads).toBeLessThan(7);
  expect(deployment.writes(since)).toEqual([]);
});

test('the handler waits for a stack status that cannot be read at first, and writes nothing before', async () => {
  const { deployment, desired } = await start();
  const denied = () => new StackError('AccessDenied', 'not authorized');
  deployment.stacks.problems.push(...Array.from({ length: 20 }, denied));
  expect(await deployment.writesOf(() => deployment.create(UNIT, desired))).toEqual(['CreateOrganizationalUnit']);
});

test('a stack status that can never be read is a failure after five minutes', async () => {
  const { deployment, desired } = await start();
  deployment.stacks.describe = async () => { throw new StackError('AccessDenied', 'not authorized'); };
  await expect(deployment.create(UNIT, desired)).rejects.toThrow(/Not done after 5 minutes.*cloudformation:DescribeStacks/);
});

test('the handler waits while permissions are missing for a minute at the start', async () => {
  const { deployment, desired } = await start();
  const until = deployment.clock.now() + 60_000;
  deployment.disturb = (operation, call) => {
    if (deployment.clock.now() < until) throw new OrganizationsError(operation, 'AccessDenied', 'no identity-based policy allows it');
    return call();
  };
  expect(await deployment.writesOf(() => deployment.create(UNIT, desired))).toEqual(['CreateOrganizationalUnit']);
});

test('endless throttling fails the event before the hour is over, with a short message that names the cause, and without a later write', async () => {
  const { deployment, desired } = await start();
  const begin = deployment.clock.now();
  deployment.disturb = async (operation) => { throw new OrganizationsError(operation, 'TooManyRequests', 'You have sent too many requests. '.repeat(100)); };
  const error = await deployment.create(UNIT, { ...desired, Name: 'ü'.repeat(128) }).catch((each) => each);
  expect(error.message).toMatch(/^Resource: Not done after 5\d minutes. .*TooManyRequests/);
  expect(Buffer.byteLength(error.message)).toBeLessThanOrEqual(1_000);
  expect(deployment.clock.now() - begin).toBeLessThan(3_600_000);
});

test('a cause that first appears when its patience is over still has some time to pass', async () => {
  const { deployment, root } = await start();
  const desired = { Name: 'Deny', Type: 'SERVICE_CONTROL_POLICY', Description: '', Content: DENY };
  await deployment.create('Custom::OrganizationsPolicyType', { RootId: root, PolicyType: desired.Type });
  const { PhysicalResourceId: id } = await deployment.create(POLICY, desired);
  deployment.status = 'DELETE_IN_PROGRESS';
  const event = await deployment.begin(deployment.event('Delete', POLICY, desired, { PhysicalResourceId: id }));
  await deployment.clock.sleep(90_000);
  const begin = deployment.clock.now();
  deployment.disturb = (operation, call) => {
    const seconds = (deployment.clock.now() - begin) / 1_000;
    if (seconds < 17) throw new OrganizationsError(operation, 'AccessDenied', 'no identity-based policy allows it');
    if (operation === 'DeletePolicy' && seconds < 40) throw new OrganizationsError(operation, 'PolicyInUse', 'attached');
    return call();
  };
  expect(await deployment.writesOf(() => deployment.finish(event))).toEqual(['DeletePolicy']);
});

test('a call after the hour ends without a write', async () => {
  const { deployment, desired } = await start();
  const event = await deployment.begin(deployment.event('Create', UNIT, desired));
  await deployment.clock.sleep(3_600_000);
  expect(await deployment.writesOf(() => expect(deployment.call(event)).rejects.toThrow('The time that CloudFormation gives'))).toEqual([]);
});

test('a pending answer contains no other data', async () => {
  const { deployment, desired } = await start();
  const event = await deployment.begin(deployment.event('Create', UNIT, { ...desired, ParentId: 'ou-ab12-abcdefgh' }));
  expect(await deployment.call(event)).toEqual({ IsComplete: false });
});

test('a failure names a missing or invalid property, and the Delete of that resource succeeds', async () => {
  const { deployment, desired } = await start();
  await expect(deployment.create(UNIT, { ParentId: desired.ParentId })).rejects.toThrow(`The property Name of ${UNIT} is missing. It has to be a text`);
  await expect(deployment.create(UNIT, { ...desired, Adopt: 'yes' })).rejects.toThrow('Adopt of Custom::OrganizationsOrganizationalUnit is "yes". It has to be "true" or "false"');
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  expect(await deployment.remove(UNIT, 'pending:Resource', { ParentId: desired.ParentId })).toEqual({ IsComplete: true, PhysicalResourceId: 'pending:Resource' });
});

test('a resource type of another provider is refused', async () => {
  const { deployment } = await start();
  await expect(deployment.create('Custom::Other' as never, {})).rejects.toThrow('The resource type Custom::Other is not known');
});

test('each line of the log names request and construct, and none contains a property or the response URL', async () => {
  const { deployment, desired } = await start();
  deployment.lines.length = 0;
  await deployment.deliver({ ...deployment.event('Create', UNIT, desired), ResponseURL: 'https://bucket/?secret' } as never);
  expect(deployment.lines.map(({ decision }) => decision)).toEqual(['begin', 'create', 'done']);
  for (const line of deployment.lines) {
    expect(line).toMatchObject({ logicalId: 'Resource', requestId: expect.stringMatching(/^request-/), resourceType: UNIT, requestType: 'Create' });
    expect(JSON.stringify(line)).not.toContain('secret');
  }
});

test.each([
  ['Create', UNIT, 'ListOrganizationalUnitsForParent'], ['Create', 'Custom::OrganizationsAccount', 'ListCreateAccountStatus'],
] as const)('if the stack begins to roll back while reads are throttled, a %s of %s writes nothing and ends soon', async (request, type, slow) => {
  const { deployment, root } = await start();
  const event = await deployment.begin(deployment.event(request, type, { ParentId: root, Name: 'Unit', AccountName: 'one', Email: 'one@example.com' }));
  let calls = 0;
  deployment.disturb = async (operation, call) => {
    if (operation !== slow || ++calls > 10) return call();
    if (calls === 3) deployment.status = 'ROLLBACK_IN_PROGRESS';
    throw new OrganizationsError(operation, 'TooManyRequests', 'slow down');
  };
  const since = deployment.simulator.journal.length;
  await expect(deployment.call(event)).rejects.toThrow('from CREATE_IN_PROGRESS to ROLLBACK_IN_PROGRESS');
  expect(deployment.writes(since)).toEqual([]);
  // The handler reads the status of the stack every five seconds: the call does not wait until all eleven reads are through.
  expect(calls).toBeLessThan(8);
});

test('a waiter that slept through a rollback writes nothing in the deployment after it', async () => {
  const { deployment, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(UNIT, desired);
  deployment.status = 'UPDATE_IN_PROGRESS';
  const update = deployment.event('Update', UNIT, { ...desired, Name: 'Safety' }, { PhysicalResourceId: id, OldResourceProperties: desired });
  const event = await deployment.begin(update);
  for (const status of ['UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE', 'UPDATE_IN_PROGRESS']) {
    await deployment.clock.sleep(60_000);
    deployment.status = status;
  }
  const since = deployment.simulator.journal.length;
  await expect(deployment.call(event)).rejects.toThrow('Another deployment of the stack began after this event');
  expect(deployment.writes(since)).toEqual([]);
});

test('endless throttling fails a deployment with advice, but not its rollback', async () => {
  const { deployment, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(UNIT, desired);
  deployment.disturb = (operation, call) => {
    if (operation !== 'UpdateOrganizationalUnit') return call();
    throw new OrganizationsError(operation, 'TooManyRequests', 'slow down');
  };
  const renamed = { ...desired, Name: 'Safety' };
  await expect(deployment.update(UNIT, id, desired, renamed)).rejects.toThrow(/Not done after 50 minutes.*Find out what else calls AWS Organizations so often/);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  await expect(deployment.update(UNIT, id, desired, renamed)).resolves.toMatchObject({ PhysicalResourceId: id });
  expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'given up in rollback' }));
});

test('the answer of the service ends with one full stop in a message', async () => {
  const { deployment, desired } = await start();
  deployment.disturb = (operation) => {
    throw new OrganizationsError(operation, 'TooManyRequests', 'You are too fast.');
  };
  await expect(deployment.create(UNIT, desired)).rejects.toThrow(/You are too fast\. [A-Z]/);
});

test.each([35_000, 70_000, 200_000])('a rollback whose every attempt takes long (%s ms) ends after a few of them', async (pause) => {
  const { deployment, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(UNIT, desired);
  const renamed = { ...desired, Name: 'Safety' };
  await deployment.update(UNIT, id, desired, renamed);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  deployment.disturb = async (operation, call) => {
    if (operation === 'ListTagsForResource') await deployment.clock.sleep(pause);
    return call();
  };
  const [begin, since] = [deployment.clock.now(), deployment.simulator.journal.length];
  await deployment.update(UNIT, id, renamed, desired);
  expect(deployment.writes(since)).toEqual(['UpdateOrganizationalUnit']);
  expect(deployment.simulator.journal.slice(since).filter(({ operation }) => operation === 'ListTagsForResource').length).toBeLessThanOrEqual(4);
  expect(deployment.clock.now() - begin).toBeLessThan(4 * pause + 30_000);
});

test('writes within five seconds share one reading of the status of the stack', async () => {
  const { deployment, root } = await start();
  await deployment.create('Custom::OrganizationsPolicyType', { RootId: root, PolicyType: 'SERVICE_CONTROL_POLICY' });
  const ids: string[] = [];
  for (const Name of ['A', 'B', 'C']) {
    const policy = { Name, Type: 'SERVICE_CONTROL_POLICY', Description: '', Content: DENY.replace('s3', `s3${Name}`) };
    ids.push((await deployment.create(POLICY, policy, Name)).PhysicalResourceId);
  }
  const readings = jest.spyOn(deployment.stacks, 'describe');
  const attach = { TargetId: root, TargetLogicalId: 'Root', Policies: { SERVICE_CONTROL_POLICY: ids } };
  const event = await deployment.begin(deployment.event('Create', 'Custom::OrganizationsPolicyAttachments', attach));
  readings.mockClear();
  expect(await deployment.writesOf(() => deployment.call(event))).toEqual(['AttachPolicy', 'AttachPolicy', 'AttachPolicy']);
  expect(readings).toHaveBeenCalledTimes(1);
});
