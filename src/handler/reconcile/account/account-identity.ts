/**
 * Name and email address of an account that CloudFormation already knows.
 *
 * AWS Account Management renames an account in place. It changes an address only after a person has entered the one-time code that it
 * sends to the new address. The handler starts that once and completes; the account keeps its present address until then.
 * An account that this event creates or adopts has to match the app: the handler does not rename it.
 * Traps: the service needs trusted access for account.amazonaws.com, and refuses the ID of the management account. AWS Organizations may
 * show a new name or address hours later, so AWS Account Management decides. The status of an update does not contain its address.
 * A pending update cannot be cancelled.
 */
import type { AccountProperties } from '../../../contract';
import { type Account, isOrganizationsError } from '../../../organizations';
import { CLOCKS_DIFFER_MS, ONE_TIME_CODE_HOLDS_MS } from '../../consistency';
import { readsUntil } from '../agreeing-reads';
import { TerminalError } from '../errors';
import { all } from '../lists';
import type { ReconcileContext } from '../reconcile-context';

type AccountContext = ReconcileContext<AccountProperties>;

const SERVICE_PRINCIPAL = 'account.amazonaws.com';

export async function reconcileIdentity(context: AccountContext, found: Account): Promise<void> {
  if (!isKnown(context)) return checkIdentity(context, found);
  try {
    await reconcileName(context, found);
    await reconcileAddress(context, found);
  } catch (error) {
    // The rollback has to restore tags and parent of the account all the same.
    if (!(error instanceof TerminalError) || context.verb !== 'revert') throw error;
    context.log('name and address stay', { id: found.id, reason: error.message, warning: true });
  }
}

/** Whether an earlier event of the same resource set the account, so that name and address do not identify it. */
function isKnown({ isUpdate, physicalId }: AccountContext): boolean {
  return isUpdate && physicalId !== undefined;
}

function checkIdentity({ desired }: AccountContext, { id, name, email }: Account): void {
  if (name !== desired.AccountName) {
    throw new TerminalError(
      `The account ${id} is named "${name}", and the code says "${desired.AccountName}".`,
      'Write its present name into the code. A later deployment can rename it.',
    );
  }
  if (!isSameAddress(email, desired.Email)) {
    throw new TerminalError(
      `The account ${id} has the address ${email}, and the code says ${desired.Email}.`,
      'Write its present address into the code. A later deployment can change it.',
    );
  }
}

async function reconcileName(context: AccountContext, { id, name: shown }: Account): Promise<void> {
  const { accountManagement, desired, previous, verb, log } = context;
  const isChanged = previous.AccountName !== undefined && previous.AccountName !== desired.AccountName;
  // In a rollback this may be the name before the deployment, which AWS Organizations still shows.
  if (shown === desired.AccountName && !(isChanged && verb === 'revert')) return;
  const accountId = idForService(context, id);
  const { name } = await trusted(context, id, () => accountManagement.getAccountInformation(accountId));
  if (name === desired.AccountName) return;
  const isByHand = name !== previous.AccountName;
  if (isByHand && verb === 'revert') {
    return log('kept', { id, name, reason: 'The account was renamed by hand, which the rollback leaves as it is.', warning: true });
  }
  log('rename', { id, from: name, to: desired.AccountName, ...isByHand && { reason: 'The present name was given by hand.', warning: true } });
  await trusted(context, id, () => accountManagement.putAccountName(desired.AccountName, accountId));
}

