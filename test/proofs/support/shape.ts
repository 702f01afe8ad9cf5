import type { SimulatorState } from '../../../src/simulator';

/**
 * What a state says, without ids, times and order: two runs that made the same things in another order are equal. Without the notes of
 * where a deployment found an account of ours as well: of an interrupted one the next one finds some.
 */
export function shapeOf(state: SimulatorState) {
  const named = [...state.organizationalUnits, ...state.accounts, ...state.policies, ...(state.root ? [state.root] : [])];
  const names = new Map(named.map(({ id, name }) => [id, name]));
  const parents = new Map([...state.organizationalUnits, ...state.accounts].map(({ id, parentId }) => [id, parentId]));
  const path = (id: string): string => {
    const parentId = parents.get(id);
    return parentId === undefined ? names.get(id) ?? id : `${path(parentId)}/${names.get(id)}`;
  };
  const tags = (given: Readonly<Record<string, string>>) => Object.entries(given)
    .map(([key, value]) => `${key}=${value.replace(/\b(r-|ou-|p-)[a-z0-9-]+/g, path).replace(/(?:\/found\/.*)?(?:\/\d{13})?$/, '')}`).sort();
  return {
    organization: state.organization?.featureSet,
    root: tags(state.root?.tags ?? {}),
    units: state.organizationalUnits.map((unit) => `${path(unit.id)} ${tags(unit.tags)}`).sort(),
    accounts: state.accounts.map((account) => `${path(account.id)} ${account.email} ${account.state} ${tags(account.tags)}`).sort(),
    addressChanges: (state.accountProfiles ?? []).flatMap(({ accountId, emailUpdate }) => (
      emailUpdate ? [`${path(accountId)} to ${emailUpdate.address} ${emailUpdate.status}`] : [])).sort(),
    policies: state.policies.map(({ type, name, description, content, tags: own }) => `${type} ${name} ${description} ${content} ${tags(own)}`).sort(),
    attachments: state.attachments.map(({ policyId, targetId }) => `${names.get(policyId) ?? policyId} on ${path(targetId)}`).sort(),
    policyTypes: state.policyTypes.map(({ type, status }) => `${type} ${status}`).sort(),
    services: state.trustedServices.map(({ servicePrincipal }) => servicePrincipal).sort(),
    administrators: state.delegatedAdministrators.map(({ accountId, servicePrincipal }) => `${path(accountId)} for ${servicePrincipal}`).sort(),
  };
}

/** The thing that an id stands for, in the words of `shapeOf`. */
export function nameOf(state: SimulatorState, id: string): string {
  const named = [...state.organizationalUnits, ...state.accounts, ...state.policies].find((each) => each.id === id);
  return named ? named.name : id;
}
