import { Deployment, STACK_ID, STACK_OWNER } from '../../support/deployment';

const UNIT = 'Custom::OrganizationsOrganizationalUnit';
const ACCOUNT = 'Custom::OrganizationsAccount';
const POLICY = 'Custom::OrganizationsPolicy';
const ATTACHMENTS = 'Custom::OrganizationsPolicyAttachments';
const SCP = 'SERVICE_CONTROL_POLICY';
const FULL = 'p-FullAWSAccess';
const CONTENT = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }] });
const OWNER = { 'cdk-aws-organizations:owner': STACK_OWNER };

/** Unit "Apps" below "Old", with a policy and an account of this stack and foreign ones; it moves below "New". */
async function start() {
  const deployment = new Deployment();
  const root = await deployment.organization(SCP);
  const parent = async (Name: string) => (await deployment.create(UNIT, { ParentId: root, Name }, Name)).PhysicalResourceId;
  const before = { ParentId: await parent('Old'), Name: 'Apps', Tags: [{ Key: 'team', Value: 'blue' }], AllowMove: true };
  const { PhysicalResourceId: id } = await deployment.create(UNIT, before);
  const ours = (await deployment.create(POLICY, { Type: SCP, Name: 'Ours', Description: '', Content: CONTENT })).PhysicalResourceId;
  deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Ours', physicalId: ours, type: 'Custom::OrganizationsPolicy', status: 'CREATE_COMPLETE' });
  await deployment.create(ATTACHMENTS, { TargetId: id, Policies: { [SCP]: [ours] } });
  const { organizations } = deployment;
  const foreign = (await organizations.createPolicy({ type: SCP, name: 'Foreign', description: '', content: CONTENT }, [])).id;
  await organizations.attachPolicy(foreign, id);
  await organizations.tagResource(id, [{ Key: 'foreign', Value: 'stays' }]);
  const account = (await deployment.create(ACCOUNT, { AccountName: 'app', Email: 'app@example.com', ParentId: id })).PhysicalResourceId;
  await organizations.createAccount({ email: 'foreign@example.com', accountName: 'foreign', tags: [] });
  await deployment.clock.sleep(120_000);
  const stranger = deployment.simulator.state().accounts.find(({ email }) => email === 'foreign@example.com')!.id;
  await organizations.moveAccount(stranger, root, id);
  const after = { ...before, ParentId: await parent('New') };
  deployment.status = 'UPDATE_IN_PROGRESS';
  return { deployment, root, id, before, after, policies: [ours, foreign, FULL].sort(), accounts: [account, stranger].sort() };
}

function unitsNamed(deployment: Deployment, name: string) {
  return deployment.simulator.state().organizationalUnits.filter((unit) => unit.name === name);
}

function attached(deployment: Deployment, targetId: string): string[] {
  return deployment.simulator.state().attachments.filter((each) => each.targetId === targetId).map(({ policyId }) => policyId).sort();
}

function accountsIn(deployment: Deployment, parentId: string): string[] {
  return deployment.simulator.state().accounts.filter((account) => account.parentId === parentId).map(({ id }) => id).sort();
}

test('another parent recreates the unit there, with its policies first and then its accounts, including accounts outside the app', async () => {
  const { deployment, id, before, after, policies, accounts } = await start();
  const since = deployment.simulator.journal.length;
  const { PhysicalResourceId: newId } = await deployment.update(UNIT, id, before, after);
  expect(newId).not.toBe(id);
  expect(deployment.writes(since)).toEqual(['CreateOrganizationalUnit', 'AttachPolicy', 'AttachPolicy', 'MoveAccount', 'MoveAccount']);
  expect(unitsNamed(deployment, 'Apps')).toContainEqual(
    { id: newId, name: 'Apps', parentId: after.ParentId, tags: { ...OWNER, foreign: 'stays', team: 'blue' } });
  expect(attached(deployment, newId)).toEqual(policies);
  expect(accountsIn(deployment, newId)).toEqual(accounts);
});

