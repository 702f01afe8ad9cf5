import { OWNER_TAG_KEY } from '../../../../src/contract';
import { STACK_ID, STACK_OWNER, stackId } from '../../support/deployment';
import { accept, ANA, decline, inviteByHand, lastHandshake, parentOf, PARTIES, start, tagsOf, TYPE } from '../../support/invited-accounts';

const DAY_MS = 86_400_000;
const AGAIN = { Reconcile: 'again' };
const TAGS = [{ Key: 'team', Value: 'blue' }];

describe.each(PARTIES)('an account that is invited by %s', (_, party) => {
  const id = `invited/${Object.values(party)[0]}`;

  test('is invited once, within seconds, and the resource is complete without it', async () => {
    const { deployment, home } = await start();
    const began = deployment.clock.now();
    expect(await deployment.writesOf(async () => {
      expect(await deployment.create(TYPE, { ...party, ParentId: home }))
        .toEqual({ IsComplete: true, PhysicalResourceId: id, Data: { Status: 'INVITED' } });
    })).toEqual(['InviteAccountToOrganization']);
    expect(deployment.clock.now() - began).toBeLessThan(60_000);
    expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'not joined', status: 'INVITED', warning: true }));
    expect(await deployment.writesOf(() => deployment.create(TYPE, { ...party, ParentId: home }))).toEqual([]);
  });

  test('is tagged and placed by the Update that finds it joined, which responds with its ID', async () => {
    const { deployment, home } = await start();
    const properties = { ...party, ParentId: home, Tags: TAGS };
    await deployment.create(TYPE, properties);
    accept(deployment);
    await deployment.clock.sleep(DAY_MS);
    expect(await deployment.updateAndCleanUp(TYPE, id, properties, { ...properties, ...AGAIN }))
      .toEqual({ IsComplete: true, PhysicalResourceId: ANA.id, Data: { Status: 'JOINED' } });
    expect(parentOf(deployment)).toBe(home);
    expect(tagsOf(deployment)).toMatchObject({ team: 'blue', [OWNER_TAG_KEY]: expect.stringMatching(`^${STACK_OWNER}`) });
    expect(lastHandshake(deployment).state).toBe('ACCEPTED');
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'UPDATE_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.update(TYPE, ANA.id, properties, { ...properties, ...AGAIN }))).toEqual([]);
  });

  test.each<[string, 'DECLINED' | 'EXPIRED']>([['declined', 'DECLINED'], ['let it expire', 'EXPIRED']])('and has %s is invited again by an Update, once', async (how, state) => {
    const { deployment, home } = await start();
    const properties = { ...party, ParentId: home };
    await deployment.create(TYPE, properties);
    if (how === 'declined') decline(deployment);
    await deployment.clock.sleep(16 * DAY_MS);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await deployment.writesOf(async () => {
      expect(await deployment.update(TYPE, id, properties, properties)).toMatchObject({ PhysicalResourceId: id, Data: { Status: state } });
    })).toEqual([]);
    deployment.status = 'UPDATE_IN_PROGRESS';
    const event = await deployment.begin(deployment.event('Update', TYPE, { ...properties, ...AGAIN }, { PhysicalResourceId: id, OldResourceProperties: properties }));
    expect(await deployment.writesOf(() => deployment.finish(event))).toEqual(['InviteAccountToOrganization']);
    decline(deployment);
    expect(await deployment.writesOf(async () => {
      expect(await deployment.finish(event)).toMatchObject({ PhysicalResourceId: id, Data: { Status: 'DECLINED' } });
    })).toEqual([]);
  });

  test('and is already a member is adopted and placed, and a rollback reverts that', async () => {
    const { deployment, root, home } = await start();
    inviteByHand(deployment, 'Email' in party ? { Type: 'EMAIL', Id: ANA.email } : { Type: 'ACCOUNT', Id: ANA.id });
    accept(deployment);
    await deployment.organizations.tagResource(ANA.id, [{ Key: 'team', Value: 'red' }]);
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'UPDATE_IN_PROGRESS';
    const properties = { ...party, ParentId: home, Tags: TAGS };
    expect(await deployment.create(TYPE, properties)).toMatchObject({ PhysicalResourceId: ANA.id, Data: { Status: 'JOINED' } });
    expect(parentOf(deployment)).toBe(home);
    expect(tagsOf(deployment)).toMatchObject({ team: 'blue' });
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await deployment.remove(TYPE, ANA.id, properties);
    expect(parentOf(deployment)).toBe(root);
    expect(tagsOf(deployment)).toEqual({ team: 'red' });
  });

  test('that accepts while the creation is rolled back stays a member, in the root, without our tags', async () => {
    const { deployment, root, home } = await start();
    const properties = { ...party, ParentId: home, Tags: TAGS };
    await deployment.create(TYPE, properties);
    accept(deployment);
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await deployment.remove(TYPE, id, properties);
    expect(parentOf(deployment)).toBe(root);
    expect(tagsOf(deployment)).toEqual({});
    expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'stays a member', warning: true }));
  });

  test('has its invitation canceled by the rollback of the deployment that sent it', async () => {
    const { deployment, home } = await start();
    await deployment.create(TYPE, { ...party, ParentId: home });
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, id, { ...party, ParentId: home }))).toEqual(['CancelHandshake']);
    expect(await deployment.writesOf(() => deployment.remove(TYPE, id, { ...party, ParentId: home }))).toEqual([]);
  });

  async function acceptedBetweenDeployments() {
    const { deployment, root, home } = await start();
    const properties = { ...party, ParentId: home };
    await deployment.create(TYPE, properties);
    accept(deployment);
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'UPDATE_IN_PROGRESS';
    return { deployment, root, home, properties };
  }

  test('stays in the root if the deployment that found it there, with the root as its new parent, is rolled back', async () => {
    const { deployment, root, properties } = await acceptedBetweenDeployments();
    const changed = { ...party, ParentId: root };
    expect(await deployment.update(TYPE, id, properties, changed)).toMatchObject({ PhysicalResourceId: ANA.id });
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await deployment.update(TYPE, ANA.id, changed, properties)).toMatchObject({ PhysicalResourceId: id });
    expect(parentOf(deployment)).toBe(root);
  });

  test('returns to the root if the deployment that placed it is rolled back, and the next deployment places it', async () => {
    const { deployment, root, home, properties } = await acceptedBetweenDeployments();
    await deployment.update(TYPE, id, properties, { ...properties, ...AGAIN });
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await deployment.update(TYPE, ANA.id, { ...properties, ...AGAIN }, properties)).toMatchObject({ PhysicalResourceId: id });
    expect(parentOf(deployment)).toBe(root);
    deployment.stacks.stack(STACK_ID).resources = [{ logicalId: 'Resource', physicalId: id, type: TYPE, status: 'UPDATE_COMPLETE' }];
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await deployment.remove(TYPE, ANA.id, { ...properties, ...AGAIN });
    expect(parentOf(deployment)).toBe(root);
    expect(tagsOf(deployment)[OWNER_TAG_KEY]).toContain(STACK_OWNER);
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'UPDATE_IN_PROGRESS';
    expect(await deployment.update(TYPE, id, properties, { ...properties, ...AGAIN })).toMatchObject({ PhysicalResourceId: ANA.id });
    expect(parentOf(deployment)).toBe(home);
  });
});

