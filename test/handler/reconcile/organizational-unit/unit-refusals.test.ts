import { Deployment } from '../../support/deployment';
import { outrun, refuse, secondsToFailure } from '../../support/refusals';

const TYPE = 'Custom::OrganizationsOrganizationalUnit';

async function start() {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const desired = { ParentId: root, Name: 'Security', AllowMove: true };
  const { PhysicalResourceId: id } = await deployment.create(TYPE, desired);
  return { deployment, root, desired, id };
}

test('a name that the service reports as existing but never lists fails after two minutes with advice', async () => {
  const { deployment, root, desired } = await start();
  refuse(deployment, 'CreateOrganizationalUnit', 'DuplicateOrganizationalUnit');
  const seconds = await secondsToFailure(deployment, deployment.create(TYPE, { ...desired, Name: 'Other' }),
    new RegExp(`the organizational unit "Other", which exists already, is visible below ${root}.*Look for a sibling whose name differs only in upper and lower case`));
  expect(seconds).toBeGreaterThanOrEqual(120);
  expect(seconds).toBeLessThan(180);
});

test('deleting a unit that someone else has just deleted succeeds', async () => {
  const { deployment, desired, id } = await start();
  deployment.status = 'DELETE_IN_PROGRESS';
  outrun(deployment, 'DeleteOrganizationalUnit', () => deployment.organizations.deleteOrganizationalUnit(id));
  expect(await deployment.remove(TYPE, id, desired)).toMatchObject({ IsComplete: true });
  expect(deployment.simulator.state().organizationalUnits).toEqual([]);
});

test('a refusal to delete for another reason fails', async () => {
  const { deployment, desired, id } = await start();
  deployment.status = 'DELETE_IN_PROGRESS';
  refuse(deployment, 'DeleteOrganizationalUnit', 'UnsupportedAPIEndpoint');
  await expect(deployment.remove(TYPE, id, desired)).rejects.toThrow('UnsupportedAPIEndpoint');
});

test('a rollback gives up instead of creating a former unit again that was deleted by hand', async () => {
  const { deployment, root, desired, id } = await start();
  const { PhysicalResourceId: place } = await deployment.create(TYPE, { ParentId: root, Name: 'Place' }, 'Place');
  const moved = { ...desired, ParentId: place };
  const { PhysicalResourceId: there } = await deployment.update(TYPE, id, desired, moved);
  await deployment.organizations.deleteOrganizationalUnit(id);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  const since = deployment.simulator.journal.length;
  expect(await deployment.update(TYPE, there, moved, desired)).toMatchObject({ PhysicalResourceId: there });
  expect(deployment.writes(since)).toEqual([]);
  expect(deployment.lines).toContainEqual(expect.objectContaining({
    decision: 'given up in rollback', reason: expect.stringContaining(`There is no organizational unit "Security" below ${root} any more.`),
  }));
});
