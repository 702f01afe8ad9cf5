import { CfnResource, ITaggableV2, Lazy, TagManager, TagType } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { placeOf } from './parent-place';
import { ARN_ATTRIBUTE, OrganizationalUnitProperties, ResourceType } from '../../contract';
import { IOrganizationsProvider, ObjectKind, OrganizationsProvider, OrganizationsResource } from '../../provider';
import { Account, type AccountOptions } from '../account/account';
import type { PlaceInOrganization } from '../organization/known-organizations';
import type { IOrganization } from '../organization/organization-base';
import { IParent, PolicyTargetBase } from '../policy/attachments/policy-target';
import type { PolicyTargetOptions } from '../policy/attachments/policy-target-options';
import { rendered } from '../synthesis/rendered-tags';
import {
  adoptedUnitProblems, adoptionByIdProblems, brokenRules, checkAtSynthesis, claimOf, depthRules, identifierRules, knownString,
  movableRules, moveAccountsToProblems, organizationalUnitNameRules, placeProblems, problem, tagProblems, UniqueIndex,
} from '../validation';

/** An organizational unit (OU). */
export interface IOrganizationalUnit extends IParent {
  /**
   * ID of the organizational unit, `ou-…`.
   * @attribute
   */
  readonly organizationalUnitId: string;
  /**
   * All accounts in this organizational unit and below it, as a principal of resource policies. It is the principal `*` with a condition on
   * `aws:PrincipalOrgPaths`. For an organizational unit outside the app whose organization is not known, it is an error.
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgpaths
   */
  readonly principal: iam.IPrincipal;
}

/** An organizational unit that exists outside the app. */
export interface OrganizationalUnitAttributes {
  /**
   * ID of the organizational unit, `ou-…`.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganizationalUnit.html
   */
  readonly organizationalUnitId: string;
  /**
   * The root or the organizational unit directly above. It determines the organization as well.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListParents.html
   * @default - not known
   */
  readonly parent?: IParent;
  /**
   * The organization of the organizational unit, if its parent is not known.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html
   * @default - the organization of the parent
   */
  readonly organization?: IOrganization;
}

/** Options of an organizational unit below a parent. */
export interface OrganizationalUnitOptions extends PolicyTargetOptions {
  /**
   * Name, 1 to 128 characters, unique below the parent. A later change renames the organizational unit in place.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganizationalUnit.html
   * @default - the ID of the construct
   */
  readonly organizationalUnitName?: string;
  /**
   * Whether to take over an existing organizational unit with this name below the parent, which has no owner or another stack as its owner.
   * Nothing is created: if there is no such unit, the deployment fails before it changes anything, and its message names the nearest units.
   * An adopted unit is never deleted.
   * @default false - the unit is created; if another owner has such a unit, the deployment fails before it changes anything
   */
  readonly adopt?: boolean;
  /**
   * ID of the organizational unit to take over, `ou-…`. Valid only with `adopt: true`. The unit must have the name and the parent that the
   * app gives.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganizationalUnit.html
   * @default - the unit is found by its name below the parent
   */
  readonly organizationalUnitId?: string;
  /**
   * Whether to allow a change of the parent to replace the organizational unit. AWS Organizations cannot move one. The deployment creates
   * it again below the new parent **with another ID**, attaches its policies, moves its accounts, and deletes the former one. Update every
   * reference to the former ID: AWS CloudFormation StackSets, AWS Control Tower, conditions on `aws:PrincipalOrgPaths`.
   *
   * Organizational units below it are replaced too, so `false` below a parent with `true` is an error. If one of them is not in the app,
   * the deployment fails before it changes anything.
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html#update-replacement
   * @default - the value of the parent, or false if it has none: then a change of the parent fails before it changes anything
   */
  readonly allowReplacement?: boolean;
  /**
   * The root or the organizational unit to which the accounts directly in this one are moved when it is removed from the app, so that it
   * can be deleted. Deploy once with this property, then remove the construct. The accounts get the policies of the destination instead of
   * those of this organizational unit. Deleting the whole stack, and rolling back, move nothing.
   *
   * Either all of these accounts move, including those outside the app, or none of them. An account of another stack, an account that the
   * app keeps here, or an organizational unit that stays below this one keeps all accounts in place.
   *
   * If that organizational unit is removed at the same time and has a `moveAccountsTo` of its own, the accounts go there at once.
   *
   * An organizational unit below this one has its own `moveAccountsTo`. An adopted one is never deleted, and cannot have it.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_MoveAccount.html
   * @default - an organizational unit with accounts in it stays, with its policies
   * @example
   * declare const root: IRoot;
   * const retired = new OrganizationalUnit(this, 'Retired', { parent: root, organizationalUnitName: 'Retired' });
   * new OrganizationalUnit(this, 'Sandbox', { parent: root, organizationalUnitName: 'Sandbox', moveAccountsTo: retired });
   */
  readonly moveAccountsTo?: IParent;
  /**
   * The custom resource provider that manages this resource.
   * @default - the one provider of the top-level stack
   */
  readonly provider?: IOrganizationsProvider;
}

