import { adoptedResources, withAdopted } from './adoptions';
import { managementAccountOf, memberAccounts } from './calling-accounts';
import type { CloudAssembly } from '../../assembly';
import {
  ACCOUNT_MANAGEMENT_PRINCIPAL, ID_PATTERNS, type OrganizationProperties, type PolicyAttachmentsProperties, policyTypeLimits,
  type PolicyTypeName, ResourceType,
  type ResourceTypeName,
} from '../../contract';
import {
  type Account, type AttachedPolicy, type Organization, type OrganizationalUnit, type Policy, type DesiredResource, desiredResources,
} from '../../model';

/** What code relies on and does not make, as an organization that holds just that. */
export interface Imports {
  readonly organization: Organization;
  /** What a reader has to know of it. */
  readonly warning: string;
}

interface Attachments {
  readonly properties: PolicyAttachmentsProperties;
}

const ORGANIZATION_ID = 'o-imported00';
const ROOT_ID = 'r-imported';
const NAMED = 5;
/** Its ids name things of the organization, and not texts in which an id occurs. */
const FIELDS = ['ParentId', 'TargetId', 'AccountId', 'RootId'];

export interface ImportOptions {
  /**
   * The management account of the organization.
   * @default - the first account of the stacks without a delegated provider
   */
  readonly managementAccountId?: string;
  /**
   * Whether the accounts of delegated stacks of the first assembly have the rights that these need, as where it counts as deployed.
   * @default false
   */
  readonly isDelegated?: boolean;
}

/**
 * The organization in which code with imports can be deployed: `Organization.fromOrganizationAttributes` and its like name things by their
 * ids, which an empty simulator does not know. Where they are and what they are called no code tells, so they lie directly below the root.
 * Resources that the code adopts have to exist too, and exist as the code describes them. The accounts of delegated stacks are members.
 * @returns undefined if the code names no such id, adopts nothing and calls from no member account.
 */
export function importsOf(
  assemblies: readonly CloudAssembly[], { managementAccountId: given, isDelegated = false }: ImportOptions = {},
): Imports | undefined {
  const codes = assemblies.map((assembly) => desiredResources(assembly));
  const resources = codes.flat();
  const managementAccountId = managementAccountOf(assemblies, given);
  const members = memberAccounts(assemblies, given);
  const own = new Set(resources.map(({ id }) => id));
  const named = [...new Set(resources.flatMap(idsIn))].filter((id) => !own.has(id)).sort();
  const of = (pattern: RegExp) => named.filter((id) => pattern.test(id) && id !== managementAccountId);
  const [units, roots] = [of(ID_PATTERNS.organizationalUnit), of(ID_PATTERNS.root)];
  const policies = importedPolicies(resources);
  const namedAccounts = of(ID_PATTERNS.account);
  const foreign = [...units, ...namedAccounts, ...policies.map(({ id }) => id)];
  const adopted = adoptedResources(codes);
  if (foreign.length + roots.length + adopted.length + members.size === 0) return undefined;
  const adoptedAccounts = new Set(adopted.map(({ properties: { AccountId } }) => AccountId));
  const accounts = [...new Set([...namedAccounts, ...[...members.keys()].filter((id) => !adoptedAccounts.has(id))])].sort();
  const hasPolicy = resources.some(({ type }) => type === ResourceType.RESOURCE_POLICY);
  const granted = isDelegated && !hasPolicy ? [...memberAccounts(assemblies.slice(0, 1), managementAccountId)] : [];

  const policyTypes = [...new Set(codes.flatMap(reliedOnTypes))].sort();
  const attachedPolicies = byDefault(policyTypes);
  const account = (id: string, name = id): Account => (
    { id, name, email: `aws+${id}@example.com`, state: 'ACTIVE', tags: {}, attachedPolicies });
  const organization = resources.find(({ type }) => type === ResourceType.ORGANIZATION)?.properties as OrganizationProperties | undefined;
  const warnings = [
    ...(foreign.length > 0
      ? [`The code names things that it does not make. The rehearsal takes them as empty, and as directly below the root: ${listed(foreign)}.`] : []),
    ...(adopted.length > 0
      ? [`The code adopts what a rehearsal without a snapshot takes as existing: ${listed(adopted.map(nameOf))}. Rehearse with --from to see whether it exists.`]
      : []),
    ...(members.size > 0 && !hasPolicy ? [memberWarning([...members.keys()], granted.length > 0)] : []),
  ];
  return {
    warning: warnings.join(' ') || 'The code does not make the organization: the rehearsal takes one in which nothing else is.',
    organization: withAdopted({
      id: organizationIdIn(resources) ?? ORGANIZATION_ID,
      managementAccountId,
      featureSet: organization?.FeatureSet ?? 'ALL',
      root: {
        id: roots[0] ?? units.map((id) => `r-${id.split('-')[1]}`)[0] ?? ROOT_ID,
        tags: {},
        attachedPolicies,
        accounts: [account(managementAccountId, 'management'), ...accounts.map((id) => account(id))],
        organizationalUnits: units.map((id): OrganizationalUnit => (
          { id, name: id, tags: {}, attachedPolicies, accounts: [], organizationalUnits: [] })),
      },
      policies,
      policyTypes,
      trustedServices: [...new Set(codes.flatMap(reliedOnServices))].sort(),
      delegatedAdministrators: [],
      ...(granted.length > 0 ? { resourcePolicy: { id: 'rp-imported', content: delegation(granted), tags: {} } } : {}),
    }, adopted, resources),
  };
}

