import { adoptedResources } from './adopted-resources';
import { withAdopted } from './adoptions';
import { managementAccountOf, memberAccounts } from './calling-accounts';
import { adoptionWarning, foreignWarning, memberWarning } from './import-warnings';
import { withListedFacts } from './listed-facts';
import type { CloudAssembly } from '../../assembly';
import {
  ACCOUNT_MANAGEMENT_PRINCIPAL, ID_PATTERNS, type OrganizationProperties, type ParentPlaceProperties, type PolicyAttachmentsProperties,
  policyTypeLimits, type PolicyTypeName, ResourceType, type ResourceTypeName,
} from '../../contract';
import {
  type Account, type AttachedPolicy, type DesiredResource, desiredResources, type Organization, organizationFromAssembly,
  type OrganizationalUnit, placesIn, type Policy,
} from '../../model';

/** An organization with the resources on which code relies without creating them. */
export interface Imports {
  readonly organization: Organization;
  /** Warnings about the assumptions behind the organization. */
  readonly warnings: readonly string[];
}

interface Attachments {
  readonly properties: PolicyAttachmentsProperties;
}

const ORGANIZATION_ID = 'o-imported00';
const ROOT_ID = 'r-imported';
/** The properties whose IDs refer to resources of the organization. Other texts may contain IDs by chance. */
const FIELDS = ['ParentId', 'TargetId', 'AccountId', 'RootId'];

export interface ImportOptions {
  /**
   * The management account of the organization.
   * @default - the first account of the stacks without a delegated provider
   */
  readonly managementAccountId?: string;
  /**
   * Whether to give the accounts of delegated stacks in the first assembly their permissions, as if it were deployed.
   * @default false
   */
  readonly isDelegated?: boolean;
}

/**
 * The organization in which code with imports can be deployed. Methods such as `Organization.fromOrganizationAttributes` refer to resources
 * by IDs, which an empty simulator does not have. The code has neither their places nor their names, so they are directly below the root.
 * Adopted resources exist as the first code that has them describes them. If there are several codes, the first one is deployed, and the
 * facts that it lists about adopted resources exist too. The accounts of delegated stacks are members.
 * @returns `undefined` if the code has no such ID, adopts nothing and calls from no member account.
 */
export function importsOf(
  assemblies: readonly CloudAssembly[], { managementAccountId: given, isDelegated = false }: ImportOptions = {},
): Imports | undefined {
  const codes = assemblies.map((assembly) => desiredResources(assembly));
  const resources = codes.flat();
  const base = assemblies.length > 1 ? assemblies[0] : undefined;
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
  const adoptedAccounts = new Set(adopted.map(({ resource: { properties: { AccountId } } }) => AccountId));
  const adoptedUnitIds = adopted.flatMap(({ resource: { properties: { OrganizationalUnitId: id } } }) => (
    typeof id === 'string' ? [id] : []));
  const accounts = [...new Set([...namedAccounts, ...[...members.keys()].filter((id) => !adoptedAccounts.has(id))])].sort();
  const hasPolicy = resources.some(({ type }) => type === ResourceType.RESOURCE_POLICY);
  const granted = isDelegated && !hasPolicy ? [...memberAccounts(assemblies.slice(0, 1), managementAccountId)] : [];

  const isBaseAdopted = base !== undefined && adopted.some(({ resource: { type }, isInFirst }) => (
    isInFirst && type === ResourceType.ORGANIZATION));
  const listing = isBaseAdopted ? codes[0] : [];
  const policyTypes = [...new Set([
    ...codes.flatMap(reliedOnTypes), ...valuesOf(listing, ResourceType.POLICY_TYPE, 'PolicyType') as PolicyTypeName[],
  ])].sort();
  const attachedPolicies = byDefault(policyTypes);
  const withFacts = (organization: Organization) => (
    base === undefined ? organization : withListedFacts(organization, organizationFromAssembly(base), adopted));
  const account = (id: string, name = id): Account => (
    { id, name, email: `aws+${id}@example.com`, state: 'ACTIVE', tags: {}, attachedPolicies });
  const described = resources.find(({ type }) => type === ResourceType.ORGANIZATION)?.properties as OrganizationProperties | undefined;
  // The base has deployed what it adopts, so only later adoptions are assumed.
  const assumed = base === undefined ? adopted : adopted.filter(({ isInFirst }) => !isInFirst);
  const warnings = [
    ...(foreign.length > 0 ? [foreignWarning(foreign)] : []),
    ...(assumed.length > 0 ? [adoptionWarning(assumed, codes.at(-1)!)] : []),
    ...(members.size > 0 && !hasPolicy ? [memberWarning([...members.keys()], granted.length > 0)] : []),
  ];
  if (warnings.length + adopted.length === 0) {
    warnings.push('The code does not create the organization. The rehearsal assumes one without other resources.');
  }
  return {
    warnings,
    organization: withFacts(withAdopted({
      id: organizationIdIn(resources) ?? ORGANIZATION_ID,
      managementAccountId,
      featureSet: described?.FeatureSet ?? 'ALL',
      root: {
        id: roots[0] ?? [...units, ...adoptedUnitIds].map((id) => `r-${id.split('-')[1]}`)[0] ?? ROOT_ID,
        tags: {},
        attachedPolicies,
        accounts: [account(managementAccountId, 'management'), ...accounts.map((id) => account(id))],
        organizationalUnits: units.map((id): OrganizationalUnit => (
          { id, name: id, tags: {}, attachedPolicies, accounts: [], organizationalUnits: [] })),
      },
      policies,
      policyTypes,
      trustedServices: [...new Set([
        ...codes.flatMap(reliedOnServices), ...valuesOf(listing, ResourceType.TRUSTED_SERVICE, 'ServicePrincipal'),
      ])].sort(),
      delegatedAdministrators: [],
      ...(granted.length > 0 ? { resourcePolicy: { id: 'rp-imported', content: delegation(granted), tags: {} } } : {}),
    }, adopted, resources)),
  };
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

function idsIn({ type, properties: { Removal, MoveAccountsTo, ...properties } }: DesiredResource): string[] {
  const destinations = ([Removal, MoveAccountsTo] as (Partial<ParentPlaceProperties> | undefined)[]).flatMap(placesIn);
  // The ID of an account resource is the ID of the account that it adopts.
  const fields = FIELDS.filter((field) => type !== ResourceType.ACCOUNT || field !== 'AccountId');
  return [...fields.map((field) => properties[field]), ...destinations].filter((value): value is string => typeof value === 'string');
}

/** The policies that the code attaches by an ID of the service. */
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

/** The policy types of attached policies that the code does not enable, so that they have to be enabled already. */
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

/** The only organization ID in the code, such as in a condition of a policy. If there are several, the right one is not known. */
function organizationIdIn(resources: readonly DesiredResource[]): string | undefined {
  const found = new Set(JSON.stringify(resources.map(({ properties }) => properties)).match(/\bo-[a-z0-9]{10,32}\b/g));
  return found.size === 1 ? [...found][0] : undefined;
}
