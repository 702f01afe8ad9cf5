import { ResourceType } from '../../../../src/contract';
import { StackError } from '../../../../src/organizations/stacks/stack-port';
import { accountByHand } from '../../../proofs/crash-points/preparations';
import { Deployment, STACK_ID, STACK_OWNER, stackId } from '../../support/deployment';
import { showFormerTag } from '../../support/stale-reading';

const TYPE = ResourceType.ORGANIZATIONAL_UNIT;
const CLEANING_UP = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';

/** A unit with two accounts that were created by hand, and the destination of these accounts. */
async function start(more: Record<string, unknown> = {}) {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const create = async (Name: string, properties = {}) => (
    await deployment.create(TYPE, { ParentId: root, Name, ...properties }, Name)).PhysicalResourceId;
  const destination = await create('Destination');
  const desired = { ParentId: root, Name: 'Leaving', MoveAccountsTo: { ParentId: destination, ...more } };
  const id = await create('Leaving', desired);
  const accounts = [await account(deployment, 'one', id), await account(deployment, 'two', id)];
  deployment.status = 'UPDATE_IN_PROGRESS';
  deployment.status = CLEANING_UP;
  return { deployment, root, destination, desired, id, accounts, leave: () => deployment.remove(TYPE, id, desired, 'Leaving') };
}

async function account(deployment: Deployment, name: string, parentId: string): Promise<string> {
  await accountByHand(deployment, name, parentId);
  return deployment.simulator.state().accounts.find((each) => each.name === name)!.id;
}

function places(deployment: Deployment): Record<string, string> {
  const { accounts } = deployment.simulator.state();
  return Object.fromEntries(accounts.map(({ name, parentId }) => [name, parentId]));
}

function unitNames(deployment: Deployment): string[] {
  return deployment.simulator.state().organizationalUnits.map(({ name }) => name).sort();
}

function warning(deployment: Deployment): unknown {
  return deployment.lines.find((line) => line.warning)?.reason;
}

const LEFT = ['TagResource'];

test('the accounts of a unit that leaves the template are moved, and the unit is deleted', async () => {
  const { deployment, destination, leave } = await start();
  expect(await deployment.writesOf(leave)).toEqual(['MoveAccount', 'MoveAccount', 'DeleteOrganizationalUnit']);
  expect(places(deployment)).toMatchObject({ one: destination, two: destination });
  expect(unitNames(deployment)).toEqual(['Destination']);
  expect(await deployment.writesOf(leave)).toEqual([]);
});

test('without moveAccountsTo the unit stays, and the message names the property', async () => {
  const { deployment, id, desired } = await start();
  const { MoveAccountsTo: _, ...without } = desired;
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, without, 'Leaving'))).toEqual(LEFT);
  expect(places(deployment)).toMatchObject({ one: id, two: id });
  expect(warning(deployment)).toMatch(/it holds one .* left behind .* With moveAccountsTo on its construct, the deployment that removes it moves its accounts first\./);
});

test.each(['DELETE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS'])('no account moves while the stack is in %s', async (status) => {
  const { deployment, id, leave } = await start();
  deployment.status = status;
  expect(await deployment.writesOf(leave)).not.toContain('MoveAccount');
  expect(places(deployment)).toMatchObject({ one: id, two: id });
});

test('an account of another stack keeps all accounts in the unit, and the message names the stack', async () => {
  const { deployment, id, accounts, leave } = await start();
  await deployment.organizations.tagResource(accounts[1], [{ Key: 'cdk-aws-organizations:owner', Value: 'other@us-east-1' }]);
  expect(await deployment.writesOf(leave)).toEqual(LEFT);
  expect(places(deployment)).toMatchObject({ one: id, two: id });
  expect(warning(deployment)).toMatch(/the account two \(\d{12}\) belongs to the stack other@us-east-1\. It is left behind .* No account is moved\./);
});

test.each([
  ResourceType.ACCOUNT, ResourceType.INVITED_ACCOUNT,
])('an account whose construct (%s) is in the template stays with all others, and moves once its construct was removed', async (type) => {
  const { deployment, id, destination, accounts, leave } = await start();
  const stack = deployment.stacks.stack(STACK_ID);
  stack.resources.push({ logicalId: 'One', physicalId: accounts[0], type, status: 'UPDATE_COMPLETE' });
  stack.template = { Resources: { One: {} } };
  expect(await deployment.writesOf(leave)).toEqual(LEFT);
  expect(places(deployment)).toMatchObject({ one: id, two: id });
  expect(warning(deployment)).toMatch(/the resource One of this stack determines the parent of the account one \(\d{12}\)/);
  stack.template = { Resources: {} };
  await leave();
  expect(places(deployment)).toMatchObject({ one: destination, two: destination });
});

