import { checkDestinations } from './check-destinations';
import { checkProperties, checkTree } from './check-properties';
import { codeNotes } from './code-notes';
import { isRetained } from './deletion-policy';
import { notedAccounts } from './noted-accounts';
import { checkObjects } from './one-for-each-object';
import { assertOneOrganization } from './one-organization';
import { type PackedPolicySet, packedPolicySet } from './policy-sets';
import type { CloudAssembly } from '../../assembly';
import {
  type AccountProperties, type DelegatedAdministratorProperties, ID_PATTERNS, type InvitedAccountProperties, OrganizationAttribute,
  type OrganizationalUnitProperties,
  type OrganizationProperties, POLICY_TYPE_NAMES, type PolicyAttachmentsProperties,
  type PolicySetProperties, policyTypeLimits, type PolicyProperties, type PolicyTypeName,
  type PolicyTypeProperties, readPolicyIds, type ResourcePolicyProperties, ResourceType, type ResourceTypeName, stackOwner, type Tag,
  type TrustedServiceProperties,
} from '../../contract';
import { settingsInCode } from '../account-settings/account-settings';
import { type Deployed, stackTrees, symbolOf, desiredResources, type DesiredResource } from '../desired-resources';
import { once, onceForEach } from '../grouping';
import { INVITED_STATE, partyName, partyOf } from '../invitations';
import type { Account, AttachedPolicy, DelegatedAdministrator, Organization, OrganizationalUnit, Parent, Policy, Tags } from '../organization';
import { privilegedParts } from '../privileged/from-templates';
import { guardedActionsOf } from '../privileged/guarded-actions';
import { byName } from '../sorting';
import { stackLinks } from '../stack-links';

export interface FromAssemblyOptions {
  /**
   * Whether the templates are those of stacks, of which a deployment that failed may have updated only some.
   * @default false
   */
  readonly areOfStacks?: boolean;
}

/**
 * The organization that the code of an assembly describes. IDs are symbols (`${Stack.LogicalId}`) except where `deployed` knows them.
 * Parents and targets outside the code appear at the root, named by their ID.
 * @throws AssemblyError if there are several
 */
