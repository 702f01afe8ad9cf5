import { NO_ANSWER, OrganizationsError } from '../../../../src/organizations';
import type { SimulatorOptions } from '../../../../src/simulator';
import { Deployment, STACK_ID } from '../../support/deployment';

const TYPE = 'Custom::OrganizationsPolicyType';
const CLEAN_UP = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
const TAGS = '{"tags":{"team":{"tag_key":{"@@assign":"team"}}}}';
const DENY = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}';

async function start(PolicyType: 'TAG_POLICY' | 'SERVICE_CONTROL_POLICY', options: Partial<SimulatorOptions> = {}, more: object = { DisableOnRemoval: true }) {
  const deployment = new Deployment(options);
  const RootId = await deployment.organization(PolicyType);
  const desired = { RootId, PolicyType, ...more };
  const id = `${RootId}/${PolicyType}`;
  const remove = (status = CLEAN_UP) => {
    deployment.status = status;
    return deployment.writesOf(() => deployment.remove(TYPE, id, desired));
  };
  const ofOthers = async (content: string, targetId = RootId) => {
    const policy = await deployment.organizations.createPolicy({ type: PolicyType, name: 'Foreign', description: '', content }, []);
    await deployment.organizations.attachPolicy(policy.id, targetId);
    return policy.id;
  };
  return { deployment, RootId, id, desired, remove, ofOthers };
}

const typesOf = (deployment: Deployment) => deployment.simulator.state().policyTypes.map(({ type }) => type);
const attachmentsOf = (deployment: Deployment) => deployment.simulator.state().attachments;

test.each(['TAG_POLICY', 'SERVICE_CONTROL_POLICY'] as const)('%s is disabled with one call, and the event completes when the root shows that', async (type) => {
  const { deployment, remove } = await start(type, { policyTypeSettlingMs: 240_000 });
  expect(await remove()).toEqual(['DisablePolicyType']);
  expect(typesOf(deployment)).toEqual([]);
  expect(attachmentsOf(deployment)).toEqual([]);
  expect(await remove()).toEqual([]);
});

test.each(['ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', 'DELETE_IN_PROGRESS'])(
  'the type stays enabled while the stack is in %s', async (status) => {
    const { deployment, remove } = await start('TAG_POLICY');
    expect(await remove(status)).toEqual([]);
    expect(typesOf(deployment)).toEqual(['TAG_POLICY']);
  });

test('the type stays enabled in the cleanup too without disableOnRemoval', async () => {
  const { deployment, remove } = await start('TAG_POLICY', {}, {});
  expect(await remove()).toEqual([]);
  expect(typesOf(deployment)).toEqual(['TAG_POLICY']);
});

test.each([
  ['TAG_POLICY', TAGS, 0], ['TAG_POLICY', TAGS, 8_000], ['SERVICE_CONTROL_POLICY', DENY, 0], ['SERVICE_CONTROL_POLICY', DENY, 8_000],
] as const)('%s stays enabled while a policy of others is attached, which the message names (%s, lag %d)', async (type, content, lagMs) => {
  const { deployment, RootId, remove, ofOthers } = await start(type, { lagMs });
  // Attached a moment before: an endpoint that is behind does not show it yet.
  const policyId = await ofOthers(content);
  const failure = await remove().catch((error: Error) => error.message);
  expect(failure).toContain(`attached are "Foreign" (${policyId}) on "Root" (${RootId})`);
  expect(failure).toContain('The type stays enabled, because disabling it would detach them.');
  expect(typesOf(deployment)).toEqual([type]);
  expect(attachmentsOf(deployment)).toContainEqual({ policyId, targetId: RootId });
  expect(deployment.writes()).not.toContain('DisablePolicyType');
});

test('the handler waits for an attachment that is removed within two minutes', async () => {
  const { deployment, remove, ofOthers } = await start('TAG_POLICY');
  await ofOthers(TAGS);
  const goesAt = deployment.clock.now() + 60_000;
  deployment.disturb = (_operation, call) => {
    if (deployment.clock.now() >= goesAt && attachmentsOf(deployment).length > 0) {
      deployment.simulator.reset({ ...deployment.simulator.state(), attachments: [] });
    }
    return call();
  };
  expect(await remove()).toEqual(['DisablePolicyType']);
  expect(deployment.clock.now()).toBeGreaterThanOrEqual(goesAt);
  expect(typesOf(deployment)).toEqual([]);
});

test('the type stays enabled while another resource of the stack manages it', async () => {
  const { deployment, id, remove } = await start('TAG_POLICY');
  deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Moved', physicalId: id, type: TYPE, status: 'CREATE_COMPLETE' });
  expect(await remove()).toEqual([]);
  expect(typesOf(deployment)).toEqual(['TAG_POLICY']);
});

test('the handler waits for a missing permission, and the message names the property that grants it', async () => {
  const { deployment, remove } = await start('TAG_POLICY');
  deployment.disturb = (operation, call) => (operation === 'DisablePolicyType'
    ? Promise.reject(new OrganizationsError(operation, 'AccessDenied', 'You may not.')) : call());
  await expect(remove()).rejects.toThrow(/DisablePolicyType.*Keep allowPolicyTypeDisabling/);
  expect(typesOf(deployment)).toEqual(['TAG_POLICY']);
});

test('a lost response disables the type once', async () => {
  const { deployment, remove } = await start('TAG_POLICY', { policyTypeSettlingMs: 60_000 });
  let lost = 0;
  deployment.disturb = async (operation, call) => {
    const answer = await call();
    if (operation !== 'DisablePolicyType' || lost > 0) return answer;
    lost += 1;
    throw new OrganizationsError(operation, NO_ANSWER, 'The connection broke.');
  };
  expect(await remove()).toEqual(['DisablePolicyType']);
  expect(typesOf(deployment)).toEqual([]);
});

test('the type is disabled if one reading shows it as enabled and the later ones do not show it', async () => {
  const { deployment, remove } = await start('TAG_POLICY');
  let answers = 0;
  deployment.disturb = async (operation, call) => {
    const answer = await call();
    if (operation !== 'ListRoots' || ++answers === 2) return answer;
    const { Roots } = answer as unknown as { Roots: object[] };
    return { ...answer, Roots: Roots.map((root) => ({ ...root, PolicyTypes: [] })) };
  };
  expect(await remove()).toEqual(['DisablePolicyType']);
  expect(typesOf(deployment)).toEqual([]);
});