const BY_ID = { AccountId: ANA.id };
const ID = `invited/${ANA.id}`;

describe('the invitation', () => {
  test('is canceled when the resource is removed from the app, but stays if a person sent it', async () => {
    const { deployment, home } = await start();
    await deployment.create(TYPE, { ...BY_ID, ParentId: home });
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, ID, { ...BY_ID, ParentId: home }))).toEqual(['CancelHandshake']);
    expect(deployment.lines).not.toContainEqual(expect.objectContaining({ decision: 'retained' }));
    inviteByHand(deployment, { Type: 'ACCOUNT', Id: ANA.id });
    expect(await deployment.writesOf(() => deployment.remove(TYPE, ID, { ...BY_ID, ParentId: home }))).toEqual([]);
    expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'kept', reason: 'It was sent by a person or another program.' }));
  });

  test('stays if its construct has another path now', async () => {
    const { deployment, home } = await start();
    await deployment.create(TYPE, { ...BY_ID, ParentId: home });
    deployment.stacks.stack(STACK_ID).resources = [{ logicalId: 'Renamed', physicalId: ID, type: TYPE, status: 'CREATE_COMPLETE' }];
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, ID, { ...BY_ID, ParentId: home }))).toEqual([]);
  });

  test('of an earlier deployment stays in a rollback', async () => {
    const { deployment, home } = await start();
    await deployment.create(TYPE, { ...BY_ID, ParentId: home });
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'UPDATE_IN_PROGRESS';
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, ID, { ...BY_ID, ParentId: home }))).toEqual([]);
  });

  test('that the failed deployment sent after a refusal is canceled by the rollback, once', async () => {
    const { deployment, home } = await start();
    const properties = { ...BY_ID, ParentId: home };
    await deployment.create(TYPE, properties);
    decline(deployment);
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'UPDATE_IN_PROGRESS';
    await deployment.update(TYPE, ID, properties, { ...properties, ...AGAIN });
    expect(lastHandshake(deployment).state).toBe('REQUESTED');
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await deployment.writesOf(async () => {
      expect(await deployment.update(TYPE, ID, { ...properties, ...AGAIN }, properties)).toMatchObject({ PhysicalResourceId: ID, Data: { Status: 'CANCELED' } });
    })).toEqual(['CancelHandshake']);
  });

  test('of another party replaces the former one, which is canceled in the cleanup', async () => {
    const { deployment, home } = await start({ standaloneAccounts: [ANA, { id: '333333333333', email: 'ben@example.com', name: 'Ben' }] });
    await deployment.create(TYPE, { ...BY_ID, ParentId: home });
    expect(await deployment.writesOf(() => deployment.updateAndCleanUp(TYPE, ID, { ...BY_ID, ParentId: home }, { AccountId: '333333333333', ParentId: home })))
      .toEqual(['InviteAccountToOrganization', 'CancelHandshake']);
    expect(deployment.simulator.state().handshakes!.map(({ recipient, state }) => [recipient.id, state]))
      .toEqual([[ANA.id, 'CANCELED'], ['333333333333', 'REQUESTED']]);
  });

  test('of another stack is left alone, with a message that names the stack', async () => {
    const { deployment, home } = await start();
    await deployment.inStack(stackId('other'), () => deployment.create(TYPE, { ...BY_ID, ParentId: home }));
    await expect(deployment.create(TYPE, { ...BY_ID, ParentId: home })).rejects.toThrow(/was invited by the stack other@us-east-1.*Remove its construct/);
  });

  test('under the other name of the account is named in the message', async () => {
    const { deployment, home } = await start();
    inviteByHand(deployment, { Type: 'EMAIL', Id: ANA.email });
    await expect(deployment.create(TYPE, { ...BY_ID, ParentId: home })).rejects.toThrow(/open invitation under its email address: cancel that one/);
  });

  test('of a person leaves the resource complete, and stays in a rollback', async () => {
    const { deployment, home } = await start();
    const properties = { ...BY_ID, ParentId: home };
    inviteByHand(deployment, { Type: 'ACCOUNT', Id: ANA.id });
    await deployment.clock.sleep(60_000);
    expect(await deployment.writesOf(async () => {
      expect(await deployment.create(TYPE, properties)).toEqual({ IsComplete: true, PhysicalResourceId: ID, Data: { Status: 'INVITED' } });
      deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
      expect(await deployment.update(TYPE, ID, { ...properties, ...AGAIN }, properties)).toMatchObject({ PhysicalResourceId: ID, Data: { Status: 'INVITED' } });
    })).toEqual([]);
  });

  test('of another stack does not make a rollback fail', async () => {
    const { deployment, home } = await start();
    const properties = { ...BY_ID, ParentId: home };
    await deployment.create(TYPE, properties);
    decline(deployment);
    await deployment.clock.sleep(DAY_MS);
    await deployment.inStack(stackId('other'), () => deployment.create(TYPE, properties));
    deployment.status = 'UPDATE_IN_PROGRESS';
    await expect(deployment.update(TYPE, ID, properties, { ...properties, ...AGAIN })).rejects.toThrow(/was invited by the stack other@us-east-1/);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await deployment.writesOf(async () => {
      expect(await deployment.update(TYPE, ID, { ...properties, ...AGAIN }, properties)).toMatchObject({ PhysicalResourceId: ID, Data: { Status: 'INVITED' } });
    })).toEqual([]);
  });
});

