import { Deployment, STACK_OWNER } from './support/deployment';
import { OWNER_TAG_KEY } from '../../src/contract';

/** The owner tag of an account records where it was found: someone who may set tags writes another place into it. */
const ACCOUNT = 'Custom::OrganizationsAccount';
const YEAR = 365 * 24 * 3_600_000;

/** An account of someone else in "Found" that the app adopts into "Home", and a unit "Trap" with other policies. */
async function start() {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const unit = async (name: string) => (await deployment.organizations.createOrganizationalUnit(root, name, [])).id;
  const [found, home, trap] = [await unit('Found'), await unit('Home'), await unit('Trap')];
  const { PhysicalResourceId: id } = await deployment.create(ACCOUNT, { AccountName: 'app', Email: 'app@example.com', ParentId: found });
  await deployment.organizations.untagResource(id, [OWNER_TAG_KEY]);
  await deployment.clock.sleep(3_600_000);
  deployment.status = 'UPDATE_IN_PROGRESS';
  const desired = { AccountName: 'app', Email: 'app@example.com', ParentId: home, Adopt: true };
  const forge = (place: string) => deployment.organizations.tagResource(id, [{ Key: OWNER_TAG_KEY, Value: `${STACK_OWNER}/adopted/${place}` }]);
  const rollBack = async () => {
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await deployment.remove(ACCOUNT, id, desired, 'Adopted');
    return deployment.simulator.state().accounts.find((each) => each.id === id)?.parentId;
  };
  return { deployment, root, found, home, trap, id, desired, forge, rollBack };
}

test('a failed adoption returns an account to its former parent even if a note from the future names another unit', async () => {
  const { deployment, found, trap, desired, forge, rollBack } = await start();
  await forge(`${trap}/${deployment.clock.now() + YEAR}`);
  await deployment.create(ACCOUNT, desired, 'Adopted');
  expect(await rollBack()).toBe(found);
  expect(deployment.lines.find(({ decision }) => decision === 'ignored note')).toMatchObject({ warning: true });
});

test('a rollback does not move an account according to a note from the future that was written after the adoption', async () => {
  const { deployment, home, trap, desired, forge, rollBack } = await start();
  await deployment.create(ACCOUNT, desired, 'Adopted');
  await forge(`${trap}/${deployment.clock.now() + YEAR}`);
  expect(await rollBack()).toBe(home);
});

test.each([
  ['is not a parent of accounts', () => 'p-0123456789'],
  ['does not exist', (root: string) => `ou-${root.slice(2)}-zzzzzzzz`],
  ['is the root of another organization', () => 'r-zzzz'],
])('a rollback does not move an account below a parent that %s, but releases the account', async (_, place) => {
  const { deployment, root, home, id, desired, forge, rollBack } = await start();
  await deployment.create(ACCOUNT, desired, 'Adopted');
  await forge(`${place(root)}/${deployment.clock.now()}`);
  expect(await rollBack()).toBe(home);
  expect(deployment.simulator.state().accounts.find((each) => each.id === id)?.tags).toEqual({});
  expect(deployment.lines.find(({ decision }) => decision === 'ignored note')).toMatchObject({ warning: true });
  expect(deployment.lines.find(({ decision }) => decision === 'given up in rollback')).toBeUndefined();
});
