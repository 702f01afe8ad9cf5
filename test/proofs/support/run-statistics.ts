import { appendFileSync } from 'node:fs';

/** What a proof did, for the summary of `npm run prove`. */
export interface RunStatistics {
  readonly resourceType?: string;
  readonly event?: string;
  readonly crashPoints?: number;
  readonly randomRuns?: number;
  readonly interruptions?: number;
  readonly faults?: number;
  readonly scenario?: string;
  readonly violations: number;
}

/** Notes it in the file that `PROOF_TALLY` names, one line of JSON each; without one, nowhere. */
export function recordStatistics(entry: RunStatistics): void {
  const { PROOF_TALLY: file } = process.env;
  if (file) appendFileSync(file, `${JSON.stringify(entry)}\n`);
}
