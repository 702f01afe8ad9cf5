import { OrganizationState } from './simulator-state';
import { TableName } from '../store/records';
import { Store } from '../store/store';
import { View } from '../store/view';
import { awsManagedPolicies } from '../world/aws-managed-policies';

const LISTS = [
  'organizationalUnits', 'accounts', 'attachments', 'policyTypes', 'trustedServices', 'delegatedAdministrators', 'createAccountRequests',
] as const satisfies readonly TableName[];

const SINGLES = ['organization', 'root', 'resourcePolicy'] as const satisfies readonly TableName[];

/** Before anything that a reader can still look at. */
export const LONG_AGO = -Infinity;

/** @param common the store that has the tables of all organizations */
export function loadStore(state: OrganizationState, common: Store): Store {
  const store = new Store(common);
  const load = <N extends TableName>(name: N, records: readonly unknown[]) => {
    records.forEach((record) => store.table<TableName>(name).put(record as never, LONG_AGO));
  };
  SINGLES.forEach((name) => load(name, state[name] ? [state[name]] : []));
  const attached = new Set(state.attachments.map(({ policyId }) => policyId));
  const isThere = ({ id }: { readonly id: string }) => state.organization?.featureSet === 'ALL' || attached.has(id);
  load('policies', [...awsManagedPolicies('ALL').filter(isThere), ...state.policies]);
  LISTS.forEach((name) => load(name, state[name]));
  load('policyChanges', state.policyChanges ?? []);
  return store;
}

export function saveStore(view: View): OrganizationState {
  const policyChanges = view.list('policyChanges');
  return structuredClone({
    organization: view.organization ?? null,
    root: view.root ?? null,
    organizationalUnits: view.list('organizationalUnits'),
    accounts: view.list('accounts'),
    policies: view.list('policies').filter(({ awsManaged }) => !awsManaged),
    attachments: view.list('attachments'),
    policyTypes: view.list('policyTypes'),
    trustedServices: view.list('trustedServices'),
    delegatedAdministrators: view.list('delegatedAdministrators'),
    resourcePolicy: view.list('resourcePolicy')[0] ?? null,
    createAccountRequests: view.list('createAccountRequests'),
    ...(policyChanges.length > 0 && { policyChanges }),
  });
}
