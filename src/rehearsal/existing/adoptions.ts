import { createHash } from 'node:crypto';
import type { AdoptedResource } from './adopted-resources';
import {
  type AccountProperties, OrganizationAttribute, type OrganizationalUnitProperties, type PolicyProperties, type ResourcePolicyProperties,
  ResourceType, type ResourceTypeName,
} from '../../contract';
import { type Account, byName, type Organization, type OrganizationalUnit, type Parent, type Policy, type DesiredResource } from '../../model';

/**
 * The organization with the adopted resources, as the code describes them. A unit is below its parent. It is omitted if the code creates
 * its parent, because it cannot exist yet. An account below such a parent is in the root. The management account takes the place of the
 * assumed one.
 */
export function withAdopted(
  organization: Organization, adopted: readonly AdoptedResource[], resources: readonly DesiredResource[],
): Organization {
  const { root, policies } = structuredClone(organization);
  const parents = new Map<string, Parent>([[root.id, root], ...root.organizationalUnits.map((unit) => [unit.id, unit] as const)]);
  for (const { type, id } of resources) if (type === ResourceType.ORGANIZATION) parents.set(id.replace(/}$/, '.RootId}'), root);
  const { attachedPolicies } = root;
  const of = <Properties>(type: ResourceTypeName) => (
    adopted.filter(({ resource }) => resource.type === type).map(({ resource, references }) => (
      { ...resource, references, properties: resource.properties as unknown as Properties })));

  const units = of<OrganizationalUnitProperties>(ResourceType.ORGANIZATIONAL_UNIT);
  // Each pass adds the units of one more level.
  for (let isNew = true; isNew;) {
    isNew = false;
    for (const each of units) {
      const { id, references, properties: { Name: name, ParentId } } = each;
      const parent = parents.get(ParentId);
      if (parent === undefined || parents.has(id)) continue;
      const unit: OrganizationalUnit = {
        id: idBefore(each, organization),
        name,
        tags: {},
        attachedPolicies,
        accounts: [],
        organizationalUnits: [],
      };
      for (const reference of references) parents.set(reference, unit);
      parent.organizationalUnits.push(unit);
      isNew = true;
    }
  }
  for (const each of of<AccountProperties>(ResourceType.ACCOUNT)) {
    const { AccountName: name, Email: email, ParentId } = each.properties;
    const account: Account = { id: idBefore(each, organization), name, email, state: 'ACTIVE', tags: {}, attachedPolicies };
    const assumed = root.accounts.findIndex(({ id }) => id === organization.managementAccountId);
    if (account.id === organization.managementAccountId && assumed >= 0) root.accounts.splice(assumed, 1);
    (parents.get(ParentId) ?? root).accounts.push(account);
  }
  const present = of<PolicyProperties>(ResourceType.POLICY).map((each): Policy => {
    const { Type: type, Name: name, Description: description, Content: content } = each.properties;
    return { id: idBefore(each, organization), type, name, description, content, tags: {} };
  });
  const [resourcePolicy] = of<ResourcePolicyProperties>(ResourceType.RESOURCE_POLICY).map((each) => (
    { id: idBefore(each, organization), content: each.properties.Content, tags: {} }));
  return { ...organization, root, policies: byName([...policies, ...present]), ...(resourcePolicy ? { resourcePolicy } : {}) };
}

/** The ID that an adopted resource has before the rehearsal: the one in the code, or else one derived from the reference to it. */
export function idBefore(
  { type, id, properties }: Identified, { root, managementAccountId }: Pick<Organization, 'root' | 'managementAccountId'>,
): string {
  const { AccountId, OrganizationalUnitId } = properties as Partial<AccountProperties & OrganizationalUnitProperties>;
  switch (type) {
    case ResourceType.ACCOUNT:
      return isSymbolOfManager(AccountId) ? managementAccountId : AccountId ?? String(BigInt(`0x${hash(id)}`) % 10n ** 12n).padStart(12, '0');
    case ResourceType.ORGANIZATIONAL_UNIT: return OrganizationalUnitId ?? `ou-${root.id.slice('r-'.length)}-${hash(id).slice(0, 8)}`;
    case ResourceType.RESOURCE_POLICY: return `rp-${hash(id).slice(0, 8)}`;
    default: return `p-${hash(id).slice(0, 8)}`;
  }
}

type Identified = Pick<DesiredResource, 'type' | 'id'> & { readonly properties: object };

/** Whether code names the management account by an attribute of its organization. */
function isSymbolOfManager(accountId: string | undefined): boolean {
  return accountId?.endsWith(`.${OrganizationAttribute.MANAGEMENT_ACCOUNT_ID}}`) === true;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
