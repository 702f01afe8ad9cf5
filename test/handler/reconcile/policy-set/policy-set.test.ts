import { readPolicyIds } from '../../../../src/contract';
import { OrganizationsError } from '../../../../src/organizations';
import { Deployment, STACK_ID } from '../../support/deployment';
import { deleteUnitLate } from '../../support/late-unit';

const TYPE = 'Custom::OrganizationsPolicySet';
const ATTACHMENTS = 'Custom::OrganizationsPolicyAttachments';
const SCP = 'SERVICE_CONTROL_POLICY';
const SET_TAG = 'cdk-aws-organizations:policy-set';

/** A statement of about 85 characters, so that three fit into a document of 330. */
const deny = (name: string, more = '') => ({ Sid: name, Effect: 'Deny', Action: [`s3:${name}`, `s3:Xxxxxxxxxxxxx${name}${more}`], Resource: '*' });
const desired = (names: string, MaxDocuments = 2) => ({
  Type: SCP, Name: 'Base', Description: '', Statements: [...names].map((name) => deny(name)), MaxDocuments, MaxContentLength: 330,
});

async function start() {
  const deployment = new Deployment();
  const root = await deployment.organization(SCP);
  const unit = (await deployment.organizations.createOrganizationalUnit(root, 'Security', [])).id;
  return { deployment, root, unit };
}

