import { AccountRows } from './account-rows';
import { withPolicy, withUnit } from './row-order';
import type { Tags } from '../../model';
import { visibleLine } from '../../report/escape';
import type { AccountData, AppData, PolicyData, TargetData, UnitData } from '../data/app-data';
import { withTag } from '../tag-rows';

/** The lists of left out parts, by the data file that has them. */
export type LeftOutList = 'accounts' | 'units' | 'policies' | 'services';

/** Edits the rows of an app. A row keeps its place unless the edit changes what rows are sorted by. */
export class DataEditor {
  /** The new documents of policies by their keys; undefined for a document that goes with its row. */
  readonly documents = new Map<string, string | undefined>();
  private readonly accounts: AccountRows;
  /** Without the present rows of accounts. */
  private edited: AppData;

  constructor(readonly original: AppData) {
    this.edited = original;
    this.accounts = new AccountRows(original.accounts.accounts);
  }

  /** All rows. */
  get data(): AppData {
    const { accounts, units } = this.edited;
    return { ...this.edited, accounts: { ...accounts, accounts: this.accounts.inOrder(units.organizationalUnits) } };
  }

  get others(): Pick<AppData, 'units' | 'policies' | 'services' | 'settings'> {
    return this.edited;
  }

  get tagsOfAll(): Tags {
    return this.edited.accounts.tagsOfAll ?? {};
  }

  account(id: string): AccountData | undefined {
    return this.accounts.get(id);
  }

  unit(id: string): UnitData | undefined {
    return this.edited.units.organizationalUnits.find((row) => row.id === id);
  }

  policy(key: string): PolicyData | undefined {
    return this.edited.policies.policies.find((row) => row.key === key);
  }

  /** Adds a row, or replaces the one with its ID. */
  putAccount(account: AccountData): void {
    this.accounts.put(tidy(account));
  }

  /** Edits a row; nothing if another edit has removed it. */
  editAccount(id: string, edit: (row: AccountData) => AccountData): void {
    const row = this.account(id);
    if (row !== undefined) this.putAccount(edit(row));
  }

  editUnit(id: string, edit: (row: UnitData) => UnitData): void {
    const row = this.unit(id);
    if (row !== undefined) this.putUnit(edit(row));
  }

  editPolicy(key: string, edit: (row: PolicyData) => PolicyData): void {
    const row = this.policy(key);
    if (row !== undefined) this.putPolicy(edit(row));
  }

  putUnit(unit: UnitData): void {
    const row = tidy(unit);
    const { organizationalUnits } = this.edited.units;
    // The rows of the OUs below it have to stay behind it.
    const hasUnits = organizationalUnits.some(({ parent }) => parent === row.id);
    const former = organizationalUnits.find(({ id }) => id === row.id);
    const isInPlace = former !== undefined && (hasUnits || (former.name === row.name && former.parent === row.parent));
    this.setUnits(isInPlace ? organizationalUnits.map((each) => (each === former ? row : each))
      : withUnit(organizationalUnits.filter((each) => each !== former), row));
  }

  putPolicy(policy: PolicyData): void {
    const row = tidy(policy);
    const { policies } = this.edited.policies;
    const isKnown = policies.some(({ key }) => key === row.key);
    const rows = isKnown ? policies.map((each) => (each.key === row.key ? row : each)) : withPolicy(policies, row);
    this.edited = { ...this.edited, policies: { ...this.edited.policies, policies: rows } };
  }

  putRoot(root: TargetData): void {
    this.edited = { ...this.edited, units: { ...this.edited.units, root: tidy(root) } };
  }

  removeAccount(id: string): void {
    this.accounts.remove(id);
    const { settings } = this.edited;
    if (settings !== undefined && Object.hasOwn(settings.accounts, id)) this.setSettings(id, undefined);
  }

  removeUnit(id: string): void {
    this.setUnits(this.edited.units.organizationalUnits.filter((row) => row.id !== id));
  }