function memberWarning(ids: readonly string[], isGranted: boolean): string {
  const taken = isGranted ? 'one whose resource policy delegates what the deployed code needs' : 'one with no resource policy';
  return `The code calls from member accounts (${listed(ids)}), and the rehearsal takes for their organization ${taken}. Rehearse with --from to see what is delegated to them.`;
}

/** A resource policy that delegates these policy types to these accounts. */
function delegation(granted: readonly (readonly [accountId: string, types: readonly string[]])[]): string {
  const Statement = granted.map(([accountId, types]) => ({
    Effect: 'Allow',
    Principal: { AWS: accountId },
    Action: 'organizations:*',
    Resource: '*',
    Condition: { StringEqualsIfExists: { 'organizations:PolicyType': types } },
  }));
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

function nameOf({ properties: { Email, Name } }: DesiredResource): string {
  return String(Email ?? Name ?? 'the organization');
}

function idsIn({ type, properties: { Removal, MoveAccountsTo, ...properties } }: DesiredResource): string[] {
  const destinations = [Removal, MoveAccountsTo].map((place) => (Object(place) as Record<string, unknown>).ParentId);
  // The id that an account has is that of the account which it adopts.
  const fields = FIELDS.filter((field) => type !== ResourceType.ACCOUNT || field !== 'AccountId');
  return [...fields.map((field) => properties[field]), ...destinations].filter((value): value is string => typeof value === 'string');
}

/** Policies that are attached by an id of the service. */
function importedPolicies(resources: readonly DesiredResource[]): Policy[] {
  const found = new Map<string, Policy>();
  for (const { properties } of attachments(resources)) {
    for (const [type, ids] of Object.entries(properties.Policies ?? {}) as [PolicyTypeName, string[]][]) {
      for (const id of ids) {
        if (!ID_PATTERNS.policy.test(id) || id === policyTypeLimits(type).attachedByDefault) continue;
        found.set(id, { id, type, name: id, description: '', content: '{"Version":"2012-10-17","Statement":[]}', tags: {} });
      }
    }
  }
  return [...found.values()];
}

/** Who attaches a policy and does not enable its type relies on that somebody else did. */
function reliedOnTypes(code: readonly DesiredResource[]): PolicyTypeName[] {
  const enabled = valuesOf(code, ResourceType.POLICY_TYPE, 'PolicyType');
  const types = attachments(code).flatMap(({ properties: { Policies, PolicySets } }) => Object.keys({ ...Policies, ...PolicySets }));
  return (types as PolicyTypeName[]).filter((type) => !enabled.includes(type));
}

function reliedOnServices(code: readonly DesiredResource[]): string[] {
  const enabled = valuesOf(code, ResourceType.TRUSTED_SERVICE, 'ServicePrincipal');
  const needed = [
    ...valuesOf(code, ResourceType.DELEGATED_ADMINISTRATOR, 'ServicePrincipal'),
    ...(code.some(({ type }) => type === ResourceType.ACCOUNT_SETTINGS) ? [ACCOUNT_MANAGEMENT_PRINCIPAL] : []),
  ];
  return needed.filter((service) => !enabled.includes(service));
}

function valuesOf(code: readonly DesiredResource[], type: ResourceTypeName, field: string): string[] {
  return code.filter((resource) => resource.type === type).map(({ properties }) => String(properties[field]));
}

function attachments(resources: readonly DesiredResource[]): Attachments[] {
  return resources.filter(({ type }) => type === ResourceType.POLICY_ATTACHMENTS) as unknown as Attachments[];
}

function byDefault(types: readonly PolicyTypeName[]): AttachedPolicy[] {
  return types.flatMap((type) => {
    const { attachedByDefault: id } = policyTypeLimits(type);
    return id === undefined ? [] : [{ id, name: id.slice('p-'.length), type, awsManaged: true }];
  });
}

/** The one that is named anywhere, such as in a condition of a policy; of several no one can tell which it is. */
function organizationIdIn(resources: readonly DesiredResource[]): string | undefined {
  const found = new Set(JSON.stringify(resources.map(({ properties }) => properties)).match(/\bo-[a-z0-9]{10,32}\b/g));
  return found.size === 1 ? [...found][0] : undefined;
}

function listed(ids: readonly string[]): string {
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  return `${ids.slice(0, NAMED).join(', ')}${more}`;
}
