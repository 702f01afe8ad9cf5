import * as sdk from '@aws-sdk/client-account';
import type {
  AccountInformation, AccountManagementPort, AccountRegion, AlternateContact, AlternateContactType, ContactInformation, PrimaryEmailUpdate,
  RegionOptStatus,
} from './account-management-port';
import { isOrganizationsError } from '../errors/organizations-error';
import { withFastConfig } from '../fast-config';
import type { AroundCall } from '../retrying-calls';
import { listPages, SDK_TIMEOUTS, sendAround } from '../sdk-calls';

/** API Reference, ListRegions, MaxResults. */
const LARGEST_PAGE = 50;

/**
 * A client for `SdkAccountManagement`. In each partition the SDK finds the one endpoint that the service has there, from any Region of it:
 * `us-east-1` in the commercial partition, `cn-northwest-1` in China.
 */
export function accountManagementClient(config: sdk.AccountClientConfig = {}): sdk.AccountClient {
  return withFastConfig(new sdk.AccountClient({ requestHandler: SDK_TIMEOUTS, cacheMiddleware: true, ...config, maxAttempts: 1 }));
}

/** The port through the AWS SDK. `around` is put around every call, pages included. */
export class SdkAccountManagement implements AccountManagementPort {
  constructor(private readonly client: sdk.AccountClient, private readonly around: AroundCall = (_operation, call) => call()) {}

  public async getAccountInformation(accountId?: string): Promise<AccountInformation> {
    const answer = await this.call('GetAccountInformation', () => this.client.send(new sdk.GetAccountInformationCommand({ AccountId: accountId })));
    return { id: answer.AccountId!, name: answer.AccountName!, state: answer.AccountState };
  }

  public async putAccountName(accountName: string, accountId?: string): Promise<void> {
    await this.call('PutAccountName', () => this.client.send(new sdk.PutAccountNameCommand({ AccountName: accountName, AccountId: accountId })));
  }

  public async getPrimaryEmail(accountId: string): Promise<string> {
    const answer = await this.call('GetPrimaryEmail', () => this.client.send(new sdk.GetPrimaryEmailCommand({ AccountId: accountId })));
    return answer.PrimaryEmail!;
  }

  public async getPrimaryEmailUpdateStatus(accountId: string): Promise<PrimaryEmailUpdate | undefined> {
    const answer = await this.found('GetPrimaryEmailUpdateStatus', () =>
      this.client.send(new sdk.GetPrimaryEmailUpdateStatusCommand({ AccountId: accountId })));
    return answer && { status: answer.Status!, updatedAt: answer.UpdatedAt?.getTime() };
  }

  public async startPrimaryEmailUpdate(accountId: string, primaryEmail: string): Promise<void> {
    await this.call('StartPrimaryEmailUpdate', () =>
      this.client.send(new sdk.StartPrimaryEmailUpdateCommand({ AccountId: accountId, PrimaryEmail: primaryEmail })));
  }

  public async getAlternateContact(type: AlternateContactType, accountId?: string): Promise<AlternateContact | undefined> {
    const answer = await this.found('GetAlternateContact', () =>
      this.client.send(new sdk.GetAlternateContactCommand({ AlternateContactType: type, AccountId: accountId })));
    const contact = answer?.AlternateContact;
    return contact && {
      name: contact.Name!,
      title: contact.Title!,
      emailAddress: contact.EmailAddress!,
      phoneNumber: contact.PhoneNumber!,
    };
  }

  public async putAlternateContact(type: AlternateContactType, contact: AlternateContact, accountId?: string): Promise<void> {
    const { name, title, emailAddress, phoneNumber } = contact;
    const input = {
      AlternateContactType: type,
      Name: name,
      Title: title,
      EmailAddress: emailAddress,
      PhoneNumber: phoneNumber,
      AccountId: accountId,
    };
    await this.call('PutAlternateContact', () => this.client.send(new sdk.PutAlternateContactCommand(input)));
  }

  public async deleteAlternateContact(type: AlternateContactType, accountId?: string): Promise<void> {
    await this.call('DeleteAlternateContact', () =>
      this.client.send(new sdk.DeleteAlternateContactCommand({ AlternateContactType: type, AccountId: accountId })));
  }

  public async getContactInformation(accountId?: string): Promise<ContactInformation | undefined> {
    const answer = await this.found('GetContactInformation', () =>
      this.client.send(new sdk.GetContactInformationCommand({ AccountId: accountId })));
    return answer?.ContactInformation && renamed(answer.ContactInformation, lowerFirst) as unknown as ContactInformation;
  }

  public async putContactInformation(contact: ContactInformation, accountId?: string): Promise<void> {
    const input = { ContactInformation: renamed(contact, upperFirst) as unknown as sdk.ContactInformation, AccountId: accountId };
    await this.call('PutContactInformation', () => this.client.send(new sdk.PutContactInformationCommand(input)));
  }

  public listRegions(accountId?: string, statuses?: readonly RegionOptStatus[]): AsyncIterable<AccountRegion> {
    const input = { AccountId: accountId, MaxResults: LARGEST_PAGE, RegionOptStatusContains: statuses && [...statuses] };
    return listPages(this.around, 'ListRegions', (token) => this.client.send(new sdk.ListRegionsCommand({ ...input, ...token })),
      (page) => page.Regions, (region) => ({ name: region.RegionName!, status: region.RegionOptStatus! }));
  }

  public async getRegionOptStatus(regionName: string, accountId?: string): Promise<RegionOptStatus> {
    const answer = await this.call('GetRegionOptStatus', () =>
      this.client.send(new sdk.GetRegionOptStatusCommand({ RegionName: regionName, AccountId: accountId })));
    return answer.RegionOptStatus!;
  }

  public async enableRegion(regionName: string, accountId?: string): Promise<void> {
    await this.call('EnableRegion', () => this.client.send(new sdk.EnableRegionCommand({ RegionName: regionName, AccountId: accountId })));
  }

  public async disableRegion(regionName: string, accountId?: string): Promise<void> {
    await this.call('DisableRegion', () => this.client.send(new sdk.DisableRegionCommand({ RegionName: regionName, AccountId: accountId })));
  }

  private call<T>(operation: string, send: () => Promise<T>): Promise<T> {
    return sendAround(this.around, operation, send);
  }

  /** The answer, or undefined if the account has no such setting. */
  private async found<T>(operation: string, send: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.call(operation, send);
    } catch (error) {
      if (isOrganizationsError(error, 'ResourceNotFound')) return undefined;
      throw error;
    }
  }
}

/** The members of a contact have the names of the service, apart from the first letter. */
function renamed(contact: object, name: (given: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(contact).filter(([, value]) => value !== undefined).map(([key, value]) => [name(key),
    value as string]));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
