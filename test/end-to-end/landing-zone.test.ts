import { cleanUp, deployedExample, type Edit, STACK_FILE, synthesizeExample } from './example';
import { type RehearsalResult, rehearse, type RehearsalState } from '../../src/rehearsal';

jest.setTimeout(120_000);

let deployed: RehearsalResult;

beforeAll(async () => {
  deployed = await deployedExample();
});
afterAll(cleanUp);

/** Edits the example and rehearses it onto the deployed state. The returned writing calls omit random values. */
async function change(edits: Edit[], state: RehearsalState = deployed.state): Promise<{ result: RehearsalResult; writes: string[] }> {
  const result = await rehearse({ assemblyDirectory: synthesizeExample(...edits), state });
  return { result, writes: writesOf(result) };
}

function writesOf({ calls }: RehearsalResult): string[] {
  return calls.filter(({ writing }) => writing).map(({ operation, request }) => `${operation} ${JSON.stringify(request)}`);
}

const edit = (replace: string, by: string): Edit => ({ file: STACK_FILE, replace, by });

function idOf(path: string): string {
  const resource = deployed.resources.find((each) => each.path === `LandingZone/${path}`);
  if (!resource?.physicalId) throw new Error(`The example has no ${path}`);
  return resource.physicalId;
}

/** A copy of the deployed state with a manual change. */
function byHand(touch: (simulator: any) => void): RehearsalState {
  const state = structuredClone(deployed.state) as RehearsalState;
  touch(state.simulator);
  return state;
}

describe('the example', () => {
  test('deploys the organization that its code describes', () => {
    expect(deployed.succeeded).toBe(true);
    expect(deployed.differences).toEqual([]);
    expect(deployed.warnings).toEqual([]);
    expect(deployed.organization!.root.organizationalUnits.map(({ name }) => name)).toEqual(
      ['Infrastructure', 'Policy Staging', 'Sandbox', 'Security', 'Suspended', 'Workloads']);
  });

  test('creates each resource with one write', () => {
    const counts: Record<string, number> = {};
    for (const { operation, writing } of deployed.calls) if (writing) counts[operation] = (counts[operation] ?? 0) + 1;
    expect(counts).toEqual({
      CreateOrganization: 1,
      EnablePolicyType: 2,
      EnableAWSServiceAccess: 10,
      CreateOrganizationalUnit: 8,
      CreateAccount: 15,
      MoveAccount: 15,
      CreatePolicy: 8,
      AttachPolicy: 12,
      RegisterDelegatedAdministrator: 4,
      TagResource: 1,
    });
  });

  test('writes nothing when it is deployed again', async () => {
    expect((await change([])).writes).toEqual([]);
  });

  test('writes nothing when every resource is reconciled and nothing has drifted', async () => {
    const assemblyDirectory = synthesizeExample({ file: 'bin/landing-zone.ts', replace: 'new App()', by: "new App({ context: { 'cdk-aws-organizations:reconcile': '1' } })" });
    const result = await rehearse({ assemblyDirectory, state: deployed.state });
    expect(result.succeeded).toBe(true);
    expect(result.calls.length).toBeGreaterThan(60);
    expect(writesOf(result)).toEqual([]);
  });
});

