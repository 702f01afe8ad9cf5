import { CfnResource, Lazy, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { OrganizationAttribute, OrganizationProperties, ResourceType } from '../contract';
import { IOrganizationsProvider, OrganizationsProvider, OrganizationsResource, topLevelStack } from '../provider';
import { FeatureSet } from './feature-set';
import { ImportedOrganization } from './imported-organization';
import { allOwnOrganizations, noteOwnOrganization } from './known-organizations';
import { noteManagementAccount } from './management-accounts';
import type { OrganizationAttributes } from './organization-attributes';
import { IOrganization, OrganizationBase } from './organization-base';
import { OwnRoot } from './own-root';
import { PolicyType } from './policy-type';
import { rendered } from './rendered-tags';
import type { IRoot } from './root';
import { TrustedService } from './trusted-service';
import { checkAtSynthesis, deletionProblems, problem, severalOrganizationsProblems, UniqueIndex } from './validation';

/** Properties of `Organization`. */
export interface OrganizationProps {
  /**
   * What the organization offers. It takes effect when the organization is created; all features of an existing one are
   * enabled with the agreement of its accounts, in the console.
   * @default FeatureSet.ALL
   */
  readonly featureSet?: FeatureSet;
  /**
   * Services that may act in the accounts of the organization.
   * @default - none; `enableTrustedService` adds more
   */
  readonly trustedServices?: TrustedService[];
  /**
   * Policy types to enable whether or not a policy is attached.
   * @default - those of the policies that the app attaches; `enablePolicyType` adds more
   */
  readonly policyTypes?: PolicyType[];
  /**
   * Whether the organization exists already, so that the deployment fails if it does not. It takes over the tags of the root from the stack
   * of the same name in another Region.
   * @default false - an existing organization is used as it is, because an account can manage only one; a deployment from another Region
   * fails before it changes anything
   */
  readonly adopt?: boolean;
  /**
   * Whether accounts of the app may be closed when they leave the code. It takes two keys: the account says so as well, with
   * `AccountRemoval.close()`. Keep it until the last of them is gone, since the handlers have the right for as long as this says so.
   * @default false - the handlers have no right to close accounts
   */
  readonly allowAccountClosure?: boolean;
  /**
   * Whether accounts of the app may be removed from the organization when they leave the code. It takes two keys: the account says
   * so as well, with `AccountRemoval.removeFromOrganization()`. Keep it until the last of them is gone.
   * @default false - the handlers have no right to remove accounts
   */
  readonly allowAccountRemoval?: boolean;
  /**
   * Whether policy types may be disabled when they leave the code. It takes two keys: `enablePolicyType` says so as well, with
   * `disableOnRemoval`. Keep it until the last of them is disabled, since the handlers have the right for as long as this says so.
   * @default false - the handlers have no right to disable policy types
   */
  readonly allowPolicyTypeDisabling?: boolean;
  /**
   * What answers the custom resource.
   * @default - the one provider of the top-level stack
   */
  readonly provider?: IOrganizationsProvider;
}

const ONE_ORGANIZATION = new UniqueIndex('The stack has more than one organization', 'Keep one: an account can manage one organization');

/**
 * The organization of the account that the stack is deployed to. It is created, or taken over where the account manages one already,
 * and it stays when it leaves the code. A removal policy that says otherwise is an error at synthesis.
 *
 * Tags of `root`, or of this construct, are tags of the root. Source: AWS Organizations User Guide, "Creating and managing an
 * organization".
 */
export class Organization extends OrganizationBase {
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
  /** E-mail address of the management account. */
  public readonly managementAccountEmail: string;
  public readonly root: IRoot;

  /** @internal */
  public readonly _exists: boolean;

  /** @internal */
  protected readonly _resource: CfnResource;
  /** @internal */
  protected readonly _provider: IOrganizationsProvider;

  constructor(scope: Construct, id: string, props: OrganizationProps = {}) {
    super(scope, id);
    const featureSet = props.featureSet ?? FeatureSet.ALL;
    this._provider = props.provider ?? OrganizationsProvider.getOrCreate(this);
    this._resource = new OrganizationsResource<OrganizationProperties>(this, 'Resource', {
      provider: this._provider,
      type: ResourceType.ORGANIZATION,
      properties: {
        FeatureSet: featureSet, RootTags: Lazy.any({ produce: () => rendered(root.cdkTagManager) }), Adopt: props.adopt || undefined,
      },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    const attribute = (name: string) => this._resource.getAtt(name).toString();
    this.organizationId = this._resource.ref;
    this.organizationArn = attribute(OrganizationAttribute.ARN);
    this.managementAccountId = attribute(OrganizationAttribute.MANAGEMENT_ACCOUNT_ID);
    noteManagementAccount(this, this.managementAccountId);
    // The same in digits, where the stack says where it is deployed to: nowhere else can it be.
    const { account } = Stack.of(this);
    if (!Token.isUnresolved(account)) noteManagementAccount(this, account);
    this.managementAccountArn = attribute(OrganizationAttribute.MANAGEMENT_ACCOUNT_ARN);
    this.managementAccountEmail = attribute(OrganizationAttribute.MANAGEMENT_ACCOUNT_EMAIL);
    const root = new OwnRoot(this, 'Root', {
      rootId: attribute(OrganizationAttribute.ROOT_ID), organization: this, resource: this._resource, provider: this._provider,
    });
    this.root = root;

    this._exists = props.adopt ?? false;
    this._allow(props);
    props.trustedServices?.forEach((service) => this.enableTrustedService(service));
    props.policyTypes?.forEach((type) => this.enablePolicyType(type));

    noteOwnOrganization(this);
    const stack = topLevelStack(this);
    ONE_ORGANIZATION.claim(stack, '', this);
    checkAtSynthesis(this,
      () => ONE_ORGANIZATION.problems(stack, '', this, this.node.path),
      () => severalOrganizationsProblems(this, allOwnOrganizations(this)),
      () => deletionProblems(this._resource, 'organization',
        `Keep the removal policy off the organization (excludeResourceTypes: ${ResourceType.ORGANIZATION}); delete an organization by hand`),
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
      wrong: 'The organization has consolidated billing only, which knows no policies and no trusted services',
      given: this._needsAllFeatures.join(', '),
      remedy: 'Use FeatureSet.ALL, or take them out',
    })];
  }
}