export function organizationFromAssembly(
  assembly: CloudAssembly, deployed?: Deployed, { areOfStacks }: FromAssemblyOptions = {},
): Organization {
  assertOneOrganization(assembly);
  const trees = stackTrees(assembly, deployed);
  const written = desiredResources(assembly, deployed, trees);
  written.forEach(checkProperties);
  checkTree(written);
  if (!areOfStacks) checkDestinations(written);
  checkObjects(written);
  const managing: unknown = written.find(({ type }) => type === ResourceType.ORGANIZATION);
  const organization = managing as Desired<OrganizationProperties> | undefined;
  const attribute = (name: string) => String(organization
    ? deployed?.attribute(organization.stackName, organization.logicalId, name) ?? symbolOf(organization, name)
    : '');
  const rootId = attribute(OrganizationAttribute.ROOT_ID);
  const resources = organization ? written.map((resource) => onRoot(resource, rootId)) : written;
  const of = <Properties>(type: ResourceTypeName) => resources
    .filter((resource) => resource.type === type) as unknown as Desired<Properties>[];

  const policies = of<PolicyProperties>(ResourceType.POLICY);
  const accounts = of<AccountProperties>(ResourceType.ACCOUNT);
  const invited = of<InvitedAccountProperties>(ResourceType.INVITED_ACCOUNT);
  const units = of<OrganizationalUnitProperties>(ResourceType.ORGANIZATIONAL_UNIT);
  const trustedServices = of<TrustedServiceProperties>(ResourceType.TRUSTED_SERVICE);
  const policyTypes = of<PolicyTypeProperties>(ResourceType.POLICY_TYPE);
  const enabled = [...new Set(policyTypes.map(({ properties }) => properties.PolicyType))].sort();
  const disabledOnRemoval = policyTypes
    .filter(({ properties, deletionPolicy }) => String(properties.DisableOnRemoval) === 'true' && !isRetained(deletionPolicy))
    .map(({ properties, owner }) => ({ policyType: properties.PolicyType, owner }));
  const attachments = of<PolicyAttachmentsProperties>(ResourceType.POLICY_ATTACHMENTS);
  // The code does not say which types an organization outside it has enabled, but an attachment relies on its type.
  const reliedOn = organization ? [] : attachments.flatMap(({ properties: { Policies, PolicySets } }) => (
    Object.keys({ ...Policies, ...PolicySets }) as PolicyTypeName[]));
  const sets = of<PolicySetProperties>(ResourceType.POLICY_SET).map((set) => packedPolicySet(set, tags(set.properties.Tags), deployed));
  const attached = attachmentsByTarget(attachments, policies, sets, [...new Set([...enabled, ...reliedOn])]);
  const [resourcePolicy] = of<ResourcePolicyProperties>(ResourceType.RESOURCE_POLICY);
  const notes = codeNotes(resources);
  const links = once(() => stackLinks(assembly.stacks));
  const noted = notedAccounts(assembly.stacks);
  const rights = once(() => {
    const privileged = privilegedParts(assembly, deployed === undefined ? trees : stackTrees(assembly));
    return { privileged, guardedActions: guardedActionsOf(privileged) };
  });

  const [accountsIn, invitationsIn, unitsIn] = [byParent(accounts), byParent(invited), byParent(units)] as const;
  const createdIn = (parentId: string) => accountsIn(parentId)
    .map(({ id, properties }): Account => ({
      id,
      name: properties.AccountName,
      email: properties.Email,
      state: 'ACTIVE',
      tags: tags(properties.Tags),
      attachedPolicies: attached(id),
      code: notes.get(id),
    }));
  const invitedIn = (parentId: string) => invitationsIn(parentId)
    .map(({ id, logicalId, stackName, properties }): Account => ({
      id,
      name: partyName(partyOf(properties)),
      email: properties.Email ?? '',
      state: isMember(deployed?.physicalId(stackName, logicalId)) ? 'ACTIVE' : INVITED_STATE,
      tags: tags(properties.Tags),
      attachedPolicies: attached(id),
      code: notes.get(id),
    }));
  const accountsOf = (parentId: string): Account[] => byName([...createdIn(parentId), ...invitedIn(parentId)]);
  const below = (id: string): Omit<Parent, 'tags'> => ({
    id,
    attachedPolicies: attached(id),
    accounts: accountsOf(id),
    organizationalUnits: byName(unitsIn(id).map((unit): OrganizationalUnit => ({
      ...below(unit.id), name: unit.properties.Name, tags: tags(unit.properties.Tags), code: notes.get(unit.id),
    }))),
  });

  const managementAccountId = attribute(OrganizationAttribute.MANAGEMENT_ACCOUNT_ID);
  const known = new Set([rootId, ...[...units, ...accounts, ...invited].map(({ id }) => id)]);
  const outside = new Set([
    ...[...units, ...accounts, ...invited].map(({ properties }) => properties.ParentId), ...attachments.map(({ properties }) =>
      properties.TargetId),
  ].filter((id) => !known.has(id)));
  const nameOfInvited = (accountId: string) => {
    const found = invited.find(({ id }) => id === accountId);
    return found && partyName(partyOf(found.properties));
  };
  const root = below(rootId);
  const owners = [...new Set(resources.map(({ owner }) => owner))].sort();
  const isAccount = (id: string) => ID_PATTERNS.account.test(id) || id === managementAccountId;
  return {
    id: organization?.id ?? '',
    managementAccountId,
    featureSet: organization?.properties.FeatureSet ?? 'ALL',
    root: {
      ...root,
      tags: tags(organization?.properties.RootTags),
      code: notes.get(organization?.id ?? ''),
      accounts: byName([...root.accounts, ...[...outside].filter(isAccount).map((id): Account => (
        { id, name: id, email: '', state: 'ACTIVE', tags: {}, attachedPolicies: attached(id) }))]),
      organizationalUnits: byName([...root.organizationalUnits, ...[...outside].filter((id) => !isAccount(id)).map((id) => (
        { ...below(id), name: id, tags: {} }))]),
    },
    policies: byName([...policies.map(({ id, properties }): Policy => ({
      id,
      name: properties.Name,
      type: properties.Type,
      description: properties.Description,
      content: properties.Content,
      tags: tags(properties.Tags),
      code: notes.get(id),
    })), ...sets.flatMap((set) => set.policies.map((policy): Policy => ({ ...policy, code: notes.get(set.id) })))]),
    policyTypes: enabled,
    trustedServices: [...new Set(trustedServices.map(({ properties }) => properties.ServicePrincipal))].sort(),
    delegatedAdministrators: of<DelegatedAdministratorProperties>(ResourceType.DELEGATED_ADMINISTRATOR)
      .map(({ owner, properties, deletionPolicy }): DelegatedAdministrator => ({
        accountId: properties.AccountId,
        accountName: accounts.find(({ id }) =>
          id === properties.AccountId)?.properties.AccountName ?? nameOfInvited(properties.AccountId) ?? properties.AccountId,
        servicePrincipal: properties.ServicePrincipal,
        owner,
        ...(isRetained(deletionPolicy) ? { retained: true as const } : {}),
      }))
      .sort(byAdministrator),
    ...(resourcePolicy ? {
      resourcePolicy: {
        id: resourcePolicy.id,
        content: resourcePolicy.properties.Content,
        tags: tags(resourcePolicy.properties.Tags),
        code: notes.get(resourcePolicy.id),
      },
    } : {}),
    ...settingsInCode(resources.filter(({ type }) => type === ResourceType.ACCOUNT_SETTINGS)),
    code: {
      owners,
      stacks: [...new Set([...owners, ...assembly.stacks.map(({ name, region }) => stackOwner(name, region))])].sort(),
      ...(noted.length > 0 ? { notedAccounts: noted } : {}),
      get guardedActions() {
        return rights().guardedActions;
      },
      ...(disabledOnRemoval.length > 0 ? { disabledOnRemoval } : {}),
      withoutFullAwsAccess: attachments.filter(({ properties }) => String(properties.DetachFullAwsAccess) === 'true')
        .map(({ properties }) => properties.TargetId).sort(),
      get links() {
        return links().length > 0 ? links() : undefined;
      },
      get privileged() {
        return rights().privileged;
      },
    },
  };
}

