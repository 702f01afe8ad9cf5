import { OWNER_TAG_KEY } from '../../../src/contract';
import { Deployment, stackId } from '../support/deployment';
import { MANAGEMENT, organizationsOfMember } from '../support/simulated-organizations';

const POLICY = 'Custom::OrganizationsPolicy';
const ATTACHMENTS = 'Custom::OrganizationsPolicyAttachments';
const UNIT = 'Custom::OrganizationsOrganizationalUnit';
const TYPE = 'TAG_POLICY';
const WANTED = { Type: TYPE, Name: 'tags', Description: '', Content: '{"tags":{"team":{"tag_key":{"@@assign":"team"}}}}' };

const MEMBER = '222222222222';
const STACK = stackId('policies').replace(MANAGEMENT, MEMBER);

/** A member account with a stack of policies, to which the resource policy delegates these actions. */
async function start(...writes: string[]) {
  const base = new Deployment();
  const root = await base.organization(TYPE);
  const state = base.simulator.state();
  const account = { ...state.accounts[0], id: MEMBER, name: 'security', email: 'security@example.com', joinedMethod: 'CREATED' as const };
  const deployment = new Deployment({ state: { ...state, accounts: [...state.accounts, account] } }, organizationsOfMember(MEMBER));
  deployment.isDelegated = true;
  await delegate(deployment, writes);
  const { id: unit } = await deployment.organizations.createOrganizationalUnit(root, 'Workloads', []);
  return { deployment, unit };
}

async function delegate(deployment: Deployment, writes: readonly string[]): Promise<void> {
  const own = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${MEMBER}:root` }, Resource: '*' };
  await deployment.organizations.putResourcePolicy(JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { ...own, Action: ['organizations:Describe*', 'organizations:List*'] },
      { ...own, Action: writes.map((name) => `organizations:${name}`), Condition: { StringEqualsIfExists: { 'organizations:PolicyType': TYPE } } },
    ],
  }));
}

const ALL = ['CreatePolicy', 'UpdatePolicy', 'DeletePolicy', 'AttachPolicy', 'DetachPolicy', 'TagResource', 'UntagResource'];

test('a stack in a member account creates, changes, attaches, detaches and deletes policies of a delegated type', async () => {
  const { deployment, unit } = await start(...ALL);
  await deployment.inStack(STACK, async () => {
    const { PhysicalResourceId: id } = await deployment.create(POLICY, WANTED);
    expect(deployment.simulator.state().policies[0].tags).toEqual({ [OWNER_TAG_KEY]: 'policies@us-east-1' });
    deployment.stacks.stack(STACK).resources.push({ logicalId: 'Resource', physicalId: id, type: POLICY, status: 'CREATE_COMPLETE' });
    const attachments = { TargetId: unit, Policies: { [TYPE]: [id] } };
    const { PhysicalResourceId: attached } = await deployment.create(ATTACHMENTS, attachments, 'Attachments');
    expect(deployment.simulator.state().attachments).toContainEqual({ policyId: id, targetId: unit });
    Object.assign(deployment.stacks.stack(STACK), { status: 'UPDATE_IN_PROGRESS' });
    await deployment.update(POLICY, id, WANTED, { ...WANTED, Description: 'changed', Tags: [{ Key: 'a', Value: 'b' }] });
    expect(deployment.simulator.state().policies[0]).toMatchObject({ description: 'changed', tags: { a: 'b' } });
    Object.assign(deployment.stacks.stack(STACK), { status: 'DELETE_IN_PROGRESS' });
    await deployment.remove(ATTACHMENTS, attached, attachments, 'Attachments');
    deployment.stacks.stack(STACK).resources.pop();
    await deployment.remove(POLICY, id, WANTED);
  });
  expect(deployment.simulator.state().policies).toEqual([]);
});

test.each(['CreatePolicy', 'TagResource'])('without a delegation of %s the failure names the missing action', async (missing) => {
  const { deployment } = await start(...ALL.filter((name) => name !== missing));
  const before = deployment.clock.now();
  await expect(deployment.inStack(STACK, () => deployment.create(POLICY, WANTED))).rejects.toThrow(
    /the account 222222222222 may call organizations:CreatePolicy.*resource policy of the organization o-\w+ allow organizations:CreatePolicy and organizations:TagResource/);
  expect(deployment.clock.now() - before).toBeLessThan(7 * 60_000);
  expect(deployment.simulator.state().policies).toEqual([]);
});

test('a delegation that arrives while the handlers wait for it is enough', async () => {
  const { deployment } = await start('UpdatePolicy');
  await deployment.inStack(STACK, async () => {
    const event = await deployment.begin(deployment.event('Create', POLICY, WANTED));
    expect(await deployment.call(event)).toEqual({ IsComplete: false });
    await delegate(deployment, ALL);
    expect((await deployment.finish(event)).PhysicalResourceId).toMatch(/^p-/);
  });
});

test('a delegation that is removed after the deployment of a stack does not keep its rollback from ending', async () => {
  const { deployment } = await start(...ALL);
  await deployment.inStack(STACK, async () => {
    const { PhysicalResourceId: id } = await deployment.create(POLICY, WANTED);
    await delegate(deployment, ['CreatePolicy']);
    Object.assign(deployment.stacks.stack(STACK), { status: 'UPDATE_ROLLBACK_IN_PROGRESS' });
    const changed = { ...WANTED, Description: 'changed' };
    expect((await deployment.update(POLICY, id, WANTED, changed)).PhysicalResourceId).toBe(id);
    expect(deployment.lines.filter(({ decision }) => decision === 'given up in rollback')).toHaveLength(1);
  });
});

test('other resources are refused at once in a member account', async () => {
  const { deployment } = await start(...ALL);
  await expect(deployment.inStack(STACK, () => deployment.create(UNIT, { ParentId: deployment.simulator.state().root!.id, Name: 'New' })))
    .rejects.toThrow(/The stack is in the account 222222222222, a member of the organization/);
});
