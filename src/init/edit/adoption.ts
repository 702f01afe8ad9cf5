import type { Chosen } from './choice';
import type { DataEditor } from './data-editor';
import { LiveRows } from './live-rows';
import { ParentRows } from './parent-rows';
import { type ParentPlace, pathOf, type Place } from './places';
import { refuseTarget } from './refusals';
import type { RowIds } from './row-ids';
import { SharedParts } from './shared-parts';
import { TargetAdoption } from './target-adoption';
import type { Organization, Parent } from '../../model';
import { Omissions, reasonOfAccount, reasonOfUnit } from '../judge';
import type { LeftOut } from '../rows';

/** The resources that got rows, by ID, and what was left out meanwhile. */
export interface Adopted {
  /** With those whose rows have more than before. */
  readonly ids: readonly string[];
  /** OUs that the rows refer to by their IDs only. */
  readonly referred: readonly string[];
  readonly leftOut: readonly LeftOut[];
}

export interface AdoptionOptions {
  /** Whether the contents of OUs are taken in as well. */
  readonly isRecursive: boolean;
  /** Whether a chosen part with a row gets what its row does not have: policies, tags and administered services. */
  readonly isCompleting: boolean;
}

/** Writes rows for parts of an organization into the data of an app. */
export class Adoption {
  private readonly ids: string[] = [];
  private readonly omissions = new Omissions();
  private readonly units = new Map<string, ParentPlace>();
  private readonly accounts = new Map<string, Place>();
  private readonly incomplete = new Map<string, Place>();
  private readonly parents: ParentRows;
  private readonly shared: SharedParts;

  /** @param rowIds of the resources that have rows; it gets the new ones */
  constructor(
    private readonly editor: DataEditor, private readonly organization: Organization, private readonly rowIds: RowIds,
    private readonly options: AdoptionOptions,
  ) {
    this.parents = new ParentRows(editor, rowIds);
    this.shared = new SharedParts(editor, rowIds, this.omissions, this.ids);
  }

  /** @throws Error that says why a chosen part has no new row */
  adopt(chosen: readonly Chosen[]): Adopted {
    for (const each of chosen) this.choose(each);
    const places = [...this.units.values(), ...this.accounts.values(), ...this.incomplete.values()];
    this.shared.takeAttached(new Set(places.flatMap(({ target }) => target.attachedPolicies.map(({ id }) => id))), this.organization);
    const rows = new LiveRows(this.organization, this.editor.others.units.organizationalUnits, this.rowIds, this.omissions);
    const targets = new TargetAdoption(this.editor, this.organization, this.rowIds, this.parents, rows, this.omissions);
    for (const place of this.units.values()) targets.addUnit(place);
    for (const place of this.accounts.values()) targets.addAccount(place);
    const completed = [...this.incomplete.values()].filter((place) => targets.complete(place)).map(({ target }) => target.id);
    const ids = [...this.ids, ...this.units.keys(), ...this.accounts.keys(), ...completed];
    return { ids, referred: this.parents.added.filter((id) => !ids.includes(id)), leftOut: this.omissions.all };
  }

  private choose(chosen: Chosen): void {
    switch (chosen.kind) {
      case 'policy': return this.shared.takePolicy(chosen.policy, this.options.isCompleting);
      case 'trustedService': return this.shared.takeService(chosen.name);
      case 'policyType': return this.shared.takePolicyType(chosen.name);
      default: return this.chooseTarget(chosen.place);
    }
  }

  private chooseTarget(place: Place): void {
    const { isRecursive, isCompleting } = this.options;
    const hasRow = this.hasRow(place);
    if (hasRow && isCompleting) {
      this.incomplete.set(place.target.id, place);
    } else if (place.kind === 'account') {
      refuseTarget(place, hasRow, reasonOfAccount(place.target, this.organization));
      this.accounts.set(place.target.id, place);
    } else if (!(hasRow && isRecursive)) {
      refuseTarget(place, hasRow, place.kind === 'root' ? undefined : reasonOfUnit(place.target));
      this.units.set(place.target.id, place);
    }
    if (isRecursive && place.kind !== 'account') this.chooseContents(place);
  }

  private chooseContents(parent: ParentPlace): void {
    const { accounts, organizationalUnits }: Parent = parent.target;
    for (const target of accounts) {
      const place: Place = { kind: 'account', target, names: [...parent.names, target.name], parent };
      const reason = reasonOfAccount(target, this.organization);
      if (this.hasRow(place)) continue;
      if (reason === undefined) this.accounts.set(target.id, place);
      else this.leaveOut('account', 'accounts', place, reason);
    }
    for (const target of organizationalUnits) {
      const place: ParentPlace = { kind: 'organizationalUnit', target, names: [...parent.names, target.name], parent };
      const reason = reasonOfUnit(target);
      if (!this.hasRow(place)) {
        if (reason === undefined) this.units.set(target.id, place);
        else this.refer(place, reason);
      }
      this.chooseContents(place);
    }
  }

  private refer(place: ParentPlace, reason: string): void {
    this.leaveOut('organizationalUnit', 'units', place, `${reason}; the app refers to it by its ID`);
    this.parents.rowOf(place);
  }

  private leaveOut(kind: LeftOut['kind'], list: 'accounts' | 'units', place: Place, reason: string): void {
    const subject = `${pathOf(place)} (${place.target.id})`;
    this.omissions.add(kind, subject, reason);
    this.editor.leaveOut(list, subject, reason, (line) => line.includes(`(${place.target.id}): `));
  }

  /** A row that only refers to an OU is none here. */
  private hasRow({ kind, target: { id } }: Place): boolean {
    if (kind === 'root') return true;
    if (kind === 'account') return this.rowIds.account(id) !== undefined;
    const row = this.rowIds.unit(id);
    return row !== undefined && this.editor.unit(row)?.outside !== true;
  }
}
