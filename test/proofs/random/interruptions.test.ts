import fc from 'fast-check';
import { CALM, check } from './check';
import type { SimulatorState } from '../../../src/simulator';
import { removeApps, synthesize } from '../support/app';
import { build } from '../support/blueprint';
import { deploy } from '../support/deploy';
import { withDisturbances } from '../support/disturbances';
import { stateAt } from '../support/foreign';
import { evolution } from '../support/random-blueprint';
import { recordStatistics } from '../support/run-statistics';
import { shapeOf } from '../support/shape';

jest.setTimeout(3_600_000);
afterEach(removeApps);

/** Omits the former place of adopted accounts. After an interruption, the next deployment may find an account that is tagged already. */
function withoutFormerPlaces(state: SimulatorState) {
  const { accounts, ...rest } = shapeOf(state);
  return { ...rest, accounts: accounts.map((account) => account.replace(/(:owner=[^,/]+\/adopted)\/[^,]*/, '$1')) };
}

test('a deployment that is interrupted at a random moment and started again ends as the code says, with one account for each construct', async () => {
  const moments = fc.double({ min: 0, max: 1, noNaN: true });
  await check(fc.asyncProperty(evolution, moments, async ({ first, secondDisturbances, start, readings }, moment) => {
    const app = synthesize(build(first));
    const state = await stateAt(start);
    const whole = await deploy(app, { ...CALM, readings, state });
    const interruptAtSeconds = moment * whole.virtualSeconds;
    const interrupted = await deploy(app, { ...withDisturbances(secondDisturbances), readings, state, interruptAtSeconds });
    const again = await deploy(app, { ...CALM, readings, state: interrupted.state });
    const violations = [...interrupted.unintendedChanges, ...again.unintendedChanges];
    recordStatistics({ interruptions: 1, violations: violations.length });
    expect(violations).toEqual([]);
    expect(withoutFormerPlaces(again.simulatorState)).toEqual(withoutFormerPlaces(whole.simulatorState));
  }), 5 / 3);
});
