import { IResource, ITaggableV2, Lazy, Resource, Stack, Stage, TagManager, TagType, Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { PolicySetContent } from './policy-set-content';
import {
  isPolicyType, POLICY_IDS_ATTRIBUTE, policySetDocumentName, PolicySetProperties, policyTypeLimits, ResourceType,
} from '../../../contract';
import type { AttachedText } from '../../../policy';
import { IOrganizationsProvider, ObjectKind, OrganizationsProvider, OrganizationsResource, requireKind } from '../../../provider';
import type { Guardrail } from '../../guardrails';
import { noteExemptions } from '../../guardrails/exemptions/exemption-notes';
import { comeAfterOrganization, organizationOrderProblems } from '../../organization/after-organization';
import { rendered } from '../../synthesis/rendered-tags';
import {
  brokenRules, checkAtSynthesis, type Claim, claimOf, guardrailProblems, knownString, policyDescriptionRules, policyFindings,
  policyNameRules, policyTypeQuota, tagProblems, unattachedProblems,
} from '../../validation';
import type { IPolicyTarget } from '../attachments/policy-target';
import { POLICY_NAMES } from '../policy';
import { PolicyType } from '../policy-type';

/** A set of policies into which statements are packed. */
export interface IPolicySet extends IResource {
  /**
   * IDs of its policies, separated by commas. Their number is known only at deployment.
   * @attribute
   */
  readonly policyIds: string;
  /** Type of its policies. */
  readonly policyType: PolicyType;
  /** The maximum number of its policies, which is also the number of slots that it takes on each target. */
  readonly maxDocuments: number;
  /**
   * Attaches all its policies to a root, an organizational unit or an account of the same stack.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html
   */
  attachTo(target: IPolicyTarget): void;
}

/** Properties of `PolicySet`. */
export interface PolicySetProps {
  /**
   * `PolicyType.SERVICE_CONTROL_POLICY` or `PolicyType.RESOURCE_CONTROL_POLICY`.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html
   * @default PolicyType.SERVICE_CONTROL_POLICY
   */
  readonly policyType?: PolicyType;
  /**
   * Predefined rules, such as those of the `…Guardrails` classes. Their statements come before `statements`.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html
   * @default - none
   */
  readonly guardrails?: Guardrail[];
  /**
   * The statements. Equal statements count once.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html
   * @default - those of `guardrails`; `addStatements` adds more
   */
  readonly statements?: iam.PolicyStatement[];
  /**
   * Name, 1 to 126 characters. The policies are named `<name>-1`, `<name>-2` and so on. These names must be unique among the policies of
   * the type.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html
   * @default - the ID of the construct
   */
  readonly policySetName?: string;
  /**
   * Description of each policy, at most 512 characters.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html
   * @default - none
   */
  readonly description?: string;
  /**
   * The maximum number of policies of the set, which is also the number of slots that it takes on each target. A larger number leaves room,
   * so that fewer statements move between the policies in later deployments.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
   * @default - the number that synthesis computes; a value that is known only at deployment counts as 128 characters
   */
  readonly maxDocuments?: number;
  /**
   * Whether to write the actions of denials with wildcards if that is shorter. A wildcard covers the same actions according to the table of
   * all actions in this version of the library. It also covers actions with such a name that AWS adds later.
   * @default false
   */
  readonly compressActions?: boolean;
  /**
   * The custom resource provider that manages this resource.
   * @default - the one provider of the top-level stack
   */
  readonly provider?: IOrganizationsProvider;
}

const POLICY_SET = new ObjectKind<PolicySet>('PolicySet');

/**
 * A set of policies that packs many small statements into few policies: attaching it takes only as many slots as all statements together
 * need.
 *
 * In a deployment each statement stays in its policy, so that a small edit changes one policy. A statement that moves to another policy is
 * added there, on every target, before it is removed from the former one. When the set is removed from the app, it is deleted if it is
 * attached to no target. Source: AWS Organizations User Guide, "Quotas and service limits for AWS Organizations".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
 *
 * @example
 * declare const workloads: OrganizationalUnit;
 *
 * const set = new PolicySet(this, 'Baseline', {
 *   policySetName: 'baseline',
 *   statements: [
 *     new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['organizations:LeaveOrganization'], resources: ['*'] }),
 *     new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['cloudtrail:StopLogging'], resources: ['*'] }),
 *   ],
 * });
 * set.attachTo(workloads);
 */
export class PolicySet extends Resource implements IPolicySet, ITaggableV2 {
  /**
   * Whether an object is a `PolicySet`, of this copy of the package or of another one in the same app.
   * @param x any object
   */
  public static isPolicySet(x: any): x is PolicySet {
    return POLICY_SET.has(x);
  }

  public readonly policyIds: string;
  public readonly policyType: PolicyType;
  /** Name of the set. */
  public readonly policySetName: string;
  public readonly cdkTagManager = new TagManager(TagType.KEY_VALUE, ResourceType.POLICY_SET);

  /** @internal */
  public _isAttached = false;

  private readonly allStatements: iam.PolicyStatement[];
  private readonly content: PolicySetContent;
  private readonly givenMaxDocuments?: number;

  constructor(scope: Construct, id: string, props: PolicySetProps) {
    super(scope, id);
    POLICY_SET.mark(this);
    const { guardrails = [], statements = [] } = props;
    this.policyType = props.policyType ?? PolicyType.SERVICE_CONTROL_POLICY;
    this.policySetName = props.policySetName ?? id;
    this.givenMaxDocuments = props.maxDocuments;
    this.allStatements = [...guardrails.flatMap((guardrail) => guardrail.statements), ...statements];
    const type = this.policyType.policyTypeName;
    this.content = new PolicySetContent(this, type, this.allStatements, props.maxDocuments ?? this.slots(), props.compressActions ?? false);

    const resource = new OrganizationsResource<PolicySetProperties>(this, 'Resource', {
      provider: props.provider ?? OrganizationsProvider.getOrCreate(this),
      type: ResourceType.POLICY_SET,
      properties: {
        Type: type,
        Name: this.policySetName,
        Description: props.description ?? '',
        Statements: Lazy.any({ produce: () => this.content.known().statements }),
        MaxDocuments: Lazy.number({ produce: () => this.maxDocuments }),
        MaxContentLength: this.grantedContentLength(),
        Tags: Lazy.any({ produce: () => rendered(this.cdkTagManager) }),
      },
    });
    comeAfterOrganization(resource);
    this.policyIds = resource.getAtt(POLICY_IDS_ATTRIBUTE).toString();
    this.claimNames();
    noteExemptions(this, guardrails);
    checkAtSynthesis(this,
      () => brokenRules(this.policyName(1), policyNameRules(this)),
      () => brokenRules(props.description, policyDescriptionRules(this)),
      () => this.nameProblems(),
      () => guardrailProblems(this, guardrails, this.policyType),
      () => this.contentProblems(),
      () => unattachedProblems(this, this._isAttached, this.policySetName),
      () => organizationOrderProblems(this),
      () => tagProblems(this, this.cdkTagManager),
    );
  }

  public get maxDocuments(): number {
    return this.givenMaxDocuments ?? this.content.known().count;
  }

  /** Adds statements. It can be called until synthesis. */
  public addStatements(...statements: iam.PolicyStatement[]): void {
    this.allStatements.push(...statements);
  }

  public attachTo(target: IPolicyTarget): void {
    requireKind('target', target);
    target.attachPolicySet(this);
  }

  /**
   * Name and statements for rules that check several policies together. Give `accountId` if the set is attached to an account.
   *
   * @internal
   */
  public _attachedTo(accountId: string | undefined): AttachedText {
    const { attached, placeholderOf } = this.content.known();
    const ownAccount = Token.isUnresolved(accountId) ? placeholderOf?.(Stack.of(this).resolve(accountId)) : undefined;
    return ownAccount === undefined ? attached : { ...attached, ownAccount };
  }

  private contentProblems(): readonly string[] {
    const { problems, attached: { text } } = this.content.known();
    // The size of all statements together is not limited.
    return problems.length > 0 ? problems : policyFindings(this, { type: this.policyType.policyTypeName, text, size: 0 });
  }

  /** The number of policies of the type that can be attached to a target. */
  private slots(): number {
    const { policyTypeName } = this.policyType;
    return isPolicyType(policyTypeName) ? policyTypeQuota(this, policyTypeName, 'maxAttachments') : 1;
  }

  /** The maximum length of a document, if it differs from the one that the handlers know. */
  private grantedContentLength(): number | undefined {
    const { policyTypeName } = this.policyType;
    if (!isPolicyType(policyTypeName)) return undefined;
    const length = policyTypeQuota(this, policyTypeName, 'maxContentLength');
    return length === policyTypeLimits(policyTypeName).maxContentLength ? undefined : length;
  }

  private policyName(number: number): string {
    return policySetDocumentName(this.policySetName, number);
  }

  private names(): string[] {
    return Array.from({ length: this.slots() }, (_, index) => this.policyName(index + 1));
  }

  private claimNames(): void {
    for (const name of this.names()) POLICY_NAMES.claim(this.extent(), this.nameKey(name), this);
  }

  private nameProblems(): string[] {
    return this.names().flatMap((name) => POLICY_NAMES.problems(this.extent(), this.nameKey(name), this, knownString(this, name) ?? '')).slice(0, 1);
  }

  private nameKey(name: string): Claim {
    return claimOf(this, name, (known) => `${this.policyType.policyTypeName}/${known}`);
  }

  private extent() {
    return Stage.of(this) ?? this.node.root;
  }
}
