import { OrganizationsError } from '../../../../src/organizations';
import type { StackResource } from '../../../../src/organizations/stacks/stack-port';
import { STACK_ID } from '../../support/deployment';
import {
  ACCOUNT, ATTACHMENTS, CONTENT, FULL, NOTE, SCP, attached, listing, note, start,
} from '../../support/moved-account';

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

test.each(['plain policies', 'policies that the note names too'])('a rollback of the account before the policies detaches the new ones only (%s)', async (kind) => {
  const { deployment, account, policy, before, after } = await start();
  const create = async (name: string) => (await deployment.organizations.createPolicy({ type: SCP, name, description: '', content: CONTENT }, [])).id;
  const [second, ...replaced] = [await create('Second'), await create('New-1'), await create('New-2')];
  for (const id of [policy, second]) await deployment.organizations.attachPolicy(id, account);
  if (kind !== 'plain policies') await deployment.organizations.tagResource(account, [{ Key: NOTE, Value: `${policy} ${second}` }]);
  const stack = deployment.stacks.stack(STACK_ID);
  const others = stack.resources.filter(({ logicalId }) => logicalId !== 'Deny');
  stack.resources = [...others, event('Deny', replaced[0], POLICY, 'UPDATE_COMPLETE'), event('Second', replaced[1], POLICY, 'UPDATE_COMPLETE')];
  stack.template = listing('Resource', { Ref: 'Deny' }, { Ref: 'Second' });
  await deployment.update(ACCOUNT, account, before, after);
  expect(attached(deployment, account)).toEqual([policy, second, ...replaced, FULL].sort());
  // The newest event comes first.
  stack.touched = [[policy, replaced[0]], [second, replaced[1]]].flatMap(([old, now], index) => [
    event(['Deny', 'Second'][index], now, POLICY, 'UPDATE_COMPLETE'), event(['Deny', 'Second'][index], old, POLICY, 'UPDATE_IN_PROGRESS'),
  ]);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  await deployment.update(ACCOUNT, account, after, before);
  expect(attached(deployment, account)).toEqual([policy, second, FULL].sort());
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
  const stack = deployment.stacks.stack(STACK_ID);
  stack.template = listing('Resource', imported);
  const { resources } = stack;
  stack.resources = resources.map((row) => ({ ...row, status: 'UPDATE_COMPLETE' }));
  await deployment.update(ACCOUNT, account, before, after);
  stack.resources = resources;
  await deployment.create(ATTACHMENTS, { TargetId: account, TargetLogicalId: 'Resource', Policies: { [SCP]: [imported] } }, 'List');
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  await deployment.update(ACCOUNT, account, after, before);
  expect([attached(deployment, account), read.mock.calls]).toEqual([[imported, FULL].sort(), []]);
  expect(deployment.lines).not.toContainEqual(expect.objectContaining({ decision: 'ignored note' }));
});
