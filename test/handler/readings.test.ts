import { Deployment } from './support/deployment';
import { ResourceType, type ResourceTypeName } from '../../src/contract';
import { TAGS_VISIBLE_MS } from '../../src/handler/consistency';
import type { OrganizationsReadings } from '../../src/simulator';

const SCP = 'SERVICE_CONTROL_POLICY';
const SERVICE = { ServicePrincipal: 'guardduty.amazonaws.com' };
const MINUTE = 60_000;
const PROVISIONAL = 'cdk-aws-organizations:Resource';

function deploymentUnder(readings: Partial<OrganizationsReadings>, seed = 7): Deployment {
  return new Deployment({ readings, seed });
}

/** Makes two concurrent calls for one event, as AWS Lambda may. */
async function twiceAtOnce(deployment: Deployment, event: ReturnType<Deployment['event']>): Promise<void> {
  deployment.startEnvironmentForEachCall();
  await Promise.all([deployment.deliver(event), deployment.deliver(event)]);
}

function updateEvent(deployment: Deployment, type: ResourceTypeName, PhysicalResourceId: string, previous: object, properties: object) {
  deployment.status = 'UPDATE_IN_PROGRESS';
  const { ResourceProperties: OldResourceProperties } = deployment.event('Create', type, { ...previous });
  return deployment.event('Update', type, { ...properties }, { PhysicalResourceId, OldResourceProperties });
}

function deleteEvent(deployment: Deployment, type: ResourceTypeName, PhysicalResourceId: string, properties: object) {
  deployment.status = 'DELETE_IN_PROGRESS';
  return deployment.event('Delete', type, { ...properties }, { PhysicalResourceId });
}

async function account(deployment: Deployment, name: string): Promise<string> {
  const root = deployment.simulator.state().root!.id;
  return (await deployment.create(ResourceType.ACCOUNT, { AccountName: name, Email: `${name}@example.com`, ParentId: root }, name)).PhysicalResourceId;
}

test('trusted access that another call has just enabled is no failure, even if enabling it twice is an error', async () => {
  const deployment = deploymentUnder({ enablingTrustedAccessTwice: 'InvalidInputException' });
  await deployment.organization();
  await twiceAtOnce(deployment, deployment.event('Create', ResourceType.TRUSTED_SERVICE, SERVICE));
  expect(deployment.simulator.state().trustedServices).toHaveLength(1);
});

test('trusted access for a service that does not exist is still refused', async () => {
  const deployment = deploymentUnder({ enablingTrustedAccessTwice: 'InvalidInputException' });
  await deployment.organization();
  await expect(deployment.create(ResourceType.TRUSTED_SERVICE, { ServicePrincipal: 'guardduty.example.com' })).rejects.toThrow('UNRECOGNIZED_SERVICE_PRINCIPAL');
});

test('trusted access that another call has just disabled is no failure, even if disabling it twice is an error', async () => {
  const deployment = deploymentUnder({ disablingTrustedAccessTwice: 'InvalidInputException' });
  await deployment.organization();
  await deployment.create(ResourceType.TRUSTED_SERVICE, SERVICE);
  await twiceAtOnce(deployment, deleteEvent(deployment, ResourceType.TRUSTED_SERVICE, SERVICE.ServicePrincipal, SERVICE));
  expect(deployment.simulator.state().trustedServices).toEqual([]);
});

test('a tag that another call has just removed is no failure, even if removing an absent key is an error', async () => {
  const deployment = deploymentUnder({ untaggingAbsentKeys: 'InvalidInputException' });
  const properties = { ParentId: await deployment.organization(), Name: 'Security', Tags: [{ Key: 'one', Value: '1' }, { Key: 'two', Value: '2' }] };
  const { PhysicalResourceId: id } = await deployment.create(ResourceType.ORGANIZATIONAL_UNIT, properties);
  await twiceAtOnce(deployment, updateEvent(deployment, ResourceType.ORGANIZATIONAL_UNIT, id, properties, { ...properties, Tags: [] }));
  expect(Object.keys(deployment.simulator.state().organizationalUnits[0].tags)).toEqual(['cdk-aws-organizations:owner']);
});