/** Names of the documents with the Sids that they hold. */
function documents(deployment: Deployment): Record<string, string> {
  const { policies } = deployment.simulator.state();
  return Object.fromEntries(policies.map(({ name, content }) => {
    const { Statement } = JSON.parse(content) as { Statement: { Sid?: string }[] | { Sid?: string } };
    return [name, [Statement].flat().map(({ Sid }) => Sid ?? '-').sort().join('')];
  }).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function attached(deployment: Deployment, targetId: string): string[] {
  const { attachments, policies } = deployment.simulator.state();
  return attachments.filter((each) => each.targetId === targetId)
    .map(({ policyId }) => policies.find(({ id }) => id === policyId)?.name ?? policyId).sort();
}

async function created(names: string, maxDocuments?: number) {
  const { deployment, root, unit } = await start();
  const before = desired(names, maxDocuments);
  const { PhysicalResourceId: id, Data } = await deployment.create(TYPE, before, 'Set');
  return { deployment, root, unit, id, before, ids: readPolicyIds(Data!.PolicyIds) };
}

/** The same set, attached to a unit. */
async function attachedSet(names: string, maxDocuments?: number) {
  const made = await created(names, maxDocuments);
  await made.deployment.create(ATTACHMENTS, { TargetId: made.unit, Policies: {}, PolicySets: { [SCP]: [made.ids.join(',')] } }, 'Attachments');
  return made;
}

test('a set is created with its owner and its tag in each creating call, and a repeated event writes nothing', async () => {
  const { deployment } = await start();
  const first = await deployment.create(TYPE, desired('ABCD'));
  const { policies } = deployment.simulator.state();
  expect(documents(deployment)).toEqual({ 'Base-1': 'ABC', 'Base-2': 'D' });
  expect(deployment.writes().filter((operation) => operation !== 'CreatePolicy' && operation.includes('Policy'))).toEqual(['EnablePolicyType']);
  expect(policies.map(({ name, tags }) => [name, tags['cdk-aws-organizations:owner'], tags[SET_TAG]])).toEqual([
    ['Base-1', 'landing-zone@us-east-1', 'first'], ['Base-2', 'landing-zone@us-east-1', policies[0].id],
  ]);
  expect(first).toMatchObject({ PhysicalResourceId: policies[0].id, Data: { PolicyIds: policies.map(({ id }) => id).join(',') } });
  expect(await deployment.writesOf(() => deployment.create(TYPE, desired('ABCD')))).toEqual([]);
});

test.each([
  ['added', 'ABCDE', { 'Base-1': 'ABC', 'Base-2': 'DE' }],
  ['removed', 'ABC', { 'Base-1': 'AB', 'Base-2': 'C' }],
])('a statement that is %s changes one document', async (_what, names, expected) => {
  const { deployment, id, before } = await created(names === 'ABC' ? 'ABXC' : 'ABCD');
  expect(await deployment.writesOf(() => deployment.update(TYPE, id, before, desired(names)))).toEqual(['UpdatePolicy']);
  expect(documents(deployment)).toEqual(expected);
});

test('a changed statement stays in its document', async () => {
  const { deployment, id, before } = await created('ABCD');
  const Statements = before.Statements.map((each) => (each.Sid === 'D' ? deny('D', 'zz') : each));
  expect(await deployment.writesOf(() => deployment.update(TYPE, id, before, { ...before, Statements }))).toEqual(['UpdatePolicy']);
  expect(documents(deployment)).toEqual({ 'Base-1': 'ABC', 'Base-2': 'D' });
});

test('another document is created, and the attribute contains its ID', async () => {
  const { deployment, id, before, ids } = await created('ABC', 1);
  const { Data } = await deployment.update(TYPE, id, before, desired('ABCD'));
  expect(documents(deployment)).toEqual({ 'Base-1': 'ABC', 'Base-2': 'D' });
  expect(readPolicyIds(Data!.PolicyIds)).toEqual([...ids, expect.stringMatching(/^p-/)]);
});

test('with fewer slots, statements arrive in the remaining document before the other one is detached and deleted', async () => {
  const { deployment, unit, id, before } = await attachedSet('AXYB');
  expect(documents(deployment)).toEqual({ 'Base-1': 'AXY', 'Base-2': 'B' });
  const writes = await deployment.writesOf(() => deployment.update(TYPE, id, before, desired('AB', 1)));
  expect(writes).toEqual(['UpdatePolicy', 'DetachPolicy', 'DeletePolicy']);
  expect(documents(deployment)).toEqual({ 'Base-1': 'AB' });
  expect(attached(deployment, unit)).toEqual(['Base-1', 'p-FullAWSAccess']);
});

test('with fewer slots, a detached document is not attached again while the service still counts it as attached', async () => {
  const { deployment, id, before } = await attachedSet('ABCD');
  let refusals = 3;
  deployment.disturb = async (operation, call) => {
    if (operation === 'DeletePolicy' && refusals-- > 0) throw new OrganizationsError(operation, 'PolicyInUse', 'attached');
    return call();
  };
  const writes = await deployment.writesOf(() => deployment.update(TYPE, id, before, desired('ABD', 1)));
  expect(writes).toEqual(['UpdatePolicy', 'DetachPolicy', 'DeletePolicy']);
});

test('a statement that outgrows its document moves only after the new one is attached to all targets of the set', async () => {
  const { deployment, unit, id, before } = await attachedSet('ABC', 1);
  const Statements = before.Statements.map((each) => (each.Sid === 'B' ? deny('B', 'z'.repeat(120)) : each));
  const writes = await deployment.writesOf(() => deployment.update(TYPE, id, before, { ...before, Statements, MaxDocuments: 2 }));
  expect(writes).toEqual(['CreatePolicy', 'AttachPolicy', 'UpdatePolicy']);
  expect(documents(deployment)).toEqual({ 'Base-1': 'AC', 'Base-2': 'B' });
  expect(attached(deployment, unit)).toEqual(['Base-1', 'Base-2', 'p-FullAWSAccess']);
});

test('without a slot for the document to which statements move, the deployment fails before the first write', async () => {
  const { deployment, unit, id, before } = await attachedSet('ABC', 1);
  for (let number = 0; number < 8; number += 1) {
    const content = JSON.stringify({ Version: '2012-10-17', Statement: [deny('A')] });
    const other = await deployment.organizations.createPolicy({ type: SCP, name: `Other ${number}`, description: '', content }, []);
    await deployment.organizations.attachPolicy(other.id, unit);
  }
  const Statements = before.Statements.map((each) => (each.Sid === 'B' ? deny('B', 'z'.repeat(120)) : each));
  const since = deployment.simulator.journal.length;
  await expect(deployment.update(TYPE, id, before, { ...before, Statements, MaxDocuments: 2 })).rejects.toThrow(
    `documents that are not attached to ${unit} yet, which needs 1 slot there, and 0 are free`);
  expect(deployment.writes(since)).toEqual([]);
});

test('another name, description and tags reach every document, and the IDs stay', async () => {
  const { deployment, id, before } = await created('ABCD');
  const after = { ...before, Name: 'Guard', Description: 'Keeps accounts safe', Tags: [{ Key: 'team', Value: 'blue' }] };
  expect(await deployment.update(TYPE, id, before, after)).toMatchObject({ PhysicalResourceId: id });
  expect(documents(deployment)).toEqual({ 'Guard-1': 'ABC', 'Guard-2': 'D' });
  expect(deployment.simulator.state().policies.map(({ description, tags }) => [description, tags.team])).toEqual(Array(2).fill(['Keeps accounts safe', 'blue']));
});

test.each([1, 2])('document %d of a set is created again or replaced after it was deleted by hand', async (number) => {
  const { deployment, id, before, ids } = await created('ABCD');
  await deployment.organizations.deletePolicy(ids[number - 1]);
  const { PhysicalResourceId, Data } = await deployment.update(TYPE, id, before, { ...before, Reconcile: 'again' });
  const { policies } = deployment.simulator.state();
  expect(readPolicyIds(Data!.PolicyIds).sort()).toEqual(policies.map((policy) => policy.id).sort());
  expect(Object.values(documents(deployment)).join('').split('').sort().join('')).toBe('ABCD');
  expect(policies.find((policy) => policy.id === PhysicalResourceId)?.tags[SET_TAG]).toBe('first');
  expect(policies.find((policy) => policy.id !== PhysicalResourceId)?.tags[SET_TAG]).toBe(PhysicalResourceId);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  if (PhysicalResourceId !== id) expect(await deployment.writesOf(() => deployment.remove(TYPE, id, before))).toEqual([]);
  deployment.status = 'UPDATE_IN_PROGRESS';
  // A repeated Create does not know the ID, and finds the first document by its tag.
  expect(await deployment.create(TYPE, before)).toMatchObject({ PhysicalResourceId });
});

test('the order of the documents does not depend on the order of the list', async () => {
  const { deployment, id, before, ids } = await created('ABCDEFG', 3);
  expect(documents(deployment)).toEqual({ 'Base-1': 'ABC', 'Base-2': 'DEF', 'Base-3': 'G' });
  for (const order of [(a: string, b: string) => a.localeCompare(b), (a: string, b: string) => b.localeCompare(a)]) {
    deployment.disturb = async (operation, call) => {
      const answer = await call();
      if (operation !== 'ListPolicies') return answer;
      const { Policies = [] } = answer as { Policies?: { Name: string }[] };
      return { ...answer as object, Policies: [...Policies].sort((one, other) => order(one.Name, other.Name)) } as typeof answer;
    };
    expect(await deployment.writesOf(async () => {
      const { Data } = await deployment.update(TYPE, id, before, { ...before, Reconcile: 'again' });
      expect(readPolicyIds(Data!.PolicyIds)).toEqual(ids);
    })).toEqual([]);
  }
});

test('a second set of the stack has its own documents', async () => {
  const { deployment, id } = await created('ABCD');
  const { PhysicalResourceId } = await deployment.create(TYPE, { ...desired('XY'), Name: 'Another' }, 'Second');
  expect(PhysicalResourceId).not.toBe(id);
  expect(documents(deployment)).toEqual({ 'Another-1': 'XY', 'Base-1': 'ABC', 'Base-2': 'D' });
});

test('another type creates another set, and the former documents stay until the cleanup', async () => {
  const { deployment, id, before, ids } = await created('A');
  const Statements = before.Statements.map(({ Sid, ...statement }) => ({ Sid, Principal: '*', ...statement }));
  const after = { ...before, Type: 'RESOURCE_CONTROL_POLICY', Name: 'Resources', Statements };
  const { PhysicalResourceId } = await deployment.update(TYPE, id, before, after);
  expect(PhysicalResourceId).not.toBe(id);
  expect(ids).toEqual([id]);
  expect(documents(deployment)).toEqual({ 'Base-1': 'A', 'Resources-1': 'A' });
});

test('a document that was changed by hand gets its desired statements', async () => {
  const { deployment, id, before, ids } = await created('ABCD');
  await deployment.organizations.updatePolicy(ids[1], { content: JSON.stringify({ Version: '2012-10-17', Statement: [deny('Z')] }) });
  await deployment.update(TYPE, id, before, { ...before, Reconcile: 'again' });
  expect(documents(deployment)).toEqual({ 'Base-1': 'ABC', 'Base-2': 'D' });
});

test('a foreign policy with the name of a document is left alone', async () => {
  const { deployment } = await start();
  const content = JSON.stringify({ Version: '2012-10-17', Statement: [deny('A')] });
  const { id } = await deployment.organizations.createPolicy({ type: SCP, name: 'Base-1', description: '', content }, []);
  const since = deployment.simulator.journal.length;
  await expect(deployment.create(TYPE, desired('AB'))).rejects.toThrow(`The policy "Base-1" (${id}) exists and is not part of this policy set.`);
  expect(deployment.writes(since)).toEqual([]);
});

test.each(['has no tags', 'has tags of a document of this set and another owner'])('a foreign policy with the name of a further document does not matter if it %s', async (which) => {
  const { deployment, id, before } = await created('ABCD');
  const tags = [{ Key: 'cdk-aws-organizations:owner', Value: 'other@us-east-1' }, { Key: SET_TAG, Value: id }];
  const content = JSON.stringify({ Version: '2012-10-17', Statement: [deny('Z')] });
  await deployment.organizations.createPolicy({ type: SCP, name: 'Base-7', description: '', content }, which === 'has no tags' ? [] : tags);
  const { Data } = await deployment.update(TYPE, id, before, desired('ABCDEFG', 3));
  expect(readPolicyIds(Data!.PolicyIds)).toHaveLength(3);
  expect(documents(deployment)).toEqual({ 'Base-1': 'ABC', 'Base-2': 'DEF', 'Base-3': 'G', 'Base-7': 'Z' });
});

test('an Update that has changed one document looks again for another one that no list shows yet', async () => {
  const { deployment, id, before } = await created('ABCD');
  const visible = deployment.clock.now() + 8_000;
  deployment.disturb = async (operation, call) => {
    const answer = await call();
    if (operation !== 'ListPolicies' || deployment.clock.now() >= visible) return answer;
    const { Policies = [] } = answer as { Policies?: { Name: string }[] };
    return { ...answer as object, Policies: Policies.filter(({ Name }) => Name !== 'Base-2') } as typeof answer;
  };
  await deployment.update(TYPE, id, before, { ...desired('ABC'), Description: 'Keeps accounts safe' });
  expect(documents(deployment)).toEqual({ 'Base-1': 'ABC' });
});

test('too many statements for the slots fail with advice', async () => {
  const { deployment } = await start();
  await expect(deployment.create(TYPE, desired('ABCDEFG'))).rejects.toThrow(/need 3 documents, and there are 2 slots.*maxDocuments/);
});

test('an invalid statement fails with its position', async () => {
  const { deployment } = await start();
  const Statements = [deny('A'), { Effect: 'Deny', Resource: '*' }];
  await expect(deployment.create(TYPE, { ...desired('A'), Statements })).rejects.toThrow('Statement 2 of the policy set is not valid. Statement has neither Action');
});

test('a set is deleted with all its documents, the first one last', async () => {
  const { deployment, id, before } = await created('ABCD');
  deployment.status = 'DELETE_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, before))).toEqual(['DeletePolicy', 'DeletePolicy']);
  expect(documents(deployment)).toEqual({});
});

test('a set whose construct has another path now is not deleted', async () => {
  const { deployment, id, before } = await created('ABCD');
  deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Renamed', physicalId: id, type: TYPE, status: 'CREATE_COMPLETE' });
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, before))).toEqual([]);
});

