/**
 * Failures of requests for an account, and their consequences for the event that sent them.
 *
 * EMAIL_ALREADY_EXISTS is the moment to search for the account with the address. An earlier request of this stack may have created it, and
 * it may not be visible yet, so the search continues for a minute. A status contains neither address nor tags, and names are not unique.
 * If the app has another account of the name, a failure that this environment does not remember counts as its own only after another
 * request was sent.
 *
 * A final failure is answered at once, although CloudFormation then cancels other accounts in progress. Their requests continue, and the
 * next deployment finds their accounts. Waiting would only cancel the accounts that begin in the meantime (record 7).
 */
import type { OwnRequest } from './account-creation';
import { findByAddress } from './account-search';
import { type AccountProperties, ID_PATTERNS, ResourceType } from '../../../contract';
import type { Account, CreateAccountStatus } from '../../../organizations';
import { ACCOUNT_VISIBLE_MS, CLOCK_TOLERANCE_MS } from '../../consistency';
import { readableTemplate } from '../../stack/readable-template';
import { TerminalError, RequeueError } from '../errors';
import { all } from '../lists';
import type { ReconcileContext } from '../reconcile-context';

type AccountContext = ReconcileContext<AccountProperties>;

const FAILURE_PAGES = 10;
/** At most five requests are in progress at once, but the service may filter the pages after it has split them. */
export const IN_PROGRESS_PAGES = 10;
const MOST_ATTEMPTS = 5;
const TAKEN = 'EMAIL_ALREADY_EXISTS';

/** Failures that another attempt may resolve. Source: API Reference, `CreateAccountStatus`. */
const TRANSIENT = ['CONCURRENT_ACCOUNT_MODIFICATION', 'INTERNAL_FAILURE'];

const ADVICE: Record<string, string> = {
  ACCOUNT_LIMIT_EXCEEDED: 'Ask AWS to raise the quota of accounts (Service Quotas, AWS Organizations), then deploy again.',
  [TAKEN]: 'Use another address; or invite the account that has it into the organization and set adopt: true. '
    + 'A closed account keeps its address, also after it left the organization.',
  INVALID_ADDRESS: 'Correct the postal address of the management account.',
  INVALID_EMAIL: 'Use an address that AWS accepts.',
  MISSING_PAYMENT_INSTRUMENT: 'Add a valid way of payment to the management account.',
  INVALID_PAYMENT_INSTRUMENT: 'Correct the way of payment of the management account.',
};

/**
 * Decides about the failures of this event's requests. `own` is the request that this environment remembers.
 * @returns the account that has the address, or `undefined` if another request is due; throws a `TerminalError` for a final failure
 */
export async function judgeFailures(context: AccountContext, own?: OwnRequest): Promise<Account | undefined> {
  const failures = await failuresOf(context, own);
  if (failures.length === 0) return undefined;
  const taken = latest(failures.filter(({ failureReason }) => failureReason === TAKEN));
  // A list that began before the account has to be visible decides nothing, however long it took.
  const visibleSince = taken && endOf(taken) + ACCOUNT_VISIBLE_MS;
  const mayAppear = visibleSince !== undefined && context.clock.now() < visibleSince;
  const existing = taken && await findByAddress(context, mayAppear ? endOf(taken) : visibleSince!);
  if (existing) return existing;
  if (!own && await mayBeOfANamesake(context, failures)) return undefined;
  await judge(context, latest(failures)!, { attempts: failures.length, mayAppear });
  context.hints.forgetRequest(context.desired.Email, context.desired.AccountName);
  return undefined;
}

async function failuresOf(context: AccountContext, own?: OwnRequest): Promise<CreateAccountStatus[]> {
  const { organizations, desired, startedAt, hints } = context;
  const failed = await all(organizations.listCreateAccountStatus(['FAILED'], FAILURE_PAGES));
  const others = failed.filter(({ id, accountName, requestedAt }) => accountName === desired.AccountName && id !== own?.id
    && requestedAt >= startedAt - CLOCK_TOLERANCE_MS && !hints.isRequestOfAnother(id, desired.Email));
  return own?.state === 'FAILED' ? [...others, own] : others;
}

function endOf({ completedAt, requestedAt }: CreateAccountStatus): number {
  return completedAt ?? requestedAt;
}

