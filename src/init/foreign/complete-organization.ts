import { type ForeignAccount, type ForeignOrganization, FORMAT_NAMES, type ForeignUnit } from './foreign-organization';
import { POLICY_TYPES, type PolicyTypeName } from '../../contract';
import {
  type Account, type AttachedPolicy, byName, type Organization, type OrganizationalUnit, type Parent, type Policy, withShownTexts,
} from '../../model';

const SNAPSHOT = 'Run "cdk-org snapshot --output organization.json" with read access to the organization, and give --organization organization.json';

const DEFAULT_POLICIES = [
  ['SERVICE_CONTROL_POLICY', 'FullAWSAccess', POLICY_TYPES.SERVICE_CONTROL_POLICY.attachedByDefault],
  ['RESOURCE_CONTROL_POLICY', 'RCPFullAWSAccess', POLICY_TYPES.RESOURCE_CONTROL_POLICY.attachedByDefault],
] as const;

/**
 * The organization that a Terraform state describes, without a reading of AWS. FullAWSAccess counts as attached everywhere, because a state
 * does not say where it is.
 * @throws Error for another format, and for a state that lacks a part of the organization
 */
export function completeOrganization(foreign: ForeignOrganization): Organization {
  const { format, facts: { id, managementAccountId, rootId, featureSet = 'ALL', policyTypes = [], trustedServices = [] } } = foreign;
  if (format !== 'terraform') {
    throw new Error(`The organization has to be read, because ${FORMAT_NAMES[format]} does not have all IDs of AWS. ${SNAPSHOT} in place of --offline.`);
  }
  if (id === undefined || managementAccountId === undefined || rootId === undefined) {
    throw new Error(`The Terraform state does not say which organization it is: it has no aws_organizations_organization, neither as a resource nor as a data source. ${SNAPSHOT} in place of --offline.`);
  }
  const tree = new Tree(foreign, policyTypes, rootId);
  return withShownTexts({
    id,
    managementAccountId,
    featureSet,
    root: tree.parent(rootId, {}),
    policies: byName(foreign.policies.flatMap((policy): Policy[] => (policy.id === undefined ? [] : [{
      id: policy.id, name: policy.name, type: policy.type, description: policy.description ?? '', content: policy.content ?? '{}', tags: policy.tags ?? {},
    }]))),
    policyTypes: [...policyTypes].sort(),
    trustedServices: [...trustedServices],
    delegatedAdministrators: foreign.delegations.map(({ account, servicePrincipal }) => ({
      accountId: account, accountName: foreign.accounts.find((each) => each.id === account)?.name ?? account, servicePrincipal,
    })),
  });
}

class Tree {
  private readonly units = new Map<string, ForeignUnit[]>();
  private readonly accounts = new Map<string, ForeignAccount[]>();
  private readonly attached = new Map<string, string[]>();
  private readonly policies: ReadonlyMap<string, AttachedPolicy>;
  private readonly byDefault: readonly AttachedPolicy[];

  constructor({ units, accounts, policies, attachments }: ForeignOrganization, policyTypes: readonly PolicyTypeName[], rootId: string) {
    const known = new Set([rootId, ...units.map(({ id }) => id)]);
    this.policies = new Map(policies.map(({ id = '', name, type }) => [id, { id, name, type, awsManaged: false }]));
    this.byDefault = DEFAULT_POLICIES.filter(([type]) => policyTypes.includes(type))
      .map(([type, name, id]) => ({ id, name, type, awsManaged: true }));
    for (const unit of units) push(this.units, placeOf(unit, known, rootId), unit);
    for (const account of accounts) push(this.accounts, placeOf(account, known, rootId), account);
    for (const { policy, target } of attachments) push(this.attached, target, policy);
  }

  parent(id: string, tags: Parent['tags']): Parent {
    return {
      id,
      tags,
      attachedPolicies: this.attachedTo(id),
      accounts: byName((this.accounts.get(id) ?? []).map((account): Account => ({
        id: account.id!,
        name: account.name ?? account.id!,
        email: account.email ?? '',
        state: account.state ?? 'ACTIVE',
        tags: account.tags ?? {},
        attachedPolicies: this.attachedTo(account.id!),
      }))),
      organizationalUnits: byName((this.units.get(id) ?? []).map((unit): OrganizationalUnit => (
        { ...this.parent(unit.id!, unit.tags ?? {}), name: unit.name }))),
    };
  }

  private attachedTo(id: string): AttachedPolicy[] {
    return byName([...this.byDefault, ...(this.attached.get(id) ?? []).flatMap((policy) => this.policies.get(policy) ?? [])]);
  }
}

/** The management account is in the root, unless the state says another place. */
function placeOf(resource: ForeignUnit | ForeignAccount, known: ReadonlySet<string | undefined>, rootId: string): string {
  const { id, parent, origin, ...more } = resource;
  const place = parent ?? ('isManagement' in more ? rootId : undefined);
  if (id !== undefined && place !== undefined && known.has(place)) return place;
  const what = id === undefined ? 'the ID' : 'the place';
  throw new Error(`The Terraform state does not have ${what} of ${origin.address} (${more.name})${place === undefined ? '' : `: ${place} is not in it`}. ${SNAPSHOT} in place of --offline.`);
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  map.set(key, [...map.get(key) ?? [], value]);
}
