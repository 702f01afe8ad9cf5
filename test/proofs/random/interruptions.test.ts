import fc from 'fast-check';
import { CALM, check } from './check';
import { ATTACHED_TAG_PREFIX, DELEGATED_TAG_PREFIX, FORMER_SETTINGS_TAG_PREFIX } from '../../../src/contract';
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

/**
 * Omits the former places of adopted accounts, and the notes of former contacts, Regions and registrations. They describe the organization
 * before the deployment that is started again, in which the interrupted one may have changed an account already. Omits the notes of
 * attached policies as well: to the deployment started again, an account that the interrupted one created is an existing account, and
 * gets its policies before it moves.
 */
function withoutNotes({ accounts: given, ...state }: SimulatorState) {
  const prefixes = [FORMER_SETTINGS_TAG_PREFIX, DELEGATED_TAG_PREFIX, ATTACHED_TAG_PREFIX];
  const isNote = (key: string) => prefixes.some((prefix) => key.startsWith(prefix));
  const withoutSettings = given.map((account) => (
    { ...account, tags: Object.fromEntries(Object.entries(account.tags).filter(([key]) => !isNote(key))) }));
  const { accounts, ...rest } = shapeOf({ ...state, accounts: withoutSettings });
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
    expect(withoutNotes(again.simulatorState)).toEqual(withoutNotes(whole.simulatorState));
  }), 5 / 3);
});
