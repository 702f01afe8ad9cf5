import { Deployment, STACK_ID, stackId, STACK_OWNER } from '../../support/deployment';

const TYPE = 'Custom::OrganizationsOrganizationalUnit';
const OWNER = { 'cdk-aws-organizations:owner': STACK_OWNER };

async function start() {
  const deployment = new Deployment();
  const root = await deployment.organization();
  return { deployment, root, desired: { ParentId: root, Name: 'Security', Tags: [{ Key: 'team', Value: 'blue' }] } };
}

function units(deployment: Deployment) {
  return deployment.simulator.state().organizationalUnits;
}

test('an organizational unit is created with its tags and its owner in one call', async () => {
  const { deployment, root, desired } = await start();
  const since = deployment.simulator.journal.length;
  const answer = await deployment.create(TYPE, desired);
  expect(deployment.writes(since)).toEqual(['CreateOrganizationalUnit']);
  expect(units(deployment)).toEqual([{ id: answer.PhysicalResourceId, name: 'Security', parentId: root, tags: { ...OWNER, team: 'blue' } }]);
  expect(answer.Data?.Arn).toMatch(new RegExp(`^arn:aws:organizations::111111111111:ou/o-[a-z0-9]+/${answer.PhysicalResourceId}$`));
});

test('a repeated event gives the same answer and writes nothing', async () => {
  const { deployment, desired } = await start();
  const answer = await deployment.create(TYPE, desired);
  let again;
  expect(await deployment.writesOf(async () => { again = await deployment.create(TYPE, desired); })).toEqual([]);
  expect(again).toEqual(answer);
});

test('a rename is one call and keeps the ID', async () => {
  const { deployment, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  const renamed = { ...desired, Name: 'Safety' };
  expect(await deployment.writesOf(() => deployment.update(TYPE, id, desired, renamed))).toEqual(['UpdateOrganizationalUnit']);
  expect(units(deployment)[0]).toMatchObject({ id, name: 'Safety' });
});

test('adding a tag is one call, removing one is another, and tags of others stay', async () => {
  const { deployment, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  await deployment.organizations.tagResource(id, [{ Key: 'foreign', Value: 'stays' }]);
  const more = { ...desired, Tags: [...desired.Tags, { Key: 'stage', Value: 'prod' }] };
  expect(await deployment.writesOf(() => deployment.update(TYPE, id, desired, more))).toEqual(['TagResource']);
  expect(await deployment.writesOf(() => deployment.update(TYPE, id, more, { ...desired, Tags: undefined }))).toEqual(['UntagResource']);
  expect(units(deployment)[0].tags).toEqual({ ...OWNER, foreign: 'stays' });
});

test('a unit of the same name without an owner is refused before any write, with advice on adopting it', async () => {
  const { deployment, root, desired } = await start();
  await deployment.organizations.createOrganizationalUnit(root, 'Security', []);
  const since = deployment.simulator.journal.length;
  await expect(deployment.create(TYPE, desired)).rejects.toThrow(
    /Resource: The organizational unit "Security" exists \(ou-.*\) and was not created by this library.* Set adopt: true/);
  expect(deployment.writes(since)).toEqual([]);
});

test('a unit of another stack is refused with the name of that stack', async () => {
  const { deployment, desired } = await start();
  await deployment.inStack(stackId('other'), () => deployment.create(TYPE, desired));
  await expect(deployment.create(TYPE, desired)).rejects.toThrow('belongs to the stack other@us-east-1');
});

test('the same stack in another Region is refused before any write, and adopts the unit only with adopt', async () => {
  const { deployment, desired } = await start();
  const elsewhere = stackId('landing-zone', 'eu-west-1');
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  const since = deployment.simulator.journal.length;
  await expect(deployment.inStack(elsewhere, () => deployment.create(TYPE, desired)))
    .rejects.toThrow(/belongs to the stack landing-zone@us-east-1, so the stack landing-zone@eu-west-1 leaves it alone\. An organization is managed from one Region/);
  expect(deployment.writes(since)).toEqual([]);
  await deployment.inStack(elsewhere, () => deployment.create(TYPE, { ...desired, Adopt: true }));
  deployment.status = 'DELETE_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, desired))).toEqual(['UntagResource']);
  expect(units(deployment)[0].tags).toMatchObject({ 'cdk-aws-organizations:owner': 'landing-zone@eu-west-1/adopted' });
});

test('a nested stack owns its units in the name of the stack at the top', async () => {
  const { deployment, desired } = await start();
  const nested = stackId('landing-zone-Nested-1ABC');
  deployment.stacks.stack(nested).rootId = STACK_ID;
  await deployment.inStack(nested, () => deployment.create(TYPE, desired));
  expect(units(deployment)[0].tags).toMatchObject(OWNER);
});

test('adopting a unit marks it as adopted, and deleting it only releases it', async () => {
  const { deployment, root, desired } = await start();
  const { id } = await deployment.organizations.createOrganizationalUnit(root, 'Security', [{ Key: 'foreign', Value: 'stays' }]);
  const answer = await deployment.create(TYPE, { ...desired, Adopt: true });
  expect(answer.PhysicalResourceId).toBe(id);
  expect(units(deployment)[0].tags).toEqual({
    'cdk-aws-organizations:owner': 'landing-zone@us-east-1/adopted', 'cdk-aws-organizations:added/1': '4.team', 'foreign': 'stays', 'team': 'blue',
  });
  deployment.status = 'DELETE_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, desired))).toEqual(['UntagResource']);
  expect(units(deployment)).toEqual([{ id, name: 'Security', parentId: root, tags: { foreign: 'stays' } }]);
});

test('adopt on a unit that is already ours changes nothing', async () => {
  const { deployment, desired } = await start();
  await deployment.create(TYPE, desired);
  expect(await deployment.writesOf(() => deployment.create(TYPE, { ...desired, Adopt: true }))).toEqual([]);
});

test('an empty unit of ours is deleted, and a repeated Delete succeeds', async () => {
  const { deployment, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  deployment.status = 'DELETE_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, desired))).toEqual(['DeleteOrganizationalUnit']);
  expect(units(deployment)).toEqual([]);
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, desired))).toEqual([]);
});

