import { defaultAttachments } from '../diff/default-attachments';
import { type FlatOrganization, flatten, type FlatTarget, unflatten } from '../diff/flat-organization';
import { align } from '../diff/identity/align';
import { targetsOf } from '../diff/identity/identities';
import { INVITED_STATE, isInvited, isOpen, partyKey, partyName } from '../invitations';
import type { Organization } from '../organization';

/**
 * A live organization with the accounts of its open invitations, each at the place and with the attachments that the code gives it, so that
 * a comparison includes the changes for them. An account that no code asks for stays a mere invitation.
 * @param codes the first that invites an account determines its place
 */
export function withPendingAccounts(live: Organization, ...codes: readonly Organization[]): Organization {
  const open = new Set((live.invitations ?? []).filter(isOpen).map(partyKey));
  if (open.size === 0) return live;
  const flat = flatten(live);
  const targets = new Map(flat.targets);
  for (const code of codes) {
    for (const account of pendingIn(align(live, code, { isDeployed: true }).head)) {
      const id = partyKey(account.code!.invited!);
      if (!open.has(id) || targets.has(id) || flat.targets.has(account.id)) continue;
      const listed = account.attachedPolicies.filter((policy) => !policy.awsManaged && flat.policies.has(policy.id));
      targets.set(id, {
        ...account,
        id,
        parentId: flat.targets.has(account.parentId!) ? account.parentId : flat.rootId,
        attachedPolicies: [...listed, ...defaultAttachments(flat.policyTypes)],
      });
    }
  }
  return unflatten({ ...flat, targets });
}

/** A live organization as it will be when the accounts of its open invitations have joined: each is in the root first. */
export function withInvitedInRoot(live: Organization): Organization {
  if (!(live.invitations ?? []).some(isOpen)) return live;
  const flat = flatten(live);
  const open = live.invitations!.filter((each) => isOpen(each) && !flat.targets.has(partyKey(each)));
  if (open.length === 0) return live;
  const invited = open.map((invitation): FlatTarget => ({
    kind: 'account',
    id: partyKey(invitation),
    parentId: flat.rootId,
    name: partyName(invitation),
    email: invitation.email ?? '',
    state: INVITED_STATE,
    tags: {},
    attachedPolicies: defaultAttachments(flat.policyTypes),
  }));
  return unflatten({ ...flat, targets: new Map([...flat.targets, ...invited.map((target) => [target.id, target] as const)]) });
}

/** The organization without accounts that have not joined, and without plans for them. */
export function membersOnly(organization: Organization): Organization {
  const flat = flatten(organization);
  const pending = new Set(pendingIn(flat).map(({ id }) => id));
  if (pending.size === 0) return organization;
  return unflatten({
    ...flat,
    targets: new Map([...flat.targets].filter(([id]) => !pending.has(id))),
    delegatedAdministrators: flat.delegatedAdministrators.filter(({ accountId }) => !pending.has(accountId)),
  });
}

/** The organization without plans for accounts that have not joined: no delegated administrator is registered before. */
export function withoutPlans(organization: Organization): Organization {
  const pending = new Set(pendingIn(flatten(organization)).map(({ id }) => id));
  return {
    ...organization, delegatedAdministrators: organization.delegatedAdministrators.filter(({ accountId }) => !pending.has(accountId)),
  };
}

function pendingIn(organization: FlatOrganization): FlatTarget[] {
  return targetsOf(organization, 'account').filter(isInvited);
}
