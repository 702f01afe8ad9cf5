import { CfnResource, ITaggableV2, Lazy, RemovalPolicy, TagManager, TagType } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { AccountBase, ACCOUNT_IDS, EMAIL_ADDRESSES } from './account-base';
import { AccountRemoval, removalKeyProblems } from './account-removal';
import { InvitedAccountProperties, ResourceType, STATUS_ATTRIBUTE } from '../../contract';
import { IOrganizationsProvider, ObjectKind, OrganizationsProvider, OrganizationsResource } from '../../provider';
import type { PlaceInOrganization } from '../organization/known-organizations';
import { IParent, PolicyTargetBase } from '../policy/attachments/policy-target';
import type { PolicyTargetOptions } from '../policy/attachments/policy-target-options';
import { rendered } from '../synthesis/rendered-tags';
import {
  brokenRules, checkAtSynthesis, claimOf, emailRules, identifierRules, invitationNotesRules, invitedPartyProblems, keptAccountProblems,
  knownString, tagProblems,
} from '../validation';

/** Properties of `InvitedAccount`. Give exactly one of `accountId` and `email`. */
export interface InvitedAccountProps extends PolicyTargetOptions {
  /**
   * ID of the account, twelve digits.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_InviteAccountToOrganization.html
   * @default - `email` identifies the account
   */
  readonly accountId?: string;
  /**
   * Email address of the account's root user, 6 to 64 characters.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_InviteAccountToOrganization.html
   * @default - `accountId` identifies the account
   */
  readonly email?: string;
  /**
   * The root or the organizational unit to which the account is moved once it has joined. A later change moves the account.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_MoveAccount.html
   */
  readonly parent: IParent;
  /**
   * Text that the invitation shows to the owner of the account, at most 824 characters. Used only when the account is invited.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_InviteAccountToOrganization.html
   * @default - a sentence which says that AWS CloudFormation sent the invitation
   */
  readonly notes?: string;
  /**
   * Whether to wait in the deployment for the acceptance, for at most 45 minutes. After that, or as soon as the invitation is declined, the
   * deployment continues without the account, and the invitation stays.
   * @default false - the deployment continues at once
   */
  readonly waitForAcceptance?: boolean;
  /**
   * The action that is taken on the account when its construct is removed from the app, once a deployment has found that the account
   * joined. An open invitation of this stack is always cancelled. Deleting the whole stack leaves accounts where they are.
   *
   * The removal policy is `DESTROY`, since the handler also cancels the invitation. `applyRemovalPolicy` with another one is an error at
   * synthesis, except with `AccountRemoval.retain()`: then the invitation stays.
   * @default AccountRemoval.retain()
   */
  readonly removal?: AccountRemoval;
  /**
   * The custom resource provider that manages this resource.
   * @default - the one provider of the top-level stack
   */
  readonly provider?: IOrganizationsProvider;
}

const INVITED_ACCOUNT = new ObjectKind<InvitedAccount>('InvitedAccount');

/**
 * An existing account that is invited to join the organization. It is a standalone account, or an account of another organization, which
 * it leaves when it accepts.
 *
 * The deployment sends the invitation, which is open for 15 days, and continues. Policies and delegations of the account wait until it has
 * joined. The next deployment after that tags the account and moves it to its parent: run it with another value of the context key
 * `cdk-aws-organizations:reconcile`. Such a deployment also sends declined and expired invitations again.
 *
 * Until a deployment has found that the account joined, `accountId` is `invited/` and the ID or address, which no AWS service accepts.
 *
 * Source: AWS Organizations User Guide, "Managing account invitations with AWS Organizations".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_InviteAccountToOrganization.html
 *
 * @example
 * declare const workloads: OrganizationalUnit;
 * declare const guardrail: Policy;
 *
 * new InvitedAccount(this, 'Acquired', { accountId: '222222222222', parent: workloads, policies: [guardrail] });
 */
export class InvitedAccount extends AccountBase implements ITaggableV2 {
  /**
   * Whether an object is an `InvitedAccount`, of this copy of the package or of another one in the same app.
   * @param x any object
   */
  public static isInvitedAccount(x: any): x is InvitedAccount {
    return INVITED_ACCOUNT.has(x);
  }

  public readonly accountId: string;
  public readonly policyTargetId: string;
  /**
   * JOINED, INVITED, DECLINED, EXPIRED or CANCELED, as of the last deployment that changed the account.
   * @attribute
   */
  public readonly status: string;
  public readonly cdkTagManager = new TagManager(TagType.KEY_VALUE, ResourceType.INVITED_ACCOUNT);

  private readonly removal: AccountRemoval;
  /** @internal */
  protected readonly _place: PlaceInOrganization;
  /** @internal */
  protected readonly _resource: CfnResource;
  /** @internal */
  protected readonly _provider: IOrganizationsProvider;

  constructor(scope: Construct, id: string, props: InvitedAccountProps) {
    super(scope, id);
    INVITED_ACCOUNT.mark(this);
    this._place = PolicyTargetBase._below(props.parent);
    this._provider = props.provider ?? OrganizationsProvider.getOrCreate(this);
    this.removal = props.removal ?? AccountRemoval.retain();
    this._resource = new OrganizationsResource<InvitedAccountProperties>(this, 'Resource', {
      provider: this._provider,
      type: ResourceType.INVITED_ACCOUNT,
      properties: {
        AccountId: props.accountId,
        Email: props.email,
        ParentId: props.parent.rootOrOrganizationalUnitId,
        Tags: Lazy.any({ produce: () => rendered(this.cdkTagManager) }),
        Notes: props.notes,
        WaitForAcceptance: props.waitForAcceptance || undefined,
        Removal: this.removal._properties,
      },
      removalPolicy: RemovalPolicy.DESTROY,
      preferablyAfter: () => this._attachmentResourcesAbove(),
    });
    this.accountId = this._resource.ref;
    this.policyTargetId = this.accountId;
    this.status = this._resource.getAtt(STATUS_ATTRIBUTE).toString();

    this._attachGiven(props);

    const { _method: method } = this.removal;
    checkAtSynthesis(this,
      () => invitedPartyProblems(props.accountId, props.email),
      () => brokenRules(props.accountId, identifierRules('account')),
      () => brokenRules(props.email, emailRules(this)),
      () => brokenRules(props.notes, invitationNotesRules(this)),
      () => removalKeyProblems(this, this.removal, this._place),
      () => (method === undefined ? [] : keptAccountProblems(this._resource, method)),
      () => tagProblems(this, this.cdkTagManager),
    );
    this.claim(EMAIL_ADDRESSES, props.email);
    this.claim(ACCOUNT_IDS, props.accountId);
  }

  /** @internal */
  protected get _mayLeave(): boolean {
    return this.removal._key !== undefined;
  }

  /** Makes sure that no other account of the app has the same ID or address. */
  private claim(index: typeof ACCOUNT_IDS, identity: string | undefined): void {
    if (identity === undefined) return;
    const app = this.node.root;
    const key = claimOf(this, identity, (text) => text.toLowerCase());
    index.claim(app, key, this);
    checkAtSynthesis(this, () => index.problems(app, key, this, knownString(this, identity) ?? ''));
  }
}
