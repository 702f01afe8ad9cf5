import fc from 'fast-check';
import type { SimulatorState } from '../../../src/simulator';
import { removeApps, synthesize } from '../support/app';
import { type Blueprint, build } from '../support/blueprint';
import { deploy, type Deployed, reasonsOf } from '../support/deploy';
import { proofRuns } from '../support/proof-runs';
import { evolution, type Weather } from '../support/random-blueprint';
import { shapeOf } from '../support/shape';
import { tally } from '../support/tally';
import { faultsOf, inWeather } from '../support/weather';

jest.setTimeout(3_600_000);
afterEach(removeApps);

const CALM = { seed: 1 };
/** Printed, so that a failure can be repeated: `PROOF_SEED=… npx jest test/proofs/random`. */
const SEED = Number(process.env.PROOF_SEED ?? (process.env.PROOF_RUNS ? Date.now() % 2 ** 31 : 20_260_101));

async function check<T extends [unknown, ...unknown[]]>(property: fc.IAsyncPropertyWithHooks<T>, share: number): Promise<void> {
  const numRuns = Math.ceil(proofRuns() * share);
  console.log(`random organizations: ${numRuns} runs, PROOF_SEED=${SEED}`);
  await fc.assert(property, { numRuns, seed: SEED, endOnFailure: true });
}

function note(weather: Weather, result: Deployed): void {
  tally({ randomRuns: 1, faults: faultsOf(weather, result.calls), violations: result.losses.length });
}

/** A policy that still protects accounts which left the code cannot be deleted: the clean-up says so, and the deployment is done. */
function expectRight(result: Deployed): void {
  if (!result.succeeded) throw new Error(reasonsOf(result).join('\n'));
  expect(result).toMatchObject({ succeeded: true, differences: [], violationsOnOneTarget: [] });
}

/**
 * A unit that is made anew elsewhere gets a copy of its attachments; they change with its own resource of attachments, which stays.
 */
function withAttachmentsOf(first: Blueprint, second: Blueprint): Blueprint {
  const units = Object.entries(second.units ?? {}).map(([key, unit]) => {
    const before = first.units?.[key];
    const isBare = before?.policies?.length && before.parent !== unit.parent && !unit.policies?.length;
    return [key, isBare ? { ...unit, policies: before.policies } : unit] as const;
  });
  return { ...second, units: Object.fromEntries(units), policies: { ...first.policies, ...second.policies } };
}

/** A created account stays, and with it the units that it lies in and what is attached there. */
function withoutNewAccounts(after: SimulatorState, before: SimulatorState): SimulatorState {
  const old = new Set([...before.accounts, ...before.organizationalUnits, ...(before.root ? [before.root] : [])].map(({ id }) => id));
  const places = new Map([...after.accounts, ...after.organizationalUnits].map(({ id, parentId }) => [id, parentId]));
  const staying = new Set<string>();
  for (const { id } of after.accounts) {
    for (let place: string | undefined = id; place !== undefined && !old.has(place); place = places.get(place)) staying.add(place);
  }
  return {
    ...after,
    accounts: after.accounts.filter(({ id }) => !staying.has(id)),
    organizationalUnits: after.organizationalUnits.filter(({ id }) => !staying.has(id)),
    attachments: after.attachments.filter(({ targetId }) => !staying.has(targetId)),
  };
}

test('a random organization, and a random edit of it, end as the code says, whatever the service does; and then nothing is left to write', async () => {
  await check(fc.asyncProperty(evolution, async ({ first, second, firstWeather, secondWeather }) => {
    const made = await deploy(build(first), inWeather(firstWeather));
    note(firstWeather, made);
    expectRight(made);
    const edit = withAttachmentsOf(first, { ...second, idPrefix: first.idPrefix });
    const edited = await deploy(build(edit), { ...inWeather(secondWeather), state: made.state });
    note(secondWeather, edited);
    expectRight(edited);
    const again = await deploy(build(edit), { ...CALM, state: edited.state, context: { 'cdk-aws-organizations:reconcile': 'again' } });
    expectRight(again);
    expect(again.writes).toEqual([]);
    const renamed = await deploy(build({ ...edit, idPrefix: 'Other' }), { ...inWeather(firstWeather), state: again.state });
    expectRight(renamed);
    expect(shapeOf(renamed.simulatorState)).toEqual(shapeOf(again.simulatorState));
  }), 1);
});

test('a random edit that fails ends where it began, up to accounts that were made', async () => {
  await check(fc.asyncProperty(evolution, fc.nat(), async ({ first, second, firstWeather, secondWeather }, place) => {
    const made = await deploy(build(first), inWeather({ ...firstWeather, faults: [], deaths: 0 }));
    const state = structuredClone(made.state);
    Object.assign(state.simulator!, { addressesTakenElsewhere: ['taken@example.com'] });
    const parents = [undefined, ...Object.keys(second.units ?? {})];
    // Constructs keep their paths: with a rename in the same deployment there is no inverse Update that would undo the change.
    const failing = { ...second, idPrefix: first.idPrefix, accounts: { ...second.accounts, Taken: { name: 'taken', parent: parents[place % parents.length] } } };
    const failed = await deploy(build(failing), { ...inWeather({ ...secondWeather, deaths: 0 }), state });
    note(secondWeather, failed);
    // What the edit itself took off, and the rollback put back, is no gap.
    expect(failed).toMatchObject({ succeeded: false, losses: [] });
    expect(failed.stacks[0].status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(shapeOf(withoutNewAccounts(failed.simulatorState, state.simulator!))).toEqual(shapeOf(state.simulator!));
  }), 0.5);
});

test('a deployment that is interrupted at a random moment and started again ends right, with one account for each construct', async () => {
  await check(fc.asyncProperty(evolution, fc.double({ min: 0, max: 1, noNaN: true }), async ({ first, secondWeather }, moment) => {
    const app = synthesize(build(first));
    const whole = await deploy(app, CALM);
    const interrupted = await deploy(app, { ...inWeather(secondWeather), interruptAtSeconds: moment * whole.virtualSeconds });
    const { simulatorState } = await deploy(app, { ...CALM, state: interrupted.state });
    tally({ interruptions: 1, violations: 0 });
    expect(shapeOf(simulatorState)).toEqual(shapeOf(whole.simulatorState));
  }), 1);
});
