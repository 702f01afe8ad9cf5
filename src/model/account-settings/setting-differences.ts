import { type AlternateContactTypeName, type PRIMARY, regionOf, type Setting } from '../../contract';
import type { Organization } from '../organization';
import { changedMembers, contactText, contactWords, isContact, sameSetting, settingsByAccount, shownContact } from './account-settings';
import { align } from '../diff/identity/align';

export interface SettingDifference {
  /** Equal for the same difference at different times. */
  readonly key: readonly string[];
  readonly sentence: string;
}

/**
 * Contacts and Regions that differ from the code. Unknown settings of an account are no difference.
 * @param paths of accounts by ID
 */
export function settingDifferences(desired: Organization, actual: Organization, paths: ReadonlyMap<string, string>): SettingDifference[] {
  const found = settingsByAccount(actual);
  const named = (desired.accountSettings ?? []).flatMap(({ accountId, settings }) => (
    Object.entries(settings).map(([key, setting]) => ({ accountId, key, setting }))));
  return named.flatMap(({ accountId, key, setting }): SettingDifference[] => {
    const there = found.get(accountId)?.settings[key];
    if (there === undefined || sameSetting(setting, there)) return [];
    const sentence = sentenceOf(key, paths.get(accountId) ?? accountId, setting, there);
    return [{ key: [accountId, key, JSON.stringify(setting), JSON.stringify(there)], sentence }];
  });
}

/** For members that are not shown, such as a phone number, only their names. */
function sentenceOf(key: string, path: string, desired: Setting, there: Setting): string {
  const region = regionOf(key);
  if (region !== undefined) return `Region ${region} of ${path} is ${text(there)}, not ${text(desired)}`;
  const subject = `The ${contactWords(key as AlternateContactTypeName | typeof PRIMARY)} of ${path}`;
  if (text(desired) !== text(there)) return `${subject} is ${text(there)}, not ${text(desired)}`;
  return `${subject} has other values of ${changedMembers(desired, there).join(', ')}`;
}

function text(setting: Setting): string {
  return isContact(setting) ? contactText(shownContact(setting)) : setting ?? '(none)';
}

/** The keys of the settings that code names, by the account's ID in a live organization. Only members are included. */
export function namedSettings(live: Organization, codes: readonly Organization[]): Map<string, Set<string>> {
  const named = new Map<string, Set<string>>();
  for (const code of codes) {
    if (code.accountSettings === undefined) continue;
    const { base, head } = align(live, code, { isDeployed: true });
    for (const { accountId, settings } of head.accountSettings ?? []) {
      if (base.targets.get(accountId)?.kind !== 'account') continue;
      named.set(accountId, new Set([...named.get(accountId) ?? [], ...Object.keys(settings)]));
    }
  }
  return named;
}
