import { CfnResource, IResource, Resource, ResourceProps, Stack, Token } from 'aws-cdk-lib';
import type * as ssm from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { PolicyAttachments, type TargetReference } from './policy-attachments';
import type { PolicyTargetOptions } from './policy-target-options';
import { findAttachments } from './shared-attachments';
import { IOrganizationsProvider, ObjectKind, OrganizationsProvider, requireKind } from '../../../provider';
import { accessRoleNames } from '../../account/access-roles';
import type { Account, AccountOptions } from '../../account/account';
import type { PlaceInOrganization } from '../../organization/known-organizations';
import type { IOrganization } from '../../organization/organization-base';
import type { OrganizationalUnit, OrganizationalUnitOptions } from '../../organizational-unit/organizational-unit';
import { publishedId } from '../../synthesis/published-id';
import type { PoliciesAbove } from '../../validation';
import type { IPolicy } from '../policy';
import type { IPolicySet } from '../policy-set/policy-set';

/** A target of policies: a root, an organizational unit or an account. */
export interface IPolicyTarget extends IResource {
  /** ID of the target: `r-…`, `ou-…` or twelve digits. */
  readonly policyTargetId: string;
  /**
   * Attaches a policy. Policies are attached in the order of these calls, and their type is enabled in the `Organization` of the target. A
   * target outside the app belongs to the organization in the same top-level stack, or else to the only one in the stage. If there is none,
   * a warning recommends to call `enablePolicyType`.
   *
   * The number of policies is limited for each type. Attaching a policy twice is an error at synthesis.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html
   */
  attachPolicy(policy: IPolicy): void;
  /**
   * Attaches all policies of a set, after the other policies. The set and the target must be in the same stack, or in stacks nested in it.
   *
   * It takes `maxDocuments` of the slots. Attaching a set twice is an error at synthesis.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html
   */
  attachPolicySet(set: IPolicySet): void;
  /**
   * Detaches FullAWSAccess, which AWS attaches to every target, so that the service control policies of the app determine what is allowed.
   * At least one of them must be attached.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_DetachPolicy.html
   */
  detachFullAwsAccess(): void;
  /**
   * Allows the service control policies of this target to lock out the roles that deploy to its accounts, which is an error at synthesis
   * otherwise. It applies to the policies that are attached here, not to those of targets above or below.
   * @param reason the reason, for later readers of the code; an empty one is an error at synthesis
   */
  acknowledgeLockOut(reason: string): void;
  /**
   * Writes the ID to a parameter of AWS Systems Manager, in the stack of this construct. Other stacks and repositories of the same account
   * and Region read it with `ssm.StringParameter.valueForStringParameter`. Unlike an export, it does not prevent changes of the ID.
   * @param parameterName such as `/organization/workloads`
   */
  publishId(parameterName: string): ssm.IStringParameter;
}

/** A parent of organizational units and accounts: a root or an organizational unit. */
export interface IParent extends IPolicyTarget {
  /** ID of this root, `r-…`, or of this organizational unit, `ou-…`: the `ParentId` of those directly below. */
  readonly rootOrOrganizationalUnitId: string;
  /**
   * Creates or adopts an organizational unit directly below this parent, in its scope. If it may get another parent later, create it with
   * `new OrganizationalUnit` in another scope, so that it keeps its logical ID.
   * @param id ID of the construct, and the name of the organizational unit unless `organizationalUnitName` gives another one
   */
  addOrganizationalUnit(id: string, options?: OrganizationalUnitOptions): OrganizationalUnit;
  /**
   * Creates or adopts an account directly below this parent, in its scope. If it may get another parent later, create it with `new Account`
   * in another scope, so that it keeps its logical ID.
   * @param id ID of the construct, and the name of the account unless `accountName` gives another one
   */
  addAccount(id: string, options: AccountOptions): Account;
}

/** The place of a target outside the app. */
interface PlaceAttributes {
  readonly parent?: IParent;
  readonly organization?: IOrganization;
}

const TARGET = new ObjectKind<PolicyTargetBase>('PolicyTarget');

/** The place to which the accounts of an organizational unit go when it is removed from the app. */
export function destinationOf(parent: IParent): IParent | undefined {
  return TARGET.has(parent) ? parent._moveAccountsTo : undefined;
}

/**
 * The base of all targets of policies.
 *
 * @internal
 */
export abstract class PolicyTargetBase extends Resource implements IPolicyTarget {
  /**
   * The place below a parent.
   *
   * @internal
   */
  protected static _below(parent: IParent): PlaceInOrganization {
    requireKind('parent', parent);
    if (!TARGET.has(parent)) return { level: 1 };
    return { level: parent._place.level + 1, above: parent, organization: parent._place.organization };
  }

  /**
   * The place of a target outside the app, as far as it is given.
   *
   * @internal
   */
  protected static _placeOf({ parent, organization }: PlaceAttributes): PlaceInOrganization {
    if (parent) return PolicyTargetBase._below(parent);
    if (organization === undefined) return { level: 1 };
    requireKind('organization', organization);
    return { level: 1, organization: PolicyTargetBase._below(organization.root).organization };
  }

