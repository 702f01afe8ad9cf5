/**
 * The creation of an account, which has no idempotency token, takes from seconds to minutes and fails late.
 *
 * Email addresses are unique in all of AWS, so a creation does not search the accounts first. Of two requests for an address, the service
 * lets one succeed. The other fails with EMAIL_ALREADY_EXISTS, and only then the handler searches (`account-failures.ts`). Because
 * `CreateAccount` has the lowest rate, cheap checks precede a request: the request that this environment remembers, requests in progress,
 * accounts that a request of the same name has created, and accounts below the parent. If another environment may have sent a request, they
 * include the root, where the account of that request is. Account names are not unique, so a creation may wait for a request of another
 * account of the name that this environment did not send. That costs time and does no harm.
 *
 * A call ends as soon as a request is in progress. Later calls check it only at times at which the creation can have ended, and one check
 * costs one call. Lists of earlier requests and accounts serve all events of a deployment in which this environment knows every request.
 */
import { IN_PROGRESS_PAGES, judgeFailures } from './account-failures';
import { findAmongRequests, findBelow, findInRoot, verified } from './account-search';
import type { AccountProperties, Tag } from '../../../contract';
import { type Account, type CreateAccountStatus, isOrganizationsError } from '../../../organizations';
import {
  ACCOUNT_VISIBLE_MS, CHECK_PERIOD_MS, CREATE_ACCOUNT_TOKEN_MS, LONG_CREATION_MS, NEW_ORGANIZATION_MS, NEW_ORGANIZATION_REST_SECONDS,
  SHORT_CREATION_MS, SHORT_WAIT_MS, SPREAD_MS,
} from '../../consistency';
import type { RememberedRequest } from '../../environment-hints';
import { RequeueError } from '../errors';
import { all } from '../lists';
import { unlessMissing } from '../missing';
import { newOwnerTag } from '../ownership/ownership';
import type { ReconcileContext } from '../reconcile-context';

type AccountContext = ReconcileContext<AccountProperties>;

/** The status of a request of this event, with the tags of the request. */
export interface OwnRequest extends CreateAccountStatus {
  readonly sentTags: readonly Tag[];
}

/** An account that a request has created during this event, with the tags of the request if it is known to belong to this event. */
export interface CreatedAccount {
  readonly account: Account;
  readonly sentTags?: readonly Tag[];
}

/**
 * How many pages of statuses are searched for an earlier account of the same name before a request is sent. A missed account costs a failed
 * request, and ten seconds of the service's rate.
 */
const STATUS_PAGES = 2;

/** The known requests of an event, none of which is in progress. */
export interface Followed {
  /** The last request that this environment sent for the event. */
  readonly own?: OwnRequest;
  /** The account with the address, if one of the requests created it. */
  readonly created?: CreatedAccount;
  /** Whether this environment remembers all requests that can exist. */
  readonly hasSeenAll: boolean;
  /** Whether this is the first creation in this environment. */
  readonly isFirst: boolean;
  /** Lists that this environment read since then show all earlier requests and accounts; milliseconds since 1970. */
  readonly listsSince: number;
}

/** Follows a request in progress, if there is one, by throwing a `RequeueError`. */
export async function followRequest(context: AccountContext): Promise<Followed> {
  const { desired, hints, clock, startedAt, stack } = context;
  const isFirst = !hints.hasLooked;
  const hasSeenAll = hints.noteLook(desired.Email, startedAt, clock.now());
  const remembered = hints.requestOf(desired.Email, desired.AccountName);
  // The outcome of an earlier event's request proves nothing about this event.
  if (remembered && remembered.notedAt >= startedAt) {
    return { ...await endedRequest(context, remembered), hasSeenAll, isFirst, listsSince: clock.now() };
  }
  if (hasSeenAll) requeueUntilTurn(context);
  const earlier = hasSeenAll && !remembered ? { listsSince: await stack.deploymentBeganAt() } : undefined;
  if (earlier && !await findInProgress(context, earlier.listsSince)) return { hasSeenAll, isFirst, ...earlier };
  const listsSince = clock.now();
  const inProgress = await findInProgress(context, listsSince);
  if (inProgress) throw isCreated(context, inProgress);
  return { hasSeenAll, isFirst, listsSince };
}

