import type { Chosen } from './choice';
import type { DataEditor } from './data-editor';
import { LiveRows, targetData } from './live-rows';
import { ParentRows } from './parent-rows';
import { type ParentPlace, pathOf, type Place } from './places';
import { refusePolicy, refuseService, refuseTarget } from './refusals';
import type { RowIds } from './row-ids';
import { withTag } from './tag-edits';
import { Omissions, reasonOfAccount, reasonOfPolicy, reasonOfService, reasonOfUnit } from '../judge';
import { newKeyOf } from '../policy-rows';
import { prettyJson } from '../pretty-json';
import type { LeftOut } from '../rows';
import { managedTags } from '../tag-rows';
import type { Account, Organization, OrganizationalUnit, Parent, Policy } from '../../model';

/** The resources that got rows, by ID, and what was left out meanwhile. */
export interface Adopted {
  readonly ids: readonly string[];
  /** OUs that the rows refer to by their IDs only. */
  readonly referred: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

/** Writes rows for parts of an organization into the data of an app. */
export class Adoption {
  private readonly ids: string[] = [];
  private readonly omissions = new Omissions();
  private readonly units = new Map<string, ParentPlace>();
  private readonly accounts = new Map<string, Place>();

  private readonly parents: ParentRows;

  /** @param rowIds of the resources that have rows; it gets the new ones */
  constructor(private readonly editor: DataEditor, private readonly organization: Organization, private readonly rowIds: RowIds) {
    this.parents = new ParentRows(editor, rowIds);
  }

  /**
   * @param isRecursive whether the contents of OUs are taken in as well
   * @throws Error that says why a chosen part has no new row
   */
  adopt(chosen: readonly Chosen[], isRecursive: boolean): Adopted {
    for (const each of chosen) this.choose(each, isRecursive);
    this.addPolicies([...this.units.values(), ...this.accounts.values()]);
    const rows = new LiveRows(this.organization, this.editor.data, this.rowIds, this.omissions);
    for (const place of this.units.values()) this.addUnit(place, rows);
    for (const place of this.accounts.values()) this.addAccount(place, rows);
    return { ids: this.ids, referred: this.parents.added.filter((id) => !this.ids.includes(id)), leftOut: this.omissions.all };
  }

  private choose(chosen: Chosen, isRecursive: boolean): void {
    switch (chosen.kind) {
      case 'policy': return this.choosePolicy(chosen.policy);
      case 'trustedService': return this.chooseService(chosen.name);
      case 'policyType': return this.enableType(chosen.name, true);
      default: return this.chooseTarget(chosen.place, isRecursive);
    }
  }

  private chooseTarget(place: Place, isRecursive: boolean): void {
    const { kind, target } = place;
    if (kind === 'account') {
      refuseTarget(place, this.rowIds.account(target.id) !== undefined, reasonOfAccount(target, this.organization));
      this.accounts.set(target.id, place);
      return;
    }
    if (kind === 'organizationalUnit' && !(isRecursive && this.isManaged(target.id))) {
      refuseTarget(place, this.isManaged(target.id), reasonOfUnit(target));
      this.units.set(target.id, place);
    }
    if (kind === 'root' && !isRecursive) {
      throw new Error('The root has a row already (given: Root). Give --recursive for all that is below it, or the path of a part.');
    }
    if (isRecursive) this.chooseContents(place);
  }

  private chooseContents(parent: ParentPlace): void {
    const { accounts, organizationalUnits }: Parent = parent.target;
    for (const target of accounts) {
      const place: Place = { kind: 'account', target, names: [...parent.names, target.name], parent };
      const reason = reasonOfAccount(target, this.organization);
      if (this.rowIds.account(target.id) !== undefined) continue;
      if (reason === undefined) this.accounts.set(target.id, place);
      else this.leaveOut('account', 'accounts', `${pathOf(place)} (${target.id})`, reason);
    }
    for (const target of organizationalUnits) {
      const place: ParentPlace = { kind: 'organizationalUnit', target, names: [...parent.names, target.name], parent };
      const reason = reasonOfUnit(target);
      if (!this.isManaged(target.id)) {
        if (reason === undefined) this.units.set(target.id, place);
        else this.refer(place, reason);
      }
      this.chooseContents(place);
    }
  }

  private refer(place: ParentPlace, reason: string): void {
    this.leaveOut('organizationalUnit', 'units', `${pathOf(place)} (${place.target.id})`, `${reason}; the app refers to it by its ID`);
    this.parents.rowOf(place);
  }

