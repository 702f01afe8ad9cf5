import { Deployment, STACK_ID, STACK_OWNER, stackId } from '../../support/deployment';
import { MANAGEMENT } from '../../support/simulated-organizations';

const TYPE = 'Custom::OrganizationsAccount';
const UNIT = 'Custom::OrganizationsOrganizationalUnit';
const INVITED = 'Custom::OrganizationsInvitedAccount';
const OTHER_STACK = stackId('payer');
const FOREIGN = { 'put-by': 'somebody' };
const NEVER = ['CreateAccount', 'InviteAccountToOrganization', 'MoveAccount', 'CloseAccount', 'RemoveAccountFromOrganization'];

async function start() {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const units = [];
  for (const name of ['Security', 'Workloads']) units.push((await deployment.organizations.createOrganizationalUnit(root, name, [])).id);
  const [unit, another] = units;
  await deployment.organizations.tagResource(MANAGEMENT, [{ Key: 'put-by', Value: 'somebody' }]);
  await deployment.clock.sleep(3_600_000);
  const { name, email } = manager(deployment);
  const desired = { AccountName: name, Email: email, ParentId: root, Adopt: true, Tags: [{ Key: 'team', Value: 'blue' }] };
  const since = deployment.simulator.journal.length;
  const attempts = () => deployment.simulator.journal.slice(since).map(({ operation }) => operation).filter((each) => NEVER.includes(each));
  return { deployment, root, unit, another, desired, attempts };
}

function manager(deployment: Deployment) {
  return deployment.simulator.state().accounts.find(({ id }) => id === MANAGEMENT)!;
}

/** A person moves it, which the service accepts. */
async function moveByHand(deployment: Deployment, from: string, to: string) {
  await deployment.organizations.moveAccount(MANAGEMENT, from, to);
  await deployment.clock.sleep(3_600_000);
}

test('the management account is adopted and tagged where it is, and a repeated event writes nothing', async () => {
  const { deployment, root, desired, attempts } = await start();
  expect(await deployment.writesOf(() => deployment.create(TYPE, desired))).toEqual(['TagResource']);
  expect(manager(deployment)).toMatchObject({
    parentId: root, tags: { ...FOREIGN, 'team': 'blue', 'cdk-aws-organizations:owner': expect.stringMatching(`^${STACK_OWNER}/adopted/`) },
  });
  expect(await deployment.writesOf(() => deployment.create(TYPE, desired))).toEqual([]);
  const changed = { ...desired, Tags: [{ Key: 'team', Value: 'red' }] };
  expect(await deployment.writesOf(() => deployment.update(TYPE, MANAGEMENT, desired, changed))).toEqual(['TagResource']);
  expect(attempts()).toEqual([]);
});

test.each([['its email address', {}], ['its ID', { AccountId: MANAGEMENT }]])(
  'the management account, found by %s, is refused below another parent before any write, and the message names its parent', async (_name, more) => {
    const { deployment, root, unit, desired } = await start();
    const create = (ParentId: string) => deployment.create(TYPE, { ...desired, ...more, ParentId });
    const [name, email] = [desired.AccountName, desired.Email];
    expect(await deployment.writesOf(() => expect(create(unit)).rejects.toThrow(
      `The management account "${name}" (${MANAGEMENT}, ${email}) is in the root ${root}, and the code places it in ${unit}. `
      + `A deployment never moves the management account. Give its construct the parent ${root}.`,
    ))).toEqual([]);
    expect(manager(deployment)).toMatchObject({ parentId: root, tags: FOREIGN });
  });

test('a management account in an organizational unit is adopted there, and refused in the root and in another unit', async () => {
  const { deployment, root, unit, another, desired, attempts } = await start();
  await moveByHand(deployment, root, unit);
  for (const ParentId of [root, another]) {
    await expect(deployment.create(TYPE, { ...desired, ParentId })).rejects.toThrow(
      `is in the organizational unit "Security" (${unit}), and the code places it in ${ParentId}.`);
  }
  expect(await deployment.writesOf(() => deployment.create(TYPE, { ...desired, ParentId: unit }))).toEqual(['TagResource']);
  expect(manager(deployment).parentId).toBe(unit);
  expect(attempts()).toEqual(['MoveAccount']);
});

test('an Update that gives an adopted management account another parent is refused before any write, and its rollback succeeds', async () => {
  const { deployment, root, unit, desired, attempts } = await start();
  await deployment.create(TYPE, desired);
  const moved = { ...desired, ParentId: unit, Tags: [{ Key: 'team', Value: 'red' }] };
  expect(await deployment.writesOf(() => expect(deployment.update(TYPE, MANAGEMENT, desired, moved)).rejects.toThrow(/never moves the management account/))).toEqual([]);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.update(TYPE, MANAGEMENT, moved, desired))).toEqual([]);
  expect(manager(deployment)).toMatchObject({ parentId: root, tags: { team: 'blue' } });
  expect(attempts()).toEqual([]);
});

test('a rollback succeeds and moves nothing after somebody has moved the management account', async () => {
  const { deployment, root, unit, desired } = await start();
  await deployment.create(TYPE, desired);
  const changed = { ...desired, Tags: [{ Key: 'team', Value: 'red' }] };
  await deployment.update(TYPE, MANAGEMENT, desired, changed);
  await moveByHand(deployment, root, unit);
  deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.update(TYPE, MANAGEMENT, changed, desired))).toEqual(['TagResource']);
  expect(manager(deployment)).toMatchObject({ parentId: unit, tags: { team: 'blue' } });
});

