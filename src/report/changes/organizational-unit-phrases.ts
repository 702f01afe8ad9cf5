import type { OrganizationalUnitChange } from '../../model';
import { own, phrase } from '../phrase';
import { count, nameIn, place } from '../words';
import { ARRIVALS } from './account-phrases';
import type { PhrasesFor } from './change-text';
import { comesWith } from './comes-with';
import { OUTCOMES } from './outcomes';

export const organizationalUnitPhrases: PhrasesFor<OrganizationalUnitChange> = {
  organizationalUnitAdded: (change) => {
    const { name, parent, arrival } = change;
    return phrase`Organizational unit ${name} ${own(ARRIVALS[arrival][0])} in ${place(parent)}${comesWith(change)}`;
  },
  organizationalUnitRemoved: ({ unit, outcome, notEmpty }) => (
    phrase`Organizational unit ${place(unit)} ${own(OUTCOMES[outcome][0])}${own(notEmpty ? ', because it is not empty' : '')}`),
  organizationalUnitRenamed: ({ before, after }) => phrase`Organizational unit ${before} is renamed to ${after}`,
  organizationalUnitMoved: ({ unit, from, to, accounts, formerStays }) => (
    phrase`Organizational unit ${nameIn(unit.path, to.path)} moves from ${place(from)} to ${place(to)}${own(along(accounts))}${own(formerStays ? FORMER : '')}`),
};

const FORMER = '; the former one stays with the units in it that leave the code';

function along(accounts: number): string {
  return `, is made anew there with another id${accounts > 0 ? `, and takes ${count(accounts, 'account')} along` : ''}`;
}
