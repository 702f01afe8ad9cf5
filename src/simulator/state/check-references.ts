import { awsManagedPolicies } from '../aws-managed-policies';
import { EVERY_TYPE } from '../effective-policies/policy-changes';
import { SERVICE_MODEL } from '../service-model';
import { wrong } from './checks';
import { SimulatorState } from './simulator-state';

/** Refuses a state whose parts do not fit together. */
export function checkReferences(state: SimulatorState): void {
  const { organization, root } = state;
  checkUnique(state);
  if ((organization === null) !== (root === null)) throw wrong('root', root, 'a root if there is an organization, and null if not');
  if (!organization || !root) return checkNothing(state);
  if (!state.accounts.some(({ id }) => id === organization.managementAccountId)) {
    throw wrong('organization.managementAccountId', organization.managementAccountId, 'the id of one of the accounts');
  }
  if (state.managementAccount && state.managementAccount.id !== organization.managementAccountId) {
    throw wrong('managementAccount.id', state.managementAccount.id, `the organization's management account, ${organization.managementAccountId}`);
  }
  checkTree(state, root.id);
  checkPolicies(state, root.id);
  const accounts = new Set(state.accounts.map(({ id }) => id));
  state.delegatedAdministrators.forEach(({ accountId }, position) => {
    if (!accounts.has(accountId)) throw wrong(`delegatedAdministrators[${position}].accountId`, accountId, 'the id of one of the accounts');
  });
}

function checkNothing(state: SimulatorState): void {
  const {
    format: _1, random: _2, managementAccount: _3, addressesTakenElsewhere: _4, organization: _5, disturbances: _6,
    clockAheadMs: _7, accountProfiles: _8, ...contents
  } = state;
  for (const [field, value] of Object.entries(contents)) {
    if (Array.isArray(value) ? value.length > 0 : value !== null) throw wrong(field, value, 'nothing, because there is no organization');
  }
}

function checkUnique(state: SimulatorState): void {
  const keyed: Record<string, readonly string[]> = {
    organizationalUnits: state.organizationalUnits.map(({ id }) => id),
    accounts: state.accounts.map(({ id }) => id),
    policies: state.policies.map(({ id }) => id),
    attachments: state.attachments.map(({ policyId, targetId }) => `${policyId}/${targetId}`),
    policyTypes: state.policyTypes.map(({ type }) => type),
    trustedServices: state.trustedServices.map(({ servicePrincipal }) => servicePrincipal),
    delegatedAdministrators: state.delegatedAdministrators.map(({ accountId, servicePrincipal }) => `${accountId}/${servicePrincipal}`),
    createAccountRequests: state.createAccountRequests.map(({ id }) => id),
    accountProfiles: (state.accountProfiles ?? []).map(({ accountId }) => accountId),
    policyChanges: (state.policyChanges ?? []).map(({ type, targetId }) => `${type}/${targetId}`),
  };
  for (const [field, keys] of Object.entries(keyed)) {
    const seen = new Set<string>();
    keys.forEach((key, position) => {
      if (seen.has(key)) throw wrong(`${field}[${position}]`, key, 'each of them once');
      seen.add(key);
    });
  }
}

/** Parents before children, so there are no cycles either. */
function checkTree(state: SimulatorState, rootId: string): void {
  const parents = new Set([rootId]);
  state.organizationalUnits.forEach(({ id, parentId }, position) => {
    if (!parents.has(parentId)) throw wrong(`organizationalUnits[${position}].parentId`, parentId, 'the root or a unit that stands before it');
    parents.add(id);
  });
  state.accounts.forEach(({ parentId }, position) => {
    if (!parents.has(parentId)) throw wrong(`accounts[${position}].parentId`, parentId, 'the root or one of the organizational units');
  });
}

function checkPolicies(state: SimulatorState, rootId: string): void {
  const types = SERVICE_MODEL.shapes.PolicyType.enum ?? [];
  const checkType = (type: string, field: string) => {
    if (!types.includes(type)) throw wrong(field, type, `one of ${types.join(', ')}`);
  };
  state.policies.forEach(({ type }, position) => checkType(type, `policies[${position}].type`));
  state.policyTypes.forEach(({ type }, position) => checkType(type, `policyTypes[${position}].type`));
  const policies = new Set([...awsManagedPolicies('ALL'), ...state.policies].map(({ id }) => id));
  const targets = new Set([rootId, ...state.organizationalUnits.map(({ id }) => id), ...state.accounts.map(({ id }) => id)]);
  state.attachments.forEach(({ policyId, targetId }, position) => {
    if (!policies.has(policyId)) throw wrong(`attachments[${position}].policyId`, policyId, 'the id of one of the policies');
    if (!targets.has(targetId)) throw wrong(`attachments[${position}].targetId`, targetId, 'the id of the root, a unit or an account');
  });
  state.policyChanges?.forEach(({ type, targetId }, position) => {
    if (type !== EVERY_TYPE) checkType(type, `policyChanges[${position}].type`);
    if (!targets.has(targetId)) throw wrong(`policyChanges[${position}].targetId`, targetId, 'the id of the root, a unit or an account');
  });
}
