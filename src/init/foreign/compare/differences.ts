import { type Index, Matches } from './match';
import { isSameDocument } from './same-document';
import { POLICY_TYPES } from '../../../contract';
import type { Organization, Tags } from '../../../model';
import { capitalized, count } from '../../../report/wording/words';
import { type ForeignOrganization, type ForeignPolicy, type ForeignResource, FORMAT_NAMES, type Reference } from '../foreign-organization';

const DEFAULT_POLICIES: readonly string[] = [
  POLICY_TYPES.SERVICE_CONTROL_POLICY.attachedByDefault, POLICY_TYPES.RESOURCE_CONTROL_POLICY.attachedByDefault,
];
const NAMED = 5;

/**
 * Sentences on all in which a foreign format and the organization differ, one for each. First what the format says, by kind, then what the
 * organization has besides.
 */
export function differences(foreign: ForeignOrganization, organization: Organization, matches: Matches): string[] {
  const comparison = new Comparison(foreign, organization, matches);
  comparison.compare();
  return comparison.found;
}

class Comparison {
  readonly found: string[] = [];
  private readonly said: string;
  private readonly index: Index;
  /** The first resource of the format that is a resource of the organization. */
  private readonly firstOf = new Map<string, ForeignResource>();

  constructor(
    private readonly foreign: ForeignOrganization, private readonly organization: Organization, private readonly matches: Matches,
  ) {
    this.said = capitalized(FORMAT_NAMES[foreign.format]);
    this.index = matches.index;
  }

  compare(): void {
    this.compareUnits();
    this.compareAccounts();
    this.comparePolicies();
    this.compareAttachments();
    this.compareDelegations();
    this.compareServices();
    this.listOthers();
  }

  private compareUnits(): void {
    for (const unit of this.foreign.units) {
      const live = this.matches.unit(unit);
      if (unit.isReadOnly) {
        if (live !== undefined) this.firstOf.set(live.id, unit);
        continue;
      }
      const subject = `the organizational unit ${quoted(unit.name)} (${unit.origin.address})`;
      if (!this.isThere(unit, live?.id, subject)) continue;
      this.field(subject, 'name', unit.name, live!.name);
      this.place(subject, unit.parent, live!.parentId);
      this.tags(subject, unit.tags, live!.tags);
    }
  }

  private compareAccounts(): void {
    for (const account of this.foreign.accounts.filter(({ isReadOnly }) => !isReadOnly)) {
      const live = this.matches.account(account);
      const { name, email, state, origin, parent, tags } = account;
      const subject = `the account ${quoted(name ?? live?.name ?? email ?? origin.address)} (${origin.address})`;
      if (!this.isThere(account, live?.id, subject)) continue;
      this.field(subject, 'name', name, live!.name);
      this.field(subject, 'email address', email?.toLowerCase(), live!.email.toLowerCase());
      this.field(subject, 'state', state, live!.state);
      this.place(subject, parent, live!.parentId);
      this.tags(subject, tags, live!.tags);
    }
  }

  private comparePolicies(): void {
    for (const policy of this.foreign.policies.filter(({ isReadOnly }) => !isReadOnly)) {
      const live = this.matches.policy(policy);
      const subject = subjectOf(policy);
      if (!this.isThere(policy, live?.id, subject)) continue;
      this.field(subject, 'name', policy.name, live!.name);
      this.field(subject, 'description', policy.description, live!.description);
      if (policy.content !== undefined && !isSameDocument(policy.content, live!.content, policy.placeholders)) {
        this.found.push(`${this.said} has another document for ${subject} than the organization.`);
      }
      this.tags(subject, policy.tags, live!.tags);
    }
  }

  private compareAttachments(): void {
    const { attached } = this.index;
    const named = new Set<string>();
    for (const { origin, policy, target } of this.foreign.attachments.filter((each) => !DEFAULT_POLICIES.includes(each.policy))) {
      const [policyId, targetId] = [this.matches.idOf(policy), this.matches.idOf(target)];
      named.add(`${policyId} ${targetId}`);
      if (attached.get(targetId ?? '')?.has(policyId ?? '') !== true) {
        this.found.push(`${this.said} says the policy ${this.nameOf(policy)} is attached to ${this.nameOf(target)} (${origin.address}); in the organization it is not.`);
      }
    }
    for (const policy of this.foreign.policies) {
      const live = this.matches.policy(policy);
      if (live === undefined) continue;
      const others = [...attached].filter(([targetId, ids]) => ids.has(live.id) && !named.has(`${live.id} ${targetId}`)).map(([targetId]) => targetId);
      if (others.length > 0) this.found.push(`The organization has ${subjectOf(policy)} attached to ${this.listed(others)}; ${FORMAT_NAMES[this.foreign.format]} does not say so.`);
    }
  }

