import { createHash } from 'node:crypto';
import type { AdoptedResource } from './adopted-resources';
import {
  type AccountProperties, type OrganizationalUnitProperties, type PolicyProperties, type ResourcePolicyProperties, ResourceType,
  type ResourceTypeName,
} from '../../contract';
import { type Account, byName, type Organization, type OrganizationalUnit, type Parent, type Policy, type DesiredResource } from '../../model';

/**
 * The organization with the adopted resources, as the code describes them. A unit is below its parent. It is omitted if the code creates
 * its parent, because it cannot exist yet. An account below such a parent is in the root.
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
        id: idBefore(each, root.id),
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
    const account: Account = { id: idBefore(each, root.id), name, email, state: 'ACTIVE', tags: {}, attachedPolicies };
    (parents.get(ParentId) ?? root).accounts.push(account);
  }
  const present = of<PolicyProperties>(ResourceType.POLICY).map((each): Policy => {
    const { Type: type, Name: name, Description: description, Content: content } = each.properties;
    return { id: idBefore(each, root.id), type, name, description, content, tags: {} };
  });
  const [resourcePolicy] = of<ResourcePolicyProperties>(ResourceType.RESOURCE_POLICY).map((each) => (
    { id: idBefore(each, root.id), content: each.properties.Content, tags: {} }));
  return { ...organization, root, policies: byName([...policies, ...present]), ...(resourcePolicy ? { resourcePolicy } : {}) };
}

/** The ID that an adopted resource has before the rehearsal: the one in the code, or else one derived from the reference to it. */
export function idBefore({ type, id, properties }: Identified, rootId: string): string {
  const { AccountId, OrganizationalUnitId } = properties as Partial<AccountProperties & OrganizationalUnitProperties>;
  switch (type) {
    case ResourceType.ACCOUNT: return AccountId ?? String(BigInt(`0x${hash(id)}`) % 10n ** 12n).padStart(12, '0');
    case ResourceType.ORGANIZATIONAL_UNIT: return OrganizationalUnitId ?? `ou-${rootId.slice('r-'.length)}-${hash(id).slice(0, 8)}`;
    case ResourceType.RESOURCE_POLICY: return `rp-${hash(id).slice(0, 8)}`;
    default: return `p-${hash(id).slice(0, 8)}`;
  }
}

type Identified = Pick<DesiredResource, 'type' | 'id'> & { readonly properties: object };

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
