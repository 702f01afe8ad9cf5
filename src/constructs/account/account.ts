import { CfnDeletionPolicy, CfnResource, ITaggableV2, Lazy, RemovalPolicy, Stack, TagManager, TagType, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { DEFAULT_ACCESS_ROLE_NAME, noteAccessRole } from './access-roles';
import { AccountBase, IAccount, EMAIL_ADDRESSES } from './account-base';
import { AccountRemoval, removalKeyProblems } from './account-removal';
import { AccountSettings, AccountSettingsOptions } from './account-settings';
import { AccountProperties, ARN_ATTRIBUTE, ResourceType } from '../../contract';
import { IOrganizationsProvider, ObjectKind, OrganizationsProvider, OrganizationsResource } from '../../provider';
import {
  isManagementAccount, noteManagementAccount, ownOrganizations, type PlaceInOrganization,
} from '../organization/known-organizations';
import type { IOrganization } from '../organization/organization-base';
import { IParent, PolicyTargetBase } from '../policy/attachments/policy-target';
import type { PolicyTargetOptions } from '../policy/attachments/policy-target-options';
import { rendered } from '../synthesis/rendered-tags';
import { TrustedService } from '../trusted-service/trusted-service';
import {
  accountCreationProblems, accountNameRules, adoptionByIdProblems, brokenRules, checkAtSynthesis, claimOf, deletionProblems, emailRules,
  identifierRules, keptAccountProblems, knownString, managementAccountProblems, placeProblems, ROLE_NAME_RULES, tagProblems,
  warnOfPoliciesAfter,
} from '../validation';

/**
 * The access of users of a new account to its billing. Source: AWS Organizations API Reference, CreateAccount.
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html
 */
export enum IamUserAccessToBilling {
  /** IAM users and roles with the required permissions can see it. */
  ALLOW = 'ALLOW',
  /** Only the root user can see it. */
  DENY = 'DENY',
}

/** An account that is managed outside the app. */
export interface AccountAttributes {
  /**
   * ID of the account, twelve digits.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeAccount.html
   */
  readonly accountId: string;
  /**
   * Name of the role through which the management account administers the account.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access-cross-account-role.html
   * @default - OrganizationAccountAccessRole
   */
  readonly accessRoleName?: string;
  /**
   * The root or the organizational unit that the account is in. It determines the organization as well.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListParents.html
   * @default - not known
   */
  readonly parent?: IParent;
  /**
   * The organization of the account, if its parent is not known.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html
   * @default - the organization of the parent
   */
  readonly organization?: IOrganization;
}

/** Options of an account below a parent. */
export interface AccountOptions extends AccountSettingsOptions, PolicyTargetOptions {
  /**
   * Name, 1 to 50 printable ASCII characters. A later change renames the account in place, which needs
   * `TrustedService.ACCOUNT_MANAGEMENT` among the trusted services of the organization. For an adopted account, give its present name.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_PutAccountName.html
   * @default - the ID of the construct
   */
  readonly accountName?: string;
  /**
   * Email address of the root user, 6 to 64 characters, used by no other AWS account. It identifies the account.
   *
   * A later change starts an update of the address, which needs `TrustedService.ACCOUNT_MANAGEMENT` among the trusted services of the
   * organization. AWS sends a one-time code to the new address, and the account keeps its present address until a person enters the code.
   * The deployment completes without it. For an adopted account, give its present address.
   * @see https://docs.aws.amazon.com/accounts/latest/reference/API_StartPrimaryEmailUpdate.html
   */
  readonly email: string;
  /**
   * Name of the role through which the management account administers the account. AWS creates the role together with the account. A later
   * change does not rename it. For an adopted account, give the name of its role, which `accessRoleArn` contains.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access-cross-account-role.html
   * @default - OrganizationAccountAccessRole, chosen by AWS
   */
  readonly accessRoleName?: string;
  /**
   * Access of IAM users and roles to the billing of the new account. Used only when the account is created.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html
   * @default - ALLOW, chosen by AWS
   */
  readonly iamUserAccessToBilling?: IamUserAccessToBilling;
  /**
   * Whether to take over an existing account of the organization, which has no owner or another stack as its owner. It is found by this
   * email address, or by `accountId`. Nothing is created: if there is no such account, the deployment fails before it changes anything, and
   * its message names the nearest accounts.
   *
   * It is the only way to manage the management account, which the deployment tags where it is. It never moves, closes or removes that
   * account: give the parent that it has.
   * @default false - the account is created; if one of another owner has the address, the deployment fails before it changes anything
   */
  readonly adopt?: boolean;
  /**
   * ID of the account to take over, twelve digits. Valid only with `adopt: true`. The account must have the name and email address that the
   * app gives. For the management account, `managementAccountId` of the organization tells a review without a snapshot which account it is.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeAccount.html
   * @default - the account is found by its email address
   */
  readonly accountId?: string;
  /**
   * The action that is taken on the account when its construct is removed from the app. It takes effect for an account that was deployed
   * with it. Deleting the whole stack, and rolling back, leave accounts where they are.
   *
   * It also sets the removal policy of the account, by which CloudFormation decides whether to call the handler: `RETAIN` for
   * `AccountRemoval.retain()`, `DESTROY` for all others, and for each account in a nested stack. An `applyRemovalPolicy`
   * that contradicts it is an error at synthesis. In a nested stack, `RETAIN` is accepted with `AccountRemoval.retain()`. If the deployment
   * that creates that stack then fails, an account that it has adopted is not given back.
   * @default AccountRemoval.retain()
   */
  readonly removal?: AccountRemoval;
  /**
   * The custom resource provider that manages this resource.
   * @default - the one provider of the top-level stack
   */
  readonly provider?: IOrganizationsProvider;
}

/** Properties of `Account`. */
export interface AccountProps extends AccountOptions {
  /**
   * The root or the organizational unit that the account is in. A later change moves the account.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_MoveAccount.html
   */
  readonly parent: IParent;
}

const ACCOUNT = new ObjectKind<Account>('Account');

/**
 * An account of the organization, created or adopted. When its construct is removed from the app, the account stays where it is unless
 * `removal` says otherwise: closing an account is never a side effect.
 *
 * Source: AWS Organizations User Guide, "Managing accounts in an organization".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateAccount.html
 *
 * @example
 * declare const prod: OrganizationalUnit;
 * declare const guardrail: Policy;
 *
 * const account = new Account(this, 'Shop', {
 *   parent: prod,
 *   accountName: 'shop-prod',
 *   email: 'aws+shop-prod@example.com',
 *   policies: [guardrail],
 * });
 * new CfnOutput(this, 'ShopRole', { value: account.accessRoleArn });
 */
export class Account extends AccountBase implements ITaggableV2 {
  /**
   * Whether an object is an `Account`, of this copy of the package or of another one in the same app.
   * @param x any object
   */
  public static isAccount(x: any): x is Account {
    return ACCOUNT.has(x);
  }

  /**
   * An account that is managed outside the app. It can be a target of policies and a delegated administrator.
   * @param accountId twelve digits
   */
  public static fromAccountId(scope: Construct, id: string, accountId: string): IAccount {
    return Account.fromAccountAttributes(scope, id, { accountId });
  }

  /**
   * An account that is managed outside the app, with its place in the organization and the name of its access role. Attaching a policy to
   * it enables the policy type in that organization.
   */
  public static fromAccountAttributes(scope: Construct, id: string, attributes: AccountAttributes): IAccount {
    const { accountId, accessRoleName } = attributes;
    class ImportedAccount extends AccountBase {
      public readonly accountId = accountId;
      public readonly policyTargetId = accountId;
      protected readonly _place: PlaceInOrganization = PolicyTargetBase._placeOf(attributes);

      public get _accessRoleNames(): string[] {
        return accessRoleName === undefined || Token.isUnresolved(accessRoleName) ? super._accessRoleNames : [accessRoleName];
      }

      protected get _accessRoleName(): string {
        return accessRoleName ?? super._accessRoleName;
      }
    }
    const imported = new ImportedAccount(scope, id);
    checkAtSynthesis(imported,
      () => brokenRules(accountId, identifierRules('account')),
      () => brokenRules(accessRoleName, ROLE_NAME_RULES),
      () => placeProblems(attributes),
    );
    return imported;
  }

  public readonly accountId: string;
  /**
   * ARN of the account.
   * @attribute
   */
  public readonly accountArn: string;
  /** Name of the account. */
  public readonly accountName: string;
  /** Email address of the root user. */
  public readonly email: string;
  public readonly policyTargetId: string;
  public readonly cdkTagManager = new TagManager(TagType.KEY_VALUE, ResourceType.ACCOUNT);

  private readonly accessRoleName: string;
  private readonly removal: AccountRemoval;
  /** @internal */
  protected readonly _place: PlaceInOrganization;
  /** @internal */
  protected readonly _resource: CfnResource;
  /** @internal */
  protected readonly _provider: IOrganizationsProvider;

  constructor(scope: Construct, id: string, props: AccountProps) {
    super(scope, id);
    ACCOUNT.mark(this);
    const accountName = props.accountName ?? id;
    this._place = PolicyTargetBase._below(props.parent);
    this._provider = props.provider ?? OrganizationsProvider.getOrCreate(this);
    const removal = props.removal ?? AccountRemoval.retain();
    this.removal = removal;
    this._resource = new OrganizationsResource<AccountProperties>(this, 'Resource', {
      provider: this._provider,
      type: ResourceType.ACCOUNT,
      properties: {
        AccountId: props.accountId,
        AccountName: accountName,
        Email: props.email,
        ParentId: props.parent.rootOrOrganizationalUnitId,
        RoleName: props.accessRoleName,
        IamUserAccessToBilling: props.iamUserAccessToBilling,
        Tags: Lazy.any({ produce: () => rendered(this.cdkTagManager) }),
        Adopt: props.adopt || undefined,
        Removal: removal._properties,
      },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
      preferablyAfter: () => [...this._attachmentResourcesAbove(), ...this.accountManagement()],
    });
    // A failed deployment deletes the nested stack that it created. For a resource that is kept it would send no Delete, and the account
    // would not be given back.
    if (removal._properties || Stack.of(this).nested) sendDelete(this._resource);
    this.accountName = accountName;
    this.email = props.email;
    this.accountId = this._resource.ref;
    this.accountArn = this._resource.getAtt(ARN_ATTRIBUTE).toString();
    this.policyTargetId = this.accountId;
    const isManager = props.accountId !== undefined && isManagementAccount(this, props.accountId);
    if (isManager) noteManagementAccount(this, this.accountId);
    const { alternateContacts, primaryContact, enabledRegions, disabledRegions } = props;
    if ([alternateContacts, primaryContact, enabledRegions, disabledRegions].some((setting) => setting !== undefined)) {
      new AccountSettings(this, 'Settings', {
        account: this, provider: this._provider, alternateContacts, primaryContact, enabledRegions, disabledRegions,
      });
    }

    this._attachGiven(props);

    this.accessRoleName = props.accessRoleName ?? DEFAULT_ACCESS_ROLE_NAME;
    noteAccessRole(this, this.accessRoleName);
    const app = this.node.root;
    const address = claimOf(this, props.email, (email) => email.toLowerCase());
    EMAIL_ADDRESSES.claim(app, address, this);
    checkAtSynthesis(this,
      () => brokenRules(accountName, accountNameRules(this)),
      () => accountCreationProblems(this, accountName, props.adopt ?? false),
      () => adoptionByIdProblems('account', { property: 'accountId', id: props.accountId, adopt: props.adopt }),
      () => brokenRules(props.email, emailRules(this)),
      () => EMAIL_ADDRESSES.problems(app, address, this, knownString(this, props.email) ?? ''),
      () => brokenRules(props.accessRoleName, ROLE_NAME_RULES),
      () => removalKeyProblems(this, removal, this._place),
      () => (isManager ? managementAccountProblems(removal._method) : []),
      () => this.removalPolicyProblems(),
      () => this.warnOfLatePolicies(),
      () => tagProblems(this, this.cdkTagManager),
    );
  }

  /** @internal */
  public get _accessRoleNames(): string[] {
    return Token.isUnresolved(this.accessRoleName) ? super._accessRoleNames : [this.accessRoleName];
  }

  /** @internal */
  protected get _accessRoleName(): string {
    return this.accessRoleName;
  }

  /** @internal */
  protected get _mayLeave(): boolean {
    return this.removal._key !== undefined;
  }

  /** The trusted access that a change of name or address needs, if the app enables it. */
  private accountManagement(): CfnResource[] {
    const { servicePrincipal } = TrustedService.ACCOUNT_MANAGEMENT;
    return ownOrganizations(this).flatMap((organization) =>
      organization._findTrustedService(servicePrincipal)).filter(CfnResource.isCfnResource);
  }

  /** `applyRemovalPolicy`, on the account or on a scope around it, must agree with `removal`. */
  private removalPolicyProblems(): string[] {
    const { _method: method } = this.removal;
    if (method !== undefined) return keptAccountProblems(this._resource, method);
    if (Stack.of(this).nested) return [];
    return deletionProblems(this._resource, 'account', 'Set removal to AccountRemoval.close(), AccountRemoval.removeFromOrganization() or '
      + `AccountRemoval.moveTo(), or keep the removal policy off the account (excludeResourceTypes: ${ResourceType.ACCOUNT})`);
  }

  /** Only warnings, since AWS Organizations accepts the policies. */
  private warnOfLatePolicies(): string[] {
    warnOfPoliciesAfter(this, this._policiesAbove(this.accountId));
    return [];
  }
}

/** Lets CloudFormation send a Delete when the account leaves the template. No change of a property ever replaces an account. */
function sendDelete(resource: CfnResource): void {
  resource.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE;
  resource.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
}
