import { Deployment, STACK_ID } from './support/deployment';
import { firstListIsEmpty } from './support/stale-reading';
import type { ResourceTypeName } from '../../src/contract';

const ACCOUNT = 'Custom::OrganizationsAccount';
const UNIT = 'Custom::OrganizationsOrganizationalUnit';
const POLICY = 'Custom::OrganizationsPolicy';
const SCP = 'SERVICE_CONTROL_POLICY';
const DENY = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }] });

/** Objects of someone else: the units Sandbox, Prod and Prod/Security, accounts in them, and a policy. */
async function start() {
  const deployment = new Deployment();
  const root = await deployment.organization(SCP);
  const { organizations } = deployment;
  const unit = async (name: string, parent = root) => (await organizations.createOrganizationalUnit(parent, name, [])).id;
  const [sandbox, prod] = [await unit('Sandbox'), await unit('Prod')];
  const security = await unit('Security', prod);
  const account = async (accountName: string, email: string) => {
    await organizations.createAccount({ accountName, email, tags: [] });
    await deployment.clock.sleep(300_000);
    return deployment.simulator.state().accounts.find((each) => each.email === email)!.id;
  };
  const alice = await account('sandbox-alice', 'aws-sandbox-alice@example.com');
  const shop = await account('shop', 'aws+shop@example.com');
  const policy = (await organizations.createPolicy({ type: SCP, name: 'aws-guardrails-deny', description: '', content: DENY }, [])).id;
  return { deployment, root, sandbox, prod, security, alice, shop, policy };
}

/** The error of a creation, after which nothing is written. */
async function refusalOf(deployment: Deployment, type: ResourceTypeName, properties: object): Promise<string> {
  let message = '(created)';
  const before = deployment.simulator.state();
  const writes = await deployment.writesOf(async () => {
    message = await deployment.create(type, { ...properties, Adopt: true }).then(({ PhysicalResourceId }) => `created ${PhysicalResourceId}`, (error: Error) => error.message);
  });
  expect([message, writes]).toEqual([message, []]);
  expect(deployment.simulator.state()).toEqual(before);
  return message;
}

describe('adopt: true creates nothing', () => {
  test('a typo in the email address of an account stops the event, and the message names the intended account', async () => {
    const { deployment, sandbox, alice } = await start();
    const desired = { AccountName: 'sandbox-alice', Email: 'aws-sandbox-alcie@example.com', ParentId: sandbox };
    expect(await refusalOf(deployment, ACCOUNT, desired)).toBe(
      'Resource: The account aws-sandbox-alcie@example.com ("sandbox-alice") does not exist, and adopt: true creates nothing. '
      + `The nearest: "sandbox-alice", aws-sandbox-alice@example.com (${alice}). Correct the address; or leave out adopt: true, to create it.`);
  });

  test.each([
    ['with the same local part', 'aws-sandbox-alice@example.org'], ['without the plus alias', 'aws@example.com'], ['with a plus alias in capitals', 'AWS+SHOPS@example.com'],
  ])('the error suggests an account for an address %s', async (_, Email) => {
    const { deployment, sandbox } = await start();
    expect(await refusalOf(deployment, ACCOUNT, { AccountName: 'quite-another', Email, ParentId: sandbox }))
      .toMatch(/The nearest: "(sandbox-alice|shop)", aws[+a-z-]*@example\.com \(\d{12}\)/);
  });

  test('an account without near addresses is refused without candidates', async () => {
    const { deployment, sandbox } = await start();
    expect(await refusalOf(deployment, ACCOUNT, { AccountName: 'quite-another', Email: 'finance@elsewhere.net', ParentId: sandbox }))
      .toMatch(/does not exist, and adopt: true creates nothing\. Correct the address/);
  });

  test.each([
    ['in another case', 'sandbox'], ['with a blank', 'Sand box'], ['with one letter less', 'Sandbx'],
  ])('the name of a unit %s stops the event, and the message names the intended unit', async (_, Name) => {
    const { deployment, root, sandbox } = await start();
    expect(await refusalOf(deployment, UNIT, { ParentId: root, Name })).toBe(
      `Resource: The organizational unit "${Name}" below ${root} does not exist, and adopt: true creates nothing. `
      + `The nearest: "Sandbox" below ${root} (${sandbox}). Correct the name or the parent; or leave out adopt: true, to create it.`);
  });

  test('a unit of the same name below another parent is named as a candidate, wherever it is in the tree', async () => {
    const { deployment, root, prod, security } = await start();
    expect(await refusalOf(deployment, UNIT, { ParentId: root, Name: 'Security' })).toContain(`The nearest: "Security" below ${prod} (${security}).`);
  });

  test('a policy with another name stops the event', async () => {
    const { deployment, policy } = await start();
    expect(await refusalOf(deployment, POLICY, { Type: SCP, Name: 'aws-guardrail-deny', Description: '', Content: DENY })).toContain(
      `The policy "aws-guardrail-deny" (${SCP}) does not exist, and adopt: true creates nothing. The nearest: "aws-guardrails-deny" (${policy}).`);
  });

  test('an adopted unit that was deleted by hand is not created again', async () => {
    const { deployment, root, sandbox } = await start();
    const desired = { ParentId: root, Name: 'Sandbox', Adopt: true };
    await deployment.create(UNIT, desired);
    await deployment.organizations.deleteOrganizationalUnit(sandbox);
    await expect(deployment.update(UNIT, sandbox, desired, { ...desired, Tags: [{ Key: 'a', Value: 'b' }] })).rejects.toThrow('does not exist');
  });
});

