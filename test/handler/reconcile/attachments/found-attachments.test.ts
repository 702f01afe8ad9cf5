import { attachedTagKey } from '../../../../src/contract';
import { attached, foreignPolicy, FULL, SCP, start, TYPE } from '../../support/attachments';
import { type Deployment, STACK_ID, STACK_OWNER, stackId } from '../../support/deployment';

const ALLOW = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] });
const OTHER = stackId('other');

/** A unit to which two denying policies and one that allows were attached by hand, and one policy of the stack. */
async function adoptedUnit() {
  const { deployment, unit, ids: [own], wanting } = await start(1);
  const [one, two] = [await foreignPolicy(deployment, 'One'), await foreignPolicy(deployment, 'Two')];
  const allowing = await foreignPolicy(deployment, 'Allowing', ALLOW);
  for (const id of [one, two, allowing]) await deployment.organizations.attachPolicy(id, unit);
  return { deployment, unit, own, one, two, allowing, wanting, before: attached(deployment, unit) };
}

function noteOf({ simulator }: Deployment, targetId: string, owner = STACK_OWNER): string | undefined {
  return simulator.state().organizationalUnits.find(({ id }) => id === targetId)!.tags[attachedTagKey(owner)];
}

test('policies that were attached before the app listed them are noted as found', async () => {
  const { deployment, unit, own, one, two, wanting, before } = await adoptedUnit();
  await deployment.create(TYPE, wanting(one, two, own));
  expect(noteOf(deployment, unit)).toBe([one, two].sort().map((id) => `found:${id}`).join(' '));
  expect(attached(deployment, unit)).toEqual([...before, own].sort());
});

test('a found policy that leaves the list is detached in the cleanup if it denies, and the other one and what was never listed stay', async () => {
  const { deployment, unit, one, two, allowing, wanting } = await adoptedUnit();
  await deployment.create(TYPE, wanting(one, two));
  expect(await deployment.writesOf(() => deployment.update(TYPE, unit, wanting(one, two), wanting(two)))).toEqual([]);
  await deployment.updateAndCleanUp(TYPE, unit, wanting(one, two), wanting(two));
  expect(attached(deployment, unit)).toEqual([two, allowing, FULL].sort());
  expect(noteOf(deployment, unit)).toBe(`found:${two}`);
});

test('a found policy that no note names is detached too, since the former template lists it', async () => {
  const { deployment, unit, one, two, allowing, wanting } = await adoptedUnit();
  await deployment.create(TYPE, wanting(one, two, allowing));
  await deployment.organizations.untagResource(unit, [attachedTagKey(STACK_OWNER)]);
  await deployment.updateAndCleanUp(TYPE, unit, wanting(one, two, allowing), wanting(two));
  expect(attached(deployment, unit)).toEqual([two, FULL].sort());
});

test('a rollback attaches a found policy again that its deployment has detached, and the release of the target leaves it', async () => {
  const { deployment, unit, one, allowing, wanting, before } = await adoptedUnit();
  const [former, latter] = [wanting(allowing, one), wanting(one)];
  await deployment.create(TYPE, former);
  expect(await deployment.writesOf(() => deployment.update(TYPE, unit, former, latter))).toContain('DetachPolicy');
  expect(noteOf(deployment, unit)).toBe(`dropped:${allowing} found:${one}`);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  await deployment.update(TYPE, unit, latter, former);
  expect(attached(deployment, unit)).toEqual(before);
  expect(noteOf(deployment, unit)).toBe([allowing, one].sort().map((id) => `found:${id}`).join(' '));
  deployment.status = 'DELETE_IN_PROGRESS';
  await deployment.remove(TYPE, unit, former);
  expect(attached(deployment, unit)).toEqual(before);
  expect(noteOf(deployment, unit)).toBeUndefined();
});

