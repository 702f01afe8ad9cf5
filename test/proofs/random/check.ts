import fc from 'fast-check';
import type { Deployed } from '../support/deploy';
import { faultsOf } from '../support/disturbances';
import { proofRuns, proofSeed } from '../support/proof-runs';
import type { Disturbances } from '../support/random-blueprint';
import { recordStatistics } from '../support/run-statistics';

export const CALM = { seed: 1 };
/** Printed so that a failure can be repeated: `PROOF_SEED=… npx jest test/proofs/random`. `PROOF_PATH=…` repeats only the failed run. */
const SEED = proofSeed();

/** Checks a property with random values. @param share the share of `PROOF_RUNS` to run */
export async function check<T extends [unknown, ...unknown[]]>(property: fc.IAsyncPropertyWithHooks<T>, share = 1): Promise<void> {
  const numRuns = Math.ceil(proofRuns() * share);
  console.log(`random organizations: ${numRuns} runs, PROOF_SEED=${SEED}`);
  await fc.assert(property, { numRuns, seed: SEED, path: process.env.PROOF_PATH, endOnFailure: true });
}

export function note(disturbances: Pick<Disturbances, 'faults'>, result: Deployed): void {
  recordStatistics({ randomRuns: 1, faults: faultsOf(disturbances, result.calls), violations: result.violations.length });
}