test('a rollback does not delete a set that was left behind before', async () => {
  const { deployment, id, before } = await created('ABCD');
  await deployment.organizations.tagResource(id, [{ Key: 'cdk-aws-organizations:retained', Value: 'true' }]);
  deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, before))).toEqual([]);
});

test('a set that is still attached is left behind as a whole', async () => {
  const { deployment, id, before, unit } = await attachedSet('ABCD');
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, before))).toEqual(['TagResource']);
  expect(deployment.lines.find(({ warning }) => warning)).toMatchObject({ reason: expect.stringContaining(`it is attached to Security (${unit})`) });
});

test('a set is deleted even if the unit that it is attached to is deleted as late as possible', async () => {
  const { deployment, id, before, unit } = await attachedSet('ABCD');
  deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
  deleteUnitLate(deployment, unit);
  await deployment.remove(TYPE, id, before);
  expect(deployment.simulator.state()).toMatchObject({ organizationalUnits: [], policies: [] });
});

test('a rollback attaches the documents that the set has by then', async () => {
  const { deployment, unit, id, before, ids } = await attachedSet('AXYB');
  const small = desired('AB', 1);
  const { Data } = await deployment.update(TYPE, id, before, small);
  const [whole, part] = [ids.join(','), Data!.PolicyIds].map((set) => ({ TargetId: unit, Policies: {}, PolicySets: { [SCP]: [set] } }));
  await deployment.update(ATTACHMENTS, unit, whole, part);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  await deployment.update(TYPE, id, small, before);
  await deployment.update(ATTACHMENTS, unit, part, whole);
  expect(Object.values(documents(deployment)).join('').split('').sort().join('')).toBe('ABXY');
  expect(attached(deployment, unit)).toEqual(['Base-1', 'Base-2', 'p-FullAWSAccess']);
});

