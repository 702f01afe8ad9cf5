import type { AccountSettingsProperties } from './properties';

/**
 * The types of alternate contacts, in the order in which they are written.
 * Source: AWS Account Management API Reference, `AlternateContactType`.
 */
export const ALTERNATE_CONTACT_TYPES = ['BILLING', 'OPERATIONS', 'SECURITY'] as const;

export type AlternateContactTypeName = (typeof ALTERNATE_CONTACT_TYPES)[number];

/** Source: AWS Account Management API Reference, `AlternateContact`. */
export interface AlternateContactProperties {
  readonly Name: string;
  readonly Title: string;
  readonly EmailAddress: string;
  readonly PhoneNumber: string;
}

/** Source: AWS Account Management API Reference, `ContactInformation`. */
export interface PrimaryContactProperties {
  readonly FullName: string;
  readonly AddressLine1: string;
  readonly AddressLine2?: string;
  readonly AddressLine3?: string;
  readonly City: string;
  readonly StateOrRegion?: string;
  readonly DistrictOrCounty?: string;
  readonly PostalCode: string;
  readonly CountryCode: string;
  readonly PhoneNumber: string;
  readonly CompanyName?: string;
  readonly WebsiteUrl?: string;
}

/** The values that the service accepts for a member of a contact. `form` describes the pattern in words. */
export interface ContactMember {
  readonly maxLength: number;
  readonly minLength?: number;
  readonly optional?: boolean;
  readonly pattern?: RegExp;
  readonly form?: string;
}

/** Source: AWS Account Management API Reference, `AlternateContact` and `PutAlternateContact`. */
export const ALTERNATE_CONTACT_MEMBERS: { readonly [name in keyof AlternateContactProperties]-?: ContactMember } = {
  Name: { maxLength: 64 },
  Title: { maxLength: 50 },
  EmailAddress: {
    maxLength: 254, pattern: /^[\s]*[\w+=.#|!&-]+@[\w.-]+\.[\w]+[\s]*$/, form: 'an address such as security@example.com',
  },
  PhoneNumber: { maxLength: 25, pattern: /^[\s0-9()+-]+$/, form: 'digits, spaces and characters of + - ( )' },
};

/** Source: AWS Account Management API Reference, `ContactInformation`. */
export const PRIMARY_CONTACT_MEMBERS: { readonly [name in keyof PrimaryContactProperties]-?: ContactMember } = {
  FullName: { maxLength: 50 },
  AddressLine1: { maxLength: 60 },
  AddressLine2: { maxLength: 60, optional: true },
  AddressLine3: { maxLength: 60, optional: true },
  City: { maxLength: 50 },
  StateOrRegion: { maxLength: 50, optional: true },
  DistrictOrCounty: { maxLength: 50, optional: true },
  PostalCode: { maxLength: 20 },
  CountryCode: { maxLength: 2, minLength: 2, pattern: /^[A-Z]{2}$/, form: 'the two capital letters of ISO 3166-1, such as DE' },
  PhoneNumber: { maxLength: 20, pattern: /^[+][\s0-9()-]+$/, form: 'a + and the country code, then digits, spaces and characters of - ( )' },
  CompanyName: { maxLength: 50, optional: true },
  WebsiteUrl: { maxLength: 256, optional: true },
};

/** Countries whose addresses need `StateOrRegion`. Source: AWS Account Management API Reference, `ContactInformation`. */
export const COUNTRIES_WITH_STATES: readonly string[] = ['US', 'CA', 'GB', 'DE', 'JP', 'IN', 'BR'];

/**
 * Regions that an account can enable and disable. Regions that existed before March 20, 2019 are always enabled.
 * Source: AWS Account Management Reference Guide, "Enable or disable AWS Regions in your account", November 2026.
 */
export const OPT_IN_REGIONS: readonly string[] = [
  'af-south-1', 'ap-east-1', 'ap-east-2', 'ap-south-2', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6',
  'ap-southeast-7', 'ca-west-1', 'eu-central-2', 'eu-south-1', 'eu-south-2', 'il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1',
];

/** Regions that every account of a partition has. Source: the same page, and the pages of the other partitions. */
export const DEFAULT_REGIONS: readonly string[] = [
  'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2', 'ca-central-1', 'eu-central-1',
  'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'sa-east-1', 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2',
  'cn-north-1', 'cn-northwest-1', 'us-gov-east-1', 'us-gov-west-1', 'eusc-de-east-1',
];

/** The service whose trusted access lets the management account change member accounts. */
export const ACCOUNT_MANAGEMENT_PRINCIPAL = 'account.amazonaws.com';

/** A contact with the members of the API, `ENABLED` or `DISABLED` for a Region, or `null` for a contact that the account does not have. */
export type Setting = Readonly<Record<string, string>> | string | null;

/** Settings by key. A key is a type of alternate contact, `PRIMARY`, or `REGION:` and the code of a Region. */
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

/** The key of a Region. */
export function regionKey(region: string): string {
  return REGION + region;
}

/** The Region of a key; undefined if the key is not that of a Region. */
export function regionOf(key: string): string | undefined {
  return key.startsWith(REGION) ? key.slice(REGION.length) : undefined;
}

export function isAlternate(key: string): key is AlternateContactTypeName {
  return ALTERNATE_CONTACT_TYPES.some((type) => type === key);
}
