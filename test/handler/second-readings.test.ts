import { attached, CONTENT, FULL, SCP, start, TYPE as ATTACHMENTS } from './support/attachments';
import { Deployment, STACK_ID, stackId } from './support/deployment';
import { changeAfterFirst, firstAnswerIs, firstListIsEmpty, showFormerParent, showFormerTag } from './support/stale-reading';
import { delegatedTagKey, OWNER_TAG_KEY } from '../../src/contract';

/** A single stale reading decides nothing: two readings have to show, or not show, an object. */
const UNIT = 'Custom::OrganizationsOrganizationalUnit';
const ACCOUNT = 'Custom::OrganizationsAccount';
const POLICY = 'Custom::OrganizationsPolicy';
const SET = 'Custom::OrganizationsPolicySet';
const SERVICE = 'Custom::OrganizationsTrustedService';
const ADMINISTRATOR = 'Custom::OrganizationsDelegatedAdministrator';
const PRINCIPAL = 'guardduty.amazonaws.com';

const tagsOf = (deployment: Deployment, id: string) => {
  const { organizationalUnits, policies, accounts } = deployment.simulator.state();
  return [...organizationalUnits, ...policies, ...accounts].find((each) => each.id === id)?.tags ?? {};
};

describe('a resource that one endpoint does not show does not count as gone', () => {
  test.each([
    ['policy', POLICY, 'DescribePolicy', 'PolicyNotFound', { Type: SCP, Name: 'One', Description: '', Content: CONTENT }, { Name: 'Two' }, 'UpdatePolicy'],
    ['organizational unit', UNIT, 'DescribeOrganizationalUnit', 'OrganizationalUnitNotFound', { Name: 'One' }, { Name: 'Two' }, 'UpdateOrganizationalUnit'],
    ['account', ACCOUNT, 'DescribeAccount', 'AccountNotFound', { AccountName: 'One', Email: 'one@example.com' }, { Tags: [{ Key: 'team', Value: 'blue' }] }, 'TagResource'],
  ] as const)('so an Update of an existing %s changes it', async (_, type, operation, code, properties, change, write) => {
    const deployment = new Deployment();
    const ParentId = await deployment.organization(SCP);
    const before = { ...properties, ...type !== POLICY && { ParentId } };
    const { PhysicalResourceId: id } = await deployment.create(type, before);
    firstAnswerIs(deployment, operation, code);
    const since = deployment.simulator.journal.length;
    expect(await deployment.update(type, id, before, { ...before, ...change })).toMatchObject({ PhysicalResourceId: id });
    expect(deployment.writes(since)).toEqual([write]);
  });

  test('so attachments that are removed from the app are detached from their target', async () => {
    const { deployment, unit, ids: [one], wanting } = await start(1);
    await deployment.create(ATTACHMENTS, wanting(one));
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    deployment.stacks.stack(STACK_ID).template = { Resources: { Unit: {} } };
    firstAnswerIs(deployment, 'ListTagsForResource', 'TargetNotFound');
    await deployment.remove(ATTACHMENTS, unit, wanting(one));
    expect(attached(deployment, unit)).toEqual([FULL]);
  });
});

