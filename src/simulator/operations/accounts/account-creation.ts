import { newId, unusedId } from '../../protocol/identifiers';
import { numbered, page, PageRequest } from '../../protocol/paging';
import { presentCreateAccountStatus } from '../../protocol/presentation';
import { concurrentModification, constraintViolation, invalidInput, ServiceError, throttled } from '../../protocol/service-error';
import { LATE_ACCOUNT_MS, LISTED_REQUESTS_MS } from '../../readings/delays';
import { CreateAccountRequestRecord } from '../../store/records';
import { IN_TRANSIT } from '../../store/store';
import { Entry } from '../../store/versioned-table';
import { endAccountCreation } from '../../world/completions';
import { Call, reading, writing } from '../operation';
import { accountsAndThoseToCome, refuseWhileFinalizing } from '../preconditions';
import { Tag, withTags } from '../tag-list';

const DEFAULT_ROLE_NAME = 'OrganizationAccountAccessRole';

interface CreateAccountRequest {
  readonly Email: string;
  readonly AccountName: string;
  readonly RoleName?: string;
  readonly IamUserAccessToBilling?: 'ALLOW' | 'DENY';
  readonly Tags?: Tag[];
}

/**
 * The call succeeds before it is known whether the account can be made, unless that takes no time. There is no idempotency token.
 */
function createAccount(call: Call, request: CreateAccountRequest): object {
  return startCreation(call, request);
}

/** @param isPaired whether an account in GovCloud is created with it */
function startCreation(call: Call, request: CreateAccountRequest, isPaired = false): object {
  const { limits, accountCreationMs } = call.world.settings;
  const { RoleName: roleName = DEFAULT_ROLE_NAME, IamUserAccessToBilling: iamUserAccessToBilling = 'ALLOW' } = request;
  refuseWhileFinalizing(call);
  if (roleName.startsWith('AWSServiceRoleFor')) {
    throw invalidInput('INVALID_ROLE_NAME', `A role name can't begin with the prefix AWSServiceRoleFor, "${roleName}" does.`);
  }
  const tags = withTags({}, request.Tags, limits.tagsPerResource);
  const inProgress = call.view.list('createAccountRequests', IN_TRANSIT, 'IN_PROGRESS');
  if (inProgress.length >= limits.accountCreationsInProgress) {
    if (call.readings.tooManyAccountCreations === 'TooManyRequestsException') throw throttled(call.readings);
    throw constraintViolation('ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED',
      `You can have ${limits.accountCreationsInProgress} account creations in progress at one time.`);
  }
  if (accountsAndThoseToCome(call) >= limits.accounts) {
    throw constraintViolation('ACCOUNT_NUMBER_LIMIT_EXCEEDED', 'You have exceeded the allowed number of AWS accounts.');
  }
  const { reason, atOnce } = addressProblem(call, request.Email, isPaired);
  const { random } = call.world;
  const record: CreateAccountRequestRecord = {
    id: newId.createAccountRequest(random),
    accountName: request.AccountName,
    email: request.Email,
    state: atOnce ? 'FAILED' : 'IN_PROGRESS',
    requestedAt: call.now,
    completesAt: call.now + (atOnce ? 0 : random.integer(...accountCreationMs)),
    accountId: freeAccountId(call),
    ...(isPaired && { govCloudAccountId: freeAccountId(call) }),
    failureReason: reason,
    roleName,
    iamUserAccessToBilling,
    tags,
  };
  call.changes.put('createAccountRequests', record);
  const isDone = !atOnce && record.completesAt <= call.now;
  return { CreateAccountStatus: presentCreateAccountStatus(isDone ? endAccountCreation(call.world, call.changes, record) : record) };
}

function freeAccountId(call: Call): string {
  const { random, surroundings } = call.world;
  return unusedId(
    (id) => surroundings.account(id) !== undefined || surroundings.worlds.some(({ truth }) => truth.has('createAccountRequests', 'account', id)),
    () => newId.account(random),
  );
}

const GOVCLOUD = 'aws-us-gov';

/** Creates a stand-alone account in GovCloud, and the member account that pays for it. Source: API Reference. */
function createGovCloudAccount(call: Call, request: CreateAccountRequest): object {
  if (call.partition !== 'aws') {
    throw new ServiceError('UnsupportedAPIEndpointException', `CreateGovCloudAccount exists in the partition aws only, this is ${call.partition}.`);
  }
  const { managementAccountId } = call.organization;
  if (!call.view.list('knownAccounts').some(({ pairedAccountId }) => pairedAccountId === managementAccountId)) {
    throw constraintViolation('MASTER_ACCOUNT_NOT_GOVCLOUD_ENABLED',
      `The management account ${managementAccountId} must have an associated account in the AWS GovCloud (US-West) Region.`);
  }
  return startCreation(call, request, true);
}

