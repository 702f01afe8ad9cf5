import type { SimulatorState } from '../../../src/simulator';
import { removeApps } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { addAccount, byHand, FAILING, takeAddress, unitIdOf } from '../support/by-hand';
import { deploy, reasonsOf } from '../support/deploy';
import { deniesOfState } from '../support/protection';
import { shapeOf } from '../support/shape';

jest.setTimeout(120_000);
afterAll(removeApps);

const MOVING: Blueprint = {
  policies: { Base: { denies: ['organizations:LeaveOrganization'] }, Data: { denies: ['kms:DisableKey'] }, Net: { denies: ['ec2:CreateVpc'] } },
  rootPolicies: ['Base'],
  units: {
    Old: { name: 'Old', policies: ['Net'] },
    New: { name: 'New', policies: ['Net'] },
    Moved: { name: 'Moved', parent: 'Old', policies: ['Data'], allowReplacement: true, tags: { tier: '1' } },
    Child: { name: 'Child', parent: 'Moved', policies: ['Data'], allowReplacement: true },
  },
  accounts: { One: { name: 'one', parent: 'Moved' }, Two: { name: 'two', parent: 'Child' } },
};
const MOVED: Blueprint = { ...MOVING, units: { ...MOVING.units, Moved: { ...MOVING.units!.Moved, parent: 'New' } } };

describe('7. While an OU moves, at every step in the journal each account keeps all denies that hold before and after. With child OUs outside the app, the move is refused before the first write.', () => {
  test('an OU moves with accounts and policies of other owners', async () => {
    const first = await deploy(build(MOVING));
    expect(reasonsOf(first)).toEqual([]);
    // An account and a policy of other owners on the unit that moves.
    const state = byHand(first.state, (simulator) => {
      const moved = unitIdOf(simulator, 'Moved');
      addAccount(simulator, { id: '999999999999', name: 'outside', parentId: moved, tags: { foreign: 'yes' } });
      simulator.policies.push({
        id: 'p-foreign1',
        type: 'SERVICE_CONTROL_POLICY',
        name: 'Foreign',
        description: '',
        awsManaged: false,
        tags: {},
        content: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'iam:*', Resource: '*' }] }),
      });
      simulator.attachments.push({ policyId: 'p-foreign1', targetId: moved });
    });
    const second = await deploy(build(MOVED), { state });
    expect(reasonsOf(second)).toEqual([]);
    expect(second).toMatchObject({ succeeded: true, differences: [], violations: [] });
    expect([...new Set(second.simulatorState.organizationalUnits.map(({ name }) => name))].sort()).toEqual(['Child', 'Moved', 'New', 'Old']);
    expect(deniesOfState(second.simulatorState)).toEqual(deniesOfState(state.simulator!));
  });

  test('an OU with a child OU outside the app does not move', async () => {
    const first = await deploy(build(MOVING));
    const state = byHand(first.state, (simulator) => {
      const moved = unitIdOf(simulator, 'Moved');
      simulator.organizationalUnits.push({ id: `${moved.slice(0, -8)}99999999`, name: 'Foreign', parentId: moved, tags: { foreign: 'yes' } });
    });
    const second = await deploy(build(MOVED), { state });
    expect(second.succeeded).toBe(false);
    expect(second.writes).toEqual([]);
  });
});

test('8. A failed OU move ends with the original OU IDs and parents, and no second OU.', async () => {
  const first = await deploy(build(MOVING));
  const state = byHand(first.state, takeAddress);
  const second = await deploy(build({ ...MOVED, accounts: { ...MOVED.accounts, Taken: { ...FAILING.Taken, parent: 'Moved' } } }), { state });
  expect(second).toMatchObject({ succeeded: false, violations: [] });
  expect(second.stacks[0].status).toBe('UPDATE_ROLLBACK_COMPLETE');
  const places = (given: SimulatorState) => given.organizationalUnits.map(({ id, parentId, name }) => [name, id, parentId]).sort();
  expect(places(second.simulatorState)).toEqual(places(first.simulatorState));
  expect(shapeOf(second.simulatorState)).toEqual(shapeOf(first.simulatorState));
});
