/**
 * The search for the account with an email address, cheapest source first: a hint of this environment, requests for accounts of the same
 * name, and finally the list of all accounts, which takes a minute in an organization of 10,000.
 *
 * A result counts only after `DescribeAccount` has verified it. The handler reads the list to its end, so one list serves all later
 * searches of the environment: adopting many accounts costs one list for each environment.
 */
import type { AccountProperties } from '../../../contract';
import type { Account, CreateAccountStatus } from '../../../organizations';
import {
  ACCOUNT_VISIBLE_MS, LONGEST_PAGE_PAUSE_MS, REFUSED_PAGE_MS, SHORTEST_PAGE_PAUSE_MS, STATUS_HOLDS_IN_LIST_MS,
} from '../../consistency';
import { RequeueError } from '../errors';
import { all, first } from '../lists';
import { NO_SUCH_PARENT, unlessMissing } from '../missing';
import type { ReconcileContext } from '../reconcile-context';

type AccountContext = ReconcileContext<AccountProperties>;
type Succeeded = CreateAccountStatus & { readonly accountId: string };

/** AWS keeps statuses for 90 days, and documents neither their order nor a filter by name. */
const MOST_STATUS_PAGES = 10;
/** The first page may be empty and still have a token. */
const PARENT_PAGES = 2;
/** Account names are not unique: at most this many accounts of one name are described. */
const MOST_NAMESAKES = 10;
/** The factor by which pauses between pages shrink. */
const PAUSE_SHRINKS = 0.95;

/**
 * Finds the account with the address of the properties. Hints aside, an answer of `undefined` rests on a list of all accounts that began
 * at or after `listedSince` (milliseconds since 1970).
 */
export async function findByAddress(context: AccountContext, listedSince: number): Promise<Account | undefined> {
  const { desired } = context;
  const hinted = await findByHint(context);
  if (hinted) return hinted;
  const created = await findAmongRequests(context, MOST_STATUS_PAGES);
  return created ?? findInNewList(context, desired.Email, listedSince);
}

/** The same without a search among requests, for an account that was not created here. */
export async function findListed(context: ReconcileContext, email: string, listedSince: number): Promise<Account | undefined> {
  const hint = context.hints.accountOf(email);
  const hinted = hint === undefined ? undefined : await verifiedAs(context, hint, email);
  return hinted ?? findInNewList(context, email, listedSince);
}

async function findInNewList(context: ReconcileContext, email: string, listedSince: number): Promise<Account | undefined> {
  if (context.hints.allAccountsListedAt >= listedSince) return undefined;
  const listed = await findInList(context, email);
  if (!listed) return undefined;
  const visible = await verifiedAs(context, listed.id, email);
  if (visible || context.hints.hasAnotherAddress(listed.id, email)) return visible;
  throw new RequeueError(`the account ${listed.id} with the address ${email} is visible everywhere`, {
    patienceSeconds: ACCOUNT_VISIBLE_MS / 1_000, advice: 'See whether the account just left the organization.',
  });
}

/** The account that had the address when this environment last saw it, which costs one call at most. */
export async function findByHint(context: AccountContext): Promise<Account | undefined> {
  const hint = context.hints.accountOf(context.desired.Email);
  return hint === undefined ? undefined : verified(context, hint);
}

/**
 * Looks for the account in the root, where it is from its creation until it is moved. It reads only the first pages, since the cost of a
 * creation must not grow with the organization.
 */
export async function findInRoot(context: AccountContext): Promise<Account | undefined> {
  const { organizations, hints } = context;
  hints.rootId ??= (await first(organizations.listRoots()))?.id;
  return hints.rootId === undefined ? undefined : findBelow(context, hints.rootId);
}

/** The same below a parent, where an earlier deployment of the stack may have left the account. */
export async function findBelow(context: AccountContext, parentId: string, since = context.clock.now()): Promise<Account | undefined> {
  const { organizations, desired, hints, clock } = context;
  const accounts = await hints.listedSince(since, `below ${parentId}`, clock.now(), async () => (
    await unlessMissing(NO_SUCH_PARENT, () => all(organizations.listAccountsForParent(parentId, PARENT_PAGES))) ?? []));
  const found = accounts.find((account) => hasAddress(account, desired));
  return found && verified(context, found.id);
}

/** Checks accounts that a request with the same account name created, the latest first. */
export async function findAmongRequests(
  context: AccountContext, mostPages: number, since = context.clock.now(),
): Promise<Account | undefined> {
  const { organizations, desired, hints, clock } = context;
  const statuses = await hints.listedSince(since, `${mostPages} pages of created accounts`, clock.now(), () => (
    all(organizations.listCreateAccountStatus(['SUCCEEDED'], mostPages))));
  const namesakes = statuses
    .filter((status): status is Succeeded => status.accountName === desired.AccountName && status.accountId !== undefined)
    .filter(({ accountId }) => !hints.hasAnotherAddress(accountId, desired.Email))
    .sort((one, other) => other.requestedAt - one.requestedAt)
    .slice(0, MOST_NAMESAKES);
  for (const { id, accountId, completedAt = 0 } of namesakes) {
    const found = await verified(context, accountId);
    if (found) return found;
    const isNew = clock.now() - completedAt < ACCOUNT_VISIBLE_MS;
    if (isNew && !hints.hasAnotherAddress(accountId, desired.Email)) throw new RequeueError(`the account ${accountId} that ${id} made is visible`);
  }
  return undefined;
}

/** The account, if the service shows it with the address of the properties. */
export async function verified(context: AccountContext, id: string): Promise<Account | undefined> {
  return verifiedAs(context, id, context.desired.Email);
}

async function verifiedAs({ organizations, hints }: ReconcileContext, id: string, email: string): Promise<Account | undefined> {
  const account = await unlessMissing(['AccountNotFound'], () => organizations.describeAccount(id));
  if (!account) {
    hints.forgetAccount(id);
    return undefined;
  }
  hints.noteAccount(account);
  return hasAddress(account, { Email: email }) ? account : undefined;
}

async function findInList(context: ReconcileContext, email: string): Promise<Account | undefined> {
  const { organizations, clock, hints, assertEventIsCurrent } = context;
  const beganAt = clock.now();
  let phaseReadAt = beganAt;
  let pageAt = beganAt;
  let pause = 0;
  let found: Account | undefined;
  for await (const account of organizations.listAccounts()) {
    hints.noteAccount(account);
    if (hasAddress(account, { Email: email })) found = account;
    if (clock.now() === pageAt) continue;
    // This is the first account of a page. If the service refused the page for its rate, other environments list at the same time.
    const isRefused = clock.now() - pageAt > REFUSED_PAGE_MS;
    pause = isRefused ? Math.min(LONGEST_PAGE_PAUSE_MS, 2 * pause + SHORTEST_PAGE_PAUSE_MS) : pause * PAUSE_SHRINKS;
    await clock.sleep(Math.round(pause));
    if (clock.now() - phaseReadAt > STATUS_HOLDS_IN_LIST_MS) {
      await assertEventIsCurrent();
      phaseReadAt = clock.now();
    }
    pageAt = clock.now();
  }
  hints.noteAllAccountsListed(beganAt);
  return found;
}

export function hasAddress({ email }: Account, { Email }: Pick<AccountProperties, 'Email'>): boolean {
  return email.toLowerCase() === Email.toLowerCase();
}
