/** The account that `adopt: true` names, by its email address or ID. It counts as missing only if two lists lack it. */
import { findByAddress, hasAddress } from './account-search';
import { checkParentOfManagementAccount, isManagementAccount } from './management-account';
import type { AccountProperties } from '../../../contract';
import type { Account } from '../../../organizations';
import { allNearest } from '../../../policy/actions/nearest';
import { STABILIZATION_MS } from '../../consistency';
import { TerminalError } from '../errors';
import { all } from '../lists';
import { unlessGone } from '../missing';
import { alike, nothingToAdopt } from '../ownership/adoption';
import type { ReconcileContext } from '../reconcile-context';

type AccountContext = ReconcileContext<AccountProperties>;

export async function accountToAdopt(context: AccountContext): Promise<Account> {
  const { organizations, desired, clock, startedAt } = context;
  const { AccountId, AccountName, Email } = desired;
  const found = AccountId === undefined
    ? await findByAddress(context, startedAt)
    : await unlessGone(context, ['AccountNotFound'], () => organizations.describeAccount(AccountId));
  if (found) return checkId(context, found);
  await clock.sleep(STABILIZATION_MS);
  const accounts = await all(organizations.listAccounts());
  const late = accounts.find((account) => (AccountId === undefined ? hasAddress(account, desired) : account.id === AccountId));
  if (late) return checkId(context, late);
  const near = allNearest(Email, accounts.map(({ email }) => email));
  const candidates = accounts.filter(({ email }) => near.includes(email) || isSamePerson(email, Email));
  throw nothingToAdopt(
    `The account ${AccountId ?? Email} ("${AccountName}")`, AccountId === undefined ? 'the address' : 'the ID',
    [...new Set([...candidates, ...alike(AccountName, accounts)])].map(({ id, name, email }) => `"${name}", ${email} (${id})`),
  );
}

/**
 * The ID of that account as far as the environment knows it. That is enough to continue, since the account's own event verifies it. One
 * list serves all accounts of a deployment. The parent of the management account is checked already here, where the template tells it.
 */
export async function idToAdopt(context: AccountContext): Promise<string> {
  const { organizations, desired, hints, startedAt } = context;
  const { AccountId, Email } = desired;
  const known = hints.accountOf(Email) ?? (await findByAddress(context, startedAt))?.id;
  const id = known !== undefined && (AccountId ?? known) === known ? known : (await accountToAdopt(context)).id;
  if (isManagementAccount(context, id) && desired.ParentId) {
    await checkParentOfManagementAccount(context, await organizations.describeAccount(id), await organizations.findParent(id));
  }
  return id;
}

/** Checks name and address, because an ID with one wrong digit belongs to another account. */
function checkId({ desired }: AccountContext, account: Account): Account {
  const { AccountId, AccountName, Email } = desired;
  const { id, name, email } = account;
  if (AccountId === undefined || (name === AccountName && hasAddress(account, desired))) return account;
  throw new TerminalError(
    `The account ${id} is "${name}" with the address ${email}, and the code says "${AccountName}" with the address ${Email}.`,
    'Write the ID of the account that is meant into the code, or the present name and address of this one.',
  );
}

/** Whether two addresses have the same local part, or differ only after a plus sign. */
function isSamePerson(one: string, other: string): boolean {
  const [[person, domain], [otherPerson, otherDomain]] = [one, other].map((address) => address.toLowerCase().split('@'));
  const [bare, otherBare] = [person, otherPerson].map((each) => each.split('+')[0]);
  return person === otherPerson || (domain === otherDomain && bare === otherBare && [person, otherPerson].includes(bare));
}
