import { Deployment } from '../../support/deployment';

const TYPE = 'Custom::OrganizationsPolicyType';

test('a policy type is enabled once, and the handler waits for it', async () => {
  const deployment = new Deployment({ policyTypeSettlingMs: 240_000 });
  const RootId = await deployment.organization();
  const desired = { RootId, PolicyType: 'TAG_POLICY' };
  const begin = deployment.clock.now();
  let answer;
  expect(await deployment.writesOf(async () => { answer = await deployment.create(TYPE, desired); })).toEqual(['EnablePolicyType']);
  expect(answer).toEqual({ IsComplete: true, PhysicalResourceId: `${RootId}/TAG_POLICY`, Data: {} });
  expect(deployment.clock.now()).toBeGreaterThan(begin);
  expect(deployment.simulator.state().policyTypes).toMatchObject([{ type: 'TAG_POLICY', status: 'ENABLED' }]);
  expect(await deployment.writesOf(() => deployment.create(TYPE, desired))).toEqual([]);
});

test('a policy type stays enabled when it is removed from the app', async () => {
  const deployment = new Deployment();
  const RootId = await deployment.organization('TAG_POLICY');
  deployment.status = 'DELETE_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, `${RootId}/TAG_POLICY`, { RootId, PolicyType: 'TAG_POLICY' }))).toEqual([]);
});

test('the root of another organization is a failure', async () => {
  const deployment = new Deployment();
  await deployment.organization();
  await expect(deployment.create(TYPE, { RootId: 'r-zzzz', PolicyType: 'TAG_POLICY' })).rejects.toThrow('is wanted in the root r-zzzz');
});

describe.each(['PENDING_ENABLE', 'PENDING_DISABLE'] as const)('a type that someone else has left in %s', (status) => {
  async function pending(settlesInMs: number) {
    const deployment = new Deployment({ policyTypeSettlingMs: 1 });
    const RootId = await deployment.organization();
    const record = { type: 'TAG_POLICY', status, settlesAt: deployment.clock.now() + settlesInMs };
    deployment.simulator.reset({ ...deployment.simulator.state(), policyTypes: [record] });
    return { deployment, create: () => deployment.create(TYPE, { RootId, PolicyType: 'TAG_POLICY' }) };
  }

  test('makes the handler wait', async () => {
    const { deployment, create } = await pending(600_000);
    const writes = await deployment.writesOf(create);
    expect(writes).toEqual(status === 'PENDING_ENABLE' ? [] : ['EnablePolicyType']);
    expect(deployment.simulator.state().policyTypes).toMatchObject([{ type: 'TAG_POLICY', status: 'ENABLED' }]);
  });

  test('fails the deployment after twenty minutes with advice', async () => {
    const { deployment, create } = await pending(24 * 3_600_000);
    const began = deployment.clock.now();
    await expect(create()).rejects.toThrow(new RegExp(`it is ${status}.*${status === 'PENDING_ENABLE' ? 'See the policy type' : 'Find out who disables'}`));
    expect(deployment.clock.now() - began).toBeLessThan(1_300_000);
  });
});