type Desired<Properties> = Omit<DesiredResource, 'properties'> & { readonly properties: Properties };

/** Other stacks may name the root of the organization by its ID. */
function onRoot<Properties extends object>(resource: Desired<Properties>, rootId: string): Desired<Properties> {
  const { ParentId, TargetId } = resource.properties as { readonly ParentId?: string; readonly TargetId?: string };
  const isRoot = (id?: string) => id !== undefined && ID_PATTERNS.root.test(id);
  if (!isRoot(ParentId) && !isRoot(TargetId)) return resource;
  const root = { ...isRoot(ParentId) && { ParentId: rootId }, ...isRoot(TargetId) && { TargetId: rootId } };
  return { ...resource, properties: { ...resource.properties, ...root } };
}

/** The resources below a parent, by its ID, in their order. */
function byParent<Resource extends Desired<{ readonly ParentId: string }>>(
  resources: readonly Resource[],
): (parentId: string) => readonly Resource[] {
  const found = new Map<string, Resource[]>();
  for (const resource of resources) {
    const { ParentId: parentId } = resource.properties;
    const siblings = found.get(parentId);
    if (siblings) siblings.push(resource);
    else found.set(parentId, [resource]);
  }
  return (parentId) => found.get(parentId) ?? [];
}

/** A resource of an account that has joined has the account's ID as its physical ID. */
function isMember(physicalId: string | undefined): boolean {
  return physicalId !== undefined && ID_PATTERNS.account.test(physicalId);
}

export function byAdministrator(a: DelegatedAdministrator, b: DelegatedAdministrator): number {
  const key = (each: DelegatedAdministrator) => `${each.accountName} ${each.servicePrincipal}`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

const tagsIn = onceForEach((list: readonly Tag[]): Tags => (
  Object.fromEntries([...list].sort((a, b) => (a.Key < b.Key ? -1 : 1)).map(({ Key, Value }) => [Key, Value]))));

function tags(list: readonly Tag[] = []): Tags {
  return tagsIn(list);
}

/** The policies that code attaches to each target, with those that AWS attaches to every target of an enabled type. */
function attachmentsByTarget(
  attachments: Desired<PolicyAttachmentsProperties>[],
  policies: Desired<PolicyProperties>[],
  sets: readonly PackedPolicySet[],
  enabled: PolicyTypeName[],
): (targetId: string) => AttachedPolicy[] {
  const names = new Map([
    ...policies.map(({ id, properties }) => [id, properties.Name] as const),
    ...sets.flatMap((set) => set.policies.map(({ id, name }) => [id, name] as const)),
  ]);
  const idsOf = new Map(sets.map((set) => [set.policyIds, set.policies.map(({ id }) => id)]));
  const byTarget = new Map<string, Desired<PolicyAttachmentsProperties>[]>();
  for (const each of attachments) {
    const { TargetId: targetId } = each.properties;
    byTarget.set(targetId, [...byTarget.get(targetId) ?? [], each]);
  }
  const byAws = (detached: boolean) => enabled.flatMap((type): AttachedPolicy[] => {
    const { attachedByDefault: id } = policyTypeLimits(type);
    if (id === undefined || (detached && type === 'SERVICE_CONTROL_POLICY')) return [];
    return [{ id, name: id.slice('p-'.length), type, awsManaged: true }];
  });
  const byDefault = byName(byAws(false));
  return (targetId) => {
    const here = byTarget.get(targetId)?.map(({ properties }) => properties);
    if (here === undefined) return byDefault;
    const ours = here.flatMap(({ Policies = {}, PolicySets = {} }) => POLICY_TYPE_NAMES.flatMap((type) => [
      ...Policies[type] ?? [], ...(PolicySets[type] ?? []).flatMap((set) => idsOf.get(set) ?? readPolicyIds(set)),
    ].map((id): AttachedPolicy => ({ id, name: names.get(id) ?? id, type, awsManaged: false }))));
    return byName([...ours, ...byAws(here.some(({ DetachFullAwsAccess: detach }) => String(detach) === 'true'))]);
  };
}
