/**
 * Invitations of accounts, which the service calls handshakes.
 *
 * The tags of an invitation cannot be read, so the last line of its notes names the stack that sent it. Notes cannot be changed later, and
 * only the management account sends invitations. The time of an invitation shows whether this deployment sent it. The account gets the
 * tags of the invitation, including the owner tag, when it joins.
 */
import {
  type InvitedAccountProperties, type InvitedAccountStatus, invitedId, type InvitedParty, invitationNotes, ownerOfInvitation,
} from '../../../contract';
import { type Invitation, isOpenHandshake, isOrganizationsError } from '../../../organizations';
import { CLOCK_TOLERANCE_MS, DUPLICATE_INVITATION_SECONDS, VISIBLE_SECONDS } from '../../consistency';
import { agreeingReads } from '../agreeing-reads';
import { RequeueError } from '../errors';
import { all } from '../lists';
import { newOwnerTag } from '../ownership/ownership';
import type { ReconcileContext } from '../reconcile-context';

export type InvitedAccountContext = ReconcileContext<InvitedAccountProperties>;

/** The latest invitation of the party; `undefined` if there was none in the 30 days for which the service keeps them. */
export async function lastInvitation({ organizations, desired }: InvitedAccountContext): Promise<Invitation | undefined> {
  const sent = (await all(organizations.listInvitations())).filter(({ party }) => isParty(desired, party));
  return sent.sort((one, other) => one.requestedAt - other.requestedAt).at(-1);
}

/** An endpoint that is behind may show no invitation, or only an earlier one, so that the open one would stay. */
async function lastInvitationForCertain(context: InvitedAccountContext): Promise<Invitation | undefined> {
  const last = await lastInvitation(context);
  return last && isOpen(context, last) ? last : agreeingReads(context.clock, () => lastInvitation(context));
}

export function isOpen({ clock }: Pick<ReconcileContext, 'clock'>, { state, expiresAt }: Invitation): boolean {
  return isOpenHandshake({ state }) && expiresAt > clock.now();
}

/** The known state of an account that is not a member. */
export function statusOf(context: Pick<ReconcileContext, 'clock'>, invitation: Invitation | undefined): InvitedAccountStatus {
  if (!invitation) return 'CANCELED';
  if (isOpen(context, invitation)) return 'INVITED';
  switch (invitation.state) {
    case 'DECLINED': return 'DECLINED';
    case 'OPEN':
    case 'REQUESTED':
    case 'EXPIRED': return 'EXPIRED';
    // It accepted and has since left.
    case 'ACCEPTED':
    case 'CANCELED': return 'CANCELED';
  }
}

/** Whether this event sent an invitation, in which case it sends no other one. */
export function isOfThisEvent({ startedAt }: ReconcileContext, { requestedAt }: Invitation): boolean {
  return requestedAt >= startedAt - CLOCK_TOLERANCE_MS;
}

export async function sendInvitation(context: InvitedAccountContext): Promise<Invitation> {
  const { organizations, desired, owner, log } = context;
  const { AccountId, Email, Notes, Tags = [] } = desired;
  const party = AccountId === undefined ? { type: 'EMAIL' as const, id: Email! } : { type: 'ACCOUNT' as const, id: AccountId };
  try {
    log('invite', { party: party.id });
    return await organizations.inviteAccount({ party, notes: invitationNotes(owner, Notes), tags: [...Tags, newOwnerTag(owner)] });
  } catch (error) {
    // Another call for this event was first, or a person invited the same account by its ID instead of its address, or the reverse.
    if (!isOrganizationsError(error, 'DuplicateHandshake')) throw error;
    throw new RequeueError(`the open invitation of ${party.id} is visible`, {
      patienceSeconds: DUPLICATE_INVITATION_SECONDS,
      advice: `The account has an open invitation under its ${AccountId === undefined ? 'ID' : 'email address'}: cancel that one, or name the account as it does.`,
    });
  }
}

/**
 * Cancels the open invitation of the party if this stack sent it; in a rollback, if this deployment did.
 * @param known the last invitation, if the caller has just read it
 * @returns the last invitation of the party
 */
export async function cancelInvitation(context: InvitedAccountContext, known?: Invitation): Promise<Invitation | undefined> {
  const { organizations, owner, verb, stack, log } = context;
  const last = known ?? await lastInvitationForCertain(context);
  if (!last || !isOpen(context, last)) return last;
  const { id, party, notes, requestedAt } = last;
  const sender = ownerOfInvitation(notes);
  if (sender !== owner) {
    log('kept', { invitation: id, party: party.id, reason: `It was sent by ${sender ?? 'a person or another program'}.` });
    return last;
  }
  if (verb === 'revert' && requestedAt < await stack.deploymentBeganAt() - CLOCK_TOLERANCE_MS) {
    log('kept', { invitation: id, party: party.id, reason: 'It was sent before this deployment.' });
    return last;
  }
  try {
    log('cancel invitation', { invitation: id, party: party.id });
    await organizations.cancelHandshake(id);
  } catch (error) {
    if (isOrganizationsError(error, 'InvalidHandshakeTransition')) {
      throw new RequeueError(`the outcome of the invitation ${id} of ${party.id} is visible`, { patienceSeconds: VISIBLE_SECONDS });
    }
    if (!isOrganizationsError(error, 'HandshakeAlreadyInState', 'HandshakeNotFound')) throw error;
  }
  return last;
}

function isParty(desired: InvitedParty, { type, id }: Invitation['party']): boolean {
  return invitedId(desired) === invitedId(type === 'ACCOUNT' ? { AccountId: id } : { Email: id });
}