/** Properties of `OrganizationalUnit`. */
export interface OrganizationalUnitProps extends OrganizationalUnitOptions {
  /**
   * The root or the organizational unit directly above. Organizational units can be at most five levels below the root.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganizationalUnit.html
   */
  readonly parent: IParent;
}

/**
 * The base of the root and of organizational units.
 *
 * @internal
 */
export abstract class ParentBase extends PolicyTargetBase implements IParent {
  public abstract readonly rootOrOrganizationalUnitId: string;

  public addOrganizationalUnit(id: string, options: OrganizationalUnitOptions = {}): OrganizationalUnit {
    return new OrganizationalUnit(this, id, { ...options, parent: this });
  }

  public addAccount(id: string, options: AccountOptions): Account {
    return new Account(this, id, { ...options, parent: this });
  }
}

abstract class OrganizationalUnitBase extends ParentBase implements IOrganizationalUnit {
  public abstract readonly organizationalUnitId: string;

  public get principal(): iam.IPrincipal {
    const path = this._pathInOrganization;
    if (path !== undefined) {
      return new iam.AnyPrincipal().withConditions({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': [`${path}/*`] } });
    }
    throw new Error(problem({
      wrong: `[${this.node.path}] The organization of an organizational unit outside the app is not known, and its ID alone is not unique in AWS`,
      given: this.organizationalUnitId,
      remedy: 'Give organization or parent to OrganizationalUnit.fromOrganizationalUnitAttributes',
    }));
  }
}

const ORGANIZATIONAL_UNIT = new ObjectKind<OrganizationalUnit>('OrganizationalUnit');
const SIBLING_NAMES = new UniqueIndex('The name is used more than once below the same parent', 'Give each organizational unit a name of its own');

/**
 * An organizational unit (OU). When it is removed from the app, it is deleted if it is empty.
 *
 * Accounts and organizational units that the same stack creates in it are created after its policies are attached, so that they never
 * exist without these policies. Source: AWS Organizations User Guide, "Managing organizational units (OUs)".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganizationalUnit.html
 *
 * @example
 * declare const organization: Organization;
 * declare const guardrail: Policy;
 *
 * const workloads = organization.root.addOrganizationalUnit('Workloads', { policies: [guardrail] });
 * const prod = workloads.addOrganizationalUnit('Prod');
 * prod.addAccount('Shop', { email: 'aws+shop@example.com' });
 * prod.publishId('/organization/workloads/prod');
 */
export class OrganizationalUnit extends OrganizationalUnitBase implements ITaggableV2 {
  /**
   * Whether an object is an `OrganizationalUnit`, of this copy of the package or of another one in the same app.
   * @param x any object
   */
  public static isOrganizationalUnit(x: any): x is OrganizationalUnit {
    return ORGANIZATIONAL_UNIT.has(x);
  }

  /**
   * An organizational unit that exists outside the app. It can be a parent and a target of policies.
   * @param organizationalUnitId `ou-…`
   */
  public static fromOrganizationalUnitId(scope: Construct, id: string, organizationalUnitId: string): IOrganizationalUnit {
    return OrganizationalUnit.fromOrganizationalUnitAttributes(scope, id, { organizationalUnitId });
  }

  /**
   * An organizational unit that exists outside the app, with its place in the organization. Attaching a policy to it enables the policy
   * type in that organization, and `principal` can be used.
   */
  public static fromOrganizationalUnitAttributes(
    scope: Construct, id: string, attributes: OrganizationalUnitAttributes,
  ): IOrganizationalUnit {
    const { organizationalUnitId } = attributes;
    class ImportedOrganizationalUnit extends OrganizationalUnitBase {
      public readonly organizationalUnitId = organizationalUnitId;
      public readonly policyTargetId = organizationalUnitId;
      public readonly rootOrOrganizationalUnitId = organizationalUnitId;
      // Without a parent, its depth is not known: at least one level.
      protected readonly _place: PlaceInOrganization = PolicyTargetBase._placeOf(attributes);
    }
    const imported = new ImportedOrganizationalUnit(scope, id);
    checkAtSynthesis(imported,
      () => brokenRules(organizationalUnitId, identifierRules('organizationalUnit')),
      () => placeProblems(attributes),
    );
    return imported;
  }

  public readonly organizationalUnitId: string;
  /**
   * ARN of the organizational unit.
   * @attribute
   */
  public readonly organizationalUnitArn: string;
  /** Name of the organizational unit. */
  public readonly organizationalUnitName: string;
  public readonly policyTargetId: string;
  public readonly rootOrOrganizationalUnitId: string;
  public readonly cdkTagManager = new TagManager(TagType.KEY_VALUE, ResourceType.ORGANIZATIONAL_UNIT);

  // Units below inherit it, since they have to follow.
  private readonly movable: boolean;
  /** @internal */
  protected readonly _place: PlaceInOrganization;
  /** @internal */
  protected readonly _resource: CfnResource;
  /** @internal */
  protected readonly _provider: IOrganizationsProvider;

  constructor(scope: Construct, id: string, props: OrganizationalUnitProps) {
    super(scope, id);
    ORGANIZATIONAL_UNIT.mark(this);
    const name = props.organizationalUnitName ?? id;
    this._place = PolicyTargetBase._below(props.parent);
    const allowReplacementOfParent = OrganizationalUnit.isOrganizationalUnit(props.parent) && props.parent.movable;
    this.movable = props.allowReplacement ?? allowReplacementOfParent;
    this._provider = props.provider ?? OrganizationsProvider.getOrCreate(this);
    this._moveAccountsTo = props.moveAccountsTo;
    const [destination] = props.moveAccountsTo ? PolicyTargetBase._andAbove(props.moveAccountsTo) : [];
    this._resource = new OrganizationsResource<OrganizationalUnitProperties>(this, 'Resource', {
      provider: this._provider,
      type: ResourceType.ORGANIZATIONAL_UNIT,
      properties: {
        ParentId: props.parent.rootOrOrganizationalUnitId,
        Name: name,
        OrganizationalUnitId: props.organizationalUnitId,
        Tags: Lazy.any({ produce: () => rendered(this.cdkTagManager) }),
        Adopt: props.adopt || undefined,
        AllowMove: this.movable || undefined,
        MoveAccountsTo: props.moveAccountsTo && placeOf(props.moveAccountsTo),
      },
      // On deletion the order is reversed: accounts reach their destination while its policies are attached, so that these stay; and the
      // policies of this unit, which stay attached until its accounts have left it, are deleted after it.
      preferablyAfter: () => [
        ...this._attachmentResourcesAbove(),
        ...(destination?._attachmentsFromHere() ?? []).map(({ resource }) => resource),
        ...props.moveAccountsTo ? this._attachedResources() : [],
      ],
    });
    this.organizationalUnitName = name;
    this.organizationalUnitId = this._resource.ref;
    this.organizationalUnitArn = this._resource.getAtt(ARN_ATTRIBUTE).toString();
    this.policyTargetId = this.organizationalUnitId;
    this.rootOrOrganizationalUnitId = this.organizationalUnitId;

    this._attachGiven(props);

    const app = this.node.root;
    const claim = claimOf(this, name, (known) => `${props.parent.rootOrOrganizationalUnitId}/${known}`);
    SIBLING_NAMES.claim(app, claim, this);
    checkAtSynthesis(this,
      () => brokenRules(name, organizationalUnitNameRules(this)),
      () => brokenRules(this._place.level, depthRules(this)),
      () => brokenRules(this.movable, movableRules(allowReplacementOfParent)),
      () => adoptionByIdProblems('organizationalUnit', {
        property: 'organizationalUnitId', id: props.organizationalUnitId, adopt: props.adopt,
      }),
      () => adoptedUnitProblems(this, name, { adopt: props.adopt ?? false, movable: this.movable }),
      () => SIBLING_NAMES.problems(app, claim, this, knownString(this, name) ?? ''),
      () => (props.moveAccountsTo ? this.destinationProblems(props.moveAccountsTo, props.adopt ?? false, props.organizationalUnitId) : []),
      () => tagProblems(this, this.cdkTagManager),
    );
  }

  private destinationProblems(destination: IParent, adopt: boolean, adoptedId: string | undefined): string[] {
    const { organization } = PolicyTargetBase._below(destination);
    const above = PolicyTargetBase._andAbove(destination).map(({ policyTargetId }) => policyTargetId);
    return moveAccountsToProblems(this._resource, {
      adopt,
      destination: destination.node.path,
      isOwnOrBelow: [this.organizationalUnitId, ...adoptedId === undefined ? [] : [adoptedId]].some((id) => above.includes(id)),
      organizations: [this._place.organization, organization].flatMap((each) => each ?? []),
    });
  }
}
