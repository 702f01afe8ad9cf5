import { POLICY_TYPE_NAMES, type PolicyTypeName } from '../../../contract';
import type {
  ForeignAccount, ForeignAttachment, ForeignDelegation, ForeignOrganization, ForeignOrganizationFacts, ForeignPolicy, ForeignUnit,
  NotRead, Origin,
} from '../foreign-organization';
import { keyOfAddress } from './address-keys';
import { type StateResource, stateResources } from './state-resources';
import { Found, listOf, member, tagsOf, textOf, textsOf } from '../values';

const ORGANIZATION = 'aws_organizations_organization';
const PREFIX = /^aws_(?:organizations|account)_/;

/**
 * Reads the resources of AWS Organizations from Terraform states. A resource is known by its address, and by its ID.
 * @param states values of files: state files of version 4, or the output of `terraform show -json`
 * @throws Error if one of them is no state, or if they have no resource of AWS Organizations
 */
export function readTerraform(states: ReadonlyMap<string, unknown>): ForeignOrganization {
  const all = [...states].flatMap(([file, value]) => stateResources(file, value)).filter(({ type }) => PREFIX.test(type));
  if (!all.some(({ isRead }) => !isRead)) {
    throw new Error(`The Terraform state manages no resource of AWS Organizations: ${[...states.keys()].join(', ')}. Give the state that has aws_organizations_… resources.`);
  }
  const reading = new Reading(states.size > 1);
  for (const resource of all) reading.add(resource);
  return reading.result();
}

class Reading {
  private facts: ForeignOrganizationFacts = {};
  private readonly notRead: NotRead[] = [];
  private readonly units = new Found<ForeignUnit>(this.notRead);
  private readonly accounts = new Found<ForeignAccount>(this.notRead);
  private readonly policies = new Found<ForeignPolicy>(this.notRead);
  private readonly attachments: ForeignAttachment[] = [];
  private readonly delegations: ForeignDelegation[] = [];
  private readonly warnings: string[] = [];
  private readonly blocks = new Set<string>();
  /** Accounts that the state lists and does not manage, by ID. */
  private readonly listed = new Map<string, ForeignAccount>();

  /** @param isSeveral whether there are several states, whose addresses may be equal */
  constructor(private readonly isSeveral: boolean) {}

  add(resource: StateResource): void {
    const { type, address, file, isRead, isTainted, isDeposed, attributes } = resource;
    const origin: Origin = { file, address: this.isSeveral ? `${file}: ${address}` : address };
    if (type === ORGANIZATION) this.addOrganization(resource, origin);
    if (isRead) return;
    if (isDeposed) {
      this.notRead.push({ origin, reason: 'it is a former object that Terraform has yet to destroy (deposed)' });
      return;
    }
    this.blocks.add(resource.block);
    if (isTainted) {
      this.warnings.push(`${address} is tainted: the next "terraform apply" replaces it. Run "terraform untaint" for it, or release it before anybody applies.`);
    }
    const add = ADDERS[type];
    if (add !== undefined) this[add](resource, origin);
    else if (type !== ORGANIZATION) this.notRead.push({ origin, reason: REASONS[type] ?? `a resource of type ${type} is not carried over; the organization says what is there` });
    if (attributes.id === undefined) this.notRead.push({ origin, reason: 'it has no ID yet; run "terraform apply" to its end' });
  }

  addUnit({ attributes }: StateResource, origin: Origin): void {
    const name = textOf(attributes.name);
    if (name !== undefined) this.units.add({ origin, ...idAndTags(attributes), name, parent: textOf(attributes.parent_id) });
    for (const child of listOf(attributes.accounts)) this.list(child, origin, textOf(attributes.id));
  }

  addAccount({ attributes }: StateResource, origin: Origin): void {
    const { name, email, parent_id: parent, status } = attributes;
    this.accounts.add({
      origin, ...idAndTags(attributes), name: textOf(name), email: textOf(email), parent: textOf(parent), state: textOf(status),
    });
  }

