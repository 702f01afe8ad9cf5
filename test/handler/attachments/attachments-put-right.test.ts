import { OWNER_TAG_KEY, ownerTagValue } from '../../../src/contract';
import { attached, FULL, SCP, start, TYPE } from '../support/attachments';
import { STACK_ID, STACK_OWNER } from '../support/deployment';

describe('what a deployment did that nobody undid, since its rollback skipped the target', () => {
  const POLICY = 'Custom::OrganizationsPolicy';
  const RCP = 'RESOURCE_CONTROL_POLICY';

  test('a policy of ours goes, also of a type that neither version lists', async () => {
    const { deployment, unit, ids: [one, two], wanting } = await start();
    await deployment.create('Custom::OrganizationsPolicyType', { RootId: deployment.simulator.state().root!.id, PolicyType: RCP });
    const content = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }] });
    const { PhysicalResourceId: skipped } = await deployment.create(POLICY, { Type: RCP, Name: 'Rcp', Description: '', Content: content });
    deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Rcp', physicalId: skipped, type: POLICY, status: 'CREATE_COMPLETE' });
    await deployment.create(TYPE, wanting(one));
    await deployment.update(TYPE, unit, wanting(one), { ...wanting(one), Policies: { [SCP]: [one], [RCP]: [skipped] } });
    expect(attached(deployment, unit)).toContain(skipped);
    await deployment.updateAndCleanUp(TYPE, unit, wanting(one), wanting(one, two));
    expect(attached(deployment, unit)).toEqual(['p-RCPFullAWSAccess', FULL, one, two].sort());
  });

  test('FullAWSAccess comes back', async () => {
    const { deployment, unit, ids: [one, two], wanting } = await start();
    await deployment.create(TYPE, wanting(one));
    await deployment.update(TYPE, unit, wanting(one), { ...wanting(one), DetachFullAwsAccess: true });
    expect(attached(deployment, unit)).not.toContain(FULL);
    await deployment.updateAndCleanUp(TYPE, unit, wanting(one), wanting(one, two));
    expect(attached(deployment, unit)).toContain(FULL);
  });
});

describe('FullAWSAccess that was taken off by hand', () => {
  test('comes back when the target takes part in a deployment', async () => {
    const { deployment, unit, ids: [one], wanting } = await start();
    await deployment.create(TYPE, wanting(one));
    await deployment.organizations.detachPolicy(FULL, unit);
    await deployment.update(TYPE, unit, wanting(one), { ...wanting(one), Reconcile: '1' });
    expect(attached(deployment, unit)).toEqual([one, FULL].sort());
  });

  test('stays away where a policy of somebody else allows something in its place', async () => {
    const { deployment, unit, ids: [one], wanting } = await start();
    await deployment.create(TYPE, wanting(one));
    const content = JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } });
    const { id: theirs } = await deployment.organizations.createPolicy({ type: SCP, name: 'Theirs', description: '', content }, []);
    await deployment.organizations.attachPolicy(theirs, unit);
    await deployment.organizations.detachPolicy(FULL, unit);
    await deployment.update(TYPE, unit, wanting(one), { ...wanting(one), Reconcile: '1' });
    expect(attached(deployment, unit)).toEqual([one, theirs].sort());
  });

  test.each([true, false])('stays away where the code lists a policy that allows and that was there before, taken over or not (%s)', async (adopted) => {
    const { deployment, unit, ids: [one], wanting } = await start();
    const content = JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } });
    const tags = adopted ? [{ Key: OWNER_TAG_KEY, Value: ownerTagValue({ owner: STACK_OWNER, adopted: true }) }] : [];
    const { id: theirs } = await deployment.organizations.createPolicy({ type: SCP, name: 'Theirs', description: '', content }, tags);
    await deployment.organizations.attachPolicy(theirs, unit);
    await deployment.organizations.detachPolicy(FULL, unit);
    await deployment.create(TYPE, wanting(theirs));
    await deployment.update(TYPE, unit, wanting(theirs), wanting(theirs, one));
    expect(attached(deployment, unit)).toEqual([one, theirs].sort());
  });
});
