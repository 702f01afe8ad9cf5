/**
 * An account that exists and is invited to join the organization.
 *
 * Life cycle: invited, unless it is a member or has an open invitation; then the resource is complete, and its id is `invited/…`. An
 * Update that finds it among the members answers the account's id, and tags and places it (`joined-account.ts`). What expired, was
 * declined or was cancelled is invited again by an Update, once for each event; every Update changes a property, if only `Reconcile`.
 * When it is removed from the app, our open invitation is cancelled, and a member follows `Removal`.
 * Fallbacks: "already in an organization" and "duplicate" are answers too: then the member, or the invitation, is looked for.
 * Traps: an invitation is open for 15 days and a deployment has an hour, so that waiting for acceptance ends well, with a warning. The
 * Delete for `invited/…` after the account joined changes nothing. One that joined, and that no deployment has seen since, is no reason
 * to close it: it stays.
 */
import { removeAccount } from './account-removal';
import { findListed } from './account-search';
import {
  cancelInvitation, type InvitedAccountSituation, isOfThisEvent, isOpen, lastInvitation, sendInvitation, statusOf,
} from './invitations';
import { isSettledNow, settleJoined, undoJoined } from './joined-account';
import { livesElsewhere } from './look-around';
import { unlessGone, unlessMissing } from './missing';
import { TerminalError, RequeueError } from './errors';
import type { Outcome, Reconciler } from './situation';
import {
  ID_PATTERNS, type InvitedAccountProperties, type InvitedAccountStatus, invitedId, type InvitedParty, isInvitedId, ownerOfInvitation,
  STATUS_ATTRIBUTE,
} from '../../contract';
import { type Account, type Invitation, isOrganizationsError } from '../../organizations';

/** Below the deadline of an event: what waits longer is complete without the account. */
const WAITS_FOR_ACCEPTANCE_MS = 45 * 60_000;
/** An account that joins is missing in a list that was read before: one list serves the resources of a minute. */
const LIST_HOLDS_MS = 60_000;
const VISIBLE_SECONDS = 300;
const GONE = ['AccountNotFound'];

export const invitedAccount: Reconciler<InvitedAccountProperties> = {
  isNaturalKey: (id) => ID_PATTERNS.account.test(id) || isInvitedId(id),

  async converge(situation) {
    const member = await findMember(situation);
    if (member) return joined(situation, member);
    const invitation = await lastInvitation(situation);
    if (invitation && isOpen(situation, invitation)) return invited(situation, invitation);
    const hasAccepted = invitation?.state === 'ACCEPTED';
    const isDue = situation.phase === 'deploy' && !(invitation && !hasAccepted && isOfThisEvent(situation, invitation));
    if (hasAccepted || !isDue) {
      const listed = await findByAddress(situation);
      if (listed) return joined(situation, listed);
    }
    if (hasAccepted && isOfThisEvent(situation, invitation)) throw isVisible(situation);
    return isDue ? invite(situation) : invited(situation, invitation);
  },

  async remove(situation) {
    const { wanted, physicalId, phase, leavesTheCode, log } = situation;
    const accountId = physicalId !== undefined && ID_PATTERNS.account.test(physicalId) ? physicalId : undefined;
    if (accountId !== undefined && phase !== 'rollback') {
      if (wanted.Removal && leavesTheCode) return removeAccount(situation, accountId, wanted.Removal);
      return log('retained', { id: accountId, reason: 'An account stays where it is unless it leaves the code and the code said otherwise.' });
    }
    if (await livesElsewhere(situation, physicalId ?? invitedId(wanted))) return;
    const last = accountId === undefined ? await cancelInvitation(situation) : undefined;
    if (phase === 'rollback') {
      const member = await findMember(situation) ?? (last?.state === 'ACCEPTED' ? await findByAddress(situation) : undefined);
      return member && undoJoined(situation, member);
    }
    if (last?.state === 'ACCEPTED') log('retained', { party: last.party.id, reason: 'The account has joined, and no deployment had found it: it stays.' });
  },

  lastKnown: async () => ({ [STATUS_ATTRIBUTE]: 'CANCELED' satisfies InvitedAccountStatus }),
};

