import { isAlternate, PRIMARY, regionOf, type Setting } from '../../../contract';
import {
  type AccountSettingsEntry, changedMembers, isContact, sameSetting, settingKeys, settingsByAccount, type ShownContact, shownContact,
} from '../../account-settings/account-settings';
import type { AccountSettingChange, ContactDifference } from '../change';
import type { Aligned } from '../identity/align';
import type { Names } from '../identity/names';
import { isLeftToItself } from '../identity/provenance';
import type { AccountReference } from '../references';

/** The account and the setting of a change. */
interface Subject {
  readonly account: AccountReference;
  readonly before: Setting | undefined;
  readonly after: Setting | undefined;
}

/** Contacts and Regions, account by account. A setting that one side does not know or name is not a difference. */
export function diffAccountSettings(aligned: Aligned, names: Names): AccountSettingChange[] {
  const [former, present] = [aligned.base, aligned.head].map(settingsByAccount);
  const ids = [...new Set([...former.keys(), ...present.keys()])].filter((id) => !hasLeft(aligned, id));
  const accounts = ids.map((id) => ({ id, account: accountOf(aligned, id, names) }));
  return accounts.sort((a, b) => (a.account.path < b.account.path ? -1 : 1)).flatMap(({ id, account }) => {
    const [before, after] = [former.get(id)?.settings ?? {}, present.get(id)?.settings ?? {}];
    return settingKeys(before, after).flatMap((key): AccountSettingChange[] => {
      const subject = { account, before: before[key], after: after[key] };
      if (subject.after === undefined) return released(aligned, former.get(id)!, key, subject);
      if (sameSetting(subject.before, subject.after)) return [];
      return changed(aligned, key, subject);
    });
  });
}

/** A deleted account takes its contacts and Regions along; one that is removed from the app keeps them. */
function hasLeft({ base, head }: Aligned, id: string): boolean {
  return base.targets.has(id) && !head.targets.has(id) && (head.code === undefined || base.targets.get(id)!.code !== undefined);
}

function accountOf({ base, head }: Aligned, id: string, names: Names): AccountReference {
  const target = head.targets.get(id) ?? base.targets.get(id);
  if (target?.kind === 'account') return names.account(target);
  const isManagement = id === head.managementAccountId || id === base.managementAccountId;
  return { kind: 'account', id, path: `Root/${isManagement ? MANAGEMENT_ACCOUNT : id}`, email: '' };
}

/** The name of the management account in code, which does not know it. */
export const MANAGEMENT_ACCOUNT = '(management account)';

/** A live organization yields no change for a setting that it does not know. */
function released({ base, head }: Aligned, { owner, retained }: AccountSettingsEntry, key: string, {
  account,
  before,
}: Subject): AccountSettingChange[] {
  if (base.code === undefined || head.code === undefined || before === undefined || before === null) return [];
  const region = regionOf(key);
  if (!isAlternate(key) || !isContact(before)) return [{ kind: 'accountSettingReleased', account, ...(region === undefined ? {} : { region }) }];
  const stays = retained === true || (owner !== undefined && isLeftToItself({ owner }, head));
  return [{ kind: 'alternateContactRemoved', account, contactType: key, before: shownContact(before), outcome: stays ? 'stays' : 'deleted' }];
}

function changed({ head }: Aligned, key: string, { account, before, after }: Subject): AccountSettingChange[] {
  const region = regionOf(key);
  if (region !== undefined) {
    const kind = after === 'ENABLED' ? 'regionEnabled' : 'regionDisabled';
    return [{ kind, account, region, ...(before === undefined ? { isNow: 'unknown' as const } : {}) }];
  }
  if (key === PRIMARY) return [{ kind: 'primaryContactChanged', account, ...contactDifference(before, after) }];
  if (!isAlternate(key)) return [];
  if (isContact(before) && isContact(after)) return [{ kind: 'alternateContactChanged', account, contactType: key, ...changedContact(before, after) }];
  if (isContact(after)) return [{ kind: 'alternateContactSet', account, contactType: key, after: shownContact(after) }];
  if (!isContact(before)) return [];
  return [{ kind: 'alternateContactRemoved', account, contactType: key, before: shownContact(before), outcome: head.code === undefined ? 'gone' : 'deleted' }];
}

function changedContact(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>) {
  return { before: shownContact(before), after: shownContact(after), members: changedMembers(before, after) };
}

function contactDifference(before: Setting | undefined, after: Setting | undefined): ContactDifference {
  return {
    ...sideOf('before', before), ...sideOf('after', after), ...(isContact(before) && isContact(after) ? { members: changedMembers(before, after) } : {}),
  };
}

function sideOf<Side extends 'before' | 'after'>(side: Side, setting: Setting | undefined): { readonly [name in Side]?: ShownContact } {
  return (isContact(setting) ? { [side]: shownContact(setting) } : {}) as { readonly [name in Side]?: ShownContact };
}
