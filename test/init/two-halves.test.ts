import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachment, DENY_LEAVING, liveOrganization, member, policyWith, unitWith } from './live-organization';
import { removeWrittenApps, synthesized, writtenApp } from './written-app';
import { proofOf } from '../../src/cli/init/proof';
import { readSource } from '../../src/cli/sources/organization-source';
import { Selection, stackNameFor, stackNamesIn } from '../../src/init';
import { diff, type Organization, targets } from '../../src/model';
import { organizationOfState, rehearse, type RehearsalResult, type RehearsalState, stateOfOrganization } from '../../src/rehearsal';
import { cdkOrg } from '../cli/run-cdk-org';
import { FULL_ACCESS } from '../model/organizations';

jest.setTimeout(300_000);

const OWNER = 'cdk-aws-organizations:owner';
const [stay, alsoStay] = [1, 2].map((digit) => policyWith(digit, `Stay ${digit}`, [DENY_LEAVING]));
/** Two halves, each with a policy, a tag, an OU in an OU, and an account. */
const HALVES = liveOrganization({
  organizationalUnits: [[1, 'Workloads', stay], [5, 'Sandbox', alsoStay]].map((each) => {
    const [digit, name, policy] = each as [number, string, typeof stay];
    return unitWith(digit, name, {
      attachedPolicies: [FULL_ACCESS, attachment(policy)],
      tags: { team: name },
      organizationalUnits: [unitWith(digit + 1, 'Below', { attachedPolicies: [FULL_ACCESS, attachment(policy)] })],
      accounts: [member(digit, `account-${digit}`)],
    });
  }),
}, { policies: [stay, alsoStay], trustedServices: ['account.amazonaws.com'] });
const PATTERNS = [{ include: ['Workloads/**'] }, { exclude: ['Workloads/**'] }];

let work: string;
beforeEach(() => { work = mkdtempSync(join(tmpdir(), 'halves-')); });
afterEach(() => rmSync(work, { recursive: true, force: true }));
afterAll(removeWrittenApps);

/** `Organization-Workloads@us-east-1 ou-root-00000001`, for everything with an owner. */
function ownersOf({ organization }: Pick<RehearsalResult, 'organization'>): string[] {
  const all = [...[...targets(organization!)].map(({ target }) => target), ...organization!.policies];
  return all.filter(({ tags }) => Object.hasOwn(tags, OWNER)).map(({ id, tags }) => `${tags[OWNER].split('/')[0]} ${id}`).sort();
}

function saved(name: string, value: object): string {
  const file = join(work, name);
  writeFileSync(file, JSON.stringify(value));
  return file;
}

describe('two apps for the two halves of an organization', () => {
  const expectBoth = async (first: Organization, second: (state: RehearsalState) => Organization) => {
    const one = writtenApp(first, PATTERNS[0]);
    const before = await rehearse({ assemblyDirectory: synthesized(one.folder, first), state: stateOfOrganization(HALVES) });
    const found = second(before.state);
    const other = writtenApp(found, PATTERNS[1]);
    expect(other.stackName).not.toBe(one.stackName);
    const after = await rehearse({ assemblyDirectory: synthesized(other.folder, found), state: before.state });
    expect([before, after]).toMatchObject([{ succeeded: true }, { succeeded: true }]);
    expect(new Set(after.calls.filter(({ writing }) => writing).map(({ operation }) => operation))).toEqual(new Set(['TagResource']));
    expect(ownersOf(after)).toEqual(expect.arrayContaining(ownersOf(before)));
    expect(ownersOf(after)).toHaveLength(2 * ownersOf(before).length);
    expect(diff(HALVES, organizationOfState(after.state.simulator!)!)).toEqual([]);
  };

  test('that are written before one is deployed lose nothing of each other', () => expectBoth(HALVES, () => HALVES));

  test('of which the second one is written after the deployment of the first one lose nothing of each other', () => (
    expectBoth(HALVES, (state) => organizationOfState(state.simulator!)!)));
});

test('two apps for the rest of an organization have different names, also where the patterns are the same', () => {
  const owned = (organization: Organization, owner: string): Organization => (
    { ...organization, policies: organization.policies.map((policy) => ({ ...policy, tags: { [OWNER]: owner } })) });
  expect(writtenApp(HALVES).stackName).toBe('Organization');
  expect(writtenApp(owned(HALVES, 'Organization@eu-west-1/adopted')).stackName).toBe('Organization-2');
  expect(writtenApp(owned(HALVES, 'Organization-Workloads@us-east-1'), PATTERNS[0]).stackName).toBe('Organization-Workloads-2');
});

test.each<readonly [title: string, tags: Readonly<Record<string, string>>, expected: readonly string[]]>([
  ['owner tags', { [OWNER]: 'One@us-east-1/adopted', team: 'x' }, ['One']],
  ['attached policies', { 'cdk-aws-organizations:attached/Two@us-east-1': 'found:p-12345678' }, ['Two']],
  ['tags of the root', { 'cdk-aws-organizations:root-tags/Three@us-east-1': 'Three@us-east-1' }, ['Three']],
  ['administrators', { 'cdk-aws-organizations:delegated/config.amazonaws.com': 'Four@us-east-1/shared/Five@us-east-1+Six@eu-west-1' }, ['Four', 'Five', 'Six']],
])('%s name stacks that are deployed', (_title, tags, expected) => {
  const [target] = HALVES.root.accounts;
  expect([...stackNamesIn({ ...HALVES, root: { ...HALVES.root, accounts: [{ ...target, tags }] } })]).toEqual(expected);
});

