import type { DelegatedAdministrator } from '../../organization';
import type { OrganizationChange, ServiceChange } from '../change';
import type { FlatOrganization } from '../flat-organization';
import { statementChanges } from './statement-changes';
import type { Aligned } from '../identity/align';
import { outcomeOf, policyTypesToDisable, serviceOutcomeOf, isLeftToItself } from '../identity/provenance';

export function diffOrganization(base: FlatOrganization, head: FlatOrganization): OrganizationChange[] {
  const outcome = serviceOutcomeOf(base);
  const disabled = policyTypesToDisable(base, head);
  return [
    ...existence(base, head),
    ...only(head.policyTypes, base.policyTypes).map((policyType) => ({ kind: 'policyTypeEnabled' as const, policyType })),
    ...only(base.policyTypes, head.policyTypes).map((policyType) => ({ kind: 'policyTypeRemoved' as const, policyType, outcome: disabled.includes(policyType) ? 'ends' as const : outcome })),
  ];
}

export function diffServices(aligned: Aligned): ServiceChange[] {
  const { base, head } = aligned;
  const outcome = serviceOutcomeOf(base);
  return [
    ...diffResourcePolicy(aligned),
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
  if (head.id === '') return [{ kind: 'organizationRemoved', id: base.id, ...(isDeleted(base, head) ? { outcome: 'deleted' as const } : {}) }];
  if (base.featureSet === head.featureSet) return [];
  const request = head.allFeaturesRequest ?? base.allFeaturesRequest;
  return [{ kind: 'featureSetChanged', before: base.featureSet, after: head.featureSet, ...(request ? { request } : {}) }];
}

/** Its resource receives a Delete only if the code has turned both keys. */
function isDeleted(base: FlatOrganization, head: FlatOrganization): boolean {
  const code = base.targets.get(base.rootId)?.code;
  return code !== undefined && !code.retained && !code.adopt && !isLeftToItself(code, head);
}

function only<T>(these: readonly T[], those: readonly T[]): T[] {
  return these.filter((each) => !those.includes(each));
}

function onlyAdministrators(these: FlatOrganization, those: FlatOrganization): DelegatedAdministrator[] {
  const key = ({ accountId, servicePrincipal }: DelegatedAdministrator) => `${accountId}/${servicePrincipal}`;
  const known = new Set(those.delegatedAdministrators.map(key));
  return these.delegatedAdministrators.filter((each) => !known.has(key(each)));
}

function diffResourcePolicy(aligned: Aligned): ServiceChange[] {
  const [base, head] = [aligned.base.resourcePolicy, aligned.head.resourcePolicy];
  const statements = statementChanges('RESOURCE_CONTROL_POLICY', base?.content ?? NO_STATEMENTS, head?.content ?? NO_STATEMENTS);
  if (statements.length === 0) return [];
  const stays = base !== undefined && head === undefined && outcomeOf(aligned, base) === 'stays';
  return [{
    kind: 'resourcePolicyChanged',
    id: (base ?? head)!.id,
    statements,
    ...(base === undefined ? { tags: head!.tags } : { before: base.content }),
    ...(head === undefined ? {} : { after: head.content }),
    ...(stays ? { outcome: 'stays' as const } : {}),
  }];
}

const NO_STATEMENTS = '{"Version":"2012-10-17","Statement":[]}';