describe('adopt: true finds', () => {
  test.each([
    ['an account', ACCOUNT, 'ListAccounts', { AccountName: 'shop', Email: 'aws+shop@example.com' }],
    ['a unit', UNIT, 'ListOrganizationalUnitsForParent', { Name: 'Sandbox' }],
    ['a policy', POLICY, 'ListPolicies', { Type: SCP, Name: 'aws-guardrails-deny', Description: '', Content: DENY }],
  ] as const)('%s that the first list does not show yet', async (_, type, operation, properties) => {
    const { deployment, root, ...ids } = await start();
    deployment.startEnvironment();
    firstListIsEmpty(deployment, operation);
    const { PhysicalResourceId: id } = await deployment.create(type, { ParentId: root, ...properties, Adopt: true });
    expect(Object.values(ids)).toContain(id);
  });

  test('an account that the same event has adopted before, and writes nothing then', async () => {
    const { deployment, root, shop } = await start();
    const desired = { AccountName: 'shop', Email: 'aws+shop@example.com', ParentId: root, Adopt: true };
    await deployment.create(ACCOUNT, desired);
    const again = async () => expect(await deployment.create(ACCOUNT, desired)).toMatchObject({ PhysicalResourceId: shop });
    expect(await deployment.writesOf(again)).toEqual([]);
  });

  test('an account and a unit by their IDs', async () => {
    const { deployment, root, shop, prod } = await start();
    const account = { AccountId: shop, AccountName: 'shop', Email: 'AWS+shop@example.com', ParentId: root, Adopt: true };
    expect(await deployment.create(ACCOUNT, account)).toMatchObject({ PhysicalResourceId: shop });
    expect(await deployment.create(UNIT, { OrganizationalUnitId: prod, Name: 'Prod', ParentId: root, Adopt: true })).toMatchObject({ PhysicalResourceId: prod });
  });

  test('no account by the ID of another account, which the message describes', async () => {
    const { deployment, root, alice } = await start();
    expect(await refusalOf(deployment, ACCOUNT, { AccountId: alice, AccountName: 'shop', Email: 'aws+shop@example.com', ParentId: root })).toBe(
      `Resource: The account ${alice} is "sandbox-alice" with the address aws-sandbox-alice@example.com, and the code says "shop" with the address `
      + 'aws+shop@example.com. Write the ID of the account that is meant into the code, or the present name and address of this one.');
  });

  test('no account by an ID that does not exist', async () => {
    const { deployment, root, shop } = await start();
    expect(await refusalOf(deployment, ACCOUNT, { AccountId: '999999999999', AccountName: 'shop', Email: 'aws+shop@example.com', ParentId: root }))
      .toContain(`The account 999999999999 ("shop") does not exist, and adopt: true creates nothing. The nearest: "shop", aws+shop@example.com (${shop}). Correct the ID`);
  });

  test('no unit by an ID that belongs to another name or parent, or that does not exist', async () => {
    const { deployment, root, prod, security } = await start();
    expect(await refusalOf(deployment, UNIT, { OrganizationalUnitId: security, Name: 'Security', ParentId: root })).toBe(
      `Resource: The organizational unit ${security} is "Security" below ${prod}, and the code says "Security" below ${root}. `
      + 'Write the ID of the unit that is meant into the code, or the present name and parent of this one.');
    expect(await refusalOf(deployment, UNIT, { OrganizationalUnitId: 'ou-ab12-abcdefgh', Name: 'Prod', ParentId: root }))
      .toContain(`The organizational unit ou-ab12-abcdefgh does not exist, and adopt: true creates nothing. The nearest: "Prod" below ${root} (${prod}). Correct the ID`);
  });
});

