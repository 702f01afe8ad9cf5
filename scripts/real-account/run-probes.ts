import { type Finding, unknown } from './finding';
import type { Need, Probe, ProbeOptions } from './probe';
import { evidenceLines, masked } from './session/evidence';
import { RunAccount } from './session/run-account';
import type { Session } from './session/session';

/** The result of a probe for one reading. */
export interface Row {
  readonly reading: string;
  readonly question: string;
  readonly finding: Finding;
  /** The calls of the probe, one line each. Identifying parts are masked. */
  readonly evidence: readonly string[];
}

export interface RunOptions {
  /** The address for a new account. Without it, no probe creates one. */
  readonly accountEmail?: string;
  readonly invite?: string;
  readonly throttling?: boolean;
  readonly onRow?: (row: Row) => void;
  readonly onLeftBehind?: (what: string) => void;
}

const MISSING: Readonly<Record<Need, string>> = {
  account: 'needs --with-accounts', invitation: 'needs --invite', throttling: 'needs --with-throttling',
};

/** Runs the probes one after the other, and removes after each what it created. */
export async function runProbes(session: Session, probes: readonly Probe[], options: RunOptions = {}): Promise<readonly Row[]> {
  const { accountEmail, invite, throttling = false, onRow = () => undefined, onLeftBehind = () => undefined } = options;
  const account = accountEmail === undefined ? undefined : new RunAccount(session, accountEmail);
  const has: Readonly<Record<Need, boolean>> = { account: account !== undefined, invitation: invite !== undefined, throttling };
  const rows: Row[] = [];
  try {
    for (const probe of probes) {
      const missing = (probe.needs ?? []).find((need) => !has[need]);
      const found = missing === undefined ? await runProbe(session, probe, { invite, account }) : notRun(probe, MISSING[missing]);
      found.rows.forEach(onRow);
      found.left.forEach((what) => onLeftBehind(masked(what)));
      rows.push(...found.rows);
    }
  } finally {
    await account?.close().catch(({ message }: Error) => onLeftBehind(masked(`The new account is not closed: ${message}`)));
  }
  return rows;
}

interface Found {
  readonly rows: readonly Row[];
  readonly left: readonly string[];
}

async function runProbe(session: Session, probe: Probe, options: ProbeOptions): Promise<Found> {
  session.begin();
  let findings: Readonly<Record<string, Finding | undefined>> = {};
  let failure = unknown('the probe did not find it out');
  try {
    findings = await probe.run(session, options);
  } catch (error) {
    failure = unknown((error as Error).message);
  }
  const evidence = evidenceLines(session.evidence);
  return { rows: rowsOf(probe, (reading) => findings[reading] ?? failure, evidence), left: await session.undo() };
}

function notRun(probe: Probe, why: string): Found {
  return { rows: rowsOf(probe, () => unknown(why), []), left: [] };
}

function rowsOf({ questions }: Probe, findingOf: (reading: string) => Finding, evidence: readonly string[]): readonly Row[] {
  return Object.entries(questions).map(([reading, question]) => ({ reading, question, finding: withoutIds(findingOf(reading)), evidence }));
}

function withoutIds(finding: Finding): Finding {
  if ('answer' in finding) return finding;
  return 'other' in finding ? { other: masked(finding.other) } : unknown(masked(finding.unknown));
}
