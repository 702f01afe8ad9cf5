import { own, phrase, type Phrase } from './phrase';
import { count } from './words';
import type { InvitationNote } from '../../model';

/** The clauses of the headline, in this order. */
const CLAUSES: Readonly<Record<InvitationNote['status'], readonly [one: string, many: string]>> = {
  INVITED: ['waits for acceptance', 'wait for acceptance'],
  ACCEPTED: ['has joined and is not in its place', 'have joined and are not in their places'],
  DECLINED: ['has declined its invitation', 'have declined their invitations'],
  EXPIRED: ['has an expired invitation', 'have expired invitations'],
  CANCELED: ['has a canceled invitation', 'have canceled invitations'],
  MISSING: ['has no invitation', 'have no invitations'],
};

/** `2 invited accounts wait for acceptance`. */
export function invitationsClauses(notes: readonly InvitationNote[]): string[] {
  return Object.entries(CLAUSES).flatMap(([status, verbs]) => {
    const { length } = notes.filter((note) => note.status === status);
    return length === 0 ? [] : [`${count(length, 'invited account')} ${verbs[length === 1 ? 0 : 1]}`];
  });
}

export const INVITATIONS_TITLE = 'Invited accounts that no deployment has placed';

/** Before the command that deploys every resource. */
export const INVITATIONS_ADVICE = 'A deployment of every resource invites again, and places what has joined';

/** Whether somebody has to do something about it. */
export function isToAct({ status }: InvitationNote): boolean {
  return status !== 'INVITED';
}

/** One account: how far its invitation is, and what to do. */
export function invitationPhrase({ account, parent, status, requestedAt = '', expiresAt = '', path = '' }: InvitationNote): Phrase {
  const subject = phrase`${account} (for ${parent === 'Root' ? own('the root') : withoutRoot(parent)})`;
  const [since, ends] = [dayOf(requestedAt), dayOf(expiresAt)];
  switch (status) {
    case 'INVITED': return phrase`${subject}: waiting for acceptance since ${own(since)}, ends ${own(ends)}`;
    case 'ACCEPTED': return phrase`${subject}: has joined and is in ${placeOf(path)}, since no deployment has placed it yet. Deploy again`;
    case 'DECLINED': return phrase`${subject}: the invitation of ${own(since)} was declined. Ask the owner of the account, then deploy again: that invites it again. Or take it out of the code`;
    case 'EXPIRED': return phrase`${subject}: the invitation of ${own(since)} expired on ${own(ends)}. Deploy again: that invites it again. Or take it out of the code`;
    case 'CANCELED': return phrase`${subject}: the invitation of ${own(since)} was canceled by hand. Deploy again: that invites it again. Or take it out of the code`;
    case 'MISSING': return phrase`${subject}: is not a member, and there is no invitation. Deploy again: that invites it. Or take it out of the code`;
  }
}

function dayOf(time: string): string {
  return time.slice(0, '2026-11-26'.length);
}

/** The place of an account with this path. */
function placeOf(path: string): Phrase | string {
  const parent = path.slice(0, path.lastIndexOf('/'));
  return parent === 'Root' ? own('the root') : withoutRoot(parent);
}

function withoutRoot(path: string): string {
  return path.startsWith('Root/') ? path.slice('Root/'.length) : path;
}