test('a unit below it that stays keeps the accounts in place', async () => {
  const { deployment, id, leave } = await start();
  await deployment.organizations.createOrganizationalUnit(id, 'Inner', []);
  expect(await deployment.writesOf(leave)).toEqual(LEFT);
  expect(places(deployment)).toMatchObject({ one: id, two: id });
  expect(warning(deployment)).toMatch(/the organizational unit Inner \(ou-.*\) is below it and stays/);
});

test.each([
  ['does not exist', 'ou-ab12-99999999', /the destination ou-ab12-99999999 does not exist/],
  ['is not a parent', '123456789012', /the destination 123456789012 does not exist/],
])('a destination that %s leaves the unit behind with its accounts', async (_, ParentId, message) => {
  const { deployment, id, leave } = await start({ ParentId });
  expect(await deployment.writesOf(leave)).toEqual(LEFT);
  expect(places(deployment)).toMatchObject({ one: id, two: id });
  expect(warning(deployment)).toMatch(message);
});

test('a unit that is its own destination is left behind', async () => {
  const { deployment, id, desired } = await start();
  await deployment.remove(TYPE, id, { ...desired, MoveAccountsTo: { ParentId: id } }, 'Leaving');
  expect(places(deployment)).toMatchObject({ one: id, two: id });
  expect(warning(deployment)).toMatch(/is the organizational unit itself/);
});

test('accounts move to the present ID of a destination that the deployment recreated', async () => {
  const { deployment, root, leave } = await start({ ParentLogicalId: 'Destination' });
  const { id: recreated } = await deployment.organizations.createOrganizationalUnit(root, 'Recreated', []);
  deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Destination', physicalId: recreated, type: TYPE, status: 'UPDATE_COMPLETE' });
  await leave();
  expect(places(deployment)).toMatchObject({ one: recreated, two: recreated });
});

test('the Delete of the former ID of a recreated unit moves nothing to the destination', async () => {
  const { deployment, root, id, leave } = await start();
  const { id: successor } = await deployment.organizations.createOrganizationalUnit(root, 'Elsewhere', []);
  const stack = deployment.stacks.stack(STACK_ID);
  stack.resources.push({ logicalId: 'Leaving', physicalId: successor, type: TYPE, status: 'UPDATE_COMPLETE' });
  stack.template = { Resources: { Leaving: {} } };
  expect(await deployment.writesOf(leave)).not.toContain('MoveAccount');
  expect(places(deployment)).toMatchObject({ one: id, two: id });
});

test('two nested units each move their own accounts to their own destinations, the lower one first', async () => {
  const { deployment, root, id, destination, leave } = await start();
  deployment.status = 'UPDATE_IN_PROGRESS';
  const inner = { ParentId: id, Name: 'Inner', MoveAccountsTo: { ParentId: root } };
  const { PhysicalResourceId: innerId } = await deployment.create(TYPE, inner, 'Inner');
  await account(deployment, 'three', innerId);
  deployment.status = CLEANING_UP;
  await deployment.remove(TYPE, innerId, inner, 'Inner');
  await leave();
  expect(places(deployment)).toMatchObject({ one: destination, two: destination, three: root });
  expect(unitNames(deployment)).toEqual(['Destination']);
});

test('if a call crashes after one of the moves, the next call moves the rest', async () => {
  const { deployment, destination, leave } = await start();
  let isDead = false;
  deployment.disturb = async (operation, call) => {
    const answer = await call();
    if (operation !== 'MoveAccount' || isDead) return answer;
    isDead = true;
    throw new Error('The function died.');
  };
  await expect(leave()).rejects.toThrow('The function died.');
  await leave();
  expect(places(deployment)).toMatchObject({ one: destination, two: destination });
  expect(unitNames(deployment)).toEqual(['Destination']);
});

test('a unit of another stack is left alone with its accounts', async () => {
  const { deployment, id, leave } = await start();
  expect(await deployment.writesOf(() => deployment.inStack(stackId('other'), leave))).toEqual([]);
  expect(places(deployment)).toMatchObject({ one: id, two: id });
});

test('a destination without an ID fails the deployment before it changes anything', async () => {
  const deployment = new Deployment();
  const root = await deployment.organization();
  await expect(deployment.create(TYPE, { ParentId: root, Name: 'Leaving', MoveAccountsTo: { ParentId: '' } }))
    .rejects.toThrow(/The property MoveAccountsTo of Custom::OrganizationsOrganizationalUnit is \{"ParentId":""\}\. It has to be an object with the ParentId/);
});

