import { AccountRemoval } from '../../../src';
import type { SimulatorState } from '../../../src/simulator';
import { removeApps } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { byHand, FAILING, takeAddress } from '../support/by-hand';
import { deploy, reasonsOf } from '../support/deploy';
import { isReading } from '../support/readings';
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

/** Whether the service refuses to delete an emptied unit, because policies are still attached to it. The units above it stay too. */
const KEEPS_UNITS = ['OrganizationalUnitNotEmptyException', 'InvalidInputException'].some((error) => isReading(`deletingAUnitWithPolicies=${error}`));

/** Adds accounts outside the app: two in the unit that will be removed, one in the unit below it. */
function fill(state: Awaited<ReturnType<typeof deploy>>['state'], tags: Tags = {}) {
  return byHand(state, (simulator) => {
    const unit = (wanted: string) => simulator.organizationalUnits.find(({ name }: any) => name === wanted).id;
    const like = simulator.accounts.find(({ name }: any) => name === 'kept');
    const add = (id: string, name: string, parentId: string) => {
      simulator.accounts.push({ ...like, id, name, email: `${name}@example.com`, parentId, tags });
      simulator.attachments.push({ policyId: 'p-FullAWSAccess', targetId: id });
    };
    add('999999999991', 'one', unit('Leaving'));
    add('999999999992', 'two', unit('Leaving'));
    add('999999999993', 'three', unit('Inner'));
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
  expect(places(second.simulatorState)).toMatchObject(KEEPS_UNITS ? { moved: 'Parking' } : { one: 'Parking', two: 'Parking', moved: 'Parking' });
  expect(second.writes.filter((write) => write.startsWith('MoveAccount'))).toHaveLength(KEEPS_UNITS ? 1 : 3);
});