  /**
   * A target and those above it, the nearest first.
   *
   * @internal
   */
  protected static _andAbove(target: IParent): PolicyTargetBase[] {
    const found: PolicyTargetBase[] = [];
    for (let each = PolicyTargetBase._below(target).above; each; each = each._place.above) found.push(each);
    return found;
  }

  public abstract readonly policyTargetId: string;

  /** @internal */
  public _lockOutReason?: string;
  /** @internal */
  public _moveAccountsTo?: IParent;

  /** @internal */
  protected abstract readonly _place: PlaceInOrganization;
  /** @internal */
  protected readonly _resource?: CfnResource;
  /** @internal */
  protected readonly _provider?: IOrganizationsProvider;

  constructor(scope: Construct, id: string, props?: ResourceProps) {
    super(scope, id, props);
    TARGET.mark(this);
  }

  public attachPolicy(policy: IPolicy): void {
    requireKind('policy', policy);
    this._attachments().attach(policy);
  }

  public attachPolicySet(set: IPolicySet): void {
    requireKind('policySet', set);
    this._attachments().attachSet(set);
  }

  public detachFullAwsAccess(): void {
    this._attachments().detachFullAwsAccess();
  }

  public acknowledgeLockOut(reason: string): void {
    this._lockOutReason = reason;
    this.node.addMetadata('cdk-aws-organizations:lock-out', reason);
    this._findAttachments()?.isOf(this._reference());
  }

  public publishId(parameterName: string): ssm.IStringParameter {
    return publishedId(this, parameterName, this.policyTargetId);
  }

  /**
   * Attaches the policies and policy sets of the options.
   *
   * @internal
   */
  protected _attachGiven({ policies, policySets }: PolicyTargetOptions): void {
    policies?.forEach((policy) => this.attachPolicy(policy));
    policySets?.forEach((set) => this.attachPolicySet(set));
  }

  /**
   * Names of the roles through which the management account administers the accounts of this target.
   *
   * @internal
   */
  public get _accessRoleNames(): string[] {
    return accessRoleNames(this);
  }

  /**
   * The existing attachment resources of all targets above, the nearest first.
   *
   * @internal
   */
  protected _attachmentResourcesAbove(): CfnResource[] {
    return this.attachmentsAbove().map(({ resource }) => resource);
  }

  /**
   * The attachments of all targets above for an account with this ID, the nearest first.
   *
   * @internal
   */
  protected _policiesAbove(accountId: string): PoliciesAbove[] {
    return this.attachmentsAbove().map((attachments) => attachments.attachedFor(accountId));
  }

  /**
   * The attachments of the target and of all targets above it, the nearest first.
   *
   * @internal
   */
  public _attachmentsFromHere(): PolicyAttachments[] {
    const own = this._findAttachments();
    return own === undefined ? this.attachmentsAbove() : [own, ...this.attachmentsAbove()];
  }

  /**
   * The resources of the policies and policy sets that the app creates and attaches to this target.
   *
   * @internal
   */
  protected _attachedResources(): CfnResource[] {
    return this._findAttachments()?.attachedResources ?? [];
  }

  /**
   * The path of the target in the form of `aws:PrincipalOrgPaths`, with `*` for levels that the app does not know. Undefined if the
   * organization is not known.
   *
   * @internal
   */
  protected get _pathInOrganization(): string | undefined {
    const ids: string[] = [];
    let isRoot = false;
    for (let each: PolicyTargetBase | undefined = this; each; each = each._place.above) {
      ids.unshift(each.policyTargetId);
      isRoot = each._place.level === 0;
    }
    const { organization } = this._place;
    return organization && [organization.organizationId, ...isRoot ? [] : ['*'], ...ids].join('/');
  }

  /**
   * The targets above, the nearest first, as far as the app knows them.
   *
   * @internal
   */
  public _above(): PolicyTargetBase[] {
    const found: PolicyTargetBase[] = [];
    for (let target = this._place.above; target; target = target._place.above) found.push(target);
    return found;
  }

  private attachmentsAbove(): PolicyAttachments[] {
    return this._above().flatMap((target) => target._findAttachments() ?? []);
  }

  private _attachments(): PolicyAttachments {
    const attachments = this._findAttachments() ?? this._newAttachments();
    attachments.isOf(this._reference());
    return attachments;
  }

  private _newAttachments(): PolicyAttachments {
    const { scope, id } = this._attachmentsAddress();
    const provider = this._provider ?? OrganizationsProvider.getOrCreate(this);
    return new PolicyAttachments(scope, id, { provider, targetId: this.policyTargetId });
  }

  private _findAttachments(): PolicyAttachments | undefined {
    return findAttachments(this, this.policyTargetId);
  }

  private _reference(): TargetReference {
    return { target: this, resource: this._resource, organization: this._place.organization };
  }

  /** The address for a target outside the app depends only on its ID, so that it is the same for every construct that refers to it. */
  private _attachmentsAddress(): { readonly scope: Construct; readonly id: string } {
    if (this._resource || Token.isUnresolved(this.policyTargetId)) return { scope: this, id: 'PolicyAttachments' };
    return { scope: Stack.of(this), id: `PolicyAttachments-${this.policyTargetId}` };
  }
}

/** The targets above a target, the nearest first, as far as the app knows them. */
export function targetsAbove(target: IPolicyTarget): IPolicyTarget[] {
  return TARGET.has(target) ? target._above() : [];
}