test.each(['rollbackDisabled', 'continuesFailure'] as const)('the move does not begin in a deployment without a rollback, where AWS CloudFormation refuses replacements (%s)', async (sign) => {
  const { deployment, id, before, after, accounts } = await start();
  deployment.stacks.stack(STACK_ID)[sign] = true;
  const since = deployment.simulator.journal.length;
  await expect(deployment.update(UNIT, id, before, after)).rejects.toThrow(/cannot be moved below ou-.*without a rollback \(cdk deploy --no-rollback or --express\)/);
  expect(deployment.writes(since)).toEqual([]);
  expect([unitsNamed(deployment, 'Apps').map((unit) => unit.id), accountsIn(deployment, id)]).toEqual([[id], accounts]);
});

test('an Update of a moved account finds it at its destination, and the former unit is deleted last with its policies', async () => {
  const { deployment, id, before, after, accounts } = await start();
  const { PhysicalResourceId: newId } = await deployment.update(UNIT, id, before, after);
  const account = { AccountName: 'app', Email: 'app@example.com', ParentId: id };
  const own = accounts.find((each) => deployment.simulator.state().accounts.find((one) => one.id === each)?.name === 'app')!;
  expect(await deployment.writesOf(() => deployment.update(ACCOUNT, own, account, { ...account, ParentId: newId }))).toEqual([]);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(UNIT, id, before))).toEqual(['DeleteOrganizationalUnit']);
  expect(unitsNamed(deployment, 'Apps').map((unit) => unit.id)).toEqual([newId]);
});

test('a rollback with only a Delete for the new unit moves its accounts to the former one and deletes it', async () => {
  const { deployment, id, before, after, policies, accounts } = await start();
  const { PhysicalResourceId: newId } = await deployment.update(UNIT, id, before, after);
  deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Resource', physicalId: id, type: UNIT, status: 'UPDATE_COMPLETE' });
  deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(UNIT, newId, after))).toEqual(['MoveAccount', 'MoveAccount', 'DeleteOrganizationalUnit']);
  expect(accountsIn(deployment, id)).toEqual(accounts);
  expect(attached(deployment, id)).toEqual(policies);
  expect(await deployment.writesOf(() => deployment.remove(UNIT, newId, after))).toEqual([]);
});

test('a rollback with only a Delete for the new unit detaches nothing from it while accounts are in it', async () => {
  const { deployment, id, before, after, policies, accounts } = await start();
  const [ours] = policies.filter((each) => deployment.simulator.state().policies.find((policy) => policy.id === each)?.name === 'Ours');
  const { PhysicalResourceId: newId } = await deployment.update(UNIT, id, before, after);
  const listed = (TargetId: string) => ({ TargetId, TargetLogicalId: 'Resource', Policies: { [SCP]: [ours] } });
  await deployment.update(ATTACHMENTS, id, listed(id), listed(newId));
  const { resources } = deployment.stacks.stack(STACK_ID);
  resources.push({ logicalId: 'Resource', physicalId: id, type: UNIT, status: 'UPDATE_COMPLETE' });
  resources.push({ logicalId: 'Attachments', physicalId: id, type: ATTACHMENTS, status: 'UPDATE_COMPLETE' });
  deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
  const removed = () => deployment.remove(ATTACHMENTS, newId, listed(newId), 'Attachments');
  expect((await deployment.writesOf(removed)).filter((write) => write === 'DetachPolicy')).toEqual([]);
  expect(attached(deployment, newId)).toEqual(policies);
  await deployment.remove(UNIT, newId, after);
  expect(accountsIn(deployment, id)).toEqual(accounts);
  expect(unitsNamed(deployment, 'Apps').map((unit) => unit.id)).toEqual([id]);
});

test('a new parent without allowReplacement is refused before any write, with advice', async () => {
  const { deployment, id, before, after } = await start();
  const since = deployment.simulator.journal.length;
  await expect(deployment.update(UNIT, id, before, { ...after, AllowMove: undefined })).rejects.toThrow(/cannot be moved below.*set allowReplacement: true/);
  expect(deployment.writes(since)).toEqual([]);
});

