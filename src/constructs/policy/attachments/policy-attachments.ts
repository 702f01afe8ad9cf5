import { CfnResource, Lazy, Stack } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { NeededPolicyTypes } from './needed-policy-types';
import type { PolicyTargetBase } from './policy-target';
import { sharedAttachmentProblems } from './shared-attachment-problems';
import { attachmentsElsewhere, noteAttachments } from './shared-attachments';
import { POLICY_TYPES, PolicyAttachmentsProperties, ResourceType } from '../../../contract';
import { type AttachedText, FULL_AWS_ACCESS, writePolicyDocument } from '../../../policy';
import { IOrganizationsProvider, OrganizationsProvider, OrganizationsResource, topLevelStack } from '../../../provider';
import { type PolicyTypeEnabler, isManagementAccount } from '../../organization/known-organizations';
import { dependOnFound } from '../../synthesis/lazy-dependency';
import {
  allowListProblems, type AllowListTarget, type PoliciesAbove, type AttachedPolicies, attachmentProblems, checkAtSynthesis, lockOutProblems,
  problem, warnOfManagementAccount, warnOfUnusedAllowLists,
} from '../../validation';
import { type IPolicy, Policy } from '../policy';
import { type IPolicySet, PolicySet } from '../policy-set/policy-set';

export interface PolicyAttachmentsProps {
  readonly provider: IOrganizationsProvider;
  readonly targetId: string;
}

/** A construct that represents the target. */
export interface TargetReference {
  readonly target: PolicyTargetBase;
  /** The target's own resource, if this construct creates it. */
  readonly resource?: CfnResource;
  /** The organization of the target, if it is known here. */
  readonly organization?: PolicyTypeEnabler;
}

/** All policies of one target. They are one resource, since their order, their number and the minimum of one concern the whole target. */
export class PolicyAttachments extends Construct {
  readonly resource: CfnResource;
  readonly targetId: string;
  private readonly policies: IPolicy[] = [];
  private readonly sets: IPolicySet[] = [];
  private readonly neededTypes: NeededPolicyTypes;
  /** Whether a delegated administrator manages the attachments: only the management account can enable policy types. */
  private readonly isDelegated: boolean;
  private readonly targets = new Set<PolicyTargetBase>();
  private ownTarget?: TargetReference;
  private withoutFullAwsAccess = false;

  constructor(scope: Construct, id: string, props: PolicyAttachmentsProps) {
    super(scope, id);
    this.targetId = props.targetId;
    this.neededTypes = new NeededPolicyTypes(this, () => this.types());
    this.isDelegated = OrganizationsProvider.isOrganizationsProvider(props.provider) && props.provider._delegatedPolicyTypes !== undefined;
    this.resource = new OrganizationsResource<PolicyAttachmentsProperties>(this, 'Resource', {
      provider: props.provider,
      type: ResourceType.POLICY_ATTACHMENTS,
      properties: {
        TargetId: props.targetId,
        TargetLogicalId: Lazy.string({ produce: () => this.targetLogicalId() }),
        Policies: Lazy.any({ produce: () => byType(this.policies, ({ policyId }) => policyId) }),
        PolicySets: Lazy.any({ produce: () => byType(this.sets, ({ policyIds }) => policyIds) }),
        DetachFullAwsAccess: Lazy.any({ produce: () => this.withoutFullAwsAccess || undefined }),
      },
      preferablyAfter: () => this.neededTypes.preferred(),
    });
    dependOnFound(this.resource, () => this.neededTypes.required());
    noteAttachments(this, this.targetId);
    checkAtSynthesis(this, () => this.problems(), () => this.reachProblems());
  }

  /** Adds a construct of the target. There may be several. */
  isOf(reference: TargetReference): void {
    this.targets.add(reference.target);
    if (reference.resource) this.ownTarget = reference;
    this.neededTypes.isOf(reference.organization);
  }

