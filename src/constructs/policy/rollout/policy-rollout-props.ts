import type { IPolicyTarget } from '../attachments/policy-target';
import type { IPolicy } from '../policy';

/** A wave of a rollout: targets that get the policy at the same time. */
export interface PolicyRolloutWave {
  /** Name, unique among the waves of the rollout, such as `canary`. The file with the stage names it. */
  readonly name: string;
  /**
   * Organizational units, accounts or the root. A target is in one wave only, and not below a target of an earlier wave.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html
   */
  readonly targets: IPolicyTarget[];
  /**
   * Whole days, 0 to 365, for which denials in this wave are watched before the next one. The day of the step is not counted, unless it is
   * 0. `cdk-org rollout advance` refuses to go on earlier.
   * @default 7
   */
  readonly soakDays?: number;
}

/** Properties of `PolicyRollout`. */
export interface PolicyRolloutProps {
  /**
   * The policy: a service control or a resource control policy. Nothing else in the app attaches it.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html
   */
  readonly policy: IPolicy;
  /**
   * An older policy of the same type, in whose place the policy comes: it is attached to the targets of the waves that are not reached yet.
   * Nothing else in the app attaches it. Each target needs a free slot during the rollout. Remove it once the last wave is reached.
   * @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_DetachPolicy.html
   * @default - the policy is a new one
   */
  readonly replaces?: IPolicy;
  /** The waves in their order, at least one. */
  readonly waves: PolicyRolloutWave[];
  /**
   * A JSON file of the app with the stage. Begin with `{ "stage": null }`; `cdk-org rollout` writes it from then on. A relative path starts
   * at the current folder, where the CDK runs the app.
   * @default - `stage` has the stage
   */
  readonly stageFile?: string;
  /**
   * The name of the wave that the rollout has reached, in place of a file. Without a file no day is known, so that nothing soaks, and
   * `cdk-org rollout` has nothing to write.
   * @default - the stage in `stageFile`; without a file the rollout has not begun
   */
  readonly stage?: string;
}
