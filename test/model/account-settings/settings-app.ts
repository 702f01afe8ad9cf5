import type { Template } from '../../../src/assembly';
import type { Organization } from '../../../src/model';
import { live } from '../organizations';
import { synthesized } from '../synthesized';

export const MANAGEMENT = '999988887777';
export const SHOP = '111122223301';

export const SECURITY = { Name: 'Security team', Title: 'On call', EmailAddress: 'security@example.com', PhoneNumber: '+49 30 1234567' };
export const PRIMARY = { FullName: 'Ann Example', AddressLine1: 'Hauptstrasse 1', City: 'Berlin', PostalCode: '10115', CountryCode: 'DE', PhoneNumber: '+49301234567' };

const resource = (kind: string, properties: object, more: object = {}) => ({ Type: `Custom::Organizations${kind}`, Properties: { ...properties }, ...more });
const ROOT_ID = { 'Fn::GetAtt': ['Organization', 'RootId'] };

/** Properties of the settings of the account shop, and of the management account. */
export interface SettingsApp {
  readonly shop?: object;
  readonly management?: object;
  readonly deletionPolicy?: string;
  /** Content of a service control policy attached to the root. */
  readonly policy?: object;
  /** Whether the account itself was removed from the app. */
  readonly withoutShop?: boolean;
}

export function settingsCode({ shop, management, deletionPolicy, policy, withoutShop }: SettingsApp = {}): Organization {
  const template: Template = {
    Resources: {
      Organization: resource('Organization', { FeatureSet: 'ALL' }),
      ...(withoutShop ? {} : { Shop: resource('Account', { AccountName: 'shop', Email: 'shop@example.com', ParentId: ROOT_ID }) }),
      ...(shop === undefined || withoutShop ? {} : {
        ShopSettings: resource('AccountSettings', { AccountId: { Ref: 'Shop' }, ...shop }, deletionPolicy === undefined ? {} : { DeletionPolicy: deletionPolicy }),
      }),
      ...(management === undefined ? {} : {
        ManagementSettings: resource('AccountSettings', { AccountId: { 'Fn::GetAtt': ['Organization', 'ManagementAccountId'] }, ...management }),
      }),
      ...(policy === undefined ? {} : {
        Type: resource('PolicyType', { RootId: ROOT_ID, PolicyType: 'SERVICE_CONTROL_POLICY' }),
        Regions: resource('Policy', { Type: 'SERVICE_CONTROL_POLICY', Name: 'regions', Description: '', Content: JSON.stringify(policy) }),
        OnRoot: resource('PolicyAttachments', { TargetId: ROOT_ID, Policies: { SERVICE_CONTROL_POLICY: [{ Ref: 'Regions' }] } }),
      }),
    },
  };
  return synthesized(template);
}

/** The organization after a deployment. */
export function settingsLive(accountSettings?: Organization['accountSettings'], more: Partial<Organization> = {}): Organization {
  return live.organization({
    root: {
      accounts: [
        live.account('Manager', 9, { id: MANAGEMENT }),
        live.account('shop', 1, { id: SHOP, tags: { 'cdk-aws-organizations:owner': 'S' } }),
      ],
    },
    more: { trustedServices: ['account.amazonaws.com'], ...(accountSettings === undefined ? {} : { accountSettings }), ...more },
  });
}