test('the remaining tags are removed if someone else has removed one of them in between', async () => {
  const deployment = deploymentUnder({ untaggingAbsentKeys: 'InvalidInputException' });
  const properties = { ParentId: await deployment.organization(), Name: 'Security', Tags: [{ Key: 'one', Value: '1' }, { Key: 'two', Value: '2' }] };
  const { PhysicalResourceId: id } = await deployment.create(ResourceType.ORGANIZATIONAL_UNIT, properties);
  const event = updateEvent(deployment, ResourceType.ORGANIZATIONAL_UNIT, id, properties, { ...properties, Tags: [] });
  let isFirst = true;
  deployment.disturb = async (operation, call) => {
    if (operation === 'UntagResource' && isFirst) {
      isFirst = false;
      await deployment.organizations.untagResource(id, ['one']);
    }
    return call();
  };
  await deployment.deliver(event);
  expect(Object.keys(deployment.simulator.state().organizationalUnits[0].tags)).toEqual(['cdk-aws-organizations:owner']);
});

test('a note about attachments that another call has just removed is no failure, even if removing an absent key is an error', async () => {
  const deployment = deploymentUnder({ untaggingAbsentKeys: 'InvalidInputException' });
  const { id: TargetId } = await deployment.organizations.createOrganizationalUnit(await deployment.organization(SCP), 'Security', []);
  const { id } = await deployment.organizations.createPolicy({
    type: SCP, name: 'P', description: '', content: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}',
  }, []);
  const properties = { TargetId, Policies: { [SCP]: [id] } };
  await deployment.create(ResourceType.POLICY_ATTACHMENTS, properties);
  let removals = 0;
  deployment.disturb = async (operation, call) => {
    if (operation === 'UntagResource' && ++removals === 1) await call();
    return call();
  };
  await deployment.deliver(deleteEvent(deployment, ResourceType.POLICY_ATTACHMENTS, TargetId, properties));
  expect(removals).toBe(1);
  expect(deployment.simulator.state().organizationalUnits[0].tags).toEqual({});
});

test.each(['TargetNotFoundException', 'ofItsKind', 'ParentNotFoundException', 'InvalidInputException'] as const)(
  'attachments of a missing target are deleted at once if the error is %s', async (unknownTarget) => {
    const deployment = deploymentUnder({ unknownTarget });
    const root = await deployment.organization(SCP);
    const { id: TargetId } = await deployment.organizations.createOrganizationalUnit(root, 'Gone', []);
    const { id } = await deployment.organizations.createPolicy({
      type: SCP, name: 'P', description: '', content: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}',
    }, []);
    const properties = { TargetId, Policies: { [SCP]: [id] } };
    await deployment.create(ResourceType.POLICY_ATTACHMENTS, properties);
    await deployment.organizations.deleteOrganizationalUnit(TargetId);
    const begin = deployment.clock.now();
    await deployment.deliver(deleteEvent(deployment, ResourceType.POLICY_ATTACHMENTS, TargetId, properties));
    expect(deployment.clock.now() - begin).toBeLessThan(MINUTE);
  });

test.each(['ParentNotFoundException', 'OrganizationalUnitNotFoundException'] as const)(
  'a unit that was never created below a missing parent is deleted at once if the error is %s', async (unknownParent) => {
    const deployment = deploymentUnder({ unknownParent });
    const { id: ParentId } = await deployment.organizations.createOrganizationalUnit(await deployment.organization(), 'Gone', []);
    await deployment.organizations.deleteOrganizationalUnit(ParentId);
    const begin = deployment.clock.now();
    await deployment.deliver(deleteEvent(deployment, ResourceType.ORGANIZATIONAL_UNIT, PROVISIONAL, { ParentId, Name: 'Child' }));
    expect(deployment.clock.now() - begin).toBeLessThan(MINUTE);
  });

