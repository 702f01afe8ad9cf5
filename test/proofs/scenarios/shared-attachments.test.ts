import type { Stack } from 'aws-cdk-lib';
import { Account, OrganizationalUnit, Policy, PolicyType } from '../../../src';
import type { SimulatorState } from '../../../src/simulator';
import { removeApps, STACK } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { byHand, takeAddress } from '../support/by-hand';
import { deploy, type Deployed } from '../support/deploy';
import { daysLater } from '../support/foreign';

jest.setTimeout(120_000);
afterAll(removeApps);

const BASE: Blueprint = {
  policies: { One: { denies: ['s3:One'] }, Two: { denies: ['s3:Two'] }, Three: { denies: ['s3:Three'] } },
  units: { Shared: { name: 'Shared', policies: ['One', 'Two', 'Three'] } },
};
const ALL = ['One', 'Three', 'Two'];

/** A stack that attaches the policies of the first stack to its unit, by their IDs. */
function other({ organizationalUnits, policies }: SimulatorState, { lists, fails }: { lists: boolean; fails?: boolean }) {
  return (stack: Stack) => {
    const unit = OrganizationalUnit.fromOrganizationalUnitId(stack, 'Unit', organizationalUnits[0].id);
    if (lists) {
      for (const { id, name } of policies.filter((policy) => ALL.includes(policy.name))) {
        unit.attachPolicy(Policy.fromPolicyId(stack, name, id, PolicyType.SERVICE_CONTROL_POLICY));
      }
    }
    new Account(stack, 'Account', { accountName: 'other', email: fails ? 'taken@example.com' : 'other@example.com', parent: unit });
  };
}

function attached({ simulatorState: { attachments, organizationalUnits, policies } }: Deployed): string[] {
  const ids = attachments.filter(({ targetId }) => targetId === organizationalUnits[0].id).map(({ policyId }) => policyId);
  return policies.filter(({ id, name }) => ids.includes(id) && ALL.includes(name)).map(({ name }) => name).sort();
}

async function start() {
  const first = await deploy(build(BASE));
  return { made: first.simulatorState, state: daysLater(first.state) };
}

describe('32. Two stacks attach the same three policies to one unit', () => {
  test('all stay attached if the second one leaves them out, and all are detached once the first one does as well', async () => {
    const { made, state } = await start();
    const app = (base: Blueprint, lists: boolean) => ({ [STACK]: build(base), Other: other(made, { lists }) });
    const both = await deploy(app(BASE, true), { state });
    const one = await deploy(app(BASE, false), { state: daysLater(both.state) });
    const none = await deploy(app({ ...BASE, units: { Shared: { name: 'Shared' } } }, false), { state: daysLater(one.state) });
    expect([both, one, none].map((each) => [each.succeeded, attached(each)])).toEqual([[true, ALL], [true, ALL], [true, []]]);
    expect([...both.violations, ...one.violations]).toEqual([]);
  });

  test('all stay attached if the first deployment of the second one is rolled back, and it is deployed again', async () => {
    const { made, state } = await start();
    takeAddress(state.simulator);
    const app = (lists: boolean, fails: boolean) => ({ [STACK]: build(BASE), Other: other(made, { lists, fails }) });
    const failed = await deploy(app(true, true), { state });
    const again = await deploy(app(true, false), { state: daysLater(failed.state) });
    const last = await deploy(app(false, false), { state: daysLater(again.state) });
    expect([failed, again, last].map((each) => [each.succeeded, attached(each)])).toEqual([[false, ALL], [true, ALL], [true, ALL]]);
    expect([...failed.violations, ...again.violations, ...last.violations]).toEqual([]);
  });

  test('all stay attached if a person detaches them, the first one attaches them again, and the second one leaves them out', async () => {
    const [bare, listing] = [{ ...BASE, units: { Shared: { name: 'Shared' } } }, BASE];
    const { simulatorState: made, state } = await deploy(build(bare));
    const app = (base: Blueprint, lists: boolean) => ({ [STACK]: build(base), Other: other(made, { lists }) });
    const second = await deploy(app(bare, true), { state: daysLater(state) });
    const isLeft = ({ policyId }: { readonly policyId: string }) => !made.policies.some(({ id }) => id === policyId);
    const detached = byHand(daysLater(second.state), (simulator) => { simulator.attachments = simulator.attachments.filter(isLeft); });
    const again = await deploy(app(listing, true), { state: detached });
    const one = await deploy(app(listing, false), { state: daysLater(again.state) });
    const none = await deploy(app(bare, false), { state: daysLater(one.state) });
    expect([second, again, one, none].map((each) => [each.succeeded, attached(each)]))
      .toEqual([[true, ALL], [true, ALL], [true, ALL], [true, []]]);
    expect(one.violations).toEqual([]);
  });
});
