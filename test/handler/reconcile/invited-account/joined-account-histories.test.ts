import { OWNER_TAG_KEY } from '../../../../src/contract';
import { type Deployment, STACK_OWNER } from '../../support/deployment';
import { accept, ANA, inviteByHand, parentOf, start, tagsOf, TYPE } from '../../support/invited-accounts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const AGAIN = { Reconcile: 'again' };
const TAGS = [{ Key: 'team', Value: 'blue' }];
const BY_ID = { AccountId: ANA.id };
const ID = `invited/${ANA.id}`;
const CLEANUP_OF_ROLLBACK = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';

async function nextDeployment(deployment: Deployment): Promise<void> {
  await deployment.clock.sleep(DAY_MS);
  deployment.status = 'UPDATE_IN_PROGRESS';
}

/** Notes of former parents have no effect in later deployments. */
function withoutFormerParent({ [OWNER_TAG_KEY]: value = '', ...others }: Record<string, string>): Record<string, string> {
  return { ...others, [OWNER_TAG_KEY]: value.split('/').slice(0, 2).join('/') };
}

/** Removes the construct from the app. @returns the writes */
async function removal(deployment: Deployment, physicalId: string, properties: object): Promise<string[]> {
  await nextDeployment(deployment);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  return deployment.writesOf(() => deployment.remove(TYPE, physicalId, { ...properties }));
}

describe('an account that accepts its invitation minutes before the deployment fails', () => {
  test('stays a member without our tags after the rollback of the creation, and the next deployment adopts it', async () => {
    const { deployment, root, home } = await start();
    const properties = { ...BY_ID, ParentId: home, Tags: TAGS };
    await deployment.create(TYPE, properties);
    accept(deployment);
    await deployment.clock.sleep(5 * MINUTE_MS);
    deployment.status = CLEANUP_OF_ROLLBACK;
    await deployment.remove(TYPE, ID, properties);
    expect([parentOf(deployment), tagsOf(deployment)]).toEqual([root, {}]);
    await nextDeployment(deployment);
    await deployment.create(TYPE, properties);
    expect([parentOf(deployment), tagsOf(deployment)[OWNER_TAG_KEY]])
      .toEqual([home, expect.stringContaining(`${STACK_OWNER}/adopted`)]);
    expect(await removal(deployment, ANA.id, properties)).toEqual([]);
  });

  test('stays in the root with the owner tag after the rollback of an Update, and the next deployment places it', async () => {
    const { deployment, root, home } = await start();
    const properties = { ...BY_ID, ParentId: home, Removal: { Action: 'CloseAccount' } };
    await deployment.create(TYPE, properties);
    await nextDeployment(deployment);
    const failed = { ...properties, Tags: TAGS };
    accept(deployment);
    await deployment.clock.sleep(5 * MINUTE_MS);
    await deployment.update(TYPE, ID, properties, failed);
    expect([parentOf(deployment), tagsOf(deployment).team]).toEqual([home, 'blue']);
    await deployment.clock.sleep(5 * MINUTE_MS);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await deployment.update(TYPE, ANA.id, failed, properties)).toMatchObject({ PhysicalResourceId: ID });
    expect([parentOf(deployment), Object.keys(tagsOf(deployment))]).toEqual([root, [OWNER_TAG_KEY]]);
    await nextDeployment(deployment);
    expect(await deployment.update(TYPE, ID, properties, { ...properties, ...AGAIN })).toMatchObject({ PhysicalResourceId: ANA.id });
    expect([parentOf(deployment), tagsOf(deployment)[OWNER_TAG_KEY]]).toEqual([home, expect.not.stringContaining('adopted')]);
    expect(await removal(deployment, ANA.id, properties)).toEqual(['CloseAccount']);
  });

  test('stays in the root if it accepts during the Update, which the deployment places and rolls back', async () => {
    const { deployment, root, home } = await start();
    const properties = { ...BY_ID, ParentId: home };
    await deployment.create(TYPE, properties);
    await nextDeployment(deployment);
    const failed = { ...properties, WaitForAcceptance: true };
    const event = await deployment.begin(deployment.event('Update', TYPE, failed, { PhysicalResourceId: ID, OldResourceProperties: properties }));
    await deployment.call(event);
    accept(deployment);
    await deployment.clock.sleep(5 * MINUTE_MS);
    await deployment.finish(event);
    await deployment.clock.sleep(5 * MINUTE_MS);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await deployment.update(TYPE, ANA.id, failed, properties)).toMatchObject({ PhysicalResourceId: ID });
    expect(parentOf(deployment)).toBe(root);
  });
});

