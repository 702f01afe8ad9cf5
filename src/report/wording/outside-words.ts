import { numberText } from './phrase';
import { count } from './words';
import { writerName } from './writer-words';
import type { OutsideGroup, OutsideKind, OutsideReason } from '../../model';

const NOUNS: Readonly<Record<OutsideKind, string>> = {
  organizationalUnit: 'organizational unit',
  account: 'account',
  policy: 'policy',
  attachment: 'attachment',
  tag: 'tag',
  policyType: 'policy type',
  trustedService: 'trusted service',
  delegatedAdministrator: 'delegated administrator',
  resourcePolicy: 'resource policy',
  accountSetting: 'account setting',
};

const REASONS: Readonly<Partial<Record<OutsideReason, string>>> = {
  none: 'no reason is known: adopt THEM, or decide to leave THEM out',
  formerly: 'a stack of the code owns THEM, and the code no longer names THEM: decide what becomes of THEM',
  service: 'THEY may stay: a deployment leaves alone what the code does not list',
  otherStack: 'THEY may stay: another stack of this library owns THEM',
  closed: 'THEY may stay: AWS removes a closed account after 90 days',
  managementAccount: 'THEY may stay: service control policies do not apply to THEM',
  awsManaged: 'THEY may stay: AWS manages THEM',
};

export const OUTSIDE_TITLE = 'Outside the code';
export const NOTHING_OUTSIDE = 'The code names all of the organization.';

const NAMED = 8;

/** `2 accounts (no reason is known: …): Workloads/legacy, Workloads/lab`. The names are not escaped. */
export function outsideSentence({ kind, reason, subjects }: OutsideGroup): string {
  const words = REASONS[reason] ?? `THEY may stay: ${writerName(reason as Parameters<typeof writerName>[0])} manages THEM`;
  const isOne = subjects.length === 1;
  const because = words.replaceAll('THEY', isOne ? 'it' : 'they').replaceAll('THEM', isOne ? 'it' : 'them');
  const more = subjects.length > NAMED ? ` and ${numberText(subjects.length - NAMED)} more` : '';
  return `${count(subjects.length, NOUNS[kind])} (${because}): ${subjects.slice(0, NAMED).join(', ')}${more}`;
}
