import type { Handshake, PolicySummary, PolicyType } from '@aws-sdk/client-organizations';
import { isOfProbe, type Mark, marksOf, revert, revertText } from './marks';
import { closeAccount, openAccounts } from './run-account';
import { cancelInvitation, removePolicy, removeUnit, type Session } from './session';

/** An object or a change that an interrupted run has left. */
export interface Leftover {
  readonly text: string;
  readonly remove: () => Promise<void>;
}

const TYPES: readonly PolicyType[] = ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'];

/** A type is disabled before the trusted access of its service. */
const ORDER: readonly Mark['kind'][] = ['type', 'service', 'resource-policy'];

/** Lists the objects of former runs, in the order in which they have to be removed. */
export async function leftovers(session: Session, options: { readonly withAccounts: boolean }): Promise<readonly Leftover[]> {
  const accounts = options.withAccounts ? await openAccounts(session) : [];
  const ParentId = await session.root();
  const units = await session.all('ListOrganizationalUnitsForParent', { ParentId }, ({ OrganizationalUnits }) => OrganizationalUnits);
  const marks = [...await marksOf(session)].sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
  return [
    ...accounts.map(({ Id: id, Name: name }) => (
      { text: `account ${id} (${name}): move to the root, and close`, remove: () => closeAccount(session, id!) })),
    ...(await allPolicies(session)).filter(({ Name }) => isOfProbe(Name)).map(({ Id: id, Name: name }) => (
      { text: `policy ${name}: detach, and delete`, remove: () => removePolicy(session, id!) })),
    ...units.filter(({ Name }) => isOfProbe(Name)).map(({ Id: id, Name: name }) => (
      { text: `OU ${name}: delete`, remove: () => removeUnit(session, id!) })),
    ...(await openInvitations(session)).map((id) => ({ text: `invitation ${id}: cancel`, remove: () => cancelInvitation(session, id) })),
    ...marks.map((mark) => ({ text: revertText(mark), remove: () => revert(session, mark) })),
  ];
}

/** Their notes name them. */
async function openInvitations(session: Session): Promise<readonly string[]> {
  const handshakes = await session.all('ListHandshakesForOrganization', { Filter: { ActionType: 'INVITE' } }, ({ Handshakes }) => Handshakes);
  const isOpen = ({ State: state }: Handshake) => state === 'OPEN' || state === 'REQUESTED';
  const notes = ({ Resources: resources = [] }: Handshake) => resources.find(({ Type }) => Type === 'NOTES')?.Value;
  return handshakes.filter((handshake) => isOpen(handshake) && isOfProbe(notes(handshake))).map(({ Id }) => Id!);
}

async function allPolicies(session: Session): Promise<readonly PolicySummary[]> {
  const policies: PolicySummary[] = [];
  for (const Filter of TYPES) policies.push(...await session.all('ListPolicies', { Filter }, ({ Policies }) => Policies));
  return policies;
}
