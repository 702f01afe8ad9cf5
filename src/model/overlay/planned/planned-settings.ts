import { isAlternate } from '../../../contract';
import { type AccountSettingsEntry, sameSetting, type SettingsByKey, settingsByAccount, settingsField } from '../../account-settings';
import type { FlatOrganization } from '../../diff/flat-organization';
import { align } from '../../diff/identity/align';
import { isLeftToItself } from '../../diff/identity/provenance';
import type { Organization } from '../../organization';

interface Versions {
  readonly live: FlatOrganization;
  readonly desired: FlatOrganization;
  readonly former?: FlatOrganization;
}

/**
 * Contacts and Regions after the deployment of code: settings that the code names take its values. An alternate contact that is removed
 * from the app is deleted if it still has the value of the code; all others stay. Accounts that leave the organization take theirs along.
 * @param remains whether an account is in the organization afterwards
 */
export function plannedSettings(
  { live, desired, former }: Versions, remains: (accountId: string) => boolean,
): Pick<Organization, 'accountSettings'> {
  const inCode = settingsByAccount(desired);
  const known = former === undefined ? [] : [...settingsByAccount(former).values()];
  const left = known.filter((entry) => leavesTheCode(entry, former!, desired));
  const found = settingsByAccount(live);
  const deleted = left.map((entry): AccountSettingsEntry => ({
    accountId: entry.accountId,
    settings: deletedContacts(entry, inCode.get(entry.accountId)?.settings ?? {}, found.get(entry.accountId)?.settings ?? {}),
  }));
  const stays = [...found.values()].filter(({ accountId }) => remains(accountId) || inCode.has(accountId));
  return settingsField([...stays, ...deleted.filter(({ accountId }) => remains(accountId)), ...inCode.values()]);
}

/** Not if the account is removed together with its settings, or if no deployment acts on them. */
function leavesTheCode({ accountId, owner, retained }: AccountSettingsEntry, former: FlatOrganization, desired: FlatOrganization): boolean {
  if (former.targets.get(accountId)?.code !== undefined && !desired.targets.has(accountId)) return false;
  const isKept = retained === true || (owner !== undefined && isLeftToItself({ owner }, desired));
  return !isKept || settingsByAccount(desired).has(accountId);
}

function deletedContacts({ settings }: AccountSettingsEntry, named: SettingsByKey, found: SettingsByKey): SettingsByKey {
  const keys = Object.keys(settings)
    .filter((key) => isAlternate(key) && !Object.hasOwn(named, key) && sameSetting(found[key], settings[key]));
  return Object.fromEntries(keys.map((key) => [key, null]));
}

/** A live organization in which contacts and Regions that are not known, as in an old snapshot, are those of the former code. */
export function withFormerSettings(live: Organization, former: Organization | undefined): Organization {
  if (former?.accountSettings === undefined) return live;
  const { base, head } = align(live, former, { isDeployed: true });
  const members = (head.accountSettings ?? []).filter(({ accountId }) => base.targets.has(accountId))
    .map(({ accountId, settings }) => ({ accountId, settings }));
  return { ...live, ...settingsField([...members, ...live.accountSettings ?? []]) };
}
