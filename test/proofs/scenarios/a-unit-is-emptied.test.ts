import { NestedStack, Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Account, AccountRemoval, Organization, OrganizationalUnit, ServiceControlPolicy } from '../../../src';
import { readCloudAssembly } from '../../../src/assembly';
import { organizationFromAssembly, reviewOf } from '../../../src/model';
import { rehearseChange } from '../../../src/rehearsal';
import type { SimulatorState } from '../../../src/simulator';
import { MANAGEMENT, removeApps, synthesize, synthesizeApp } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { addAccount, byHand, FAILING, takeAddress, unitIdOf } from '../support/by-hand';
import { deploy, reasonsOf } from '../support/deploy';
import { byDay } from '../support/proof-runs';
import { keepsUnitsWithPolicies } from '../support/readings';
import { shapeOf } from '../support/shape';

jest.setTimeout(120_000);
afterAll(removeApps);

const policies = { Base: { denies: ['organizations:LeaveOrganization'] }, Data: { denies: ['kms:DisableKey'] }, Net: { denies: ['ec2:CreateVpc'] } };

const BEFORE: Blueprint = {
  policies,
  rootPolicies: ['Base'],
  units: {
    Parking: { name: 'Parking', policies: ['Data'] },
    Leaving: { name: 'Leaving', policies: ['Data', 'Net'], moveAccountsTo: 'Parking' },
    Inner: { name: 'Inner', parent: 'Leaving', policies: ['Net'], moveAccountsTo: 'root' },
  },
  accounts: { Kept: { name: 'kept', parent: 'Parking' }, Gone: { name: 'gone', parent: 'Leaving' } },
};
const { Parking } = BEFORE.units!;
const AFTER: Blueprint = {
  policies: { Base: policies.Base, Data: policies.Data }, rootPolicies: ['Base'], units: { Parking }, accounts: { Kept: BEFORE.accounts!.Kept },
};

type Tags = Record<string, string>;

/** Whether an emptied unit stays. The units above it stay too. */
const KEEPS_UNITS = keepsUnitsWithPolicies();

/** Adds accounts outside the app: two in the unit that will be removed, one in the unit below it. */
function fill(state: Awaited<ReturnType<typeof deploy>>['state'], tags: Tags = {}) {
  return byHand(state, (simulator) => {
    const add = (id: string, name: string, unit: string) => addAccount(simulator, { id, name, parentId: unitIdOf(simulator, unit), tags });
    add('999999999991', 'one', 'Leaving');
    add('999999999992', 'two', 'Leaving');
    add('999999999993', 'three', 'Inner');
  });
}

function places({ accounts, organizationalUnits }: SimulatorState): Record<string, string> {
  const names = new Map(organizationalUnits.map(({ id, name }) => [id, name]));
  return Object.fromEntries(accounts.map(({ name, parentId }) => [name, names.get(parentId) ?? 'Root']));
}

test('A unit with moveAccountsTo that is removed from the app is emptied and deleted, units below it first, and no account loses a denial that still holds afterwards.', async () => {
  const first = await deploy(build(BEFORE));
  expect(reasonsOf(first)).toEqual([]);
  const second = await deploy(build(AFTER), { state: fill(first.state) });
  expect(reasonsOf(second)).toEqual([]);
  expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
  if (KEEPS_UNITS) {
    expect(places(second.simulatorState)).toMatchObject({ kept: 'Parking', gone: 'Leaving', one: 'Leaving', two: 'Leaving', three: 'Root' });
    return;
  }
  expect(places(second.simulatorState)).toMatchObject({ kept: 'Parking', gone: 'Parking', one: 'Parking', two: 'Parking', three: 'Root' });
  expect(second.simulatorState.organizationalUnits.map(({ name }) => name)).toEqual(['Parking']);
  expect(second.simulatorState.policies.filter(({ awsManaged }) => !awsManaged).map(({ name }) => name).sort()).toEqual(['Base', 'Data']);
});

test('A unit with moveAccountsTo keeps all of its accounts if some belong to another stack, and the deployment succeeds.', async () => {
  const first = await deploy(build(BEFORE));
  const second = await deploy(build(AFTER), { state: fill(first.state, { 'cdk-aws-organizations:owner': 'other@us-east-1' }) });
  expect(second).toMatchObject({ succeeded: true, violations: [] });
  expect(places(second.simulatorState)).toMatchObject({ gone: 'Leaving', one: 'Leaving', two: 'Leaving', three: 'Inner' });
});