test('an account in the state PENDING_ACTIVATION administers a service as soon as it is active', async () => {
  const deployment = deploymentUnder({ newAccountState: 'PENDING_ACTIVATION' });
  await deployment.organization();
  await deployment.create(ResourceType.TRUSTED_SERVICE, SERVICE);
  const AccountId = await account(deployment, 'security');
  await deployment.create(ResourceType.DELEGATED_ADMINISTRATOR, { AccountId, ...SERVICE }, 'Administrator');
  expect(deployment.simulator.state().delegatedAdministrators).toHaveLength(1);
});

test.each(['AccountNotRegisteredException', 'AccountNotFoundException', 'InvalidInputException', 'success'] as const)(
  'a registration that another call has just ended is no failure if the error is %s', async (deregisteringTheUnregistered) => {
    const deployment = deploymentUnder({ deregisteringTheUnregistered });
    await deployment.organization();
    await deployment.create(ResourceType.TRUSTED_SERVICE, SERVICE);
    const properties = { AccountId: await account(deployment, 'security'), ...SERVICE };
    const { PhysicalResourceId: id } = await deployment.create(ResourceType.DELEGATED_ADMINISTRATOR, properties);
    await twiceAtOnce(deployment, deleteEvent(deployment, ResourceType.DELEGATED_ADMINISTRATOR, id, properties));
    expect(deployment.simulator.state().delegatedAdministrators).toEqual([]);
  });

test('a unit that another call has just renamed is no failure, even if its own name counts as a duplicate', async () => {
  const deployment = deploymentUnder({ renamingToTheSameName: 'duplicate' });
  const properties = { ParentId: await deployment.organization(), Name: 'Security' };
  const { PhysicalResourceId: id } = await deployment.create(ResourceType.ORGANIZATIONAL_UNIT, properties);
  await twiceAtOnce(deployment, updateEvent(deployment, ResourceType.ORGANIZATIONAL_UNIT, id, properties, { ...properties, Name: 'Guard' }));
  expect(deployment.simulator.state().organizationalUnits.map(({ name }) => name)).toEqual(['Guard']);
});

test('a policy that another call has just renamed is no failure, even if its own name counts as a duplicate', async () => {
  const deployment = deploymentUnder({ renamingToTheSameName: 'duplicate' });
  await deployment.organization(SCP);
  const Content = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}';
  const properties = { Type: SCP, Name: 'One', Description: '', Content };
  const { PhysicalResourceId: id } = await deployment.create(ResourceType.POLICY, properties);
  await twiceAtOnce(deployment, updateEvent(deployment, ResourceType.POLICY, id, properties, { ...properties, Name: 'Two' }));
  expect(deployment.simulator.state().policies.filter(({ awsManaged }) => !awsManaged).map(({ name }) => name)).toEqual(['Two']);
});

test.each(['OrganizationalUnitNotEmptyException', 'InvalidInputException'] as const)(
  'a unit to which others have attached a policy stays with a warning if its deletion is refused with %s', async (deletingAUnitWithPolicies) => {
    const deployment = deploymentUnder({ deletingAUnitWithPolicies });
    const properties = { ParentId: await deployment.organization(SCP), Name: 'Security' };
    const { PhysicalResourceId: id } = await deployment.create(ResourceType.ORGANIZATIONAL_UNIT, properties);
    const { id: policy } = await deployment.organizations.createPolicy({
      type: SCP, name: 'P', description: '', content: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}',
    }, []);
    await deployment.organizations.attachPolicy(policy, id);
    await deployment.deliver(deleteEvent(deployment, ResourceType.ORGANIZATIONAL_UNIT, id, properties));
    expect(deployment.simulator.state().organizationalUnits.map(({ name }) => name)).toEqual(['Security']);
    expect(deployment.lines.filter(({ warning }) => warning).map(({ action, reason }) => `${String(action)}: ${String(reason)}`).join())
      .toContain('left behind');
  });