describe('an object that the first reading does not show yet', () => {
  test('is an account below the target, for which attachments stay when the stack is deleted', async () => {
    const { deployment, unit, ids: [one], wanting } = await start(1);
    const root = deployment.simulator.state().root!.id;
    await deployment.create(ATTACHMENTS, wanting(one));
    const { PhysicalResourceId: account } = await deployment.create(ACCOUNT, { AccountName: 'app', Email: 'app@example.com', ParentId: root });
    deployment.status = 'DELETE_IN_PROGRESS';
    changeAfterFirst(deployment, 'ListAccountsForParent', () => deployment.organizations.moveAccount(account, root, unit));
    await deployment.remove(ATTACHMENTS, unit, wanting(one));
    expect(attached(deployment, unit)).toEqual([one, FULL].sort());
  });

  test('is a policy on a target, which is still detached in the cleanup', async () => {
    const { deployment, unit, ids: [one, two], wanting } = await start(2);
    await deployment.create(ATTACHMENTS, wanting(one));
    deployment.status = 'UPDATE_IN_PROGRESS';
    const { PhysicalResourceId: id } = await deployment.update(ATTACHMENTS, unit, wanting(one), wanting(two));
    deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Resource', physicalId: id, type: ATTACHMENTS, status: 'UPDATE_COMPLETE' });
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    await deployment.organizations.detachPolicy(one, unit);
    changeAfterFirst(deployment, 'ListPoliciesForTarget', () => deployment.organizations.attachPolicy(one, unit));
    await deployment.remove(ATTACHMENTS, unit, wanting(one));
    expect(attached(deployment, unit)).toEqual([two, FULL].sort());
  });

  test('is an account in a unit that moves, which moves along', async () => {
    const { deployment, root, moving, moved } = await startMove();
    const { PhysicalResourceId: account } = await deployment.create(ACCOUNT, { AccountName: 'app', Email: 'app@example.com', ParentId: root }, 'App');
    deployment.status = 'UPDATE_IN_PROGRESS';
    changeAfterFirst(deployment, 'ListAccountsForParent', () => deployment.organizations.moveAccount(account, root, moving.id));
    const { PhysicalResourceId: id } = await deployment.update(UNIT, moving.id, moving.properties, moved);
    expect(deployment.simulator.state().accounts.find((each) => each.id === account)?.parentId).toBe(id);
  });

  test('is a policy on a unit that moves, which the new unit gets', async () => {
    const { deployment, moving, moved } = await startMove();
    const { id: foreign } = await deployment.organizations.createPolicy({ type: SCP, name: 'Foreign', description: '', content: CONTENT }, []);
    deployment.status = 'UPDATE_IN_PROGRESS';
    changeAfterFirst(deployment, 'ListPoliciesForTarget', () => deployment.organizations.attachPolicy(foreign, moving.id));
    const { PhysicalResourceId: id } = await deployment.update(UNIT, moving.id, moving.properties, moved);
    expect(attached(deployment, id)).toEqual([foreign, FULL].sort());
  });

  test.each([
    ['organizational unit', UNIT, 'ListOrganizationalUnitsForParent'], ['policy', POLICY, 'ListPolicies'],
  ] as const)('is the %s of a failed creation, which its rollback finds by name and deletes', async (_, type, operation) => {
    const deployment = new Deployment();
    const ParentId = await deployment.organization(SCP);
    const properties = (Name: string) => (type === UNIT ? { ParentId, Name } : { Type: SCP, Name, Description: '', Content: CONTENT });
    const { PhysicalResourceId: other } = await deployment.create(type, properties('Other'), 'Other');
    const tags = [{ Key: OWNER_TAG_KEY, Value: tagsOf(deployment, other)[OWNER_TAG_KEY] }];
    deployment.status = 'DELETE_IN_PROGRESS';
    changeAfterFirst(deployment, operation, () => (type === UNIT
      ? deployment.organizations.createOrganizationalUnit(ParentId, 'New', tags)
      : deployment.organizations.createPolicy({ type: SCP, name: 'New', description: '', content: CONTENT }, tags)));
    await deployment.remove(type, 'landing-zone-Resource-ABCDEFGHIJKL', properties('New'));
    const { organizationalUnits, policies } = deployment.simulator.state();
    expect([...organizationalUnits, ...policies].map(({ name }) => name)).toEqual(['Other']);
  });

  test('is trusted access, which a Delete still disables', async () => {
    const deployment = new Deployment();
    await deployment.organization();
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    changeAfterFirst(deployment, 'ListAWSServiceAccessForOrganization', () => deployment.organizations.enableServiceAccess(PRINCIPAL));
    await deployment.remove(SERVICE, PRINCIPAL, { ServicePrincipal: PRINCIPAL });
    expect(deployment.simulator.state().trustedServices).toEqual([]);
  });

  test('is a registration, which a Delete still ends', async () => {
    const { deployment, account } = await startAdministrator();
    await deployment.organizations.deregisterDelegatedAdministrator(account, PRINCIPAL);
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    changeAfterFirst(deployment, 'ListDelegatedAdministrators', () => deployment.organizations.registerDelegatedAdministrator(account, PRINCIPAL));
    await deployment.remove(ADMINISTRATOR, `${account}/${PRINCIPAL}`, { AccountId: account, ServicePrincipal: PRINCIPAL });
    expect(deployment.simulator.state().delegatedAdministrators).toEqual([]);
  });

  test('is another stack that has taken over a registration, which then stays', async () => {
    const { deployment, account } = await startAdministrator();
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    changeAfterFirst(deployment, 'ListTagsForResource', () => (
      deployment.organizations.tagResource(account, [{ Key: delegatedTagKey(PRINCIPAL), Value: 'another-stack@us-east-1' }])));
    await deployment.remove(ADMINISTRATOR, `${account}/${PRINCIPAL}`, { AccountId: account, ServicePrincipal: PRINCIPAL });
    expect(deployment.simulator.state().delegatedAdministrators).toMatchObject([{ accountId: account }]);
  });

  test('is our own owner tag, so that adopt: true does not treat a resource of ours as adopted', async () => {
    const deployment = new Deployment();
    const ParentId = await deployment.organization();
    const desired = { ParentId, Name: 'Unit', Adopt: true };
    const { PhysicalResourceId: id } = await deployment.create(UNIT, { ...desired, Adopt: undefined });
    const before = tagsOf(deployment, id);
    await deployment.organizations.untagResource(id, [OWNER_TAG_KEY]);
    changeAfterFirst(deployment, 'ListTagsForResource', () => (
      deployment.organizations.tagResource(id, [{ Key: OWNER_TAG_KEY, Value: before[OWNER_TAG_KEY] }])));
    await deployment.update(UNIT, id, desired, { ...desired, Name: 'Renamed' });
    expect(tagsOf(deployment, id)).toEqual(before);
  });

  test('is the note of an earlier call on an adopted account, which even after four readings keeps its former parent', async () => {
    const deployment = new Deployment();
    const root = await deployment.organization();
    const { PhysicalResourceId: ParentId } = await deployment.create(UNIT, { ParentId: root, Name: 'Home' }, 'Home');
    await deployment.organizations.createAccount({ email: 'old@example.com', accountName: 'old', tags: [] });
    await deployment.clock.sleep(120_000);
    const desired = { AccountName: 'old', Email: 'old@example.com', ParentId, Adopt: true };
    const { PhysicalResourceId: id } = await deployment.create(ACCOUNT, desired);
    const before = tagsOf(deployment, id);
    expect(before[OWNER_TAG_KEY]).toContain(`/adopted/${root}/`);
    await deployment.organizations.untagResource(id, [OWNER_TAG_KEY]);
    const noted = [{ Key: OWNER_TAG_KEY, Value: before[OWNER_TAG_KEY] }];
    changeAfterFirst(deployment, 'ListTagsForResource', () => deployment.organizations.tagResource(id, noted), 4);
    await deployment.create(ACCOUNT, desired);
    expect(tagsOf(deployment, id)).toEqual(before);
  });

  test('is a unit of others at the destination of a unit, which is refused even with adopt', async () => {
    const { deployment, moving, moved, target } = await startMove();
    deployment.status = 'UPDATE_IN_PROGRESS';
    changeAfterFirst(deployment, 'ListOrganizationalUnitsForParent', () => deployment.organizations.createOrganizationalUnit(target, 'Moving', []));
    const adopting = { ...moved, Adopt: true };
    await expect(deployment.update(UNIT, moving.id, { ...moving.properties, Adopt: true }, adopting)).rejects.toThrow(/cannot be recreated .* existed before/);
  });

  test('is a document of a policy set, which is deleted with its set', async () => {
    const { deployment, id, properties } = await startSet();
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    firstListIsEmpty(deployment, 'ListPolicies');
    await deployment.remove(SET, id, properties);
    expect(deployment.simulator.state().policies).toEqual([]);
  });

  test('is a document of a policy set on a target, so that the set is left behind with all its documents', async () => {
    const { deployment, root, id, properties } = await startSet();
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    changeAfterFirst(deployment, 'ListTargetsForPolicy', () => deployment.organizations.attachPolicy(id, root));
    await deployment.remove(SET, id, properties);
    expect(deployment.simulator.state().policies).toHaveLength(2);
  });
});

