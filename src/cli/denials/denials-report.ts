import type { PolicyNames } from './policy-names';
import { groupBy } from '../../model';
import { type Denial, type DenialResult, type DenialRow, policyIdOf } from '../../trail';
import { colors } from '../output/colors';
import { printable } from '../output/printable';

/** `role/Nightly in 111122223333`. */
export function callerText({ principal, accountId }: Pick<Denial, 'principal' | 'accountId'>): string {
  const [, short = principal] = /^arn:[^:]*:(?:iam|sts)::\d*:(.+)$/s.exec(principal ?? '') ?? [];
  return short === undefined ? `a caller of ${accountId ?? 'an unknown account'}` : accountId === undefined ? short : `${short} in ${accountId}`;
}

/** `2 calls`. */
export function callsText(calls: number): string {
  return `${calls.toLocaleString('en')} ${calls === 1 ? 'call' : 'calls'}`;
}

/** The denials of a policy, by principal. */
export function denialsReport({ records, from, to, rows, unnamed, unreadable }: DenialResult, names: PolicyNames): string {
  const calls = rows.reduce((sum, row) => sum + row.calls, 0);
  const days = from === undefined || to === undefined ? '' : ` (${from.slice(0, 10)} to ${to.slice(0, 10)})`;
  const sections = [...groupBy(rows, (row) => names.textOf(row))].map(([policy, ofPolicy]) => [
    colors.bold(printable(policy)), ...[...groupBy(ofPolicy, callerText)].flatMap(([caller, ofCaller]) => [`  ${printable(caller)}`, ...ofCaller.map(rowLine)]),
  ].join('\n'));
  const notes = [
    ...(unnamed === 0 ? [] : [`${unnamed.toLocaleString('en')} more ${unnamed === 1 ? 'call was' : 'calls were'} refused, and the messages name no kind of policy.`]),
    ...(unreadable === 0 ? [] : [`${unreadable.toLocaleString('en')} ${unreadable === 1 ? 'part' : 'parts'} of the source cannot be read.`]),
  ];
  const title = `${callsText(calls)} denied by policies of the organization, of ${records.toLocaleString('en')} ${records === 1 ? 'record' : 'records'}${days}`;
  return `${[title, ...sections, ...(notes.length === 0 ? [] : [notes.join('\n')])].join('\n\n')}\n`;
}

function rowLine({ action, calls, last }: DenialRow): string {
  return `    ${printable(action)}: ${callsText(calls)}${last === undefined ? '' : `, the last ${printable(last)}`}`;
}

/** One line for a denial that has just been read. */
export function denialLine(denial: Denial, names: PolicyNames): string {
  return `${printable([denial.time ?? '-', names.textOf(denial), callerText(denial), denial.action].join('  '))}\n`;
}

/** The same for programs. Its schema is docs/denials.schema.json. */
export function denialsJson({ rows, ...counts }: DenialResult, names: PolicyNames): object {
  return { version: 1, ...counts, denials: rows.map((row) => ({ ...row, ...namedPolicy(row, names) })) };
}

function namedPolicy({ policyArn, kind, how }: DenialRow, names: PolicyNames): object {
  const id = policyArn === undefined ? undefined : policyIdOf(policyArn);
  return { ...(id === undefined ? {} : { policyId: id }), policy: names.textOf({ policyArn, kind, how }) };
}
