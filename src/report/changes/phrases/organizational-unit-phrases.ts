import { ARRIVALS } from './account-phrases';
import type { OrganizationalUnitChange, ParentReference } from '../../../model';
import { own, phrase, type Phrase } from '../../wording/phrase';
import { count, nameIn, place } from '../../wording/words';
import type { PhrasesFor } from '../change-text';
import { comesWith, OUTCOMES } from '../comes-with';

export const organizationalUnitPhrases: PhrasesFor<OrganizationalUnitChange> = {
  organizationalUnitAdded: (change) => {
    const { name, parent, arrival } = change;
    return phrase`Organizational unit ${name} ${own(ARRIVALS[arrival][0])} in ${place(parent)}${comesWith(change)}`;
  },
  organizationalUnitRemoved: ({ unit, outcome, notEmpty, accountsTo }) => (
    phrase`Organizational unit ${place(unit)} ${own(OUTCOMES[outcome][0])}${own(notEmpty ? ', because it is not empty' : '')}${accountsFirst(accountsTo)}`),
  organizationalUnitRenamed: ({ before, after }) => phrase`Organizational unit ${before} is renamed to ${after}`,
  organizationalUnitMoved: ({ unit, from, to, accounts, formerStays }) => (
    phrase`Organizational unit ${nameIn(unit.path, to.path)} moves from ${place(from)} to ${place(to)}${own(along(accounts))}${own(formerStays ? FORMER : '')}`),
};

const FORMER = '; the former one stays, with what the app leaves in it';

export function accountsFirst(to: ParentReference | undefined): Phrase {
  return to === undefined ? own('') : phrase`, after the accounts in it, those outside the code too, are moved to ${place(to)}`;
}

function along(accounts: number): string {
  return `, is recreated there with another ID${accounts > 0 ? `, and takes ${count(accounts, 'account')} along` : ''}`;
}
