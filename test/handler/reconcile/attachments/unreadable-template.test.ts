import type { StackTemplate } from '../../../../src/organizations/stacks/stack-port';
import { StackError } from '../../../../src/organizations/stacks/stack-port';
import { attached, FULL, SCP, start, TYPE } from '../../support/attachments';
import { type Deployment, STACK_ID } from '../../support/deployment';

const ACCOUNT = 'Custom::OrganizationsAccount';
const UNIT = 'Custom::OrganizationsOrganizationalUnit';

/** Makes the template unreadable for this reason: a number of times, or each time. */
function unreadable(deployment: Deployment, code: StackError['code'], times = Number.POSITIVE_INFINITY): void {
  const { stacks } = deployment;
  const read = stacks.currentTemplate.bind(stacks);
  let left = times;
  stacks.currentTemplate = async (id): Promise<StackTemplate> => {
    if (left-- > 0) throw new StackError(code, 'The test does not allow it.');
    return read(id);
  };
}

describe('attachments that are removed from the app while an account is below their target', () => {
  async function inhabited() {
    const world = await start();
    const { deployment, unit, ids: [one], wanting } = world;
    await deployment.create(TYPE, wanting(one));
    await deployment.create(ACCOUNT, { AccountName: 'app', Email: 'app@example.com', ParentId: unit });
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    deployment.stacks.stack(STACK_ID).template = { Resources: { Unit: {} } };
    return { ...world, remove: () => deployment.writesOf(() => deployment.remove(TYPE, unit, wanting(one))) };
  }

  test('stay if the template is not written in JSON, since the target may have been removed from the app too', async () => {
    const { deployment, remove } = await inhabited();
    unreadable(deployment, 'NotJson');
    expect(await remove()).toEqual(['TagResource']);
    expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'template unreadable', reason: 'The test does not allow it.' }));
  });

  test('wait for a template that cannot be read yet, and are detached if it contains the target', async () => {
    const { deployment, remove } = await inhabited();
    unreadable(deployment, 'AccessDenied', 8);
    expect(await remove()).toEqual(['DetachPolicy']);
  });
});

describe('an account that moves', () => {
  /** The app lists a policy for the account itself. */
  async function moving() {
    const world = await start();
    const { deployment, unit, ids: [policy] } = world;
    const { PhysicalResourceId: free } = await deployment.create(UNIT, { ParentId: deployment.simulator.state().root!.id, Name: 'Free' }, 'Free');
    const before = { AccountName: 'app', Email: 'app@example.com', ParentId: unit };
    const { PhysicalResourceId: account } = await deployment.create(ACCOUNT, before);
    const list = (Policies: unknown) => ({ Resources: { List: { Type: TYPE, Properties: { TargetId: { Ref: 'Resource' }, TargetLogicalId: 'Resource', Policies } } } });
    deployment.stacks.stack(STACK_ID).template = list({ [SCP]: [{ Ref: 'Policy0' }] });
    deployment.status = 'UPDATE_IN_PROGRESS';
    return { deployment, account, policy, before, after: { ...before, ParentId: free }, list };
  }

  test('moves without its listed policies if the template is not written in JSON', async () => {
    const { deployment, account, before, after } = await moving();
    unreadable(deployment, 'NotJson');
    expect(await deployment.writesOf(() => deployment.update(ACCOUNT, account, before, after))).toEqual(['MoveAccount']);
  });

  test('waits for a template that cannot be read yet', async () => {
    const { deployment, account, before, after } = await moving();
    // Once, because the check before each write reads the template as well.
    unreadable(deployment, 'AccessDenied', 1);
    expect(await deployment.writesOf(() => deployment.update(ACCOUNT, account, before, after))).toEqual(['TagResource', 'AttachPolicy', 'MoveAccount']);
  });

  test.each([
    ['is not written in JSON', (deployment: Deployment) => unreadable(deployment, 'NotJson'), { [SCP]: [] }],
    ['lists policies by a function', () => undefined, { [SCP]: { 'Fn::If': ['IsProduction', [], []] } }],
  ])('keeps its preattached policies in a rollback if the former template %s', async (_name, hide, policies) => {
    const { deployment, account, policy, before, after, list } = await moving();
    await deployment.update(ACCOUNT, account, before, after);
    expect(attached(deployment, account)).toEqual([policy, FULL].sort());
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    deployment.stacks.stack(STACK_ID).template = list(policies);
    hide(deployment);
    expect(await deployment.writesOf(() => deployment.update(ACCOUNT, account, after, before))).toEqual(['MoveAccount']);
    expect(attached(deployment, account)).toEqual([policy, FULL].sort());
  });
});
