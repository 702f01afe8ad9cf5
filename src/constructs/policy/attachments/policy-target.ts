import { CfnResource, IResource, Resource, ResourceProps, Stack, Token } from 'aws-cdk-lib';
import type * as ssm from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { PolicyAttachments, type TargetReference } from './policy-attachments';
import { findAttachments } from './shared-attachments';
import { IOrganizationsProvider, ObjectKind, OrganizationsProvider } from '../../../provider';
import { accessRoleNames } from '../../account/access-roles';
import type { Account, AccountOptions } from '../../account/account';
import type { PlaceInOrganization } from '../../organization/known-organizations';
import type { IOrganization } from '../../organization/organization-base';
import type { OrganizationalUnit, OrganizationalUnitOptions } from '../../organizational-unit/organizational-unit';
import { publishedId } from '../../synthesis/published-id';
import type { AttachedAbove } from '../../validation';
import type { IPolicy } from '../policy';
import type { IPolicySet } from '../policy-set/policy-set';

/** What policies can be attached to: a root, an organizational unit or an account. */
export interface IPolicyTarget extends IResource {
  /** Id of the target: `r-…`, `ou-…` or twelve digits. */
  readonly policyTargetId: string;
  /**
   * Attaches a policy; policies are attached in the order of these calls. Their type is enabled in the `Organization` of the target. For
   * a target outside the app that is the one of the same top-level stack, or else the only one of the stage; without it, a warning says
   * to call `enablePolicyType`.
   *
   * The number of policies is limited for each type; attaching one twice is an error at synthesis.
   */
  attachPolicy(policy: IPolicy): void;
  /**
   * Attaches all policies of a set, after the policies. The set and the target have to be of the same stack, or of stacks nested in it.
   *
   * It takes `maxDocuments` of the slots; attaching a set twice is an error at synthesis.
   */
  attachPolicySet(set: IPolicySet): void;
  /**
   * Takes FullAWSAccess, which AWS attaches to every target, off this one, so that the service control policies attached in the
   * code say what is allowed. At least one must be attached.
   */
  detachFullAwsAccess(): void;
  /**
   * Says that the service control policies attached to this target may lock out the roles that deploy to its accounts, which is an error
   * at synthesis otherwise. It holds for what is attached here, not for other targets above or below.
   * @param reason why, for whoever reads the code later; an empty one is an error at synthesis
   */
  acknowledgeLockOut(reason: string): void;
  /**
   * Writes the ID into a parameter of AWS Systems Manager, in the stack of this construct. Other stacks and repositories of the same
   * account and Region read it with `ssm.StringParameter.valueForStringParameter`. Unlike an export, it does not keep the ID from changing.
   * @param parameterName such as `/organization/workloads`
   */
  publishId(parameterName: string): ssm.IStringParameter;
}

/** What organizational units and accounts can lie in: a root or an organizational unit. */
export interface IParent extends IPolicyTarget {
  /** ID of this root, `r-…`, or of this organizational unit, `ou-…`: the `ParentId` of those directly below. */
  readonly rootOrOrganizationalUnitId: string;
  /**
   * Creates or adopts an organizational unit right below this one. Its construct lies in this one. One that may get another parent later
   * keeps its logical ID if `new OrganizationalUnit` creates it in another scope.
   * @param id ID of the construct, and the name of the organizational unit unless `organizationalUnitName` gives another one
   */
  addOrganizationalUnit(id: string, options?: OrganizationalUnitOptions): OrganizationalUnit;
  /**
   * Creates or adopts an account right below. Its construct lies in this one. An account that may get another parent later keeps its
   * logical ID if `new Account` creates it in another scope.
   * @param id ID of the construct, and the name of the account unless `accountName` gives another one
   */
  addAccount(id: string, options: AccountOptions): Account;
}

/** Where a target outside the app lies. */
interface PlaceAttributes {
  readonly parent?: IParent;
  readonly organization?: IOrganization;
}

const TARGET = new ObjectKind<PolicyTargetBase>('PolicyTarget');

/** What all targets of policies have in common. */
export abstract class PolicyTargetBase extends Resource implements IPolicyTarget {
  /**
   * The place below a parent.
   *
   * @internal
   */
  protected static _below(parent: IParent): PlaceInOrganization {
    if (!TARGET.has(parent)) return { level: 1 };
    return { level: parent._place.level + 1, above: parent, organization: parent._place.organization };
  }

  /**
   * The place of a target outside the app, as far as its author says.
   *
   * @internal
   */
  protected static _placeOf({ parent, organization }: PlaceAttributes): PlaceInOrganization {
    if (parent) return PolicyTargetBase._below(parent);
    return { level: 1, organization: organization && PolicyTargetBase._below(organization.root).organization };
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
    this._attachments().attach(policy);
  }

  public attachPolicySet(set: IPolicySet): void {
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
   * What the roles are called through which the management account administers the accounts here.
   *
   * @internal
   */
  public get _accessRoleNames(): string[] {
    return accessRoleNames(this);
  }

  /**
   * Attachments of everything above that have a resource so far, the nearest first.
   *
   * @internal
   */
  protected _attachmentsAbove(): CfnResource[] {
    return this.attachmentsAbove().map(({ resource }) => resource);
  }

  /**
   * Their attachments that concern an account with this ID; the nearest first.
   *
   * @internal
   */
  protected _attachedAbove(accountId: string): AttachedAbove[] {
    return this.attachmentsAbove().map((attachments) => attachments.attachedFor(accountId));
  }

  /**
   * Attachments of the target and of everything above it, the nearest first.
   *
   * @internal
   */
  public _attachmentsFromHere(): PolicyAttachments[] {
    const own = this._findAttachments();
    return own === undefined ? this.attachmentsAbove() : [own, ...this.attachmentsAbove()];
  }

  /**
   * The path of the target as `aws:PrincipalOrgPaths` has it, with `*` for levels that the app does not know. Undefined if the organization
   * is not known.
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

  private attachmentsAbove(): PolicyAttachments[] {
    const found: PolicyAttachments[] = [];
    for (let target = this._place.above; target; target = target._place.above) {
      const attachments = target._findAttachments();
      if (attachments) found.push(attachments);
    }
    return found;
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

  /** That of a thing outside the app is made of its id alone, so that it stays whichever reference to it is the first. */
  private _attachmentsAddress(): { readonly scope: Construct; readonly id: string } {
    if (this._resource || Token.isUnresolved(this.policyTargetId)) return { scope: this, id: 'PolicyAttachments' };
    return { scope: Stack.of(this), id: `PolicyAttachments-${this.policyTargetId}` };
  }
}