describe('an account that was invited by an earlier deployment, joined, and comes back into the app in a deployment that fails', () => {
  /** The construct leaves the app after the account has joined, and a failed deployment has it again. */
  async function backAgain(more: object = {}) {
    const world = await start();
    const { deployment, home } = world;
    const properties = { ...BY_ID, ParentId: home, ...more };
    await deployment.create(TYPE, properties);
    accept(deployment);
    expect(await removal(deployment, ID, properties)).toEqual([]);
    await nextDeployment(deployment);
    await deployment.create(TYPE, properties);
    expect(parentOf(deployment)).toBe(home);
    await deployment.clock.sleep(5 * MINUTE_MS);
    deployment.status = CLEANUP_OF_ROLLBACK;
    await deployment.remove(TYPE, ANA.id, properties);
    return { ...world, properties };
  }

  test('returns to the root and keeps the owner tag of its invitation', async () => {
    const { deployment, root } = await backAgain();
    expect([parentOf(deployment), Object.keys(tagsOf(deployment))]).toEqual([root, [OWNER_TAG_KEY]]);
    expect(tagsOf(deployment)[OWNER_TAG_KEY]).not.toContain('adopted');
  });

  test('counts as invited by this stack in the next deployment, and its removal settings apply', async () => {
    const { deployment, home, properties } = await backAgain({ Removal: { Action: 'CloseAccount' } });
    await nextDeployment(deployment);
    await deployment.create(TYPE, properties);
    expect([parentOf(deployment), tagsOf(deployment)[OWNER_TAG_KEY]]).toEqual([home, expect.not.stringContaining('adopted')]);
    expect(await removal(deployment, ANA.id, properties)).toEqual(['CloseAccount']);
  });

  test('is in the root after two failed deployments too', async () => {
    const { deployment, root, properties } = await backAgain({ Tags: TAGS });
    await nextDeployment(deployment);
    await deployment.create(TYPE, properties);
    await deployment.clock.sleep(5 * MINUTE_MS);
    deployment.status = CLEANUP_OF_ROLLBACK;
    await deployment.remove(TYPE, ANA.id, properties);
    expect([parentOf(deployment), tagsOf(deployment)[OWNER_TAG_KEY]]).toEqual([root, expect.stringContaining(STACK_OWNER)]);
  });
});

describe.each([{}, { Tags: TAGS }])('a member that was adopted with %j, left the app, and comes back in deployments that fail', (more) => {
  test('returns to its place each time and stays adopted, with what it had before', async () => {
    const { deployment, root, home } = await start();
    const { id: other } = await deployment.organizations.createOrganizationalUnit(root, 'Other', []);
    inviteByHand(deployment, { Type: 'ACCOUNT', Id: ANA.id });
    accept(deployment);
    await deployment.organizations.tagResource(ANA.id, [{ Key: 'team', Value: 'red' }]);
    const properties = { ...BY_ID, ParentId: home, ...more };
    await nextDeployment(deployment);
    await deployment.create(TYPE, properties);
    expect(await removal(deployment, ANA.id, properties)).toEqual([]);
    const before = withoutFormerParent(tagsOf(deployment));
    for (const parent of [other, other, root]) {
      const back = { ...properties, ParentId: parent };
      await nextDeployment(deployment);
      await deployment.create(TYPE, back);
      expect(parentOf(deployment)).toBe(parent);
      await deployment.clock.sleep(5 * MINUTE_MS);
      deployment.status = CLEANUP_OF_ROLLBACK;
      await deployment.remove(TYPE, ANA.id, back);
      expect([parentOf(deployment), withoutFormerParent(tagsOf(deployment))]).toEqual([home, before]);
    }
  });
});
