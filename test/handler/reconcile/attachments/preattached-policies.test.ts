import { OrganizationsError } from '../../../../src/organizations';
import { STACK_ID, stackId } from '../../support/deployment';
import {
  ACCOUNT, ATTACHMENTS, CONTENT, FULL, NOTE, SCP, UNIT, attached, listing, note, start,
} from '../../support/moved-account';
import { changeAfterFirst, showFormerTag } from '../../support/stale-reading';

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

test('of the policies that CloudFormation lists, those of another type are not attached before the move, and one not visible yet is', async () => {
  const { deployment, account, before, after } = await start();
  const create = async (name: string) => (await deployment.organizations.createPolicy({ type: SCP, name, description: '', content: CONTENT }, [])).id;
  const [second, listed] = [await create('Second'), await create('Listed')];
  const Policies = { [SCP]: [listed], RESOURCE_CONTROL_POLICY: [{ Ref: 'Deny' }, second] };
  const Properties = { TargetId: { Ref: 'Resource' }, TargetLogicalId: 'Resource', Policies };
  deployment.stacks.stack(STACK_ID).template = { Resources: { List: { Type: ATTACHMENTS, Properties } } };
  let readings = 0;
  deployment.disturb = (operation, call) => {
    if (operation === 'DescribePolicy' && ++readings === 1) throw new OrganizationsError(operation, 'PolicyNotFound', 'not visible yet');
    return call();
  };
  await deployment.update(ACCOUNT, account, before, after);
  expect([readings, attached(deployment, account)]).toEqual([4, [listed, FULL].sort()]);
});

test.each([1, 2])('an account moves although %d of the policies that its list names were deleted by hand, and gets the others', async (gone) => {
  const { deployment, account, before, after } = await start();
  const ids: string[] = [];
  for (const name of ['One', 'Two', 'Three']) {
    ids.push((await deployment.organizations.createPolicy({ type: SCP, name, description: '', content: CONTENT }, [])).id);
  }
  for (const id of ids.slice(0, gone)) await deployment.organizations.deletePolicy(id);
  const Properties = { TargetId: { Ref: 'Resource' }, TargetLogicalId: 'Resource', Policies: { [SCP]: ids } };
  deployment.stacks.stack(STACK_ID).template = { Resources: { List: { Type: ATTACHMENTS, Properties } } };
  await deployment.update(ACCOUNT, account, before, after);
  expect(attached(deployment, account)).toEqual([...ids.slice(gone), FULL].sort());
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