describe('a destination with a destination of its own', () => {
  /** A chain of two destinations. Nothing of the app is in the template any more. */
  async function chain() {
    const started = await start();
    const { deployment, root, destination, desired, id } = started;
    deployment.status = 'UPDATE_IN_PROGRESS';
    const { PhysicalResourceId: last } = await deployment.create(TYPE, { ParentId: root, Name: 'Last' }, 'Last');
    deployment.status = CLEANING_UP;
    const place = { ParentId: destination, IfRemoved: { ParentId: last, IfRemoved: { ParentId: root } } };
    const leave = () => deployment.remove(TYPE, id, { ...desired, MoveAccountsTo: place }, 'Leaving');
    const resource = (logicalId: string, physicalId: string) => {
      const stack = deployment.stacks.stack(STACK_ID);
      stack.resources = [...stack.resources.filter((row) => row.logicalId !== logicalId), { logicalId, physicalId, type: TYPE, status: 'UPDATE_COMPLETE' }];
      return { inTemplate: () => { stack.template = { Resources: { ...stack.template.Resources, [logicalId]: {} } }; } };
    };
    return { ...started, last, leave, resource };
  }

  test.each([
    ['stays', ['Destination'], 'destination'],
    ['leaves, and the next one stays', ['Last'], 'last'],
    ['leaves, and so does the next one', [], 'root'],
  ] as const)('that %s: the accounts go once, to the first place that stays', async (_, staying, expected) => {
    const { deployment, leave, resource, ...ids } = await chain();
    resource('Destination', ids.destination);
    resource('Last', ids.last);
    for (const name of staying) resource(name, name === 'Last' ? ids.last : ids.destination).inTemplate();
    expect(await deployment.writesOf(leave)).toEqual(['MoveAccount', 'MoveAccount', 'DeleteOrganizationalUnit']);
    expect(places(deployment)).toMatchObject({ one: ids[expected], two: ids[expected] });
  });

  test('that has another construct path, whose former row is still there, stays', async () => {
    const { deployment, destination, leave, resource } = await chain();
    resource('Destination', destination);
    resource('Renamed', destination).inTemplate();
    await leave();
    expect(places(deployment)).toMatchObject({ one: destination, two: destination });
  });

  test('that another stack has taken over stays', async () => {
    const { deployment, destination, leave } = await chain();
    await deployment.organizations.tagResource(destination, [{ Key: 'cdk-aws-organizations:owner', Value: 'Other@us-east-1' }]);
    await leave();
    expect(places(deployment)).toMatchObject({ one: destination, two: destination });
  });

  test('that another stack has taken over a moment ago stays, although an endpoint still shows the former owner', async () => {
    const { deployment, destination, leave } = await chain();
    await deployment.organizations.tagResource(destination, [{ Key: 'cdk-aws-organizations:owner', Value: 'Other@us-east-1' }]);
    showFormerTag(deployment, 'cdk-aws-organizations:owner', STACK_OWNER, 12);
    await leave();
    expect(places(deployment)).toMatchObject({ one: destination, two: destination });
  });

  test('of which none stays: the events of the deployment are read once', async () => {
    const { deployment, root, leave } = await chain();
    const events = jest.spyOn(deployment.stacks, 'listEvents');
    await leave();
    expect(places(deployment)).toMatchObject({ one: root, two: root });
    expect(events).toHaveBeenCalledTimes(1);
  });

  test('that the stack did not create stays', async () => {
    const { deployment, destination, leave } = await chain();
    await deployment.organizations.tagResource(destination, [{ Key: 'cdk-aws-organizations:owner', Value: `${STACK_OWNER}/adopted` }]);
    await leave();
    expect(places(deployment)).toMatchObject({ one: destination, two: destination });
  });

  test('stays if the template cannot be read', async () => {
    const { deployment, destination, leave, resource } = await chain();
    resource('Destination', destination);
    const { stacks } = deployment;
    stacks.currentTemplate = async () => { throw new StackError('NotJson', 'It is in YAML.'); };
    await leave();
    expect(places(deployment)).toMatchObject({ one: destination, two: destination });
  });

  test('is not a resource of another type with the logical ID, although it has the physical ID of a unit', async () => {
    const { deployment, destination, last, desired, id } = await chain();
    const stack = deployment.stacks.stack(STACK_ID);
    stack.resources.push({ logicalId: 'Evil', physicalId: last, type: 'AWS::SSM::Parameter', status: 'UPDATE_COMPLETE' });
    await deployment.remove(TYPE, id, { ...desired, MoveAccountsTo: { ParentId: destination, ParentLogicalId: 'Evil' } }, 'Leaving');
    expect(places(deployment)).toMatchObject({ one: destination, two: destination });
  });

  test('that does not exist any more is passed', async () => {
    const { deployment, destination, root, leave } = await chain();
    await deployment.organizations.deleteOrganizationalUnit(destination);
    await leave();
    expect(places(deployment)).toMatchObject({ one: root, two: root });
  });

  test('of the wrong shape is refused', async () => {
    const deployment = new Deployment();
    const root = await deployment.organization();
    await expect(deployment.create(TYPE, { ParentId: root, Name: 'Wrong', MoveAccountsTo: { ParentId: root, IfRemoved: { ParentId: '' } } }))
      .rejects.toThrow(/MoveAccountsTo of Custom::OrganizationsOrganizationalUnit is .*It has to be an object with the ParentId/);
  });
});
