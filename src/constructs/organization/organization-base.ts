import { CfnResource, IResource, Lazy, RemovalPolicy, Resource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as ssm from 'aws-cdk-lib/aws-ssm';
import type { IConstruct } from 'constructs';
import { disablingProblems, neededServiceProblems, PolicyTypeOptions, sendDeleteOfPolicyType, warnOfMissingTrustedAccess } from './policy-type-disabling';
import type { IRoot } from './root';
import { GUARDED_ACTIONS, GuardedAction, isAuthorizationPolicyType, PolicyTypeProperties, ResourceType, TrustedServiceProperties } from '../../contract';
import { allowGuardedActions, IOrganizationsProvider, OrganizationsProvider, OrganizationsResource } from '../../provider';
import { PolicyType } from '../policy/policy-type';
import { publishedId } from '../synthesis/published-id';
import { warnOfMisspelledService } from '../trusted-service/known-services';
import { warnOfMissingSetup } from '../trusted-service/service-setup';
import { TrustedService } from '../trusted-service/trusted-service';
import { assertLiteral, brokenRules, checkAtSynthesis, POLICY_TYPE_RULES, SERVICE_PRINCIPAL_RULES } from '../validation';

/** An organization in AWS Organizations. */
export interface IOrganization extends IResource {
  /**
   * ID of the organization, `o-…`.
   * @attribute
   */
  readonly organizationId: string;
  /**
   * ARN of the organization.
   * @attribute
   */
  readonly organizationArn: string;
  /**
   * ID of the management account, twelve digits.
   * @attribute
   */
  readonly managementAccountId: string;
  /**
   * ARN of the management account within the organization.
   * @attribute
   */
  readonly managementAccountArn: string;
  /** The root: parent of organizational units and accounts, and a target of policies. */
  readonly root: IRoot;
  /** All accounts of the organization, as a principal of resource policies. */
  readonly principal: iam.IPrincipal;
  /**
   * Writes the ID of the organization to a parameter of AWS Systems Manager, in the stack of this construct. The root, organizational units
   * and accounts have the same method for their IDs.
   * @param parameterName such as `/organization/id`
   */
  publishId(parameterName: string): ssm.IStringParameter;
  /**
   * Enables a policy type in the root. It may be called more than once for a type. The type stays enabled when it is removed from the app,
   * unless one of the calls has `disableOnRemoval`. Source: AWS Organizations User Guide, "Enabling a policy type".
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/enable-policy-type.html
   */
  enablePolicyType(policyType: PolicyType, options?: PolicyTypeOptions): void;
  /**
   * Enables trusted access for a service, which lets it act in the accounts of the organization. Repeated calls for a service have no
   * effect. Trusted access stays enabled when it is removed from the app.
   * Source: AWS Organizations User Guide, "Using AWS Organizations with other AWS services".
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services_list.html
   */
  enableTrustedService(trustedService: TrustedService): void;
}

interface OrganizationAllowances {
  readonly allowAccountClosure?: boolean;
  readonly allowAccountRemoval?: boolean;
  readonly allowDeletion?: boolean;
  readonly allowPolicyTypeDisabling?: boolean;
}

/**
 * The base of organizations, of those that the app manages and of those outside it.
 *
 * @internal
 */
export abstract class OrganizationBase extends Resource implements IOrganization {
  public abstract readonly organizationId: string;
  public abstract readonly organizationArn: string;
  public abstract readonly managementAccountId: string;
  public abstract readonly managementAccountArn: string;
  public abstract readonly root: IRoot;

  /** @internal */
  protected readonly _resource?: CfnResource;
  /** @internal */
  protected readonly _provider?: IOrganizationsProvider;

  /** @internal */
  public _allowedActions: readonly GuardedAction[] = [];

  private readonly trustedServices = new Map<string, CfnResource>();
  private readonly policyTypes = new Map<string, CfnResource>();
  private readonly disabledOnRemoval = new Set<string>();

  public get principal(): iam.IPrincipal {
    return new iam.OrganizationPrincipal(this.organizationId);
  }

  public publishId(parameterName: string): ssm.IStringParameter {
    return publishedId(this, parameterName, this.organizationId);
  }

  public enablePolicyType(policyType: PolicyType, options: PolicyTypeOptions = {}): void {
    const name = policyType.policyTypeName;
    const isDisabled = () => this.disabledOnRemoval.has(name);
    if (options.disableOnRemoval) this.disabledOnRemoval.add(name);
    const present = this.policyTypes.get(name);
    if (present && options.disableOnRemoval) sendDeleteOfPolicyType(present);
    if (present) return;
    assertLiteral(this, 'The policy type', name, 'PolicyType.SERVICE_CONTROL_POLICY');
    const resource = new OrganizationsResource<PolicyTypeProperties>(this, `PolicyType-${name}`, {
      provider: this._provider ?? OrganizationsProvider.getOrCreate(this),
      type: ResourceType.POLICY_TYPE,
      properties: {
        RootId: this.root.rootId, PolicyType: name, DisableOnRemoval: Lazy.any({ produce: () => isDisabled() || undefined }),
      },
      removalPolicy: RemovalPolicy.RETAIN,
      // Authorization policies need no trusted access. For the other types, AWS does not always document whether they do.
      preferablyAfter: () => (isAuthorizationPolicyType(name) ? [] : [...this.trustedServices.values()]),
    });
    if (isDisabled()) sendDeleteOfPolicyType(resource);
    this.policyTypes.set(name, resource);
    checkAtSynthesis(resource,
      () => brokenRules(name, POLICY_TYPE_RULES),
      () => (isDisabled() ? disablingProblems(resource, name, this._allowedActions) : []),
      () => warnOfMissingTrustedAccess(this, name),
    );
  }

  public enableTrustedService(trustedService: TrustedService): void {
    const principal = trustedService.servicePrincipal;
    if (this.trustedServices.has(principal)) return;
    assertLiteral(this, 'The service principal', principal, 'guardduty.amazonaws.com');
    const resource = new OrganizationsResource<TrustedServiceProperties>(this, `TrustedService-${principal}`, {
      provider: this._provider ?? OrganizationsProvider.getOrCreate(this),
      type: ResourceType.TRUSTED_SERVICE,
      properties: { ServicePrincipal: principal },
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    this.trustedServices.set(principal, resource);
    // Its properties do not name the organization.
    if (this._resource) resource.node.addDependency(this._resource);
    checkAtSynthesis(resource,
      () => brokenRules(principal, SERVICE_PRINCIPAL_RULES),
      () => this.setupProblems(trustedService),
      () => neededServiceProblems(resource, principal, [...this.policyTypes.keys()]),
    );
  }

  /** Only a warning, since AWS Organizations accepts the service. */
  private setupProblems({ servicePrincipal, _setup: setup }: TrustedService): string[] {
    warnOfMisspelledService(this, servicePrincipal);
    if (setup && !setup.steps?.onlyToDelegate) warnOfMissingSetup(this, servicePrincipal, setup);
    return [];
  }

  /** @internal */
  protected _allow({ allowAccountClosure, allowAccountRemoval, allowDeletion, allowPolicyTypeDisabling }: OrganizationAllowances): void {
    const allowed: Readonly<Record<GuardedAction, boolean | undefined>> = {
      CloseAccount: allowAccountClosure,
      RemoveAccountFromOrganization: allowAccountRemoval,
      DeleteOrganization: allowDeletion,
      DisablePolicyType: allowPolicyTypeDisabling,
    };
    this._allowedActions = GUARDED_ACTIONS.filter((action) => allowed[action]);
    allowGuardedActions(this, this._allowedActions);
  }

  /** @internal */
  public _ensurePolicyType(policyType: string): void {
    // An organization outside the app is changed only on request.
    if (this._resource) this.enablePolicyType(PolicyType.of(policyType));
  }

  /** @internal */
  public _findPolicyType(policyType: string): IConstruct[] {
    const found = this.policyTypes.get(policyType);
    return found ? [found] : [];
  }

  /** @internal */
  public _findTrustedService(principal: string): IConstruct[] {
    const found = this.trustedServices.get(principal);
    return found ? [found] : [];
  }

  /** @internal */
  public get _needsAllFeatures(): string[] {
    return [...this.policyTypes.keys(), ...this.trustedServices.keys()];
  }
}
