import { type AskedPolicy, type DenialRow, isKnownPolicy } from '../../trail';
import { callerText, callsText } from '../denials/denials-report';

/** Denials that may come from a policy, and what makes it uncertain. */
export function denialsText(rows: readonly DenialRow[], since: string, policy: AskedPolicy): string {
  const lines = rows.map((row) => `- ${callerText(row)}: ${row.action}, ${callsText(row.calls)}${row.last === undefined ? '' : `, the last ${row.last}`}`);
  return [
    `${callsText(callsOf(rows))} since ${since} denied by this policy${doubtText(rows, policy)}:`,
    ...lines,
    ...foreignText(rows, policy),
    'Explain them with "cdk-org explain --event". Then change the policy, revert, or go on with --no-denials.',
  ].join('\n');
}

function doubtText(rows: readonly DenialRow[], { id }: AskedPolicy): string {
  const [calls, unnamed] = [rows, rows.filter(({ policyArn }) => policyArn === undefined || id === undefined)].map(callsOf);
  if (unnamed === 0) return '';
  return unnamed === calls ? ', or by another policy, which the records do not tell apart' : `; of ${callsText(unnamed)} the records do not name the policy`;
}

function foreignText(rows: readonly DenialRow[], policy: AskedPolicy): string[] {
  const calls = callsOf(rows.filter(({ policyArn }) => policyArn !== undefined && !isKnownPolicy(policy, policyArn)));
  if (calls === 0) return [];
  return [`${callsText(calls)} ${calls === 1 ? 'names' : 'name'} a policy that the snapshot does not have: it may be of another organization, or old. Take a new one with "cdk-org snapshot".`];
}

function callsOf(rows: readonly DenialRow[]): number {
  return rows.reduce((sum, { calls }) => sum + calls, 0);
}
