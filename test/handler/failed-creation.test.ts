import { CONTENT, SCP } from './support/attachments';
import { Deployment, STACK_ID } from './support/deployment';
import { inviteByHand } from './support/invited-accounts';
import { refuse } from './support/refusals';
import { simulatedAccountManagement } from './support/simulated-organizations';
import { ResourceType, type ResourceTypeName } from '../../src/contract';

const SERVICE = 'guardduty.amazonaws.com';
const HOUR = 3_600_000;
const CONTACT = { Name: 'Ana', Title: 'On call', EmailAddress: 'ana@example.com', PhoneNumber: '+49 30 1234567' };
const DELEGATION = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 'organizations:List*', Resource: '*' }] });
const NEW = { id: '222222222222', email: 'new@example.com', name: 'New' };
const OPERATIONS = ['DELETE_IN_PROGRESS', 'UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS'] as const;

type Properties = Record<string, unknown>;

/** An organization that somebody else made: two of everything that a creation of this stack can find. */
async function organizationOfOthers() {
  const deployment = new Deployment({ standaloneAccounts: [NEW] });
  const root = await deployment.organization(SCP);
  const { organizations, clock } = deployment;
  await organizations.enableServiceAccess(SERVICE);
  await organizations.enableServiceAccess('account.amazonaws.com');
  const [first, second] = [await memberNamed(deployment, 'first'), await memberNamed(deployment, 'second')];
  for (const id of [first, second]) {
    await organizations.registerDelegatedAdministrator(id, SERVICE);
    await putContact(deployment, id);
  }
  const unit = (await organizations.createOrganizationalUnit(root, 'Unit', [])).id;
  const policies: string[] = [];
  for (const name of ['Deny', 'Set-1']) {
    policies.push((await organizations.createPolicy({ type: SCP, name, description: '', content: CONTENT }, [])).id);
  }
  for (const id of policies) await organizations.attachPolicy(id, unit);
  await organizations.putResourcePolicy(DELEGATION, []);
  inviteByHand(deployment, { Id: NEW.id, Type: 'ACCOUNT' });
  await clock.sleep(HOUR);
  return { deployment, root, first, second, unit, policies };
}

type World = Awaited<ReturnType<typeof organizationOfOthers>>;

async function memberNamed({ organizations, clock, simulator }: Deployment, name: string): Promise<string> {
  await organizations.createAccount({ email: `${name}@example.com`, accountName: name, tags: [] });
  await clock.sleep(5 * 60_000);
  return simulator.state().accounts.find((account) => account.name === name)!.id;
}

async function putContact({ simulator }: Deployment, id: string): Promise<void> {
  const { Name: name, Title: title, EmailAddress: emailAddress, PhoneNumber: phoneNumber } = CONTACT;
  await simulatedAccountManagement(simulator).putAlternateContact('SECURITY', { name, title, emailAddress, phoneNumber }, id);
}

/** The properties of creations that find these objects. All removal settings are the ones that take most away. */
const FOUND = {
  [ResourceType.ORGANIZATION]: () => [{ FeatureSet: 'ALL', AllowDeletion: true }],
  [ResourceType.ORGANIZATIONAL_UNIT]: ({ root }) => [{ ParentId: root, Name: 'Unit', MoveAccountsTo: { ParentId: root } }],
  [ResourceType.ACCOUNT]: ({ root }) => ['first', 'second'].map((name) => (
    { AccountName: name, Email: `${name}@example.com`, ParentId: root, Removal: { Action: 'CloseAccount' } })),
  [ResourceType.ACCOUNT_SETTINGS]: ({ first, second }) => [first, second].map((AccountId) => (
    { AccountId, AlternateContacts: { SECURITY: CONTACT } })),
  [ResourceType.INVITED_ACCOUNT]: ({ root }) => [{ AccountId: NEW.id, ParentId: root, Removal: { Action: 'CloseAccount' } }],
  [ResourceType.POLICY]: () => [{ Type: SCP, Name: 'Deny', Description: '', Content: CONTENT }],
  [ResourceType.POLICY_SET]: () => [{ Type: SCP, Name: 'Set', Description: '', Statements: [], MaxDocuments: 2 }],
  [ResourceType.POLICY_ATTACHMENTS]: ({ unit, policies }) => [{ TargetId: unit, Policies: { [SCP]: policies } }],
  [ResourceType.POLICY_TYPE]: ({ root }) => [{ RootId: root, PolicyType: SCP, DisableOnRemoval: true }],
  [ResourceType.TRUSTED_SERVICE]: () => [SERVICE, 'account.amazonaws.com'].map((ServicePrincipal) => ({ ServicePrincipal })),
  [ResourceType.DELEGATED_ADMINISTRATOR]: ({ first, second }) => [first, second].map((AccountId) => (
    { AccountId, ServicePrincipal: SERVICE })),
  [ResourceType.RESOURCE_POLICY]: () => [{ Content: DELEGATION }],
} satisfies Record<ResourceTypeName, (world: World) => Properties[]>;

