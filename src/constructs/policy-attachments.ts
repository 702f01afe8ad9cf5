import { CfnResource, Lazy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { PolicyAttachmentsProperties, ResourceType } from '../contract';
import { IOrganizationsProvider, OrganizationsResource } from '../provider';
import { dependOnFound } from './lazy-dependency';
import type { IPolicy } from './policy';
import type { PolicyTypeEnabler } from './policy-type-enabler';
import { attachmentProblems, checkAtSynthesis } from './validation';

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
  private withoutFullAwsAccess = false;

  constructor(scope: Construct, id: string, props: PolicyAttachmentsProps) {
    super(scope, id);
    this.organization = props.organization;
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
    checkAtSynthesis(this, () => this.problems());
  }

  attach(policy: IPolicy): void {
    this.policies.push(policy);
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
}
