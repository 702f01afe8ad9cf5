import { notFound } from './account-error';
import { changedTarget, targetOf } from './target';
import { Call, reading, writing } from '../operations/operation';
import type { AccountRecord, KnownAccountRecord } from '../store/records';

interface AccountRequest {
  readonly AccountId?: string;
}

/** The name is that of AWS Organizations. */
function putAccountName(call: Call, { AccountId, AccountName: name }: AccountRequest & { AccountName: string }): void {
  const { id, account } = changedTarget(call, AccountId);
  if (account) call.changes.put('accounts', { ...account, name });
  else call.changes.put('knownAccounts', { ...standalone(call, id), name });
}

/** An account that is in no organization, such as the caller. */
function standalone({ world: { surroundings } }: Call, id: string): KnownAccountRecord {
  return surroundings.account(id) as KnownAccountRecord;
}

/** There is no PENDING_CLOSURE here: such an account can still be used. Source: API Reference, AccountState. */
const STATES: Readonly<Record<string, string>> = { PENDING_CLOSURE: 'ACTIVE' };

function stateOf(account?: AccountRecord): string {
  return account ? STATES[account.state] ?? account.state : 'ACTIVE';
}

function getAccountInformation(call: Call, { AccountId }: AccountRequest): object {
  const { id, account } = targetOf(call, AccountId);
  return {
    AccountId: id,
    AccountName: (account ?? standalone(call, id)).name,
    AccountState: stateOf(account),
    ...(account && { AccountCreatedDate: new Date(account.joinedAt).toISOString() }),
  };
}

/** The account in GovCloud for which an account pays. Source: API Reference, GetGovCloudAccountInformation. */
function getGovCloudAccountInformation(call: Call, { StandardAccountId }: { StandardAccountId?: string }): object {
  const { id } = targetOf(call, StandardAccountId);
  const paired = call.view.list('knownAccounts').find(({ pairedAccountId }) => pairedAccountId === id);
  if (!paired) throw notFound(`No GovCloud account is linked to account ${id}.`);
  const member = call.world.surroundings.worldOf(paired.id)?.truth.get('accounts', paired.id);
  return { GovCloudAccountId: paired.id, AccountState: stateOf(member) };
}

export const nameOperations = [
  writing('PutAccountName', 'everyone', putAccountName),
  reading('GetAccountInformation', 'everyone', getAccountInformation),
  reading('GetGovCloudAccountInformation', 'everyone', getGovCloudAccountInformation),
];
