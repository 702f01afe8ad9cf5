import type { PolicyType } from '@aws-sdk/client-organizations';
import { isOfProbe, marksOf, revert, revertText } from './marks';
import { closeAccount, openAccounts } from './run-account';
import { removePolicy, removeUnit, type Session } from './session';

/** Something that an interrupted run has left. */
export interface Leftover {
  readonly text: string;
  readonly remove: () => Promise<void>;
}

const TYPES: readonly PolicyType[] = ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'];

/** Lists what former runs have left, in the order in which it has to be removed. */
export async function leftovers(session: Session, options: { readonly withAccounts: boolean }): Promise<readonly Leftover[]> {
  const accounts = options.withAccounts ? await openAccounts(session) : [];
  const policies = [];
  for (const Filter of TYPES) policies.push(...await session.all('ListPolicies', { Filter }, ({ Policies }) => Policies));
  const units = await session.all('ListOrganizationalUnitsForParent', { ParentId: await session.root() }, ({ OrganizationalUnits }) => OrganizationalUnits);
  const marks = await marksOf(session);
  return [
    ...accounts.map(({ Id: id, Name: name }) => ({ text: `account ${id} (${name}): move to the root, and close`, remove: () => closeAccount(session, id!) })),
    ...policies.filter(({ Name }) => isOfProbe(Name)).map(({ Id: id, Name: name }) => (
      { text: `policy ${name}: detach, and delete`, remove: () => removePolicy(session, id!) })),
    ...units.filter(({ Name }) => isOfProbe(Name)).map(({ Id: id, Name: name }) => ({ text: `OU ${name}: delete`, remove: () => removeUnit(session, id!) })),
    ...[...marks].sort((one, other) => other.kind.localeCompare(one.kind)).map((mark) => ({ text: revertText(mark), remove: () => revert(session, mark) })),
  ];
}
