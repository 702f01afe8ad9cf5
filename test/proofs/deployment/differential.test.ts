import { Differential, failureOf } from './differential';
import { reviewGate } from './gate';
import { isNight, proofRuns, proofSeed } from '../support/proof-runs';
import { recordStatistics } from '../support/run-statistics';
import { ANY_CHANGES } from './mutations/any-change';
import { ATTACKS } from './mutations/attacks';
import { Draw } from './mutations/draw';
import { attempted, mutate } from './mutations/mutate';
import { type Seed, synthesizeSeeds } from './seeds';

/** Repeats one assembly, which a failure names. */
const { DEPLOYMENT_SEED } = process.env;
/** 6,000 assemblies in a nightly run of 200. */
const ASSEMBLIES = proofRuns() * (isNight() ? 30 : 15);
const ASSEMBLIES_OF_A_MUTATOR = isNight() ? Infinity : 2;
/** The number of failures that a test shows. */
const SHOWN = 10;
const FIRST = Number(DEPLOYMENT_SEED ?? proofSeed());

jest.setTimeout(3_600_000);

let seeds: readonly Seed[];
let differential: Differential;

beforeAll(() => {
  seeds = synthesizeSeeds();
  differential = new Differential(reviewGate);
});
afterAll(() => differential.dispose());

test('an assembly that does not change is no change for the review, and its deployment differs in nothing', async () => {
  for (const seed of seeds) {
    expect({ seed: seed.name, ...await differential.check({ seed, files: seed.files }) }).toEqual({ seed: seed.name, verdict: { named: '' }, differences: [], silent: [] });
  }
});

const MUTATORS = Object.entries({ ...ATTACKS, ...ANY_CHANGES }).map(([name]) => name);

test.each(MUTATORS)('the review refuses or names what a deployment does differently: %s', async (name) => {
  const failures: string[] = [];
  let tried = 0;
  for (const seed of seeds) {
    const files = seed.files.copy();
    const what = attempted(name, files, new Draw(seeds.indexOf(seed)));
    if (what === undefined) continue;
    const mutated = { seed, files, changes: [`${name}: ${what}`] };
    const finding = await differential.check(mutated);
    if (finding.silent.length > 0) failures.push(failureOf(0, mutated, finding));
    if (++tried === ASSEMBLIES_OF_A_MUTATOR) break;
  }
  expect(failures).toEqual([]);
  expect(tried).toBeGreaterThan(0);
});

test(`the review refuses or names what a deployment of any changed assembly does differently (${ASSEMBLIES} of them)`, async () => {
  const failures: string[] = [];
  let [silent, different] = [0, 0];
  for (let number = FIRST; number < FIRST + (DEPLOYMENT_SEED === undefined ? ASSEMBLIES : 1); number++) {
    const mutated = mutate(seeds, number);
    const finding = await differential.check(mutated);
    if (finding.differences.length > 0 || 'refused' in finding.verdict) different++;
    if (finding.silent.length > 0 && silent++ < SHOWN) failures.push(failureOf(number, mutated, finding));
    recordStatistics({ assemblies: 1, violations: finding.silent.length > 0 ? 1 : 0 });
  }
  expect({ silent, failures }).toEqual({ silent: 0, failures: [] });
  expect(different).toBeGreaterThan(DEPLOYMENT_SEED === undefined ? ASSEMBLIES / 2 : -1);
});
