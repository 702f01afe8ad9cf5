import { IN_CODE, type Keeping, type KeepingContext, type KeepingOf } from './keeping';
import { PRIMARY, regionKey } from '../../../contract';
import type { AccountReference, AccountSettingChange } from '../../../model';
import { accountSettings } from '../../data/settings';
import { reasonOfSetting } from '../../judge';

interface Settings {
  readonly alternateContacts?: Readonly<Record<string, object>>;
  readonly primaryContact?: object;
  readonly enabledRegions?: readonly string[];
  readonly disabledRegions?: readonly string[];
}

export const settingKeeping: KeepingOf<AccountSettingChange['kind']> = {
  alternateContactSet: ({ account, contactType }, context) => settingEdit(account, contactType, context),
  alternateContactChanged: ({ account, contactType }, context) => settingEdit(account, contactType, context),
  alternateContactRemoved: ({ account, contactType }, context) => settingEdit(account, contactType, context),
  primaryContactChanged: ({ account }, context) => settingEdit(account, PRIMARY, context),
  regionEnabled: ({ account, region }, context) => settingEdit(account, regionKey(region), context),
  regionDisabled: ({ account, region }, context) => settingEdit(account, regionKey(region), context),
  accountSettingReleased: () => IN_CODE,
};

/** Writes the live value of one setting. */
function settingEdit({ id }: AccountReference, key: string, { editor, rowIds, live }: KeepingContext): Keeping {
  const row = rowIds.account(id);
  const rows = editor.others.settings?.accounts ?? {};
  const present = live.accountSettings?.find(({ accountId }) => accountId === id)?.settings[key];
  if (row === undefined || !Object.hasOwn(rows, row) || present === undefined) return IN_CODE;
  const reason = present === null ? undefined : reasonOfSetting(key, present);
  if (reason !== undefined) return { instead: `The code cannot have it: ${reason}.` };
  const value: Settings = present === null ? {} : accountSettings({ [key]: present });
  return { apply: () => editor.setSettings(row, merged(editor.others.settings!.accounts[row] as Settings, key, value)) };
}

/** Settings with another value of one of them; without it if the value is empty. */
function merged(settings: Settings, key: string, value: Settings): object | undefined {
  const { [key.toLowerCase()]: _former, ...contacts } = settings.alternateContacts ?? {};
  const alternate = { ...contacts, ...value.alternateContacts };
  const regions = [...value.enabledRegions ?? [], ...value.disabledRegions ?? []];
  const listed = (name: 'enabledRegions' | 'disabledRegions') => [
    ...(settings[name] ?? []).filter((region) => !regions.includes(region)), ...value[name] ?? [],
  ].sort();
  const all = Object.entries({
    alternateContacts: alternate,
    primaryContact: value.primaryContact ?? settings.primaryContact ?? {},
    enabledRegions: listed('enabledRegions'),
    disabledRegions: listed('disabledRegions'),
  }).filter(([, each]) => Object.keys(each).length > 0);
  return all.length === 0 ? undefined : Object.fromEntries(all);
}
