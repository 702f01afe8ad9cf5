/**
 * AWS Account Management in its own words, as far as this library uses it.
 *
 * `accountId` names a member account. It is absent for the account of the caller: the service refuses the ID of the management account.
 * Every method rejects with an `OrganizationsError`.
 * Source: AWS Account Management Reference Guide, API Reference, the page of each operation.
 */
export interface AccountManagementPort {
  getAccountInformation(accountId?: string): Promise<AccountInformation>;
  putAccountName(accountName: string, accountId?: string): Promise<void>;

  /** The address that the service has for a member account. */
  getPrimaryEmail(accountId: string): Promise<string>;
  /** Undefined: no update of the address was started. */
  getPrimaryEmailUpdateStatus(accountId: string): Promise<PrimaryEmailUpdate | undefined>;
  /** Sends a one-time code to the new address. The account keeps its present address until that code is entered. */
  startPrimaryEmailUpdate(accountId: string, primaryEmail: string): Promise<void>;

  /** Undefined: the account has no contact of this type. */
  getAlternateContact(type: AlternateContactType, accountId?: string): Promise<AlternateContact | undefined>;
  putAlternateContact(type: AlternateContactType, contact: AlternateContact, accountId?: string): Promise<void>;
  deleteAlternateContact(type: AlternateContactType, accountId?: string): Promise<void>;
  /** Undefined: the account has no primary contact. */
  getContactInformation(accountId?: string): Promise<ContactInformation | undefined>;
  putContactInformation(contact: ContactInformation, accountId?: string): Promise<void>;

  listRegions(accountId?: string, statuses?: readonly RegionOptStatus[]): AsyncIterable<AccountRegion>;
  getRegionOptStatus(regionName: string, accountId?: string): Promise<RegionOptStatus>;
  /** Starts the change, which continues after the answer. */
  enableRegion(regionName: string, accountId?: string): Promise<void>;
  /** Starts the change, which continues after the answer. */
  disableRegion(regionName: string, accountId?: string): Promise<void>;
}

export interface AccountInformation {
  readonly id: string;
  readonly name: string;
  /** Absent where the service does not send it. */
  readonly state?: 'PENDING_ACTIVATION' | 'ACTIVE' | 'SUSPENDED' | 'CLOSED';
}

/** The service does not say for which address. */
export interface PrimaryEmailUpdate {
  readonly status: 'ACCEPTED' | 'COMPLETED' | 'FAILED' | 'PENDING';
  /** Milliseconds since 1970. */
  readonly updatedAt?: number;
}

export type AlternateContactType = 'BILLING' | 'OPERATIONS' | 'SECURITY';

export interface AlternateContact {
  readonly name: string;
  readonly title: string;
  readonly emailAddress: string;
  readonly phoneNumber: string;
}

export interface ContactInformation {
  readonly fullName: string;
  readonly companyName?: string;
  readonly addressLine1: string;
  readonly addressLine2?: string;
  readonly addressLine3?: string;
  readonly city: string;
  readonly districtOrCounty?: string;
  readonly stateOrRegion?: string;
  readonly postalCode: string;
  readonly countryCode: string;
  readonly phoneNumber: string;
  readonly websiteUrl?: string;
}

export type RegionOptStatus = 'DISABLED' | 'DISABLING' | 'ENABLED' | 'ENABLED_BY_DEFAULT' | 'ENABLING';

export interface AccountRegion {
  readonly name: string;
  readonly status: RegionOptStatus;
}
