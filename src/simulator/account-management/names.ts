import { notFound } from './account-error';
import { changedTarget, targetOf } from './target';
import { Call, reading, writing } from '../operations/operation';

interface AccountRequest {
  readonly AccountId?: string;
}

/** The name is that of AWS Organizations. */
function putAccountName(call: Call, { AccountId, AccountName: name }: AccountRequest & { AccountName: string }): void {
  const { account, profile } = changedTarget(call, AccountId);
  if (account) call.changes.put('accounts', { ...account, name });
  else call.changes.put('accountProfiles', { ...profile, name });
}

/** There is no PENDING_CLOSURE here: such an account can still be used. Source: API Reference, AccountState. */
const STATES: Readonly<Record<string, string>> = { PENDING_CLOSURE: 'ACTIVE' };

function getAccountInformation(call: Call, { AccountId }: AccountRequest): object {
  const { id, account, profile } = targetOf(call, AccountId);
  return {
    AccountId: id,
    AccountName: account?.name ?? profile.name ?? 'Management',
    AccountState: account ? STATES[account.state] ?? account.state : 'ACTIVE',
    ...(account && { AccountCreatedDate: new Date(account.joinedAt).toISOString() }),
  };
}

/** No account of this simulator has one in GovCloud. */
function getGovCloudAccountInformation(call: Call, { StandardAccountId }: { StandardAccountId?: string }): object {
  const { id } = targetOf(call, StandardAccountId);
  throw notFound(`No GovCloud account is linked to account ${id}.`);
}

export const nameOperations = [
  writing('PutAccountName', 'everyone', putAccountName),
  reading('GetAccountInformation', 'everyone', getAccountInformation),
  reading('GetGovCloudAccountInformation', 'everyone', getGovCloudAccountInformation),
];
