import { accept, ANA, start, TYPE } from '../../support/invited-accounts';

const ID = `invited/${ANA.id}`;
const ATTACHMENTS = 'Custom::OrganizationsPolicyAttachments';
const ADMINISTRATOR = 'Custom::OrganizationsDelegatedAdministrator';
const SERVICE = 'guardduty.amazonaws.com';
const SCP = 'SERVICE_CONTROL_POLICY';

async function world() {
  const { deployment, home } = await start();
  const { id: policyId } = await deployment.organizations.createPolicy(
    { type: SCP, name: 'one', description: '', content: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}' }, []);
  await deployment.create('Custom::OrganizationsTrustedService', { ServicePrincipal: SERVICE });
  await deployment.create(TYPE, { AccountId: ANA.id, ParentId: home });
  const cases = [
    [ATTACHMENTS, ID, { TargetId: ID, Policies: { [SCP]: [policyId] } }, { TargetId: ANA.id, Policies: { [SCP]: [policyId] } }, 'AttachPolicy', 'DetachPolicy'],
    [ADMINISTRATOR, `${ID}/${SERVICE}`, { AccountId: ID, ServicePrincipal: SERVICE }, { AccountId: ANA.id, ServicePrincipal: SERVICE },
      'RegisterDelegatedAdministrator', 'DeregisterDelegatedAdministrator'],
  ] as const;
  return { deployment, cases };
}

test.each([0, 1])('a resource that depends on an invited account completes without a write, and does its work once the account has joined (case %d)', async (index) => {
  const { deployment, cases } = await world();
  const [type, id, before, after, write] = cases[index];
  expect(await deployment.writesOf(async () => {
    expect(await deployment.create(type, before)).toEqual({ IsComplete: true, PhysicalResourceId: id, Data: {} });
  })).toEqual([]);
  expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'left to join', warning: true }));
  accept(deployment);
  await deployment.clock.sleep(60_000);
  const writes = await deployment.writesOf(() => deployment.updateAndCleanUp(type, id, before, after));
  expect(writes).toContain(write);
  expect(writes.filter((each) => /^De/.test(each))).toEqual([]);
});

test.each([0, 1])('a Delete of a resource that depends on an invited account changes nothing in any phase (case %d)', async (index) => {
  const { deployment, cases } = await world();
  const [type, id, before] = cases[index];
  for (const status of ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'DELETE_IN_PROGRESS']) {
    deployment.status = status;
    expect(await deployment.writesOf(() => deployment.remove(type, id, before))).toEqual([]);
  }
});

test.each([0, 1])('a rollback reverts the changes of the deployment that found the invited account joined (case %d)', async (index) => {
  const { deployment, cases } = await world();
  const [type, id, before, after, write, inverse] = cases[index];
  await deployment.create(type, before);
  accept(deployment);
  await deployment.clock.sleep(60_000);
  deployment.status = 'UPDATE_IN_PROGRESS';
  const { PhysicalResourceId: now } = await deployment.update(type, id, before, after);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  // A Delete need not follow: many services retain the registration.
  expect(await deployment.writesOf(async () => {
    expect(await deployment.update(type, now, after, before)).toMatchObject({ PhysicalResourceId: id });
  })).toContain(inverse);
  deployment.stacks.stack(deployment.event('Delete', type, {}).StackId).resources = [{ logicalId: 'Resource', physicalId: id, type, status: 'UPDATE_COMPLETE' }];
  deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(type, now, after))).toEqual([]);
  expect(write).not.toBe(inverse);
});

test.each([0, 1])('an Update from a joined account to an invited one leaves the removal to the Delete of the former ID (case %d)', async (index) => {
  const { deployment, cases } = await world();
  const [type, id, before, after, , inverse] = cases[index];
  accept(deployment);
  await deployment.clock.sleep(60_000);
  const { PhysicalResourceId: joined } = await deployment.create(type, after);
  expect(await deployment.writesOf(async () => {
    expect(await deployment.update(type, joined, after, before)).toMatchObject({ PhysicalResourceId: id });
  })).toEqual([]);
  expect(await deployment.writesOf(() => deployment.updateAndCleanUp(type, joined, after, before))).toContain(inverse);
});

test.each([0, 1])('a rollback of a deployment that did not find the invited account joined changes nothing (case %d)', async (index) => {
  const { deployment, cases } = await world();
  const [type, id, before] = cases[index];
  await deployment.create(type, before);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  expect(await deployment.writesOf(async () => {
    expect(await deployment.update(type, id, before, before)).toEqual({ IsComplete: true, PhysicalResourceId: id, Data: {} });
  })).toEqual([]);
  expect(deployment.lines.filter(({ decision }) => decision === 'given up in rollback')).toEqual([]);
});
