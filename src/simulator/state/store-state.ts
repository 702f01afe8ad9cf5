import { awsManagedPolicies } from '../aws-managed-policies';
import { SimulatorState, STATE_FORMAT } from './simulator-state';
import { TableName } from '../store/records';
import { Store } from '../store/store';
import { View } from '../store/view';

const LISTS = [
  'organizationalUnits', 'accounts', 'attachments', 'policyTypes', 'trustedServices', 'delegatedAdministrators', 'createAccountRequests',
] as const satisfies readonly TableName[];

const SINGLES = ['organization', 'root', 'resourcePolicy'] as const satisfies readonly TableName[];

/** Before anything that a reader can still look at. */
const LONG_AGO = -Infinity;

export function loadStore(state: SimulatorState): Store {
  const store = new Store();
  const load = <N extends TableName>(name: N, records: readonly unknown[]) => {
    records.forEach((record) => store.table<TableName>(name).put(record as never, LONG_AGO));
  };
  SINGLES.forEach((name) => load(name, state[name] ? [state[name]] : []));
  load('policies', [...state.organization ? awsManagedPolicies(state.organization.featureSet) : [], ...state.policies]);
  LISTS.forEach((name) => load(name, state[name]));
  load('policyChanges', state.policyChanges ?? []);
  load('accountProfiles', state.accountProfiles ?? []);
  return store;
}

export function saveStore(view: View): Omit<SimulatorState, 'managementAccount' | 'addressesTakenElsewhere' | 'random' | 'disturbances'> {
  const [policyChanges, accountProfiles] = [view.list('policyChanges'), view.list('accountProfiles')];
  return structuredClone({
    format: STATE_FORMAT,
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
    ...(accountProfiles.length > 0 && { accountProfiles }),
  });
}
