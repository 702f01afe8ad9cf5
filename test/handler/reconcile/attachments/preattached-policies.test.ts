import { OrganizationsError } from '../../../../src/organizations';
import type { StackResource } from '../../../../src/organizations/stacks/stack-port';
import { Deployment, STACK_ID, stackId } from '../../support/deployment';
import { changeAfterFirst, showFormerTag } from '../../support/stale-reading';

const UNIT = 'Custom::OrganizationsOrganizationalUnit';
const ACCOUNT = 'Custom::OrganizationsAccount';
const ATTACHMENTS = 'Custom::OrganizationsPolicyAttachments';
const SCP = 'SERVICE_CONTROL_POLICY';
const FULL = 'p-FullAWSAccess';
const NOTE = 'cdk-aws-organizations:attached/landing-zone@us-east-1';
const CONTENT = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }] });

/** An account in "Guarded", which has a policy. It moves to "Free", while the app attaches the policy to the account itself. */
async function start(reference: unknown = { Ref: 'Deny' }) {
  const deployment = new Deployment();
  const root = await deployment.organization(SCP);
  const unit = async (Name: string) => (await deployment.create(UNIT, { ParentId: root, Name, AllowMove: true }, Name)).PhysicalResourceId;
  const [guarded, free] = [await unit('Guarded'), await unit('Free')];
  const policy = (await deployment.create('Custom::OrganizationsPolicy', { Type: SCP, Name: 'Deny', Description: '', Content: CONTENT })).PhysicalResourceId;
  await deployment.create(ATTACHMENTS, { TargetId: guarded, Policies: { [SCP]: [policy] } });
  const before = { AccountName: 'app', Email: 'app@example.com', ParentId: guarded };
  const { PhysicalResourceId: account } = await deployment.create(ACCOUNT, before);
  const stack = deployment.stacks.stack(STACK_ID);
  stack.resources.push(
    { logicalId: 'Deny', physicalId: policy, type: 'Custom::OrganizationsPolicy', status: 'CREATE_COMPLETE' },
    { logicalId: 'App', physicalId: account, type: ACCOUNT, status: 'CREATE_COMPLETE' },
  );
  stack.parameters = { parameter: policy };
  stack.template = listing('Resource', reference);
  deployment.status = 'UPDATE_IN_PROGRESS';
  return { deployment, root, guarded, free, policy, account, before, after: { ...before, ParentId: free } };
}

function listing(target: string, ...references: unknown[]) {
  const Properties = { TargetId: { Ref: target }, TargetLogicalId: target, Policies: { [SCP]: references } };
  return { Resources: { List: { Type: ATTACHMENTS, Properties } } };
}

function attached(deployment: Deployment, targetId: string): string[] {
  return deployment.simulator.state().attachments.filter((each) => each.targetId === targetId).map(({ policyId }) => policyId).sort();
}

function note(deployment: Deployment, id: string): string | undefined {
  return deployment.simulator.state().accounts.find((account) => account.id === id)?.tags[NOTE];
}

test.each([
  ['a resource of the stack', { Ref: 'Deny' }],
  ['a parameter, as in a nested stack', { Ref: 'parameter' }],
])('an account gets its listed policies before it moves if the list refers to %s, and its attachments resource finds nothing to do', async (_, reference) => {
  const { deployment, account, policy, before, after } = await start(reference);
  expect(await deployment.writesOf(() => deployment.update(ACCOUNT, account, before, after))).toEqual(['TagResource', 'AttachPolicy', 'MoveAccount']);
  expect(note(deployment, account)).toBe(policy);
  const list = { TargetId: account, Policies: { [SCP]: [policy] } };
  expect(await deployment.writesOf(() => deployment.create(ATTACHMENTS, list, 'List'))).toEqual([]);
});

