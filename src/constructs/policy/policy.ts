import { IResource, ITaggableV2, Lazy, Resource, Stage, TagManager, TagType, Stack, Token } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import type { IPolicyTarget } from './attachments/policy-target';
import type { PolicyContent } from './policy-content';
import type { PolicyOptions } from './policy-options';
import type { PolicyType } from './policy-type';
import { ARN_ATTRIBUTE, PolicyProperties, ResourceType } from '../../contract';
import type { AttachedText } from '../../policy';
import { ObjectKind, OrganizationsProvider, OrganizationsResource, requireKind } from '../../provider';
import { comeAfterOrganization, organizationOrderProblems } from '../organization/after-organization';
import { partiallyResolvedText, type PartiallyResolvedText, minimumSize } from '../synthesis/partially-resolved-text';
import { rendered } from '../synthesis/rendered-tags';
import { beginRounds, synthesisRound } from '../synthesis/synthesis-round';
import {
  brokenRules, checkAtSynthesis, claimOf, identifierRules, knownString, POLICY_TYPE_RULES, policyDescriptionRules, policyFindings,
  policyNameRules, tagProblems, unattachedProblems, UniqueIndex,
} from '../validation';

/** The content of a policy as far as it is known before the deployment. */
interface KnownContent {
  /** Problems of the document. If there are any, it is not checked further. */
  readonly problems: readonly string[];
  /** The minimum size. */
  readonly size: number;
  /** Name and text for rules that check several policies together. */
  readonly attached: AttachedText;
  readonly placeholderOf?: PartiallyResolvedText['placeholderOf'];
}

/** The document of a policy. At synthesis it is read once, regardless of the number of targets. */
class PolicyText {
  /** The document as it is sent, with tokens. */
  readonly text: string;
  private read?: { readonly round: object; readonly content: KnownContent };

  constructor(private readonly policy: IConstruct, private readonly content: PolicyContent) {
    this.text = content._text(policy);
    beginRounds(policy);
  }

  known(): KnownContent {
    const round = synthesisRound(this.policy);
    if (round === undefined) return this.readNow();
    if (this.read?.round !== round) this.read = { round, content: this.readNow() };
    return this.read.content;
  }

  /** Name and text for a target of the policy. Give `accountId`, which may be a token, if the target is an account. */
  attachedTo(accountId: string | undefined): AttachedText {
    const { attached, placeholderOf } = this.known();
    const ownAccount = Token.isUnresolved(accountId) ? placeholderOf?.(Stack.of(this.policy).resolve(accountId)) : undefined;
    return ownAccount === undefined ? attached : { ...attached, ownAccount };
  }

  private readNow(): KnownContent {
    const problems = this.content._problems(this.policy);
    const resolved = Stack.of(this.policy).resolve(this.text);
    const { text, placeholderOf } = (problems.length > 0 ? undefined : partiallyResolvedText(resolved)) ?? {};
    return { problems, size: minimumSize(resolved), attached: { name: this.policy.node.path, text }, placeholderOf };
  }
}

/** Names of policies in an app, each as `<type>/<name>`, including those of the policies of sets. */
export const POLICY_NAMES = new UniqueIndex(
  'The policy name is used more than once for this type',
  'Give each policy of a type a name of its own with policyName or policySetName; the default is the ID of the construct',
);

/** A policy of AWS Organizations. */
export interface IPolicy extends IResource {
  /**
   * ID of the policy, `p-…`.
   * @attribute
   */
  readonly policyId: string;
  /** Type of the policy. */
  readonly policyType: PolicyType;
  /**
   * Attaches the policy to a root, an organizational unit or an account.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html
   */
  attachTo(target: IPolicyTarget): void;
}

/** Properties of `Policy`. */
export interface PolicyProps extends PolicyOptions {
  /**
   * Type of the policy. It cannot be changed later: give the construct another ID instead.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html
   */
  readonly policyType: PolicyType;
  /**
   * The document. Its maximum size depends on the type.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html
   */
  readonly content: PolicyContent;
}

const POLICY = new ObjectKind<Policy>('Policy');

