import { type ChangeRehearsal, rehearse, rehearseChange } from '../../src/rehearsal';
import { changeText } from '../../src/report';
import type { SimulatorState } from '../../src/simulator';
import { cleanUp, deployedExample, type Edit, STACK_FILE, synthesizeExample } from '../end-to-end/example';
import { byDay } from '../proofs/support/proof-runs';

jest.setTimeout(300_000);

const edit = (replace: string, by: string, file = STACK_FILE): Edit => ({ file, replace, by });

/** The changes of a rehearsal as sentences, and its writing calls as operations. */
function summaryOf({ result, foreseen, unforeseen }: ChangeRehearsal) {
  return {
    foreseen: foreseen.map((change) => changeText(change).headline),
    unforeseen,
    writes: result.calls.filter(({ writing }) => writing).map(({ operation }) => operation),
  };
}

let base: string;
beforeAll(() => { base = synthesizeExample(); });
afterAll(cleanUp);

interface Case {
  readonly name: string;
  readonly edits: readonly Edit[];
  readonly foreseen: readonly string[];
  readonly writes: readonly string[];
}

const CASES: readonly Case[] = [
  { name: 'nothing', edits: [], foreseen: [], writes: [] },
  {
    name: 'an organizational unit is renamed',
    edits: [edit("'Policy Staging'", "'Policy Canaries'")],
    foreseen: ['Organizational unit Policy Staging is renamed to Policy Canaries'],
    writes: ['UpdateOrganizationalUnit'],
  },
  {
    name: 'an account moves',
    edits: [edit("this.addAccount('ShopTest', nonProd, 'shop')", "this.addAccount('ShopTest', sandbox, 'shop')")],
    foreseen: ['Account shop-test moves from Workloads/NonProd to Sandbox'],
    writes: ['MoveAccount'],
  },
  {
    name: 'an attachment is swapped',
    edits: [edit('sandbox.attachPolicy(regions)', 'sandbox.attachPolicy(protectNetwork)')],
    foreseen: [
      'Service control policy protect-network is attached to organizational unit Sandbox',
      'Service control policy allowed-regions is detached from organizational unit Sandbox',
    ],
    writes: ['AttachPolicy', 'DetachPolicy'],
  },
  { name: 'an account is removed from the app and stays', edits: [edit("this.addAccount('SandboxGreen', sandbox, 'research');", '')], foreseen: [], writes: [] },
];

test('The comparison predicts that a closed account is still listed', async () => {
  const closable = edit("new Organization(this, 'Organization', {", "new Organization(this, 'Organization', {\n      allowAccountClosure: true,");
  const account = "this.addAccount('SandboxGreen', sandbox, 'research');";
  const withKey = `new Account(this, 'SandboxGreen', {
    parent: sandbox, accountName: 'sandbox-green', email: 'aws+sandbox-green@example.com', removal: AccountRemoval.close(),
  });`;
  const baseDirectory = synthesizeExample(closable, edit('Account, AccountGuardrails,', 'Account, AccountGuardrails, AccountRemoval,'), edit(account, withKey));
  const rehearsed = await rehearseChange({ baseDirectory, headDirectory: synthesizeExample(closable, edit(account, '')) });
  expect(summaryOf(rehearsed)).toEqual({ foreseen: ['Account sandbox-green is closed'], unforeseen: [], writes: ['CloseAccount'] });
  const closing = expect.stringMatching(/^The code gives no permission for CloseAccount, which the rehearsal does not check/) as string;
  expect(rehearsed.result.warnings).not.toContainEqual(closing);
  const { result: { warnings } } = await rehearseChange({ baseDirectory, headDirectory: synthesizeExample(edit(account, '')) });
  expect(warnings).toContainEqual(closing);
});