test.each(['ROLLBACK_IN_PROGRESS', 'DELETE_IN_PROGRESS'])('in %s, the Delete detaches what the stack attached and leaves what it found', async (status) => {
  const { deployment, unit, own, one, two, wanting, before } = await adoptedUnit();
  const imported = await foreignPolicy(deployment, 'Imported');
  await deployment.create(TYPE, wanting(one, two, own, imported));
  expect(noteOf(deployment, unit)).toContain(imported);
  deployment.status = status;
  await deployment.remove(TYPE, unit, wanting(one, two, own, imported));
  expect(attached(deployment, unit)).toEqual(before);
  expect(noteOf(deployment, unit)).toBeUndefined();
});

test('attachments that leave the app while their target stays take found policies with them', async () => {
  const { deployment, unit, one, two, allowing, wanting } = await adoptedUnit();
  await deployment.create(TYPE, wanting(one, two));
  const stack = deployment.stacks.stack(STACK_ID);
  stack.resources.push({ logicalId: 'Unit', physicalId: unit, type: 'Custom::OrganizationsOrganizationalUnit', status: 'CREATE_COMPLETE' });
  stack.template = { Resources: { Unit: {} } };
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  await deployment.remove(TYPE, unit, wanting(one, two));
  expect(attached(deployment, unit)).toEqual([allowing, FULL].sort());
});

test('a construct with a new path and a shorter list drops a found policy in the cleanup', async () => {
  const { deployment, unit, one, two, allowing, wanting } = await adoptedUnit();
  await deployment.create(TYPE, wanting(one, two), 'Former');
  const stack = deployment.stacks.stack(STACK_ID);
  const row = (logicalId: string) => ({ logicalId, physicalId: unit, type: TYPE, status: 'CREATE_COMPLETE' });
  stack.resources.push(row('Former'));
  stack.template = { Resources: { Latter: { Type: TYPE, Properties: wanting(two) } } };
  deployment.status = 'UPDATE_IN_PROGRESS';
  await deployment.create(TYPE, wanting(two), 'Latter');
  expect(attached(deployment, unit)).toContain(one);
  stack.resources.push(row('Latter'));
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  await deployment.remove(TYPE, unit, wanting(one, two), 'Former');
  expect(attached(deployment, unit)).toEqual([two, allowing, FULL].sort());
});

test('while another stack lists a found policy it stays, and the last stack that drops it detaches it', async () => {
  const { deployment, unit, one, two, allowing, wanting } = await adoptedUnit();
  await deployment.create(TYPE, wanting(one, two));
  await deployment.inStack(OTHER, () => deployment.create(TYPE, wanting(one, two)));
  expect(noteOf(deployment, unit, 'other@us-east-1')).toBe([one, two].sort().map((id) => `found:${id}`).join(' '));
  await deployment.updateAndCleanUp(TYPE, unit, wanting(one, two), wanting(two));
  expect(attached(deployment, unit)).toContain(one);
  await deployment.inStack(OTHER, () => deployment.updateAndCleanUp(TYPE, unit, wanting(one, two), wanting(two)));
  expect(attached(deployment, unit)).toEqual([two, allowing, FULL].sort());
});

test('a resource of the same stack, and one of a stack without a note, keep a policy that they list', async () => {
  for (const stack of [STACK_ID, OTHER]) {
    const { deployment, unit, one, two, wanting, before } = await adoptedUnit();
    await deployment.create(TYPE, wanting(one, two));
    if (stack === OTHER) await deployment.inStack(OTHER, async () => {});
    const { resources } = deployment.stacks.stack(stack);
    deployment.stacks.stack(stack).template = { Resources: { Second: { Type: TYPE, Properties: wanting(one) } } };
    resources.push({ logicalId: 'Second', physicalId: unit, type: TYPE, status: 'CREATE_COMPLETE' });
    await deployment.updateAndCleanUp(TYPE, unit, wanting(one, two), wanting(two));
    expect({ stack, attached: attached(deployment, unit) }).toEqual({ stack, attached: before });
  }
});