test.each([
  ['of someone else', {}],
  ['that this stack adopted', { 'cdk-aws-organizations:owner': `${STACK_OWNER}/adopted` }],
  ['that this stack left behind', { ...OWNER, 'cdk-aws-organizations:retained': 'true' }],
])('a unit of the same name %s at the new place stops the move before any write, since a rollback could not separate the accounts', async (_name, tags) => {
  const { deployment, id, before, after } = await start();
  const there = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  await deployment.organizations.createOrganizationalUnit(after.ParentId, 'Apps', there);
  const since = deployment.simulator.journal.length;
  await expect(deployment.update(UNIT, id, before, { ...after, Adopt: true }))
    .rejects.toThrow(/"Apps" cannot be recreated below ou-.*: one of that name \(ou-.*\) existed before. Rename/);
  expect(deployment.writes(since)).toEqual([]);
});

test('a unit below that the app does not manage stops the move before any write, at any depth', async () => {
  const { deployment, id, before, after } = await start();
  const { PhysicalResourceId: child } = await deployment.create(UNIT, { ParentId: id, Name: 'Inner' }, 'Inner');
  await deployment.organizations.createOrganizationalUnit(child, 'Stranger', []);
  const since = deployment.simulator.journal.length;
  await expect(deployment.update(UNIT, id, before, after)).rejects.toThrow(/below it is ou-.* \("Stranger"\), which this stack does not manage/);
  expect(deployment.writes(since)).toEqual([]);
});

test('a unit below that is in the app follows by its own change of parent', async () => {
  const { deployment, id, before, after } = await start();
  const inner = { ParentId: id, Name: 'Inner', AllowMove: true };
  const { PhysicalResourceId: child } = await deployment.create(UNIT, inner, 'Inner');
  const { PhysicalResourceId: newId } = await deployment.update(UNIT, id, before, after);
  const { PhysicalResourceId: newChild } = await deployment.update(UNIT, child, inner, { ...inner, ParentId: newId });
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  await deployment.remove(UNIT, child, inner);
  await deployment.remove(UNIT, id, before);
  expect([...unitsNamed(deployment, 'Apps'), ...unitsNamed(deployment, 'Inner')]).toMatchObject([{ id: newId }, { id: newChild, parentId: newId }]);
});

test('an allow-list stays one: FullAWSAccess is detached from the new unit before accounts enter', async () => {
  const { deployment, id, before, after } = await start();
  await deployment.organizations.detachPolicy(FULL, id);
  const since = deployment.simulator.journal.length;
  const { PhysicalResourceId: newId } = await deployment.update(UNIT, id, before, after);
  expect(attached(deployment, newId)).not.toContain(FULL);
  expect(deployment.writes(since)).toEqual(
    ['CreateOrganizationalUnit', 'AttachPolicy', 'AttachPolicy', 'DetachPolicy', 'MoveAccount', 'MoveAccount']);
});

test('a policy that is removed from the list in the same deployment is also detached from the new unit', async () => {
  const { deployment, id, before, after, policies } = await start();
  const list = { TargetId: id, Policies: { [SCP]: policies.filter((policy) => policy !== FULL) } };
  await deployment.organizations.tagResource(id, [{ Key: `cdk-aws-organizations:attached/${STACK_OWNER}`, Value: list.Policies[SCP].join(' ') }]);
  const { PhysicalResourceId: newId } = await deployment.update(UNIT, id, before, after);
  const answer = await deployment.updateAndCleanUp(ATTACHMENTS, id, list, { TargetId: newId, Policies: {} });
  expect(answer.PhysicalResourceId).toBe(`${newId}/${list.Policies[SCP].join('+')}/`);
  expect([attached(deployment, newId), attached(deployment, id)]).toEqual([[FULL], [FULL]]);
});

test('a crash at any call, followed by the same event, ends at the same place with one new unit', async () => {
  for (let place = 1; ; place += 1) {
    const { deployment, id, before, after, policies, accounts } = await start();
    deployment.dieAfterCall(place);
    const event = await deployment.begin(deployment.event('Update', UNIT, after, { PhysicalResourceId: id, OldResourceProperties: before }));
    const died = await deployment.finish(event).then(() => false, () => true);
    deployment.disturb = (_operation, call) => call();
    const { PhysicalResourceId: newId } = await deployment.finish(event);
    expect(unitsNamed(deployment, 'Apps').map((unit) => unit.parentId)).toEqual([before.ParentId, after.ParentId]);
    expect(attached(deployment, newId)).toEqual(policies);
    expect(accountsIn(deployment, newId)).toEqual(accounts);
    if (!died) return expect(place).toBeGreaterThan(15);
  }
});

