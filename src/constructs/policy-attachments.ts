import { CfnResource, Lazy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { POLICY_TYPES, PolicyAttachmentsProperties, ResourceType } from '../contract';
import { type AttachedText, FULL_AWS_ACCESS, writePolicyDocument } from '../policy';
import { IOrganizationsProvider, OrganizationsResource, topLevelStack } from '../provider';
import { dependOnFound } from './lazy-dependency';
import { isManagementAccount } from './management-accounts';
import { type IPolicySet, PolicySet } from './policies/policy-set';
import { type IPolicy, Policy } from './policy';
import type { PolicyTargetBase } from './policy-target';
import type { PolicyTypeEnabler } from './policy-type-enabler';
import { attachmentProblems, checkAtSynthesis, lockOutProblems, problem, warnOfManagementAccount } from './validation';

export interface PolicyAttachmentsProps {
  readonly provider: IOrganizationsProvider;
  readonly targetId: string;
  /** The target's own resource; it is in the same stack. */
  readonly targetResource?: CfnResource;
  /** The organization of the target, if the app knows it. */
  readonly organization?: PolicyTypeEnabler;
}

/** All policies of one target: order, number and "never fewer than one" are matters of the target as a whole. */
export class PolicyAttachments extends Construct {
  readonly resource: CfnResource;
  private readonly policies: IPolicy[] = [];
  private readonly sets: IPolicySet[] = [];
  private readonly organization?: PolicyTypeEnabler;
  private readonly targetId: string;
  private readonly targets = new Set<PolicyTargetBase>();
  private withoutFullAwsAccess = false;

  constructor(scope: Construct, id: string, props: PolicyAttachmentsProps) {
    super(scope, id);
    this.organization = props.organization;
    this.targetId = props.targetId;
    this.resource = new OrganizationsResource<PolicyAttachmentsProperties>(this, 'Resource', {
      provider: props.provider,
      type: ResourceType.POLICY_ATTACHMENTS,
      properties: {
        TargetId: props.targetId,
        TargetLogicalId: props.targetResource?.logicalId,
        Policies: Lazy.any({ produce: () => byType(this.policies, ({ policyId }) => policyId) }),
        PolicySets: Lazy.any({ produce: () => byType(this.sets, ({ policyIds }) => policyIds) }),
        DetachFullAwsAccess: Lazy.any({ produce: () => this.withoutFullAwsAccess || undefined }),
      },
    });
    dependOnFound(this.resource, () => this.types().flatMap((type) => props.organization?._findPolicyType(type) ?? []));
    checkAtSynthesis(this, () => this.problems(), () => this.reachProblems());
  }

  /** A construct of the target; one outside the app may have several. */
  isOf(target: PolicyTargetBase): void {
    this.targets.add(target);
  }

  attach(policy: IPolicy): void {
    this.policies.push(policy);
    if (policy instanceof Policy) policy._attached = true;
    this.organization?._ensurePolicyType(policy.policyType.policyTypeName);
  }

  attachSet(set: IPolicySet): void {
    this.sets.push(set);
    this.organization?._ensurePolicyType(set.policyType.policyTypeName);
  }

  detachFullAwsAccess(): void {
    this.withoutFullAwsAccess = true;
    this.organization?._ensurePolicyType('SERVICE_CONTROL_POLICY');
  }

  private types(): string[] {
    return [...new Set([...this.policies, ...this.sets].map(typeOf))];
  }

  private problems(): string[] {
    const types = new Set([...this.types(), ...(this.withoutFullAwsAccess ? ['SERVICE_CONTROL_POLICY'] : [])]);
    return [...[...types].flatMap((type) => this.problemsOf(type)), ...this.sets.flatMap((set) => this.stackProblems(set))];
  }

  private problemsOf(type: string): string[] {
    const [policies, sets] = [this.policies.filter((each) => typeOf(each) === type), this.sets.filter((each) => typeOf(each) === type)];
    return attachmentProblems(this, {
      type,
      policyIds: [...policies.map(({ policyId }) => policyId), ...sets.map(({ policyIds }) => policyIds)],
      moreSlots: [...new Set(sets)].reduce((sum, { maxDocuments }) => sum + maxDocuments - 1, 0),
      paths: [...policies, ...sets].map(({ node }) => node.path),
      detachFullAwsAccess: this.withoutFullAwsAccess,
    });
  }

  /** CloudFormation does not let a value change that another stack imports, and the policies of a set do. */
  private stackProblems(set: IPolicySet): string[] {
    if (topLevelStack(set) === topLevelStack(this)) return [];
    return [problem({
      wrong: 'A policy set is attached to a target of another stack',
      given: set.node.path,
      remedy: 'Put the set into the stack of the target, or use policies instead',
    })];
  }

  /** What the permissions of whole accounts come to. */
  private reachProblems(): string[] {
    const [target] = this.targets;
    if (isManagementAccount(this, this.targetId)) {
      const attached = [...this.policies, ...this.sets];
      warnOfManagementAccount(target, attached.map((each) => ({ path: each.node.path, type: typeOf(each) })));
      return [];
    }
    const accountId = 'accountId' in target ? this.targetId : undefined;
    const policies = [...this.policies, ...this.sets].filter((each) => typeOf(each) === SERVICE_CONTROL_POLICY)
      .map((each) => attachedText(each, accountId));
    if (policies.length === 0) return [];
    const withDefault = this.withoutFullAwsAccess ? policies : [...policies, FULL_ACCESS];
    const reason = [...this.targets].flatMap(({ _lockOutReason }) => _lockOutReason ?? []);
    return lockOutProblems(target, { policies: withDefault, accountId, accessRoleNames: target._accessRoleNames, reason: reason[0] });
  }
}

const SERVICE_CONTROL_POLICY = 'SERVICE_CONTROL_POLICY';
const FULL_ACCESS: AttachedText = {
  name: POLICY_TYPES.SERVICE_CONTROL_POLICY.attachedByDefault, text: JSON.stringify(writePolicyDocument(FULL_AWS_ACCESS)),
};

function attachedText(policy: IPolicy | IPolicySet, accountId: string | undefined): AttachedText {
  if (policy instanceof PolicySet) return policy._attachedTo(accountId);
  if ('policyId' in policy && policy.policyId === FULL_ACCESS.name) return FULL_ACCESS;
  return policy instanceof Policy ? policy._text.attachedTo(accountId) : { name: policy.node.path };
}

function typeOf({ policyType }: IPolicy | IPolicySet): string {
  return policyType.policyTypeName;
}

/** Absent where there is nothing. */
function byType<T extends IPolicy | IPolicySet>(things: readonly T[], idOf: (thing: T) => string): Record<string, string[]> | undefined {
  if (things.length === 0) return undefined;
  const types = [...new Set(things.map(typeOf))].sort();
  return Object.fromEntries(types.map((type) => [type, things.filter((each) => typeOf(each) === type).map(idOf)]));
}
