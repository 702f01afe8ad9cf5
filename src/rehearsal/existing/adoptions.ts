import { createHash } from 'node:crypto';
import {
  type AccountProperties, OrganizationAttribute, type OrganizationalUnitProperties, type PolicyProperties, type ResourcePolicyProperties,
  ResourceType, type ResourceTypeName,
} from '../../contract';
import { type Account, byName, type Organization, type OrganizationalUnit, type Parent, type Policy, type DesiredResource } from '../../model';

/** The key by which `adopt: true` finds each type of resource. Equal keys in two codes identify one resource. */
const NATURAL_KEYS: { readonly [type in ResourceTypeName]?: (resource: DesiredResource) => string } = {
  [ResourceType.ORGANIZATION]: () => '',
  [ResourceType.ACCOUNT]: ({ properties: { Email } }) => String(Email).toLowerCase(),
  [ResourceType.ORGANIZATIONAL_UNIT]: ({ properties: { ParentId, Name } }) => `${String(ParentId)}/${String(Name)}`,
  [ResourceType.POLICY]: ({ properties: { Type, Name } }) => `${String(Type)}/${String(Name)}`,
  [ResourceType.RESOURCE_POLICY]: () => '',
};

/** The resources that every code which has them adopts. If one code creates a resource, the resource does not exist before. */
export function adoptedResources(codes: readonly (readonly DesiredResource[])[]): DesiredResource[] {
  const keyOf = (resource: DesiredResource) => `${resource.type} ${NATURAL_KEYS[resource.type]?.(resource)}`;
  const resources = codes.flat().filter(({ type }) => NATURAL_KEYS[type] !== undefined);
  const made = new Set(resources.filter((each) => !isAdopted(each)).map(keyOf));
  const found = new Map(resources.filter((each) => isAdopted(each) && !made.has(keyOf(each))).map((each) => [keyOf(each), each]));
  return [...found.values()];
}

function isAdopted({ properties }: DesiredResource): boolean {
  return String(properties.Adopt) === 'true';
}

/**
 * The organization with the adopted resources, as the code describes them. A unit is below its parent. It is omitted if the code creates
 * its parent, because it cannot exist yet. An account below such a parent is in the root. The management account takes the place of the
 * assumed one.
 */
export function withAdopted(
  organization: Organization, adopted: readonly DesiredResource[], resources: readonly DesiredResource[],
): Organization {
  const { root, policies } = structuredClone(organization);
  const parents = new Map<string, Parent>([[root.id, root], ...root.organizationalUnits.map((unit) => [unit.id, unit] as const)]);
  for (const { type, id } of resources) if (type === ResourceType.ORGANIZATION) parents.set(id.replace(/}$/, '.RootId}'), root);
  const { attachedPolicies } = root;
  const of = <Properties>(type: ResourceTypeName) => (
    adopted.filter((each) => each.type === type) as unknown as { readonly id: string; readonly properties: Properties }[]);

  const units = of<OrganizationalUnitProperties>(ResourceType.ORGANIZATIONAL_UNIT);
  // Each pass adds the units of one more level.
  for (let isNew = true; isNew;) {
    isNew = false;
    for (const { id, properties: { Name: name, ParentId, OrganizationalUnitId } } of units) {
      const parent = parents.get(ParentId);
      if (parent === undefined || parents.has(id)) continue;
      const unit: OrganizationalUnit = {
        id: OrganizationalUnitId ?? `ou-${root.id.slice('r-'.length)}-${hash(id).slice(0, 8)}`,
        name,
        tags: {},
        attachedPolicies,
        accounts: [],
        organizationalUnits: [],
      };
      parents.set(id, unit);
      parent.organizationalUnits.push(unit);
      isNew = true;
    }
  }
  for (const { id, properties: { AccountId, AccountName: name, Email: email, ParentId } } of of<AccountProperties>(ResourceType.ACCOUNT)) {
    const isManager = AccountId === organization.managementAccountId || isSymbolOfManager(AccountId);
    const assumed = root.accounts.findIndex((account) => account.id === organization.managementAccountId);
    if (isManager && assumed >= 0) root.accounts.splice(assumed, 1);
    const accountId = isManager ? organization.managementAccountId : AccountId ?? accountIdOf(id);
    const account: Account = { id: accountId, name, email, state: 'ACTIVE', tags: {}, attachedPolicies };
    (parents.get(ParentId) ?? root).accounts.push(account);
  }
  const present = of<PolicyProperties>(ResourceType.POLICY).map(({ id, properties: { Type, Name, Description, Content } }): Policy => ({
    id: `p-${hash(id).slice(0, 8)}`, type: Type, name: Name, description: Description, content: Content, tags: {},
  }));
  const [resourcePolicy] = of<ResourcePolicyProperties>(ResourceType.RESOURCE_POLICY).map(({ id, properties: { Content: content } }) => (
    { id: `rp-${hash(id).slice(0, 8)}`, content, tags: {} }));
  return { ...organization, root, policies: byName([...policies, ...present]), ...(resourcePolicy ? { resourcePolicy } : {}) };
}

/** Whether code names the management account by an attribute of its organization. */
function isSymbolOfManager(accountId: string | undefined): boolean {
  return accountId?.endsWith(`.${OrganizationAttribute.MANAGEMENT_ACCOUNT_ID}}`) === true;
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function accountIdOf(id: string): string {
  return String(BigInt(`0x${hash(id)}`) % 10n ** 12n).padStart(12, '0');
}