describe('a rollback', () => {
  function organization(deployment: Deployment) {
    const { organizationalUnits, attachments, accounts } = deployment.simulator.state();
    const known = attachments.map(({ targetId, policyId }) => `${policyId} on ${targetId}`).sort();
    return { organizationalUnits, attachments: known, places: accounts.map((account) => [account.id, account.parentId]).sort() };
  }

  test('of a complete move ends with the former unit, its accounts in it, and no second unit', async () => {
    const { deployment, id, before, after } = await start();
    const found = organization(deployment);
    const { PhysicalResourceId: newId } = await deployment.update(UNIT, id, before, after);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    const back = await deployment.update(UNIT, newId, after, { ...before, AllowMove: undefined });
    expect(back.PhysicalResourceId).toBe(id);
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await deployment.remove(UNIT, newId, after);
    expect(organization(deployment)).toEqual(found);
  });

  test('of a move that stopped after any call ends the same way, although CloudFormation never learned of the new unit', async () => {
    for (let place = 1; place <= 40; place += 1) {
      const { deployment, id, before, after } = await start();
      const found = organization(deployment);
      deployment.dieAfterCall(place);
      const died = await deployment.update(UNIT, id, before, after).then(() => false, () => true);
      if (!died) return expect(place).toBeGreaterThan(15);
      deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
      const back = await deployment.update(UNIT, id, after, before);
      expect(back.PhysicalResourceId).toBe(id);
      expect(organization(deployment)).toEqual(found);
    }
    throw new Error('The move needs more calls than expected.');
  });

  test('of a move whose new unit was deleted by hand finds the former unit', async () => {
    const { deployment, id, before, after } = await start();
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await deployment.update(UNIT, 'ou-ab12-abcdefgh', after, before)).toMatchObject({ PhysicalResourceId: id });
  });
});

describe('a move whose rollback was skipped', () => {
  /** The accounts were moved back by their own rollback, and CloudFormation knows the new unit. */
  async function skipped() {
    const world = await start();
    const { deployment, id, before, after, accounts } = world;
    const { PhysicalResourceId: newId } = await deployment.update(UNIT, id, before, after);
    const copies = attached(deployment, newId).filter((each) => each !== FULL);
    for (const policyId of copies) await deployment.organizations.detachPolicy(policyId, newId);
    for (const account of accounts) await deployment.organizations.moveAccount(account, newId, id);
    await deployment.clock.sleep(1_000);
    deployment.status = 'UPDATE_IN_PROGRESS';
    return { ...world, newId };
  }

  test('is repeated with its policies first, and keeps the former unit for a rollback', async () => {
    const { deployment, id, newId, before, after, policies, accounts } = await skipped();
    const since = deployment.simulator.journal.length;
    expect(await deployment.update(UNIT, newId, before, after)).toMatchObject({ PhysicalResourceId: newId });
    expect(deployment.writes(since)).toEqual(['AttachPolicy', 'AttachPolicy', 'MoveAccount', 'MoveAccount']);
    expect([attached(deployment, newId), accountsIn(deployment, newId)]).toEqual([policies, accounts]);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    expect(await deployment.update(UNIT, newId, after, before)).toMatchObject({ PhysicalResourceId: id });
    deployment.status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
    await deployment.remove(UNIT, newId, after);
    expect(unitsNamed(deployment, 'Apps').map((unit) => unit.id)).toEqual([id]);
    expect(accountsIn(deployment, id)).toEqual(accounts);
  });
});

