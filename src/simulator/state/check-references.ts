import { wrong } from './checks';
import { OrganizationState, SimulatorState } from './simulator-state';
import { EVERY_TYPE } from '../effective-policies/policy-changes';
import { SERVICE_MODEL } from '../protocol/service-model';
import { awsManagedPolicies } from '../world/aws-managed-policies';

/** Refuses a state whose parts do not fit together. */
export function checkReferences(state: SimulatorState): void {
  checkOrganization(state, state.managementAccount);
  (state.otherOrganizations ?? []).forEach((other, position) => within(`otherOrganizations[${position}]`, () => {
    if (!other.organization) throw wrong('organization', other.organization, 'an organization');
    checkOrganization(other);
  }));
  checkShared(state);
}

/** Adds the place to the error of a part of the state. */
function within(place: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    throw new Error((error as Error).message.replace(' is wrong at ', ` is wrong at ${place}.`));
  }
}

function checkOrganization(state: OrganizationState, managementAccount?: SimulatorState['managementAccount']): void {
  const { organization, root } = state;
  checkUnique(keysOf(state));
  if ((organization === null) !== (root === null)) throw wrong('root', root, 'a root if there is an organization, and null if not');
  if (!organization || !root) return checkNothing(state);
  if (!state.accounts.some(({ id }) => id === organization.managementAccountId)) {
    throw wrong('organization.managementAccountId', organization.managementAccountId, 'the ID of one of the accounts');
  }
  if (managementAccount && managementAccount.id !== organization.managementAccountId) {
    throw wrong('managementAccount.id', managementAccount.id, `the organization's management account, ${organization.managementAccountId}`);
  }
  checkTree(state, root.id);
  checkPolicies(state, root.id);
  const accounts = new Set(state.accounts.map(({ id }) => id));
  state.delegatedAdministrators.forEach(({ accountId }, position) => {
    if (!accounts.has(accountId)) throw wrong(`delegatedAdministrators[${position}].accountId`, accountId, 'the ID of one of the accounts');
  });
}

/** An account is in one organization, and what refers to a handshake or a transfer finds it. */
function checkShared(state: SimulatorState): void {
  const { accounts, otherOrganizations = [], knownAccounts = [], accountProfiles = [] } = state;
  const { handshakes = [], responsibilityTransfers = [] } = state;
  checkUnique({
    otherOrganizations: [...accounts, ...otherOrganizations.flatMap((other) => other.accounts)].map(({ id }) => id),
    knownAccounts: knownAccounts.map(({ id }) => id),
    accountProfiles: accountProfiles.map(({ accountId }) => accountId),
    handshakes: handshakes.map(({ id }) => id),
    responsibilityTransfers: responsibilityTransfers.map(({ id }) => id),
  });
  const transfers = new Set(responsibilityTransfers.map(({ id }) => id));
  handshakes.forEach(({ state: reached, endedAt, transferId }, position) => {
    const isPending = reached === 'REQUESTED' || reached === 'OPEN';
    if (isPending !== (endedAt === undefined)) throw wrong(`handshakes[${position}].endedAt`, endedAt, isPending ? 'none, since it waits for an answer' : 'when it ended');
    if (transferId !== undefined && !transfers.has(transferId)) throw wrong(`handshakes[${position}].transferId`, transferId, 'the ID of one of the transfers');
  });
}

function checkNothing(state: OrganizationState): void {
  const {
    root, organizationalUnits, accounts, policies, attachments, policyTypes, trustedServices, delegatedAdministrators, resourcePolicy,
    createAccountRequests, policyChanges = [],
  } = state;
  const contents = {
    root,
    organizationalUnits,
    accounts,
    policies,
    attachments,
    policyTypes,
    trustedServices,
    delegatedAdministrators,
    resourcePolicy,
    createAccountRequests,
    policyChanges,
  } satisfies Record<keyof Omit<OrganizationState, 'organization'>, unknown>;
  for (const [field, value] of Object.entries(contents)) {
    if (Array.isArray(value) ? value.length > 0 : value !== null) throw wrong(field, value, 'nothing, because there is no organization');
  }
}

function keysOf(state: OrganizationState): Record<string, readonly string[]> {
  return {
    organizationalUnits: state.organizationalUnits.map(({ id }) => id),
    accounts: state.accounts.map(({ id }) => id),
    policies: state.policies.map(({ id }) => id),
    attachments: state.attachments.map(({ policyId, targetId }) => `${policyId}/${targetId}`),
    policyTypes: state.policyTypes.map(({ type }) => type),
    trustedServices: state.trustedServices.map(({ servicePrincipal }) => servicePrincipal),
    delegatedAdministrators: state.delegatedAdministrators.map(({ accountId, servicePrincipal }) => `${accountId}/${servicePrincipal}`),
    createAccountRequests: state.createAccountRequests.map(({ id }) => id),
    policyChanges: (state.policyChanges ?? []).map(({ type, targetId }) => `${type}/${targetId}`),
  };
}

function checkUnique(keyed: Readonly<Record<string, readonly string[]>>): void {
  for (const [field, keys] of Object.entries(keyed)) {
    const seen = new Set<string>();
    keys.forEach((key, position) => {
      if (seen.has(key)) throw wrong(`${field}[${position}]`, key, 'each of them once');
      seen.add(key);
    });
  }
}

/** Parents before children, so there are no cycles either. */
function checkTree(state: OrganizationState, rootId: string): void {
  const parents = new Set([rootId]);
  state.organizationalUnits.forEach(({ id, parentId }, position) => {
    if (!parents.has(parentId)) throw wrong(`organizationalUnits[${position}].parentId`, parentId, 'the root or a unit that stands before it');
    parents.add(id);
  });
  state.accounts.forEach(({ parentId }, position) => {
    if (!parents.has(parentId)) throw wrong(`accounts[${position}].parentId`, parentId, 'the root or one of the organizational units');
  });
}

function checkPolicies(state: OrganizationState, rootId: string): void {
  const types = SERVICE_MODEL.shapes.PolicyType.enum ?? [];
  const checkType = (type: string, field: string) => {
    if (!types.includes(type)) throw wrong(field, type, `one of ${types.join(', ')}`);
  };
  state.policies.forEach(({ type }, position) => checkType(type, `policies[${position}].type`));
  state.policyTypes.forEach(({ type }, position) => checkType(type, `policyTypes[${position}].type`));
  const policies = new Set([...awsManagedPolicies('ALL'), ...state.policies].map(({ id }) => id));
  const targets = new Set([rootId, ...state.organizationalUnits.map(({ id }) => id), ...state.accounts.map(({ id }) => id)]);
  state.attachments.forEach(({ policyId, targetId }, position) => {
    if (!policies.has(policyId)) throw wrong(`attachments[${position}].policyId`, policyId, 'the ID of one of the policies');
    if (!targets.has(targetId)) throw wrong(`attachments[${position}].targetId`, targetId, 'the ID of the root, a unit or an account');
  });
  // A target may be gone from a state that somebody edited: nothing hangs on when its policies changed.
  state.policyChanges?.forEach(({ type }, position) => {
    if (type !== EVERY_TYPE) checkType(type, `policyChanges[${position}].type`);
  });
}
