import { cancelApprovals } from './handshake-endings';
import { AccountRecord, KnownAccountRecord, Tags } from '../store/records';
import { Changes } from '../world/changes';
import type { World } from '../world/world';

/** The account leaves its organization and is stand-alone afterwards. Its address stays taken. */
export function departOrganization(world: World, changes: Changes, account: AccountRecord): void {
  const { surroundings, truth } = world;
  const { id, name, email } = account;
  changes.removeAccount(id);
  changes.put('knownAccounts', { ...surroundings.truth.get('knownAccounts', id), id, email, name, membershipChangedAt: changes.at });
  surroundings.addressesTakenElsewhere.add(email.toLowerCase());
  if (truth.organization) cancelApprovals(surroundings, changes, truth.organization.id, id);
}

/** A stand-alone account joins an organization, below its root. */
export function joinOrganization(world: World, changes: Changes, account: KnownAccountRecord, tags: Tags): void {
  const { id, name, email } = account;
  changes.put('accounts', {
    id, name, email, parentId: world.truth.root?.id ?? '', state: 'ACTIVE', joinedMethod: 'INVITED', joinedAt: changes.at, tags,
  });
  changes.put('knownAccounts', { ...account, membershipChangedAt: changes.at });
  world.addressesTakenElsewhere.delete(email.toLowerCase());
  world.attachDefaultPolicies(changes, id, changes.at);
}
