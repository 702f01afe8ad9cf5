/** Whether the proofs run at their nightly size. */
export function isNight(): boolean {
  return proofRuns() >= 100;
}

/** All cases in nightly runs, with those under other readings. By day every `of`-th of them, beginning at `from`. */
export function byDay<T>(cases: readonly T[], of: number, from = 0): readonly T[] {
  return isNight() || process.env.PROOF_READING !== undefined ? cases : cases.filter((_, index) => index % of === from);
}

/** The seed of all random values. It is printed with a failure, which `PROOF_SEED` then repeats. */
export function proofSeed(): number {
  return Number(process.env.PROOF_SEED ?? (process.env.PROOF_RUNS ? Date.now() % 2 ** 31 : 20_260_101));
}

/** The number of random runs of a proof: `PROOF_RUNS`, which is small except in nightly runs. */
export function proofRuns(): number {
  const { PROOF_RUNS: given = '3' } = process.env;
  const runs = Number(given);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`PROOF_RUNS is not a whole number of at least 1 (given: ${given}). Omit it for a quick run.`);
  return runs;
}
