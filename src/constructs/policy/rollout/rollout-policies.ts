import { Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { PolicyRolloutProps } from './policy-rollout-props';
import { type Mistake, UniqueIndex } from '../../validation';
import type { PolicyAttachments } from '../attachments/policy-attachments';
import type { IPolicyTarget } from '../attachments/policy-target';
import { allAttachments, findAttachments } from '../attachments/shared-attachments';
import { targetKey } from '../attachments/target-key';
import type { IPolicy } from '../policy';

/** An attachment that a rollout made. */
export interface RolloutAttachment {
  readonly policy: IPolicy;
  readonly attachments: PolicyAttachments | undefined;
}

const POLICIES = new UniqueIndex('The policy is used in more than one rollout', 'Give each rollout policies of its own, or finish one before the other begins');

type RolloutPolicies = Pick<PolicyRolloutProps, 'policy' | 'replaces'>;

/** Notes the policies of a rollout, so that those of all rollouts can be compared at synthesis. */
export function claimPolicies(rollout: IConstruct, props: RolloutPolicies): void {
  for (const each of policiesOf(props)) POLICIES.claim(extentOf(rollout), () => policyKey(each), rollout);
}

/** Messages about policies that another rollout has too. */
export function sharedPolicyProblems(rollout: IConstruct, props: RolloutPolicies): string[] {
  return policiesOf(props).flatMap((each) => POLICIES.problems(extentOf(rollout), () => policyKey(each), rollout, each.node.path));
}

function policiesOf({ policy, replaces }: RolloutPolicies): IPolicy[] {
  return replaces === undefined ? [policy] : [policy, replaces];
}

/** Attaches a policy, and notes where: the key of a target may be another one at synthesis. */
export function attachForRollout(target: IPolicyTarget, policy: IPolicy): RolloutAttachment {
  target.attachPolicy(policy);
  return { policy, attachments: findAttachments(target, target.policyTargetId) };
}

/** The attachments of a policy of the rollout that the rollout did not make. Each of them would stay when the stage changes. */
export function otherAttachments(rollout: IConstruct, policy: IPolicy, made: readonly RolloutAttachment[]): Mistake[] {
  const own = made.filter((each) => isSamePolicy(each.policy, policy)).map(({ attachments }) => attachments);
  return allAttachments(rollout)
    .filter((attachments) => {
      const found = attachments.attached.filter((each) => isPolicy(each) && isSamePolicy(each, policy)).length;
      return found > own.filter((each) => each === attachments).length;
    })
    .map(({ target }) => ({
      wrong: `${policy.node.path} belongs to the rollout ${rollout.node.path}, which alone attaches it, and is attached by other code as well`,
      given: target.node.path,
      remedy: 'Remove the other attachment, and add the target to a wave if it is in none',
    }));
}

/** Whether two objects are one policy: two of them may have one ID. Stages may belong to different organizations. */
export function isSamePolicy(one: IPolicy, other: IPolicy): boolean {
  return one === other || (Stage.of(one) === Stage.of(other) && policyKey(one) === policyKey(other));
}

function isPolicy(attached: IConstruct): attached is IPolicy {
  return 'policyId' in attached;
}

/** IDs of policies are resolved as those of targets. */
function policyKey(policy: IPolicy): string {
  return targetKey(policy, policy.policyId);
}

function extentOf(rollout: IConstruct): IConstruct {
  return Stage.of(rollout) ?? rollout.node.root;
}
