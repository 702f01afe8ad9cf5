import { ALTERNATE_CONTACT_TYPES, type AlternateContactTypeName } from './account-settings';
import type { AccountSettingsProperties } from './properties';

/** A contact with the members of the service, `ENABLED` or `DISABLED` for a Region, `null` for a contact that an account does not have. */
export type Setting = Readonly<Record<string, string>> | string | null;

/** Settings by key: a type of alternate contact, `PRIMARY`, or `REGION:` and the code of a Region. */
export type Settings = ReadonlyMap<string, Setting>;

export const PRIMARY = 'PRIMARY';
const REGION = 'REGION:';

/** The settings that properties name. */
export function settingsOf(properties: Partial<AccountSettingsProperties>): Map<string, Setting> {
  const { AlternateContacts = {}, PrimaryContact, EnabledRegions = [], DisabledRegions = [] } = properties;
  const settings = new Map<string, Setting>();
  for (const type of ALTERNATE_CONTACT_TYPES) {
    const contact = AlternateContacts[type];
    if (contact) settings.set(type, { ...contact });
  }
  if (PrimaryContact) settings.set(PRIMARY, { ...PrimaryContact });
  for (const region of EnabledRegions) settings.set(REGION + region, 'ENABLED');
  for (const region of DisabledRegions) settings.set(REGION + region, 'DISABLED');
  return settings;
}

/** The Region of a key, if the key is one of a Region. */
export function regionOf(key: string): string | undefined {
  return key.startsWith(REGION) ? key.slice(REGION.length) : undefined;
}

export function isAlternate(key: string): key is AlternateContactTypeName {
  return ALTERNATE_CONTACT_TYPES.some((type) => type === key);
}