test('attachments of a unit that was recreated elsewhere stay on the former unit while an account is in it', async () => {
  const { deployment, id } = await start();
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  const stack = deployment.stacks.stack(STACK_ID);
  stack.template = { Resources: { Unit: {} } };
  stack.resources.push({ logicalId: 'Unit', physicalId: 'ou-ab12-abcdefgh', type: UNIT, status: 'UPDATE_COMPLETE' });
  const [policyId] = attached(deployment, id).filter((policy) => policy !== FULL);
  const list = { TargetId: id, TargetLogicalId: 'Unit', Policies: { [SCP]: [policyId] } };
  expect(await deployment.writesOf(() => deployment.remove(ATTACHMENTS, id, list))).toEqual(['TagResource']);
});

test.each([['Ours'], ['Ours', 'Foreign']])('attachments that are removed from the app while their unit is recreated are detached from the new unit, also found ones, and others stay', async (...names) => {
  const { deployment, id, before, after, policies } = await start();
  const removed = deployment.simulator.state().policies.filter(({ name }) => names.includes(name)).map((policy) => policy.id);
  const list = { TargetId: id, TargetLogicalId: 'Unit', Policies: { [SCP]: removed } };
  await deployment.update(ATTACHMENTS, id, list, { ...list, Reconcile: 'again' });
  const { PhysicalResourceId: newId } = await deployment.update(UNIT, id, before, after);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  const stack = deployment.stacks.stack(STACK_ID);
  stack.template = { Resources: { Unit: {} } };
  stack.resources.push({ logicalId: 'Unit', physicalId: newId, type: UNIT, status: 'UPDATE_COMPLETE' });
  await deployment.remove(ATTACHMENTS, id, list);
  expect(attached(deployment, newId)).toEqual(policies.filter((policy) => !removed.includes(policy)));
});

describe('an account in the unit that has another parent in the app', () => {
  async function elsewhere(ParentId: unknown) {
    const world = await start();
    const { deployment } = world;
    const own = deployment.simulator.state().accounts.find(({ name }) => name === 'app')!.id;
    const stack = deployment.stacks.stack(STACK_ID);
    stack.resources.push({ logicalId: 'App', physicalId: own, type: ACCOUNT, status: 'CREATE_COMPLETE' });
    stack.template = { Resources: { Resource: {}, Other: {}, App: { Properties: { ParentId } } } };
    const { PhysicalResourceId: newId } = await deployment.update(UNIT, world.id, world.before, world.after);
    return { ...world, own, moved: accountsIn(deployment, newId).includes(own), newId };
  }

  test.each([
    ['another unit', { Ref: 'Other' }, false],
    ['the root', { 'Fn::GetAtt': ['Other', 'RootId'] }, false],
    ['the unit itself', { Ref: 'Resource' }, true],
    ['a parameter', { Ref: 'parameter' }, true],
    ['a unit of another stack', { 'Fn::ImportValue': 'x' }, true],
    ['an output of a nested stack', { 'Fn::GetAtt': ['Other', 'Outputs.Unit'] }, true],
  ])('with the parent %s (%j) moves along: %s', async (_, parent, moved) => {
    expect((await elsewhere(parent)).moved).toBe(moved);
  });

  test('is left to its own Update in a rollback as well, with the policies that it got in advance', async () => {
    const { deployment, own, newId, before, after } = await elsewhere({ Ref: 'Resource' });
    const ours = deployment.simulator.state().policies.find(({ name }) => name === 'Ours')!.id;
    await deployment.organizations.tagResource(own, [{ Key: `cdk-aws-organizations:attached/${STACK_OWNER}`, Value: ours }]);
    await deployment.organizations.attachPolicy(ours, own);
    deployment.stacks.stack(STACK_ID).template = { Resources: { Resource: {}, Other: {}, App: { Properties: { ParentId: { Ref: 'Other' } } } } };
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    await deployment.update(UNIT, newId, after, before);
    expect(accountsIn(deployment, newId)).toEqual([own]);
    expect(attached(deployment, own)).toEqual([ours, FULL].sort());
  });
});

