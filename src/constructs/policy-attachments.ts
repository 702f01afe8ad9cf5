import { CfnResource, Lazy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { POLICY_TYPES, PolicyAttachmentsProperties, ResourceType } from '../contract';
import { type AttachedText, FULL_AWS_ACCESS, writePolicyDocument } from '../policy';
import { IOrganizationsProvider, OrganizationsResource } from '../provider';
import { dependOnFound } from './lazy-dependency';
import { isManagementAccount } from './management-accounts';
import { type IPolicy, Policy } from './policy';
import type { PolicyTargetBase } from './policy-target';
import type { PolicyTypeEnabler } from './policy-type-enabler';
import { attachmentProblems, checkAtSynthesis, lockOutProblems, warnOfManagementAccount } from './validation';

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
        Policies: Lazy.any({ produce: () => this.policyIdsByType() }),
        PolicySets: undefined,
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

  detachFullAwsAccess(): void {
    this.withoutFullAwsAccess = true;
    this.organization?._ensurePolicyType('SERVICE_CONTROL_POLICY');
  }

  private types(): string[] {
    return [...new Set(this.policies.map(({ policyType }) => policyType.policyTypeName))];
  }

  private policiesOf(type: string): IPolicy[] {
    return this.policies.filter(({ policyType }) => policyType.policyTypeName === type);
  }

  private policyIdsByType(): Record<string, string[]> {
    return Object.fromEntries(this.types().sort().map((type) => [type, this.policiesOf(type).map(({ policyId }) => policyId)]));
  }

  private problems(): string[] {
    const types = new Set([...this.types(), ...(this.withoutFullAwsAccess ? ['SERVICE_CONTROL_POLICY'] : [])]);
    return [...types].flatMap((type) => attachmentProblems(this, {
      type,
      policyIds: this.policiesOf(type).map(({ policyId }) => policyId),
      paths: this.policiesOf(type).map(({ node }) => node.path),
      detachFullAwsAccess: this.withoutFullAwsAccess,
    }));
  }

  /** What the permissions of whole accounts come to. */
  private reachProblems(): string[] {
    const [target] = this.targets;
    if (isManagementAccount(this, this.targetId)) {
      warnOfManagementAccount(target, this.policies.map(({ node, policyType }) => ({ path: node.path, type: policyType.policyTypeName })));
      return [];
    }
    const policies = this.policiesOf(SERVICE_CONTROL_POLICY).map(attachedText);
    if (policies.length === 0) return [];
    const withDefault = this.withoutFullAwsAccess ? policies : [...policies, FULL_ACCESS];
    const reason = [...this.targets].flatMap(({ _lockOutReason }) => _lockOutReason ?? []);
    return lockOutProblems(target, { policies: withDefault, accessRoleNames: target._accessRoleNames, reason: reason[0] });
  }
}

const SERVICE_CONTROL_POLICY = 'SERVICE_CONTROL_POLICY';
const FULL_ACCESS: AttachedText = {
  name: POLICY_TYPES.SERVICE_CONTROL_POLICY.attachedByDefault, text: JSON.stringify(writePolicyDocument(FULL_AWS_ACCESS)),
};

function attachedText(policy: IPolicy): AttachedText {
  if (policy.policyId === FULL_ACCESS.name) return FULL_ACCESS;
  return policy instanceof Policy ? policy._text.known().attached : { name: policy.node.path };
}
