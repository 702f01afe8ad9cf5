import { withAccount, withPolicy, withUnit } from './row-order';
import { withTag } from './tag-edits';
import { visibleLine } from '../../report/escape';
import type { AccountData, AppData, PolicyData, TargetData, UnitData } from '../data/app-data';

/** The lists of left out parts, by the data file that has them. */
export type LeftOutList = 'accounts' | 'units' | 'policies' | 'services';

/** Edits the rows of an app. A row keeps its place unless the edit changes what rows are sorted by. */
export class DataEditor {
  /** The new documents of policies by their keys; undefined for a document that goes with its row. */
  readonly documents = new Map<string, string | undefined>();
  private edited: AppData;

  constructor(readonly original: AppData) {
    this.edited = original;
  }

  get data(): AppData {
    return this.edited;
  }

  account(id: string): AccountData | undefined {
    return this.edited.accounts.accounts.find((row) => row.id === id);
  }

  unit(id: string): UnitData | undefined {
    return this.edited.units.organizationalUnits.find((row) => row.id === id);
  }

  policy(key: string): PolicyData | undefined {
    return this.edited.policies.policies.find((row) => row.key === key);
  }

  /** Adds a row, or replaces the one with its ID. */
  putAccount(account: AccountData): void {
    const row = tidy(account);
    const { organizationalUnits } = this.edited.units;
    const isInPlace = (former: AccountData) => (['unit', 'name', 'email'] as const).every((field) => former[field] === row[field]);
    this.setAccounts(put(this.edited.accounts.accounts, row, isInPlace, (rows) => withAccount(rows, row, organizationalUnits)));
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
    const isInPlace = (former: UnitData) => hasUnits || (former.name === row.name && former.parent === row.parent);
    this.setUnits(put(organizationalUnits, row, isInPlace, (rows) => withUnit(rows, row)));
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
    this.setAccounts(this.edited.accounts.accounts.filter((row) => row.id !== id));
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
    this.setAccounts(this.edited.accounts.accounts.map(without));
    this.setUnits(this.edited.units.organizationalUnits.map(without));
    this.putRoot(without(this.edited.units.root));
    const { policies } = this.edited;
    this.edited = { ...this.edited, policies: { ...policies, policies: policies.policies.filter((row) => row.key !== key) } };
    this.documents.set(key, undefined);
  }

  /** A tag that all accounts share becomes one of the rows of the others, if an account no longer has it. */
  setAccountTag(id: string, key: string, value: string | undefined): void {
    const { tagsOfAll = {}, accounts } = this.edited.accounts;
    const shared = Object.hasOwn(tagsOfAll, key) ? tagsOfAll[key] : undefined;
    if (value === undefined && shared !== undefined) {
      const rows = accounts.map((row) => (row.id === id || Object.hasOwn(row.tags ?? {}, key) ? row : withRowTag(row, key, shared)));
      const others = withTag(tagsOfAll, key, undefined);
      this.edited = { ...this.edited, accounts: { ...this.edited.accounts, tagsOfAll: others, accounts: rows } };
    }
    const own = value === shared ? undefined : value;
    this.setAccounts(this.edited.accounts.accounts.map((row) => (row.id === id ? withRowTag(row, key, own) : row)));
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

  /** Says why a part is left out. */
  leaveOut(list: LeftOutList, subject: string, reason: string): void {
    const line = visibleLine(`${subject}: ${reason}.`);
    this.setLeftOut(list, (lines) => (lines.includes(line) ? lines : [...lines, line]));
  }

  /** Removes what is said about a part that is no longer left out. */
  takeIn(list: LeftOutList, isAbout: (line: string) => boolean): void {
    this.setLeftOut(list, (lines) => (lines.some(isAbout) ? lines.filter((line) => !isAbout(line)) : lines));
  }

  private setLeftOut(list: LeftOutList, edit: (lines: readonly string[]) => readonly string[]): void {
    const { leftOut = [] } = this.edited[list];
    const lines = edit(leftOut);
    if (lines !== leftOut) this.edited = { ...this.edited, [list]: { ...this.edited[list], leftOut: lines } };
  }

  private setAccounts(accounts: readonly AccountData[]): void {
    this.edited = { ...this.edited, accounts: { ...this.edited.accounts, accounts } };
  }

  private setUnits(organizationalUnits: readonly UnitData[]): void {
    this.edited = { ...this.edited, units: { ...this.edited.units, organizationalUnits } };
  }
}

function put<T extends { readonly id: string }>(
  rows: readonly T[], row: T, isInPlace: (former: T) => boolean, insert: (others: readonly T[]) => T[],
): readonly T[] {
  const former = rows.find(({ id }) => id === row.id);
  if (former !== undefined && isInPlace(former)) return rows.map((each) => (each === former ? row : each));
  return insert(rows.filter((each) => each !== former));
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