test('the attachments resource takes policies from the note that were deleted since the move, and none that still exist', async () => {
  const { deployment, account, policy, before, after } = await start();
  const create = (name: string) => deployment.organizations.createPolicy({ type: SCP, name, description: '', content: CONTENT }, []);
  const [{ id: left }, { id: detached }, { id: deleted }] = [await create('Left'), await create('Detached'), await create('Deleted')];
  deployment.stacks.stack(STACK_ID).template = listing('Resource', { Ref: 'Deny' }, left, detached, deleted);
  await deployment.update(ACCOUNT, account, before, after);
  expect(note(deployment, account)?.split(' ').sort()).toEqual([policy, left, detached, deleted].sort());
  for (const id of [detached, deleted]) await deployment.organizations.detachPolicy(id, account);
  await deployment.organizations.deletePolicy(deleted);
  const list = { TargetId: account, Policies: { [SCP]: [policy] } };
  expect(await deployment.writesOf(() => deployment.create(ATTACHMENTS, list, 'List'))).toEqual(['TagResource']);
  expect(note(deployment, account)?.split(' ').sort()).toEqual([policy, left, detached].sort());
});

test('one reading that does not show a policy does not remove it from the note', async () => {
  const { deployment, account, policy, before, after } = await start();
  const { id: left } = await deployment.organizations.createPolicy({ type: SCP, name: 'Left', description: '', content: CONTENT }, []);
  deployment.stacks.stack(STACK_ID).template = listing('Resource', { Ref: 'Deny' }, left);
  await deployment.update(ACCOUNT, account, before, after);
  await deployment.organizations.detachPolicy(left, account);
  let readings = 0;
  deployment.disturb = (operation, call) => {
    if (operation === 'DescribePolicy' && ++readings === 1) throw new OrganizationsError(operation, 'PolicyNotFound', 'not visible');
    return call();
  };
  await deployment.create(ATTACHMENTS, { TargetId: account, Policies: { [SCP]: [policy] } }, 'List');
  expect([readings > 1, note(deployment, account)?.split(' ').sort()]).toEqual([true, [policy, left].sort()]);
});

test('a policy that the account has already gets no note, so that a rollback keeps it', async () => {
  const { deployment, account, policy, before, after } = await start();
  await deployment.organizations.attachPolicy(policy, account);
  expect(await deployment.writesOf(() => deployment.update(ACCOUNT, account, before, after))).toEqual(['MoveAccount']);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  deployment.stacks.stack(STACK_ID).template = { Resources: {} };
  expect(await deployment.writesOf(() => deployment.update(ACCOUNT, account, after, before))).toEqual(['MoveAccount']);
  expect(attached(deployment, account)).toEqual([policy, FULL].sort());
});

test('a policy that only the first reading shows on the account is attached before the move', async () => {
  const { deployment, account, policy, before, after } = await start();
  await deployment.organizations.attachPolicy(policy, account);
  changeAfterFirst(deployment, 'ListPoliciesForTarget', () => deployment.organizations.detachPolicy(policy, account));
  const since = deployment.simulator.journal.length;
  await deployment.update(ACCOUNT, account, before, after);
  expect(deployment.writes(since)).toEqual(['DetachPolicy', 'TagResource', 'AttachPolicy', 'MoveAccount']);
});

test('a reference names the resource of its own stack, not a resource of the same logical ID in a nested stack', async () => {
  const { deployment, account, policy, before, after } = await start();
  const { id: namesake } = await deployment.organizations.createPolicy({ type: SCP, name: 'Namesake', description: '', content: CONTENT }, []);
  const nestedId = `${STACK_ID}-nested`;
  const { resources } = deployment.stacks.stack(STACK_ID);
  resources.push({ logicalId: 'Nested', physicalId: nestedId, type: 'AWS::CloudFormation::Stack', status: 'UPDATE_COMPLETE' });
  deployment.stacks.stack(nestedId).resources.push(
    { logicalId: 'Deny', physicalId: namesake, type: 'Custom::OrganizationsPolicy', status: 'CREATE_COMPLETE' });
  await deployment.update(ACCOUNT, account, before, after);
  expect(attached(deployment, account)).toEqual([policy, FULL].sort());
});

test('policies that the template does not show are left to the attachments resource', async () => {
  const { deployment, account, before, after } = await start({ 'Fn::ImportValue': 'x' });
  expect(await deployment.writesOf(() => deployment.update(ACCOUNT, account, before, after))).toEqual(['MoveAccount']);
});