test('The units around a closed account stay, with their policies', async () => {
  const closable = edit("new Organization(this, 'Organization', {", "new Organization(this, 'Organization', {\n      allowAccountClosure: true,");
  const place = "const suspended = this.addUnit('Suspended', organization.root);";
  const old = `${place}
    const old = this.addUnit('Old', organization.root);
    const bank = new Account(this, 'Bank', { parent: old, accountName: 'bank', email: 'aws+bank@example.com', removal: AccountRemoval.close() });
    for (const target of [old, bank]) {
      target.attachPolicy(new ServiceControlPolicy(target, 'Guard', {
        policyName: \`guard-\${target.node.id}\`, guardrails: [AccountGuardrails.denyLeavingOrganization()],
      }));
    }`;
  const imported = edit('Account, AccountGuardrails,', 'Account, AccountGuardrails, AccountRemoval,');
  const [baseDirectory, headDirectory] = [synthesizeExample(closable, imported, edit(place, old)), synthesizeExample(closable)];
  const rehearsed = await rehearseChange({ baseDirectory, headDirectory });
  // Retained resources are tagged, so that a deployment that takes them over and fails leaves them again.
  const { writes, ...announced } = summaryOf(rehearsed);
  expect(announced).toEqual({ foreseen: ['Account bank is closed'], unforeseen: [] });
  expect(writes.filter((operation) => operation !== 'TagResource')).toEqual(['CloseAccount']);
  const { root, policies } = rehearsed.result.organization!;
  expect(root.organizationalUnits.find(({ name }) => name === 'Old')?.accounts).toMatchObject([{ name: 'bank', state: expect.stringMatching(/^(PENDING_CLOSURE|CLOSED)$/) }]);
  expect(policies.map(({ name }) => name)).toEqual(expect.arrayContaining(['guard-Bank', 'guard-Old']));
});

test.each(byDay(CASES, 8))('The deployment makes the changes that the comparison predicts: $name', async ({ edits, foreseen, writes }) => {
  const rehearsed = await rehearseChange({ baseDirectory: base, headDirectory: synthesizeExample(...edits) });
  expect(rehearsed.result.succeeded).toBe(true);
  expect(summaryOf(rehearsed)).toEqual({ foreseen, unforeseen: [], writes });
});

test('a change that the service refuses causes no unpredicted changes', async () => {
  const withoutTrustedAccess = edit('        TrustedService.ACCOUNT_MANAGEMENT,\n', '');
  const baseDirectory = synthesizeExample(withoutTrustedAccess);
  const renamed = edit('`aws+${accountName}@', "`aws+${accountName.replace('policy-canary', 'canary')}@");
  const { result, unforeseen } = await rehearseChange({ baseDirectory, headDirectory: synthesizeExample(withoutTrustedAccess, renamed) });
  expect(result.succeeded).toBe(false);
  expect(result.resources.flatMap(({ reason }) => reason ?? []).join()).toMatch(/account\.amazonaws\.com/);
  expect(unforeseen).toEqual([]);
});

test('imported resources exist in the rehearsal, with a warning', async () => {
  const imports = edit('sandbox.attachPolicy(sandboxLimits);', `sandbox.attachPolicy(sandboxLimits);
    Account.fromAccountId(this, 'Elsewhere', '123456789012').attachPolicy(sandboxLimits);
    OrganizationalUnit.fromOrganizationalUnitId(this, 'Former', 'ou-abcd-12345678').attachPolicy(regions);`);
  const rehearsed = await rehearseChange({
    baseDirectory: synthesizeExample(imports), headDirectory: synthesizeExample(imports, edit("'Policy Staging'", "'Policy Canaries'")),
  });
  expect(summaryOf(rehearsed)).toEqual({
    foreseen: ['Organizational unit Policy Staging is renamed to Policy Canaries'], unforeseen: [], writes: ['UpdateOrganizationalUnit'],
  });
  const { result, differing } = rehearsed;
  expect([result.succeeded, differing]).toEqual([true, []]);
  expect(result.warnings).toEqual([expect.stringMatching(/refers to resources that it does not create.*: ou-abcd-12345678, 123456789012\.$/)]);
  expect(result.organization!.root.id).toBe('r-abcd');
});

test('a base that cannot be deployed is an error', async () => {
  const { simulatorState } = await deployedExample();
  const foreign = JSON.parse(JSON.stringify(simulatorState).replaceAll('"LandingZone@', '"SomebodyElse@')) as SimulatorState;
  // The first refused resource may have another owner, or be a policy with the name of a document of the set.
  await expect(rehearseChange({ baseDirectory: base, headDirectory: base, organization: foreign })).rejects
    .toThrow(/because the base cannot be deployed: .*cdk\.out\. LandingZone\/.*(SomebodyElse|is not part of this policy set)/s);
});

