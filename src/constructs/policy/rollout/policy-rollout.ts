import { Construct } from 'constructs';
import type { PolicyRolloutProps, PolicyRolloutWave } from './policy-rollout-props';
import { attachForRollout, claimPolicies } from './rollout-policies';
import { rolloutProblems } from './rollout-problems';
import { claimStageFile, givenStage, stageFileName } from './stage-file';
import { DEFAULT_SOAK_DAYS, ROLLOUT_METADATA, type RolloutMetadata } from '../../../contract';
import { ObjectKind, requireKind } from '../../../provider';
import { checkAtSynthesis } from '../../validation';
import type { IPolicyTarget } from '../attachments/policy-target';
import { Policy } from '../policy';

const POLICY_ROLLOUT = new ObjectKind<PolicyRollout>('PolicyRollout');

/**
 * Takes a service control or resource control policy to its targets wave by wave: first to a few accounts, then to all. The policy is
 * attached to the targets of all waves up to the stage, and each change of the stage is a deployment that can be reviewed.
 *
 * The stage is in a file of the app. `cdk-org rollout advance` writes the next stage once the soak time is over and no call was denied, and
 * `cdk-org rollout revert` the former stage. docs/rollout.md describes both.
 *
 * With `replaces`, the targets that are not reached yet keep an older policy. A deployment attaches the one before it detaches the other.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 *
 * @example
 * declare const regions: ServiceControlPolicy;
 * declare const canary: OrganizationalUnit;
 * declare const workloads: OrganizationalUnit;
 *
 * new PolicyRollout(this, 'Regions', {
 *   policy: regions,
 *   stage: 'canary',
 *   waves: [
 *     { name: 'canary', targets: [canary], soakDays: 7 },
 *     { name: 'workloads', targets: [workloads], soakDays: 14 },
 *   ],
 * });
 */
export class PolicyRollout extends Construct {
  /**
   * Whether an object is a `PolicyRollout`, of this copy of the package or of another one in the same app.
   * @param x any object
   */
  public static isPolicyRollout(x: any): x is PolicyRollout {
    return POLICY_ROLLOUT.has(x);
  }

  /**
   * The name of the wave that the rollout has reached.
   * @default - it has not begun
   */
  public readonly stage?: string;
  /** The names of the waves that it has reached, in their order. */
  public readonly reachedWaves: string[];

  constructor(scope: Construct, id: string, props: PolicyRolloutProps) {
    super(scope, id);
    POLICY_ROLLOUT.mark(this);
    const { policy, replaces, waves } = props;
    requireKind('policy', policy, ...replaces === undefined ? [] : [replaces]);
    requireKind('target', ...targetsOf(waves));
    const { stage: { stage, since, policyDigest, paused }, problems } = givenStage(props);
    const reached = stage === null ? 0 : waves.findIndex(({ name }) => name === stage) + 1;
    this.stage = stage ?? undefined;
    this.reachedWaves = waves.slice(0, reached).map(({ name }) => name);
    const made = targetsOf(waves.slice(0, reached)).map((target) => attachForRollout(target, policy));
    if (replaces !== undefined) made.push(...targetsOf(waves.slice(reached)).map((target) => attachForRollout(target, replaces)));
    claimPolicies(this, props);
    // It waits for its first wave, and the review says so.
    if (reached === 0 && Policy.isPolicy(policy)) policy._attached = true;
    this.node.addMetadata(ROLLOUT_METADATA, {
      rollout: this.node.path,
      policy: policy.node.path,
      policyType: policy.policyType.policyTypeName,
      policyName: Policy.isPolicy(policy) ? policy.policyName : undefined,
      policyId: Policy.isPolicy(policy) ? undefined : policy.policyId,
      replaces: replaces?.node.path,
      stageFile: props.stageFile === undefined ? undefined : stageFileName(props.stageFile),
      stage: this.stage,
      since,
      policyDigest,
      paused,
      waves: waves.map(({ name, targets, soakDays = DEFAULT_SOAK_DAYS }) => (
        { name, targets: targets.map(({ node }) => node.path), soakDays })),
    } satisfies RolloutMetadata);
    checkAtSynthesis(this, () => problems, claimStageFile(this, props), () => rolloutProblems(this, props, { stage, made }));
  }
}

function targetsOf(waves: readonly PolicyRolloutWave[]): IPolicyTarget[] {
  return waves.flatMap(({ targets }) => targets);
}