interface Judged {
  readonly attempts: number;
  /** Whether the account that has the address may still become visible. */
  readonly mayAppear: boolean;
}

/** Throws the error for the last failure, unless another attempt is due. */
async function judge(context: AccountContext, last: CreateAccountStatus, { attempts, mayAppear }: Judged): Promise<void> {
  const { desired, log } = context;
  const reason = last.failureReason ?? 'UNKNOWN';
  log('creation failed', { request: last.id, failureReason: reason, attempts });
  if (TRANSIENT.includes(reason) && attempts < MOST_ATTEMPTS) return;
  if (reason === TAKEN && mayAppear) {
    throw new RequeueError(`the account that has the address ${desired.Email} is visible in this organization`, { retriesInCall: false });
  }
  if (reason === TAKEN) await requeueWhileInProgress(context);
  const others = await describeOtherAccounts(context);
  const advice = ADVICE[reason]
    ?? 'See the reason in the AWS Organizations API Reference (CreateAccountStatus), correct its cause and deploy again.';
  throw new TerminalError(
    `AWS Organizations could not create the account "${desired.AccountName}" (${desired.Email}): ${reason}.${others && ` ${others}`}`,
    others ? `${advice} The next deployment continues with these accounts and creates the missing ones.` : advice,
  );
}

/**
 * An earlier request whose response was lost takes the address from its beginning, and may take longer than the account has to become
 * visible. From here on, this environment follows the request in progress.
 */
async function requeueWhileInProgress({ organizations, desired, hints, clock }: AccountContext): Promise<void> {
  const requests = await all(organizations.listCreateAccountStatus(['IN_PROGRESS'], IN_PROGRESS_PAGES));
  const ofTheName = requests.filter(({ accountName }) => accountName === desired.AccountName);
  const earlier = ofTheName.find(({ id }) => !hints.isRequestOfAnother(id, desired.Email));
  if (!earlier) return;
  hints.forgetRequest(desired.Email, desired.AccountName);
  hints.noteRequestInProgress(earlier, clock.now());
  throw new RequeueError(`the account "${desired.AccountName}" is created (${earlier.id})`, { retriesInCall: false });
}

/**
 * The other accounts of the stack, which stay although CloudFormation reports a rollback. Empty if there are none, or if CloudFormation
 * cannot list them.
 */
async function describeOtherAccounts({ stack, logicalId }: AccountContext): Promise<string> {
  const resources = await stack.resources().catch(() => []);
  const others = resources.filter((each) => (
    each.type === ResourceType.ACCOUNT && !(each.logicalId === logicalId && each.stackId === stack.id)));
  // CloudFormation knows the ID of an account only after its creation.
  const existing = others.filter(({ physicalId, status }) => ID_PATTERNS.account.test(physicalId) && status !== 'DELETE_COMPLETE').length;
  const inProgress = others.filter(({ physicalId, status }) => status === 'CREATE_IN_PROGRESS' && !ID_PATTERNS.account.test(physicalId)).length;
  if (existing + inProgress === 0) return '';
  return `No rollback deletes the other accounts of the stack: ${existing} created or found, ${inProgress} in progress.`;
}

function latest(failures: readonly CreateAccountStatus[]): CreateAccountStatus | undefined {
  return [...failures].sort((one, other) => one.requestedAt - other.requestedAt).at(-1);
}

interface Definition {
  readonly Type?: unknown;
  readonly Properties?: { readonly AccountName?: unknown };
}

/** Whether the failures may belong to another account of the name. The handler's own request, judged by itself, costs little. */
async function mayBeOfANamesake({ stack, logicalId, desired }: AccountContext, failures: readonly unknown[]): Promise<boolean> {
  let namesakes = 0;
  const stackIds = new Set([stack.id, ...(await stack.resources()).map(({ stackId }) => stackId)]);
  for (const stackId of stackIds) {
    const { Resources = {} } = await readableTemplate(stack.template(stackId));
    const ofTheName = Object.entries(Resources as Record<string, Definition>).filter(([id, { Type, Properties }]) => (
      Type === ResourceType.ACCOUNT && Properties?.AccountName === desired.AccountName && !(id === logicalId && stackId === stack.id)));
    namesakes += ofTheName.length;
  }
  return namesakes > 0 && failures.length < MOST_ATTEMPTS * (namesakes + 1);
}
