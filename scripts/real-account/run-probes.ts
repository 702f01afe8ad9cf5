import { evidenceLines, masked } from './evidence';
import { type Finding, unknown } from './finding';
import type { Need, Probe, ProbeOptions } from './probe';
import { RunAccount } from './run-account';
import type { Session } from './session';

/** What a probe found out about one reading. */
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
      const found = missing === undefined ? await runProbe(session, probe, { invite, account }) : rowsOf(probe, unknown(MISSING[missing]), []);
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
  let evidence: readonly string[] = [];
  try {
    findings = await probe.run(session, options);
  } catch (error) {
    failure = unknown((error as Error).message);
  }
  evidence = evidenceLines(session.evidence);
  const left = await session.undo();
  return { rows: Object.keys(probe.questions).flatMap((reading) => rowsOf(probe, findings[reading] ?? failure, evidence, reading).rows), left };
}

function rowsOf(probe: Probe, finding: Finding, evidence: readonly string[], only?: string): Found {
  const questions = Object.entries(probe.questions).filter(([reading]) => only === undefined || reading === only);
  return { rows: questions.map(([reading, question]) => ({ reading, question, finding: withoutIds(finding), evidence })), left: [] };
}

function withoutIds(finding: Finding): Finding {
  if ('answer' in finding) return finding;
  return 'other' in finding ? { other: masked(finding.other) } : unknown(masked(finding.unknown));
}
