import { attachedTagKey } from '../../../../src/contract';
import { attached, CONTENT, foreignPolicy, FULL, SCP, start, TYPE } from '../../support/attachments';
import { Deployment, STACK_ID, STACK_OWNER, stackId } from '../../support/deployment';

test('policies are attached in the order of the list, beside the policies that the service attaches', async () => {
  const { deployment, unit, ids, wanting } = await start();
  expect(await deployment.writesOf(() => deployment.create(TYPE, wanting(...ids)))).toEqual(['AttachPolicy', 'AttachPolicy', 'AttachPolicy']);
  expect(attached(deployment, unit)).toEqual([...ids, FULL].sort());
  expect(await deployment.writesOf(() => deployment.create(TYPE, wanting(...ids)))).toEqual([]);
});

test('a swap attaches the new policy at once, and detaches a policy that denies in the cleanup', async () => {
  const { deployment, unit, ids: [one, two], wanting } = await start();
  await deployment.create(TYPE, wanting(one));
  expect(await deployment.writesOf(() => deployment.update(TYPE, unit, wanting(one), wanting(two)))).toEqual(['AttachPolicy']);
  expect(await deployment.writesOf(() => deployment.updateAndCleanUp(TYPE, unit, wanting(one), wanting(two)))).toEqual(['DetachPolicy']);
  expect(attached(deployment, unit)).toEqual([two, FULL].sort());
});

test('a policy that denies nothing is detached in the Update itself, since that allows less', async () => {
  const { deployment, unit, ids: [one], wanting } = await start();
  const content = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] });
  const allowing = { Type: SCP, Name: 'Allowing', Description: '', Content: content };
  const { PhysicalResourceId: two } = await deployment.create('Custom::OrganizationsPolicy', allowing);
  await deployment.create(TYPE, wanting(two));
  await deployment.update(TYPE, unit, wanting(two), wanting(one));
  expect(attached(deployment, unit)).toEqual([one, FULL].sort());
});

test('foreign attachments stay, and if foreign policies fill all slots the deployment fails with their names', async () => {
  const { deployment, unit, ids: [one], wanting } = await start();
  for (let number = 0; number < 9; number += 1) {
    await deployment.organizations.attachPolicy(await foreignPolicy(deployment, `Foreign ${number}`), unit);
  }
  const before = attached(deployment, unit);
  await expect(deployment.create(TYPE, wanting(one))).rejects.toThrow(/All 10 slots .* taken, also by .*Foreign 0/);
  expect(attached(deployment, unit)).toEqual(before);
});

test('a policy of this stack that no list contains is detached in the cleanup of the first Update, and a foreign one is not', async () => {
  const { deployment, unit, ids: [one, two], wanting } = await start();
  const foreign = await foreignPolicy(deployment);
  for (const id of [two, foreign]) await deployment.organizations.attachPolicy(id, unit);
  await deployment.create(TYPE, wanting(one));
  expect(attached(deployment, unit)).toEqual([one, two, foreign, FULL].sort());
  await deployment.updateAndCleanUp(TYPE, unit, wanting(one), { ...wanting(one), Reconcile: 'again' });
  expect(attached(deployment, unit)).toEqual([one, foreign, FULL].sort());
});

describe('an adopted policy that was attached by hand', () => {
  async function adopted(stack: string) {
    const { deployment, unit, ids: [one], wanting } = await start(1);
    const policy = await foreignPolicy(deployment);
    const properties = { Type: SCP, Name: 'Foreign', Description: '', Content: CONTENT, Adopt: true };
    await deployment.inStack(stack, () => deployment.create('Custom::OrganizationsPolicy', properties));
    deployment.stacks.stack(stack).resources.push({ logicalId: 'Adopted', physicalId: policy, type: 'Custom::OrganizationsPolicy', status: 'CREATE_COMPLETE' });
    await deployment.organizations.attachPolicy(policy, unit);
    return { deployment, unit, one, policy, wanting };
  }

  test('stays attached if no list contains it', async () => {
    const { deployment, unit, one, policy, wanting } = await adopted(STACK_ID);
    await deployment.create(TYPE, wanting(one));
    expect(attached(deployment, unit)).toEqual([one, policy, FULL].sort());
  });

  test('gets no note for the stack that adopted it, since that stack has not attached it', async () => {
    const { deployment, unit, policy, wanting } = await adopted(stackId('other'));
    await deployment.create(TYPE, wanting(policy));
    const { tags } = deployment.simulator.state().organizationalUnits.find(({ id }) => id === unit)!;
    expect(tags).toEqual({ [attachedTagKey(STACK_OWNER)]: `found:${policy}` });
  });
});