test('A deployment that fails while it removes a unit with moveAccountsTo moves no account.', async () => {
  const first = await deploy(build(BEFORE));
  const state = byHand(fill(first.state), takeAddress);
  const second = await deploy(build({ ...AFTER, accounts: { ...AFTER.accounts, ...FAILING } }), { state });
  expect(second).toMatchObject({ succeeded: false, violations: [] });
  expect(second.stacks[0].status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(shapeOf(second.simulatorState)).toEqual(shapeOf(state.simulator!));
});

test.each([false, true])('Accounts whose destination is removed as well go to its own destination at once, and lose no denial on the way (nested: %s).', async (nested) => {
  const units = { Parking: { name: 'Parking', policies: ['Data', 'Net'] }, Stays: { name: 'Stays', policies: ['Data', 'Net'] } };
  const before: Blueprint = {
    policies,
    rootPolicies: ['Base'],
    units: {
      ...units,
      Last: { name: 'Last', moveAccountsTo: 'Parking' },
      Middle: { name: 'Middle', policies: ['Base'], moveAccountsTo: 'Last' },
      Leaving: { name: 'Leaving', policies: ['Data', 'Net'], moveAccountsTo: 'Middle' },
    },
    accounts: {
      One: { name: 'one', parent: 'Leaving' },
      Two: { name: 'two', parent: 'Leaving' },
      Moved: { name: 'moved', parent: 'Stays', asked: 'MoveAccount', removal: (parents) => AccountRemoval.moveTo(parents('Middle')) },
    },
    nested,
  };
  const first = await deploy(build(before));
  expect(reasonsOf(first)).toEqual([]);
  const second = await deploy(build({ policies, rootPolicies: ['Base'], units, nested }), { state: first.state, leaving: ['MoveAccount'] });
  expect(reasonsOf(second)).toEqual([]);
  expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
  expect(places(second.simulatorState)).toMatchObject({ one: 'Parking', two: 'Parking', moved: 'Parking' });
  expect(second.writes.filter((write) => write.startsWith('MoveAccount'))).toHaveLength(3);
});

function denial(scope: Stack, id: string, action: string): ServiceControlPolicy {
  return new ServiceControlPolicy(scope, id, { statements: [new PolicyStatement({ effect: Effect.DENY, actions: [action], resources: ['*'] })] });
}

type Home = 'Top' | 'N' | 'M';

/** The homes of a leaving unit and of its destination, and which parts are in the app. */
interface Layout {
  readonly leaving: Home;
  readonly middle: Home;
  readonly parts: readonly ('Leaving' | 'Middle' | 'Keep')[];
  /** Whether the destination has another parent, so that it is recreated. */
  readonly isMoved?: boolean;
}

/** Two accounts in a unit or with its destination. `Keep` is a policy in each nested stack, so that these stay. */
function layout({ leaving, middle: middleHome, parts, isMoved }: Layout) {
  return (stack: Stack) => {
    const { root } = new Organization(stack, 'Organization');
    const homes: Record<string, Stack> = { Top: stack };
    const home = (name: Home) => homes[name] ??= new NestedStack(stack, name);
    const data = ['kms:DisableKey', 's3:DeleteBucket'].map((action, index) => denial(stack, `Data${index}`, action));
    const [last, other] = ['Last', 'Other'].map((name) => new OrganizationalUnit(stack, name, { parent: root }));
    data.forEach((policy) => last.attachPolicy(policy));
    if (parts.includes('Keep')) for (const name of ['N', 'M'] as const) denial(home(name), `Keep${name}`, 'ec2:CreateVpc');
    const middle = parts.includes('Middle')
      ? new OrganizationalUnit(home(middleHome), 'Middle', { parent: isMoved ? other : root, allowReplacement: true, moveAccountsTo: last }) : undefined;
    if (!parts.includes('Leaving')) return;
    const unit = new OrganizationalUnit(home(leaving), 'Leaving', { parent: root, moveAccountsTo: middle });
    data.forEach((policy) => unit.attachPolicy(policy));
    ['one', 'two'].forEach((name, index) => new Account(home(leaving), name, {
      parent: unit, email: `${name}@example.com`, removal: index === 0 ? AccountRemoval.moveTo(middle!) : AccountRemoval.retain(),
    }));
  };
}

const LAYOUTS = (['Top', 'N'] as const).flatMap((leaving) => (['Top', 'N', 'M'] as const).flatMap((middle) => (
  [true, false].map((keep) => ({ leaving, middle, keep })))));
const READINGS = (['untilDeleted', 'absent'] as const).map((removedRows) => ({ removedRows }));
const CASES = byDay(LAYOUTS.flatMap((each) => READINGS.map((cloudFormation) => ({ ...each, cloudFormation }))), 7, 1);

describe.each(CASES)('If a unit in $leaving and its destination in $middle leave the app, and nested stacks stay: $keep ($cloudFormation)', ({ leaving, middle, keep, cloudFormation }) => {
  const parts = keep ? ['Keep'] as const : [];
  const [base, head] = [{ leaving, middle, parts: ['Leaving', 'Middle', ...parts] as const }, { leaving, middle, parts }].map((each) => () => synthesize(layout(each)));

  test('the accounts go to its own destination at once, as the review says', async () => {
    const first = await deploy(base());
    expect(reasonsOf(first)).toEqual([]);
    const second = await deploy(head(), { state: first.state, cloudFormation, leaving: ['MoveAccount'] });
    expect(second).toMatchObject({ succeeded: true, violations: [] });
    expect(places(second.simulatorState)).toMatchObject({ one: 'Last', two: 'Last' });
    expect(second.writes.filter((write) => write.startsWith('MoveAccount'))).toHaveLength(2);
    const { unforeseen, foreseen } = await rehearseChange({ baseDirectory: base(), headDirectory: head() });
    expect(unforeseen).toEqual([]);
    expect(foreseen.flatMap((change) => (change.kind === 'accountMoved' ? [change.to.path] : []))).toEqual(['Root/Last', 'Root/Last']);
  });
});

type Stacks = readonly ['Former' | 'New', 'Former' | 'New'];

type Contents = 'an account' | 'a unit' | 'nothing';

/** A destination that moves from one stack to another, in either order of deployment. */
function handOver(order: Stacks, contents: Contents, isHead: boolean): string {
  return synthesizeApp((app) => {
    const stackIn = (name: string) => new Stack(app, name, { env: { account: MANAGEMENT, region: 'us-east-1' } });
    const common = stackIn('Common');
    const { root } = new Organization(common, 'Organization');
    const [data, net] = ['kms:DisableKey', 's3:DeleteBucket'].map((action, index) => denial(common, `Data${index}`, action));
    const stacks = Object.fromEntries(order.map((name) => [name, stackIn(name)]));
    denial(stacks.New, 'Kept', 'ec2:CreateVpc');
    const last = new OrganizationalUnit(stacks.Former, 'Last', { parent: root });
    const home = isHead ? stacks.New : stacks.Former;
    const adopt = isHead || undefined;
    const middle = new OrganizationalUnit(home, 'Middle', {
      parent: root, organizationalUnitName: 'Middle', policies: [data, net], ...isHead ? { adopt } : { moveAccountsTo: last },
    });
    const inner = contents === 'a unit' ? new OrganizationalUnit(home, 'Inner', { parent: middle, organizationalUnitName: 'Inner', adopt }) : middle;
    if (contents !== 'nothing') new Account(home, 'kept', { parent: inner, email: 'kept@example.com', adopt });
    if (isHead) return;
    const leaving = new OrganizationalUnit(stacks.Former, 'Leaving', { parent: root, moveAccountsTo: middle, policies: [data, net] });
    ['one', 'two'].forEach((name, index) => new Account(stacks.Former, name, {
      parent: leaving, email: `${name}@example.com`, removal: index === 0 ? AccountRemoval.moveTo(middle) : AccountRemoval.retain(),
    }));
  });
}

const ORDERS = [['Former', 'New'], ['New', 'Former']] as const;
const HAND_OVERS = ORDERS.flatMap((order) => (['an account', 'a unit', 'nothing'] as const).map((contents) => ({ order, contents })));

test.each(HAND_OVERS)('A destination that moves to another stack at the same time takes the accounts if that is deployed first, and the review has an obstacle (deployed $order, with $contents in it).', async ({ order, contents }) => {
  const [base, head] = [false, true].map((isHead) => handOver(order, contents, isHead));
  const first = await deploy(base);
  expect(reasonsOf(first)).toEqual([]);
  const { obstacles } = reviewOf(organizationFromAssembly(readCloudAssembly(base)), organizationFromAssembly(readCloudAssembly(head)));
  const told = obstacles.map(({ kind, message }) => `${kind} ${message}`).filter((text) => text.includes('Leaving'));
  expect(told).toEqual(Array(2).fill(expect.stringMatching(/^movesToAnotherStack Root\/Middle moves .* If that one is deployed first, its accounts go on to Root\/Last/)));
  const second = await deploy(head, { state: first.state, leaving: ['MoveAccount'] });
  const isNewFirst = order[0] === 'New';
  expect(places(second.simulatorState)).toMatchObject(isNewFirst ? { one: 'Middle', two: 'Middle' } : { one: 'Last', two: 'Last' });
  if (!isNewFirst) return;
  expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
  expect((await rehearseChange({ baseDirectory: base, headDirectory: head })).unforeseen).toEqual([]);
  const third = await deploy(head, { state: second.state });
  expect([third.succeeded, third.writes]).toEqual([true, []]);
});

test.each(['Top', 'N'] as const)('Accounts go to a destination in another template that the deployment recreates elsewhere (a unit in %s).', async (leaving) => {
  const plan = { leaving, middle: 'Top', isMoved: false } as const;
  const base = () => synthesize(layout({ ...plan, parts: ['Leaving', 'Middle', 'Keep'] }));
  const head = () => synthesize(layout({ ...plan, isMoved: true, parts: ['Middle', 'Keep'] }));
  const first = await deploy(base());
  const second = await deploy(head(), { state: first.state, leaving: ['MoveAccount'] });
  expect(second.succeeded).toBe(true);
  const { organizationalUnits: units, accounts } = second.simulatorState;
  const parentOf = (unitId: string) => units.find(({ id }) => id === units.find((unit) => unit.id === unitId)?.parentId)?.name;
  expect(accounts.filter(({ name }) => ['one', 'two'].includes(name)).map(({ parentId }) => parentOf(parentId))).toEqual(['Other', 'Other']);
  expect((await rehearseChange({ baseDirectory: base(), headDirectory: head() })).unforeseen).toEqual([]);
});
