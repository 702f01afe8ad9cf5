import { newId, unusedId } from '../identifiers';
import { page, PageRequest } from '../paging';
import { presentCreateAccountStatus } from '../presentation';
import { constraintViolation, invalidInput, ServiceError } from '../service-error';
import { Call, reading, writing } from './operation';
import { Tag, withTags } from './tag-list';
import { CreateAccountRequestRecord } from '../store/records';
import { IN_TRANSIT } from '../store/store';

const SHORTEST_MS = 3_000;
const LONGEST_MS = 60_000;

const DEFAULT_ROLE_NAME = 'OrganizationAccountAccessRole';

interface CreateAccountRequest {
  readonly Email: string;
  readonly AccountName: string;
  readonly RoleName?: string;
  readonly IamUserAccessToBilling?: 'ALLOW' | 'DENY';
  readonly Tags?: Tag[];
}

/** The call succeeds before it is known whether the account can be made; there is no idempotency token. */
function createAccount(call: Call, request: CreateAccountRequest): object {
  const { limits, finalizingMs } = call.world.settings;
  const { RoleName: roleName = DEFAULT_ROLE_NAME, IamUserAccessToBilling: iamUserAccessToBilling = 'ALLOW' } = request;
  if (call.now < call.organization.createdAt + finalizingMs) {
    throw new ServiceError('FinalizingOrganizationException',
      'AWS Organizations could not finalize the creation of your organization. Try again later.');
  }
  if (roleName.startsWith('AWSServiceRoleFor')) {
    throw invalidInput('INVALID_ROLE_NAME', `A role name can't begin with the prefix AWSServiceRoleFor, "${roleName}" does.`);
  }
  const tags = withTags({}, request.Tags, limits.tagsPerResource);
  const inProgress = call.view.list('createAccountRequests', IN_TRANSIT, 'IN_PROGRESS');
  if (inProgress.length >= limits.accountCreationsInProgress) {
    throw constraintViolation('ACCOUNT_CREATION_RATE_LIMIT_EXCEEDED',
      `You can have ${limits.accountCreationsInProgress} account creations in progress at one time.`);
  }
  if (call.world.store.table('accounts').size + inProgress.length >= limits.accounts) {
    throw constraintViolation('ACCOUNT_NUMBER_LIMIT_EXCEEDED', 'You have exceeded the allowed number of AWS accounts.');
  }
  const { random } = call.world;
  const record: CreateAccountRequestRecord = {
    id: newId.createAccountRequest(random),
    accountName: request.AccountName,
    email: request.Email,
    state: 'IN_PROGRESS',
    requestedAt: call.now,
    completesAt: call.now + random.integer(SHORTEST_MS, LONGEST_MS),
    accountId: unusedId((id) => isAccountId(call, id), () => newId.account(random)),
    failureReason: failureReason(call, request.Email),
    roleName,
    iamUserAccessToBilling,
    tags,
  };
  call.changes.put('createAccountRequests', record);
  return { CreateAccountStatus: presentCreateAccountStatus(record) };
}

function isAccountId(call: Call, id: string): boolean {
  return call.view.get('accounts', id) !== undefined || call.view.has('createAccountRequests', 'account', id);
}

const LOCAL_PART = /^(?!\.)[^\s"'()<>[\]:;,\\|%&@]+$/;
const DOMAIN = /^(?![-.])[A-Za-z0-9.-]+\.[A-Za-z0-9.-]+(?<![-.])$/;

/** What the request's outcome will be. Of two requests with the same address the earlier one gets it. */
function failureReason(call: Call, email: string): string | undefined {
  if (call.fault?.effect === 'failLater') return call.fault.failureReason;
  const [localPart, domain] = email.split('@');
  const isAscii = !/[^\u0020-\u007e]/.test(email);
  if (!isAscii || !LOCAL_PART.test(localPart) || !DOMAIN.test(domain)) return 'INVALID_EMAIL';
  const address = email.toLowerCase();
  const isTaken = call.world.addressesTakenElsewhere.has(address)
    || address === call.world.managementAccount.email.toLowerCase()
    || call.view.has('accounts', 'email', address)
    || call.view.list('createAccountRequests', IN_TRANSIT, 'IN_PROGRESS')
      .some((other) => other.failureReason === undefined && other.email.toLowerCase() === address);
  return isTaken ? 'EMAIL_ALREADY_EXISTS' : undefined;
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
    call, request,
    (after) => call.view.scan('createAccountRequests', undefined, after),
    (record) => !request.States?.length || request.States.includes(record.state) ? presentCreateAccountStatus(record) : undefined,
  );
  return { CreateAccountStatuses: items, ...next };
}

export const accountCreationOperations = [
  writing('CreateAccount', 'management', createAccount),
  reading('DescribeCreateAccountStatus', 'delegate', describeCreateAccountStatus),
  reading('ListCreateAccountStatus', 'delegate', listCreateAccountStatus),
];
