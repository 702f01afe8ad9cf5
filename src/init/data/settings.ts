import { isAlternate, PRIMARY, regionOf, type Setting } from '../../contract';
import type { SettingsByKey } from '../../model';

/** Contacts and Regions as options of an account. */
export function accountSettings(settings: SettingsByKey): object {
  const entries = Object.entries(settings);
  const alternate = entries.filter(([key]) => isAlternate(key))
    .map(([key, contact]) => [key.toLowerCase(), contactOptions(contact)] as const);
  const regions = (status: string) => entries.flatMap(([key, setting]) => (setting === status ? regionOf(key) ?? [] : []));
  const [enabledRegions, disabledRegions] = [regions('ENABLED'), regions('DISABLED')];
  return {
    ...(alternate.length === 0 ? {} : { alternateContacts: Object.fromEntries(alternate) }),
    ...(Object.hasOwn(settings, PRIMARY) ? { primaryContact: contactOptions(settings[PRIMARY]) } : {}),
    ...(enabledRegions.length === 0 ? {} : { enabledRegions }),
    ...(disabledRegions.length === 0 ? {} : { disabledRegions }),
  };
}

/** The members of the API begin with a capital letter, those of the constructs do not. */
function contactOptions(contact: Setting): object {
  const members = Object.entries(Object(contact) as Record<string, string>);
  return Object.fromEntries(members.map(([name, value]) => [name[0].toLowerCase() + name.slice(1), value]));
}
