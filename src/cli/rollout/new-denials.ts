import type { RolloutMetadata } from '../../contract';
import type { Organization } from '../../model';
import type { Clock } from '../../organizations';
import type { Connection } from '../../organizations/read-only-client';
import { type AskedPolicy, type DenialResult, type DenialRow, DenialTable, mayDeny } from '../../trail';
import { callerText, callsText } from '../denials/denials-report';
import { readDenials } from '../denials/read-denials';
import { startOf } from '../options/day-option';

/** The denials since a stage began. */
export interface NewDenials {
  readonly result: DenialResult;
  /** Those that may come from the policy of the rollout. */
  readonly rows: readonly DenialRow[];
  /** Why the next wave has to wait. Undefined if nothing stands in the way. */
  readonly refused?: string;
}

export interface DenialQuestion {
  readonly rollout: RolloutMetadata;
  /** With the document of the policy. */
  readonly code: Organization;
  /** With the ID of the policy. */
  readonly live?: Organization;
  readonly source: string;
  readonly today: string;
  readonly connection: Connection;
  readonly clock: Clock;
}

/** Records older than that say nothing of the last days. */
const LATEST_DAYS = 2;
const DAY_MS = 86_400_000;

/** Reads the recorded calls since the stage began. @throws Error for a source that cannot be read */
export async function newDenials(question: DenialQuestion): Promise<NewDenials> {
  const { rollout: { since = '' }, source, today, connection, clock } = question;
  const table = new DenialTable({ since });
  await readDenials({ source, option: '--denials', from: startOf(since), connection, clock }, table);
  const result = table.result();
  const policy = askedPolicy(question);
  const rows = result.rows.filter((row) => mayDeny(policy, row));
  const refused = rows.length > 0 ? denialsText(rows, question, policy) : source.startsWith('log-group:') ? undefined : coverageProblem(result, since, today);
  return { result, rows, ...(refused === undefined ? {} : { refused }) };
}

/** The policy of a rollout, as the code and the organization know it. */
export function askedPolicy({ rollout, code, live }: Pick<DenialQuestion, 'rollout' | 'code' | 'live'>): AskedPolicy {
  const { policyType: type, policyName, policyId } = rollout;
  const isIt = (policy: { readonly type: string; readonly name: string; readonly id: string }) => (
    policyId === undefined ? policy.type === type && policy.name === policyName : policy.id === policyId);
  const [coded, deployed] = [code, live].map((organization) => organization?.policies.find(isIt));
  const [id, content] = [policyId ?? deployed?.id, (coded ?? deployed)?.content];
  return { type, ...(id === undefined ? {} : { id }), ...(content === undefined ? {} : { content }) };
}

/** Files that end early say nothing. A log group is asked for denials only, and may have none. */
function coverageProblem({ records, to }: DenialResult, since: string, today: string): string | undefined {
  if (records === 0) return `The source has no records since ${since}. Copy the trail of these days, or go on with --no-denials.`;
  if (to === undefined || Date.parse(to) >= startOf(today) - LATEST_DAYS * DAY_MS) return undefined;
  return `The last record is of ${to}, and says nothing of the days until ${today}. Copy the trail again, or go on with --no-denials.`;
}

function denialsText(rows: readonly DenialRow[], { rollout: { since } }: DenialQuestion, { id }: AskedPolicy): string {
  const calls = rows.reduce((sum, row) => sum + row.calls, 0);
  const unnamed = rows.filter(({ policyArn }) => policyArn === undefined || id === undefined).reduce((sum, row) => sum + row.calls, 0);
  const doubt = unnamed === 0 ? '' : unnamed === calls ? ', or by another policy, which the records do not tell apart' : `; of ${callsText(unnamed)} the records do not name the policy`;
  const lines = rows.map((row) => `- ${callerText(row)}: ${row.action}, ${callsText(row.calls)}${row.last === undefined ? '' : `, the last ${row.last}`}`);
  return [`${callsText(calls)} since ${since} denied by this policy${doubt}:`, ...lines, 'Explain them with "cdk-org explain --event". Then change the policy, revert, or go on with --no-denials.'].join('\n');
}
