import { accountName } from './account-phrases';
import type { GuardedAction } from '../../../contract';
import type { ParentReference, Removal, RemovalChange } from '../../../model';
import { own, phrase, type Phrase } from '../../wording/phrase';
import { place } from '../../wording/words';
import type { PhrasesFor } from '../change-text';

const ACTIONS: Readonly<Record<GuardedAction, string>> = {
  CloseAccount: 'close accounts that are removed from the app',
  RemoveAccountFromOrganization: 'remove accounts from the organization when they are removed from the app',
  DeleteOrganization: 'delete the organization once it is empty',
  DisablePolicyType: 'disable policy types that are removed from the app',
};

export const REMOVALS: Readonly<Record<Removal, string>> = {
  stays: 'stays where it is', moved: 'is moved', removedFromOrganization: 'is removed from the organization', closed: 'is closed',
};

export const removalPhrases: PhrasesFor<RemovalChange> = {
  removalAllowed: ({ action }) => own(`From now on, a deployment may ${ACTIONS[action]}`),
  removalNoLongerAllowed: ({ action }) => own(`From now on, a deployment may no longer ${ACTIONS[action]}`),
  accountRemovalChanged: ({ account, before, after }) => (
    phrase`From now on, when account ${accountName(account)} is removed from the app, it ${own(REMOVALS[after])} (until now it ${own(REMOVALS[before])})`),
  moveAccountsToChanged: ({ unit, from, to }) => (
    phrase`From now on, when organizational unit ${place(unit)} is removed from the app, ${fate(to)} (until now ${fate(from)})`),
};

/** The outcome for the accounts in an OU that is removed from the app. */
function fate(to: ParentReference | undefined): Phrase {
  return to === undefined ? own('it stays with the accounts in it') : phrase`its accounts are moved to ${place(to)} first`;
}
