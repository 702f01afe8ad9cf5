import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fuzz, type FuzzTarget, SLOWEST_ALLOWED_MS } from './fuzz';
import { sampleState } from './sample-state';
import { assemblyTarget } from './targets/assembly-target';
import { EVENT_TARGET } from './targets/event-target';
import { foreignTarget } from './targets/foreign-target';
import { optionTarget } from './targets/option-target';
import { policyTarget } from './targets/policy-target';
import { requestTarget } from './targets/request-target';
import { stateTarget } from './targets/state-target';
import { organizationOfState } from '../../src/rehearsal';
import { cleanUp, synthesizeExample } from '../end-to-end/example';
import { isNight } from '../proofs/support/proof-runs';

/** The variables that `npm run fuzz` sets. Its output contains the seed. */
const { FUZZ_INPUTS = isNight() ? '1000' : '500', FUZZ_SEED = '1', FUZZ_SECONDS = '120', FUZZ_TALLY } = process.env;

jest.setTimeout(Number(FUZZ_SECONDS) * 1_000 + 60_000);

/** Writes a line to the terminal every ten seconds of a long run. Jest would hold back the output of a test. */
function progressOf(name: string, inputs: number): ((done: number, defects: number) => void) | undefined {
  if (FUZZ_TALLY === undefined) return undefined;
  let printedAt = Date.now();
  return (done, defects) => {
    if (Date.now() - printedAt < 10_000) return;
    printedAt = Date.now();
    writeSync(2, `${name}: ${done.toLocaleString('en')} of ${inputs.toLocaleString('en')} inputs, ${defects} defects\n`);
  };
}

let folder: string;
let targets: readonly FuzzTarget[];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const { state, requests } = sampleState();
  const organization = organizationOfState(state)!;
  targets = [
    assemblyTarget(synthesizeExample()), stateTarget(state), policyTarget(organization), requestTarget(state, requests), EVENT_TARGET,
    optionTarget(organization), foreignTarget(organization),
  ];
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  cleanUp();
});

test.each([
  'cloud assemblies', 'states and snapshots', 'policies', 'requests to the simulator', 'events and tags', 'options', 'formats of other tools',
])('every input ends in time, with a success or a message, and writes no file elsewhere: %s', (name) => {
  const target = targets.find((each) => each.name === name)!;
  const started = Date.now();
  const inputs = Math.ceil(Number(FUZZ_INPUTS) * target.share);
  const result = fuzz(target, {
    inputs, seed: Number(FUZZ_SEED), seconds: Number(FUZZ_SECONDS), folder, onProgress: progressOf(name, inputs),
  });
  if (FUZZ_TALLY !== undefined) {
    mkdirSync(dirname(FUZZ_TALLY), { recursive: true });
    appendFileSync(FUZZ_TALLY, `${JSON.stringify({ name, seconds: (Date.now() - started) / 1_000, ...result, defects: result.defects.length })}\n`);
  }
  expect(result.defects.map(({ signature, stack, input }) => `${signature}\n${stack}\n${input.slice(0, 2_000)}`)).toEqual([]);
  expect(result.slowestMs).toBeLessThanOrEqual(SLOWEST_ALLOWED_MS);
  expect(result.refused).toBeGreaterThan(result.inputs / 20);
  expect(result.refused).toBeLessThan(result.inputs);
});