  addPolicy({ attributes, address }: StateResource, origin: Origin): void {
    const [name, type] = [textOf(attributes.name), textOf(attributes.type) ?? 'SERVICE_CONTROL_POLICY'];
    if (name === undefined || !isPolicyType(type)) {
      this.notRead.push({ origin, reason: `its policy type is not known (given: ${type}); a newer version may read it` });
      return;
    }
    this.policies.add({
      origin, ...idAndTags(attributes), name, type, description: textOf(attributes.description) ?? '', content: textOf(attributes.content), key: keyOfAddress(address),
    });
  }

  addAttachment({ attributes }: StateResource, origin: Origin): void {
    const [policy, target] = [textOf(attributes.policy_id), textOf(attributes.target_id)];
    if (policy !== undefined && target !== undefined) this.attachments.push({ origin, policy, target });
  }

  addDelegation({ attributes }: StateResource, origin: Origin): void {
    const [account, servicePrincipal] = [textOf(attributes.account_id), textOf(attributes.service_principal)];
    if (account !== undefined && servicePrincipal !== undefined) this.delegations.push({ origin, account, servicePrincipal });
  }

  result(): ForeignOrganization {
    const managed = new Set(this.accounts.all.map(({ id }) => id));
    const { facts, units, policies, attachments, delegations, notRead, warnings, blocks } = this;
    return {
      format: 'terraform',
      facts,
      units: units.all,
      accounts: [...this.accounts.all, ...[...this.listed.values()].filter(({ id }) => !managed.has(id))].map((account) => (
        account.id === facts.managementAccountId ? { ...account, isManagement: true } : account)),
      policies: policies.all,
      attachments,
      delegations,
      notRead,
      warnings,
      releases: [...blocks].filter((block) => /^[\w.-]+$/.test(block)).sort().map((block) => `removed {\n  from = ${block}\n  lifecycle {\n    destroy = false\n  }\n}`),
    };
  }

  private addOrganization({ attributes, isRead }: StateResource, origin: Origin): void {
    const { id, master_account_id: managementAccountId, roots, feature_set: featureSet } = attributes;
    this.facts = {
      id: textOf(id),
      managementAccountId: textOf(managementAccountId),
      rootId: textOf(member(listOf(roots)[0], 'id')),
      featureSet: textOf(featureSet),
      // A managed resource says what Terraform enables; a data source is a former reading.
      ...(isRead ? {} : {
        policyTypes: textsOf(attributes.enabled_policy_types).filter(isPolicyType),
        trustedServices: textsOf(attributes.aws_service_access_principals).sort(),
      }),
      ...(isRead ? this.facts : {}),
    };
    for (const account of listOf(attributes.accounts)) this.list(account, origin);
  }

  private list(account: unknown, { file }: Origin, parent?: string): void {
    const id = textOf(member(account, 'id'));
    if (id === undefined) return;
    const known = this.listed.get(id);
    this.listed.set(id, {
      origin: { file, address: id },
      id,
      name: textOf(member(account, 'name')),
      email: textOf(member(account, 'email')),
      state: textOf(member(account, 'status')) ?? known?.state,
      parent: parent ?? known?.parent,
      isReadOnly: true,
    });
  }
}

const ADDERS: Readonly<Record<string, 'addUnit' | 'addAccount' | 'addPolicy' | 'addAttachment' | 'addDelegation'>> = {
  aws_organizations_organizational_unit: 'addUnit',
  aws_organizations_account: 'addAccount',
  aws_organizations_policy: 'addPolicy',
  aws_organizations_policy_attachment: 'addAttachment',
  aws_organizations_delegated_administrator: 'addDelegation',
};

const SETTINGS = 'contacts and Regions come from the code, not from this command; write them as settings of the account (docs/account-settings.md)';

const REASONS: Readonly<Record<string, string>> = {
  aws_organizations_resource_policy: 'it stays as it is; write it with OrganizationResourcePolicy and adopt: true',
  aws_account_alternate_contact: SETTINGS,
  aws_account_primary_contact: SETTINGS,
  aws_account_region: SETTINGS,
};

function isPolicyType(type: string): type is PolicyTypeName {
  return (POLICY_TYPE_NAMES as readonly string[]).includes(type);
}

/** Tags with those that the provider adds to all resources (`default_tags`). */
function idAndTags({ id, tags, tags_all: all }: StateResource['attributes']): Pick<ForeignUnit, 'id' | 'tags'> {
  return { id: textOf(id), tags: tagsOf(all) ?? tagsOf(tags) ?? {} };
}
