import type { AccountChange, AccountOutcome, AccountReference, Arrival, ParentReference } from '../../../model';
import { own, phrase, type Phrase } from '../../wording/phrase';
import { distinction, nameIn, parentPath, place } from '../../wording/words';
import type { PhrasesFor } from '../change-text';
import { comesWith } from '../comes-with';

/** The verb of a sentence about one account, and about many. */
export const ARRIVALS: Readonly<Record<Arrival, readonly [one: string, many: string]>> = {
  created: ['is created', 'are created'],
  adopted: ['must exist and is taken over', 'must exist and are taken over'],
  missing: ['is to be taken over and does not exist', 'are to be taken over and do not exist'],
  appeared: ['has appeared', 'have appeared'],
  named: ['is named by the code, outside which it stays,', 'are named by the code, outside which they stay,'],
  invited: ['is invited and, once it has joined, is placed', 'are invited and, once they have joined, are placed'],
};

type Removed = Pick<Extract<AccountChange, { kind: 'accountRemoved' }>, 'outcome' | 'to' | 'ifJoined'>;

export function outcomePhrase({ outcome, to, ifJoined }: Removed, many = false): Phrase {
  const is = many ? 'are' : 'is';
  const phrases: Readonly<Record<AccountOutcome, Phrase>> = {
    stays: own(many ? 'are removed from the app and stay where they are' : 'is removed from the app and stays where it is'),
    moved: phrase`${own(is)} removed from the app and moved${to ? phrase` to ${place(to)}` : []}`,
    removedFromOrganization: own(`${is} removed from the organization`),
    closed: own(`${is} closed`),
    gone: own(`${is} no longer in the organization`),
    invitationCanceled: phrase`${own(many ? 'are removed from the app: their open invitations are canceled' : 'is removed from the app: its open invitation is canceled')}${joined(ifJoined, to, many)}`,
  };
  return phrases[outcome];
}

/** No deployment can do this. */
const ENTER_CODE = ', once a person enters the code that AWS sends to the new address';

/** `. If it has joined, it is closed`. */
function joined(ifJoined: Removed['ifJoined'], to: ParentReference | undefined, many: boolean): Phrase {
  if (ifJoined === undefined) return [];
  return phrase`${own(many ? ', and those that have joined ' : ', and if it has joined, it ')}${outcomePhrase({ outcome: ifJoined, to }, many)}`;
}

export const accountPhrases: PhrasesFor<AccountChange> = {
  accountAdded: (change) => {
    const { account, name, parent, arrival } = change;
    return phrase`Account ${name}${name === account.email ? [] : address(account)} ${own(ARRIVALS[arrival][0])} in ${place(parent)}${comesWith(change)}`;
  },
  accountRemoved: (change) => phrase`Account ${accountName(change.account)} ${outcomePhrase(change)}`,
  accountJoined: ({ name, parent }) => phrase`Account ${name} has joined, and is in ${place(parent)}`,
  accountRenamed: ({ before, after }) => phrase`Account ${before} is renamed to ${after}`,
  accountEmailChanged: ({ account, before, after }) => (
    phrase`The email address of account ${accountName(account)} changes from ${before} to ${after}${before.toLowerCase() === after.toLowerCase() ? own('') : own(ENTER_CODE)}`),
  accountStateChanged: ({ account, before, after }) => phrase`Account ${accountName(account)} is ${after}, and was ${before}`,
  accountMoved: ({ account, from, to }) => (
    phrase`Account ${accountName(account, to)} moves from ${place(from)} to ${place(to)}`),
};

/** The address of an account. Empty for an account that the code imports by its ID. */
function address({ email }: AccountReference): Phrase {
  return email === '' ? [] : phrase` (${email})`;
}

export function accountName(account: AccountReference, parent?: ParentReference): Phrase {
  const { path, name = nameIn(path, parent?.path ?? parentPath(path)) } = account;
  return phrase`${name}${distinction(account)}`;
}
