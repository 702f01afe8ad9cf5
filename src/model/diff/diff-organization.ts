import type { DelegatedAdministrator } from '../organization';
import type { OrganizationChange, ServiceChange } from './change';
import type { FlatOrganization } from './flat-organization';
import { isLeftToItself } from './other-stack';
import { policyTypesToDisable, serviceOutcomeOf } from './provenance';

export function diffOrganization(base: FlatOrganization, head: FlatOrganization): OrganizationChange[] {
  const outcome = serviceOutcomeOf(base);
  const disabled = policyTypesToDisable(base, head);
  return [
    ...existence(base, head),
    ...only(head.policyTypes, base.policyTypes).map((policyType) => ({ kind: 'policyTypeEnabled' as const, policyType })),
    ...only(base.policyTypes, head.policyTypes).map((policyType) => ({ kind: 'policyTypeRemoved' as const, policyType, outcome: disabled.includes(policyType) ? 'ends' as const : outcome })),
  ];
}

export function diffServices(base: FlatOrganization, head: FlatOrganization): ServiceChange[] {
  const outcome = serviceOutcomeOf(base);
  return [
    ...only(head.trustedServices, base.trustedServices).map((servicePrincipal) => ({ kind: 'trustedAccessEnabled' as const, servicePrincipal })),
    ...only(base.trustedServices, head.trustedServices)
      .map((servicePrincipal) => ({ kind: 'trustedAccessRemoved' as const, servicePrincipal, outcome })),
    ...onlyAdministrators(head, base).map(({ owner: _owner, retained: _retained, ...administrator }) => (
      { kind: 'delegatedAdministratorRegistered' as const, ...administrator })),
    ...onlyAdministrators(base, head).map(({ owner, retained, ...administrator }) => ({
      kind: 'delegatedAdministratorDeregistered' as const,
      ...administrator,
      ...(retained || (owner !== undefined && isLeftToItself({ owner }, head)) ? { outcome: 'stays' as const } : {}),
    })),
  ];
}

function existence(base: FlatOrganization, head: FlatOrganization): OrganizationChange[] {
  if (base.id === '' && head.id === '') return [];
  if (base.id === '') return [{ kind: 'organizationAdded', id: head.id, rootId: head.rootId, managementAccountId: head.managementAccountId, featureSet: head.featureSet }];
  if (head.id === '') return [{ kind: 'organizationRemoved', id: base.id }];
  return base.featureSet === head.featureSet ? [] : [{ kind: 'featureSetChanged', before: base.featureSet, after: head.featureSet }];
}

function only<T>(these: readonly T[], those: readonly T[]): T[] {
  return these.filter((each) => !those.includes(each));
}

function onlyAdministrators(these: FlatOrganization, those: FlatOrganization): DelegatedAdministrator[] {
  const key = ({ accountId, servicePrincipal }: DelegatedAdministrator) => `${accountId}/${servicePrincipal}`;
  const known = new Set(those.delegatedAdministrators.map(key));
  return these.delegatedAdministrators.filter((each) => !known.has(key(each)));
}
