import { appendFileSync } from 'node:fs';

/** The work of a proof, for the summary of `npm run prove`. */
export interface RunStatistics {
  readonly resourceType?: string;
  readonly event?: string;
  readonly crashPoints?: number;
  readonly randomRuns?: number;
  readonly interruptions?: number;
  readonly faults?: number;
  /** Cloud assemblies that were changed at random, and deployed. */
  readonly assemblies?: number;
  readonly scenario?: string;
  readonly violations: number;
}

/** Appends an entry to the file in `PROOF_TALLY`, as one line of JSON. Does nothing without that variable. */
export function recordStatistics(entry: RunStatistics): void {
  const { PROOF_TALLY: file } = process.env;
  if (file) appendFileSync(file, `${JSON.stringify(entry)}\n`);
}
