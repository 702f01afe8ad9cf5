/**
 * The creation of an account, which has no idempotency token, takes from seconds to minutes and fails late.
 *
 * Nobody calls this before having looked for the address among the accounts. A request in progress with the same name is waited
 * for, since it may be ours from a call that ended. Statuses know neither address nor tags and names are not unique, so that a
 * request of somebody else may be waited for as well: that costs time and harms nothing, as the address is looked for again
 * afterwards. A repeated request is harmless too: the address lets one of two succeed. So where the code has another account of that
 * name, a failure that an earlier call saw is not taken for ours before another request was made.
 */
import { all, first } from './lists';
import { newOwnerTag } from './ownership';
import { Failure, Wait } from './signals';
import type { Situation } from './situation';
import { type AccountProperties, ResourceType } from '../../contract';
import { type Account, type CreateAccountStatus, isOrganizationsError } from '../../organizations';
import { readableTemplate } from '../stack/readable-template';

type AccountSituation = Situation<AccountProperties>;

/** A creation takes from 3 to 60 seconds and its status is rationed for all of them together, so that the pauses grow. */
const POLLS_AFTER_MS = [2_000, 3_000, 5_000, 7_000];
/** In the first moments of an event no request of an earlier call of it can be in progress. */
const FIRST_LOOK_MS = 3_000;
/** How long an account may be invisible after the service said that its address is taken. */
const VISIBLE_AFTER_MS = 60_000;
const MOST_ATTEMPTS = 5;
/** Source: AWS Organizations User Guide, "Troubleshooting AWS Organizations": quota errors of a new organization pass within an hour. */
const NEW_ORGANIZATION_MS = 3_600_000;
/** The service counts in seconds and its clock is not ours. */
const CLOCK_TOLERANCE_MS = 5_000;

/** Failures that another attempt may get past. Source: API Reference, `CreateAccountStatus`. */
const TRANSIENT = ['CONCURRENT_ACCOUNT_MODIFICATION', 'INTERNAL_FAILURE'];

const ADVICE: Record<string, string> = {
  ACCOUNT_LIMIT_EXCEEDED: 'Ask AWS to raise the quota of accounts (Service Quotas, AWS Organizations), then deploy again.',
  EMAIL_ALREADY_EXISTS: 'Use another address; or invite the account that has it into the organization and set adopt: true.',
  INVALID_ADDRESS: 'Correct the postal address of the management account.',
  INVALID_EMAIL: 'Use an address that AWS accepts.',
  MISSING_PAYMENT_INSTRUMENT: 'Add a valid way of payment to the management account.',
  INVALID_PAYMENT_INSTRUMENT: 'Correct the way of payment of the management account.',
};

/**
 * The account that a request of an earlier call has made meanwhile, if there is one: following it costs less than looking through all
 * accounts of the organization again.
 */
export async function findInCreation(situation: AccountSituation): Promise<Account | undefined> {
  const { organizations, wanted, clock, startedAt } = situation;
  if (clock.now() - startedAt < FIRST_LOOK_MS) return undefined;
  const inProgress = await first(organizations.listCreateAccountStatus(['IN_PROGRESS']), ({ accountName }) => accountName === wanted.AccountName);
  if (!inProgress) return undefined;
  // A failure may be that of a namesake: what it means is found out after the accounts were looked through.
  const { accountId } = await poll(situation, inProgress);
  const found = accountId && await describeCreated(situation, accountId);
  return found && found.email.toLowerCase() === wanted.Email.toLowerCase() ? found : undefined;
}

/** The new account, or a `Wait`. */
export async function createAccount(situation: AccountSituation): Promise<Account> {
  const { organizations, wanted, startedAt } = situation;
  const statuses = await all(organizations.listCreateAccountStatus(['IN_PROGRESS', 'FAILED']));
  const sameName = statuses.filter(({ accountName }) => accountName === wanted.AccountName);
  const inProgress = sameName.find(({ state }) => state === 'IN_PROGRESS');
  if (inProgress) {
    // Whose it is comes out with the address of the account, or not at all.
    const { accountId } = await poll(situation, inProgress);
    throw new Wait(accountId ? `the account that ${inProgress.id} made is visible` : `the failure of ${inProgress.id} is seen`);
  }
  const failures = sameName.filter(({ state, requestedAt }) => state === 'FAILED' && requestedAt >= startedAt - CLOCK_TOLERANCE_MS);
  if (failures.length > 0 && !await mayBeOfANamesake(situation, failures)) judge(situation, failures);
  return describeCreated(situation, await follow(situation, await request(situation)));
}