describe('waiting for acceptance', () => {
  const desired = (home: string) => ({ ...BY_ID, ParentId: home, WaitForAcceptance: true });

  test('places the account in the same deployment', async () => {
    const { deployment, home } = await start();
    const event = await deployment.begin(deployment.event('Create', TYPE, desired(home)));
    expect(await deployment.call(event)).toEqual({ IsComplete: false });
    await deployment.clock.sleep(600_000);
    accept(deployment);
    await deployment.clock.sleep(60_000);
    expect(await deployment.finish(event)).toMatchObject({ PhysicalResourceId: ANA.id, Data: { Status: 'JOINED' } });
    expect(parentOf(deployment)).toBe(home);
  });

  test('succeeds without the account after 45 minutes, and keeps the invitation', async () => {
    const { deployment, home } = await start();
    const began = deployment.clock.now();
    expect(await deployment.create(TYPE, desired(home))).toMatchObject({ PhysicalResourceId: ID, Data: { Status: 'INVITED' } });
    expect(deployment.clock.now() - began).toBeGreaterThanOrEqual(45 * 60_000);
    expect(deployment.clock.now() - began).toBeLessThan(46 * 60_000);
    expect(lastHandshake(deployment).state).toBe('REQUESTED');
  });

  test('ends at once when the invitation is declined', async () => {
    const { deployment, home } = await start();
    const event = await deployment.begin(deployment.event('Create', TYPE, desired(home)));
    await deployment.call(event);
    decline(deployment);
    expect(await deployment.call(event)).toMatchObject({ IsComplete: true, Data: { Status: 'DECLINED' } });
  });

  test('does not happen in a rollback, which keeps an earlier invitation', async () => {
    const { deployment, home } = await start();
    const properties = { ...BY_ID, ParentId: home };
    await deployment.create(TYPE, properties);
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'UPDATE_IN_PROGRESS';
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    const began = deployment.clock.now();
    expect(await deployment.update(TYPE, ID, properties, desired(home))).toMatchObject({ PhysicalResourceId: ID, Data: { Status: 'INVITED' } });
    expect(deployment.clock.now() - began).toBeLessThan(60_000);
    expect(lastHandshake(deployment).state).toBe('REQUESTED');
  });
});