/** The member that this resource has become, or whose id the code knows. */
async function findMember(situation: InvitedAccountSituation): Promise<Account | undefined> {
  const { organizations, physicalId, wanted, log } = situation;
  const known = physicalId !== undefined && ID_PATTERNS.account.test(physicalId) ? physicalId : undefined;
  if (known !== undefined) {
    const found = await unlessGone(situation, GONE, () => organizations.describeAccount(known));
    if (found) return found;
    log('gone', { id: known, reason: 'It has left the organization.', warning: true });
  }
  const { AccountId } = wanted;
  return AccountId === undefined || AccountId === known ? undefined : unlessMissing(GONE, () => organizations.describeAccount(AccountId));
}

/** One that was invited by its address; one with a known id has been looked for. */
async function findByAddress(situation: InvitedAccountSituation): Promise<Account | undefined> {
  const { AccountId, Email } = situation.wanted;
  if (AccountId === undefined) return findListed(situation, Email!, situation.clock.now() - LIST_HOLDS_MS);
  return unlessGone(situation, GONE, () => situation.organizations.describeAccount(AccountId));
}

async function joined(situation: InvitedAccountSituation, account: Account): Promise<Outcome> {
  checkParty(situation, account);
  const data = { [STATUS_ATTRIBUTE]: 'JOINED' satisfies InvitedAccountStatus };
  // A rollback settles only what was settled before the deployment.
  if (situation.phase === 'rollback' && (situation.physicalId !== account.id || await isSettledNow(situation, account))) {
    await undoJoined(situation, account);
    return { physicalId: invitedId(situation.wanted), data };
  }
  await settleJoined(situation, account);
  return { physicalId: account.id, data };
}

/** Another party in the code would be another account: the one that has joined stays what the resource stands for. */
function checkParty({ wanted, old, physicalId }: InvitedAccountSituation, { id, name, email }: Account): void {
  if (physicalId !== id || invitedId(wanted) === invitedId(old)) return;
  if ((wanted.AccountId ?? id) === id && (wanted.Email ?? email).toLowerCase() === email.toLowerCase()) return;
  throw new TerminalError(
    `The invited account "${name}" (${id}, ${email}) has joined, and the code names another one now: ${nameOf(wanted)}.`,
    'Add another InvitedAccount for that one, and name this account as before or remove its construct.',
  );
}

async function invite(situation: InvitedAccountSituation): Promise<Outcome> {
  try {
    return invited(situation, await sendInvitation(situation));
  } catch (error) {
    if (!isOrganizationsError(error, 'HandshakeConstraintViolation') || error.reason !== 'ALREADY_IN_AN_ORGANIZATION') throw error;
  }
  const member = await findByAddress(situation);
  if (member) return joined(situation, member);
  throw isVisible(situation);
}

/** Complete without the account; or a `RequeueError`, where the code asked for that and the time is not over. */
function invited(situation: InvitedAccountSituation, invitation: Invitation | undefined): Outcome {
  const { wanted, owner, phase, clock, startedAt, log } = situation;
  const status = statusOf(situation, invitation);
  const sender = ownerOfInvitation(invitation?.notes);
  if (status === 'INVITED' && sender !== undefined && sender !== owner && phase === 'deploy') {
    throw new TerminalError(
      `The account ${nameOf(wanted)} was invited by the stack ${sender}, so the stack ${owner} leaves it alone.`,
      'Remove its construct from one of the stacks, or cancel that invitation first.',
    );
  }
  const isWaiting = wanted.WaitForAcceptance && phase === 'deploy' && status === 'INVITED';
  if (isWaiting && clock.now() - startedAt < WAITS_FOR_ACCEPTANCE_MS) {
    throw new RequeueError(`the account ${nameOf(wanted)} accepts the invitation ${invitation!.id}`, {}, false);
  }
  log('not joined', {
    party: nameOf(wanted),
    status,
    invitation: invitation?.id,
    expires: invitation && new Date(invitation.expiresAt).toISOString(),
    warning: true,
    reason: 'The deployment goes on without the account. Deploy again with another value of cdk-aws-organizations:reconcile when it has accepted.',
  });
  return { physicalId: invitedId(wanted), data: { [STATUS_ATTRIBUTE]: status } };
}

function isVisible({ wanted }: InvitedAccountSituation): RequeueError {
  return new RequeueError(`the account ${nameOf(wanted)}, which is in an organization, is visible in this one`, {
    patienceSeconds: VISIBLE_SECONDS, advice: 'See whether the account left the organization, or is in another one that does not release it.',
  });
}

function nameOf({ AccountId, Email = '' }: InvitedParty): string {
  return AccountId ?? Email;
}
