import { ResourceType } from '../../../../src/contract';
import { Deployment, STACK_ID } from '../../support/deployment';

const HOUR = 3_600_000;

/** A member below a unit of others, and two units to which the app moves it. */
async function memberOfOthers() {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const { organizations, clock, simulator } = deployment;
  const [former, first, second] = await Promise.all(['Former', 'First', 'Second'].map(async (name) => (
    (await organizations.createOrganizationalUnit(root, name, [])).id)));
  await organizations.createAccount({ email: 'app@example.com', accountName: 'app', tags: [] });
  await clock.sleep(HOUR);
  const member = () => simulator.state().accounts.find(({ name }) => name === 'app')!;
  await organizations.moveAccount(member().id, root, former);
  await clock.sleep(HOUR);
  return { deployment, former, first, second, member };
}

type Place = 'first' | 'second';

const APPS = [ResourceType.ACCOUNT, ResourceType.INVITED_ACCOUNT].flatMap((type) => (['first', 'second'] as const).map((place) => [type, place] as const));

describe.each(APPS)('after two creations of %s that failed without a rollback, the second one with the %s unit as the parent', (type, place) => {
  test.each([['in their order', false], ['in the reverse order', true]])('their Deletes %s return the account to its former parent', async (_, isReversed) => {
    const { deployment, former, member, ...units } = await memberOfOthers();
    const { clock, stacks } = deployment;
    const properties = (unit: Place) => ({
      ParentId: units[unit],
      ...type === ResourceType.ACCOUNT
        ? { AccountName: 'app', Email: 'app@example.com', Adopt: true } : { AccountId: member().id },
    });
    deployment.status = 'UPDATE_IN_PROGRESS';
    stacks.stack(STACK_ID).beganAt = clock.now();
    const failed: [string, Place][] = [];
    for (const unit of ['first', place] as const) {
      failed.push([`pending:Resource:${new Date(clock.now()).toISOString()}`, unit]);
      await deployment.create(type, properties(unit));
      await clock.sleep(HOUR);
      deployment.status = 'UPDATE_IN_PROGRESS';
    }
    deployment.status = 'DELETE_IN_PROGRESS';
    for (const [id, unit] of isReversed ? failed.reverse() : failed) await deployment.remove(type, id, properties(unit));
    expect(member()).toMatchObject({ parentId: former, tags: {} });
  });
});
