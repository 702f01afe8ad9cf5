import { Call, reading, writing } from './operation';
import { endHandshake, isPending } from '../handshakes/handshake-endings';
import { departOrganization } from '../handshakes/membership';
import { newId } from '../protocol/identifiers';
import { numbered, page, PageRequest } from '../protocol/paging';
import { presentOrganization, presentRoot } from '../protocol/presentation';
import { constraintViolation, ServiceError } from '../protocol/service-error';
import { activeTransfers } from './responsibility-transfers/active-transfers';
import { FRESH_ROLE_MS } from '../readings/delays';
import { AccountRecord, FeatureSet, TableName } from '../store/records';
import { awsManagedPolicies } from '../world/aws-managed-policies';

function createOrganization(call: Call, { FeatureSet: featureSet = 'ALL' }: { FeatureSet?: FeatureSet }): object {
  if (call.view.organization) {
    throw new ServiceError('AlreadyInOrganizationException', 'The provided account is already a member of an organization.');
  }
  refuseFreshRole(call);
  const { random, managementAccount } = call.world;
  const root = { id: newId.root(random), name: 'Root', tags: {} };
  call.changes.put('organization', {
    id: newId.organization(random),
    featureSet,
    managementAccountId: managementAccount.id,
    managementAccountEmail: managementAccount.email,
    createdAt: call.now,
  });
  call.changes.put('root', root);
  call.changes.put('accounts', {
    id: managementAccount.id,
    name: call.world.surroundings.account(managementAccount.id)?.name ?? managementAccount.name,
    email: managementAccount.email,
    parentId: root.id,
    state: 'ACTIVE',
    joinedMethod: 'INVITED',
    joinedAt: call.now,
    tags: {},
  });
  awsManagedPolicies(featureSet).forEach((policy) => call.changes.put('policies', policy));
  if (featureSet === 'ALL' && call.readings.policyTypesOfANewOrganization === 'serviceControlPolicies') {
    call.changes.enablePolicyType('SERVICE_CONTROL_POLICY');
  }
  return { Organization: presentOrganization(call) };
}

/** Rights of a role that was just made are not known everywhere: here, to create the service-linked role of AWS Organizations. */
function refuseFreshRole(call: Call): void {
  const { world, readings, now } = call;
  if (readings.creatingTheOrganization === 'allowed') return;
  world.firstCreationAt ??= now;
  if (now - world.firstCreationAt >= FRESH_ROLE_MS) return;
  throw new ServiceError('AccessDeniedForDependencyException',
    'The request failed because your credentials do not have permission to create the service-linked role required by AWS Organizations.',
    'ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE');
}

const EVERYTHING: readonly TableName[] = [
  'organization', 'root', 'organizationalUnits', 'accounts', 'policies', 'attachments', 'policyTypes', 'trustedServices',
  'delegatedAdministrators', 'resourcePolicy', 'createAccountRequests', 'policyChanges',
];

/** Accounts block it, closed ones too; organizational units and policies go with it. */
function deleteOrganization(call: Call): void {
  const isCreating = call.view.list('createAccountRequests').some(({ state }) => state === 'IN_PROGRESS');
  if (call.world.store.table('accounts').size > 1 || isCreating) {
    throw new ServiceError('OrganizationNotEmptyException',
      'To delete an organization you must first remove all member accounts (except the master).');
  }
  refuseWithTransfers(call);
  const { changes, organization } = call;
  call.view.list('handshakes', 'organization', organization.id).filter(isPending)
    .forEach((handshake) => endHandshake(call.world.surroundings, changes, handshake, 'CANCELED'));
  EVERYTHING.forEach((table) => changes.clear(table));
}

function refuseWithTransfers(call: Call): void {
  const { id } = call.organization;
  const transfer = activeTransfers(call).find(({ source, target }) => source.organizationId === id || target.organizationId === id);
  if (!transfer) return;
  throw constraintViolation('ACTIVE_RESPONSIBILITY_TRANSFER_PROCESS',
    `The organization takes part in the responsibility transfer ${transfer.id}. Cancel or terminate it first.`);
}

function leaveOrganization(call: Call): void {
  if (call.caller.accountId === call.organization.managementAccountId) throw masterCannotLeave();
  removeMember(call, call.caller.accountId);
}

export function masterCannotLeave(): ServiceError {
  return new ServiceError('MasterCannotLeaveOrganizationException', 'The management account cannot leave its organization.');
}

/** The account leaves, by RemoveAccountFromOrganization or LeaveOrganization. */
export function removeMember(call: Call, accountId: string): void {
  const account = call.view.get('accounts', accountId);
  if (!account) throw new ServiceError('AccountNotFoundException', "You specified an account that doesn't exist.");
  requireMayLeave(call, account);
  departOrganization(call.world, call.changes, account);
}

/** Checks a member, however it leaves. */
export function requireMayLeave(call: Call, { id, state, joinedMethod, joinedAt }: AccountRecord): void {
  if (call.view.has('delegatedAdministrators', 'account', id)) {
    throw isDelegatedAdministrator(id);
  }
  if (state === 'CLOSED' || state === 'PENDING_CLOSURE') {
    throw constraintViolation('ACCOUNT_CANNOT_LEAVE_ORGANIZATION', `Account ${id} is closed and leaves the organization by itself.`);
  }
  if (joinedMethod === 'CREATED' && call.now - joinedAt < call.world.settings.limits.minimumAgeForRemovalMs) {
    throw constraintViolation('WAIT_PERIOD_ACTIVE', `Account ${id} was created too recently to leave the organization.`);
  }
}

export function isDelegatedAdministrator(accountId: string): ServiceError {
  return constraintViolation('CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG',
    `Account ${accountId} is a delegated administrator. Deregister it for every service first.`);
}

function listRoots(call: Call, request: PageRequest): object {
  const { items, next } = page(call, request, numbered(call.view.root ? [call.root] : []), () => presentRoot(call));
  return { Roots: items, ...next };
}

export const organizationOperations = [
  writing('CreateOrganization', 'everyone', createOrganization),
  reading('DescribeOrganization', 'organization', (call) => ({ Organization: presentOrganization(call) })),
  writing('DeleteOrganization', 'management', deleteOrganization),
  writing('LeaveOrganization', 'organization', leaveOrganization),
  reading('ListRoots', 'delegate', listRoots),
];