test('a unit that is not empty is left behind with a warning, and the Delete succeeds', async () => {
  const { deployment, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  await deployment.organizations.createOrganizationalUnit(id, 'Inner', []);
  deployment.status = 'DELETE_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, desired))).toEqual(['TagResource']);
  expect(units(deployment)).toHaveLength(2);
  expect(units(deployment).find((unit) => unit.id === id)?.tags).toHaveProperty('cdk-aws-organizations:retained');
  expect(deployment.lines.find(({ warning }) => warning)?.reason).toMatch(/it holds Inner .* left behind/);
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, desired))).toEqual([]);
});

test('a unit that was left behind and is empty during the rollback of its return is not deleted', async () => {
  const { deployment, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  const inner = await deployment.organizations.createOrganizationalUnit(id, 'Inner', []);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  await deployment.remove(TYPE, id, desired);
  deployment.status = 'UPDATE_IN_PROGRESS';
  expect((await deployment.create(TYPE, desired)).PhysicalResourceId).toBe(id);
  await deployment.organizations.deleteOrganizationalUnit(inner.id);
  deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, desired))).toEqual([]);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, desired))).toEqual(['DeleteOrganizationalUnit']);
});

test('a unit that is full at first in a rollback, and empty a moment later, is deleted', async () => {
  const { deployment, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  const inner = await deployment.organizations.createOrganizationalUnit(id, 'Inner', []);
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  const event = await deployment.begin(deployment.event('Delete', TYPE, desired, { PhysicalResourceId: id }));
  expect(await deployment.call(event)).toEqual({ IsComplete: false });
  await deployment.organizations.deleteOrganizationalUnit(inner.id);
  expect(await deployment.writesOf(() => deployment.finish(event))).toEqual(['DeleteOrganizationalUnit']);
});

test('a unit stays if another live resource manages it, as after a change of the construct path', async () => {
  const { deployment, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Other', physicalId: id, type: TYPE, status: 'CREATE_COMPLETE' });
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, desired))).toEqual([]);
  expect(units(deployment)).toHaveLength(1);
});

test('a unit stays if a live resource in a nested stack of the same tree manages it', async () => {
  const { deployment, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  const nestedId = `${STACK_ID}-nested`;
  deployment.stacks.stack(STACK_ID).resources.push(
    { logicalId: 'Nested', physicalId: nestedId, type: 'AWS::CloudFormation::Stack', status: 'UPDATE_COMPLETE' });
  deployment.stacks.stack(nestedId).resources.push({ logicalId: 'Resource', physicalId: id, type: TYPE, status: 'CREATE_COMPLETE' });
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, desired))).toEqual([]);
});

