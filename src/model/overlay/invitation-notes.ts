import type { FlatTarget } from '../diff/flat-organization';
import { align } from '../diff/identity/align';
import { targetsOf } from '../diff/identity/identities';
import { pathsOf } from '../diff/identity/names';
import { type Invitation, isInvited, partyKey, partyName } from '../invitations';
import type { Organization } from '../organization';
import { Owned } from './owned';

/** An account that code invites and that no deployment has placed yet. */
export interface InvitationNote {
  /** The account's ID or its email address, as the code says. */
  readonly account: string;
  /** The path of its future parent. */
  readonly parent: string;
  /**
   * The status of the last invitation. `ACCEPTED`: the account is a member, and no deployment has placed it. `MISSING`: it is not a member,
   * and the service knows no invitation.
   */
  readonly status: Invitation['status'] | 'ACCEPTED' | 'MISSING';
  /** Of the invitation, such as `2026-11-24T12:00:00.000Z`; absent where the service returns none. */
  readonly requestedAt?: string;
  readonly expiresAt?: string;
  /** The path of a member that no deployment has placed; else absent. */
  readonly path?: string;
}

/** The accounts that the code invites and that are not in their place because they joined late, or have not joined; sorted by path. */
export function invitationNotes(code: Organization, live: Organization): InvitationNote[] {
  const { base, head } = align(live, code, { isDeployed: true });
  const [found, desired] = [pathsOf(base), pathsOf(head)];
  const owned = new Owned(code);
  const invitations = new Map((live.invitations ?? []).map((each) => [partyKey(each), each]));
  return targetsOf(head, 'account').flatMap((account): InvitationNote[] => {
    const party = account.code?.invited;
    if (party === undefined) return [];
    const note = { account: partyName(party), parent: desired.get(account.parentId!) ?? account.parentId! };
    const member = base.targets.get(account.id);
    if (member !== undefined) {
      return isUnplaced(member, account, base.rootId, owned) ? [{ ...note, status: 'ACCEPTED', path: found.get(member.id)! }] : [];
    }
    const { status, requestedAt, expiresAt } = invitations.get(partyKey(party)) ?? { status: 'MISSING' as const };
    return [{ ...note, status, ...(requestedAt === undefined ? {} : { requestedAt, expiresAt }) }];
  });
}

/**
 * Whether a member is an account that the code invites and that no deployment has found. An account that accepts gets the owner tag of its
 * invitation at once; the deployment that finds it elsewhere notes its place there.
 */
export function isUnplaced(member: FlatTarget, inCode: FlatTarget, rootId: string, owned: Owned): boolean {
  if (inCode.code?.invited === undefined || isInvited(member)) return false;
  const ownership = owned.ownership(member.tags);
  if (ownership === undefined) return true;
  if (ownership.formerParentId !== undefined || member.parentId !== rootId) return false;
  // In the root it is in its place already, and only its policies may be missing.
  const listed = inCode.attachedPolicies.filter(({ awsManaged }) => !awsManaged);
  const isAttached = ({ id }: { readonly id: string }) => member.attachedPolicies.some((policy) => policy.id === id);
  return inCode.parentId !== rootId || (listed.length > 0 && !listed.some(isAttached));
}
