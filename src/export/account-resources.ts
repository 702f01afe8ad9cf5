import type { HclValue } from './hcl';
import { reasonOfDelegation } from './judge';
import { uniqueNames } from './names';
import type { TerraformResource } from './resources';
import type { Place } from './tree-resources';
import { DEFAULT_REGIONS, isAlternate, PRIMARY, regionOf, type Setting } from '../contract';
import type { Omissions } from '../init';
import type { Organization } from '../model';

type Attributes = Readonly<Record<string, HclValue | undefined>>;

const ALTERNATE_MEMBERS = { Name: 'name', Title: 'title', EmailAddress: 'email_address', PhoneNumber: 'phone_number' };
const PRIMARY_MEMBERS = {
  FullName: 'full_name',
  CompanyName: 'company_name',
  AddressLine1: 'address_line_1',
  AddressLine2: 'address_line_2',
  AddressLine3: 'address_line_3',
  City: 'city',
  PostalCode: 'postal_code',
  DistrictOrCounty: 'district_or_county',
  StateOrRegion: 'state_or_region',
  CountryCode: 'country_code',
  PhoneNumber: 'phone_number',
  WebsiteUrl: 'website_url',
};

export function administratorResources(
  { delegatedAdministrators }: Organization, places: ReadonlyMap<string, Place>, omissions: Omissions,
): TerraformResource[] {
  const kept = delegatedAdministrators.flatMap(({ accountId, accountName, servicePrincipal }) => {
    const place = places.get(accountId);
    const reason = place?.id === undefined ? 'the account is left out; it stays registered' : reasonOfDelegation(servicePrincipal);
    if (reason !== undefined) omissions.add('delegatedAdministrator', `${accountName} (${accountId}) for ${servicePrincipal}`, reason);
    return reason === undefined ? [{ place: place!, servicePrincipal, id: `${accountId}/${servicePrincipal}` }] : [];
  });
  const names = uniqueNames(kept.map(({ id, place, servicePrincipal }) => {
    const service = servicePrincipal.replace(/\.amazonaws\.com$/, '');
    return { id, candidates: [`${place.name}_${service}`] };
  }));
  return kept.map(({ id, place, servicePrincipal }) => ({
    file: 'delegated_administrators.tf',
    type: 'aws_organizations_delegated_administrator',
    name: names.get(id)!,
    importId: id,
    attributes: { account_id: place.id, service_principal: servicePrincipal },
  }));
}

/**
 * Contacts and Regions, as far as they are known. A contact that an account does not have is no resource. The service refuses the ID of the
 * management account, so its resources have no account ID.
 */
export function settingsResources(
  { accountSettings = [], managementAccountId }: Organization, places: ReadonlyMap<string, Place>, omissions: Omissions,
): TerraformResource[] {
  return accountSettings.flatMap(({ accountId, settings }) => {
    const place = places.get(accountId);
    if (place?.id === undefined) {
      omissions.add('accountSettings', place === undefined ? accountId : `${place.path.join('/')} (${accountId})`, 'the account is left out');
      return [];
    }
    const account = accountId === managementAccountId ? { name: place.name } : { name: place.name, id: accountId, reference: place.id };
    return Object.entries(settings).flatMap(([key, setting]) => settingResource(account, key, setting) ?? []);
  });
}

interface AccountOfSettings {
  readonly name: string;
  /** Undefined for the management account. */
  readonly id?: string;
  readonly reference?: HclValue;
}

function settingResource(account: AccountOfSettings, key: string, setting: Setting): TerraformResource | undefined {
  const { name, id, reference } = account;
  const shared = { file: 'account_settings.tf' } as const;
  const region = regionOf(key);
  if (region !== undefined) {
    return DEFAULT_REGIONS.includes(region) ? undefined : {
      ...shared,
      type: 'aws_account_region',
      name: `${name}_${region.replaceAll('-', '_')}`,
      importId: [id, region].filter((part) => part !== undefined).join(','),
      attributes: { account_id: reference, region_name: region, enabled: setting === 'ENABLED' },
    };
  }
  if (typeof setting !== 'object' || setting === null) return undefined;
  const contact = setting as Readonly<Record<string, string>>;
  if (key === PRIMARY) {
    const attributes = { account_id: reference, ...attributesOf(contact, PRIMARY_MEMBERS) };
    return { ...shared, type: 'aws_account_primary_contact', name, attributes };
  }
  return !isAlternate(key) ? undefined : {
    ...shared,
    type: 'aws_account_alternate_contact',
    name: `${name}_${key.toLowerCase()}`,
    importId: [id, key].filter((part) => part !== undefined).join('/'),
    attributes: { account_id: reference, alternate_contact_type: key, ...attributesOf(contact, ALTERNATE_MEMBERS) },
  };
}

function attributesOf(contact: Readonly<Record<string, string>>, members: Readonly<Record<string, string>>): Attributes {
  return Object.fromEntries(Object.entries(members).map(([member, attribute]) => [attribute, contact[member]]));
}