test('a later deployment drops what a cleanup has left, which CloudFormation gives up after three attempts', async () => {
  const { deployment, unit, one, two, allowing, wanting } = await adoptedUnit();
  await deployment.create(TYPE, wanting(one, two));
  const { PhysicalResourceId: changed } = await deployment.update(TYPE, unit, wanting(one, two), wanting(two));
  deployment.status = 'UPDATE_IN_PROGRESS';
  await deployment.updateAndCleanUp(TYPE, changed, wanting(two), { ...wanting(two), Reconcile: 'again' });
  expect(attached(deployment, unit)).toEqual([two, allowing, FULL].sort());
});

test('a policy that the stack attached is not taken for a found one if its call dies, however often the event comes', async () => {
  for (let place = 1; place <= 4; place += 1) {
    const { deployment, unit, wanting, before } = await adoptedUnit();
    const imported = [await foreignPolicy(deployment, 'A'), await foreignPolicy(deployment, 'B')];
    deployment.dieAfterCall(place);
    const event = deployment.event('Create', TYPE, wanting(...imported));
    await deployment.deliver(event).catch(() => {});
    deployment.startEnvironment();
    await deployment.deliver(event);
    expect(attached(deployment, unit)).toEqual([...before, ...imported].sort());
    deployment.status = 'ROLLBACK_IN_PROGRESS';
    await deployment.remove(TYPE, unit, wanting(...imported));
    expect({ place, attached: attached(deployment, unit) }).toEqual({ place, attached: before });
  }
});

test('an allow-list that was there before keeps its FullAWSAccess detached when the stack releases it, and gives it back when the code ends it', async () => {
  const allowList = (list: object) => ({ ...list, DetachFullAwsAccess: true });
  for (const [status, expected] of [['DELETE_IN_PROGRESS', false], ['UPDATE_IN_PROGRESS', true]] as const) {
    const { deployment, unit, allowing, wanting } = await adoptedUnit();
    await deployment.organizations.detachPolicy(FULL, unit);
    await deployment.create(TYPE, allowList(wanting(allowing)));
    expect(noteOf(deployment, unit)).toBe(`found:${allowing} found:without-FullAWSAccess`);
    deployment.status = status;
    if (status === 'DELETE_IN_PROGRESS') await deployment.remove(TYPE, unit, allowList(wanting(allowing)));
    else await deployment.update(TYPE, unit, allowList(wanting(allowing)), wanting(allowing));
    expect({ status, has: attached(deployment, unit).includes(FULL) }).toEqual({ status, has: expected });
  }
});

test(`a note that somebody else has written counts only for policies that CloudFormation knows (${SCP})`, async () => {
  const { deployment, unit, one, two, own, wanting, before } = await adoptedUnit();
  await deployment.create(TYPE, wanting(own));
  await deployment.organizations.tagResource(unit, [{ Key: attachedTagKey(STACK_OWNER), Value: `found:${one} found:${two}` }]);
  await deployment.updateAndCleanUp(TYPE, unit, wanting(own), wanting());
  expect(attached(deployment, unit)).toEqual(before);
});

test('a unit that lacked FullAWSAccess before the app said so still lacks it after its release, even if the Delete is repeated', async () => {
  const { deployment, unit, own, allowing, wanting } = await adoptedUnit();
  await deployment.organizations.detachPolicy(FULL, unit);
  const list = { ...wanting(own, allowing), DetachFullAwsAccess: true };
  await deployment.create(TYPE, list);
  deployment.status = 'DELETE_IN_PROGRESS';
  for (const _time of ['first', 'second']) await deployment.remove(TYPE, unit, list);
  expect(attached(deployment, unit)).not.toContain(FULL);
});

test('a unit that lacked FullAWSAccess before the app said so lacks it after its release, even if somebody attached it in between', async () => {
  const { deployment, unit, own, allowing, wanting } = await adoptedUnit();
  await deployment.organizations.detachPolicy(FULL, unit);
  const list = { ...wanting(own, allowing), DetachFullAwsAccess: true };
  await deployment.create(TYPE, list);
  await deployment.organizations.attachPolicy(FULL, unit);
  await deployment.update(TYPE, unit, list, { ...list, Reconcile: 'again' });
  expect(attached(deployment, unit)).not.toContain(FULL);
  deployment.status = 'DELETE_IN_PROGRESS';
  await deployment.remove(TYPE, unit, list);
  expect(attached(deployment, unit)).not.toContain(FULL);
});