/** The request in progress with the account's name, unless this environment sent it for another address. */
async function findInProgress(context: AccountContext, listedSince: number): Promise<CreateAccountStatus | undefined> {
  const { desired, hints, clock } = context;
  const requests = await hints.listedSince(listedSince, 'requests in progress', clock.now(), () => listInProgress(context));
  const earlier = hints.requestOf(desired.Email, desired.AccountName);
  return requests.find(({ id, accountName }) => (
    id === earlier?.requestId || (accountName === desired.AccountName && !hints.isRequestOfAnother(id, desired.Email))));
}

/** One list shows requests of other resources too: an environment knows the requests of events that others have handled so far. */
async function listInProgress({ organizations, hints, clock }: AccountContext): Promise<CreateAccountStatus[]> {
  const requests = await all(organizations.listCreateAccountStatus(['IN_PROGRESS'], IN_PROGRESS_PAGES));
  requests.forEach((each) => hints.noteRequestInProgress(each, clock.now()));
  return requests;
}

/** The account of a completed request; `undefined` if the request failed, or created another account of the name. */
async function createdBy(
  context: AccountContext, { id, accountId }: CreateAccountStatus, sentTags?: readonly Tag[],
): Promise<CreatedAccount | undefined> {
  if (accountId === undefined) return undefined;
  const account = await verified(context, accountId);
  if (account) return { account, sentTags };
  if (context.hints.hasAnotherAddress(accountId, context.desired.Email)) return undefined;
  throw new RequeueError(`the account ${accountId} that ${id} made is visible`);
}

/**
 * Requests the account, unless it turns out to exist.
 * @returns an existing account, whose owner is still to be checked, or one that the service created at once; a `RequeueError` otherwise
 */
export async function createAccount(context: AccountContext, followed: Followed): Promise<Account | CreatedAccount> {
  const { desired, hints, clock, startedAt } = context;
  const { own, hasSeenAll, listsSince } = followed;
  const existing = await findAmongRequests(context, STATUS_PAGES, listsSince)
    ?? (hasSeenAll ? undefined : await findInRoot(context))
    ?? await findBelow(context, desired.ParentId, listsSince)
    ?? (own || !hasSeenAll ? await judgeFailures(context, own) : undefined);
  if (existing) return existing;
  hints.noteSearch(desired.Email, startedAt, clock.now());
  await waitForTurn(context, followed);
  const sent = await request(context);
  const created = await createdBy(context, sent, sent.sentTags);
  if (created) return created;
  throw isCreated(context, sent);
}

/** A remembered request after its end. If a stale list does not yet show it in progress, throws a `RequeueError`. */
async function endedRequest(context: AccountContext, remembered: RememberedRequest): Promise<Pick<Followed, 'own' | 'created'>> {
  const { organizations, desired, hints, clock } = context;
  const { requestId, requestedAt, notedAt, sentTags } = remembered;
  if (!isCheckDue(clock.now() - requestedAt)) throw isCreated(context, { id: requestId });
  const status = await unlessMissing(['CreateAccountStatusNotFound'], () => organizations.describeCreateAccountStatus(requestId));
  const isInProgress = status ? status.state === 'IN_PROGRESS' : clock.now() - notedAt < ACCOUNT_VISIBLE_MS;
  if (isInProgress) throw isCreated(context, { id: requestId });
  const created = status && await createdBy(context, status, sentTags);
  if (created) return { created };
  if (status && sentTags) return { own: { ...status, sentTags } };
  hints.forgetRequest(desired.Email, desired.AccountName);
  return {};
}

/**
 * Whether a call of the waiter checks a request of this age: every call while most creations end, every other call before and after that.
 * It depends on the age alone, because consecutive calls may come to different environments.
 */
function isCheckDue(age: number): boolean {
  if (age < CHECK_PERIOD_MS) return false;
  return (age >= SHORT_CREATION_MS && age < LONG_CREATION_MS) || age % CHECK_PERIOD_MS < CHECK_PERIOD_MS / 2;
}