test('an account that does not move gets no policies in advance', async () => {
  const { deployment, account, before } = await start();
  expect(await deployment.writesOf(() => deployment.update(ACCOUNT, account, before, before))).toEqual([]);
});

test('a rollback moves the account back, and detaches policies that the former template does not list', async () => {
  const { deployment, account, guarded, before, after } = await start();
  await deployment.update(ACCOUNT, account, before, after);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  deployment.stacks.stack(STACK_ID).template = { Resources: {} };
  expect(await deployment.writesOf(() => deployment.update(ACCOUNT, account, after, before))).toEqual(['MoveAccount', 'DetachPolicy', 'UntagResource']);
  expect(deployment.simulator.state().accounts.find(({ id }) => id === account)).toMatchObject({ parentId: guarded });
  expect([attached(deployment, account), note(deployment, account)]).toEqual([[FULL], undefined]);
});

test('a rollback keeps policies that others have attached to the account', async () => {
  const { deployment, account, before, after } = await start();
  const { id: foreign } = await deployment.organizations.createPolicy({ type: SCP, name: 'Foreign', description: '', content: CONTENT }, []);
  await deployment.organizations.attachPolicy(foreign, account);
  await deployment.update(ACCOUNT, account, before, after);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  deployment.stacks.stack(STACK_ID).template = { Resources: {} };
  await deployment.update(ACCOUNT, account, after, before);
  expect(attached(deployment, account)).toEqual([foreign, FULL].sort());
});

test('a rollback keeps a policy that another stack has listed since the move', async () => {
  const { deployment, account, policy, before, after } = await start();
  await deployment.update(ACCOUNT, account, before, after);
  await deployment.inStack(stackId('other'), () => deployment.create(ATTACHMENTS, { TargetId: account, Policies: { [SCP]: [policy] } }));
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  deployment.stacks.stack(STACK_ID).template = { Resources: {} };
  await deployment.update(ACCOUNT, account, after, before);
  expect([attached(deployment, account), note(deployment, account)]).toEqual([[policy, FULL].sort(), undefined]);
});

test('a rollback leaves an imported policy attached, with a warning, if no event of the attachments named it', async () => {
  const { deployment, account, before, after } = await start();
  const { id } = await deployment.organizations.createPolicy({ type: SCP, name: 'Imported', description: '', content: CONTENT }, []);
  deployment.stacks.stack(STACK_ID).template = listing('Resource', id);
  await deployment.update(ACCOUNT, account, before, after);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  deployment.stacks.stack(STACK_ID).template = { Resources: {} };
  await deployment.update(ACCOUNT, account, after, before);
  expect(attached(deployment, account)).toEqual([id, FULL].sort());
  expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'ignored note', id, warning: true }));
});

const NESTED = `${STACK_ID}-Nested`;
const STACK = 'AWS::CloudFormation::Stack';
const POLICY = 'Custom::OrganizationsPolicy';
const SET_TAG = 'cdk-aws-organizations:policy-set';

function event(logicalId: string, physicalId: string, type = POLICY, status = 'DELETE_IN_PROGRESS'): StackResource {
  return { logicalId, physicalId, type, status };
}

/** At the end of a rollback: the account has two new policies of the stack and one of somebody else, and the note names all of them. */
async function cleanup() {
  const world = await start();
  const { deployment, account, policy, before, after } = world;
  const create = async (name: string) => (await deployment.organizations.createPolicy({ type: SCP, name, description: '', content: CONTENT }, [])).id;
  const [second, foreign] = [await create('Set-2'), await create('Other-2')];
  const stack = deployment.stacks.stack(STACK_ID);
  stack.template = listing('Resource', { Ref: 'Deny' }, second, foreign);
  await deployment.update(ACCOUNT, account, before, after);
  expect(attached(deployment, account)).toEqual([policy, second, foreign, FULL].sort());
  deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
  stack.template = { Resources: {} };
  stack.resources = stack.resources.filter(({ logicalId }) => logicalId !== 'Deny');
  const rollBack = async () => {
    await deployment.update(ACCOUNT, account, after, before);
    return attached(deployment, account).filter((id) => id !== FULL);
  };
  return { ...world, stack, second, foreign, create, rollBack };
}