const LOCAL_PART = /^(?!\.)[^\s"'()<>[\]:;,\\|%&@]+$/;
const DOMAIN = /^(?![-.])[A-Za-z0-9.-]+\.[A-Za-z0-9.-]+(?<![-.])$/;

interface AddressProblem {
  /** The reason for the later failure of the request. */
  readonly reason?: string;
  /** Whether the first answer says so. */
  readonly atOnce?: boolean;
}

/** The problem of a request with its address. The earlier of two requests gets the address, unless a reading says otherwise. */
function addressProblem(call: Call, email: string, isPaired: boolean): AddressProblem {
  if (call.fault?.effect === 'failLater') return { reason: call.fault.failureReason };
  const [localPart, domain] = email.split('@');
  const isAscii = !/[^\u0020-\u007e]/.test(email);
  if (!isAscii || !LOCAL_PART.test(localPart) || !DOMAIN.test(domain)) return { reason: 'INVALID_EMAIL' };
  const address = email.toLowerCase();
  const { surroundings } = call.world;
  if (surroundings.isAddressTaken(address, call.partition)) return { reason: 'EMAIL_ALREADY_EXISTS', atOnce: call.readings.addressOfAnAccount === 'failsAtOnce' };
  if (isPaired && surroundings.accountsWithAddress(address).some(({ partition }) => partition === GOVCLOUD)) return { reason: 'GOVCLOUD_ACCOUNT_ALREADY_EXISTS' };
  const isInProgress = call.view.list('createAccountRequests', IN_TRANSIT, 'IN_PROGRESS')
    .some((other) => other.failureReason === undefined && other.email.toLowerCase() === address);
  return isInProgress ? secondRequest(call.readings.addressOfARequestInProgress, email) : {};
}

/** The problem of the later of two requests with the same address. */
function secondRequest(answer: Call['readings']['addressOfARequestInProgress'], email: string): AddressProblem {
  switch (answer) {
    case 'failsWhenItEnds': return { reason: 'EMAIL_ALREADY_EXISTS' };
    case 'failsAtOnce': return { reason: 'EMAIL_ALREADY_EXISTS', atOnce: true };
    case 'firstToEndWins': return {};
    case 'ConcurrentModificationException': throw concurrentModification();
    default: throw new ServiceError(answer, `An account with the email address ${email} is being created already.`);
  }
}

function describeCreateAccountStatus(call: Call, { CreateAccountRequestId: id }: { CreateAccountRequestId: string }): object {
  const request = call.view.get('createAccountRequests', id);
  if (!request) {
    throw new ServiceError('CreateAccountStatusNotFoundException', "We can't find a create account request with the ID that you specified.");
  }
  return { CreateAccountStatus: presentCreateAccountStatus(request) };
}

function listCreateAccountStatus(call: Call, request: PageRequest & { States?: string[] }): object {
  const { items, next } = page(
    call, request, requestsListed(call, request.States),
    (record) => !request.States?.length || request.States.includes(record.state) ? presentCreateAccountStatus(record) : undefined,
  );
  return { CreateAccountStatuses: items, ...next };
}

/** The requests that the list has, in its order; if one state is asked for, only those in it are looked at. */
function requestsListed(call: Call, states: readonly string[] = []): (after: number) => Iterable<Entry<CreateAccountRequestRecord>> {
  const { view, now } = call;
  const selection: [index?: string, value?: string] = states.length === 1 ? ['state', states[0]] : [];
  const list = () => view.list('createAccountRequests', ...selection);
  const ageOf = ({ requestedAt }: CreateAccountRequestRecord) => now - requestedAt;
  switch (call.readings.listedCreateAccountRequests) {
    case 'oldestFirst': return (after) => view.scan('createAccountRequests', states.length === 1 ? { index: 'state', value: states[0] } : undefined, after);
    case 'newestFirst': return numbered(list().reverse());
    case 'withoutRecentOnes': return numbered(list().filter((request) => ageOf(request) >= LATE_ACCOUNT_MS));
    case 'ofNinetyDays': return numbered(list().filter((request) => ageOf(request) < LISTED_REQUESTS_MS));
  }
}

export const accountCreationOperations = [
  writing('CreateAccount', 'management', createAccount),
  writing('CreateGovCloudAccount', 'management', createGovCloudAccount),
  reading('DescribeCreateAccountStatus', 'delegate', describeCreateAccountStatus),
  reading('ListCreateAccountStatus', 'delegate', listCreateAccountStatus),
];
