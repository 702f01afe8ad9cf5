/** Whether the proofs run at their nightly size. */
export function isNight(): boolean {
  return proofRuns() >= 100;
}

/** What chance is a function of. Printed with a failure, so that it can be repeated with `PROOF_SEED`. */
export function proofSeed(): number {
  return Number(process.env.PROOF_SEED ?? (process.env.PROOF_RUNS ? Date.now() % 2 ** 31 : 20_260_101));
}

/** How much chance a proof is given: `PROOF_RUNS`, small unless it is night. */
export function proofRuns(): number {
  const { PROOF_RUNS: given = '10' } = process.env;
  const runs = Number(given);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`PROOF_RUNS has to be a whole number of at least 1. Given: ${given}. Leave it out for a quick look.`);
  return runs;
}