async function describeCreated({ organizations }: AccountSituation, id: string): Promise<Account> {
  try {
    return await organizations.describeAccount(id);
  } catch (error) {
    if (!isOrganizationsError(error, 'AccountNotFound')) throw error;
    throw new Wait(`the new account ${id} is visible`);
  }
}

async function request(situation: AccountSituation): Promise<CreateAccountStatus> {
  const { organizations, wanted, log } = situation;
  try {
    log('create', { email: wanted.Email, accountName: wanted.AccountName });
    return await organizations.createAccount({
      email: wanted.Email,
      accountName: wanted.AccountName,
      roleName: wanted.RoleName,
      iamUserAccessToBilling: wanted.IamUserAccessToBilling,
      tags: [...wanted.Tags ?? [], newOwnerTag(situation.owner)],
    });
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

/** Stays with the request for a while; the id of the account that it made. */
async function follow(situation: AccountSituation, status: CreateAccountStatus): Promise<string> {
  const { wanted } = situation;
  const current = await poll(situation, status);
  if (!current.accountId) {
    judge(situation, [current]);
    throw new Wait(`the account "${wanted.AccountName}" is created by another attempt`);
  }
  return current.accountId;
}

/** The request after its end, or a `Wait`. */
async function poll(situation: AccountSituation, status: CreateAccountStatus): Promise<CreateAccountStatus> {
  const { clock, wanted } = situation;
  let current = status;
  for (const pause of POLLS_AFTER_MS) {
    if (current.state !== 'IN_PROGRESS') break;
    await clock.sleep(pause);
    current = await describe(situation, current);
  }
  if (current.state === 'IN_PROGRESS') throw new Wait(`the account "${wanted.AccountName}" is created (${current.id})`, {}, false);
  return current;
}

/** Right after the request its status may not be found yet. */
async function describe({ organizations }: AccountSituation, last: CreateAccountStatus): Promise<CreateAccountStatus> {
  try {
    return await organizations.describeCreateAccountStatus(last.id);
  } catch (error) {
    if (isOrganizationsError(error, 'CreateAccountStatusNotFound')) return last;
    throw error;
  }
}

interface Definition {
  readonly Type?: unknown;
  readonly Properties?: { readonly AccountName?: unknown };
}

/** A few of them may be: a request of one's own, which is judged by itself, costs little. */
async function mayBeOfANamesake({ stack, logicalId, wanted }: AccountSituation, failures: readonly unknown[]): Promise<boolean> {
  let namesakes = 0;
  const stackIds = new Set([stack.id, ...(await stack.resources()).map(({ stackId }) => stackId)]);
  for (const stackId of stackIds) {
    const { Resources = {} } = await readableTemplate(stack.template(stackId));
    const ofTheName = Object.entries(Resources as Record<string, Definition>).filter(([id, { Type, Properties }]) => (
      Type === ResourceType.ACCOUNT && Properties?.AccountName === wanted.AccountName && !(id === logicalId && stackId === stack.id)));
    namesakes += ofTheName.length;
  }
  return namesakes > 0 && failures.length < MOST_ATTEMPTS * (namesakes + 1);
}

/** Throws what the failures of this event's requests mean, unless another attempt is due. */
function judge({ clock, wanted, log }: AccountSituation, failures: CreateAccountStatus[]): void {
  const last = failures.reduce((one, other) => (other.requestedAt > one.requestedAt ? other : one));
  const reason = last.failureReason ?? 'UNKNOWN';
  log('creation failed', { request: last.id, failureReason: reason, attempts: failures.length });
  if (TRANSIENT.includes(reason) && failures.length < MOST_ATTEMPTS) return;
  const age = clock.now() - (last.completedAt ?? last.requestedAt);
  if (reason === 'EMAIL_ALREADY_EXISTS' && age < VISIBLE_AFTER_MS) {
    throw new Wait(`the account that has the address ${wanted.Email} is visible in this organization`);
  }
  throw new Failure(
    `AWS Organizations could not create the account "${wanted.AccountName}" (${wanted.Email}): ${reason}.`,
    ADVICE[reason] ?? 'See the reason in the AWS Organizations API Reference (CreateAccountStatus), correct its cause and deploy again.',
  );
}