describe('a document that a rollback creates again', () => {
  /** The deployment made the set smaller. Its attachments did not change, as when they are removed from the app. */
  async function rolledBack(between: (made: Awaited<ReturnType<typeof attachedSet>>) => void = () => undefined) {
    const made = await attachedSet('AXYB');
    const { deployment, id, before } = made;
    const small = desired('AB', 1);
    await deployment.update(TYPE, id, before, small);
    expect(attached(deployment, made.unit)).toEqual(['Base-1', 'p-FullAWSAccess']);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    between(made);
    await deployment.update(TYPE, id, small, before);
    return { ...made, small };
  }

  test('is attached to all targets of the set', async () => {
    const { deployment, unit } = await rolledBack();
    expect(attached(deployment, unit)).toEqual(['Base-1', 'Base-2', 'p-FullAWSAccess']);
  });

  test('is attached by a later call if the call that created it did not attach it', async () => {
    const { deployment, unit, id, before, small } = await rolledBack();
    const { policies } = deployment.simulator.state();
    await deployment.organizations.detachPolicy(policies.find(({ name }) => name === 'Base-2')!.id, unit);
    expect(await deployment.writesOf(() => deployment.update(TYPE, id, small, before))).toEqual(['AttachPolicy']);
    expect(attached(deployment, unit)).toEqual(['Base-1', 'Base-2', 'p-FullAWSAccess']);
  });

  test('is detached again from a target that has lost the set in the meantime', async () => {
    const { deployment, unit } = await rolledBack(({ deployment: { organizations }, deployment: itself, id, unit: target }) => {
      itself.disturb = async (operation, call) => {
        if (operation === 'AttachPolicy') await organizations.detachPolicy(id, target);
        return call();
      };
    });
    expect(attached(deployment, unit)).toEqual(['p-FullAWSAccess']);
  });

  test.each(['set', 'attachments'])('leaves a target together with the set that the failed deployment attached there, if the %s come first in the rollback', async (first) => {
    const made = await created('AXYB');
    const { deployment, unit, id, before } = made;
    const small = desired('AB', 1);
    const nothing = { TargetId: unit, Policies: {} };
    const { PhysicalResourceId: former } = await deployment.create(ATTACHMENTS, nothing, 'Attachments');
    const { Data } = await deployment.update(TYPE, id, before, small);
    const listed = { ...nothing, PolicySets: { [SCP]: [Data!.PolicyIds] } };
    const { PhysicalResourceId: present } = await deployment.update(ATTACHMENTS, former, nothing, listed);
    const { resources } = deployment.stacks.stack(STACK_ID);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    if (first === 'set') await deployment.update(TYPE, id, small, before);
    // Otherwise both resources would attach and detach the document alternately.
    expect(await deployment.writesOf(async () => {
      expect((await deployment.update(ATTACHMENTS, present, listed, nothing)).PhysicalResourceId).toBe(former);
    })).toEqual([]);
    if (first === 'attachments') await deployment.update(TYPE, id, small, before);
    expect(attached(deployment, unit)).toEqual(['Base-1', 'Base-2', 'p-FullAWSAccess']);
    resources.push({ logicalId: 'Resource', physicalId: former, type: ATTACHMENTS, status: 'UPDATE_COMPLETE' });
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await deployment.remove(ATTACHMENTS, present, listed);
    expect(attached(deployment, unit)).toEqual(['p-FullAWSAccess']);
  });
});