test.each<[place: string, nest: (world: Awaited<ReturnType<typeof cleanup>>) => void]>([
  ['the stack', ({ stack, second }) => stack.touched!.push(event('Second', second, POLICY, 'DELETE_COMPLETE'))],
  ['a nested stack that stays', ({ stack, deployment, second }) => {
    stack.resources.push({ ...event('Nested', NESTED, STACK), status: 'UPDATE_COMPLETE' });
    deployment.stacks.stack(NESTED).touched = [event('Second', second)];
  }],
  ['a nested stack that is deleted too, before it deletes the policy', ({ stack, deployment, second }) => {
    stack.touched!.push(event('Nested', NESTED, STACK));
    deployment.stacks.stack(NESTED).resources.push({ ...event('Second', second), status: 'CREATE_COMPLETE' });
  }],
  ['a stack in a nested stack that is deleted too', ({ stack, deployment, second }) => {
    stack.touched!.push(event('Nested', NESTED, STACK));
    deployment.stacks.stack(NESTED).resources.push({ ...event('Inner', `${NESTED}-Inner`, STACK), status: 'UPDATE_COMPLETE' });
    deployment.stacks.stack(`${NESTED}-Inner`).touched = [event('Second', second)];
  }],
])('at the end of a rollback, policies are detached that CloudFormation deletes and no longer lists: those of %s', async (_, nest) => {
  const world = await cleanup();
  const { deployment, account, policy, foreign, stack } = world;
  // A resource of another type whose ID is that of a policy proves nothing.
  stack.touched = [event('Deny', policy), event('Other', foreign, 'Custom::Other')];
  nest(world);
  expect(await world.rollBack()).toEqual([foreign]);
  expect(note(deployment, account)).toBe(foreign);
  const ignored = deployment.lines.filter(({ decision }) => decision === 'ignored note').map(({ id }) => id);
  expect([...new Set(ignored)]).toEqual([foreign]);
});

test('a rollback detaches the new policy of a resource that has its former policy again, also from the account of a nested stack', async () => {
  const { deployment, account, policy, before, after } = await start();
  const { id: former } = await deployment.organizations.createPolicy({ type: SCP, name: 'Former', description: '', content: CONTENT }, []);
  await deployment.update(ACCOUNT, account, before, after);
  const top = deployment.stacks.stack(STACK_ID);
  const resources = top.resources.filter(({ logicalId }) => logicalId === 'App');
  const beganAt = deployment.clock.now();
  await deployment.clock.sleep(60_000);
  // CloudFormation may show the beginning of the rollback as the time of the last change.
  Object.assign(top, { beganAt, changedAt: deployment.clock.now(), touchedAt: beganAt + 1 });
  top.resources = [event('Deny', former), event('Nested', NESTED, STACK, 'UPDATE_COMPLETE')];
  top.touched = [event('Deny', policy, POLICY, 'UPDATE_COMPLETE')];
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  Object.assign(deployment.stacks.stack(NESTED), { rootId: STACK_ID, resources });
  await deployment.inStack(NESTED, () => deployment.update(ACCOUNT, account, after, before));
  expect([attached(deployment, account), note(deployment, account)]).toEqual([[FULL], undefined]);
});

test('in a cleanup, attachments that leave the app detach a policy that only events name, and no policy that only their note names', async () => {
  const { deployment, account, policy, stack, second, foreign } = await cleanup();
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  stack.touched = [event('Deny', policy), event('Second', second)];
  await deployment.remove(ATTACHMENTS, account, { TargetId: account, TargetLogicalId: 'Resource', Policies: { [SCP]: [] } });
  expect(attached(deployment, account)).toEqual([foreign, FULL].sort());
});