test('an account whose tags become visible late counts as ours in a call right after its creation', async () => {
  // With this seed the creation takes longer than a call waits for the tags of an account that it finds.
  const deployment = deploymentUnder({ newAccountTags: 'later' }, 2);
  const ParentId = await deployment.organization();
  const stamped = await deployment.begin(deployment.event('Create', ResourceType.ACCOUNT, { AccountName: 'one', Email: 'one@example.com', ParentId }));
  await deployment.call(stamped);
  const [{ requestedAt, completesAt }] = deployment.simulator.state().createAccountRequests;
  expect(completesAt - requestedAt).toBeGreaterThan(TAGS_VISIBLE_MS);
  // The environment that requested the account is gone, with its memory.
  deployment.startEnvironment();
  await deployment.clock.sleep(completesAt - deployment.clock.now());
  await deployment.finish(stamped);
  expect(deployment.simulator.state().accounts).toHaveLength(2);
});

test('an account of ours whose tags become visible late is not adopted, even if its construct has adopt by then', async () => {
  const deployment = deploymentUnder({ newAccountTags: 'later' }, 2);
  const ParentId = await deployment.organization();
  const properties = { AccountName: 'one', Email: 'one@example.com', ParentId };
  await deployment.call(await deployment.begin(deployment.event('Create', ResourceType.ACCOUNT, properties)));
  const [{ completesAt }] = deployment.simulator.state().createAccountRequests;
  deployment.startEnvironment();
  await deployment.clock.sleep(completesAt - deployment.clock.now());
  await deployment.create(ResourceType.ACCOUNT, { ...properties, Adopt: true });
  const tags = deployment.simulator.state().accounts.find(({ name }) => name === 'one')!.tags;
  expect(tags).toEqual({ 'cdk-aws-organizations:owner': 'landing-zone@us-east-1' });
});

const TWO_REQUESTS = 'two concurrent calls create one account if the second request for an address is %s';

async function requestTwice(addressOfARequestInProgress: OrganizationsReadings['addressOfARequestInProgress']): Promise<void> {
  const deployment = deploymentUnder({ addressOfARequestInProgress });
  const ParentId = await deployment.organization();
  await twiceAtOnce(deployment, deployment.event('Create', ResourceType.ACCOUNT, { AccountName: 'one', Email: 'one@example.com', ParentId }));
  expect(deployment.simulator.state().accounts).toHaveLength(2);
}

test.each(['failsWhenItEnds', 'failsAtOnce', 'firstToEndWins', 'ConcurrentModificationException', 'DuplicateAccountException'] as const)(TWO_REQUESTS, requestTwice);

test.each(['attachmentBeforeCount', 'countBeforeAttachment'] as const)(
  'an allow-list that another call has just completed is complete if the checks come in the order %s', async (attachmentChecks) => {
    const deployment = deploymentUnder({ attachmentChecks });
    const root = await deployment.organization(SCP);
    const { PhysicalResourceId: TargetId } = await deployment.create(ResourceType.ORGANIZATIONAL_UNIT, { ParentId: root, Name: 'Sandbox' });
    const properties = { Name: 'AllowList', Description: '', Type: SCP, Content: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}' };
    const { PhysicalResourceId: policyId } = await deployment.create(ResourceType.POLICY, properties);
    const desired = { TargetId, TargetLogicalId: 'Unit', Policies: { [SCP]: [policyId] }, DetachFullAwsAccess: 'true' };
    const event = deployment.event('Create', ResourceType.POLICY_ATTACHMENTS, desired);
    await deployment.deliver(event);
    deployment.startEnvironmentForEachCall();
    const before = deployment.clock.now();
    await deployment.deliver(event);
    expect(deployment.clock.now() - before).toBeLessThan(MINUTE);
    expect(deployment.simulator.state().attachments.filter(({ targetId }) => targetId === TargetId))
      .toEqual([{ policyId, targetId: TargetId }]);
  },
);

