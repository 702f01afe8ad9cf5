import { targetsOf } from './identities';
import type { FlatOrganization, FlatTarget } from '../flat-organization';

/**
 * Code with the ID of its own account for the management account, if it has one that the other value shows to be it. Code that creates the
 * organization knows only a symbol for the management account, which does not name the construct that adopts it.
 */
export function withManagementAccount(code: FlatOrganization, other: FlatOrganization): FlatOrganization {
  const manager = other.targets.get(other.managementAccountId);
  const found = code.code === undefined || manager === undefined ? undefined
    : targetsOf(code, 'account').find((account) => account.code !== undefined && isSame(account, manager));
  return found === undefined ? code : { ...code, managementAccountId: found.id };
}

function isSame({ id, email, code }: FlatTarget, manager: FlatTarget): boolean {
  return id === manager.id || code?.invited?.accountId === manager.id
    || (email !== '' && email.toLowerCase() === manager.email.toLowerCase());
}

/** Adds a target, or the attachments of one that the code also names by another ID. */
export function addTarget(targets: Map<string, FlatTarget>, target: FlatTarget): void {
  const other = targets.get(target.id);
  const [kept, named] = target.code === undefined && other !== undefined ? [other, target] : [target, other];
  const more = (named?.attachedPolicies ?? []).filter(({ id }) => !kept.attachedPolicies.some((policy) => policy.id === id));
  targets.set(target.id, more.length === 0 ? kept : { ...kept, attachedPolicies: [...kept.attachedPolicies, ...more] });
}
