import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Stores and worlds whose answers are kept, and the number of records. `.ci/trino` compares more of them with an engine that runs. */
export const KEPT = ['athena_many', 'athena_variable', 'athena_odd', 'athena_times', 'lake_many', 'lake_odd'];
export const KEPT_SIZE = 60;

/** A query, and the rows with which a Trino engine answered it. `npx tsx scripts/trino/cases.ts keep FOLDER` writes them. */
export interface KeptAnswer {
  readonly query: string;
  readonly rows: readonly (readonly (string | null)[])[];
}

export function answerPath(name: string): string {
  return join(__dirname, 'answers', `${name}.json`);
}

export function keptAnswer(name: string): KeptAnswer {
  return JSON.parse(readFileSync(answerPath(name), 'utf8')) as KeptAnswer;
}
