import { REASON_OF_REPLACED, type Reason, REPLACED } from './judge';
import {
  ALTERNATE_CONTACT_MEMBERS, type ContactMember, COUNTRIES_WITH_STATES, DEFAULT_REGIONS, isAlternate, PRIMARY_CONTACT_MEMBERS, regionOf,
  type Setting,
} from '../contract';

/** Why an app cannot have a contact or a Region as it is. AWS keeps contacts from before its present rules. */
export function reasonOfSetting(key: string, setting: Setting): Reason {
  const region = regionOf(key);
  if (region !== undefined) return DEFAULT_REGIONS.includes(region) ? 'every account has this Region' : undefined;
  const contact = Object(setting) as Readonly<Record<string, string | undefined>>;
  if (Object.values(contact).some((text = '') => REPLACED.test(text))) return REASON_OF_REPLACED;
  const members: Readonly<Record<string, ContactMember>> = isAlternate(key) ? ALTERNATE_CONTACT_MEMBERS : PRIMARY_CONTACT_MEMBERS;
  const wrong = Object.entries(members).find(([member, limits]) => !isAccepted(contact[member], limits));
  if (wrong !== undefined) return `AWS does not accept its ${wrong[0]} (${contact[wrong[0]] ?? 'none'}); correct it there, then add it`;
  const { CountryCode: country = '', StateOrRegion: state } = contact;
  return COUNTRIES_WITH_STATES.includes(country) && state === undefined
    ? `it has no StateOrRegion, which AWS requires in this country (${country}); add it there, then add it here` : undefined;
}

function isAccepted(value: string | undefined, { minLength = 1, maxLength, pattern = /^/, optional = false }: ContactMember): boolean {
  return value === undefined ? optional : value.length >= minLength && value.length <= maxLength && pattern.test(value);
}
