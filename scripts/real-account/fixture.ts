import type { Row } from './run-probes';

/** A run on a real account, as it is recorded. The simulator and the rehearsal are held against it. */
export interface Fixture {
  /** The version of this format. */
  readonly version: 1;
  readonly region: string;
  /** The day of the run, in UTC: `2026-11-30`. */
  readonly day: string;
  /** The reading of each switch, or `other: …` for an outcome that the simulator does not have. */
  readonly answers: Readonly<Record<string, string>>;
  /** Why the other questions have no answer. */
  readonly unknown: Readonly<Record<string, string>>;
  /** The calls behind each answer. */
  readonly evidence: Readonly<Record<string, readonly string[]>>;
}

export const OTHER = 'other: ';

export function fixtureOf(rows: readonly Row[], region: string, now: number): Fixture {
  const answers: Record<string, string> = {};
  const unknown: Record<string, string> = {};
  const evidence: Record<string, readonly string[]> = {};
  for (const { reading, finding, evidence: lines } of rows) {
    if ('unknown' in finding) {
      unknown[reading] = finding.unknown;
    } else {
      answers[reading] = 'answer' in finding ? finding.answer : `${OTHER}${finding.other}`;
      evidence[reading] = lines;
    }
  }
  return { version: 1, region, day: new Date(now).toISOString().slice(0, 10), answers, unknown, evidence };
}

/** Reads a fixture. @throws Error that says what is wrong with the file */
export function parseFixture(text: string, file: string): Fixture {
  let value: Partial<Fixture> | null;
  try {
    value = JSON.parse(text) as Partial<Fixture> | null;
  } catch (error) {
    throw new Error(`This file is not JSON (given: ${file}): ${(error as Error).message}. Give a file that --json has written.`);
  }
  if (value?.version !== 1) throw new Error(`This is not a fixture of version 1 (given: ${file}). Give a file that --json has written.`);
  const { answers } = value;
  const isTable = typeof answers === 'object' && answers !== null && Object.values(answers).every((each) => typeof each === 'string');
  if (!isTable) throw new Error(`The fixture has no answers (given: ${file}). Give a file that --json has written.`);
  return value as Fixture;
}
