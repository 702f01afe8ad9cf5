/**
 * The creation of an account, which has no idempotency token, takes from seconds to minutes and fails late.
 *
 * The address is unique in all of AWS, so that a creation does not look through the accounts first: of two requests for an address the
 * service lets one succeed, and the failure EMAIL_ALREADY_EXISTS of the other one is the moment to look (`account-failures.ts`). Cheap
 * looks come before a request, since the rate of `CreateAccount` is the scarcest: at the request that this environment remembers, at
 * requests in progress and at accounts that a request of the same name has made. Account names are not unique: a request of a namesake
 * that this environment did not send may be waited for, which costs time and harms nothing.
 *
 * A call ends as soon as a request is in progress. The waiter's interval is the pause between two looks, and one look costs one call.
 */
import { judgeFailures } from './account-failures';
import { findAmongRequests, verified, VISIBLE_AFTER_MS } from './account-search';
import { first } from './lists';
import { unlessMissing } from './missing';
import { newOwnerTag } from './ownership';
import { Wait } from './signals';
import type { Situation } from './situation';
import type { AccountProperties, Tag } from '../../contract';
import { type Account, type CreateAccountStatus, isOrganizationsError } from '../../organizations';

type AccountSituation = Situation<AccountProperties>;

/** The status of a request of this event, and the tags that it had. */
export interface OwnRequest extends CreateAccountStatus {
  readonly sentTags: readonly Tag[];
}

/** An account that this event's request has made, with the tags of the request; those may be seen later than the account. */
export interface CreatedAccount {
  readonly account: Account;
  readonly sentTags: readonly Tag[];
}

/** Accounts of the same name that were created before are looked for in so many pages of statuses before a request is sent. */
const STATUS_PAGES = 2;
/** At most five requests are in progress at once, but the service may filter after it has cut the pages. */
const IN_PROGRESS_PAGES = 10;
/** Source: AWS Organizations User Guide, "Troubleshooting AWS Organizations": quota errors of a new organization pass within an hour. */
const NEW_ORGANIZATION_MS = 3_600_000;

/**
 * Follows a request that is in progress, if there is one, with a `Wait`.
 * @returns the request that this event sent, once it has ended
 */
export async function followRequest(situation: AccountSituation): Promise<OwnRequest | undefined> {
  const { organizations, wanted, accountHints, clock } = situation;
  const own = await rememberedRequest(situation);
  const requests = organizations.listCreateAccountStatus(['IN_PROGRESS'], IN_PROGRESS_PAGES);
  const inProgress = own?.accountId === undefined && await first(requests, ({ id, accountName }) => (
    accountName === wanted.AccountName && id !== own?.id && !accountHints.isRequestOfAnother(id, wanted.Email)));
  if (!inProgress) return own;
  accountHints.noteRequest(wanted.Email, { requestId: inProgress.id, notedAt: clock.now() });
  throw isCreated(situation, inProgress);
}

/** The account that the event's own request made; `undefined` if the request failed, or made another account. */
export async function createdBy(situation: AccountSituation, { id, accountId, sentTags }: OwnRequest): Promise<CreatedAccount | undefined> {
  if (accountId === undefined) return undefined;
  const account = await verified(situation, accountId);
  if (account) return { account, sentTags };
  if (situation.accountHints.hasAnotherAddress(accountId, situation.wanted.Email)) return undefined;
  throw new Wait(`the account ${accountId} that ${id} made is visible`);
}

/**
 * Requests the account, unless it turns out to exist.
 * @returns an account that exists, whose owner is still to be checked, or one that the service created at once; a `Wait` otherwise
 */
export async function createAccount(situation: AccountSituation, own?: OwnRequest): Promise<Account | CreatedAccount> {
  const existing = await findAmongRequests(situation, STATUS_PAGES) ?? await judgeFailures(situation, own);
  if (existing) return existing;
  const sent = await request(situation);
  const created = await createdBy(situation, sent);
  if (created) return created;
  throw isCreated(situation, sent);
}

/** A request that is remembered, after its end; one in progress is a `Wait`. */
async function rememberedRequest(situation: AccountSituation): Promise<OwnRequest | undefined> {
  const { organizations, wanted, accountHints, clock, startedAt } = situation;
  const remembered = accountHints.requestOf(wanted.Email);
  // The outcome of an earlier event's request says nothing of this event.
  if (!remembered || remembered.notedAt < startedAt) return undefined;
  const { requestId, notedAt, sentTags } = remembered;
  const status = await unlessMissing(['CreateAccountStatusNotFound'], () => organizations.describeCreateAccountStatus(requestId));
  const isInProgress = status ? status.state === 'IN_PROGRESS' : clock.now() - notedAt < VISIBLE_AFTER_MS;
  if (isInProgress) throw isCreated(situation, { id: requestId });
  if (status && sentTags) return { ...status, sentTags };
  accountHints.forgetRequest(wanted.Email);
  // The account of a namesake's request has another address, which is remembered then.
  if (status?.accountId !== undefined) await verified(situation, status.accountId);
  return undefined;
}

async function request(situation: AccountSituation): Promise<OwnRequest> {
  const { organizations, wanted, log, accountHints, clock } = situation;
  const sentTags = [...wanted.Tags ?? [], newOwnerTag(situation.owner)];
  try {
    log('create', { email: wanted.Email, accountName: wanted.AccountName });
    const status = await organizations.createAccount({
      email: wanted.Email,
      accountName: wanted.AccountName,
      roleName: wanted.RoleName,
      iamUserAccessToBilling: wanted.IamUserAccessToBilling,
      tags: sentTags,
    });
    accountHints.noteRequest(wanted.Email, { requestId: status.id, notedAt: clock.now(), sentTags });
    return { ...status, sentTags };
  } catch (error) {
    const isLimit = isOrganizationsError(error, 'ConstraintViolation') && error.reason === 'ACCOUNT_NUMBER_LIMIT_EXCEEDED';
    if (isLimit && await isNewOrganization(situation)) {
      const advice = 'Deploy again when the organization is an hour old; if it is refused then, ask AWS to raise the quota of accounts.';
      throw new Wait('the new organization may create accounts, which takes up to an hour', { advice, restSeconds: 25 }, false);
    }
    throw error;
  }
}

/** Its management account joined it when it was made. */
async function isNewOrganization({ organizations, clock }: AccountSituation): Promise<boolean> {
  const { managementAccountId } = await organizations.describeOrganization();
  return clock.now() - (await organizations.describeAccount(managementAccountId)).joinedAt < NEW_ORGANIZATION_MS;
}

/** Ends the call: the next one looks again. */
function isCreated({ wanted }: AccountSituation, { id }: Pick<CreateAccountStatus, 'id'>): Wait {
  return new Wait(`the account "${wanted.AccountName}" is created (${id})`, {}, false);
}