  attach(policy: IPolicy): void {
    this.policies.push(policy);
    if (Policy.isPolicy(policy)) policy._attached = true;
    this.neededTypes.need(typeOf(policy));
  }

  attachSet(set: IPolicySet): void {
    this.sets.push(set);
    if (PolicySet.isPolicySet(set)) set._isAttached = true;
    this.neededTypes.need(typeOf(set));
  }

  detachFullAwsAccess(): void {
    this.withoutFullAwsAccess = true;
    this.neededTypes.need(SERVICE_CONTROL_POLICY);
  }

  /** The attached policies of a type, and the slots that they take. */
  attachedOf(type: string): AttachedPolicies {
    const [policies, sets] = [this.policies.filter((each) => typeOf(each) === type), this.sets.filter((each) => typeOf(each) === type)];
    return {
      type,
      policyIds: [...policies.map(({ policyId }) => policyId), ...sets.map(({ policyIds }) => policyIds)],
      moreSlots: [...new Set(sets)].reduce((sum, { maxDocuments }) => sum + maxDocuments - 1, 0),
      paths: [...policies, ...sets].map(({ node }) => node.path),
      detachFullAwsAccess: this.withoutFullAwsAccess,
    };
  }

  /** The attachments of this target for an account with this ID. Each policy tells whether it names the account. */
  attachedFor(accountId: string): PoliciesAbove {
    const policies = [...this.policies, ...this.sets].map((each) => (
      { type: typeOf(each), path: each.node.path, text: attachedText(each, accountId) }));
    return { target: this.target, policies, detachFullAwsAccess: this.withoutFullAwsAccess };
  }

  /** The policies and policy sets; their stacks are deployed before. */
  get attached(): readonly IConstruct[] {
    return [...this.policies, ...this.sets];
  }

  /** The resources of the policies and policy sets that this app creates. */
  get attachedResources(): CfnResource[] {
    return this.attached.map(({ node }) => node.defaultChild).filter((child) => CfnResource.isCfnResource(child));
  }

  /** The construct that creates the target, or else the first one that refers to it. */
  get target(): PolicyTargetBase {
    const [first] = this.targets;
    return this.ownTarget?.target ?? first;
  }

  private targetLogicalId(): string | undefined {
    const own = this.ownTarget?.resource;
    return own && Stack.of(own) === Stack.of(this) ? Stack.of(this).getLogicalId(own) : undefined;
  }

  private types(): string[] {
    const types = [...this.policies, ...this.sets].map(typeOf);
    return [...new Set(this.withoutFullAwsAccess ? [...types, SERVICE_CONTROL_POLICY] : types)];
  }

  private problems(): string[] {
    const elsewhere = attachmentsElsewhere(this);
    return [
      ...this.types().flatMap((type) => attachmentProblems(this, this.attachedOf(type), elsewhere.map((each) => each.attachedOf(type)))),
      ...this.sets.flatMap((set) => this.stackProblems(set)),
      ...sharedAttachmentProblems(this, elsewhere),
    ];
  }

  /** CloudFormation does not allow a value to change that another stack imports, and the policy IDs of a set change. */
  private stackProblems(set: IPolicySet): string[] {
    if (topLevelStack(set) === topLevelStack(this)) return [];
    return [problem({
      wrong: 'A policy set is attached to a target of another stack',
      given: set.node.path,
      remedy: 'Move the set to the stack of the target, or use policies instead',
    })];
  }

