import { IResource, ITaggableV2, Lazy, Names, Resource, Stack, Stage, TagManager, TagType, Token } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { PolicySetContent } from './policy-set-content';
import {
  isPolicyType, POLICY_IDS_ATTRIBUTE, policySetDocumentName, PolicySetProperties, policyTypeLimits, ResourceType,
} from '../../../contract';
import type { AttachedText } from '../../../policy';
import { IOrganizationsProvider, ObjectKind, OrganizationsProvider, OrganizationsResource } from '../../../provider';
import type { Guardrail } from '../../guardrails';
import { comeAfterOrganization, organizationOrderProblems } from '../../organization/after-organization';
import { rendered } from '../../synthesis/rendered-tags';
import {
  brokenRules, checkAtSynthesis, type Claim, claimOf, guardrailProblems, knownString, policyDescriptionRules, policyFindings,
  policyNameRules, policyTypeQuota, tagProblems, unattachedProblems,
} from '../../validation';
import type { IPolicyTarget } from '../attachments/policy-target';
import { POLICY_NAMES } from '../policy';
import { PolicyType } from '../policy-type';

/** Statements packed into few policies. */
export interface IPolicySet extends IResource {
  /** Ids of its policies, separated by commas; how many there are turns out at deployment. */
  readonly policyIds: string;
  /** Type of its policies. */
  readonly policyType: PolicyType;
  /** Slots that it takes on each target: the most policies that it can have. */
  readonly maxDocuments: number;
  /** Attaches all its policies to a root, an organizational unit or an account of the same stack. */
  attachTo(target: IPolicyTarget): void;
}

/** Properties of `PolicySet`. */
export interface PolicySetProps {
  /**
   * `PolicyType.SERVICE_CONTROL_POLICY` or `PolicyType.RESOURCE_CONTROL_POLICY`.
   * @default PolicyType.SERVICE_CONTROL_POLICY
   */
  readonly policyType?: PolicyType;
  /**
   * Ready rules, those of the classes `…Guardrails` for instance. Their statements come before `statements`.
   * @default - none
   */
  readonly guardrails?: Guardrail[];
  /**
   * The statements. Those that say the same count once.
   * @default - those of `guardrails`, and what `addStatements` adds
   */
  readonly statements?: iam.PolicyStatement[];
  /**
   * Name, 1 to 126 characters. The policies are called `<name>-1`, `<name>-2` and so on, and may not have the name of another one.
   * @default - made of the construct's path
   */
  readonly policySetName?: string;
  /**
   * Description of each policy, at most 512 characters.
   * @default - none
   */
  readonly description?: string;
  /**
   * The most policies that the set may have, which is also how many slots it takes on each target. More than need be leaves room: then
   * statements stay where they are for longer.
   * @default - as many as the layout takes that is found at synthesis; what is known only at deployment is taken for 128 characters
   */
  readonly maxDocuments?: number;
  /**
   * Whether the actions of denials are written with wildcards where that is shorter and, by the table of all actions that this version of
   * the library has, covers the same ones. A wildcard also covers actions of that name that AWS adds later.
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
 * Many small statements in few policies: attaching a set takes as many slots as the statements need together.
 *
 * At deployment each statement stays in the policy that has it, so that a small edit changes one policy. One that moves to another
 * policy arrives there, on every target, before it leaves. The set is deleted when it leaves the code and is attached nowhere.
 * Source: AWS Organizations User Guide, "Quotas and service limits for AWS Organizations".
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
    this.policySetName = props.policySetName ?? Names.uniqueResourceName(this, { maxLength: 126 });
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

  /** Adds statements, until synthesis. */
  public addStatements(...statements: iam.PolicyStatement[]): void {
    this.allStatements.push(...statements);
  }

  public attachTo(target: IPolicyTarget): void {
    target.attachPolicySet(this);
  }

  /**
   * Name and statements for whoever judges several policies together; `accountId` if they are attached to an account.
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
    // The size of the whole says nothing.
    return problems.length > 0 ? problems : policyFindings(this, { type: this.policyType.policyTypeName, text, size: 0 });
  }

  /** Policies of the type that a target can have. */
  private slots(): number {
    const { policyTypeName } = this.policyType;
    return isPolicyType(policyTypeName) ? policyTypeQuota(this, policyTypeName, 'maxAttachments') : 1;
  }

  /** Only where it is another one than the handlers know. */
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
