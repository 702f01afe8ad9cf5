import { OWNER_TAG_KEY } from '../../../src/contract';
import type { ResourceEvent } from '../../../src/handler/engine/resource-event';
import { StackError } from '../../../src/organizations/stacks/stack-port';
import { Deployment, STACK_ID, STACK_OWNER, stackId } from '../support/deployment';

const UNIT = 'Custom::OrganizationsOrganizationalUnit';
const ACCOUNT = 'Custom::OrganizationsAccount';

/** An account of the stack that the provider serves; the app retains it. */
async function start() {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const account = { AccountName: 'app', Email: 'app@example.com', ParentId: root };
  const { PhysicalResourceId: id } = await deployment.create(ACCOUNT, account, 'App');
  deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'App', physicalId: id, type: ACCOUNT, status: 'CREATE_COMPLETE' });
  const since = deployment.simulator.journal.length;
  /** The operations that these events cause in the organization. */
  const calls = () => deployment.simulator.journal.slice(since).map(({ operation }) => operation);
  return { deployment, root, account, id, calls };
}

/** Events that all forge the same request: to close the account. */
function closing(deployment: Deployment, account: object, id: string, more: Partial<ResourceEvent>): ResourceEvent {
  const desired = { ...account, Owner: STACK_OWNER, Removal: { Action: 'CloseAccount' } };
  return deployment.event('Delete', ACCOUNT, desired, { PhysicalResourceId: id, LogicalResourceId: 'Evil', ...more });
}

test('a stack that the provider does not serve cannot create anything', async () => {
  const { deployment, root, calls } = await start();
  const evil = stackId('Evil');
  Object.assign(deployment.stacks.stack(evil), { status: 'CREATE_IN_PROGRESS', changedAt: deployment.clock.now() });
  const event = deployment.event('Create', UNIT, { ParentId: root, Name: 'Evil', Owner: STACK_OWNER }, { StackId: evil });
  await expect(deployment.deliver(event)).rejects.toThrow(
    'The stack Evil is not one that this provider serves (given: ' + evil + '; served: landing-zone). '
    + 'Add "Evil" to the property servedStacks of the OrganizationsProvider and deploy the stack of the provider first.');
  expect(calls()).toEqual([]);
});