async function request(context: AccountContext): Promise<OwnRequest> {
  const { organizations, desired, log, hints, clock } = context;
  const sentTags = [...desired.Tags ?? [], newOwnerTag(context.owner)];
  try {
    log('create', { email: desired.Email, accountName: desired.AccountName });
    const status = await organizations.createAccount({
      email: desired.Email,
      accountName: desired.AccountName,
      roleName: desired.RoleName,
      iamUserAccessToBilling: desired.IamUserAccessToBilling,
      tags: sentTags,
    });
    hints.creations.accepted(clock.now());
    hints.noteSentRequest(desired.Email, { requestId: status.id, requestedAt: clock.now(), notedAt: clock.now(), sentTags });
    return { ...status, sentTags };
  } catch (error) {
    if (isOrganizationsError(error, 'TooManyRequests')) {
      await noteRefusal(context);
      throw isRefusedForRate();
    }
    hints.creations.accepted(clock.now());
    hints.forgetLists();
    // Another call for this event was first: the next call finds its request, or the account.
    if (isOrganizationsError(error, 'DuplicateAccount')) throw new RequeueError(`the account "${desired.AccountName}" is created by another request`, { retriesInCall: false });
    const isLimit = isOrganizationsError(error, 'ConstraintViolation') && error.reason === 'ACCOUNT_NUMBER_LIMIT_EXCEEDED';
    if (isLimit && await isNewOrganization(context)) {
      const advice = 'Deploy again when the organization is an hour old; if it is refused then, ask AWS to raise the quota of accounts.';
      throw new RequeueError('the new organization may create accounts, which takes up to an hour', { advice, restSeconds: NEW_ORGANIZATION_REST_SECONDS, retriesInCall: false });
    }
    throw error;
  }
}

/** Whether the organization is new. Its management account joined it at its creation. */
async function isNewOrganization({ organizations, clock }: AccountContext): Promise<boolean> {
  const { managementAccountId } = await organizations.describeOrganization();
  return clock.now() - (await organizations.describeAccount(managementAccountId)).joinedAt < NEW_ORGANIZATION_MS;
}

/**
 * Delays a request that the service would refuse for its rate. Environments that start with a deployment would send their first requests
 * at the same moment and conflict, so each of them begins at a slightly different time.
 */
async function waitForTurn(context: AccountContext, { isFirst }: Followed): Promise<void> {
  const { hints, clock, logicalId } = context;
  if (isFirst) await clock.sleep(spread(logicalId));
  requeueUntilTurn(context);
  const waitMs = hints.creations.msToNext(clock.now());
  if (waitMs > 0) await clock.sleep(waitMs);
}

/** Ends the call, unless the service accepts another request soon. */
function requeueUntilTurn({ hints, clock }: AccountContext): void {
  if (hints.creations.msToNext(clock.now()) > SHORT_WAIT_MS) throw isRefusedForRate();
}

/** Records a refusal. The next token comes at the latest ten seconds after the last accepted request of any environment. */
async function noteRefusal(context: AccountContext): Promise<void> {
  const { hints: { creations }, clock } = context;
  const refusedAt = clock.now();
  const requestedAt = (await listInProgress(context)).map((each) => each.requestedAt);
  const recent = requestedAt.filter((at) => at > refusedAt - CREATE_ACCOUNT_TOKEN_MS && at <= refusedAt);
  creations.refused(Math.max(...recent, recent.length > 0 ? 0 : refusedAt));
}

/** Waits inside the call: the environment of a later call could not know that the event has sent no request. */
function isRefusedForRate(): RequeueError {
  return new RequeueError('AWS Organizations accepts another CreateAccount, of which it allows one in ten seconds', { isRefusal: true });
}

/** A delay from 0 to `SPREAD_MS` that is always the same for a resource. */
function spread(logicalId: string): number {
  let hash = 0;
  for (const letter of logicalId) hash = (hash * 31 + letter.charCodeAt(0)) % 65_521;
  return Math.floor(SPREAD_MS * hash / 65_521);
}

/** Ends the call: the next one checks again. */
function isCreated({ desired }: AccountContext, { id }: Pick<CreateAccountStatus, 'id'>): RequeueError {
  return new RequeueError(`the account "${desired.AccountName}" is created (${id})`, { retriesInCall: false });
}
