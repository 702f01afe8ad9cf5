import { CfnResource, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { IAccount } from './account-base';
import { AlternateContacts, PrimaryContact } from './account-contacts';
import { ACCOUNT_MANAGEMENT_PRINCIPAL, AccountSettingsProperties, ResourceType } from '../../contract';
import { IOrganizationsProvider, OrganizationsProvider, OrganizationsResource, requireKind } from '../../provider';
import { isServiceTrusted, ownOrganizations, isManagementAccount } from '../organization/known-organizations';
import { dependOnFound } from '../synthesis/lazy-dependency';
import {
  alternateContactProblems, checkAtSynthesis, problem, primaryContactProblems, regionSettingProblems, sortedRegions, UniqueIndex,
  warnOfUnknownOptInRegions,
} from '../validation';

/** Contacts and Regions of an account. They need trusted access for AWS Account Management, except those of the management account. */
export interface AccountSettingsOptions {
  /**
   * The contacts to which AWS writes in addition to the root user. A contact that is removed here is deleted if this stack set it and it
   * has not been changed since.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_PutAlternateContact.html
   * @default - the contacts do not change
   */
  readonly alternateContacts?: AlternateContacts;
  /**
   * The primary contact. It stays when it is removed here, since an account always has one.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_PutContactInformation.html
   * @default - the contact does not change
   */
  readonly primaryContact?: PrimaryContact;
  /**
   * Codes of opt-in Regions to enable, such as `eu-south-2`. A Region that is removed here stays enabled. The deployment requests the
   * change and does not wait until it is complete, which takes minutes to hours. If AWS accepts no more changes for 45 minutes, the Region
   * does not change.
   *
   * Source: AWS Account Management Reference Guide, "Enable or disable AWS Regions in your account".
   * @see https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
   * @default - no Region is enabled
   */
  readonly enabledRegions?: string[];
  /**
   * Codes of opt-in Regions to disable. Resources stay in a disabled Region and incur the same costs, but cannot be reached. A Region that
   * is removed here stays disabled.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
   * @default - no Region is disabled
   */
  readonly disabledRegions?: string[];
}

/** Properties of `AccountSettings`. */
export interface AccountSettingsProps extends AccountSettingsOptions {
  /**
   * The account. For the management account: `Account.fromAccountId(this, 'Management', organization.managementAccountId)`.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_PutContactInformation.html
   */
  readonly account: IAccount;
  /**
   * The custom resource provider that manages this resource.
   * @default - the one provider of the top-level stack
   */
  readonly provider?: IOrganizationsProvider;
}

const ACCOUNTS = new UniqueIndex('More than one construct has contacts or Regions of the account', 'Keep one of them, with the settings of all');

/**
 * Contacts and opt-in Regions of an account that the app imports, or of the management account. An `Account` of the app has the same
 * properties itself.
 *
 * Source: AWS Account Management Reference Guide, "Update the contacts for your AWS account".
 *
 * @see https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html
 *
 * @example
 * declare const organization: Organization;
 *
 * new AccountSettings(this, 'ManagementContacts', {
 *   account: Account.fromAccountId(this, 'Management', organization.managementAccountId),
 *   alternateContacts: {
 *     security: { name: 'Security team', title: 'On call', emailAddress: 'security@example.com', phoneNumber: '+49 30 1234567' },
 *   },
 * });
 */
export class AccountSettings extends Construct {
  /** ID of the account, twelve digits. A resource that refers to it waits for the settings. */
  public readonly accountId: string;

  constructor(scope: Construct, id: string, props: AccountSettingsProps) {
    super(scope, id);
    const { account, alternateContacts, primaryContact, enabledRegions, disabledRegions } = props;
    requireKind('account', account);
    const resource = new OrganizationsResource<AccountSettingsProperties>(this, 'Resource', {
      provider: props.provider ?? OrganizationsProvider.getOrCreate(this),
      type: ResourceType.ACCOUNT_SETTINGS,
      properties: {
        AccountId: account.accountId,
        AccountLogicalId: logicalIdBeside(this, account),
        AlternateContacts: alternateContacts && written({
          BILLING: alternateContacts.billing, OPERATIONS: alternateContacts.operations, SECURITY: alternateContacts.security,
        }),
        PrimaryContact: primaryContact && capitalized(primaryContact),
        EnabledRegions: sortedRegions(enabledRegions),
        DisabledRegions: sortedRegions(disabledRegions),
      },
    });
    this.accountId = resource.ref;
    dependOnFound(resource, () => ownOrganizations(this)
      .flatMap((organization) => organization._findTrustedService(ACCOUNT_MANAGEMENT_PRINCIPAL)));
    const app = this.node.root;
    ACCOUNTS.claim(app, account.accountId, this);
    checkAtSynthesis(this,
      () => ACCOUNTS.problems(app, account.accountId, this, account.node.path),
      () => alternateContactProblems(alternateContacts),
      () => primaryContactProblems(primaryContact),
      () => regionSettingProblems(enabledRegions, disabledRegions),
      () => this.trustProblems(account),
      () => {
        warnOfUnknownOptInRegions(this, [...enabledRegions ?? [], ...disabledRegions ?? []]);
        return [];
      },
    );
  }

  /** An organization outside the app may have enabled trusted access. */
  private trustProblems(account: IAccount): string[] {
    const organizations = ownOrganizations(this);
    if (organizations.length === 0 || isManagementAccount(this, account.accountId)) return [];
    if (isServiceTrusted(this, ACCOUNT_MANAGEMENT_PRINCIPAL)) return [];
    return [problem({
      wrong: 'AWS Account Management has no trusted access in the organization of the app, without which contacts and Regions of member accounts '
        + 'cannot be managed',
      given: account.node.path,
      remedy: `Add TrustedService.ACCOUNT_MANAGEMENT to the trustedServices of ${organizations.map(({ node }) => node.path).join(' or ')}`,
    })];
  }
}

/** The logical ID of the account's own resource, if it is in the same stack. */
function logicalIdBeside(scope: Construct, account: IAccount): string | undefined {
  const resource = account.node.tryFindChild('Resource');
  return CfnResource.isCfnResource(resource) && resource.cfnResourceType === ResourceType.ACCOUNT && Stack.of(resource) === Stack.of(scope)
    ? Stack.of(resource).getLogicalId(resource) : undefined;
}

function written(contacts: Readonly<Record<string, object | undefined>>): Record<string, object> | undefined {
  const given = Object.entries(contacts).filter((entry): entry is [string, object] => entry[1] !== undefined);
  return given.length === 0 ? undefined : Object.fromEntries(given.map(([type, contact]) => [type, capitalized(contact)]));
}

/** The members of a contact as the API names them. */
function capitalized(contact: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(contact)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name.charAt(0).toUpperCase() + name.slice(1), value as unknown]));
}
