import { OBSOLETE_NOTE_VALUE } from '../../../../src/contract';
import { Deployment } from '../../support/deployment';
import { outrun, refuse, secondsToFailure } from '../../support/refusals';

const TYPE = 'Custom::OrganizationsPolicy';
const SCP = 'SERVICE_CONTROL_POLICY';
const OWNER = 'cdk-aws-organizations:owner';
const WAS = 'cdk-aws-organizations:was:';
const CONTENT = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}';
const WANTED = { Type: SCP, Name: 'Guardrails', Description: '', Content: CONTENT };

async function start() {
  const deployment = new Deployment();
  await deployment.organization(SCP);
  const { PhysicalResourceId: id, Data } = await deployment.create(TYPE, WANTED);
  return { deployment, id, arn: Data!.Arn };
}

test('a policy that was deleted by hand is created again by an Update', async () => {
  const { deployment, id } = await start();
  await deployment.organizations.deletePolicy(id);
  const { PhysicalResourceId } = await deployment.update(TYPE, id, WANTED, { ...WANTED, Description: 'new' });
  expect(deployment.simulator.state().policies).toMatchObject([{ id: PhysicalResourceId, description: 'new' }]);
});

test('a rollback gives up a policy that was deleted by hand, with its former ARN', async () => {
  const { deployment, id, arn } = await start();
  await deployment.organizations.deletePolicy(id);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  const since = deployment.simulator.journal.length;
  expect(await deployment.update(TYPE, id, { ...WANTED, Description: 'new' }, WANTED)).toEqual({ IsComplete: true, PhysicalResourceId: id, Data: { Arn: arn } });
  expect(deployment.writes(since)).toEqual([]);
  expect(deployment.lines).toContainEqual(expect.objectContaining({
    decision: 'given up in rollback', reason: `The policy ${id} ("Guardrails") was deleted outside of this stack. Deploy again to recreate it.`,
  }));
});

test('a name that the service reports as existing but never lists fails after two minutes with advice', async () => {
  const { deployment } = await start();
  refuse(deployment, 'CreatePolicy', 'DuplicatePolicy');
  const seconds = await secondsToFailure(deployment, deployment.create(TYPE, { ...WANTED, Name: 'Other' }),
    /the policy "Other", which exists already, is visible.*differs only in upper and lower case or that has another type/);
  expect(seconds).toBeGreaterThanOrEqual(120);
  expect(seconds).toBeLessThan(180);
});

test('deleting a policy that someone else has just deleted succeeds', async () => {
  const { deployment, id } = await start();
  deployment.status = 'DELETE_IN_PROGRESS';
  outrun(deployment, 'DeletePolicy', () => deployment.organizations.deletePolicy(id));
  expect(await deployment.remove(TYPE, id, WANTED)).toMatchObject({ IsComplete: true });
  expect(deployment.simulator.state().policies).toEqual([]);
});

test('a refusal to delete for another reason fails', async () => {
  const { deployment, id } = await start();
  deployment.status = 'DELETE_IN_PROGRESS';
  refuse(deployment, 'DeletePolicy', 'UnsupportedAPIEndpoint');
  await expect(deployment.remove(TYPE, id, WANTED)).rejects.toThrow('UnsupportedAPIEndpoint');
});

test('a policy whose owner tag a crashed call restored to its former stack loses the notes that are left', async () => {
  const { deployment } = await start();
  const notes = Object.fromEntries([WAS + OWNER, `${WAS}team`, 'cdk-aws-organizations:added/1'].map((key) => [key, OBSOLETE_NOTE_VALUE]));
  const found = { [OWNER]: 'other', team: 'red', stays: '1', ...notes };
  const tags = Object.entries(found).map(([Key, Value]) => ({ Key, Value }));
  const { id } = await deployment.organizations.createPolicy({ type: SCP, name: 'Old', description: '', content: CONTENT }, tags);
  deployment.status = 'ROLLBACK_IN_PROGRESS';
  const Tags = [{ Key: 'team', Value: 'blue' }, { Key: 'stage', Value: 'prod' }];
  await deployment.remove(TYPE, id, { ...WANTED, Name: 'Old', Adopt: true, Tags });
  expect(deployment.simulator.state().policies.find((policy) => policy.id === id)?.tags).toEqual({ [OWNER]: 'other', team: 'red', stays: '1' });
});
