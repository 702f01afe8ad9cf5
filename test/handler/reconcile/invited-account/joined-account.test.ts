import { OWNER_TAG_KEY } from '../../../../src/contract';
import { OrganizationsError } from '../../../../src/organizations';
import { STACK_ID, STACK_OWNER, stackId } from '../../support/deployment';
import { accept, ANA, inviteByHand, parentOf, start, tagsOf, TYPE } from '../../support/invited-accounts';
import { refuse } from '../../support/refusals';

const DAY_MS = 86_400_000;
const AGAIN = { Reconcile: 'again' };
const TAGS = [{ Key: 'team', Value: 'blue' }];
const BY_ID = { AccountId: ANA.id };
const ID = `invited/${ANA.id}`;

describe('an account that has joined', () => {
  async function joined(more: object = {}) {
    const world = await start();
    const properties = { ...BY_ID, ParentId: world.home, ...more };
    await world.deployment.create(TYPE, properties);
    accept(world.deployment);
    await world.deployment.clock.sleep(DAY_MS);
    await world.deployment.updateAndCleanUp(TYPE, ID, properties, { ...properties, ...AGAIN });
    await world.deployment.clock.sleep(DAY_MS);
    return { ...world, properties };
  }

  test('stays when it is removed from the app, unless its removal settings say otherwise', async () => {
    const { deployment, root, home, properties } = await joined();
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, ANA.id, properties))).toEqual([]);
    await deployment.remove(TYPE, ANA.id, { ...properties, Removal: { Action: 'MoveAccount', ParentId: root } });
    expect(parentOf(deployment)).toBe(root);
    expect(home).not.toBe(root);
  });

  test('is not closed while an Account of the app manages it', async () => {
    const { deployment, properties } = await joined({ Removal: { Action: 'CloseAccount' } });
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    deployment.stacks.stack(STACK_ID).resources = [{ logicalId: 'Adopting', physicalId: ANA.id, type: 'Custom::OrganizationsAccount', status: 'CREATE_COMPLETE' }];
    expect(await deployment.writesOf(() => deployment.remove(TYPE, ANA.id, properties))).toEqual([]);
  });

  test('is not closed if no deployment has found it joined', async () => {
    const { deployment, home } = await start();
    const properties = { ...BY_ID, ParentId: home, Removal: { Action: 'CloseAccount' } };
    await deployment.create(TYPE, properties);
    accept(deployment);
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, ID, properties))).toEqual([]);
    expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'retained', party: ANA.id }));
  });

  test('cannot be replaced by another account', async () => {
    const { deployment, properties } = await joined();
    deployment.status = 'UPDATE_IN_PROGRESS';
    await expect(deployment.update(TYPE, ANA.id, properties, { ...properties, AccountId: '333333333333' }))
      .rejects.toThrow(/has joined, and the code names another one now: 333333333333\. Add another InvitedAccount/);
    const { AccountId: _, ...others } = properties as { AccountId?: string; ParentId: string };
    expect(await deployment.update(TYPE, ANA.id, properties, {
      ...others,
      Email: ANA.email.toUpperCase(),
    })).toMatchObject({ PhysicalResourceId: ANA.id });
    await expect(deployment.update(TYPE, ANA.id, properties, { ...others, Email: 'ben@example.com' })).rejects.toThrow(/names another one now: ben@example.com/);
  });

  test('is the same account after its address was changed by hand', async () => {
    const { deployment, properties } = await joined({ AccountId: undefined, Email: ANA.email });
    const { accounts, ...state } = deployment.simulator.state();
    deployment.simulator.reset({ ...state, accounts: accounts.map((each) => (each.id === ANA.id ? { ...each, email: 'team@example.com' } : each)) });
    deployment.status = 'UPDATE_IN_PROGRESS';
    const { PhysicalResourceId } = await deployment.update(TYPE, ANA.id, properties, { ...properties, Tags: TAGS });
    expect([PhysicalResourceId, tagsOf(deployment).team]).toEqual([ANA.id, 'blue']);
  });

  test('counts as adopted once its owner tag was removed by hand', async () => {
    const { deployment, properties } = await joined();
    await deployment.organizations.untagResource(ANA.id, [OWNER_TAG_KEY]);
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'UPDATE_IN_PROGRESS';
    await deployment.update(TYPE, ANA.id, properties, { ...properties, ...AGAIN });
    expect(tagsOf(deployment)).toEqual({ [OWNER_TAG_KEY]: `${STACK_OWNER}/adopted` });
  });

  test('is invited again by an Update after it left', async () => {
    const { deployment, properties } = await joined();
    await deployment.organizations.removeAccountFromOrganization(ANA.id);
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'UPDATE_IN_PROGRESS';
    expect(await deployment.update(TYPE, ANA.id, properties, { ...properties, ...AGAIN })).toMatchObject({ PhysicalResourceId: ID, Data: { Status: 'INVITED' } });
    expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'gone', id: ANA.id, warning: true }));
  });

  test('gets its listed policies before the Update that finds it moves it, and a rollback detaches them again', async () => {
    const { deployment, root, home } = await start();
    const properties = { ...BY_ID, ParentId: home };
    await deployment.create(TYPE, properties);
    const { PhysicalResourceId: policy } = await deployment.create('Custom::OrganizationsPolicy', {
      Type: 'SERVICE_CONTROL_POLICY', Name: 'Deny', Description: '', Content: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}',
    }, 'Deny');
    const stack = deployment.stacks.stack(STACK_ID);
    stack.resources = [{ logicalId: 'Deny', physicalId: policy, type: 'Custom::OrganizationsPolicy', status: 'CREATE_COMPLETE' }];
    const list = { TargetId: { Ref: 'Resource' }, TargetLogicalId: 'Resource', Policies: { SERVICE_CONTROL_POLICY: [{ Ref: 'Deny' }] } };
    stack.template = { Resources: { List: { Type: 'Custom::OrganizationsPolicyAttachments', Properties: list } } };
    accept(deployment);
    await deployment.clock.sleep(DAY_MS);
    const changed = { ...properties, ...AGAIN };
    const placing = await deployment.writesOf(() => deployment.update(TYPE, ID, properties, changed));
    expect(placing.filter((operation) => operation !== 'TagResource')).toEqual(['AttachPolicy', 'MoveAccount']);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    const { template } = stack;
    stack.template = { Resources: {} };
    expect(await deployment.writesOf(() => deployment.update(TYPE, ANA.id, changed, properties))).toEqual(['MoveAccount', 'DetachPolicy', 'UntagResource']);
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'UPDATE_IN_PROGRESS';
    await deployment.update(TYPE, ID, properties, changed);
    const elsewhere = { ...properties, ParentId: root };
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'UPDATE_IN_PROGRESS';
    stack.template = template;
    expect(await deployment.writesOf(() => deployment.update(TYPE, ANA.id, changed, elsewhere))).toEqual(['TagResource', 'AttachPolicy', 'MoveAccount']);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    stack.template = { Resources: {} };
    expect(await deployment.writesOf(() => deployment.update(TYPE, ANA.id, elsewhere, changed))).toEqual(['MoveAccount', 'DetachPolicy', 'UntagResource']);
    expect(parentOf(deployment)).toBe(home);
    deployment.status = 'UPDATE_IN_PROGRESS';
    stack.template = template;
    // Its attachments resource attaches policies to an account that does not move.
    expect(await deployment.writesOf(() => deployment.update(TYPE, ANA.id, properties, changed))).toEqual([]);
  });

  test('keeps the value of a tag that an Update overwrites, and a rollback restores it', async () => {
    const { deployment, properties } = await joined();
    await deployment.organizations.tagResource(ANA.id, [{ Key: 'team', Value: 'red' }]);
    const before = tagsOf(deployment);
    deployment.status = 'UPDATE_IN_PROGRESS';
    const tagged = { ...properties, Tags: TAGS };
    await deployment.update(TYPE, ANA.id, properties, tagged);
    expect(tagsOf(deployment)).toMatchObject({ 'team': 'blue', 'cdk-aws-organizations:was:team': 'red' });
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await deployment.update(TYPE, ANA.id, tagged, properties);
    expect(tagsOf(deployment)).toEqual(before);
  });

  test('keeps no former value of a tag that an Update finds with another value than the one that the app had set', async () => {
    const { deployment, properties } = await joined({ Tags: TAGS });
    await deployment.organizations.tagResource(ANA.id, [{ Key: 'team', Value: 'red' }]);
    deployment.status = 'UPDATE_IN_PROGRESS';
    await deployment.update(TYPE, ANA.id, properties, { ...properties, Tags: [{ Key: 'team', Value: 'green' }] });
    expect(tagsOf(deployment)).toEqual({ team: 'green', [OWNER_TAG_KEY]: expect.any(String) });
  });

  test('and is closed fails', async () => {
    const { deployment, properties } = await joined();
    await deployment.organizations.closeAccount(ANA.id);
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'UPDATE_IN_PROGRESS';
    await expect(deployment.update(TYPE, ANA.id, properties, { ...properties, ...AGAIN })).rejects.toThrow(/closed|SUSPENDED/i);
  });

  test('returns to its former parent in a rollback, although a call crashed after the move and its tags are visible late', async () => {
    const { deployment, root, home } = await start();
    inviteByHand(deployment, { Type: 'ACCOUNT', Id: ANA.id });
    accept(deployment);
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'UPDATE_IN_PROGRESS';
    const properties = { ...BY_ID, ParentId: home };
    const event = await deployment.begin(deployment.event('Create', TYPE, properties));
    deployment.disturb = async (operation, call) => {
      const answer = await call();
      if (operation === 'MoveAccount') throw new Error('The function died.');
      return answer;
    };
    await expect(deployment.finish(event)).rejects.toThrow('The function died.');
    let readings = 0;
    deployment.disturb = async (operation, call) => {
      const answer = await call();
      return operation === 'ListTagsForResource' && ++readings <= 3 ? { ...answer as object, Tags: [] } as typeof answer : answer;
    };
    expect(await deployment.finish(event)).toMatchObject({ PhysicalResourceId: ANA.id });
    expect(parentOf(deployment)).toBe(home);
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await deployment.remove(TYPE, ANA.id, properties);
    expect(parentOf(deployment)).toBe(root);
  });

  test('and belongs to another stack is left alone, with a message that names the stack', async () => {
    const { deployment, properties } = await joined();
    deployment.status = 'UPDATE_IN_PROGRESS';
    await expect(deployment.inStack(stackId('other'), () => deployment.create(TYPE, properties))).rejects.toThrow(/belongs to the stack landing-zone@us-east-1/);
  });

  test('is not invited again although one reading does not find it', async () => {
    const { deployment, properties } = await joined();
    deployment.status = 'UPDATE_IN_PROGRESS';
    let readings = 0;
    deployment.disturb = async (operation, call) => {
      if (operation === 'DescribeAccount' && ++readings === 1) throw new OrganizationsError(operation, 'AccountNotFound', 'Stale.');
      return call();
    };
    expect(await deployment.writesOf(async () => {
      expect(await deployment.update(TYPE, ANA.id, properties, { ...properties, ...AGAIN })).toMatchObject({ PhysicalResourceId: ANA.id });
    })).toEqual([]);
    expect(deployment.lines).not.toContainEqual(expect.objectContaining({ decision: 'gone' }));
  });

  test('accepts a new place and new tags in an Update that names it by its address instead of its ID, and the reverse', async () => {
    const { deployment, root, properties } = await joined();
    const { AccountId: _, ...others } = properties as { AccountId?: string; ParentId: string };
    const byAddress = { ...others, Email: ANA.email, ParentId: root };
    deployment.status = 'UPDATE_IN_PROGRESS';
    expect(await deployment.update(TYPE, ANA.id, properties, byAddress)).toMatchObject({ PhysicalResourceId: ANA.id });
    expect(parentOf(deployment)).toBe(root);
    expect(await deployment.update(TYPE, ANA.id, byAddress, properties)).toMatchObject({ PhysicalResourceId: ANA.id });
    expect(parentOf(deployment)).toBe(others.ParentId);
  });

  test('stays where it is, and named as before, if the Update that would have placed it changed nothing before it failed', async () => {
    const { deployment, root, home } = await start();
    const properties = { ...BY_ID, ParentId: home };
    await deployment.create(TYPE, properties);
    accept(deployment);
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'UPDATE_IN_PROGRESS';
    refuse(deployment, 'TagResource', 'AccessDenied');
    await expect(deployment.update(TYPE, ID, properties, { ...properties, ...AGAIN })).rejects.toThrow('AccessDenied');
    deployment.disturb = (_operation, call) => call();
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await deployment.writesOf(async () => {
      expect(await deployment.update(TYPE, ID, { ...properties, ...AGAIN }, properties)).toMatchObject({ PhysicalResourceId: ID });
    })).toEqual([]);
    expect(parentOf(deployment)).toBe(root);
    expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'kept', reason: 'This deployment did not find it elsewhere.' }));
  });

  test('is not placed twice: a second construct for it fails while the first one stays in the app', async () => {
    const { deployment, properties } = await joined();
    const stack = deployment.stacks.stack(STACK_ID);
    stack.resources = [{ logicalId: 'First', physicalId: ANA.id, type: TYPE, status: 'UPDATE_COMPLETE' }];
    stack.template = { Resources: { First: { Type: TYPE }, Resource: { Type: TYPE } } };
    deployment.status = 'UPDATE_IN_PROGRESS';
    expect(await deployment.writesOf(async () => {
      await expect(deployment.create(TYPE, properties)).rejects.toThrow(/no longer managed by the resource First/);
    })).toEqual([]);
    stack.template = { Resources: { Resource: { Type: TYPE } } };
    expect(await deployment.create(TYPE, properties)).toMatchObject({ PhysicalResourceId: ANA.id });
  });

  test('keeps its changes in a rollback if another construct of the app manages it', async () => {
    const { deployment, home } = await start();
    const properties = { ...BY_ID, ParentId: home };
    await deployment.create(TYPE, properties);
    accept(deployment);
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'UPDATE_IN_PROGRESS';
    await deployment.update(TYPE, ID, properties, { ...properties, ...AGAIN });
    deployment.stacks.stack(STACK_ID).resources = [{ logicalId: 'Adopting', physicalId: ANA.id, type: 'Custom::OrganizationsAccount', status: 'CREATE_COMPLETE' }];
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.update(TYPE, ANA.id, { ...properties, ...AGAIN }, properties))).toEqual([]);
    expect(parentOf(deployment)).toBe(home);
  });

  test('gets the tags and the place of its former template in a rollback if it was placed before the deployment', async () => {
    const { deployment, root, home, properties } = await joined({ Tags: TAGS });
    deployment.status = 'UPDATE_IN_PROGRESS';
    const changed = { ...properties, ParentId: root, Tags: [{ Key: 'team', Value: 'green' }] };
    await deployment.update(TYPE, ANA.id, properties, changed);
    expect(parentOf(deployment)).toBe(root);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await deployment.update(TYPE, ANA.id, changed, properties)).toMatchObject({ PhysicalResourceId: ANA.id, Data: { Status: 'JOINED' } });
    expect(parentOf(deployment)).toBe(home);
    expect(tagsOf(deployment)).toMatchObject({ team: 'blue' });
  });

  test('that was created in this organization is found by its address, adopted and placed', async () => {
    const { deployment, root, home } = await start();
    await deployment.organizations.createAccount({ email: 'ben@example.com', accountName: 'Ben', tags: [] });
    await deployment.clock.sleep(DAY_MS);
    deployment.status = 'UPDATE_IN_PROGRESS';
    const done = await deployment.create(TYPE, { Email: 'Ben@example.com', ParentId: home });
    expect(done).toMatchObject({ PhysicalResourceId: expect.stringMatching(/^\d{12}$/), Data: { Status: 'JOINED' } });
    expect(parentOf(deployment, done.PhysicalResourceId)).toBe(home);
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await deployment.remove(TYPE, done.PhysicalResourceId, { Email: 'Ben@example.com', ParentId: home });
    expect(parentOf(deployment, done.PhysicalResourceId)).toBe(root);
    expect(tagsOf(deployment, done.PhysicalResourceId)).toEqual({});
  });

  test('waits until the tags of its invitation are certainly visible before it counts as an account without an owner', async () => {
    const { deployment, root, home } = await start();
    const properties = { ...BY_ID, ParentId: home };
    await deployment.create(TYPE, properties);
    accept(deployment);
    const joinedAt = deployment.clock.now();
    deployment.disturb = async (operation, call) => {
      const answer = await call();
      const isStale = operation === 'ListTagsForResource' && deployment.clock.now() < joinedAt + 20_000;
      return isStale ? { ...answer as object, Tags: [] } as typeof answer : answer;
    };
    deployment.status = 'UPDATE_IN_PROGRESS';
    await deployment.update(TYPE, ID, properties, { ...properties, ...AGAIN });
    expect(parentOf(deployment)).toBe(home);
    expect(root).not.toBe(home);
    // An account with the owner tag of its invitation is not adopted: its removal settings hold.
    expect(tagsOf(deployment)[OWNER_TAG_KEY]).not.toMatch(/adopted/);
  });
});
