import { type AccountSettingsProperties, type AlternateContactTypeName, isAlternate, PRIMARY, type Setting, settingsOf } from '../../contract';
import { isRetained } from '../code/deletion-policy';
import type { DesiredResource } from '../desired-resources';
import type { Organization } from '../organization';

/** Contacts and opt-in Regions of one account: the ones that the code names, or those of them that were read from the account. */
export interface AccountSettingsEntry {
  readonly accountId: string;
  /**
   * By `BILLING`, `OPERATIONS`, `SECURITY`, `PRIMARY` or `REGION:` and the code of a Region. A contact has the members of the service, a
   * Region is `ENABLED` or `DISABLED`, `null` is a contact that the account does not have. An absent key is unknown or not named.
   */
  readonly settings: SettingsByKey;
  /** The top-level stack's name, in a value that comes from code. */
  readonly owner?: string;
  /** Whether the settings stay when they are removed from the app; only in a value that comes from code. */
  readonly retained?: true;
}

export type SettingsByKey = Readonly<Record<string, Setting>>;

/** The part of a contact that reviews show. Phone numbers and postal addresses are in no report. */
export interface ShownContact {
  readonly name: string;
  /** Of an alternate contact. */
  readonly title?: string;
  readonly emailAddress?: string;
  /** Of a primary contact. */
  readonly companyName?: string;
}

type Settled = Pick<Organization, 'accountSettings'>;

/** The settings that code names, as a field of an organization, which is absent if there are none. */
export function settingsInCode(resources: readonly DesiredResource[]): Settled {
  return settingsField(resources.map(({ owner, properties, deletionPolicy }): AccountSettingsEntry => {
    const named = properties as unknown as AccountSettingsProperties;
    return {
      accountId: named.AccountId,
      settings: Object.fromEntries(settingsOf(named)),
      owner,
      ...(isRetained(deletionPolicy) ? { retained: true } : {}),
    };
  }));
}

/** One entry per account, sorted by its ID; entries without settings are omitted. */
export function settingsField(entries: Iterable<AccountSettingsEntry>): Settled {
  const found = new Map<string, AccountSettingsEntry>();
  for (const entry of entries) {
    const former = found.get(entry.accountId);
    found.set(entry.accountId, { ...former, ...entry, settings: sorted({ ...former?.settings, ...entry.settings }) });
  }
  const known = [...found.values()].filter(({ settings }) => Object.keys(settings).length > 0);
  return known.length === 0 ? {} : { accountSettings: known.sort((a, b) => (a.accountId < b.accountId ? -1 : 1)) };
}

export function settingsByAccount({ accountSettings = [] }: Settled): Map<string, AccountSettingsEntry> {
  return new Map(accountSettings.map((entry) => [entry.accountId, entry]));
}

export function sameSetting(one: Setting | undefined, other: Setting | undefined): boolean {
  if (!isContact(one) || !isContact(other)) return one === other;
  return changedMembers(one, other).length === 0;
}

/** Names of the members by which two contacts differ, sorted. */
export function changedMembers(one: Setting | undefined, other: Setting | undefined): string[] {
  const [before, after] = [one, other].map((setting) => (isContact(setting) ? setting : {}));
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => before[name] !== after[name]).sort();
}

export function isContact(setting: Setting | undefined): setting is Readonly<Record<string, string>> {
  return typeof setting === 'object' && setting !== null;
}

export function shownContact(contact: Readonly<Record<string, string>>): ShownContact {
  const { Name, Title, EmailAddress, FullName, CompanyName } = contact;
  return Name === undefined
    ? { name: FullName ?? '', ...(CompanyName === undefined ? {} : { companyName: CompanyName }) }
    : { name: Name, title: Title, emailAddress: EmailAddress };
}

/** `security contact`, `primary contact`. */
export function contactWords(key: AlternateContactTypeName | typeof PRIMARY): string {
  return `${key.toLowerCase()} contact`;
}

/** `Security team (On call, security@example.com)` */
export function contactText({ name, title, emailAddress, companyName }: ShownContact): string {
  const more = [title, emailAddress, companyName].filter((each) => each !== undefined);
  return more.length === 0 ? name : `${name} (${more.join(', ')})`;
}

/** Keys of contacts and Regions in the order of the reports: contacts first. */
export function settingKeys(...all: readonly SettingsByKey[]): string[] {
  const rank = (key: string) => (isAlternate(key) ? 0 : key === PRIMARY ? 1 : 2);
  return [...new Set(all.flatMap((settings) => Object.keys(settings)))].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function sorted(settings: SettingsByKey): SettingsByKey {
  const order = (setting: Setting): Setting => (isContact(setting)
    ? Object.fromEntries(Object.entries(setting).sort(([a], [b]) => (a < b ? -1 : 1))) : setting);
  return Object.fromEntries(settingKeys(settings).map((key) => [key, order(settings[key])]));
}