test.each(['PolicyNotFound', 'TargetNotFound', 'InvalidInput'])('a document of a set is detached although one reading of tags, whichever, ends with %s', async (code) => {
  for (let place = 1; place <= 10; place += 1) {
    const { deployment, stack, policy, second, foreign, create, rollBack } = await cleanup();
    const first = await create('Set-1');
    stack.touched = [event('Deny', policy), event('Set', first, 'Custom::OrganizationsPolicySet')];
    await deployment.organizations.tagResource(second, [{ Key: SET_TAG, Value: first }]);
    let readings = 0;
    deployment.disturb = (operation, call) => {
      if (operation === 'ListTagsForResource' && ++readings === place) throw new OrganizationsError(operation, code, 'gone');
      return call();
    };
    expect([place, await rollBack()]).toEqual([place, [foreign]]);
  }
});

test.each(['DELETE_SKIPPED', 'DELETE_COMPLETE'])('a policy stays that a nested stack gave up in an earlier operation (%s)', async (status) => {
  const { deployment, stack, policy, second, foreign, rollBack } = await cleanup();
  stack.touched = [event('Deny', policy), event('Gone', `${STACK_ID}-Gone`, STACK)];
  stack.resources.push({ ...event('Nested', NESTED, STACK), status: 'UPDATE_COMPLETE' }, event('Former', `${STACK_ID}-Former`, STACK, 'DELETE_COMPLETE'));
  Object.assign(deployment.stacks.stack(NESTED), { touched: [event('Former', foreign, POLICY, status)], touchedAt: stack.changedAt - 1 });
  // Rows of deleted nested stacks may stay for long, when nothing about the stack can be read any more.
  deployment.stacks.stack(`${STACK_ID}-Former`).touched = [event('Former', second)];
  expect(await rollBack()).toEqual([second, foreign].sort());
});

test('documents of a set that is being deleted are detached, and no policy that only a tag makes a document of it', async () => {
  const { deployment, stack, policy, second, foreign, create, rollBack } = await cleanup();
  const first = await create('Set-1');
  stack.touched = [event('Deny', policy), event('Set', first, 'Custom::OrganizationsPolicySet'), event('Old', 'p-00000000', 'Custom::OrganizationsPolicySet')];
  await deployment.organizations.tagResource(second, [{ Key: SET_TAG, Value: first }]);
  await deployment.organizations.tagResource(foreign, [{ Key: SET_TAG, Value: 'p-00000000' }]);
  expect(await rollBack()).toEqual([foreign]);
});

test('the note of a policy that has been deleted meanwhile ends, and a policy that never existed only gets a warning', async () => {
  const { deployment, account, guarded, stack, policy, second, foreign, rollBack } = await cleanup();
  for (const target of [account, guarded]) await deployment.organizations.detachPolicy(policy, target);
  await deployment.organizations.deletePolicy(policy);
  stack.touched = [event('Deny', policy), event('Second', second)];
  await deployment.organizations.tagResource(account, [{ Key: NOTE, Value: `${policy} ${second} ${foreign} p-00000000` }]);
  const began = deployment.clock.now();
  expect(await rollBack()).toEqual([foreign]);
  expect([deployment.clock.now() - began < 60_000, note(deployment, account)?.split(' ').sort()]).toEqual([true, [foreign, 'p-00000000'].sort()]);
});

test('no events are read for policies that the template lists, nor before the deployment deletes anything', async () => {
  const { deployment, account, before, after } = await start();
  const { id: imported } = await deployment.organizations.createPolicy({ type: SCP, name: 'Imported', description: '', content: CONTENT }, []);
  const read = jest.spyOn(deployment.stacks, 'listEvents');
  deployment.stacks.stack(STACK_ID).template = listing('Resource', imported);
  await deployment.update(ACCOUNT, account, before, after);
  await deployment.create(ATTACHMENTS, { TargetId: account, TargetLogicalId: 'Resource', Policies: { [SCP]: [imported] } }, 'List');
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  await deployment.update(ACCOUNT, account, after, before);
  expect([attached(deployment, account), read.mock.calls]).toEqual([[imported, FULL].sort(), []]);
  expect(deployment.lines).not.toContainEqual(expect.objectContaining({ decision: 'ignored note' }));
});

