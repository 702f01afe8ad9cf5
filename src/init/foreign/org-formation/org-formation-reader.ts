import type { Bindings } from './bindings';
import { isReference, referenceOf } from './references';
import {
  type ForeignAccount, type ForeignAttachment, type ForeignOrganization, type ForeignPolicy, type ForeignUnit, type NotRead,
  type Origin, type Reference, ROOT,
} from '../foreign-organization';
import { accountIdOf, entries, Found, isValues, listOf, member, tagsOf, textOf, type Values } from '../values';
import type { YamlText } from '../yaml/yaml-text';

const TYPE = /^OC::ORG::(\w+)$/;

/** Whether a value is an organization file of org-formation. */
export function isOrgFormation(value: unknown): boolean {
  return entries(member(value, 'Organization')).some(([, resource]) => TYPE.test(textOf(member(resource, 'Type')) ?? ''));
}

/**
 * Reads an organization file of org-formation. Its resources are known by their logical IDs.
 * @param bindings the physical IDs of its state, if that is given
 */
export function readOrgFormation(file: string, { value, lineOf }: YamlText, bindings: Bindings = new Map()): ForeignOrganization {
  const reading = new Reading(member(value, 'Organization'), bindings);
  for (const [address, resource] of entries(member(value, 'Organization'))) {
    reading.add({ file, line: lineOf('Organization', address), address }, resource);
  }
  return reading.result();
}

class Reading {
  private readonly notRead: NotRead[] = [];
  private readonly units = new Found<ForeignUnit>(this.notRead);
  private readonly accounts = new Found<ForeignAccount>(this.notRead);
  private readonly policies = new Found<ForeignPolicy>(this.notRead);
  private readonly attachments: ForeignAttachment[] = [];
  private readonly parents = new Map<string, Reference>();
  private managementAccountId?: string;
  private closesAccounts = false;

  constructor(private readonly resources: unknown, private readonly bindings: Bindings) {}

  add(origin: Origin, resource: unknown): void {
    const type = TYPE.exec(textOf(member(resource, 'Type')) ?? '')?.[1];
    const given = member(resource, 'Properties');
    const properties = isValues(given) ? given : {};
    const id = this.bindings.get(origin.address);
    if (type === 'MasterAccount') this.addAccount(origin, properties, id, true);
    else if (type === 'Account') this.addAccount(origin, properties, id, false);
    else if (type === 'OrganizationalUnit') this.addUnit(origin, properties, id);
    else if (type === 'ServiceControlPolicy') this.addPolicy(origin, properties, id);
    else if (type === 'OrganizationRoot') this.addRoot(origin, properties);
    else if (type === 'PasswordPolicy') this.notRead.push({ origin, reason: 'a password policy is a setting of IAM in each account, not of the organization; keep it in org-formation or a stack set' });
    else this.notRead.push({ origin, reason: `its type is not known (given: ${textOf(member(resource, 'Type')) ?? 'none'})` });
  }

  result(): ForeignOrganization {
    const { attachments, managementAccountId, notRead } = this;
    return {
      format: 'orgFormation',
      facts: { managementAccountId },
      units: this.units.all.map((unit) => ({ ...unit, parent: this.parents.get(unit.origin.address) ?? ROOT })),
      accounts: this.accounts.all.map((account) => ({ ...account, parent: this.parents.get(account.origin.address) ?? ROOT })),
      policies: this.policies.all,
      attachments,
      delegations: [],
      notRead,
      warnings: [
        'An organizational unit or a policy that is removed from the organization file is deleted by the next "org-formation update". Remove nothing from it until no pipeline runs that command.',
        ...(this.closesAccounts ? ['CloseAccountsOnRemoval is set: an account that is removed from the organization file is closed by the next "org-formation update".'] : []),
      ],
      releases: [],
    };
  }

  private addAccount(origin: Origin, properties: Values, bound: string | undefined, isManagement: boolean): void {
    const id = accountIdOf(properties.AccountId) ?? bound;
    if (isManagement) this.managementAccountId = id;
    const name = this.literal(origin, properties, 'AccountName');
    this.accounts.add({
      origin, id, name, email: this.literal(origin, properties, 'RootEmail'), tags: tagsOf(properties.Tags), ...(isManagement ? { isManagement } : {}),
    });
    const others = ['Alias', 'PasswordPolicy', 'SupportLevel', 'BuildAccessRoleName'].filter((key) => properties[key] !== undefined);
    if (others.length > 0) this.notRead.push({ origin, reason: `${others.join(', ')}: not settings of the organization; keep them in org-formation or a stack set` });
    this.attach(origin, properties, origin.address);
  }

  private addUnit(origin: Origin, properties: Values, id: string | undefined): void {
    const name = this.literal(origin, properties, 'OrganizationalUnitName');
    if (name === undefined) return;
    this.units.add({ origin, id, name });
    for (const key of ['Accounts', 'OrganizationalUnits']) {
      for (const child of this.references(origin, properties[key], key)) this.place(child, origin);
    }
    this.attach(origin, properties, origin.address);
  }

  private place(child: string, origin: Origin): void {
    const former = this.parents.get(child);
    if (former === undefined) this.parents.set(child, origin.address);
    else this.notRead.push({ origin, reason: `${child} is in ${former} already; the first one counts` });
  }

  private addPolicy(origin: Origin, properties: Values, id: string | undefined): void {
    const name = this.literal(origin, properties, 'PolicyName');
    if (name === undefined) return;
    const document = properties.PolicyDocument;
    const isComputed = hasReference(document);
    if (isComputed) this.notRead.push({ origin, reason: 'a part of its document is computed, so it is not compared; the organization has the result' });
    this.policies.add({
      origin,
      id,
      name,
      type: 'SERVICE_CONTROL_POLICY',
      description: textOf(properties.Description) ?? '',
      key: origin.address,
      content: isComputed || document === undefined ? undefined : typeof document === 'string' ? document : JSON.stringify(document),
    });
  }

  private addRoot(origin: Origin, properties: Values): void {
    this.closesAccounts ||= properties.CloseAccountsOnRemoval === true;
    this.attach(origin, properties, ROOT);
  }

  private attach(origin: Origin, properties: Values, target: Reference): void {
    for (const policy of this.references(origin, properties.ServiceControlPolicies, 'ServiceControlPolicies')) this.attachments.push({ origin, policy, target });
  }

  private references(origin: Origin, value: unknown, property: string): Reference[] {
    return listOf(value).flatMap((each) => {
      const reference = referenceOf(each);
      if (reference !== undefined && (/^(?:\d{12}|ou-.+|p-.+)$/.test(reference) || member(this.resources, reference) !== undefined)) return [reference];
      this.notRead.push({ origin, reason: `${property} names what the file does not have (given: ${reference ?? JSON.stringify(each)}); correct it there` });
      return [];
    });
  }

  /** The text of a property. One that is computed is not read. */
  private literal(origin: Origin, properties: Values, key: string): string | undefined {
    const value = properties[key];
    if (isReference(value)) this.notRead.push({ origin, reason: `${key} is computed (${JSON.stringify(value)}); the organization has the value` });
    return textOf(value);
  }
}

function hasReference(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return isReference(value) || Object.values(value).some(hasReference);
}