test('the Delete of a Create that never responded finds the unit by its name and owner', async () => {
  const { deployment, desired } = await start();
  await deployment.create(TYPE, desired);
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  await deployment.remove(TYPE, 'landing-zone-Resource-1ABC', desired);
  expect(units(deployment)).toEqual([]);
});

test('the Delete of a Create that was refused leaves the foreign unit alone', async () => {
  const { deployment, root, desired } = await start();
  await deployment.organizations.createOrganizationalUnit(root, 'Security', []);
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, 'pending:Resource', desired))).toEqual([]);
});

test('a unit that was deleted by hand is created again in a deployment, and stays deleted in a rollback', async () => {
  const { deployment, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  await deployment.organizations.deleteOrganizationalUnit(id);
  const renamed = { ...desired, Name: 'Safety' };
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  const rolledBack = await deployment.update(TYPE, id, renamed, desired);
  expect(rolledBack).toMatchObject({ PhysicalResourceId: id, Data: { Arn: expect.stringContaining(`/${id}`) } });
  deployment.status = 'UPDATE_IN_PROGRESS';
  const anew = await deployment.update(TYPE, id, desired, renamed);
  expect(anew.PhysicalResourceId).not.toBe(id);
  expect(units(deployment)).toMatchObject([{ id: anew.PhysicalResourceId, name: 'Safety' }]);
});

test('another parent is refused, since the service cannot move a unit', async () => {
  const { deployment, root, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  const elsewhere = await deployment.organizations.createOrganizationalUnit(root, 'Elsewhere', []);
  await expect(deployment.update(TYPE, id, desired, { ...desired, ParentId: elsewhere.id }))
    .rejects.toThrow(/cannot be moved below ou-.* no call that moves/);
});

test('the handler waits for a parent that is not visible yet, and fails after minutes if it never appears', async () => {
  const { deployment, desired } = await start();
  const begin = deployment.clock.now();
  await expect(deployment.create(TYPE, { ...desired, ParentId: 'ou-ab12-abcdefgh' })).rejects.toThrow(/ParentNotFound.*Check the ID of the parent/);
  expect((deployment.clock.now() - begin) / 60_000).toBeGreaterThanOrEqual(5);
});

test('a rename to the name of a sibling fails', async () => {
  const { deployment, root, desired } = await start();
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  await deployment.organizations.createOrganizationalUnit(root, 'Taken', []);
  await expect(deployment.update(TYPE, id, desired, { ...desired, Name: 'Taken' })).rejects.toThrow('a sibling below');
});

describe('a creation that finds the unit of another resource', () => {
  async function startWithFormer(inTemplate: boolean) {
    const deployment = new Deployment();
    const root = await deployment.organization();
    const desired = { ParentId: root, Name: 'Alpha' };
    const { PhysicalResourceId: id } = await deployment.create(TYPE, desired, 'Former');
    const stack = deployment.stacks.stack(STACK_ID);
    stack.resources.push({ logicalId: 'Former', physicalId: id, type: TYPE, status: 'UPDATE_COMPLETE' });
    stack.template = { Resources: inTemplate ? { Former: {} } : {} };
    deployment.status = 'UPDATE_IN_PROGRESS';
    return { deployment, desired, id };
  }

  test('takes it if the other resource was removed from the app, since it is the same construct with another path', async () => {
    const { deployment, desired, id } = await startWithFormer(false);
    await expect(deployment.create(TYPE, desired, 'New')).resolves.toMatchObject({ PhysicalResourceId: id });
  });

  test('leaves it alone if the other resource stays in the app', async () => {
    const { deployment, desired } = await startWithFormer(true);
    const writes = deployment.writesOf(() => expect(deployment.create(TYPE, desired, 'New')).rejects.toThrow(
      /is no longer managed by the resource Former.*Give Former its new name or place in a separate deployment/));
    expect(await writes).toEqual([]);
  });

  test('leaves it alone if the other resource is in the enclosing stack, and takes it if the other resource is nested', async () => {
    const { deployment, desired, id } = await startWithFormer(true);
    const nestedId = `${STACK_ID}-nested`;
    const [around, nested] = [deployment.stacks.stack(STACK_ID), deployment.stacks.stack(nestedId)];
    around.resources.push({ logicalId: 'Nested', physicalId: nestedId, type: 'AWS::CloudFormation::Stack', status: 'UPDATE_IN_PROGRESS' });
    Object.assign(nested, { status: 'UPDATE_IN_PROGRESS', changedAt: deployment.clock.now(), rootId: STACK_ID, template: { Resources: { New: {} } } });
    const event = deployment.event('Create', TYPE, desired, { StackId: nestedId, LogicalResourceId: 'New' });
    await expect(deployment.deliver(event)).rejects.toThrow(/is no longer managed by the resource Former/);
    nested.resources.push(around.resources.shift()!);
    nested.template = { Resources: { Former: {} } };
    around.template = { Resources: { New: {} } };
    expect(await deployment.create(TYPE, desired, 'New')).toMatchObject({ PhysicalResourceId: id });
  });

  test.each([1, 2, 3])('leaves it alone if the other resource is %d enclosing stacks away', async (depth) => {
    const { deployment, desired } = await startWithFormer(true);
    let inner = STACK_ID;
    for (let level = 1; level <= depth; level += 1) {
      const physicalId = `${STACK_ID}-nested-${level}`;
      deployment.stacks.stack(inner).resources.push({ logicalId: 'Nested', physicalId, type: 'AWS::CloudFormation::Stack', status: 'UPDATE_IN_PROGRESS' });
      const nested = { status: 'UPDATE_IN_PROGRESS', changedAt: deployment.clock.now(), rootId: STACK_ID, template: { Resources: {} } };
      Object.assign(deployment.stacks.stack(physicalId), nested);
      inner = physicalId;
    }
    const event = deployment.event('Create', TYPE, desired, { StackId: inner, LogicalResourceId: 'New' });
    await expect(deployment.deliver(event)).rejects.toThrow(/is no longer managed by the resource Former/);
  });

  test('creates its own unit as soon as the other resource has released the name', async () => {
    const { deployment, desired, id } = await startWithFormer(true);
    const event = await deployment.begin(deployment.event('Create', TYPE, desired, { LogicalResourceId: 'New' }));
    expect(await deployment.call(event)).toEqual({ IsComplete: false });
    await deployment.organizations.updateOrganizationalUnit(id, 'Gamma');
    const { PhysicalResourceId: made } = await deployment.finish(event);
    expect(made).not.toBe(id);
    expect(deployment.simulator.state().organizationalUnits.map(({ name }) => name).sort()).toEqual(['Alpha', 'Gamma']);
  });
});

describe('a new name that a sibling still has', () => {
  async function startWithTwo() {
    const deployment = new Deployment();
    const root = await deployment.organization();
    const [alpha, beta] = ['Alpha', 'Beta'].map((Name) => ({ ParentId: root, Name }));
    const { PhysicalResourceId: first } = await deployment.create(TYPE, alpha, 'First');
    const { PhysicalResourceId: second } = await deployment.create(TYPE, beta, 'Second');
    deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'First', physicalId: first, type: TYPE, status: 'UPDATE_COMPLETE' });
    deployment.status = 'UPDATE_IN_PROGRESS';
    const more = { LogicalResourceId: 'Second', PhysicalResourceId: second, OldResourceProperties: beta };
    return { deployment, first, event: await deployment.begin(deployment.event('Update', TYPE, { ...beta, Name: 'Alpha' }, more)) };
  }

  test('makes the handler wait, since the sibling may release it in the same deployment', async () => {
    const { deployment, first, event } = await startWithTwo();
    expect(await deployment.call(event)).toEqual({ IsComplete: false });
    await deployment.organizations.updateOrganizationalUnit(first, 'Gamma');
    await deployment.finish(event);
    expect(deployment.simulator.state().organizationalUnits.map(({ name }) => name).sort()).toEqual(['Alpha', 'Gamma']);
  });

  test('makes the handler wait even if the sibling releases it between the refusal and the check', async () => {
    const { deployment, first, event } = await startWithTwo();
    let refused = 0;
    deployment.disturb = async (operation, call) => {
      try {
        return await call();
      } catch (error) {
        if (operation === 'UpdateOrganizationalUnit' && refused === 0) {
          refused += 1;
          await deployment.organizations.updateOrganizationalUnit(first, 'Gamma');
        }
        throw error;
      }
    };
    await deployment.finish(event);
    expect(refused).toBe(1);
    expect(deployment.simulator.state().organizationalUnits.map(({ name }) => name).sort()).toEqual(['Alpha', 'Gamma']);
  });

  test('fails the deployment with advice if the sibling keeps it', async () => {
    const { deployment, event } = await startWithTwo();
    await expect(deployment.finish(event)).rejects.toThrow(/First has that name.*Give First another name in a separate deployment/);
  });
});