test.each(['attachmentBeforeCount', 'countBeforeAttachment'] as const)(
  'two concurrent calls swap policies in full slots if the checks come in the order %s', async (attachmentChecks) => {
    const deployment = deploymentUnder({ attachmentChecks });
    const TargetId = await deployment.organization(SCP);
    const policy = async (name: string) => {
      const properties = { Name: name, Description: '', Type: SCP, Content: `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:${name}","Resource":"*"}]}` };
      return (await deployment.create(ResourceType.POLICY, properties, name)).PhysicalResourceId;
    };
    const ids: string[] = [];
    for (let number = 0; number < 12; number += 1) ids.push(await policy(`Policy${number}`));
    const listing = (listed: string[]) => ({ TargetId, TargetLogicalId: 'Root', Policies: { [SCP]: listed } });
    const [before, after] = [listing(ids.slice(0, 9)), listing(ids.slice(3))];
    const { PhysicalResourceId } = await deployment.create(ResourceType.POLICY_ATTACHMENTS, before, 'Attachments');
    await twiceAtOnce(deployment, updateEvent(deployment, ResourceType.POLICY_ATTACHMENTS, PhysicalResourceId, before, after));
    const attached = deployment.simulator.state().attachments.filter(({ targetId }) => targetId === TargetId);
    expect(attached.map(({ policyId }) => policyId).sort()).toEqual(['p-FullAWSAccess', ...ids.slice(3)].sort());
  },
);

test.each(['PolicyNotAttachedException', 'success'] as const)(
  'an allow-list on the unit of a move is complete within five minutes if detaching an unattached policy is %s', async (detachingWhatIsNotAttached) => {
    const deployment = deploymentUnder({ detachingWhatIsNotAttached });
    const root = await deployment.organization(SCP);
    const unit = async (Name: string) => (
      (await deployment.create(ResourceType.ORGANIZATIONAL_UNIT, { ParentId: root, Name }, Name)).PhysicalResourceId);
    const [former, TargetId] = [await unit('Former'), await unit('New')];
    const properties = { Name: 'AllowList', Description: '', Type: SCP, Content: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}' };
    const { PhysicalResourceId: policyId } = await deployment.create(ResourceType.POLICY, properties);
    const open = { TargetId: former, TargetLogicalId: 'Unit', Policies: { [SCP]: [policyId] } };
    await deployment.create(ResourceType.POLICY_ATTACHMENTS, open, 'Attachments');
    const before = deployment.clock.now();
    await deployment.deliver(updateEvent(deployment, ResourceType.POLICY_ATTACHMENTS, former, open, { ...open, TargetId, DetachFullAwsAccess: 'true' }));
    expect(deployment.clock.now() - before).toBeLessThan(5 * MINUTE);
    expect(deployment.simulator.state().attachments.filter(({ targetId }) => targetId === TargetId))
      .toEqual([{ policyId, targetId: TargetId }]);
  },
);

test.each(['attachmentBeforeCount', 'countBeforeAttachment'] as const)(
  'two units with an allow-list are recreated elsewhere in one call each after a crash if the checks come in the order %s', async (attachmentChecks) => {
    const deployment = deploymentUnder({ attachmentChecks });
    const root = await deployment.organization(SCP);
    const content = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
    const policy = { Name: 'AllowList', Description: '', Type: SCP, Content: content };
    const { PhysicalResourceId: policyId } = await deployment.create(ResourceType.POLICY, policy);
    const create = async (properties: object, logicalId: string) => (
      (await deployment.create(ResourceType.ORGANIZATIONAL_UNIT, { ...properties }, logicalId)).PhysicalResourceId);
    const parent = await create({ ParentId: root, Name: 'Parent' }, 'Parent');
    for (const Name of ['One', 'Two']) {
      const before = { ParentId: root, Name, AllowMove: true };
      const unit = await create(before, 'Resource');
      const list = { TargetId: unit, TargetLogicalId: 'Resource', Policies: { [SCP]: [policyId] }, DetachFullAwsAccess: 'true' };
      await deployment.create(ResourceType.POLICY_ATTACHMENTS, list, `Attachments${Name}`);
      const event = updateEvent(deployment, ResourceType.ORGANIZATIONAL_UNIT, unit, before, { ...before, ParentId: parent });
      await deployment.deliver(event);
      deployment.startEnvironmentForEachCall();
      const began = deployment.clock.now();
      const { PhysicalResourceId: TargetId } = await deployment.deliver(event);
      expect(deployment.clock.now() - began).toBeLessThan(MINUTE);
      const attachments = deployment.simulator.state().attachments.filter(({ targetId }) => targetId === TargetId);
      expect(attachments).toEqual([{ policyId, targetId: TargetId }]);
    }
  },
);
