import { ResourceType } from '../../../../src/contract';
import { OrganizationsError } from '../../../../src/organizations';
import { attached, FULL, SCP, start, TYPE } from '../../support/attachments';
import { type Deployment, STACK_ID, stackId } from '../../support/deployment';

const { ACCOUNT, ACCOUNT_SETTINGS, INVITED_ACCOUNT, ORGANIZATION, ORGANIZATIONAL_UNIT } = ResourceType;

/** A unit with an account in it, and a policy that is attached to one of them or to the root. */
async function inhabited(target: 'account' | 'root' | 'unit' = 'unit') {
  const { deployment, unit, ids: [policy] } = await start(1);
  const root = deployment.simulator.state().root!.id;
  const { PhysicalResourceId: account } = await deployment.create(ACCOUNT, { AccountName: 'app', Email: 'app@example.com', ParentId: unit }, 'Account');
  const targetId = { account, root, unit }[target];
  const list = { TargetId: targetId, TargetLogicalId: 'Target', Policies: { [SCP]: [policy] } };
  await deployment.create(TYPE, list);
  const stack = deployment.stacks.stack(STACK_ID);
  const add = (logicalId: string, type: string, physicalId: string, status = 'UPDATE_COMPLETE') => {
    stack.resources.push({ logicalId, physicalId, type, status });
  };
  const recreate = async () => (await deployment.organizations.createOrganizationalUnit(root, 'Recreated', [])).id;
  /** Sends the Delete, and returns whether the policy stays attached. */
  const staysAfter = async (status: string, properties = {}) => {
    deployment.status = status;
    await deployment.remove(TYPE, targetId, { ...list, ...properties });
    return attached(deployment, targetId).includes(policy);
  };
  return { deployment, targetId, policy, list, stack, add, recreate, staysAfter };
}

const CLEANUP = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
const ROLLBACK = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';

describe('attachments that leave the template together with their target', () => {
  test.each(['account', 'root', 'unit'] as const)('stay (%s)', async (target) => {
    const { staysAfter } = await inhabited(target);
    expect(await staysAfter(CLEANUP)).toBe(true);
  });

  test.each([
    ['unit', ORGANIZATIONAL_UNIT], ['account', ACCOUNT], ['account', INVITED_ACCOUNT],
  ] as const)('are detached if another construct manages the %s (%s)', async (target, type) => {
    const { add, targetId, staysAfter } = await inhabited(target);
    add('Renamed', type, targetId);
    expect(await staysAfter(CLEANUP)).toBe(false);
  });

  test('are detached from the root if the organization has another construct, whose ID is not that of the root', async () => {
    const { add, staysAfter } = await inhabited('root');
    add('Renamed', ORGANIZATION, 'o-exampleorgid');
    expect(await staysAfter(CLEANUP)).toBe(false);
  });

  test.each([
    ['is about to be deleted', ORGANIZATIONAL_UNIT, 'DELETE_IN_PROGRESS', 'unit'],
    ['belongs to an organization', ORGANIZATION, 'UPDATE_COMPLETE', 'unit'],
    ['holds settings of the account', ACCOUNT_SETTINGS, 'UPDATE_COMPLETE', 'account'],
  ] as const)('stay if the other construct %s', async (_what, type, status, target) => {
    const { add, targetId, staysAfter } = await inhabited(target);
    add('Other', type, targetId, status);
    expect(await staysAfter(CLEANUP)).toBe(true);
  });
});

test('attachments that leave the template are detached if no construct manages their target', async () => {
  const { staysAfter } = await inhabited();
  expect(await staysAfter(CLEANUP, { TargetLogicalId: undefined })).toBe(false);
});

test('attachments stay at a unit that was recreated elsewhere, while an account is in it', async () => {
  const { add, recreate, stack, staysAfter } = await inhabited();
  add('Target', ORGANIZATIONAL_UNIT, await recreate());
  stack.template = { Resources: { Target: {} } };
  expect(await staysAfter(CLEANUP)).toBe(true);
});

test('attachments of a nested stack that leaves the template stay, since its target leaves as well', async () => {
  const { deployment, targetId, policy, list } = await inhabited();
  const nested = stackId('landing-zone-Nested-1ABC');
  Object.assign(deployment.stacks.stack(nested), {
    status: 'DELETE_IN_PROGRESS', changedAt: deployment.clock.now(), rootId: STACK_ID, template: { Resources: { Target: {} } },
  });
  deployment.status = CLEANUP;
  await deployment.deliver(deployment.event('Delete', TYPE, list, { PhysicalResourceId: targetId, StackId: nested }));
  expect(attached(deployment, targetId)).toContain(policy);
});

test('attachments stay if the whole stack is deleted, even if no construct manages their target', async () => {
  const { staysAfter } = await inhabited();
  expect(await staysAfter('DELETE_IN_PROGRESS', { TargetLogicalId: undefined })).toBe(true);
});

describe('the copies of attachments at a unit that was recreated elsewhere', () => {
  async function remainAfter(status: string, hasAttachments = false) {
    const { deployment, add, recreate, policy, staysAfter } = await inhabited();
    const recreated = await recreate();
    await deployment.organizations.attachPolicy(policy, recreated);
    add('Target', ORGANIZATIONAL_UNIT, recreated);
    if (hasAttachments) add('Others', TYPE, `${recreated}//${policy}`);
    await staysAfter(status);
    return attached(deployment, recreated).includes(policy);
  }

  test('are detached if the attachments leave the template', async () => {
    expect(await remainAfter(CLEANUP)).toBe(false);
  });

  test('stay if another resource manages the attachments there', async () => {
    expect(await remainAfter(CLEANUP, true)).toBe(true);
  });

  test.each([ROLLBACK, 'DELETE_IN_PROGRESS'])('stay in %s', async (status) => {
    expect(await remainAfter(status)).toBe(true);
  });
});

describe('attachments that a rollback deletes while an account is below their target', () => {
  test('stay if the target was recreated, since the account may return only after this Delete', async () => {
    const { add, recreate, staysAfter } = await inhabited();
    add('Target', ORGANIZATIONAL_UNIT, await recreate());
    expect(await staysAfter(ROLLBACK)).toBe(true);
  });

  test.each(['CREATE_FAILED', 'DELETE_COMPLETE'])('are detached if the other organizational unit of that construct is in %s', async (status) => {
    const { add, recreate, staysAfter } = await inhabited();
    add('Target', ORGANIZATIONAL_UNIT, await recreate(), status);
    expect(await staysAfter(ROLLBACK)).toBe(false);
  });

  test('are detached if that construct has a provisional ID', async () => {
    const { add, staysAfter } = await inhabited();
    add('Target', ORGANIZATIONAL_UNIT, 'pending:Target');
    expect(await staysAfter(ROLLBACK)).toBe(false);
  });
});

function denyFor30Seconds(deployment: Deployment, denied: string): void {
  const until = deployment.clock.now() + 30_000;
  deployment.disturb = (operation, call) => {
    if (operation === denied && deployment.clock.now() < until) throw new OrganizationsError(operation, 'AccessDenied', 'no policy allows it');
    return call();
  };
}

test.each([
  ['account', 'DescribeAccount'], ['unit', 'ListAccountsForParent'],
] as const)('attachments of the %s stay while the handler may not call %s yet', async (target, operation) => {
  const { deployment, targetId, policy, staysAfter } = await inhabited(target);
  denyFor30Seconds(deployment, operation);
  expect(await staysAfter('DELETE_IN_PROGRESS')).toBe(true);
  expect(attached(deployment, targetId)).toEqual([policy, FULL].sort());
});