test('a policy is detached only after two readings agree, so that the target keeps the policy that is listed instead', async () => {
  const { deployment, unit, ids: [one, two], wanting } = await start();
  await deployment.create(TYPE, wanting(one, two));
  deployment.stacks.stack(STACK_ID).rollbackDisabled = true;
  // Someone detaches the listed policy after the first reading, which still shows it.
  let readings = 0;
  const present: string[][] = [];
  deployment.disturb = async (operation, call) => {
    const answer = await call();
    if (operation === 'ListPoliciesForTarget' && ++readings === 1) await deployment.organizations.detachPolicy(one, unit);
    if (/^(Attach|Detach)Policy$/.test(operation)) present.push(attached(deployment, unit));
    return answer;
  };
  await deployment.update(TYPE, unit, wanting(one, two), wanting(one));
  expect(present).toEqual([[one, two, FULL].sort(), [one, FULL].sort()]);
});

test('FullAWSAccess is detached after its replacement is attached, and attached before that is detached', async () => {
  const { deployment, unit, ids: [one], wanting } = await start();
  const allowList = { ...wanting(one), DetachFullAwsAccess: true };
  const since = deployment.simulator.journal.length;
  await deployment.create(TYPE, allowList);
  expect(deployment.writes(since)).toEqual(['TagResource', 'AttachPolicy', 'DetachPolicy']);
  expect(attached(deployment, unit)).toEqual([one]);
  const back = await deployment.writesOf(() => deployment.updateAndCleanUp(TYPE, unit, allowList, wanting()));
  expect(back).toEqual(['AttachPolicy', 'UntagResource', 'DetachPolicy']);
  expect(attached(deployment, unit)).toEqual([FULL]);
});

test('a rollback detaches the listed policies, after it attached FullAWSAccess again', async () => {
  const { deployment, unit, ids: [one], wanting } = await start();
  const allowList = { ...wanting(one), DetachFullAwsAccess: true };
  await deployment.create(TYPE, allowList);
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, unit, allowList))).toEqual(['AttachPolicy', 'DetachPolicy', 'UntagResource']);
  expect(attached(deployment, unit)).toEqual([FULL]);
});

test('an Update of an allow-list does not detach FullAWSAccess a second time', async () => {
  const { deployment, unit, ids: [one, two], wanting } = await start();
  const allowList = (...ids: string[]) => ({ ...wanting(...ids), DetachFullAwsAccess: true });
  await deployment.create(TYPE, allowList(one));
  const since = deployment.simulator.journal.length;
  await deployment.update(TYPE, unit, allowList(one), allowList(one, two));
  expect(deployment.simulator.journal.slice(since).filter(({ operation }) => operation === 'DetachPolicy')).toEqual([]);
});

test('a rollback does not attach a FullAWSAccess that was detached by hand before the deployment', async () => {
  const { deployment, unit, ids: [one], wanting } = await start();
  await deployment.organizations.attachPolicy(await foreignPolicy(deployment), unit);
  await deployment.organizations.detachPolicy(FULL, unit);
  const before = attached(deployment, unit);
  const allowList = { ...wanting(one), DetachFullAwsAccess: true };
  await deployment.create(TYPE, allowList);
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  await deployment.remove(TYPE, unit, allowList);
  expect(attached(deployment, unit)).toEqual(before);
});

test('attachments are detached if the whole stack is deleted and no account is left below the target', async () => {
  const { deployment, unit, ids: [one], wanting } = await start();
  await deployment.create(TYPE, wanting(one));
  deployment.status = 'DELETE_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, unit, wanting(one)))).toEqual(['DetachPolicy']);
});

test('the Delete of attachments succeeds if their target is gone', async () => {
  const { deployment, ids: [one], wanting } = await start();
  deployment.status = 'DELETE_IN_PROGRESS';
  const gone = { ...wanting(one), TargetId: 'ou-ab12-abcdefgh' };
  expect(await deployment.writesOf(() => deployment.remove(TYPE, gone.TargetId, gone))).toEqual([]);
});

