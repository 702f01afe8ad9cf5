import { accountName } from './account-phrases';
import type { GuardedAction } from '../../../contract';
import type { ParentReference, Removal, RemovalChange } from '../../../model';
import { own, phrase, type Phrase } from '../../wording/phrase';
import { place } from '../../wording/words';
import type { PhrasesFor } from '../change-text';

const ACTIONS: Readonly<Record<GuardedAction, string>> = {
  CloseAccount: 'close accounts that leave the code',
  RemoveAccountFromOrganization: 'remove accounts that leave the code from the organization',
  DeleteOrganization: 'delete the organization once it is empty',
  DisablePolicyType: 'disable policy types that leave the code',
};

export const REMOVALS: Readonly<Record<Removal, string>> = {
  stays: 'stays where it is', moved: 'is moved', removedFromOrganization: 'is removed from the organization', closed: 'is closed',
};

export const removalPhrases: PhrasesFor<RemovalChange> = {
  removalAllowed: ({ action }) => own(`A deployment may ${ACTIONS[action]} from now on`),
  removalNoLongerAllowed: ({ action }) => own(`A deployment may no longer ${ACTIONS[action]}`),
  accountRemovalChanged: ({ account, before, after }) => (
    phrase`If account ${accountName(account)} leaves the code from now on, it ${own(REMOVALS[after])} (until now it ${own(REMOVALS[before])})`),
  moveAccountsToChanged: ({ unit, from, to }) => (
    phrase`If organizational unit ${place(unit)} leaves the code from now on, ${fate(to)} (until now ${fate(from)})`),
};

/** Of the accounts in a unit that is removed from the app. */
function fate(to: ParentReference | undefined): Phrase {
  return to === undefined ? own('it stays with the accounts in it') : phrase`its accounts are moved to ${place(to)} first`;
}
