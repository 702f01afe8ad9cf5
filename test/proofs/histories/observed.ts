import { MEMBERS } from './code';
import { settingsLines, type Subject } from './world';
import { OWNER_TAG_KEY } from '../../../src/contract';
import { contactOf, type SimulatorState, type Tables } from '../../../src/simulator';
import { MANAGEMENT } from '../support/app';
import { emailOf } from '../support/blueprint';
import { FOREIGN_UNIT } from '../support/foreign';
import { GUEST, openInvitation } from '../support/guest';

/** The organization of a simulator in lines, as `expected` of a world has them. Resources of others have a proof of their own. */
export function observed(state: SimulatorState): string[] {
  const units = state.organizationalUnits.filter(({ name }) => name !== FOREIGN_UNIT);
  const path = (id: string): string => {
    const unit = state.organizationalUnits.find((each) => each.id === id);
    return unit ? `${path(unit.parentId)}/${unit.name}` : id === state.root?.id ? 'root' : id;
  };
  const policies = state.policies.filter(({ name }) => !name.startsWith('Foreign'));
  const names = new Map(policies.map(({ id, name }) => [id, name]));
  const ours = state.attachments.filter(({ policyId }) => names.has(policyId));
  const members = MEMBERS.flatMap((name) => state.accounts.filter(({ email }) => email === emailOf(name)));
  const nameOf = (id: string) => members.find((account) => account.id === id)?.name ?? id;
  const profileOf = (id: string) => state.accountProfiles?.find(({ accountId }) => accountId === id);
  const guest = state.accounts.find(({ id }) => id === GUEST);
  const subjects: [Subject, string][] = [...members.map(({ name, id }): [Subject, string] => [name as Subject, id]), ['management', MANAGEMENT]];
  return [
    ...units.map(({ id, tags }) => `unit ${path(id)} team=${tags.team}`),
    ...members.map(({ name, parentId, state: status }) => `account ${name} in ${path(parentId)}${status === 'ACTIVE' ? '' : ` ${status}`}`),
    ...subjects.flatMap(([subject, id]) => settingsLines(subject, settingsOf(profileOf(id)))),
    ...openInvitation({ simulator: state }) === undefined ? [] : ['invitation'],
    ...guest ? [`account guest in ${path(guest.parentId)}${tagsOfGuest(guest.tags)}`] : [],
    ...policies.map(({ name }) => `policy ${name}`),
    ...ours.map(({ policyId, targetId }) => `${names.get(policyId)} on ${path(targetId)}`),
    ...state.delegatedAdministrators.map(({ accountId, servicePrincipal }) => `administrator ${nameOf(accountId)} for ${servicePrincipal}`),
  ].sort();
}

/** The account has joined by an invitation of the stack, which gave it the owner tag: it never counts as adopted. */
function tagsOfGuest({ team, [OWNER_TAG_KEY]: owner = '' }: Readonly<Record<string, string>>): string {
  return team === 'guest' && owner !== '' && !owner.includes('/adopted') ? '' : ` with the tags team=${team} owner=${owner}`;
}

/** The name of the primary contact that an account has before anybody changes it. */
const FIRST_PRIMARY = contactOf({ accountId: '', alternateContacts: {}, regions: {} }).FullName;

function settingsOf(profile: Tables['accountProfiles'] | undefined) {
  const primary = profile && contactOf(profile).FullName;
  return {
    security: { name: profile?.alternateContacts.SECURITY?.Name },
    billing: { name: profile?.alternateContacts.BILLING?.Name },
    primary: primary === FIRST_PRIMARY ? undefined : primary,
  };
}
