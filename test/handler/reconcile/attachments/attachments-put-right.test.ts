import { OWNER_TAG_KEY, ownerTagValue } from '../../../../src/contract';
import { attached, FULL, SCP, start, TYPE } from '../../support/attachments';
import { STACK_ID, STACK_OWNER } from '../../support/deployment';

describe('attachments of a failed deployment whose rollback skipped the target', () => {
  const POLICY = 'Custom::OrganizationsPolicy';
  const RCP = 'RESOURCE_CONTROL_POLICY';

  test('include a policy of this stack, which is detached even if neither version lists its type', async () => {
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

  test('include a detached FullAWSAccess, which is attached again', async () => {
    const { deployment, unit, ids: [one, two], wanting } = await start();
    await deployment.create(TYPE, wanting(one));
    await deployment.update(TYPE, unit, wanting(one), { ...wanting(one), DetachFullAwsAccess: true });
    expect(attached(deployment, unit)).not.toContain(FULL);
    await deployment.updateAndCleanUp(TYPE, unit, wanting(one), wanting(one, two));
    expect(attached(deployment, unit)).toContain(FULL);
  });
});

describe('FullAWSAccess that was detached by hand', () => {
  test('is attached again when the target takes part in a deployment', async () => {
    const { deployment, unit, ids: [one], wanting } = await start();
    await deployment.create(TYPE, wanting(one));
    await deployment.organizations.detachPolicy(FULL, unit);
    await deployment.update(TYPE, unit, wanting(one), { ...wanting(one), Reconcile: '1' });
    expect(attached(deployment, unit)).toEqual([one, FULL].sort());
  });

  test('stays detached if a policy of someone else allows an action instead', async () => {
    const { deployment, unit, ids: [one], wanting } = await start();
    await deployment.create(TYPE, wanting(one));
    const content = JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } });
    const { id: theirs } = await deployment.organizations.createPolicy({ type: SCP, name: 'Theirs', description: '', content }, []);
    await deployment.organizations.attachPolicy(theirs, unit);
    await deployment.organizations.detachPolicy(FULL, unit);
    await deployment.update(TYPE, unit, wanting(one), { ...wanting(one), Reconcile: '1' });
    expect(attached(deployment, unit)).toEqual([one, theirs].sort());
  });

  test.each([true, false])('stays detached if the app lists an allowing policy that was attached before (adopted: %s)', async (adopted) => {
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