describe('a change onto the current organization', () => {
  let real: SimulatorState;
  beforeAll(async () => { real = (await rehearse({ assemblyDirectory: base, seed: 7 })).simulatorState; });

  test('uses the IDs of the organization', async () => {
    const headDirectory = synthesizeExample(edit("'Policy Staging'", "'Policy Canaries'"));
    const { result } = await rehearseChange({ baseDirectory: base, headDirectory, organization: real });
    const id = real.organizationalUnits.find(({ name }) => name === 'Policy Staging')!.id;
    expect(result.calls.filter(({ writing }) => writing).map(({ operation, request }) => [operation, request])).toEqual([
      ['UpdateOrganizationalUnit', { OrganizationalUnitId: id, Name: 'Policy Canaries' }],
    ]);
  });

  test('starts with manual changes, and only changes resources that the deployment updates', async () => {
    const sandbox = real.organizationalUnits.find(({ name }) => name === 'Sandbox')!;
    const drifted = {
      ...real,
      organizationalUnits: real.organizationalUnits.map((unit) => (unit === sandbox ? { ...unit, tags: { ...unit.tags, note: 'by hand' } } : unit)),
      attachments: real.attachments.filter(({ targetId, policyId }) => targetId !== sandbox.id || policyId === 'p-FullAWSAccess'),
    };
    const headDirectory = synthesizeExample(edit("this.addAccount('ShopTest', nonProd, 'shop')", "this.addAccount('ShopTest', sandbox, 'shop')"));
    const { result } = await rehearseChange({ baseDirectory: base, headDirectory, organization: drifted });
    expect(result.calls.filter(({ writing }) => writing).map(({ operation }) => operation)).toEqual(['MoveAccount']);
    expect(result.simulatorState.attachments).toEqual(drifted.attachments);
  });

  test('does not report manual changes below a renamed unit as differences of the deployment', async () => {
    const canary = real.accounts.find(({ name }) => name === 'policy-canary')!;
    const drifted = {
      ...real,
      accounts: real.accounts.map((account) => (account === canary ? { ...account, tags: { ...account.tags, 'cost-center': 'by hand' } } : account)),
    };
    const headDirectory = synthesizeExample(edit("'Policy Staging'", "'Policy Canaries'"));
    const { result, differing } = await rehearseChange({ baseDirectory: base, headDirectory, organization: drifted });
    expect(result.differences).toEqual([expect.stringMatching(/^Tag cost-center of Root\/Policy Canaries\/policy-canary is by hand, not platform$/)]);
    expect(differing).toEqual([]);
  });

  test('accepts a base whose stacks have an account that was closed by hand', async () => {
    const closed = real.accounts.map((account) => (account.name === 'shop-test' ? { ...account, state: 'CLOSED' as const } : account));
    const headDirectory = synthesizeExample(edit("'Policy Staging'", "'Policy Canaries'"));
    const { result, differing } = await rehearseChange({ baseDirectory: base, headDirectory, organization: { ...real, accounts: closed } });
    expect(result.calls.filter(({ writing }) => writing).map(({ operation }) => operation)).toEqual(['UpdateOrganizationalUnit']);
    expect([result.succeeded, result.warnings, differing]).toEqual([true, [], []]);
  });

  test('keeps the documents of a policy set', async () => {
    const headDirectory = synthesizeExample(edit('sandbox.attachPolicy(regions);', 'sandbox.attachPolicySet(protectSecurityServices);'));
    const { result } = await rehearseChange({ baseDirectory: base, headDirectory, organization: real });
    const first = real.policies.find(({ name }) => name === 'protect-security-services-1')!.id;
    expect(result.calls.filter(({ operation }) => operation === 'AttachPolicy').map(({ request }) => request)).toContainEqual(
      expect.objectContaining({ PolicyId: first }));
    expect(result.calls.map(({ operation }) => operation)).not.toContain('CreatePolicy');
  });

  test('warns about resources that were deleted by hand, and does not report them as differences of the deployment', async () => {
    const gone = real.organizationalUnits.find(({ name }) => name === 'Policy Staging')!;
    const drifted = {
      ...real,
      organizationalUnits: real.organizationalUnits.filter((unit) => unit !== gone),
      accounts: real.accounts.map((account) => (account.parentId === gone.id ? { ...account, parentId: real.root!.id } : account)),
      attachments: real.attachments.filter(({ targetId }) => targetId !== gone.id),
    };
    const headDirectory = synthesizeExample(edit("this.addAccount('ShopTest', nonProd, 'shop')", "this.addAccount('ShopTest', sandbox, 'shop')"));
    const { result, differing } = await rehearseChange({ baseDirectory: base, headDirectory, organization: drifted });
    expect(result.warnings).toEqual([expect.stringMatching(/resources that the organization does not have.*: LandingZone\.PolicyStaging\w+\.$/)]);
    expect(result.differences).not.toEqual([]);
    expect(differing).toEqual([]);
  });
});
