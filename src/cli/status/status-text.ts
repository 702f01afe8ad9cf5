import type { RequestState, RequestStatus } from './request-status';
import { placeText } from '../../fleet';
import { colors } from '../output/colors';
import { printable } from '../output/printable';

const SENTENCES: Readonly<Record<RequestState, string>> = {
  exists: 'exists',
  closed: 'is closed, or is being closed',
  creating: 'is being created',
  invited: 'is invited, and its owner has not accepted yet',
  failed: 'could not be created',
  inCode: 'is in the code, and its creation has not begun',
  requested: 'has a row, and is in no code that was given',
  unknown: 'is not known: no row and no account of the organization has this ID or email address',
};

/** The next step, if there is one. */
const ADVICE: Partial<Readonly<Record<RequestState, string>>> = {
  failed: 'Correct the row, and deploy again.',
  inCode: 'Deploy the code, or wait for its deployment.',
  requested: 'Merge and deploy the row, and give the cdk.out of the deployed code to see whether it is in it.',
  unknown: 'Give the ID of a row or an email address, and the files with --rows.',
};

/** A status for the terminal: one sentence, and a line for each place that knows the request. */
export function statusText(request: string, { state, row, code, account, creation, invitation }: RequestStatus): string {
  const lines: [string, string][] = [
    ...line('row', row && `${placeText(row)}  ${row.name}, ${row.email}`),
    ...line('code', code?.address),
    ...line('creation', creation && [
      creation.state, creation.failureReason, `${creation.id}, since ${creation.requestedAt}`,
      creation.completedAt === undefined ? undefined : `until ${creation.completedAt}`,
    ].filter((part) => part !== undefined).join('  ')),
    ...line('invitation', invitation && `${invitation.state}  ${invitation.id}, until ${invitation.expiresAt}`),
    ...line('account', account && `${account.id}  ${account.name}, ${account.email}, ${account.state}, in ${account.path}`),
  ];
  const advice = ADVICE[state];
  return [
    colors.bold(`Account ${printable(request)} ${SENTENCES[state]}.`),
    ...lines.map(([name, text]) => `  ${name.padEnd(10)}  ${printable(text)}`),
    ...(advice === undefined ? [] : [advice]),
  ].map((each) => `${each}\n`).join('');
}

function line(name: string, text: string | undefined): [string, string][] {
  return text === undefined ? [] : [[name, text]];
}