describe('a change of the example makes the fewest possible writes', () => {
  test('an organizational unit is renamed', async () => {
    const { result, writes } = await change([edit("'Policy Staging'", "'Policy Canaries'")]);
    expect(result.differences).toEqual([]);
    expect(writes).toEqual([`UpdateOrganizationalUnit {"OrganizationalUnitId":"${idOf('PolicyStaging/Resource')}","Name":"Policy Canaries"}`]);
  });

  test('an account is moved', async () => {
    const { result, writes } = await change([edit("this.addAccount('ShopTest', nonProd, 'shop')", "this.addAccount('ShopTest', sandbox, 'shop')")]);
    expect(result.differences).toEqual([]);
    expect(writes).toEqual([`MoveAccount ${JSON.stringify({
      AccountId: idOf('ShopTest/Resource'), SourceParentId: idOf('NonProd/Resource'), DestinationParentId: idOf('Sandbox/Resource'),
    })}`]);
  });

  test('the text of a service control policy is changed', async () => {
    const { result, writes } = await change([edit('DataProtectionGuardrails.denyKeyDeletion(EXCEPT_PLATFORM),', '')]);
    expect(result.differences).toEqual([]);
    expect(writes).toHaveLength(1);
    expect(writes[0]).toContain(`UpdatePolicy {"PolicyId":"${idOf('ProtectData/Resource')}"`);
  });

  test('an attachment is swapped by attaching the new policy first', async () => {
    const { result, writes } = await change([edit('sandbox.attachPolicy(regions)', 'sandbox.attachPolicy(protectNetwork)')]);
    expect(result.differences).toEqual([]);
    expect(writes).toEqual([
      `AttachPolicy {"PolicyId":"${idOf('ProtectNetwork/Resource')}","TargetId":"${idOf('Sandbox/Resource')}"}`,
      `DetachPolicy {"PolicyId":"${idOf('Regions/Resource')}","TargetId":"${idOf('Sandbox/Resource')}"}`,
    ]);
  });

  test('a tag is added', async () => {
    const { writes } = await change([edit("add('data-class', 'audit');", "add('data-class', 'audit'); Tags.of(identity).add('tier', '0');")]);
    expect(writes).toEqual([`TagResource {"ResourceId":"${idOf('Identity/Resource')}","Tags":[{"Key":"tier","Value":"0"}]}`]);
  });

  test('a tag is removed, and a tag of another owner stays on the account', async () => {
    const account = idOf('LogArchive/Resource');
    const state = byHand(({ accounts }) => { accounts.find(({ id }: { id: string }) => id === account).tags['put-by'] = 'somebody'; });
    const { result, writes } = await change([edit("Tags.of(logArchive).add('data-class', 'audit');", '')], state);
    expect(writes).toEqual([`UntagResource {"ResourceId":"${account}","TagKeys":["data-class"]}`]);
    expect(result.simulatorState.accounts.find(({ id }) => id === account)!.tags).toEqual({
      'cdk-aws-organizations:owner': 'LandingZone@us-east-1', 'cost-center': 'security', 'managed-by': 'landing-zone', 'put-by': 'somebody',
    });
  });

  test('constructs get other IDs, and nothing is written', async () => {
    const { result, writes } = await change([
      edit('new OrganizationalUnit(this, id,', 'new OrganizationalUnit(this, `${id}Unit`,'),
      edit('new Account(this, id,', 'new Account(this, `${id}Account`,'),
      edit("new ServiceControlPolicy(this, 'Baseline'", "new ServiceControlPolicy(this, 'TheBaseline'"),
    ]);
    expect(result.succeeded).toBe(true);
    expect(result.differences).toEqual([]);
    expect(writes).toEqual([]);
    expect(result.resources.find(({ path }) => path === 'LandingZone/LogArchiveAccount/Resource')!.physicalId).toBe(idOf('LogArchive/Resource'));
  });

  test('an account is removed from the app, and stays in its unit', async () => {
    const { result, writes } = await change([edit("this.addAccount('SandboxGreen', sandbox, 'research');", '')]);
    expect(writes).toEqual([]);
    const sandbox = result.organization!.root.organizationalUnits.find(({ name }) => name === 'Sandbox')!;
    expect(sandbox.accounts.map(({ name }) => name)).toEqual(['sandbox-blue', 'sandbox-green']);
  });
});

describe('a deployment that fails halfway', () => {
  test('names the construct and the reason, and restores the organization except for created accounts', async () => {
    // Starts from an existing organization with a unit of another owner.
    const state = structuredClone(deployed.state) as any;
    state.stacks = {};
    const { simulator } = state;
    simulator.addressesTakenElsewhere = ['aws+policy-canary@example.com'];
    for (const kind of ['policies', 'attachments', 'delegatedAdministrators', 'createAccountRequests', 'policyTypes', 'trustedServices']) simulator[kind] = [];
    simulator.accounts = simulator.accounts.slice(0, 1);
    simulator.root.tags = { 'put-by': 'somebody' };
    const parentId = simulator.root.id;
    simulator.organizationalUnits = [{ id: `ou-${parentId.slice(2)}-11111111`, name: 'Legacy', parentId, tags: { a: 'b' } }];

    const failed = await rehearse({ assemblyDirectory: synthesizeExample(), state });
    expect(failed.succeeded).toBe(false);
    expect(failed.stacks[0].status).toBe('ROLLBACK_COMPLETE');
    const reasons = failed.resources.flatMap(({ reason }) => reason ?? []);
    expect(reasons.some((reason) => /^LandingZone\/PolicyCanary\/Resource: .*aws\+policy-canary@example\.com/.test(reason))).toBe(true);

    const { root, policies } = failed.organization!;
    expect(policies).toEqual([]);
    expect(root.tags).toEqual({ 'put-by': 'somebody' });
    expect(root.organizationalUnits.find(({ name }) => name === 'Legacy')).toMatchObject({ tags: { a: 'b' }, accounts: [] });
    const made = failed.simulatorState.accounts.slice(1).map(({ id }) => id);

    // The next deployment, with a different email address, finds the accounts again.
    const repaired = await rehearse({
      assemblyDirectory: synthesizeExample(edit('`aws+${accountName}@', "`aws+${accountName.replace('policy-canary', 'canary')}@")),
      state: failed.state,
    });
    expect(repaired.succeeded).toBe(true);
    expect(repaired.differences).toEqual([]);
    expect(repaired.simulatorState.accounts.map(({ id }) => id)).toEqual(expect.arrayContaining(made));
    expect(repaired.simulatorState.accounts).toHaveLength(16);
  });
});
