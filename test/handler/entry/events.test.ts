import type { ResourceEvent } from '../../../src/handler/engine/resource-event';
import { OrganizationsError } from '../../../src/organizations';
import { Deployment, STACK_ID } from '../support/deployment';
import { secondsToFailure } from '../support/refusals';

const UNIT = 'Custom::OrganizationsOrganizationalUnit';

async function start() {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const desired = { ParentId: root, Name: 'Security' };
  return { deployment, root, desired };
}

/** A unit whose new name the rollback reverts. */
async function renamed() {
  const { deployment, root, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(UNIT, desired);
  const after = { ...desired, Name: 'Safety' };
  await deployment.update(UNIT, id, desired, after);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  const inverse = () => deployment.event('Update', UNIT, desired, { PhysicalResourceId: id, OldResourceProperties: after });
  return { deployment, root, id, desired, after, inverse };
}

test.each(['RequestType', 'RequestId', 'StackId', 'ResourceType', 'LogicalResourceId', 'ResourceProperties'])('an event without %s is refused', async (field) => {
  const { deployment, desired } = await start();
  const event = { ...deployment.event('Create', UNIT, desired), [field]: undefined } as unknown as ResourceEvent;
  await expect(deployment.deliver(event)).rejects.toThrow(`The event has no ${field}. These handlers are called by the provider framework`);
});

test.each(['Read', 'constructor'])('an event with the request type %s is refused without a write', async (RequestType) => {
  const { deployment, desired } = await start();
  const event = { ...deployment.event('Create', UNIT, desired), RequestType } as unknown as ResourceEvent;
  const since = deployment.simulator.journal.length;
  await expect(deployment.deliver(event)).rejects.toThrow(`The request type is unknown (given: "${RequestType}"). Let CloudFormation send the event.`);
  expect(deployment.writes(since)).toEqual([]);
});

test.each([
  ['a text', 'text'], ['a list', []],
])('properties that are %s are refused as a whole', async (_name, given) => {
  const { deployment, desired } = await start();
  const event = { ...deployment.event('Create', UNIT, desired), ResourceProperties: given } as unknown as ResourceEvent;
  await expect(deployment.deliver(event)).rejects.toThrow(`The properties of ${UNIT} are no object of at most`);
});

test('a property "false" does not count as true', async () => {
  const { deployment, root, desired } = await start();
  await deployment.organizations.createOrganizationalUnit(root, 'Security', []);
  await expect(deployment.create(UNIT, { ...desired, Adopt: false })).rejects.toThrow(/was not created by this library.*Set adopt: true/);
});

test.each(['CREATE_COMPLETE', 'UPDATE_ROLLBACK_FAILED'])('an event of a stack that is %s waits for a minute, since that status may be stale', async (status) => {
  const { deployment, desired } = await start();
  deployment.status = status;
  const since = deployment.simulator.journal.length;
  const seconds = await secondsToFailure(deployment, deployment.create(UNIT, desired), `Waiting until a stack operation is in progress; the stack is ${status}.`);
  expect(seconds).toBeGreaterThanOrEqual(60);
  expect(seconds).toBeLessThan(120);
  expect(deployment.writes(since)).toEqual([]);
});

test('an Update whose stack status could not be read ends without a write when the stack begins to roll back', async () => {
  const { deployment, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(UNIT, desired);
  deployment.status = 'UPDATE_IN_PROGRESS';
  const update = deployment.event('Update', UNIT, { ...desired, Name: 'Safety' }, { PhysicalResourceId: id, OldResourceProperties: desired });
  const { StackStatus: _unread, ...event } = await deployment.begin(update);
  deployment.disturb = async (operation, call) => {
    const answer = await call();
    if (operation === 'ListTagsForResource' && deployment.stacks.stack(STACK_ID).status === 'UPDATE_IN_PROGRESS') {
      deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
      await deployment.clock.sleep(6_000);
    }
    return answer;
  };
  const since = deployment.simulator.journal.length;
  await expect(deployment.call(event)).rejects.toThrow('The stack is UPDATE_ROLLBACK_IN_PROGRESS meanwhile: nothing more is written.');
  expect(deployment.writes(since)).toEqual([]);
});

test('a rollback that gives up responds without attributes if they cannot be read either', async () => {
  const { deployment, id, inverse } = await renamed();
  await deployment.organizations.deleteOrganizationalUnit(id);
  const event = inverse();
  Object.assign(event, { OldResourceProperties: { ...event.OldResourceProperties, Name: 'Safety' } });
  deployment.disturb = async (operation, call) => {
    if (operation === 'DescribeOrganization') throw new OrganizationsError(operation, 'AccessDenied', 'no identity-based policy allows it');
    return call();
  };
  expect(await deployment.deliver(event)).toStrictEqual({ IsComplete: true, PhysicalResourceId: id, Data: {} });
  expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'given up in rollback' }));
});

test('a call of a rollback ends in time even if someone reverts the unit before each attempt', async () => {
  const { deployment, id, inverse } = await renamed();
  const event = await deployment.begin(inverse());
  const until = deployment.clock.now() + 120_000;
  deployment.disturb = async (operation, call) => {
    if (operation === 'DescribeOrganizationalUnit' && deployment.clock.now() < until) await deployment.organizations.updateOrganizationalUnit(id, 'Safety');
    return call();
  };
  const begin = deployment.clock.now();
  expect(await deployment.call(event)).toEqual({ IsComplete: false });
  expect(deployment.clock.now() - begin).toBeLessThan(60_000);
  expect(await deployment.finish(event)).toMatchObject({ PhysicalResourceId: id });
  expect(deployment.simulator.state().organizationalUnits).toMatchObject([{ name: 'Security' }]);
});

test('a cause that first appears late in a call does not fail the event, although its patience is over', async () => {
  const { deployment, desired } = await start();
  const event = await deployment.begin(deployment.event('Create', UNIT, desired));
  await deployment.clock.sleep(130_000);
  const begin = deployment.clock.now();
  deployment.disturb = (operation, call) => {
    const seconds = (deployment.clock.now() - begin) / 1_000;
    if (operation !== 'CreateOrganizationalUnit' || seconds >= 50) return call();
    if (seconds < 17) throw new OrganizationsError(operation, 'AccessDenied', 'no identity-based policy allows it');
    throw new OrganizationsError(operation, 'DuplicateOrganizationalUnit', 'exists');
  };
  const since = deployment.simulator.journal.length;
  expect(await deployment.finish(event)).toMatchObject({ IsComplete: true });
  expect(deployment.writes(since)).toEqual(['CreateOrganizationalUnit']);
});