describe('the move of two accounts just now, which one to four readings do not show yet, is taken back', () => {
  test.each([1, 4])('where the deployment that adopted them fails (%d)', async (stale) => {
    const { deployment, root, accounts } = await startAdoption();
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    for (const { id, logicalId, desired } of accounts) {
      showFormerParent(deployment, root, stale);
      await deployment.remove(ACCOUNT, id, desired, logicalId);
    }
    expect(parentsOf(deployment, accounts)).toEqual([root, root]);
  });

  test.each([1, 4])('where their constructs are removed from the app (%d)', async (stale) => {
    const { deployment, root, accounts } = await startAdoption();
    deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    for (const { id, logicalId, desired } of accounts) {
      showFormerParent(deployment, root, stale);
      await deployment.remove(ACCOUNT, id, { ...desired, Removal: { Action: 'MoveAccount', ParentId: root } }, logicalId);
    }
    expect(parentsOf(deployment, accounts)).toEqual([root, root]);
  });
});

test.each([0, 8, 12])('accounts that another stack has just taken over stay with it where the deployment that adopted them before fails (%d s)', async (seconds) => {
  const { deployment, accounts } = await startAdoption();
  const other = stackId('other');
  const rows = deployment.stacks.stack(other).resources;
  const { id: theirs } = await deployment.organizations.createOrganizationalUnit(deployment.simulator.state().root!.id, 'Theirs', []);
  for (const { id, logicalId, desired } of accounts) {
    const { [OWNER_TAG_KEY]: former } = tagsOf(deployment, id);
    await deployment.inStack(other, () => deployment.create(ACCOUNT, { ...desired, ParentId: theirs }, logicalId));
    rows.push({ logicalId, physicalId: id, type: ACCOUNT, status: 'CREATE_COMPLETE' });
    const taken = tagsOf(deployment, id);
    expect(taken[OWNER_TAG_KEY]).not.toBe(former);
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    showFormerTag(deployment, OWNER_TAG_KEY, former, seconds);
    await deployment.remove(ACCOUNT, id, desired, logicalId);
    expect(tagsOf(deployment, id)).toEqual(taken);
    deployment.disturb = (_, call) => call();
    deployment.status = 'UPDATE_IN_PROGRESS';
  }
  expect(parentsOf(deployment, accounts)).toEqual([theirs, theirs]);
});

