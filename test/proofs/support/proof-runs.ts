/** How much chance a proof is given: `PROOF_RUNS`, small unless it is night. */
export function proofRuns(): number {
  const { PROOF_RUNS: given = '10' } = process.env;
  const runs = Number(given);
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`PROOF_RUNS has to be a whole number of at least 1. Given: ${given}. Leave it out for a quick look.`);
  return runs;
}
