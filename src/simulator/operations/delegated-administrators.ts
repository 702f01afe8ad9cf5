import { numbered, page, PageRequest } from '../protocol/paging';
import { presentMember, seconds, stateOf } from '../protocol/presentation';
import { constraintViolation, invalidInput, ServiceError } from '../protocol/service-error';
import { findAccount } from './accounts/accounts';
import { Call, reading, writing } from './operation';
import { requireAllFeatures } from './preconditions';
import { requireServicePrincipal } from './trusted-access';
import { DelegatedAdministratorRecord } from '../store/records';
import { delegatedAdministratorKey } from '../store/store';

interface DelegationRequest {
  readonly AccountId: string;
  readonly ServicePrincipal: string;
}

function register(call: Call, { AccountId: accountId, ServicePrincipal: servicePrincipal }: DelegationRequest): void {
  requireAllFeatures(call);
  requireServicePrincipal(call, servicePrincipal);
  refuseManagementAccount(call, accountId);
  const inactive = call.allViews.map((view) => stateOf(call, findAccount(view, accountId))).find((state) => state !== 'ACTIVE');
  if (inactive !== undefined) {
    throw constraintViolation('CANNOT_REGISTER_SUSPENDED_ACCOUNT_AS_DELEGATED_ADMINISTRATOR',
      `You can't register account ${accountId}, it is ${inactive}.`);
  }
  if (!call.allViews.every((view) => view.get('trustedServices', servicePrincipal))) {
    throw constraintViolation('SERVICE_ACCESS_NOT_ENABLED', `Enable trusted access for ${servicePrincipal} first.`);
  }
  if (call.view.get('delegatedAdministrators', delegatedAdministratorKey(accountId, servicePrincipal))) {
    if (call.readings.registeringTwice === 'success') return;
    throw new ServiceError('AccountAlreadyRegisteredException', 'The provided account is already a delegated administrator for your organization.');
  }
  refuseTooMany(call, servicePrincipal);
  call.changes.put('delegatedAdministrators', { accountId, servicePrincipal, enabledAt: call.now });
}

/** The service has one reason for it, which it gives where such an account is deregistered as well. */
function refuseManagementAccount(call: Call, accountId: string): void {
  if (accountId !== call.organization.managementAccountId) return;
  throw constraintViolation('CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR',
    'You cannot register master account/yourself as delegated administrator for your organization.');
}

function refuseTooMany(call: Call, servicePrincipal: string): void {
  const limit = call.world.settings.limits.delegatedAdministrators[servicePrincipal] ?? Infinity;
  if (call.view.list('delegatedAdministrators', 'service', servicePrincipal).length < limit) return;
  throw limit === 1
    ? constraintViolation('DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE', `${servicePrincipal} has a delegated administrator and allows one.`)
    : constraintViolation('MAX_DELEGATED_ADMINISTRATORS_FOR_SERVICE_LIMIT_EXCEEDED', `${servicePrincipal} allows ${limit} delegated administrators.`);
}

function deregister(call: Call, { AccountId: accountId, ServicePrincipal: servicePrincipal }: DelegationRequest): void {
  requireAllFeatures(call);
  requireServicePrincipal(call, servicePrincipal);
  refuseManagementAccount(call, accountId);
  findAccount(call.view, accountId);
  const key = delegatedAdministratorKey(accountId, servicePrincipal);
  if (!call.view.get('delegatedAdministrators', key)) {
    switch (call.readings.deregisteringTheUnregistered) {
      case 'success': return;
      case 'InvalidInputException': throw invalidInput('INVALID_PATTERN', `Account ${accountId} is not registered for ${servicePrincipal}.`);
      case 'AccountNotFoundException': throw new ServiceError('AccountNotFoundException', "You specified an account that doesn't exist.");
      case 'AccountNotRegisteredException': throw notRegistered();
    }
  }
  call.changes.delete('delegatedAdministrators', key);
}

function notRegistered(): ServiceError {
  return new ServiceError('AccountNotRegisteredException', 'The provided account is not a registered delegated administrator for your organization.');
}

/** Each account once, with the date of its first delegation (of this service, if one is given). */
function listDelegatedAdministrators(call: Call, request: PageRequest & { ServicePrincipal?: string }): object {
  requireAllFeatures(call);
  const { ServicePrincipal: service } = request;
  const delegations = service === undefined
    ? call.view.list('delegatedAdministrators')
    : call.view.list('delegatedAdministrators', 'service', service);
  const firsts = new Map<string, DelegatedAdministratorRecord>();
  for (const delegation of delegations) if (!firsts.has(delegation.accountId)) firsts.set(delegation.accountId, delegation);
  const { items, next } = page(call, request, numbered([...firsts.values()]), ({ accountId, enabledAt }) => {
    const account = call.view.get('accounts', accountId);
    return account && { ...presentMember(call, account), DelegationEnabledDate: seconds(enabledAt) };
  });
  return { DelegatedAdministrators: items, ...next };
}

function listDelegatedServices(call: Call, request: PageRequest & { AccountId: string }): object {
  requireAllFeatures(call);
  findAccount(call.view, request.AccountId);
  if (!call.view.has('delegatedAdministrators', 'account', request.AccountId)) throw notRegistered();
  const { items, next } = page(
    call, request,
    (after) => call.view.scan('delegatedAdministrators', { index: 'account', value: request.AccountId }, after),
    ({ servicePrincipal, enabledAt }) => ({ ServicePrincipal: servicePrincipal, DelegationEnabledDate: seconds(enabledAt) }),
  );
  return { DelegatedServices: items, ...next };
}

export const delegatedAdministratorOperations = [
  writing('RegisterDelegatedAdministrator', 'management', register),
  writing('DeregisterDelegatedAdministrator', 'management', deregister),
  reading('ListDelegatedAdministrators', 'delegate', listDelegatedAdministrators),
  reading('ListDelegatedServicesForAccount', 'delegate', listDelegatedServices),
];