abstract class PolicyBase extends Resource implements IPolicy {
  public abstract readonly policyId: string;
  public abstract readonly policyType: PolicyType;

  public attachTo(target: IPolicyTarget): void {
    requireKind('target', target);
    target.attachPolicy(this);
  }
}

/**
 * A policy of any type. When it is removed from the app, it is deleted if it is attached to no target.
 *
 * Attaching it enables its type in the organization of the app. Source: AWS Organizations User Guide, "Managing organization policies".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreatePolicy.html
 *
 * @example
 * declare const workloads: OrganizationalUnit;
 *
 * const policy = new Policy(this, 'Stages', {
 *   policyType: PolicyType.TAG_POLICY,
 *   content: PolicyContent.fromJson({ tags: { stage: { tag_key: { '@@assign': 'Stage' } } } }),
 * });
 * policy.attachTo(workloads);
 */
export class Policy extends PolicyBase implements ITaggableV2 {
  /**
   * Whether an object is a `Policy` or one of its subclasses, of this copy of the package or of another one in the same app.
   * @param x any object
   */
  public static isPolicy(x: any): x is Policy {
    return POLICY.has(x);
  }

  /**
   * A policy that exists outside the app, such as an AWS managed policy.
   * @param policyId such as `p-FullAWSAccess`
   * @param policyType the type of the policy, which its ID does not tell
   */
  public static fromPolicyId(scope: Construct, id: string, policyId: string, policyType: PolicyType): IPolicy {
    class ImportedPolicy extends PolicyBase {
      public readonly policyId = policyId;
      public readonly policyType = policyType;
    }
    const imported = new ImportedPolicy(scope, id);
    checkAtSynthesis(imported,
      () => brokenRules(policyId, identifierRules('policy')),
      () => brokenRules(policyType.policyTypeName, POLICY_TYPE_RULES),
    );
    return imported;
  }

  public readonly policyId: string;
  public readonly policyType: PolicyType;
  /**
   * ARN of the policy.
   * @attribute
   */
  public readonly policyArn: string;
  /** Name of the policy. */
  public readonly policyName: string;
  public readonly cdkTagManager = new TagManager(TagType.KEY_VALUE, ResourceType.POLICY);

  /** @internal */
  public _attached = false;

  /** @internal */
  public readonly _text: PolicyText;

  constructor(scope: Construct, id: string, props: PolicyProps) {
    super(scope, id);
    POLICY.mark(this);
    this.policyType = props.policyType;
    this.policyName = props.policyName ?? id;
    const type = props.policyType.policyTypeName;
    this._text = new PolicyText(this, props.content);

    const resource = new OrganizationsResource<PolicyProperties>(this, 'Resource', {
      provider: props.provider ?? OrganizationsProvider.getOrCreate(this),
      type: ResourceType.POLICY,
      properties: {
        Type: type,
        Name: this.policyName,
        Description: props.description ?? '',
        Content: this._text.text,
        Tags: Lazy.any({ produce: () => rendered(this.cdkTagManager) }),
        Adopt: props.adopt || undefined,
      },
    });
    comeAfterOrganization(resource);
    this.policyId = resource.ref;
    this.policyArn = resource.getAtt(ARN_ATTRIBUTE).toString();

    const extent = Stage.of(this) ?? this.node.root;
    const claim = claimOf(this, this.policyName, (name) => `${type}/${name}`);
    POLICY_NAMES.claim(extent, claim, this);
    checkAtSynthesis(this,
      () => brokenRules(type, POLICY_TYPE_RULES),
      () => brokenRules(this.policyName, policyNameRules(this)),
      () => brokenRules(props.description, policyDescriptionRules(this)),
      () => POLICY_NAMES.problems(extent, claim, this, knownString(this, this.policyName) ?? ''),
      () => this.contentProblems(),
      () => unattachedProblems(this, this._attached, this.policyName),
      () => organizationOrderProblems(this),
      () => tagProblems(this, this.cdkTagManager),
    );
  }

  private contentProblems(): readonly string[] {
    const { problems, size, attached: { text } } = this._text.known();
    return problems.length > 0 ? problems : policyFindings(this, { type: this.policyType.policyTypeName, text, size });
  }
}