describe('an account in a nested stack', () => {
  const NESTED = `${STACK_ID}-nested`;

  /** The template of the nested stack is still the former one, in which the account is below the parameter `Home`. */
  async function movedAlong(parameters: Record<string, unknown>, more: Record<string, unknown> = {}, ParentId: unknown = { Ref: 'Home' }) {
    const { deployment, id, before, after } = await start();
    const [own] = accountsIn(deployment, id).filter((each) => deployment.simulator.state().accounts.find((account) => account.id === each)!.name === 'app');
    const [outer, inner] = [STACK_ID, NESTED].map((stackId) => deployment.stacks.stack(stackId));
    inner.resources.push({ logicalId: 'App', physicalId: own, type: ACCOUNT, status: 'UPDATE_COMPLETE' });
    inner.template = { Resources: { App: { Type: ACCOUNT, Properties: { ParentId } }, ...more } };
    outer.resources.push({ logicalId: 'Nested', physicalId: NESTED, type: 'AWS::CloudFormation::Stack', status: 'UPDATE_COMPLETE' });
    outer.template = { Resources: { Resource: {}, Other: {}, Nested: { Properties: { Parameters: parameters } } } };
    const { PhysicalResourceId: newId } = await deployment.update(UNIT, id, before, after);
    return accountsIn(deployment, newId).includes(own);
  }

  test.each([
    ['moves along if the parameter still is the unit', { Home: { Ref: 'Resource' } }, true],
    ['is left to its own Update if the parameter is another resource', { Home: { Ref: 'Other' } }, false],
    ['is left to its own Update if the parameter is no longer set', { Elsewhere: { Ref: 'Other' } }, false],
  ])('%s', async (_name, parameters, moved) => expect(await movedAlong(parameters)).toBe(moved));

  test('is left to its own Update if its parent is a unit of the nested stack with the same logical ID', async () => {
    expect(await movedAlong({}, { Resource: { Type: UNIT } }, { Ref: 'Resource' })).toBe(false);
  });
});

test('a unit whose FullAWSAccess others have detached is recreated without it, whether or not it is visible there yet', async () => {
  for (let seed = 1; seed <= 12; seed += 1) {
    const deployment = new Deployment({ seed, lagMsByKind: { attachments: 6_000 } });
    const root = await deployment.organization(SCP);
    const before = { ParentId: root, Name: 'Apps', AllowMove: true };
    const { PhysicalResourceId: id } = await deployment.create(UNIT, before);
    const { PhysicalResourceId: parent } = await deployment.create(UNIT, { ParentId: root, Name: 'New' }, 'New');
    const content = JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' } });
    const theirs = (await deployment.organizations.createPolicy({ type: SCP, name: 'Theirs', description: '', content }, [])).id;
    await deployment.clock.sleep(60_000);
    await deployment.organizations.attachPolicy(theirs, id);
    await deployment.organizations.detachPolicy(FULL, id);
    await deployment.clock.sleep(60_000);
    const { PhysicalResourceId: anew } = await deployment.update(UNIT, id, before, { ...before, ParentId: parent });
    expect([seed, attached(deployment, anew)]).toEqual([seed, [theirs]]);
  }
});

test('the second waiter of an event that was delivered twice copies nothing once the first has responded', async () => {
  const { deployment, id, before, after } = await start();
  const update = () => deployment.event('Update', UNIT, after, { PhysicalResourceId: id, OldResourceProperties: before });
  const [first, second] = [await deployment.begin(update()), await deployment.begin(update())];
  await deployment.clock.sleep(1_000);
  const { PhysicalResourceId: newId } = await deployment.finish(first);
  const [policyId] = attached(deployment, newId).filter((each) => each !== FULL);
  const row = { logicalId: 'Resource', physicalId: newId, type: UNIT, status: 'UPDATE_COMPLETE', statusSince: deployment.clock.now() };
  deployment.stacks.stack(STACK_ID).resources.push(row);
  // Its attachments resource does this, which follows.
  await deployment.organizations.detachPolicy(policyId, newId);
  await expect(deployment.finish(second)).rejects.toThrow('The resource is UPDATE_COMPLETE by another call for this event');
  expect(attached(deployment, newId)).not.toContain(policyId);
  // A row that is older than the event proves nothing.
  row.statusSince = 0;
  await deployment.finish(second);
  expect(attached(deployment, newId)).toContain(policyId);
});
