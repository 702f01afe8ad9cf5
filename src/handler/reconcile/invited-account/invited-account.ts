/**
 * An existing account that is invited to join the organization.
 *
 * Life cycle: invited, unless it is a member or has an open invitation. Then the resource is complete, with an ID such as `invited/…`. An
 * Update that finds the account among the members responds with its ID, tags it and places it (`joined-account.ts`). If the invitation
 * expired, was declined or was cancelled, an Update invites the account again, once for each event. Every Update changes a property, at
 * least `Reconcile`. The rollback of that Update cancels the invitation.
 * When the construct is removed from the app, this stack's open invitation is cancelled, and a member follows `Removal`.
 * Fallbacks: after "already in an organization" or "duplicate", the handler looks for the member or the invitation.
 * Traps: an invitation is open for 15 days and a deployment has an hour, so waiting for acceptance ends with success and a warning. The
 * Delete for `invited/…` after the account joined changes nothing. An account that joined, and that no deployment has found since, is not
 * closed: it stays.
 */
import { ACCOUNT_LIST_HOLDS_MS, VISIBLE_SECONDS, WAITS_FOR_ACCEPTANCE_MS } from '../../consistency';
import { logRetained, removeAccount } from '../account/account-removal';
import { findListed } from '../account/account-search';
import { cannotBeInvited, isManagementAccount } from '../account/management-account';
import { TerminalError, RequeueError } from '../errors';
import {
  cancelInvitation, type InvitedAccountContext, isOfThisEvent, isOpen, lastInvitation, sendInvitation, statusOf,
} from './invitations';
import { isManagedSinceThisDeployment, applyDesiredState, revertChangesSinceJoined } from './joined-account';
import {
  ID_PATTERNS, type InvitedAccountProperties, type InvitedAccountStatus, invitedId, type InvitedParty, isInvitedId, ownerOfInvitation,
  STATUS_ATTRIBUTE,
} from '../../../contract';
import { type Account, type Invitation, isOrganizationsError } from '../../../organizations';
import { unlessGone, unlessMissing } from '../missing';
import { isOwnedByAnotherLogicalId } from '../ownership/other-owners';
import { isOfAnotherStack } from '../ownership/other-stacks';
import type { Outcome, Reconciler } from '../reconcile-context';

const GONE = ['AccountNotFound'];

export const invitedAccount: Reconciler<InvitedAccountProperties> = {
  isNaturalKey: (id) => ID_PATTERNS.account.test(id) || isInvitedId(id),

  async converge(context) {
    const member = await findMember(context);
    if (member) return joined(context, member);
    const invitation = await lastInvitation(context);
    if (invitation && isOpen(context, invitation)) {
      // A rollback cancels the invitation that the failed deployment sent.
      return invited(context, context.verb === 'revert' ? await cancelInvitation(context, invitation) : invitation);
    }
    const hasAccepted = invitation?.state === 'ACCEPTED';
    const isDue = context.verb === 'converge' && !(invitation && !hasAccepted && isOfThisEvent(context, invitation));
    if (hasAccepted || !isDue) {
      const listed = await findByAddress(context);
      if (listed) return joined(context, listed);
    }
    if (hasAccepted && isOfThisEvent(context, invitation)) throw isVisible(context);
    return isDue ? invite(context) : invited(context, invitation);
  },

  async remove(context) {
    const { desired, verb } = context;
    const accountId = memberId(context);
    if (accountId === undefined) return cancel(context);
    if (desired.Removal && verb === 'remove') return removeAccount(context, accountId, desired.Removal);
    logRetained(context, accountId);
  },

  async revertCreate(context) {
    if (await isOwnedByAnotherLogicalId(context, context.physicalId ?? invitedId(context.desired))) return;
    const last = memberId(context) === undefined ? await cancelInvitation(context) : undefined;
    const member = await findMember(context) ?? (last?.state === 'ACCEPTED' ? await findByAddress(context) : undefined);
    if (member) await revertChangesSinceJoined(context, member);
  },

  lastKnown: async () => ({ [STATUS_ATTRIBUTE]: 'CANCELED' satisfies InvitedAccountStatus }),
};

/** The ID of the account, once this resource manages a member. */
function memberId({ physicalId }: InvitedAccountContext): string | undefined {
  return physicalId !== undefined && ID_PATTERNS.account.test(physicalId) ? physicalId : undefined;
}

async function cancel(context: InvitedAccountContext): Promise<void> {
  const id = context.physicalId ?? invitedId(context.desired);
  if (await isOwnedByAnotherLogicalId(context, id) || await isOfAnotherStack(context, id)) return;
  const last = await cancelInvitation(context);
  if (last?.state !== 'ACCEPTED') return;
  context.log('retained', { party: last.party.id, reason: 'The account has joined, and no deployment had found it: it stays.' });
}