  /** Problems with the effect of the policies on the target. */
  private reachProblems(): string[] {
    const { target } = this;
    if (isManagementAccount(this, this.targetId)) {
      const attached = [...this.policies, ...this.sets];
      warnOfManagementAccount(target, attached.map((each) => ({ path: each.node.path, type: typeOf(each) })));
      return [];
    }
    if (!this.isDelegated) this.neededTypes.warnOfOthers(target);
    const accountId = 'accountId' in target ? this.targetId : undefined;
    const ofType = (type: string) => [...this.policies, ...this.sets].filter((each) => typeOf(each) === type)
      .map((each) => attachedText(each, accountId));
    const [policies, resourceControlPolicies] = [ofType(SERVICE_CONTROL_POLICY), ofType(RESOURCE_CONTROL_POLICY)];
    if (policies.length + resourceControlPolicies.length === 0) return [];
    const serviceControlPolicies = policies.length === 0 || this.withoutFullAwsAccess ? policies : [...policies, FULL_ACCESS];
    if (this.keepsFullAwsAccess()) warnOfUnusedAllowLists(target, policies);
    const reason = [...this.targets].flatMap(({ _lockOutReason }) => _lockOutReason ?? []);
    const lockedOut = lockOutProblems(target, {
      serviceControlPolicies, resourceControlPolicies, accountId, accessRoleNames: target._accessRoleNames, reason: reason[0],
    });
    return [...lockedOut, ...this.allowListProblems(policies, { isAcknowledged: reason.length > 0, isLockedOut: lockedOut.length > 0 })];
  }

  /** A target that keeps FullAWSAccess is not checked: only denials restrict it. */
  private allowListProblems(policies: readonly AttachedText[], lockOut: Pick<AllowListTarget, 'isAcknowledged' | 'isLockedOut'>): string[] {
    if (!this.withoutFullAwsAccess || policies.length === 0) return [];
    const levels = this.target._attachmentsFromHere().filter((each) => each !== this).map((each) => each.allowing()).reverse();
    return allowListProblems(this.target, { levels: [...levels, this.allowing()].filter(({ length }) => length > 0), ...lockOut });
  }

  /** The service control policies that all stacks of the app attach to the target; empty if there are none. */
  private allowing(): AttachedText[] {
    const all = [this, ...attachmentsElsewhere(this)];
    // The account does not matter, so each policy is read once.
    const texts = all.flatMap((each) => [...each.policies, ...each.sets])
      .filter((each) => typeOf(each) === SERVICE_CONTROL_POLICY).map((each) => attachedText(each, undefined));
    return texts.length === 0 || all.some(({ withoutFullAwsAccess }) => withoutFullAwsAccess) ? texts : [...texts, FULL_ACCESS];
  }

  /** Whether the target certainly keeps FullAWSAccess. If the app does not create the target, it may be detached elsewhere. */
  private keepsFullAwsAccess(): boolean {
    return this.ownTarget !== undefined && ![this, ...attachmentsElsewhere(this)].some(({ withoutFullAwsAccess }) => withoutFullAwsAccess);
  }
}

const SERVICE_CONTROL_POLICY = 'SERVICE_CONTROL_POLICY';
const RESOURCE_CONTROL_POLICY = 'RESOURCE_CONTROL_POLICY';
const FULL_ACCESS: AttachedText = {
  name: POLICY_TYPES.SERVICE_CONTROL_POLICY.attachedByDefault, text: JSON.stringify(writePolicyDocument(FULL_AWS_ACCESS)),
};

function attachedText(policy: IPolicy | IPolicySet, accountId: string | undefined): AttachedText {
  if (PolicySet.isPolicySet(policy)) return policy._attachedTo(accountId);
  if ('policyId' in policy && policy.policyId === FULL_ACCESS.name) return FULL_ACCESS;
  return Policy.isPolicy(policy) ? policy._text.attachedTo(accountId) : { name: policy.node.path };
}

function typeOf({ policyType }: IPolicy | IPolicySet): string {
  return policyType.policyTypeName;
}

/** The IDs of policies or sets by policy type; undefined if there are none. */
function byType<T extends IPolicy | IPolicySet>(items: readonly T[], idOf: (item: T) => string): Record<string, string[]> | undefined {
  if (items.length === 0) return undefined;
  const types = [...new Set(items.map(typeOf))].sort();
  return Object.fromEntries(types.map((type) => [type, items.filter((each) => typeOf(each) === type).map(idOf)]));
}