async function reconcileAddress(context: AccountContext, { id, email: shown }: Account): Promise<void> {
  const { accountManagement, desired, previous, verb, stack, log } = context;
  const isChanged = previous.Email !== undefined && !isSameAddress(previous.Email, desired.Email);
  if (isSameAddress(shown, desired.Email)) {
    // If a person enters the one-time code later, the change still takes effect.
    if (isChanged && verb === 'revert') log('pending address stays', pendingAddress(id, previous.Email!, CANNOT_BE_CANCELLED));
    return;
  }
  if (verb === 'revert') {
    return log('address stays', {
      id, email: shown, warning: true, reason: 'The code for this address was entered. The next deployment asks for the former address.',
    });
  }
  if (id === stack.accountId) {
    throw new TerminalError(
      `The management account ${id} has the address ${shown}, and the code says ${desired.Email}. AWS Account Management changes no address of a management account.`,
      'Change the address as its root user (console, Account page), or write the present address into the code.',
    );
  }
  if (isSameAddress(await trusted(context, id, () => accountManagement.getPrimaryEmail(id)), desired.Email)) return;
  if (await isPending(context, id, isChanged)) return log('address is pending', pendingAddress(id, desired.Email, ENTER_CODE));
  log('change address', pendingAddress(id, desired.Email, ENTER_CODE));
  try {
    await trusted(context, id, () => accountManagement.startPrimaryEmailUpdate(id, desired.Email));
  } catch (error) {
    if (!isOrganizationsError(error, 'Conflict')) throw error;
    throw new TerminalError(
      `The account ${id} cannot get the address ${desired.Email}: AWS Account Management says that it is in use (${error.message}).`,
      'Write an address into the code that no AWS account has.',
    );
  }
}

/**
 * Whether the one-time code for this address was sent by an earlier call for this event or an earlier deployment of the same address. A
 * code that has expired, or whose update failed, is sent again.
 */
async function isPending(context: AccountContext, id: string, isChanged: boolean): Promise<boolean> {
  const { accountManagement, startedAt, clock } = context;
  const update = await trusted(context, id, () => accountManagement.getPrimaryEmailUpdateStatus(id));
  // The change was accepted and is not visible everywhere yet: it may be the one to this address.
  const mayBeOurs = update?.status === 'PENDING' || update?.status === 'ACCEPTED';
  if (!update || !mayBeOurs) return false;
  const since = update.updatedAt ?? clock.now();
  return since >= startedAt - CLOCKS_DIFFER_MS || (!isChanged && clock.now() - since < ONE_TIME_CODE_HOLDS_MS);
}

const ENTER_CODE = 'AWS has sent a one-time code to the new address. The account keeps its present address until a person enters the code.';
const CANNOT_BE_CANCELLED = 'A pending change of the address cannot be cancelled. It takes effect if a person enters the code: leave the code unused.';

function pendingAddress(id: string, email: string, reason: string): Record<string, unknown> {
  const command = `aws account accept-primary-email-update --account-id ${id} --primary-email ${email} --otp CODE`;
  return { id, email, reason, warning: true, ...reason === ENTER_CODE && { command } };
}

/** Leaves out the ID of the management account, which the service refuses. */
function idForService({ stack }: AccountContext, id: string): string | undefined {
  return id === stack.accountId ? undefined : id;
}

/**
 * Calls AWS Account Management. A refusal for missing permissions passes for a new role, but not where the organization does not trust
 * the service.
 */
async function trusted<T>(context: AccountContext, id: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!isOrganizationsError(error, 'AccessDenied') || idForService(context, id) === undefined) throw error;
    const { featureSet } = await context.organizations.describeOrganization();
    if (featureSet === 'ALL' && !await isWithoutTrustedAccess(context)) throw error;
    const { AccountName, Email } = context.desired;
    throw new TerminalError(
      `The account ${id} has another name or address than the code says ("${AccountName}", ${Email}), and the organization does not let AWS Account `
      + `Management change it: ${featureSet === 'ALL' ? `trusted access of ${SERVICE_PRINCIPAL} is not enabled` : 'it has not all features'}.`,
      `${featureSet === 'ALL' ? '' : 'Enable all features. '}Add TrustedService.ACCOUNT_MANAGEMENT to trustedServices of the Organization, or write the present name and address into the code.`,
    );
  }
}

/** Whether trusted access is missing. It may become visible late after it was enabled, so one reading that shows it is enough. */
async function isWithoutTrustedAccess({ organizations, clock }: AccountContext): Promise<boolean> {
  const isListed = async () => (await all(organizations.listServiceAccess())).some(({ servicePrincipal }) =>
    servicePrincipal === SERVICE_PRINCIPAL);
  return !await readsUntil(clock, isListed, Boolean);
}

function isSameAddress(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