/** Adopts two accounts in the root into a unit. */
async function startAdoption() {
  const deployment = new Deployment();
  const root = await deployment.organization();
  const { PhysicalResourceId: home } = await deployment.create(UNIT, { ParentId: root, Name: 'Home' }, 'Home');
  const names = ['one', 'two'];
  for (const name of names) await deployment.organizations.createAccount({ email: `${name}@example.com`, accountName: name, tags: [] });
  await deployment.clock.sleep(120_000);
  deployment.status = 'UPDATE_IN_PROGRESS';
  const accounts: Adopted[] = [];
  for (const logicalId of names) {
    const desired = { AccountName: logicalId, Email: `${logicalId}@example.com`, ParentId: home, Adopt: true };
    const { PhysicalResourceId: id } = await deployment.create(ACCOUNT, desired, logicalId);
    accounts.push({ id, logicalId, desired });
  }
  expect(parentsOf(deployment, accounts)).toEqual([home, home]);
  return { deployment, root, accounts };
}

interface Adopted {
  readonly id: string;
  readonly logicalId: string;
  readonly desired: Record<string, unknown>;
}

function parentsOf({ simulator }: Deployment, accounts: readonly Adopted[]) {
  return accounts.map(({ id }) => simulator.state().accounts.find((account) => account.id === id)?.parentId);
}

/** Creates a set of two documents that is attached nowhere. */
async function startSet() {
  const deployment = new Deployment();
  const root = await deployment.organization(SCP);
  const deny = (name: string) => ({ Sid: name, Effect: 'Deny', Action: `s3:${name.repeat(100)}`, Resource: '*' });
  const properties = { Type: SCP, Name: 'Base', Description: '', Statements: [deny('A'), deny('B')], MaxDocuments: 2, MaxContentLength: 330 };
  const { PhysicalResourceId: id } = await deployment.create(SET, properties);
  expect(deployment.simulator.state().policies).toHaveLength(2);
  return { deployment, root, id, properties };
}

/** Creates a unit of this stack that is going to move below another unit of this stack. */
async function startMove() {
  const deployment = new Deployment();
  const root = await deployment.organization(SCP);
  const { PhysicalResourceId: target } = await deployment.create(UNIT, { ParentId: root, Name: 'Target' }, 'Target');
  const properties = { ParentId: root, Name: 'Moving', AllowMove: true };
  const { PhysicalResourceId: id } = await deployment.create(UNIT, properties);
  return { deployment, root, target, moving: { id, properties }, moved: { ...properties, ParentId: target } };
}

async function startAdministrator() {
  const deployment = new Deployment();
  const ParentId = await deployment.organization();
  const { PhysicalResourceId: account } = await deployment.create(ACCOUNT, { AccountName: 'tools', Email: 'tools@example.com', ParentId });
  await deployment.create(SERVICE, { ServicePrincipal: PRINCIPAL });
  await deployment.create(ADMINISTRATOR, { AccountId: account, ServicePrincipal: PRINCIPAL });
  return { deployment, account };
}