test('the rollback of an adoption takes the tags off and moves nothing, also after somebody has moved the management account', async () => {
  for (const isMoved of [false, true]) {
    const { deployment, root, unit, desired } = await start();
    await deployment.create(TYPE, desired);
    if (isMoved) await moveByHand(deployment, root, unit);
    deployment.status = 'ROLLBACK_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, MANAGEMENT, desired))).toEqual(['UntagResource']);
    expect(manager(deployment)).toMatchObject({ parentId: isMoved ? unit : root, tags: FOREIGN });
  }
});

test('without adopt the management account is refused as what it is, and stays untouched', async () => {
  const { deployment, root, unit, desired } = await start();
  for (const ParentId of [root, unit]) {
    await expect(deployment.create(TYPE, { ...desired, Adopt: undefined, ParentId })).rejects.toThrow(
      /The management account .* exists \(\d{12}\) and was not created by this library.*Set adopt: true on the construct/);
  }
  expect(manager(deployment)).toMatchObject({ parentId: root, tags: FOREIGN });
  expect(deployment.simulator.state().accounts).toHaveLength(1);
});

test.each([
  ['CloseAccount', {}], ['RemoveAccountFromOrganization', {}], ['MoveAccount', { ParentId: 'unit' }],
])('a management account that is removed from the app with the removal %s is only released', async (Action, place) => {
  const { deployment, root, unit, desired, attempts } = await start();
  const removed = { ...desired, Removal: { Action, ...('ParentId' in place ? { ParentId: unit } : {}) } };
  await deployment.create(TYPE, removed);
  deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
  expect(await deployment.writesOf(() => deployment.remove(TYPE, MANAGEMENT, removed))).toEqual(['UntagResource']);
  expect(manager(deployment)).toMatchObject({ parentId: root, state: 'ACTIVE', tags: FOREIGN });
  expect(await deployment.writesOf(() => deployment.remove(TYPE, MANAGEMENT, removed))).toEqual([]);
  expect(attempts()).toEqual([]);
});

test.each([['by its ID', { AccountId: MANAGEMENT }], ['by its email address', {}]])('the management account cannot be invited %s', async (_name, party) => {
  const { deployment, root, unit, desired } = await start();
  for (const ParentId of [root, unit]) {
    const properties = { ...('AccountId' in party ? party : { Email: desired.Email }), ParentId };
    expect(await deployment.writesOf(() => expect(deployment.create(INVITED, properties)).rejects.toThrow(
      `The account "${desired.AccountName}" (${MANAGEMENT}, ${desired.Email}) is the management account of the organization, which nobody can invite. `
      + 'Use Account with adopt: true.',
    ))).toEqual([]);
  }
  expect(manager(deployment)).toMatchObject({ parentId: root, tags: FOREIGN });
});

test('a wrong parent of the management account stops the stack before the first write, as far as the template tells the parent', async () => {
  const { deployment, root, unit, desired } = await start();
  const other = { Name: 'Other', ParentId: root };
  const AccountId = { 'Fn::GetAtt': ['Org', 'ManagementAccountId'] };
  const payer = (ParentId: unknown) => ({ Type: TYPE, Properties: { ...desired, Adopt: 'true', AccountId, ParentId } });
  const security = { Type: UNIT, Properties: { Name: 'Security', ParentId: root, Adopt: 'true' } };
  const stack = deployment.stacks.stack(STACK_ID);
  for (const [name, ParentId, isRefused] of [['One', { Ref: 'Security' }, true], ['Two', root, false], ['Three', { Ref: 'SomeParameter' }, false]] as const) {
    deployment.startEnvironment();
    const created = { Type: UNIT, Properties: { ...other, Name: name } };
    stack.template = { Resources: { Payer: payer(ParentId), Security: security, [name]: created } };
    const create = () => deployment.create(UNIT, created.Properties, name);
    const refusal = new RegExp(`Payer stops the deployment: The management account .* is in the root ${root}, .* places it in ${unit}`);
    const attempt = () => (isRefused ? expect(create()).rejects.toThrow(refusal) : create());
    expect(await deployment.writesOf(attempt)).toEqual(isRefused ? [] : ['CreateOrganizationalUnit']);
  }
});

describe('two stacks that both list the management account', () => {
  async function taken() {
    const world = await start();
    const { deployment, desired } = world;
    await deployment.create(TYPE, desired);
    await deployment.clock.sleep(3_600_000);
    const other = { ...desired, Tags: [{ Key: 'payer', Value: 'yes' }] };
    await deployment.inStack(OTHER_STACK, () => deployment.create(TYPE, other));
    await deployment.clock.sleep(3_600_000);
    return { ...world, other };
  }
  const ownerIn = (deployment: Deployment) => manager(deployment).tags['cdk-aws-organizations:owner'];

  test('take it over one from the other, and never move it', async () => {
    const { deployment, root, desired, attempts } = await taken();
    expect(ownerIn(deployment)).toMatch(/^payer@us-east-1\/adopted/);
    await deployment.update(TYPE, MANAGEMENT, desired, { ...desired, Reconcile: '1' });
    expect(ownerIn(deployment)).toMatch(new RegExp(`^${STACK_OWNER}/adopted`));
    expect(manager(deployment).parentId).toBe(root);
    expect(attempts()).toEqual([]);
  });

  test('keep it for the one that has it when the other one removes it from its app', async () => {
    const { deployment, desired } = await taken();
    const removed = { ...desired, Removal: { Action: 'CloseAccount' } };
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    expect(await deployment.writesOf(() => deployment.remove(TYPE, MANAGEMENT, removed))).toEqual(['TagResource', 'UntagResource']);
    expect(deployment.stacks.stack(STACK_ID).status).toBe('UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
    expect(manager(deployment)).toMatchObject({ state: 'ACTIVE', tags: { payer: 'yes' } });
  });
});