test('a rollback keeps policies that the former template lists, and leaves policies alone if it cannot read the list', async () => {
  for (const former of [listing('Resource', { Ref: 'Deny' }), listing('Resource', { 'Fn::ImportValue': 'x' })]) {
    const { deployment, account, policy, before, after } = await start();
    await deployment.update(ACCOUNT, account, before, after);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    deployment.stacks.stack(STACK_ID).template = former;
    await deployment.update(ACCOUNT, account, after, before);
    expect(attached(deployment, account)).toEqual([policy, FULL].sort());
  }
});

test('an account moves even if no slot is free', async () => {
  const { deployment, account, before, after } = await start();
  for (let number = 0; number < 9; number += 1) {
    const { id } = await deployment.organizations.createPolicy({ type: SCP, name: `Foreign ${number}`, description: '', content: CONTENT }, []);
    await deployment.organizations.attachPolicy(id, account);
  }
  expect(await deployment.writesOf(() => deployment.update(ACCOUNT, account, before, after))).toEqual(['MoveAccount']);
});

test('when a unit is recreated elsewhere, the unit and its accounts get their listed policies before the accounts enter', async () => {
  const { deployment, root, guarded, free, account, policy } = await start();
  const template = listing('App', { Ref: 'Deny' });
  template.Resources = { ...template.Resources, OfUnit: listing('Resource', { Ref: 'Deny' }).Resources.List } as typeof template.Resources;
  deployment.stacks.stack(STACK_ID).template = template;
  await deployment.organizations.detachPolicy(policy, guarded);
  await deployment.organizations.attachPolicy(policy, root);
  const unit = { ParentId: root, Name: 'Guarded', AllowMove: true };
  const since = deployment.simulator.journal.length;
  const { PhysicalResourceId: newId } = await deployment.update(UNIT, guarded, unit, { ...unit, ParentId: free });
  expect(deployment.writes(since)).toEqual(
    ['CreateOrganizationalUnit', 'TagResource', 'AttachPolicy', 'TagResource', 'AttachPolicy', 'MoveAccount']);
  expect([attached(deployment, newId), attached(deployment, account)]).toEqual([[policy, FULL].sort(), [policy, FULL].sort()]);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  deployment.stacks.stack(STACK_ID).template = { Resources: {} };
  await deployment.update(UNIT, newId, { ...unit, ParentId: free }, unit);
  expect([attached(deployment, account), note(deployment, account)]).toEqual([[FULL], undefined]);
});

test.each([0, 30])('a repeated rollback detaches preattached policies if a call crashed after it moved an account (parent of the account not readable for %d s)', async (seconds) => {
  const { deployment, root, guarded, free, account, policy } = await start();
  deployment.stacks.stack(STACK_ID).template = listing('App', { Ref: 'Deny' });
  const unit = { ParentId: root, Name: 'Guarded', AllowMove: true };
  const { PhysicalResourceId: newId } = await deployment.update(UNIT, guarded, unit, { ...unit, ParentId: free });
  expect(attached(deployment, account)).toEqual([policy, FULL].sort());
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  deployment.stacks.stack(STACK_ID).template = { Resources: { App: { Type: ACCOUNT, Properties: { ParentId: { Ref: 'Resource' } } } } };
  await deployment.organizations.moveAccount(account, newId, guarded);
  const until = deployment.clock.now() + 1_000 * seconds;
  let readings = 0;
  // Each attempt first reads the parent of the unit.
  deployment.disturb = (operation, call) => {
    if (operation === 'ListParents' && ++readings % 2 === 0 && deployment.clock.now() < until) throw new OrganizationsError(operation, 'AccessDenied', 'no policy allows it');
    return call();
  };
  await deployment.update(UNIT, newId, { ...unit, ParentId: free }, unit);
  expect([attached(deployment, account), note(deployment, account)]).toEqual([[FULL], undefined]);
});

