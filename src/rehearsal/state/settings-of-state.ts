import { DEFAULT_REGIONS, isAlternate, OPT_IN_REGIONS, PRIMARY, regionOf, type Setting } from '../../contract';
import { type AccountSettingsEntry, namedSettings, type Organization, settingsField, withShownTexts } from '../../model';
import { contactOf, type SimulatorState, type Tables } from '../../simulator';

type Profile = Tables['accountProfiles'];

/** The organization of a simulator with the contacts and Regions in the code. */
export function withSettingsOfState(organization: Organization, state: SimulatorState, codes: readonly Organization[]): Organization {
  const profiles = new Map((state.accountProfiles ?? []).map((profile) => [profile.accountId, profile]));
  const entries = [...namedSettings(organization, codes)].map(([accountId, keys]): AccountSettingsEntry => {
    const profile = profiles.get(accountId) ?? { accountId, alternateContacts: {}, regions: {} };
    return { accountId, settings: Object.fromEntries(withShownTexts([...keys].flatMap((key) => settingOf(profile, key)))) };
  });
  return { ...organization, ...settingsField(entries) };
}

/** The setting of an account. A change of a Region that is in progress counts as complete. */
function settingOf(profile: Profile, key: string): [key: string, setting: Setting][] {
  if (isAlternate(key)) return [[key, alternateContact(profile.alternateContacts[key])]];
  if (key === PRIMARY) return [[key, contactOf(profile)]];
  const region = regionOf(key)!;
  if (DEFAULT_REGIONS.includes(region)) return [[key, 'ENABLED']];
  const isKnown = OPT_IN_REGIONS.includes(region) || Object.hasOwn(profile.regions, region);
  return isKnown ? [[key, profile.regions[region]?.enabled ? 'ENABLED' : 'DISABLED']] : [];
}

/** An alternate contact without its type, which the simulator and the service keep in the contact. */
function alternateContact(contact: Readonly<Record<string, string>> | undefined): Setting {
  if (contact === undefined) return null;
  const { AlternateContactType: _type, ...members } = contact;
  return members;
}

/** The profiles of a simulator whose accounts have these settings, which is the reverse of `withSettingsOfState`. */
export function profilesOf({ accountSettings = [] }: Organization): Profile[] {
  return accountSettings.map(({ accountId, settings }): Profile => {
    const contacts = Object.entries(settings).flatMap(([key, setting]) => (
      isAlternate(key) && typeof setting === 'object' && setting !== null ? [[key, { ...setting, AlternateContactType: key }] as const] : []));
    const regions = Object.entries(settings).flatMap(([key, setting]) => {
      const region = regionOf(key);
      return region === undefined || DEFAULT_REGIONS.includes(region) ? [] : [[region, { enabled: setting === 'ENABLED', settlesAt: 0 }] as const];
    });
    const primary = settings[PRIMARY];
    return {
      accountId,
      alternateContacts: Object.fromEntries(contacts),
      regions: Object.fromEntries(regions),
      ...(typeof primary === 'object' && primary !== null ? { contactInformation: primary } : {}),
    };
  });
}
