/**
 * Moves, removes or closes an account whose construct was removed from the app, as its removal settings require.
 *
 * This applies only to accounts that carry the owner tag of this stack and that no other live resource manages. An account whose
 * construct has moved to another stack was not removed from the app, also if that stack is deployed later (`other-stacks.ts`).
 * The management account only loses the tags of the stack.
 * Closing continues after the response, and later calls check when the service shows it as complete. An account that is already being
 * closed counts as complete too. If the response of a call was lost, that call may have closed the account: this environment remembers
 * the call and does not repeat it for a while. The service refuses the call of an environment that does not know about it.
 * Source: AWS Organizations User Guide, "Closing a member account" and "Removing a member account".
 */
import { moveAccount } from './account-move';
import { isManagementAccount } from './management-account';
import type { AccountProperties, AccountRemovalProperties, InvitedAccountProperties } from '../../../contract';
import { type Account, type AccountState, isOrganizationsError, NO_ANSWER } from '../../../organizations';
import { ACCESS_DENIED_SECONDS, CLOSURE_SHOWN_MS, CLOSURE_VISIBLE_MS } from '../../consistency';
import { agreeingReads, readsUntil } from '../agreeing-reads';
import { RequeueError } from '../errors';
import { unlessGone, unlessMissing } from '../missing';
import { destinationOfAccounts } from '../ownership/destination-of-accounts';
import { isOwnedByAnotherLogicalId } from '../ownership/other-owners';
import { isAccountOfAnotherStack } from '../ownership/other-stacks';
import { isExistingParent, ownerOf, readTagsBeforeDestroying } from '../ownership/ownership';
import { isStillInTemplate } from '../ownership/still-in-template';
import { leaveToNewOwner, releaseOwnership, removeObsoleteNotes } from '../ownership/tags';
import type { ReconcileContext } from '../reconcile-context';

const GONE = ['AccountNotFound'];
const CLOSING: readonly AccountState[] = ['PENDING_CLOSURE', 'CLOSED'];

export async function removeAccount(
  context: ReconcileContext<AccountProperties | InvitedAccountProperties>, id: string, removal: AccountRemovalProperties,
): Promise<void> {
  const { organizations, log, hints, clock } = context;
  if (await isOwnedByAnotherLogicalId(context, id)) return;
  const leave = (reason: string, more?: object) => log('left behind', { id, reason, warning: true, ...more });
  if (await isStillInTemplate(context)) return leave('The construct of the account is in the template, so it was not removed from the app.');
  const found = await unlessGone(context, GONE, () => organizations.describeAccount(id));
  if (!found) return log('gone', { id, reason: 'It is not in the organization any more.' });
  if (isClosing(context, found)) return log('closed already', { id, state: found.state });
  if (isAskedToClose(context, id, CLOSURE_VISIBLE_MS)) throw isShownAsClosing(id);
  if (removal.Action === 'CloseAccount' && hints.closings.msToNext(clock.now()) > 0) {
    throw new RequeueError('AWS Organizations accepts another CloseAccount, of which it allows one in twenty seconds', {
      retriesInCall: false, isRefusal: true,
    });
  }
  const tags = await readTagsBeforeDestroying(context, id);
  const ownership = ownerOf(tags);
  if (await leaveToNewOwner(context, id, tags)) return;
  if (ownership?.owner !== context.owner) {
    await removeObsoleteNotes(context, id, tags);
    return leave('It does not carry our owner tag (any more).', { owner: ownership?.owner });
  }
  if (await isAccountOfAnotherStack(context, found, [id, found.email, context.desired.Email])) return;

  if (isManagementAccount(context, id)) return releaseOwnership(context, id, tags, context.desired.Tags ?? []);
  if (removal.Action === 'MoveAccount') {
    const destination = await destinationOfAccounts(context, { ...removal, ParentId: removal.ParentId! });
    if (await readsUntil(clock, () => isExistingParent(context, destination), Boolean)) return moveAccount(context, id, destination);
    return leave(`The destination ${destination} does not exist.`);
  }
  if (removal.Action === 'CloseAccount') return close(context, id);
  try {
    log('remove from organization', { id, email: found.email });
    await organizations.removeAccountFromOrganization(id);
  } catch (error) {
    if (!isOrganizationsError(error, ...GONE)) throw explained(error);
  }
}

export function logRetained(
  { desired, log }: Pick<ReconcileContext<AccountProperties | InvitedAccountProperties>, 'desired' | 'log'>, id: string | undefined,
): void {
  log('retained', {
    id,
    email: desired.Email,
    reason: 'An account stays where it is, unless its construct is removed from the app and its removal settings say otherwise.',
  });
}

async function close(context: ReconcileContext, id: string): Promise<void> {
  const { clock, log, organizations, hints } = context;
  const account = await agreeingReads(clock, () => unlessMissing<Account>(GONE, () => organizations.describeAccount(id)));
  if (!account || isClosing(context, account)) return;
  try {
    log('close', { id, state: account.state });
    await organizations.closeAccount(id);
    hints.closings.accepted(clock.now());
  } catch (error) {
    if (isOrganizationsError(error, 'TooManyRequests')) hints.closings.refused(clock.now());
    else hints.closings.accepted(clock.now());
    if (isOrganizationsError(error, 'AccountAlreadyClosed', ...GONE)) return;
    if (!isOrganizationsError(error, 'Conflict', 'Service', NO_ANSWER)) throw explained(error);
  }
  hints.noteClosure(id, { askedAt: clock.now(), stateBefore: account.state });
  throw isShownAsClosing(id);
}

/** Whether the account is being closed or is closed. Endpoints with only the older field Status call a closed account suspended. */
function isClosing(context: ReconcileContext, { id, state }: Account): boolean {
  const isAsked = isAskedToClose(context, id, CLOSURE_SHOWN_MS) && context.hints.closureOf(id)?.stateBefore !== 'SUSPENDED';
  return CLOSING.includes(state) || (state === 'SUSPENDED' && isAsked);
}

function isAskedToClose({ hints, clock }: ReconcileContext, id: string, withinMs: number): boolean {
  return clock.now() - (hints.closureOf(id)?.askedAt ?? Number.NEGATIVE_INFINITY) < withinMs;
}

/** Ends the call: the next one checks again, since a closure or a change by somebody else may take most of an hour. */
function isShownAsClosing(id: string): RequeueError {
  return new RequeueError(`the account ${id} is shown as being closed`, {
    advice: 'See whether something else is changing the account, and close it by hand.',
    retriesInCall: false,
  });
}

/** The role has these permissions only while the organization in the app allows them, and new permissions take effect with a delay. */
function explained(error: unknown): unknown {
  if (!isOrganizationsError(error, 'AccessDenied')) return error;
  return new RequeueError(`the role of the handlers may call ${error.operation}; it answered ${error.message}`, {
    patienceSeconds: ACCESS_DENIED_SECONDS,
    advice: 'Keep allowAccountClosure (or allowAccountRemoval) on the Organization until the account is gone. The account stays as it is.',
  });
}