test('a repeated rollback keeps the protection of an account that its own Update still has to move back', async () => {
  const { deployment, root, guarded, free, account, policy } = await start();
  deployment.stacks.stack(STACK_ID).template = listing('App', { Ref: 'Deny' });
  const { PhysicalResourceId: third } = await deployment.create(UNIT, { ParentId: root, Name: 'Third' }, 'Third');
  const unit = { ParentId: root, Name: 'Guarded', AllowMove: true };
  const { PhysicalResourceId: newId } = await deployment.update(UNIT, guarded, unit, { ...unit, ParentId: free });
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  deployment.stacks.stack(STACK_ID).template = { Resources: { App: { Type: ACCOUNT, Properties: { ParentId: { Ref: 'Resource' } } } } };
  await deployment.organizations.moveAccount(account, newId, third);
  await deployment.update(UNIT, newId, { ...unit, ParentId: free }, unit);
  expect(attached(deployment, account)).toEqual([policy, FULL].sort());
});

test('a repeated rollback does not stop at an account that is no longer in the organization', async () => {
  const { deployment, root, guarded, free, account } = await start();
  const unit = { ParentId: root, Name: 'Guarded', AllowMove: true };
  const { PhysicalResourceId: newId } = await deployment.update(UNIT, guarded, unit, { ...unit, ParentId: free });
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  deployment.stacks.stack(STACK_ID).template = { Resources: { App: { Type: ACCOUNT, Properties: { ParentId: { Ref: 'Resource' } } } } };
  await deployment.clock.sleep(5 * 86_400_000);
  await deployment.organizations.removeAccountFromOrganization(account);
  expect(await deployment.update(UNIT, newId, { ...unit, ParentId: free }, unit)).toMatchObject({ PhysicalResourceId: guarded });
});

test('policies of two types are both noted before the account moves, although tag readings do not show the first note yet', async () => {
  const { deployment, root, account, policy, before, after } = await start();
  const RCP = 'RESOURCE_CONTROL_POLICY';
  await deployment.organizations.enablePolicyType(root, RCP);
  const { id: other } = await deployment.organizations.createPolicy({ type: RCP, name: 'Rcp', description: '', content: CONTENT.replace('"Effect"', '"Principal":"*","Effect"') }, []);
  const stack = deployment.stacks.stack(STACK_ID);
  stack.resources.push({ logicalId: 'Rcp', physicalId: other, type: 'Custom::OrganizationsPolicy', status: 'CREATE_COMPLETE' });
  const { Properties: list } = stack.template.Resources!.List as { Properties: object };
  Object.assign(list, { Policies: { [SCP]: [{ Ref: 'Deny' }], [RCP]: [{ Ref: 'Rcp' }] } });
  let stale: unknown;
  deployment.disturb = async (operation, call) => {
    const answer = await call();
    return operation === 'ListTagsForResource' ? (stale ??= answer) as typeof answer : answer;
  };
  await deployment.update(ACCOUNT, account, before, after);
  expect(note(deployment, account)?.split(' ').sort()).toEqual([policy, other].sort());
});

test('a second attempt keeps the note of an imported policy that the first one attached, although tag readings do not show it yet', async () => {
  const { deployment, account, policy, before, after } = await start();
  const { id: imported } = await deployment.organizations.createPolicy({ type: SCP, name: 'Imported', description: '', content: CONTENT }, []);
  deployment.stacks.stack(STACK_ID).template = listing('Resource', imported, { Ref: 'Deny' });
  await deployment.organizations.tagResource(account, [{ Key: NOTE, Value: imported }]);
  await deployment.organizations.attachPolicy(imported, account);
  showFormerTag(deployment, NOTE, undefined);
  await deployment.update(ACCOUNT, account, before, after);
  expect(note(deployment, account)?.split(' ').sort()).toEqual([policy, imported].sort());
});

test('a rollback of the account keeps the notes of found policies, which the rollback of the attachments needs', async () => {
  const { deployment, account, policy, before, after } = await start();
  await deployment.update(ACCOUNT, account, before, after);
  const found = 'dropped:p-dddddddddd found:p-ffffffffff';
  await deployment.organizations.tagResource(account, [{ Key: NOTE, Value: `${policy} ${found}` }]);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  await deployment.update(ACCOUNT, account, after, before);
  expect(note(deployment, account)).toBe(`${policy} ${found}`);
});