describe('a unit from which somebody had detached FullAWSAccess before the app listed its policies', () => {
  async function quarantine() {
    const { deployment, unit, own, one, two, allowing, wanting } = await adoptedUnit();
    for (const id of [allowing, FULL]) await deployment.organizations.detachPolicy(id, unit);
    await deployment.create(TYPE, wanting(one, two));
    return { deployment, unit, own, one, two, wanting };
  }

  test('stays without it when a denial leaves the app, one comes, and a deployment fails', async () => {
    const { deployment, unit, own, one, two, wanting } = await quarantine();
    expect(noteOf(deployment, unit)).toBe([...[one, two].sort().map((id) => `found:${id}`), 'found:without-FullAWSAccess'].join(' '));
    await deployment.update(TYPE, unit, wanting(one, two), wanting(one, two, own));
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await deployment.update(TYPE, unit, wanting(one, two, own), wanting(one, two));
    expect(attached(deployment, unit)).toEqual([one, two].sort());
    deployment.status = 'UPDATE_IN_PROGRESS';
    await deployment.updateAndCleanUp(TYPE, unit, wanting(one, two), wanting(two, own));
    await deployment.updateAndCleanUp(TYPE, unit, wanting(two, own), wanting(two));
    expect(attached(deployment, unit)).toEqual([two]);
    expect(noteOf(deployment, unit)).toBe(`found:${two} found:without-FullAWSAccess`);
  });

  test('stays without it when the app has attachments of the unit and lists its first service control policies in an Update', async () => {
    const { deployment, unit, own, one, allowing, wanting } = await adoptedUnit();
    for (const id of [allowing, FULL]) await deployment.organizations.detachPolicy(id, unit);
    await deployment.create(TYPE, wanting());
    await deployment.update(TYPE, unit, wanting(), wanting(one, own));
    await deployment.update(TYPE, unit, wanting(one, own), { ...wanting(one, own), Reconcile: 'again' });
    expect(attached(deployment, unit)).not.toContain(FULL);
    expect(noteOf(deployment, unit)).toContain('found:without-FullAWSAccess');
  });

  test('gets it when the app has detached it for a time, and no longer does', async () => {
    const { deployment, unit, one, two, wanting } = await quarantine();
    const detaching = { ...wanting(one, two), DetachFullAwsAccess: true };
    await deployment.update(TYPE, unit, wanting(one, two), detaching);
    await deployment.update(TYPE, unit, detaching, wanting(one, two));
    expect(attached(deployment, unit)).toEqual([one, two, FULL].sort());
  });

  test('has no note of the stack after its release', async () => {
    const { deployment, unit, one, two, wanting } = await quarantine();
    deployment.status = 'ROLLBACK_IN_PROGRESS';
    await deployment.remove(TYPE, unit, wanting(one, two));
    expect([attached(deployment, unit), noteOf(deployment, unit)]).toEqual([[one, two].sort(), undefined]);
  });
});

test('a unit stays without FullAWSAccess while another stack wants that, and gets it when the last of both drops it', async () => {
  const { deployment, unit, allowing, wanting } = await adoptedUnit();
  const code = { ...wanting(allowing), DetachFullAwsAccess: true };
  await deployment.create(TYPE, code);
  await deployment.inStack(OTHER, () => deployment.create(TYPE, code));
  await deployment.update(TYPE, unit, code, wanting(allowing));
  expect(attached(deployment, unit)).not.toContain(FULL);
  await deployment.update(TYPE, unit, wanting(allowing), { ...wanting(allowing), Reconcile: 'again' });
  expect(attached(deployment, unit)).not.toContain(FULL);
  await deployment.inStack(OTHER, () => deployment.update(TYPE, unit, code, wanting(allowing)));
  expect(attached(deployment, unit)).toContain(FULL);
});
