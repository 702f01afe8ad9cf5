import { AccountError, notAuthorized } from './account-error';
import { Call } from '../operations/operation';
import type { AccountProfileRecord, AccountRecord } from '../store/records';
import { delegatedAdministratorKey } from '../store/store';

const ACCOUNT_MANAGEMENT = 'account.amazonaws.com';

/** The account that a call is about. */
export interface Target {
  readonly id: string;
  /** The account of AWS Organizations. Absent: it is in no organization. */
  readonly account?: AccountRecord;
  readonly profile: AccountProfileRecord;
}

/**
 * The caller, unless the request names a member account. A member can be named by the management account and by a delegated administrator
 * of Account Management, in an organization with all features and with trusted access of the service; the management account cannot be
 * named. Source: API Reference, `AccountId` of each operation.
 */
export function targetOf(call: Call, accountId: string | undefined): Target {
  const { id: callerId, account } = caller(call);
  if (accountId === undefined) return target(call, callerId, call.view.get('accounts', callerId) ?? account);
  refuseNaming(call, accountId);
  const named = call.view.get('accounts', accountId);
  if (!named) throw notAuthorized(call.operation, `Account ${accountId} is not a member of your organization. Name a member account.`);
  return target(call, accountId, named);
}

/** The target of a write, which some accounts do not allow. */
export function changedTarget(call: Call, accountId: string | undefined): Target {
  const found = targetOf(call, accountId);
  const isClosed = found.account?.state === 'CLOSED' || found.account?.state === 'SUSPENDED';
  const { changesOfClosedAccounts } = call.readings;
  if (!isClosed || changesOfClosedAccounts === 'success') return found;
  const why = `Account ${found.id} is ${found.account?.state}. Only active accounts can be changed.`;
  throw changesOfClosedAccounts === 'AccessDeniedException' ? notAuthorized(call.operation, why) : new AccountError('ValidationException', why);
}

/** An account that exists, since others have no access. */
function caller({ world: { truth }, caller: { accountId: id } }: Call): Pick<Target, 'id' | 'account'> {
  return { id, account: truth.get('accounts', id) };
}

/** Decided on the latest state, since permissions are not what lags. */
function refuseNaming({ world: { truth }, caller: { accountId: callerId }, operation }: Call, accountId: string): void {
  const { organization } = truth;
  if (!organization) throw notAuthorized(operation, 'Your account is not a member of an organization. Leave AccountId out.');
  const isManagement = callerId === organization.managementAccountId;
  if (!isManagement && !truth.get('delegatedAdministrators', delegatedAdministratorKey(callerId, ACCOUNT_MANAGEMENT))) {
    throw notAuthorized(operation, 'Only the management account and a delegated administrator of Account Management can name an account.');
  }
  if (organization.featureSet !== 'ALL') throw notAuthorized(operation, 'Your organization must first enable all features.');
  if (!truth.get('trustedServices', ACCOUNT_MANAGEMENT)) {
    throw notAuthorized(operation, 'Your organization must first enable trusted access with AWS Account Management.');
  }
  if (accountId === organization.managementAccountId) {
    throw notAuthorized(operation, 'The management account can only be managed using the standalone context from the management account.');
  }
}

function target({ view }: Call, id: string, account: AccountRecord | undefined): Target {
  return { id, account, profile: view.get('accountProfiles', id) ?? { accountId: id, alternateContacts: {}, regions: {} } };
}
