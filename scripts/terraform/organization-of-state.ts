/** The organization that a state of Terraform describes, as far as its resources tell. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PolicyTypeName } from '../../src/contract';
import type { Account, AttachedPolicy, Organization, OrganizationalUnit, Policy, Root } from '../../src/model';

/** AWS attaches it to each target. */
const FULL_ACCESS: AttachedPolicy = { id: 'p-FullAWSAccess', name: 'FullAWSAccess', type: 'SERVICE_CONTROL_POLICY', awsManaged: true };

export type Attributes = Readonly<Record<string, unknown>>;

/** A managed object of a state. */
export interface StateObject {
  readonly type: string;
  readonly attributes: Attributes;
}

/** A resource as a state has it. */
interface Recorded {
  readonly mode: string;
  readonly type: string;
  readonly instances: readonly { readonly attributes: Attributes }[];
}

/** The folder with states of the AWS provider, which is beside a checkout and not part of it. */
export const STATES = join(__dirname, '..', '..', '..', 'shared', 'reference', 'terraform');

export function objectsIn(state: string): StateObject[] {
  return objectsOf(readFileSync(join(STATES, state, 'terraform.tfstate'), 'utf8'));
}

/** The objects that the text of a state has. */
export function objectsOf(state: string): StateObject[] {
  const { resources } = JSON.parse(state) as { readonly resources: readonly Recorded[] };
  return resources.filter(({ mode }) => mode === 'managed').flatMap(({ type, instances }) => instances.map(({ attributes }) => ({ type, attributes })));
}

export function organizationOfObjects(objects: readonly StateObject[]): Organization {
  const ofType = (type: string) => objects.filter((each) => each.type === type).map(({ attributes }) => attributes);
  const [organization] = ofType('aws_organizations_organization');
  const text = (attributes: Attributes, name: string) => String(attributes[name] ?? '');
  const tags = (attributes: Attributes) => (attributes.tags ?? {}) as Record<string, string>;
  const policies = ofType('aws_organizations_policy').map((each): Policy => ({
    id: text(each, 'id'),
    name: text(each, 'name'),
    type: text(each, 'type') as PolicyTypeName,
    description: text(each, 'description'),
    content: text(each, 'content'),
    tags: tags(each),
  }));
  const attachedTo = (target: string): AttachedPolicy[] => [FULL_ACCESS, ...ofType('aws_organizations_policy_attachment')
    .filter((each) => each.target_id === target).map((each) => policies.find(({ id }) => id === each.policy_id)!)
    .map(({ id, name, type }) => ({ id, name, type, awsManaged: false }))];
  const accountOf = (each: Attributes): Account => ({
    id: text(each, 'id'), name: text(each, 'name'), email: text(each, 'email'), state: 'ACTIVE', tags: tags(each), attachedPolicies: attachedTo(text(each, 'id')),
  });
  const below = (parent: string): Pick<OrganizationalUnit, 'accounts' | 'organizationalUnits'> => ({
    accounts: ofType('aws_organizations_account').filter((each) => each.parent_id === parent).map(accountOf),
    organizationalUnits: ofType('aws_organizations_organizational_unit').filter((each) => each.parent_id === parent).map((each): OrganizationalUnit => ({
      id: text(each, 'id'), name: text(each, 'name'), tags: tags(each), attachedPolicies: attachedTo(text(each, 'id')), ...below(text(each, 'id')),
    })),
  });
  const [{ id: rootId }] = organization.roots as [{ id: string }];
  const managementId = text(organization, 'master_account_id');
  const contents = below(rootId);
  const root: Root = {
    id: rootId,
    tags: {},
    attachedPolicies: attachedTo(rootId),
    ...contents,
    accounts: [{
      id: managementId, name: text(organization, 'master_account_name'), email: text(organization, 'master_account_email'), state: 'ACTIVE', tags: {}, attachedPolicies: attachedTo(managementId),
    }, ...contents.accounts],
  };
  const [resourcePolicy] = ofType('aws_organizations_resource_policy');
  return {
    id: text(organization, 'id'),
    managementAccountId: managementId,
    featureSet: text(organization, 'feature_set'),
    root,
    policies,
    policyTypes: organization.enabled_policy_types as PolicyTypeName[],
    trustedServices: organization.aws_service_access_principals as string[],
    delegatedAdministrators: ofType('aws_organizations_delegated_administrator').map((each) => (
      { accountId: text(each, 'account_id'), accountName: text(each, 'name'), servicePrincipal: text(each, 'service_principal') })),
    ...(resourcePolicy === undefined ? {} : {
      resourcePolicy: { id: text(resourcePolicy, 'id'), content: text(resourcePolicy, 'content'), tags: tags(resourcePolicy) },
    }),
    accountSettings: settingsOf(objects),
  };
}

function settingsOf(objects: readonly StateObject[]): Organization['accountSettings'] {
  const found = new Map<string, Record<string, string | Record<string, string>>>();
  for (const { type, attributes } of objects.filter((each) => each.type.startsWith('aws_account_'))) {
    const settings = found.get(String(attributes.account_id)) ?? {};
    found.set(String(attributes.account_id), settings);
    if (type === 'aws_account_region') settings[`REGION:${String(attributes.region_name)}`] = attributes.enabled === true ? 'ENABLED' : 'DISABLED';
    else settings[String(attributes.alternate_contact_type ?? 'PRIMARY')] = contactOf(attributes);
  }
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([accountId, settings]) => ({ accountId, settings }));
}

/** The members of the API, which an empty attribute lacks. */
function contactOf(attributes: Attributes): Record<string, string> {
  const others = ['account_id', 'alternate_contact_type', 'id', 'timeouts'];
  return Object.fromEntries(Object.entries(attributes).filter(([name, value]) => !others.includes(name) && typeof value === 'string' && value !== '')
    .map(([name, value]) => [name.split('_').map((part) => part[0].toUpperCase() + part.slice(1)).join(''), String(value)]));
}