  private leaveOut(kind: LeftOut['kind'], list: 'accounts' | 'units' | 'policies' | 'services', subject: string, reason: string): void {
    this.omissions.add(kind, subject, reason);
    this.editor.leaveOut(list, subject, reason);
  }

  /** Whether an OU has a row that does more than refer to it. */
  private isManaged(id: string): boolean {
    const row = this.rowIds.unit(id);
    return row !== undefined && this.editor.unit(row)?.outside !== true;
  }

  private choosePolicy(policy: Policy): void {
    refusePolicy(policy, this.rowIds.policy(policy.id) !== undefined, reasonOfPolicy(policy));
    this.addPolicy(policy);
  }

  private chooseService(name: string): void {
    refuseService(name, this.editor.data.services.trustedServices.includes(name), reasonOfService(name));
    this.editor.setService('trustedServices', name, true);
    this.editor.takeIn('services', (line) => line.startsWith(`${name}: `));
    this.ids.push(name);
  }

  private enableType(name: string, isChosen: boolean): void {
    const isThere = this.editor.data.services.policyTypes.includes(name);
    if (isChosen) refuseService(name, isThere, undefined);
    if (isThere) return;
    this.editor.setService('policyTypes', name, true);
    this.ids.push(name);
  }

  /** The policies that are attached to places, and that the app does not have. */
  private addPolicies(places: readonly Place[]): void {
    const attached = new Set(places.flatMap(({ target }) => target.attachedPolicies.map(({ id }) => id)));
    for (const policy of this.organization.policies) {
      if (!attached.has(policy.id) || this.rowIds.policy(policy.id) !== undefined) continue;
      const reason = reasonOfPolicy(policy);
      if (reason === undefined) this.addPolicy(policy);
      else this.leaveOut('policy', 'policies', policy.name, reason);
    }
  }

  private addPolicy(policy: Policy): void {
    const { id, type, name, description, content, tags } = policy;
    const key = newKeyOf(policy, this.editor.data.policies.policies.map((row) => row.key));
    const own = managedTags(`policy ${name}`, tags, this.omissions);
    this.enableType(type, false);
    this.editor.putPolicy({ key, id, adopt: true, type, name, description, tags: own });
    this.editor.documents.set(key, prettyJson(content));
    this.editor.takeIn('policies', (line) => line.startsWith(`${name}: `));
    this.rowIds.addPolicy(id, key);
    this.ids.push(id);
  }

  private addUnit(place: ParentPlace, rows: LiveRows): void {
    const { id, name } = place.target as OrganizationalUnit;
    const parent = this.parents.rowAbove(place);
    this.editor.putUnit({ id, adopt: true, name, ...(parent === undefined ? {} : { parent }), ...targetData(rows.of(place)) });
    this.editor.takeIn('units', (line) => line.includes(`(${id}): `));
    this.rowIds.addUnit(id, id);
    this.ids.push(id);
  }

  private addAccount(place: Place, rows: LiveRows): void {
    const { id, name, email } = place.target as Account;
    const { tags = {}, ...more } = targetData(rows.of(place));
    const unit = this.parents.rowAbove(place);
    const administers = this.administeredBy(id, pathOf(place));
    this.editor.putAccount({ id, adopt: true, name, email, ...(unit === undefined ? {} : { unit }), tags: this.withoutShared(tags), ...more, administers });
    this.editor.takeIn('accounts', (line) => line.includes(`(${id}): `));
    this.rowIds.addAccount(id, id);
    this.ids.push(id);
  }

  private withoutShared(tags: Account['tags']): Account['tags'] {
    const shared = Object.entries(this.editor.data.accounts.tagsOfAll ?? {});
    return shared.reduce((rest, [key, value]) => (Object.hasOwn(rest, key) && rest[key] === value ? withTag(rest, key, undefined) : rest), tags);
  }

  private administeredBy(id: string, place: string): string[] {
    const services = this.organization.delegatedAdministrators.filter(({ accountId }) => accountId === id).map(({ servicePrincipal }) => servicePrincipal);
    return [...new Set(services)].sort().filter((service) => {
      if (this.editor.data.services.trustedServices.includes(service)) return true;
      this.omissions.add('delegatedAdministrator', `${place} for ${service}`, 'the trusted access of the service is not in the app; it stays registered');
      return false;
    });
  }
}