test.each<readonly [include: readonly string[], exclude: readonly string[], expected: RegExp]>([
  [[], [], /^Organization$/],
  [['Workloads/**'], [], /^Organization-Workloads$/],
  [[], ['Workloads/**'], /^Organization-without-Workloads$/],
  [['Workloads'], [], /^Organization-Workloads-[0-9a-f]{6}$/],
  [['Workloads/*'], [], /^Organization-Workloads-[0-9a-f]{6}$/],
  [['without-Workloads/**'], [], /^Organization-without-Workloads-[0-9a-f]{6}$/],
  [['Workloads/Prod/**', 'tag:team=payments'], ['**/old'], /^Organization-Workloads-Prod-tag-team-payments-without-old-[0-9a-f]{6}$/],
  [['Café/**'], [], /^Organization-Cafe-[0-9a-f]{6}$/],
  [['🚀/**'], [], /^Organization-[0-9a-f]{6}$/],
  [[`${'x'.repeat(200)}/**`], [], /^Organization-x{60}-[0-9a-f]{6}$/],
])('the stack of the patterns %j and %j has a name that says them', (include, exclude, expected) => {
  expect(stackNameFor({ selection: new Selection({ include, exclude }), taken: new Set() }).stackName).toMatch(expected);
});

test('different patterns with the same words give different names', () => {
  const names = [['Workloads'], ['Workloads/*'], ['Workloads/**'], ['*Workloads*'], ['Work loads'], ['Work/loads']]
    .map((include) => stackNameFor({ selection: new Selection({ include }), taken: new Set() }).stackName);
  expect(new Set(names).size).toBe(names.length);
});

describe('an app with the name of the stack of the other half', () => {
  const bothAssemblies = () => PATTERNS.map((patterns) => synthesized(writtenApp(HALVES, patterns).folder, HALVES, 'Organization'));

  test('is not proven, because the stack loses resources', async () => {
    const [first, second] = bothAssemblies();
    const { state } = await rehearse({ assemblyDirectory: first, state: stateOfOrganization(HALVES) });
    const proof = await proofOf(await readSource(saved('state.json', state)), second);
    expect(proof.differences).toEqual([
      'Service control policy Stay 1 is removed from the app and stays',
      'Organizational unit Workloads is removed from the app and stays',
      'Account account-1 is removed from the app and stays where it is',
      'Organizational unit Workloads/Below is removed from the app and stays',
    ]);
    expect(proof.deviations).toContainEqual(expect.stringMatching(/^The first deployment calls UntagResource \{"ResourceId":"ou-root-00000001"/));
  });

  test('is announced by diff as an end of the first half, and not by diff of the same half', async () => {
    const [first, second] = bothAssemblies();
    const { state } = await rehearse({ assemblyDirectory: first, state: stateOfOrganization(HALVES) });
    const file = saved('state.json', state);
    const { stdout } = cdkOrg('diff', file, second);
    expect(stdout).toContain('Account account-1 is removed from the app and stays where it is');
    expect(stdout).toContain('Workloads/Below is removed from the app and stays');
    expect(cdkOrg('diff', file, first)).toMatchObject({ status: 0, stdout: 'Nothing changes in the organization\n' });
  });
});

test('init chooses another name than that of a deployed stack, says so, and refuses such a name', async () => {
  const assemblyDirectory = synthesized(writtenApp(HALVES, PATTERNS[0]).folder, HALVES, 'Organization');
  const first = await rehearse({ assemblyDirectory, state: stateOfOrganization(HALVES) });
  const file = saved('state.json', first.state);
  const { status, stdout } = cdkOrg('init', join(work, 'app'), '--simulator-state', file);
  expect(stdout).toContain('Stack    Organization-2 (the stack Organization exists, and would lose its resources)');
  expect(stdout).toContain('The first deployment only writes owner tags');
  expect(status).toBe(0);
  expect(cdkOrg('init', join(work, 'other'), '--simulator-state', file, '--stack-name', 'Organization')).toMatchObject({
    status: 1, stderr: expect.stringContaining('A stack of this name is deployed, and the app would replace its resources (given: --stack-name Organization).'),
  });
  expect(cdkOrg('init', join(work, 'own'), '--simulator-state', file, '--stack-name', 'Landing', '--language', 'python', '--no-check').status).toBe(0);
});

test.each([
  ['1st', 'AWS CloudFormation accepts no stack of this name'], ['a_b', 'AWS CloudFormation accepts no stack of this name'],
  ['CDKToolkit', 'This is the name of the stack with which the CDK deploys'],
])('init refuses the stack name %s before it reads anything', (name, message) => {
  expect(cdkOrg('init', join(work, 'app'), '--organization', join(work, 'missing.json'), '--stack-name', name)).toMatchObject({
    status: 1, stderr: expect.stringContaining(`${message} (given: --stack-name ${name}).`),
  });
});
