import { attached, FULL, start, TYPE as ATTACHMENTS } from '../support/attachments';
import { Deployment, STACK_ID, stackId } from '../support/deployment';

/** Logical IDs are unique in one stack only: a resource of the same logical ID in an enclosing or nested stack is another one. */
const UNIT = 'Custom::OrganizationsOrganizationalUnit';
const ACCOUNT = 'Custom::OrganizationsAccount';
const NESTED_ID = `${STACK_ID}-nested`;

/** Adds a nested stack, which is in the same phase as its parent. */
function nest(deployment: Deployment) {
  const [around, nested] = [deployment.stacks.stack(STACK_ID), deployment.stacks.stack(NESTED_ID)];
  around.resources.push({ logicalId: 'Nested', physicalId: NESTED_ID, type: 'AWS::CloudFormation::Stack', status: 'UPDATE_IN_PROGRESS' });
  nested.rootId = STACK_ID;
  return { around, nested };
}

const live = (logicalId: string, physicalId: string, type: string) => ({ logicalId, physicalId, type, status: 'UPDATE_COMPLETE' });

test('an account that is removed from a nested stack moves to the unit of that stack, not to a unit of the same logical ID in the parent stack', async () => {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const { around, nested } = nest(deployment);
  const [home, namesake] = [
    (await deployment.create(UNIT, { ParentId: root, Name: 'Home' }, 'Home')).PhysicalResourceId,
    (await deployment.create(UNIT, { ParentId: root, Name: 'Namesake' }, 'Home')).PhysicalResourceId,
  ];
  const desired = {
    AccountName: 'app', Email: 'app@example.com', ParentId: root, Removal: { Action: 'MoveAccount', ParentId: home, ParentLogicalId: 'Home' },
  };
  const { PhysicalResourceId: id } = await deployment.inStack(NESTED_ID, () => deployment.create(ACCOUNT, desired, 'App'));
  around.resources.push(live('Home', namesake, UNIT));
  nested.resources.push(live('Home', home, UNIT));
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  await deployment.inStack(NESTED_ID, () => deployment.remove(ACCOUNT, id, desired, 'App'));
  expect(deployment.simulator.state().accounts.find((each) => each.id === id)?.parentId).toBe(home);
});

describe('the attachments of an inhabited target that are removed from a nested stack', () => {
  async function leaving() {
    const { deployment, unit, ids: [one], wanting } = await start(1);
    const { around, nested } = nest(deployment);
    const other = (await deployment.organizations.createOrganizationalUnit(deployment.simulator.state().root!.id, 'Other', [])).id;
    await deployment.inStack(NESTED_ID, () => deployment.create(ATTACHMENTS, wanting(one)));
    await deployment.create(ACCOUNT, { AccountName: 'app', Email: 'app@example.com', ParentId: unit }, 'App');
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    const remove = async () => {
      await deployment.inStack(NESTED_ID, () => deployment.remove(ATTACHMENTS, unit, wanting(one)));
      return attached(deployment, unit).filter((id) => id !== FULL);
    };
    return { deployment, around, nested, unit, other, one, wanting, remove };
  }

  test('are detached if the target stays, even if a unit of the same logical ID in the parent stack has another ID', async () => {
    const { around, nested, unit, other, remove } = await leaving();
    nested.template = { Resources: { Unit: {} } };
    nested.resources.push(live('Unit', unit, UNIT));
    around.resources.push(live('Unit', other, UNIT));
    expect(await remove()).toEqual([]);
  });

  test('are detached if the target moved to the parent stack with its logical ID', async () => {
    const { around, unit, remove } = await leaving();
    around.resources.push(live('Unit', unit, UNIT));
    expect(await remove()).toEqual([]);
  });

  test('stay if the target was removed from the app, even if the parent stack has a unit of the same logical ID', async () => {
    const { around, other, one, remove } = await leaving();
    around.resources.push({ ...live('Unit', other, UNIT), status: 'DELETE_COMPLETE' });
    expect(await remove()).toEqual([one]);
  });

  test('stay if their own stack still contains them, even if the parent stack has another resource of their logical ID', async () => {
    const { around, nested, other, one, remove } = await leaving();
    nested.template = { Resources: { Unit: {}, Resource: {} } };
    around.resources.push(live('Resource', other, ATTACHMENTS));
    expect(await remove()).toEqual([one]);
  });

  test('stay if the whole nested stack is removed from the app, even if its own template still contains the target', async () => {
    const { deployment, nested, unit, one, wanting } = await leaving();
    nested.status = 'DELETE_IN_PROGRESS';
    nested.template = { Resources: { Unit: {}, Resource: {} } };
    await deployment.deliver(deployment.event('Delete', ATTACHMENTS, wanting(one), { StackId: NESTED_ID, PhysicalResourceId: unit }));
    expect(attached(deployment, unit)).toEqual([one, FULL].sort());
  });
});

test('a policy of ours that another stack lists for the same target stays when it is removed from our list', async () => {
  const { deployment, unit, ids: [one], wanting } = await start(1);
  await deployment.create(ATTACHMENTS, wanting(one));
  await deployment.inStack(stackId('other'), () => deployment.create(ATTACHMENTS, wanting(one)));
  await deployment.updateAndCleanUp(ATTACHMENTS, unit, wanting(one), wanting());
  expect(attached(deployment, unit)).toEqual([one, FULL].sort());
});

test.each([['the root', 'root'], ['an account', 'account']] as const)('attachments of %s that are removed from the app are detached if only the target has a new path', async (_, kind) => {
  const { deployment, ids: [one] } = await start(1);
  const { id: rootId } = deployment.simulator.state().root!;
  const { PhysicalResourceId: account } = await deployment.create(ACCOUNT, { AccountName: 'app', Email: 'app@example.com', ParentId: rootId }, 'App');
  const target = kind === 'root' ? rootId : account;
  const desired = { TargetId: target, TargetLogicalId: 'Former', Policies: { SERVICE_CONTROL_POLICY: [one] } };
  await deployment.create(ATTACHMENTS, desired);
  const renamed = kind === 'root' ? live('Renamed', 'o-exampleorgid', 'Custom::OrganizationsOrganization') : live('Renamed', account, ACCOUNT);
  deployment.stacks.stack(STACK_ID).resources.push(renamed);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  await deployment.remove(ATTACHMENTS, target, desired);
  expect(attached(deployment, target)).toEqual([FULL]);
});
