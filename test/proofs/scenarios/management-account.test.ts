import type { Stack } from 'aws-cdk-lib';
import { Account, AccountRemoval, Organization, OrganizationalUnit } from '../../../src';
import { readCloudAssembly } from '../../../src/assembly';
import { idsOfStacks, organizationFromAssembly, reviewOfDeployment, reviewOfDrift } from '../../../src/model';
import { rehearseChange } from '../../../src/rehearsal';
import { organizationOfState } from '../../../src/rehearsal/state/organization-of-state';
import { changePhrase } from '../../../src/report/changes/change-text';
import { repairOf } from '../../../src/report/wording/drift-repair';
import { plainText } from '../../../src/report/wording/phrase';
import type { SimulatorState } from '../../../src/simulator';
import { MANAGEMENT, removeApps, synthesize } from '../support/app';
import { unitIdOf } from '../support/by-hand';
import { deploy, reasonsOf, writesOf } from '../support/deploy';

jest.setTimeout(600_000);
afterEach(removeApps);

const NEVER = /^(CreateAccount|InviteAccountToOrganization|MoveAccount|CloseAccount|RemoveAccountFromOrganization)/;
type Place = 'Root' | 'Security' | 'Workloads';
type Finder = 'its address' | 'its ID' | 'the attribute of the organization';
const FINDERS: readonly Finder[] = ['its address', 'its ID', 'the attribute of the organization'];

/** An organization that nobody manages by code: two units, an account in each, and the management account in the root. */
async function unmanaged(): Promise<SimulatorState> {
  const { state } = await deploy({ Former: (stack) => tree(stack) });
  const { accounts, organizationalUnits, ...rest } = state.simulator!;
  const tagsOf = (id: string): Record<string, string> => (id === MANAGEMENT ? { 'put-by': 'somebody' } : {});
  return {
    ...rest,
    accounts: accounts.map((each) => ({ ...each, tags: tagsOf(each.id) })),
    organizationalUnits: organizationalUnits.map((each) => ({ ...each, tags: {} })),
  };
}

function tree(stack: Stack, adopt = false) {
  const organization = new Organization(stack, 'Organization', { adopt, ...(adopt ? { allowAccountClosure: true } : {}) });
  const [security, workloads] = ['Security', 'Workloads'].map((name) => (
    new OrganizationalUnit(stack, name, { parent: organization.root, adopt })));
  new Account(stack, 'Audit', { parent: security, accountName: 'audit', email: 'audit@example.com', adopt });
  new Account(stack, 'Shop', { parent: workloads, accountName: 'shop', email: 'shop@example.com', adopt });
  return { organization, parents: { Root: organization.root, Security: security, Workloads: workloads } };
}

let before: SimulatorState;
beforeAll(async () => {
  before = await unmanaged();
});

interface Options {
  readonly place?: Place;
  readonly finder?: Finder;
  readonly removal?: AccountRemoval;
  readonly adopt?: boolean;
  readonly tags?: string;
}

/** Code that adopts all of it, the management account included. */
function adopting(state: SimulatorState, { place = 'Root', finder = 'its address', removal, adopt = true, tags: team }: Options = {}) {
  const { name, email } = state.accounts.find(({ id }) => id === MANAGEMENT)!;
  return synthesize((stack) => {
    const { organization, parents } = tree(stack, true);
    const accountId = { 'its address': undefined, 'its ID': MANAGEMENT, 'the attribute of the organization': organization.managementAccountId }[finder];
    const account = new Account(stack, 'Payer', { parent: parents[place], accountName: name, email, adopt, accountId, removal });
    if (team !== undefined) account.cdkTagManager.setTag('team', team);
  });
}

function codeOf(directory: string, state: SimulatorState) {
  return organizationFromAssembly(readCloudAssembly(directory), idsOfStacks(organizationOfState(state)!, {}));
}

const reviewed = (state: SimulatorState, directory: string, former?: string) => (
  reviewOfDeployment(organizationOfState(state)!, codeOf(directory, state), former === undefined ? undefined : codeOf(former, state)));
const drifted = (state: SimulatorState, directory: string) => reviewOfDrift(codeOf(directory, state), organizationOfState(state)!);
const parentOf = ({ accounts }: SimulatorState) => accounts.find(({ id }) => id === MANAGEMENT)!.parentId;

test.each(FINDERS)('36. The management account, found by %s, is taken over where it is: the review, the rehearsal and drift agree.', async (finder) => {
  const directory = adopting(before, { finder, tags: 'blue' });
  const review = reviewed(before, directory);
  expect(review.obstacles).toEqual([]);
  expect(review.changes.map((change) => plainText(changePhrase(change)))).toContain('Account Management is taken over by the stack Landing@us-east-1');
  expect(new Set(review.changes.map(({ kind }) => kind))).toEqual(new Set(['takenOver', 'tagAdded']));
  const deployed = await deploy(directory, { state: before });
  expect(deployed).toMatchObject({ succeeded: true, violations: [] });
  expect(writesOf(deployed).filter((write) => NEVER.test(write))).toEqual([]);
  const after = deployed.state.simulator!;
  expect(parentOf(after)).toBe(before.root!.id);
  expect(drifted(after, directory).changes).toEqual([]);
  expect(reviewed(after, directory)).toMatchObject({ changes: [], obstacles: [] });
});

