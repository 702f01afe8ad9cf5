import { invitedId, type InvitedAccountStatus, type InvitedParty } from '../contract';
import type { Account, Organization } from './organization';

/** The state of an account in a tree that is not a member yet. Code that is not deployed does not know whether an account has joined. */
export const INVITED_STATE = 'INVITED';

/** The last invitation of an account that is not a member, as the service lists it until 30 days after its end. */
export interface Invitation {
  /** `h-…` */
  readonly id: string;
  /** Exactly one of the account's ID and its email address. */
  readonly accountId?: string;
  readonly email?: string;
  /** `INVITED` while it is open. */
  readonly status: Exclude<InvitedAccountStatus, 'JOINED'>;
  /** Such as `2026-11-24T12:00:00.000Z`. */
  readonly requestedAt: string;
  /** When it ends if it is not answered. */
  readonly expiresAt: string;
}

/** An invitation as the service returns it. */
export interface ToldInvitation {
  readonly id: string;
  readonly party: { readonly type: string; readonly id: string };
  /** Of the handshake: `OPEN`, `REQUESTED`, `ACCEPTED`, … */
  readonly state: string;
  /** Milliseconds since 1970. */
  readonly requestedAt: number;
  readonly expiresAt: number;
}

/** By account ID or by address in small letters: equal for invitations of the same party. */
export function partyKey({ accountId, email }: Pick<Invitation, 'accountId' | 'email'>): string {
  return invitedId({ AccountId: accountId, Email: email });
}

export function partyOf({ AccountId: accountId, Email: email }: InvitedParty): Pick<Invitation, 'accountId' | 'email'> {
  return accountId === undefined ? { email } : { accountId };
}

/** The ID or the address, as a name for an account that is otherwise unknown. */
export function partyName({ accountId, email = '' }: Pick<Invitation, 'accountId' | 'email'>): string {
  return accountId ?? email;
}

export function isOpen({ status }: Invitation): boolean {
  return status === 'INVITED';
}

export function isInvited({ state }: { readonly state: string }): boolean {
  return state === INVITED_STATE;
}

/** The last invitation of each party that is not a member, sorted; as a field of an organization, which is absent if there are none. */
export function invitationsField(
  told: readonly ToldInvitation[], members: readonly Pick<Account, 'id' | 'email'>[],
): Pick<Organization, 'invitations'> {
  const joined = new Set(members.flatMap(({ id, email }) => [partyKey({ accountId: id }), partyKey({ email })]));
  const last = new Map<string, Invitation>();
  for (const each of [...told].sort((a, b) => a.requestedAt - b.requestedAt)) {
    const status = STATUSES[each.state];
    const invitation = { ...each.party.type === 'EMAIL' ? { email: each.party.id } : { accountId: each.party.id } };
    const key = partyKey(invitation);
    if (joined.has(key)) continue;
    if (status === undefined) {last.delete(key);} else {
      last.set(key, {
        id: each.id,
        ...invitation,
        status,
        requestedAt: dateText(each.requestedAt),
        expiresAt: dateText(each.expiresAt),
      });
    }
  }
  return last.size === 0 ? {} : { invitations: sortedInvitations([...last.values()]) };
}

export function sortedInvitations(invitations: readonly Invitation[]): Invitation[] {
  return [...invitations].sort((a, b) => (partyKey(a) < partyKey(b) ? -1 : 1));
}

/**
 * An accepted invitation has no status: its account is a member, or has left again. The text and the examples in the AWS documentation
 * differ on the state of an open one.
 */
const STATUSES: Readonly<Record<string, Invitation['status'] | undefined>> = {
  OPEN: 'INVITED', REQUESTED: 'INVITED', DECLINED: 'DECLINED', EXPIRED: 'EXPIRED', CANCELED: 'CANCELED',
};

function dateText(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