  /** Removes the row of a policy, its document, and its key from all targets. */
  removePolicy(key: string): void {
    const without = <T extends TargetData>(row: T): T => (row.policies?.includes(key)
      ? tidy({ ...row, policies: row.policies.filter((each) => each !== key) }) : row);
    this.accounts.map(without);
    this.setUnits(this.edited.units.organizationalUnits.map(without));
    this.putRoot(without(this.edited.units.root));
    const { policies } = this.edited;
    this.edited = { ...this.edited, policies: { ...policies, policies: policies.policies.filter((row) => row.key !== key) } };
    this.documents.set(key, undefined);
  }

  /** A tag that all accounts share becomes one of the rows of the others, if an account no longer has it. */
  setAccountTag(id: string, key: string, value: string | undefined): void {
    const { tagsOfAll } = this;
    const shared = Object.hasOwn(tagsOfAll, key) ? tagsOfAll[key] : undefined;
    if (value === undefined && shared !== undefined) {
      this.edited = { ...this.edited, accounts: { ...this.edited.accounts, tagsOfAll: withTag(tagsOfAll, key, undefined) } };
      this.accounts.map((row) => (row.id === id || Object.hasOwn(row.tags ?? {}, key) ? row : withRowTag(row, key, shared)));
    }
    this.editAccount(id, (row) => withRowTag(row, key, value === shared ? undefined : value));
  }

  setService(kind: 'trustedServices' | 'policyTypes', name: string, isEnabled: boolean): void {
    const { services } = this.edited;
    const others = services[kind].filter((each) => each !== name);
    this.edited = { ...this.edited, services: { ...services, [kind]: isEnabled ? [...others, name].sort() : others } };
  }

  /** @param settings undefined removes them */
  setSettings(id: string, settings: object | undefined): void {
    const { [id]: _former, ...others } = this.edited.settings?.accounts ?? {};
    const accounts = settings === undefined ? others
      : Object.fromEntries(Object.entries({ ...others, [id]: settings }).sort(([one], [other]) => (one < other ? -1 : 1)));
    this.edited = { ...this.edited, settings: { accounts } };
  }

  /** Notes why a part is left out. The note replaces the former one of the same part. */
  leaveOut(list: LeftOutList, subject: string, reason: string, isAbout = (other: string) => other.startsWith(`${subject}: `)): void {
    const line = visibleLine(`${subject}: ${reason}.`);
    this.setLeftOut(list, (lines) => {
      if (lines.includes(line)) return lines;
      return lines.some(isAbout) ? lines.map((other) => (isAbout(other) ? line : other)) : [...lines, line];
    });
  }

  /** Removes the note of a part that is no longer left out. */
  takeIn(list: LeftOutList, isAbout: (line: string) => boolean): void {
    this.setLeftOut(list, (lines) => (lines.some(isAbout) ? lines.filter((line) => !isAbout(line)) : lines));
  }

  private setLeftOut(list: LeftOutList, edit: (lines: readonly string[]) => readonly string[]): void {
    const { leftOut = [] } = this.edited[list];
    const lines = edit(leftOut);
    if (lines !== leftOut) this.edited = { ...this.edited, [list]: { ...this.edited[list], leftOut: lines } };
  }

  private setUnits(organizationalUnits: readonly UnitData[]): void {
    this.edited = { ...this.edited, units: { ...this.edited.units, organizationalUnits } };
  }
}

function withRowTag(row: AccountData, key: string, value: string | undefined): AccountData {
  return tidy({ ...row, tags: withTag(row.tags ?? {}, key, value) });
}

/** The members of all rows in the order in which a written app has them. */
const MEMBERS = [
  'key', 'id', 'adopt', 'outside', 'type', 'name', 'description', 'email', 'unit', 'parent', 'tags', 'policies', 'isAllowList', 'lockOut', 'administers',
];

/** A row with its members in their order, without those that say nothing. */
function tidy<T extends object>(row: T): T {
  const isEmpty = (value: unknown) => value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  const rank = (key: string) => MEMBERS.indexOf(key);
  const members = Object.entries(row).filter(([, value]) => !isEmpty(value));
  return Object.fromEntries(members.sort(([one], [other]) => rank(one) - rank(other))) as T;
}
