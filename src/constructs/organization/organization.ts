import { CfnResource, Lazy, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { FeatureSet } from './feature-set';
import { ImportedOrganization } from './imported-organization';
import { OwnRoot } from './imported-root';
import { allOwnOrganizations, noteOwnOrganization, noteManagementAccount, organizationsAround } from './known-organizations';
import type { OrganizationAttributes } from './organization-attributes';
import { IOrganization, OrganizationBase } from './organization-base';
import type { IRoot } from './root';
import { OrganizationAttribute, OrganizationProperties, ResourceType } from '../../contract';
import { IOrganizationsProvider, ObjectKind, OrganizationsProvider, OrganizationsResource, topLevelStack } from '../../provider';
import type { IPolicy } from '../policy/policy';
import type { IPolicySet } from '../policy/policy-set/policy-set';
import { PolicyType } from '../policy/policy-type';
import { rendered } from '../synthesis/rendered-tags';
import { TrustedService } from '../trusted-service/trusted-service';
import { checkAtSynthesis, isDestroyed, organizationDeletionProblems, problem, severalOrganizationsProblems, UniqueIndex } from '../validation';

/** Properties of `Organization`. */
export interface OrganizationProps {
  /**
   * The features of the organization. `ALL` on an organization with consolidated billing starts the change to all features, to which each
   * invited account has to agree within 90 days. The deployment does not wait for them: `allFeaturesStatus` shows the progress, and a later
   * deployment completes the change. It cannot be reversed.
   *
   * Source: AWS Organizations User Guide, "Enabling all features for an organization".
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_org_support-all-features.html
   * @default FeatureSet.ALL
   */
  readonly featureSet?: FeatureSet;
  /**
   * Services that may act in the accounts of the organization.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnableAWSServiceAccess.html
   * @default - none; `enableTrustedService` adds more
   */
  readonly trustedServices?: TrustedService[];
  /**
   * Policy types to enable, whether or not a policy of the type is attached.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnablePolicyType.html
   * @default - the types of the policies that the app attaches; `enablePolicyType` adds more
   */
  readonly policyTypes?: PolicyType[];
  /**
   * Policies to attach to the root, so that they apply to all member accounts.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html
   * @default - none; `root.attachPolicy` adds more
   */
  readonly rootPolicies?: IPolicy[];
  /**
   * Policy sets of the same stack to attach to the root, after `rootPolicies`.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html
   * @default - none; `root.attachPolicySet` adds more
   */
  readonly rootPolicySets?: IPolicySet[];
  /**
   * Whether to require an existing organization: the deployment fails if there is none. It also takes over the tags of the root from the
   * stack of the same name in another Region.
   * @default false - an existing organization is used as it is, because an account can manage only one; a deployment from another Region
   * fails before it changes anything
   */
  readonly adopt?: boolean;
  /**
   * Whether to allow the app to close accounts that are removed from it. It takes two keys: set `AccountRemoval.close()` on the account as
   * well. Keep it until the last of them is closed, since the handlers have the permission only while it is set.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CloseAccount.html
   * @default false - the handlers have no permission to close accounts
   */
  readonly allowAccountClosure?: boolean;
  /**
   * Whether to allow the app to remove accounts from the organization when they are removed from the app. It takes two keys: set
   * `AccountRemoval.removeFromOrganization()` on the account as well. Keep it until the last of them has left.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_RemoveAccountFromOrganization.html
   * @default false - the handlers have no permission to remove accounts
   */
  readonly allowAccountRemoval?: boolean;
  /**
   * Whether to allow the deletion of the organization when its construct is removed from the app or its stack is deleted. It takes two
   * keys: set `removalPolicy: RemovalPolicy.DESTROY` as well. The handler deletes an organization only if no member account (closed ones
   * count for 90 days), no organizational unit and no policy is in it; otherwise it keeps the organization and logs the reason. An
   * organization that was created outside the app is deleted too, unless it is adopted.
   *
   * Source: AWS Organizations User Guide, "Deleting an organization".
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_org_delete.html
   * @default false - the handlers have no permission to delete the organization
   */
  readonly allowDeletion?: boolean;
  /**
   * The removal policy of the organization, by which CloudFormation decides whether to call the handler. `RemovalPolicy.DESTROY` requires
   * `allowDeletion: true`, and cannot be combined with `adopt: true`. Accounts have `removal` instead: closing, moving and removing one
   * from the organization are different actions, between which a removal policy cannot choose.
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE - the organization stays
   */
  readonly removalPolicy?: RemovalPolicy;
  /**
   * Whether to allow the app to disable policy types that are removed from it. It takes two keys: call `enablePolicyType` with
   * `disableOnRemoval` as well. Keep it until the last of them is disabled, since the handlers have the permission only while it is set.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_DisablePolicyType.html
   * @default false - the handlers have no permission to disable policy types
   */
  readonly allowPolicyTypeDisabling?: boolean;
  /**
   * The custom resource provider that manages this resource.
   * @default - the one provider of the top-level stack
   */
  readonly provider?: IOrganizationsProvider;
}

const ORGANIZATION = new ObjectKind<Organization>('Organization');
const ONE_ORGANIZATION = new UniqueIndex('The stack has more than one organization', 'Keep one: an account can manage one organization');

/**
 * The organization of the account that the stack is deployed to. It is created, or taken over if the account already manages one. It
 * stays when it is removed from the app, unless `allowDeletion` and `removalPolicy` say otherwise.
 *
 * Tags of `root`, or of this construct, are tags of the root. Source: AWS Organizations User Guide, "Creating and managing an
 * organization".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganization.html
 *
 * @example
 * const organization = new Organization(this, 'Organization', {
 *   trustedServices: [TrustedService.CLOUDTRAIL],
 *   policyTypes: [PolicyType.TAG_POLICY],
 * });
 * const workloads = organization.root.addOrganizationalUnit('Workloads');
 * workloads.addAccount('Shop', { email: 'aws+shop@example.com' });
 */
export class Organization extends OrganizationBase {
  /**
   * Whether an object is an `Organization`, of this copy of the package or of another one in the same app.
   * @param x any object
   */
  public static isOrganization(x: any): x is Organization {
    return ORGANIZATION.has(x);
  }

  /**
   * The organization that a construct belongs to: the construct itself, the organization of the account or organizational unit around it,
   * or the one in the same top-level stack. Otherwise it is the only one that the app knows. None, or more than one, is an error.
   */
  public static of(scope: IConstruct): IOrganization {
    const found = organizationsAround(scope);
    if (found.length === 1) return found[0] as IConstruct as IOrganization;
    throw new Error(problem({
      wrong: `[${scope.node.path}] The organization of the construct is not known`,
      given: found.length === 0 ? 'no organization' : found.map(({ node }) => node.path).join(', '),
      remedy: 'Create one Organization before this call, refer to one with Organization.fromOrganizationAttributes, or pass the organization on',
    }));
  }

  /**
   * An organization that is managed outside the app. Its root can be a parent and a target of policies; policy types are enabled
   * only where `enablePolicyType` is called.
   */
  public static fromOrganizationAttributes(scope: Construct, id: string, attributes: OrganizationAttributes): IOrganization {
    return new ImportedOrganization(scope, id, attributes);
  }

  public readonly organizationId: string;
  public readonly organizationArn: string;
  public readonly managementAccountId: string;
  public readonly managementAccountArn: string;
  /**
   * Email address of the management account.
   * @attribute
   */
  public readonly managementAccountEmail: string;
  /**
   * The progress of the change from consolidated billing to all features, as of the last deployment that updated the organization:
   * `ENABLED`, `PENDING` or `DISABLED`. `PENDING` means that it was requested and invited accounts have to agree.
   * @attribute
   */
  public readonly allFeaturesStatus: string;
  /**
   * The IDs of the accounts that have not agreed to all features, with the day when the request expires; at most 20 accounts are named. A
   * created account that has to add the service-linked role has `(service-linked role)` after its ID. The text is `none` if no account
   * has to answer.
   * @attribute
   */
  public readonly allFeaturesMissingApprovals: string;
  public readonly root: IRoot;

  /** @internal */
  public readonly _exists: boolean;

  /** @internal */
  protected readonly _resource: CfnResource;
  /** @internal */
  protected readonly _provider: IOrganizationsProvider;

  constructor(scope: Construct, id: string, props: OrganizationProps = {}) {
    super(scope, id);
    ORGANIZATION.mark(this);
    const featureSet = props.featureSet ?? FeatureSet.ALL;
    this._provider = props.provider ?? OrganizationsProvider.getOrCreate(this);
    this._resource = new OrganizationsResource<OrganizationProperties>(this, 'Resource', {
      provider: this._provider,
      type: ResourceType.ORGANIZATION,
      properties: {
        FeatureSet: featureSet,
        RootTags: Lazy.any({ produce: () => rendered(root.cdkTagManager) }),
        Adopt: props.adopt || undefined,
        AllowDeletion: Lazy.any({ produce: () => (props.allowDeletion && isDestroyed(this._resource)) || undefined }),
      },
      removalPolicy: props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const attribute = (name: string) => this._resource.getAtt(name).toString();
    this.organizationId = this._resource.ref;
    this.organizationArn = attribute(OrganizationAttribute.ARN);
    this.managementAccountId = attribute(OrganizationAttribute.MANAGEMENT_ACCOUNT_ID);
    noteManagementAccount(this, this.managementAccountId);
    // The same in digits, if the stack names its account: the organization can be managed from no other account.
    const { account } = Stack.of(this);
    if (!Token.isUnresolved(account)) noteManagementAccount(this, account);
    this.managementAccountArn = attribute(OrganizationAttribute.MANAGEMENT_ACCOUNT_ARN);
    this.managementAccountEmail = attribute(OrganizationAttribute.MANAGEMENT_ACCOUNT_EMAIL);
    this.allFeaturesStatus = attribute(OrganizationAttribute.ALL_FEATURES_STATUS);
    this.allFeaturesMissingApprovals = attribute(OrganizationAttribute.ALL_FEATURES_MISSING);
    const root = new OwnRoot(this, 'Root', {
      rootId: attribute(OrganizationAttribute.ROOT_ID), organization: this, resource: this._resource, provider: this._provider,
    });
    this.root = root;

    this._exists = props.adopt ?? false;
    this._allow(props);
    props.trustedServices?.forEach((service) => this.enableTrustedService(service));
    props.policyTypes?.forEach((type) => this.enablePolicyType(type));

    noteOwnOrganization(this);
    props.rootPolicies?.forEach((policy) => root.attachPolicy(policy));
    props.rootPolicySets?.forEach((set) => root.attachPolicySet(set));
    const stack = topLevelStack(this);
    ONE_ORGANIZATION.claim(stack, '', this);
    checkAtSynthesis(this,
      () => ONE_ORGANIZATION.problems(stack, '', this, this.node.path),
      () => severalOrganizationsProblems(this, allOwnOrganizations(this)),
      () => organizationDeletionProblems(this._resource, props),
      () => this.featureProblems(featureSet),
    );
  }

  /**
   * The resource that creates the organization.
   *
   * @internal
   */
  public get _organizationResource(): CfnResource {
    return this._resource;
  }

  private featureProblems(featureSet: FeatureSet): string[] {
    if (featureSet === FeatureSet.ALL || this._needsAllFeatures.length === 0) return [];
    return [problem({
      wrong: 'The organization has consolidated billing only, which supports no policies and no trusted services',
      given: this._needsAllFeatures.join(', '),
      remedy: 'Use FeatureSet.ALL, or take them out',
    })];
  }
}
