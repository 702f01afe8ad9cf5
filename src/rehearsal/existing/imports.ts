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

/** An organization with the resources on which code relies without creating them. */
export interface Imports {
  readonly organization: Organization;
  /** A warning about the assumptions behind the organization. */
  readonly warning: string;
}

interface Attachments {
  readonly properties: PolicyAttachmentsProperties;
}

const ORGANIZATION_ID = 'o-imported00';
const ROOT_ID = 'r-imported';
const NAMED = 5;
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
 * Adopted resources exist as the code describes them. The accounts of delegated stacks are members.
 * @returns `undefined` if the code has no such ID, adopts nothing and calls from no member account.
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
      ? [`The code refers to resources that it does not create. The rehearsal assumes that they are empty and directly below the root: ${listed(foreign)}.`] : []),
    ...(adopted.length > 0
      ? [`The code adopts resources, and a rehearsal without a snapshot assumes that they exist: ${listed(adopted.map(nameOf))}. ${notAssumed(resources)}Rehearse with --from to see what exists.`]
      : []),
    ...(members.size > 0 && !hasPolicy ? [memberWarning([...members.keys()], granted.length > 0)] : []),
  ];
  return {
    warning: warnings.join(' ') || 'The code does not create the organization. The rehearsal assumes one without other resources.',
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

/**
 * Facts that a rehearsal does not assume, because they do not follow from code that adopts resources. A policy can exist while it is
 * attached to nothing and while its type is disabled, and the code enables or attaches either way.
 */
const NOT_ASSUMED: { readonly [type in ResourceTypeName]?: string } = {
  [ResourceType.POLICY_TYPE]: 'policy types are enabled',
  [ResourceType.POLICY_ATTACHMENTS]: 'policies are attached',
  [ResourceType.TRUSTED_SERVICE]: 'services are trusted',
  [ResourceType.DELEGATED_ADMINISTRATOR]: 'accounts are delegated administrators',
};

/** A sentence for the facts that concern the resources; empty for none. */
function notAssumed(resources: readonly DesiredResource[]): string {
  const types = new Set(resources.map(({ type }) => type));
  const facts = Object.entries(NOT_ASSUMED).filter(([type]) => types.has(type as ResourceTypeName)).map(([, fact]) => fact);
  return facts.length === 0 ? '' : `It does not assume that ${facts.join(' or ')}, so it also counts the calls for them. `;
}

function memberWarning(ids: readonly string[], isGranted: boolean): string {
  const assumed = isGranted ? 'a resource policy that delegates the permissions of the deployed code' : 'no resource policy';
  return `The code has stacks in member accounts (${listed(ids)}). The rehearsal assumes an organization with ${assumed}. Rehearse with --from to see the permissions of these accounts.`;
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

function listed(ids: readonly string[]): string {
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  return `${ids.slice(0, NAMED).join(', ')}${more}`;
}