test.each(FINDERS)('36. The management account, found by %s, below another parent stops the deployment, and the review names its parent.', async (finder) => {
  const directory = adopting(before, { finder, place: 'Workloads' });
  expect(reviewed(before, directory).obstacles).toEqual([{
    kind: 'managementAccount',
    subject: 'Root/Workloads/Management',
    message: 'Root/Workloads/Management is the management account, which a deployment never moves, and the code gives it another parent '
      + `(given: Root/Workloads). Give its construct the parent that it has: Root (${before.root!.id}).`,
  }]);
  const deployed = await deploy(directory, { state: before });
  expect(deployed).toMatchObject({ succeeded: false, violations: [] });
  expect(reasonsOf(deployed).join(' ')).toMatch(/The management account .* is in the root r-\w+, and the code places it in ou-/);
  expect(deployed.writes).toEqual([]);
});

test('36. A management account in a unit is taken over there.', async () => {
  const inUnit = {
    ...before, accounts: before.accounts.map((each) => (each.id === MANAGEMENT ? { ...each, parentId: unitIdOf(before, 'Security') } : each)),
  };
  const deployed = await deploy(adopting(inUnit, { place: 'Security' }), { state: inUnit });
  expect(reviewed(inUnit, adopting(inUnit, { place: 'Security' })).obstacles).toEqual([]);
  expect(deployed).toMatchObject({ succeeded: true, violations: [] });
  expect(reviewed(inUnit, adopting(inUnit)).obstacles.map(({ message }) => message)).toEqual([
    expect.stringContaining(`Give its construct the parent that it has: Root/Security (${unitIdOf(inUnit, 'Security')}).`),
  ]);
});

test('36. Without adopt, the review and the deployment say that the account exists.', async () => {
  const directory = adopting(before, { adopt: false });
  expect(reviewed(before, directory).obstacles.map(({ kind, subject }) => [kind, subject])).toEqual([['taken', 'Root/Management']]);
  const deployed = await deploy(directory, { state: before });
  expect(reasonsOf(deployed).join(' ')).toMatch(/The management account .* was not created by this library.* Set adopt: true/);
  expect(deployed.simulatorState.accounts).toHaveLength(3);
});

test('36. A management account that somebody moved is drift, which no deployment reverts.', async () => {
  const directory = adopting(before);
  const { state } = await deploy(directory, { state: before });
  const deployed = state.simulator!;
  const moved = {
    ...deployed, accounts: deployed.accounts.map((each) => (each.id === MANAGEMENT ? { ...each, parentId: unitIdOf(deployed, 'Workloads') } : each)),
  };
  const drift = drifted(moved, directory);
  expect(drift.changes.map(({ kind }) => kind)).toEqual(['accountMoved']);
  expect(repairOf(drift)).toMatchObject({ repaired: 0 });
  expect(repairOf(drift)!.byHand.map(plainText)).toEqual([
    'Account Management was moved by hand from the root to Workloads. A deployment never moves the management account: move it back, or write its present parent into the code.',
  ]);
});

test.each([undefined, AccountRemoval.close()])('36. A management account that is removed from the app stays, also with a removal setting.', async (removal) => {
  const [with_, without] = [adopting(before, { removal }), synthesize((stack) => void tree(stack, true))];
  const { state } = await deploy(with_, { state: before });
  expect(reviewed(state.simulator!, without, with_)).toMatchObject({ changes: [{ kind: 'accountRemoved', outcome: 'stays' }], obstacles: [] });
  const { result, unforeseen } = await rehearseChange({ baseDirectory: with_, headDirectory: without, organization: state.simulator! });
  expect(result).toMatchObject({ succeeded: true });
  expect(unforeseen.filter(({ kind }) => kind !== 'tagRemoved')).toEqual([]);
  expect(writesOf(result).filter((write) => !write.startsWith('UntagResource'))).toEqual([]);
  const left = result.simulatorState.accounts.find(({ id }) => id === MANAGEMENT)!;
  expect(left).toMatchObject({ state: 'ACTIVE', parentId: before.root!.id });
  if (removal) expect(left.tags).toEqual({ 'put-by': 'somebody' });
});

test('36. A rehearsal without a snapshot takes the account that the code names by the attribute or by its ID for the management account.', async () => {
  for (const finder of ['its ID', 'the attribute of the organization'] as const) {
    const deployed = await deploy(adopting(before, { finder, place: 'Security' }));
    expect(deployed).toMatchObject({ succeeded: true });
    expect(deployed.writes.filter((write) => NEVER.test(write))).toEqual([]);
    expect(deployed.simulatorState.accounts).toHaveLength(3);
  }
});