test('a stack that the provider does not serve cannot close an account by a property that names the owner', async () => {
  const { deployment, account, id, calls } = await start();
  const evil = stackId('Evil');
  Object.assign(deployment.stacks.stack(evil), { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', changedAt: deployment.clock.now() });
  await expect(deployment.deliver(closing(deployment, account, id, { StackId: evil }))).rejects.toThrow('The stack Evil is not one that this provider serves');
  expect(calls()).toEqual([]);
});

test('a stack whose name looks like that of a nested stack is refused if no RootId confirms it', async () => {
  const { deployment, root, calls } = await start();
  const evil = stackId('landing-zone-Evil');
  Object.assign(deployment.stacks.stack(evil), { status: 'CREATE_IN_PROGRESS', changedAt: deployment.clock.now() });
  await expect(deployment.deliver(deployment.event('Create', UNIT, { ParentId: root, Name: 'Evil' }, { StackId: evil })))
    .rejects.toThrow('The stack landing-zone-Evil is not one that this provider serves');
  expect(calls()).toEqual([]);
});

test('a nested stack of a stack that the provider does not serve is refused', async () => {
  const { deployment, root, calls } = await start();
  const nested = stackId('landing-zone-Evil-Nested-1ABC');
  Object.assign(deployment.stacks.stack(nested), { status: 'CREATE_IN_PROGRESS', changedAt: deployment.clock.now(), rootId: stackId('landing-zone-Evil') });
  await expect(deployment.deliver(deployment.event('Create', UNIT, { ParentId: root, Name: 'Evil' }, { StackId: nested })))
    .rejects.toThrow('The stack landing-zone-Evil is not one that this provider serves');
  expect(calls()).toEqual([]);
});

test('a nested stack of a served stack is served, and the stack at the top of its tree owns its resources', async () => {
  const { deployment, root } = await start();
  const nested = stackId('landing-zone-Nested-1ABC');
  Object.assign(deployment.stacks.stack(nested), { status: 'CREATE_IN_PROGRESS', changedAt: deployment.clock.now(), rootId: STACK_ID });
  const { PhysicalResourceId: id } = await deployment.deliver(deployment.event('Create', UNIT, { ParentId: root, Name: 'Good' }, { StackId: nested }));
  expect(deployment.simulator.state().organizationalUnits.find((unit) => unit.id === id)?.tags[OWNER_TAG_KEY]).toBe(STACK_OWNER);
});

test.each([
  ['a name', 'landing-zone'],
  ['the ARN of another object', STACK_ID.replace(':stack/', ':changeSet/')],
  ['an ARN without a part after the name', STACK_ID.replace('/1', '')],
])('an event with %s as its stack is refused, even if CloudFormation would find the stack by it', async (_, given) => {
  const { deployment, account, id, calls } = await start();
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  Object.assign(deployment.stacks.stack(given), { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', changedAt: deployment.clock.now(), id: STACK_ID });
  await expect(deployment.deliver(closing(deployment, account, id, { StackId: given })))
    .rejects.toThrow(`The event's StackId is not the ID of a stack (given: ${given}). Let CloudFormation send the event`);
  expect(calls()).toEqual([]);
});

test('an event is refused if CloudFormation describes another stack than the event names', async () => {
  const { deployment, account, id, calls } = await start();
  const forged = stackId('landing-zone').replace(/1$/, '2');
  Object.assign(deployment.stacks.stack(forged), { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', changedAt: deployment.clock.now(), id: STACK_ID });
  await expect(deployment.deliver(closing(deployment, account, id, { StackId: forged })))
    .rejects.toThrow(`The event names the stack ${forged}, and CloudFormation describes another one (given: ${STACK_ID}).`);
  expect(calls()).toEqual([]);
});

test('an event whose stack the provider may not describe is refused without a call to the organization', async () => {
  const { deployment, root, calls } = await start();
  const denied = new StackError('AccessDenied', 'User is not authorized to perform: cloudformation:DescribeStacks');
  deployment.stacks.describe = async () => { throw denied; };
  await expect(deployment.deliver(deployment.event('Create', UNIT, { ParentId: root, Name: 'Evil' }, { StackId: stackId('landing-zone-Evil') })))
    .rejects.toThrow('AWS CloudFormation describes the stack; it answered AccessDenied');
  expect(calls()).toEqual([]);
});

test('an event in the name of the served stack does not close an account whose construct is still in the template', async () => {
  const { deployment, account, id } = await start();
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  deployment.stacks.stack(STACK_ID).template = { Resources: { App: {} } };
  expect(await deployment.writesOf(() => deployment.deliver(closing(deployment, account, id, { LogicalResourceId: 'App' })))).toEqual([]);
  expect(deployment.lines.find(({ decision }) => decision === 'left behind')).toMatchObject({ warning: true });
});

describe('a Delete from a stack that the provider does not serve', () => {
  async function removing(physicalId: string) {
    const { deployment, root, calls } = await start();
    const evil = stackId('Evil');
    Object.assign(deployment.stacks.stack(evil), { status: 'ROLLBACK_IN_PROGRESS', changedAt: deployment.clock.now() });
    const event = deployment.event('Delete', UNIT, { ParentId: root, Name: 'Evil' }, { StackId: evil, PhysicalResourceId: physicalId });
    return { deployment, event, calls };
  }

  test('succeeds without a call if its creation was refused, so that the rollback of that stack ends', async () => {
    const { deployment, event, calls } = await removing('pending:Resource');
    expect((await deployment.deliver(event)).PhysicalResourceId).toBe('pending:Resource');
    expect(deployment.lines.at(-1)).toMatchObject({ decision: 'done' });
    expect(deployment.lines.find(({ decision }) => decision === 'refused')).toMatchObject({ warning: true });
    expect(calls()).toEqual([]);
  });

  test('is refused if it names an existing object', async () => {
    const { deployment, event, calls } = await removing('ou-ab12-abcdefgh');
    await expect(deployment.deliver(event)).rejects.toThrow('The stack Evil is not one that this provider serves');
    expect(calls()).toEqual([]);
  });
});

test('a provider without served stacks says so in its error', async () => {
  const { deployment, root } = await start();
  deployment.served = [];
  await expect(deployment.create(UNIT, { ParentId: root, Name: 'Security' })).rejects.toThrow('served: none');
});
