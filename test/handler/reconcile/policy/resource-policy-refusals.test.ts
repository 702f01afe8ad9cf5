import { OBSOLETE_NOTE_VALUE, OWNER_TAG_KEY } from '../../../../src/contract';
import { Deployment } from '../../support/deployment';
import { outrun, refuse, secondsToFailure } from '../../support/refusals';

const TYPE = 'Custom::OrganizationsResourcePolicy';
const CONTENT = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::222222222222:root' }, Action: 'organizations:ListPolicies', Resource: '*' }],
});
const WANTED = { Content: CONTENT };
const WAS = 'cdk-aws-organizations:was:';
const TAGS_OF_EXISTING = 'UPDATE_EXISTING_RESOURCE_POLICY_WITH_TAGS_NOT_SUPPORTED';

async function start() {
  const deployment = new Deployment();
  await deployment.organization();
  return deployment;
}

async function created() {
  const deployment = await start();
  const { PhysicalResourceId: id, Data } = await deployment.create(TYPE, WANTED);
  return { deployment, id, arn: Data!.Arn };
}

test('a resource policy that was deleted by hand is created again by an Update', async () => {
  const { deployment, id } = await created();
  await deployment.organizations.deleteResourcePolicy();
  expect(await deployment.writesOf(() => deployment.update(TYPE, id, WANTED, { ...WANTED, Reconcile: 'again' }))).toEqual(['PutResourcePolicy']);
  expect(deployment.simulator.state().resourcePolicy).toMatchObject({ content: CONTENT });
});

test('a rollback gives up a resource policy that was deleted by hand, with its former ARN', async () => {
  const { deployment, id, arn } = await created();
  await deployment.organizations.deleteResourcePolicy();
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  const before = { ...WANTED, Content: CONTENT.replace('ListPolicies', 'ListRoots') };
  expect(await deployment.update(TYPE, id, before, WANTED)).toEqual({ IsComplete: true, PhysicalResourceId: id, Data: { Arn: arn } });
  expect(deployment.simulator.state().resourcePolicy).toBeNull();
});

test('a Delete leaves a resource policy alone that replaced the one to be deleted', async () => {
  const { deployment, id } = await created();
  await deployment.organizations.deleteResourcePolicy();
  await deployment.clock.sleep(60_000);
  await deployment.organizations.putResourcePolicy(CONTENT, [{ Key: OWNER_TAG_KEY, Value: 'landing-zone@us-east-1' }]);
  const before = deployment.simulator.state().resourcePolicy;
  expect(before!.id).not.toBe(id);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, id, WANTED))).toEqual([]);
  expect(deployment.simulator.state().resourcePolicy).toEqual(before);
});

test('deleting a resource policy that someone else has just deleted succeeds', async () => {
  const { deployment, id } = await created();
  deployment.status = 'DELETE_IN_PROGRESS';
  outrun(deployment, 'DeleteResourcePolicy', () => deployment.organizations.deleteResourcePolicy());
  expect(await deployment.remove(TYPE, id, WANTED)).toMatchObject({ IsComplete: true });
});

test('a refusal to delete for another reason fails', async () => {
  const { deployment, id } = await created();
  deployment.status = 'DELETE_IN_PROGRESS';
  refuse(deployment, 'DeleteResourcePolicy', 'UnsupportedAPIEndpoint');
  await expect(deployment.remove(TYPE, id, WANTED)).rejects.toThrow('UnsupportedAPIEndpoint');
  expect(deployment.simulator.state().resourcePolicy).toMatchObject({ id });
});

test('a resource policy that the service reports as existing but never shows fails after five minutes', async () => {
  const deployment = await start();
  refuse(deployment, 'PutResourcePolicy', 'ConstraintViolation', TAGS_OF_EXISTING);
  const seconds = await secondsToFailure(deployment, deployment.create(TYPE, WANTED), 'the resource policy of the organization, which exists already, is visible');
  expect(seconds).toBeGreaterThanOrEqual(300);
  expect(seconds).toBeLessThan(400);
});

test('a creation that is refused for another reason fails with that reason', async () => {
  const deployment = await start();
  refuse(deployment, 'PutResourcePolicy', 'ConstraintViolation', 'SERVICE_CONTROL_POLICY_SIZE_LIMIT');
  await expect(deployment.create(TYPE, WANTED)).rejects.toThrow('SERVICE_CONTROL_POLICY_SIZE_LIMIT');
});

test('a resource policy whose owner tag a crashed call restored to its former stack loses the notes that are left', async () => {
  const deployment = await start();
  const notes = Object.fromEntries([WAS + OWNER_TAG_KEY, `${WAS}team`, 'cdk-aws-organizations:added/1'].map((key) => [key, OBSOLETE_NOTE_VALUE]));
  const found = { [OWNER_TAG_KEY]: 'other', team: 'red', stays: '1', ...notes };
  await deployment.organizations.putResourcePolicy(CONTENT, Object.entries(found).map(([Key, Value]) => ({ Key, Value })));
  const { id } = deployment.simulator.state().resourcePolicy!;
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  await deployment.remove(TYPE, id, { ...WANTED, Adopt: true, Tags: [{ Key: 'team', Value: 'blue' }, { Key: 'stage', Value: 'prod' }] });
  expect(deployment.simulator.state().resourcePolicy).toMatchObject({ id, tags: { [OWNER_TAG_KEY]: 'other', team: 'red', stays: '1' } });
  expect(Object.keys(deployment.simulator.state().resourcePolicy!.tags)).toHaveLength(3);
});