function pending({ clock }: Deployment): string {
  return `pending:Resource:${new Date(clock.now()).toISOString()}`;
}

const TYPES = Object.keys(FOUND) as ResourceTypeName[];

describe.each(TYPES)('the Delete for a creation of %s that failed', (type) => {
  test.each(OPERATIONS)('takes away nothing that is older than the creation while the stack is %s', async (status) => {
    const world = await organizationOfOthers();
    const { deployment, deployment: { clock } } = world;
    const ids = [pending(deployment), 'landing-zone-Resource-1ABCDEFGHIJKL'];
    await clock.sleep(HOUR);
    deployment.status = status;
    for (const properties of FOUND[type](world)) {
      for (const id of ids) expect(await deployment.writesOf(() => deployment.remove(type, id, properties))).toEqual([]);
    }
  });
});

describe('the Delete for a creation that failed after its write', () => {
  async function failed(type: ResourceTypeName, properties: Properties) {
    const world = await organizationOfOthers();
    const { deployment, deployment: { clock } } = world;
    const id = pending(deployment);
    await deployment.create(type, properties);
    await clock.sleep(HOUR);
    return { ...world, id };
  }

  const MADE = [
    [ResourceType.TRUSTED_SERVICE, { ServicePrincipal: 'config.amazonaws.com' }, 'DisableAWSServiceAccess'],
    [ResourceType.POLICY, { Type: SCP, Name: 'New', Description: '', Content: CONTENT }, 'DeletePolicy'],
  ] as const;

  test.each(MADE.flatMap((row) => OPERATIONS.map((status) => [...row, status] as const)))('takes away what %s %j made with %s while the stack is %s', async (type, properties, operation, status) => {
    const { deployment, id } = await failed(type, properties);
    deployment.status = status;
    expect(await deployment.writesOf(() => deployment.remove(type, id, properties))).toEqual([operation]);
  });

  test('keeps what the resource of the same logical ID manages since the creation was repeated', async () => {
    for (const [type, properties] of MADE) {
      const { deployment, id } = await failed(type, properties);
      const { PhysicalResourceId: physicalId } = await deployment.create(type, properties);
      deployment.stacks.stack(STACK_ID).resources.push({ logicalId: 'Resource', physicalId, type, status: 'CREATE_COMPLETE' });
      deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
      expect(await deployment.writesOf(() => deployment.remove(type, id, properties))).toEqual([]);
    }
  });

  test('keeps everything in a cleanup whose rows do not show the repeated creation yet', async () => {
    for (const [type, properties] of MADE) {
      const { deployment, id } = await failed(type, properties);
      const stack = deployment.stacks.stack(STACK_ID);
      stack.resources.push({ logicalId: 'Resource', physicalId: id, type, status: 'CREATE_COMPLETE' });
      stack.template = { Resources: { Resource: { Type: type } } };
      deployment.status = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
      expect(await deployment.writesOf(() => deployment.remove(type, id, properties))).toEqual([]);
    }
  });

  test('never fails: an object that cannot be read is left behind with a warning', async () => {
    const { deployment, id } = await failed(ResourceType.POLICY, MADE[1][1]);
    deployment.status = 'DELETE_IN_PROGRESS';
    refuse(deployment, 'ListPolicies', 'UnsupportedAPIEndpoint');
    await expect(deployment.remove(ResourceType.POLICY, id, MADE[1][1])).resolves.toMatchObject({ IsComplete: true });
    expect(deployment.lines).toContainEqual(expect.objectContaining({ decision: 'given up in rollback', warning: true }));
  });
});

describe('the Delete for a creation that failed and made nothing', () => {
  const LATER = {
    [ResourceType.TRUSTED_SERVICE]: {
      properties: () => ({ ServicePrincipal: 'config.amazonaws.com' }),
      byHand: ({ deployment }: World) => deployment.organizations.enableServiceAccess('config.amazonaws.com'),
    },
    [ResourceType.DELEGATED_ADMINISTRATOR]: {
      properties: ({ first }: World) => ({ AccountId: first, ServicePrincipal: 'account.amazonaws.com' }),
      byHand: ({ deployment, first }: World) => deployment.organizations.registerDelegatedAdministrator(first, 'account.amazonaws.com'),
    },
  };

  test.each(Object.keys(LATER).flatMap((type) => OPERATIONS.map((status) => [type as keyof typeof LATER, status] as const)))('keeps the %s that a person made days later, while the stack is %s', async (type, status) => {
    const world = await organizationOfOthers();
    const { deployment, deployment: { clock } } = world;
    const id = pending(deployment);
    await clock.sleep(48 * HOUR);
    await LATER[type].byHand(world);
    await clock.sleep(48 * HOUR);
    deployment.status = status;
    expect(await deployment.writesOf(() => deployment.remove(type, id, LATER[type].properties(world)))).toEqual([]);
  });
});