test.each(['set', 'attachments'])('a document that an Update creates leaves a target with its set in the cleanup, if the %s come first', async (first) => {
  const { deployment, unit, id, before, ids } = await attachedSet('ABC');
  const listed = { TargetId: unit, Policies: {}, PolicySets: { [SCP]: [ids.join(',')] } };
  const nothing = { TargetId: unit, Policies: {} };
  // B grows and moves to a new document, which holds the target before B leaves the first one.
  const grown = { ...before, Statements: before.Statements.map((each) => (each.Sid === 'B' ? deny('B', 'y'.repeat(100)) : each)) };
  deployment.status = 'UPDATE_IN_PROGRESS';
  if (first === 'set') await deployment.update(TYPE, id, before, grown);
  const { PhysicalResourceId: present } = await deployment.update(ATTACHMENTS, unit, listed, nothing);
  if (first === 'attachments') await deployment.update(TYPE, id, before, grown);
  expect(documents(deployment)).toEqual({ 'Base-1': 'AC', 'Base-2': 'B' });
  expect(attached(deployment, unit)).toEqual(['Base-1', 'Base-2', 'p-FullAWSAccess']);
  deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Resource', physicalId: present, type: ATTACHMENTS, status: 'UPDATE_COMPLETE' });
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  await deployment.remove(ATTACHMENTS, unit, listed);
  expect(attached(deployment, unit)).toEqual(['p-FullAWSAccess']);
});