describe('before the first write of a deployment', () => {
  const NEW_UNIT = { Name: 'New' };
  const adopting = (Type: string, Properties: object, more: object = {}) => ({ Type, Properties: { ...Properties, Adopt: true }, ...more });
  const rootOfCode = { 'Fn::GetAtt': ['Organization', 'RootId'] };

  async function createNewUnit(resources: (ids: Awaited<ReturnType<typeof start>>) => Record<string, unknown>) {
    const all = await start();
    all.deployment.startEnvironment();
    all.deployment.stacks.stack(STACK_ID).template = { Resources: { New: { Type: UNIT, Properties: NEW_UNIT }, ...resources(all) } };
    let failure: string | undefined;
    const writes = await all.deployment.writesOf(async () => {
      failure = await all.deployment.create(UNIT, { ...NEW_UNIT, ParentId: all.root }, 'New').then(() => undefined, (error: Error) => error.message);
    });
    return { ...all, failure, writes };
  }

  test.each([
    ['an account', (_: object) => ({ Log: adopting(ACCOUNT, { AccountName: 'shop', Email: 'aws+shpo@example.com', ParentId: { Ref: 'New' } }) }), /^New: Log stops the deployment: The account aws\+shpo@example\.com .*"shop"/],
    ['a unit below the root', () => ({ Dev: adopting(UNIT, { Name: 'sandbox', ParentId: rootOfCode }) }), /"sandbox" below r-\w+ does not exist.*"Sandbox"/],
    ['a unit below an adopted one', () => ({
      Prod: adopting(UNIT, { Name: 'Prod', ParentId: rootOfCode }), Safe: adopting(UNIT, { Name: 'security', ParentId: { Ref: 'Prod' } }),
    }), /"security" below ou-\S+ does not exist.*"Security"/],
    ['a policy', () => ({ Deny: adopting(POLICY, { Type: SCP, Name: 'aws-guardrails-den', Description: '', Content: DENY }) }), /aws-guardrails-deny/],
    ['an account by the ID of another one', ({ alice }: { alice: string }) => ({
      Log: adopting(ACCOUNT, { AccountId: alice, AccountName: 'shop', Email: 'aws+shop@example.com', ParentId: 'r-ab12' }),
    }), /is "sandbox-alice" with the address/],
  ] as const)('%s that does not exist stops the creation of another resource', async (_name, resources, message) => {
    const { failure, writes } = await createNewUnit(resources);
    expect(failure).toMatch(message);
    expect(writes).toEqual([]);
  });

  test.each([
    ['exists', () => ({ Dev: adopting(UNIT, { Name: 'Sandbox', ParentId: rootOfCode }), Shop: adopting(ACCOUNT, { AccountName: 'shop', Email: 'AWS+shop@example.com' }) })],
    ['has a condition, which may not hold', () => ({ Dev: adopting(UNIT, { Name: 'sandbox', ParentId: rootOfCode }, { Condition: 'IsTest' }) })],
    ['has a name from a parameter', () => ({ Dev: adopting(UNIT, { Name: { Ref: 'UnitName' }, ParentId: rootOfCode }) })],
    ['has a character that GetTemplate returns as a question mark', () => ({ Dev: adopting(UNIT, { Name: 'B?ro', ParentId: rootOfCode }) })],
    ['is below a parent from a parameter', () => ({ Dev: adopting(UNIT, { Name: 'sandbox', ParentId: { Ref: 'ParentId' } }) })],
    ['is below a unit that the deployment creates', () => ({ Dev: adopting(UNIT, { Name: 'sandbox', ParentId: { Ref: 'New' } }) })],
    ['is not one of this library', () => ({ Other: adopting('Custom::Other', { Name: 'sandbox', ParentId: rootOfCode }) })],
  ])('an adopted resource that %s stops nothing', async (_name, resources) => {
    expect(await createNewUnit(resources)).toMatchObject({ failure: undefined, writes: ['CreateOrganizationalUnit'] });
  });

  test('a unit that CloudFormation knows is not searched by its new name', async () => {
    const all = await createNewUnit(() => ({}));
    const { deployment, sandbox, root } = all;
    const stack = deployment.stacks.stack(STACK_ID);
    stack.resources.push({ logicalId: 'Dev', physicalId: sandbox, type: UNIT, status: 'UPDATE_IN_PROGRESS' });
    stack.template = { Resources: { Dev: adopting(UNIT, { Name: 'Renamed', ParentId: rootOfCode }) } };
    deployment.startEnvironment();
    await deployment.create(UNIT, { Name: 'Second', ParentId: root }, 'Second');
  });

  test('an environment searches the adoptions once in a deployment, with one list of accounts', async () => {
    const { deployment, root } = await createNewUnit(() => ({
      Shop: adopting(ACCOUNT, { AccountName: 'shop', Email: 'aws+shop@example.com' }), Alice: adopting(ACCOUNT, { AccountName: 'a', Email: 'aws-sandbox-alice@example.com' }),
    }));
    const since = deployment.simulator.journal.length;
    for (const Name of ['Second', 'Third']) await deployment.create(UNIT, { Name, ParentId: root }, Name);
    const listed = (entries: readonly { operation: string }[]) => entries.filter(({ operation }) => operation === 'ListAccounts').length;
    expect([listed(deployment.simulator.journal.slice(0, since)), listed(deployment.simulator.journal.slice(since))]).toEqual([1, 0]);
  });

  test('a rollback searches for no adoptions, because it must not fail', async () => {
    const { deployment, root } = await start();
    const properties = { Name: 'New', ParentId: root };
    const { PhysicalResourceId: id } = await deployment.create(UNIT, properties, 'New');
    deployment.stacks.stack(STACK_ID).template = { Resources: { Dev: adopting(UNIT, { Name: 'sandbox', ParentId: rootOfCode }) } };
    deployment.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
    deployment.startEnvironment();
    const tagged = { ...properties, Tags: [{ Key: 'a', Value: 'b' }] };
    expect(await deployment.writesOf(() => deployment.update(UNIT, id, properties, tagged))).toEqual(['TagResource']);
  });
});