test('the handler waits for a policy type that is not enabled, and then names it', async () => {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const { id } = await deployment.organizations.createPolicy({ type: 'TAG_POLICY', name: 'T', description: '', content: '{"tags":{}}' }, []);
  const begin = deployment.clock.now();
  await expect(deployment.create(TYPE, { TargetId: root, Policies: { TAG_POLICY: [id] } })).rejects.toThrow(/PolicyTypeNotEnabled.*policyTypes/);
  expect(deployment.clock.now() - begin).toBeGreaterThanOrEqual(300_000);
});

describe('attachments that get another construct and another list in a deployment that is rolled back', () => {
  async function renamed(policies: unknown, more: { readonly DetachFullAwsAccess?: boolean } = {}) {
    const { deployment, unit, ids: [one, two, three], wanting } = await start();
    const stack = deployment.stacks.stack(STACK_ID);
    stack.resources.push(
      { logicalId: 'Former', physicalId: unit, type: TYPE, status: 'CREATE_COMPLETE' },
      { logicalId: 'One', physicalId: one, type: 'Custom::OrganizationsPolicy', status: 'CREATE_COMPLETE' },
    );
    stack.template = { Resources: { Former: { Type: TYPE, Properties: { TargetId: { Ref: 'Unit' }, Policies: policies, ...more } } } };
    await deployment.create(TYPE, { ...wanting(one, two), ...more }, 'Former');
    const [before, after] = [attached(deployment, unit), { ...wanting(one, three), ...more }];
    deployment.status = 'UPDATE_IN_PROGRESS';
    await deployment.create(TYPE, after, 'Latter');
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    const writes = await deployment.writesOf(() => deployment.remove(TYPE, unit, after, 'Latter'));
    return { before, now: attached(deployment, unit), writes, two };
  }

  test('return to the list of the former resource', async () => {
    const world = await start();
    const { before, now } = await renamed({ [SCP]: [{ Ref: 'One' }, world.ids[1]] });
    expect(now).toEqual(before);
  });

  test('return to the allow-list of the former resource, without FullAWSAccess', async () => {
    const world = await start();
    const { before, now } = await renamed({ [SCP]: [{ Ref: 'One' }, world.ids[1]] }, { DetachFullAwsAccess: true });
    expect(before).not.toContain(FULL);
    expect(now).toEqual(before);
  });

  test('do not change if the template does not show that list', async () => {
    expect((await renamed({ [SCP]: [{ 'Fn::ImportValue': 'x' }] })).writes).toEqual([]);
  });
});

test('an Update that defers all detachments to the cleanup completes at once', async () => {
  const { deployment, unit, ids: [one, two], wanting } = await start();
  await deployment.create(TYPE, wanting(one, two));
  const begin = deployment.clock.now();
  expect(await deployment.writesOf(() => deployment.update(TYPE, unit, wanting(one, two), wanting(one)))).toEqual([]);
  expect(deployment.clock.now() - begin).toBeLessThan(5_000);
});

test('an Update that defers detachments looks again if a list shows that a new policy is attached already', async () => {
  const { deployment, unit, ids: [one, two], wanting } = await start();
  await deployment.create(TYPE, wanting(one));
  await deployment.organizations.attachPolicy(two, unit);
  // The first readings still show the policy that is detached by hand.
  let lists = 0;
  deployment.disturb = async (operation, call) => {
    const answer = await call();
    if (operation === 'ListPoliciesForTarget' && ++lists === 3) await deployment.organizations.detachPolicy(two, unit);
    return answer;
  };
  await deployment.update(TYPE, unit, wanting(one), wanting(two));
  expect(attached(deployment, unit)).toEqual([one, two, FULL].sort());
});

test('an Update that defers detachments looks again if it removes a policy of another type as well', async () => {
  const { deployment, unit, ids: [one, two], wanting } = await start();
  const tagPolicy = await deployment.organizations.createPolicy({ type: 'TAG_POLICY', name: 'Tags', description: '', content: '{"tags":{}}' }, []);
  await deployment.create('Custom::OrganizationsPolicyType', { RootId: deployment.simulator.state().root!.id, PolicyType: 'TAG_POLICY' });
  await deployment.create(TYPE, wanting(one, two));
  const [before, after] = [wanting(one, two), wanting(one)];
  const begin = deployment.clock.now();
  const listing = (list: typeof before, tagPolicies: string[]) => ({ ...list, Policies: { ...list.Policies, TAG_POLICY: tagPolicies } });
  expect(await deployment.writesOf(() => deployment.update(TYPE, unit, listing(before, [tagPolicy.id]), listing(after, [])))).toEqual([]);
  expect(deployment.clock.now() - begin).toBeGreaterThanOrEqual(10_000);
});