describe('the name of another set, which is renamed in the same deployment', () => {
  async function startWithOther() {
    const made = await created('AB');
    const { deployment, id, before } = made;
    const stack = deployment.stacks.stack(STACK_ID);
    stack.resources.push({ logicalId: 'Set', physicalId: id, type: TYPE, status: 'UPDATE_IN_PROGRESS' });
    stack.template = { Resources: { Set: {}, Second: {} } };
    deployment.status = 'UPDATE_IN_PROGRESS';
    const skipInRollback = () => deployment.deliver(deployment.event('Update', TYPE, { ...before, Name: 'Root' }, { LogicalResourceId: 'Set', PhysicalResourceId: id, OldResourceProperties: before }));
    return { ...made, skipInRollback };
  }

  test('is not taken by a new set, and neither are its documents', async () => {
    const { deployment, id, skipInRollback } = await startWithOther();
    const event = await deployment.begin(deployment.event('Create', TYPE, desired('XY'), { LogicalResourceId: 'Second' }));
    expect(await deployment.writesOf(() => deployment.call(event))).toEqual([]);
    await skipInRollback();
    expect((await deployment.finish(event)).PhysicalResourceId).not.toBe(id);
    expect(documents(deployment)).toEqual({ 'Base-1': 'XY', 'Root-1': 'AB' });
  });

  test('makes another set that is renamed to it wait', async () => {
    const { deployment, skipInRollback } = await startWithOther();
    const other = { ...desired('XY'), Name: 'Other' };
    const { PhysicalResourceId } = await deployment.create(TYPE, other, 'Second');
    const event = await deployment.begin(deployment.event('Update', TYPE, desired('XY'), { LogicalResourceId: 'Second', PhysicalResourceId, OldResourceProperties: other }));
    expect(await deployment.call(event)).toEqual({ IsComplete: false });
    await skipInRollback();
    await deployment.finish(event);
    expect(documents(deployment)).toEqual({ 'Base-1': 'XY', 'Root-1': 'AB' });
  });
});