  private compareDelegations(): void {
    const registered = new Set(this.organization.delegatedAdministrators.map(({ accountId, servicePrincipal }) => `${accountId} ${servicePrincipal}`));
    for (const { origin, account, servicePrincipal } of this.foreign.delegations) {
      if (registered.has(`${this.matches.idOf(account)} ${servicePrincipal}`)) continue;
      this.found.push(`${this.said} says ${this.nameOf(account)} administers ${servicePrincipal} (${origin.address}); in the organization it does not.`);
    }
  }

  private compareServices(): void {
    const { policyTypes, trustedServices } = this.foreign.facts;
    const lists = [['trusted access of', trustedServices, this.organization.trustedServices], ['policy type', policyTypes, this.organization.policyTypes]] as const;
    for (const [what, says, has] of lists) {
      for (const each of says ?? []) {
        if (!has.some((other) => other === each)) this.found.push(`${this.said} says ${what} ${each} is enabled; in the organization it is not.`);
      }
      // The state of Terraform lists all of them; the other formats only those that they enable.
      if (this.foreign.format !== 'terraform' || says === undefined) continue;
      for (const each of has) {
        if (!says.some((other) => other === each)) this.found.push(`The organization has ${what} ${each} enabled; ${FORMAT_NAMES[this.foreign.format]} does not.`);
      }
    }
  }

  /** Lists the other resources of the organization, in one sentence for each kind. */
  private listOthers(): void {
    const { units, accounts, policies } = this.index;
    const isOther = (id: string) => !this.firstOf.has(id) && id !== this.organization.managementAccountId;
    for (const [noun, all] of [['organizational unit', units], ['account', accounts], ['policy', policies]] as const) {
      const others = [...all.keys()].filter(isOther);
      if (others.length > 0) this.found.push(`The organization has ${count(others.length, noun)} that ${FORMAT_NAMES[this.foreign.format]} does not manage: ${this.listed(others)}.`);
    }
  }

  private isThere(resource: ForeignResource, id: string | undefined, subject: string): boolean {
    if (id === undefined) {
      this.found.push(`${this.said} has ${subject}${resource.id === undefined ? '' : ` with the ID ${resource.id}`}; the organization does not.`);
      return false;
    }
    const first = this.firstOf.get(id);
    if (first !== undefined) {
      this.found.push(`${this.said} has ${first.origin.address} and ${resource.origin.address} for one resource of the organization: ${id}.`);
      return false;
    }
    this.firstOf.set(id, resource);
    return true;
  }

  private field(subject: string, name: string, says: string | undefined, has: string): void {
    if (says === undefined || says === has) return;
    this.found.push(`${this.said} says ${name} ${quoted(says)} for ${subject}; the organization has ${quoted(has)}.`);
  }

  private place(subject: string, parent: Reference | undefined, parentId: string): void {
    if (parent === undefined || this.matches.idOf(parent) === parentId) return;
    this.found.push(`${this.said} says ${subject} is in ${this.nameOf(parent)}; the organization has it in ${this.nameOf(parentId)}.`);
  }

  private tags(subject: string, says: Tags | undefined, has: Tags): void {
    for (const [key, value] of Object.entries(says ?? {})) {
      if (!Object.hasOwn(has, key)) this.found.push(`${this.said} says tag ${key} ${quoted(value)} for ${subject}; the organization does not have it.`);
      else this.field(subject, `tag ${key}`, value, has[key]);
    }
  }

  private listed(ids: readonly string[]): string {
    const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
    return `${ids.slice(0, NAMED).map((id) => this.nameOf(id)).join(', ')}${more}`;
  }

  /** Name and ID of what a reference names, or the reference as it is. */
  private nameOf(reference: Reference): string {
    const id = this.matches.idOf(reference);
    if (id === undefined) return quoted(reference);
    if (id === this.index.rootId) return 'the root';
    const found = this.index.units.get(id) ?? this.index.accounts.get(id) ?? this.index.policies.get(id);
    return `${quoted(found!.name)} (${id})`;
  }
}

function subjectOf({ name, origin }: ForeignPolicy): string {
  return `the policy ${quoted(name)} (${origin.address})`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