/** The member that this resource manages, or whose ID the app contains. */
async function findMember(context: InvitedAccountContext): Promise<Account | undefined> {
  const { organizations, desired, log } = context;
  const known = memberId(context);
  if (known !== undefined) {
    const found = await unlessGone(context, GONE, () => organizations.describeAccount(known));
    if (found) return found;
    log('gone', { id: known, reason: 'It has left the organization.', warning: true });
  }
  const { AccountId } = desired;
  return AccountId === undefined || AccountId === known ? undefined : unlessMissing(GONE, () => organizations.describeAccount(AccountId));
}

/** Finds a member that was invited by its address; the caller has already looked for a known ID. */
async function findByAddress(context: InvitedAccountContext): Promise<Account | undefined> {
  const { AccountId, Email } = context.desired;
  if (AccountId === undefined) return findListed(context, Email!, context.clock.now() - ACCOUNT_LIST_HOLDS_MS);
  return unlessGone(context, GONE, () => context.organizations.describeAccount(AccountId));
}

async function joined(context: InvitedAccountContext, account: Account): Promise<Outcome> {
  checkParty(context, account);
  const data = { [STATUS_ATTRIBUTE]: 'JOINED' satisfies InvitedAccountStatus };
  if (isManagementAccount(context, account.id)) {
    if (context.verb !== 'revert') throw cannotBeInvited(account);
    return { physicalId: context.physicalId ?? invitedId(context.desired), data };
  }
  // A rollback places only accounts that were placed before the deployment.
  if (context.verb === 'revert' && (context.physicalId !== account.id || await isManagedSinceThisDeployment(context, account))) {
    await revertChangesSinceJoined(context, account);
    return { physicalId: invitedId(context.desired), data };
  }
  await applyDesiredState(context, account);
  return { physicalId: account.id, data };
}

/** Throws if the app names another party: that would be another account, while the resource still manages the one that has joined. */
function checkParty({ desired, previous, physicalId }: InvitedAccountContext, { id, name, email }: Account): void {
  if (physicalId !== id || invitedId(desired) === invitedId(previous)) return;
  if ((desired.AccountId ?? id) === id && (desired.Email ?? email).toLowerCase() === email.toLowerCase()) return;
  throw new TerminalError(
    `The invited account "${name}" (${id}, ${email}) has joined, and the code names another one now: ${nameOf(desired)}.`,
    'Add another InvitedAccount for that one, and name this account as before or remove its construct.',
  );
}

async function invite(context: InvitedAccountContext): Promise<Outcome> {
  try {
    return invited(context, await sendInvitation(context));
  } catch (error) {
    if (!isOrganizationsError(error, 'HandshakeConstraintViolation') || error.reason !== 'ALREADY_IN_AN_ORGANIZATION') throw error;
  }
  const member = await findByAddress(context);
  if (member) return joined(context, member);
  throw isVisible(context);
}

/** Completes without the account, or throws a `RequeueError` if the app asks to wait and the time is not over. */
function invited(context: InvitedAccountContext, invitation: Invitation | undefined): Outcome {
  const { desired, owner, verb, clock, startedAt, log } = context;
  const status = statusOf(context, invitation);
  const sender = ownerOfInvitation(invitation?.notes);
  if (status === 'INVITED' && sender !== undefined && sender !== owner && verb === 'converge') {
    throw new TerminalError(
      `The account ${nameOf(desired)} was invited by the stack ${sender}, so the stack ${owner} leaves it alone.`,
      'Remove its construct from one of the stacks, or cancel that invitation first.',
    );
  }
  const isWaiting = desired.WaitForAcceptance && verb === 'converge' && status === 'INVITED';
  if (isWaiting && clock.now() - startedAt < WAITS_FOR_ACCEPTANCE_MS) {
    throw new RequeueError(`the account ${nameOf(desired)} accepts the invitation ${invitation!.id}`, { retriesInCall: false });
  }
  log('not joined', {
    party: nameOf(desired),
    status,
    invitation: invitation?.id,
    expires: invitation && new Date(invitation.expiresAt).toISOString(),
    warning: true,
    reason: 'The deployment goes on without the account. Deploy again with another value of cdk-aws-organizations:reconcile when it has accepted.',
  });
  return { physicalId: invitedId(desired), data: { [STATUS_ATTRIBUTE]: status } };
}

function isVisible({ desired }: InvitedAccountContext): RequeueError {
  return new RequeueError(`the account ${nameOf(desired)}, which is in an organization, is visible in this one`, {
    patienceSeconds: VISIBLE_SECONDS, advice: 'See whether the account left the organization, or is in another one that does not release it.',
  });
}

function nameOf({ AccountId, Email = '' }: InvitedParty): string {
  return AccountId ?? Email;
}
