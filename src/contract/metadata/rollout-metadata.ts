import type { RolloutPause } from './rollout-stage';

/**
 * The type of the metadata in a cloud assembly that describes a policy rollout. Reviews, checks and `cdk-org rollout` read it; the
 * attachments alone say where a policy applies.
 */
export const ROLLOUT_METADATA = 'cdk-aws-organizations:rollout';

/** The number of days of a wave that names none. */
export const DEFAULT_SOAK_DAYS = 7;

/** The longest soak time in days. */
export const LONGEST_SOAK_DAYS = 365;

/** A wave of a rollout. */
export interface RolloutWaveMetadata {
  readonly name: string;
  /** Paths of the targets in the app. */
  readonly targets: readonly string[];
  /** Whole days for which the wave is watched before the next one. */
  readonly soakDays: number;
}

/** The value of this metadata. */
export interface RolloutMetadata {
  /** The path of the rollout in the app. */
  readonly rollout: string;
  /** The path of the policy in the app. */
  readonly policy: string;
  /** `SERVICE_CONTROL_POLICY` or `RESOURCE_CONTROL_POLICY`. */
  readonly policyType: string;
  /** The name of the policy in the organization. Absent if the app does not create it, or does not know it. */
  readonly policyName?: string;
  /** The ID of a policy that exists outside the app. */
  readonly policyId?: string;
  /** The path of the policy that it replaces. */
  readonly replaces?: string;
  /** The file with the stage, as a path from the folder of the app. Absent if the stage is in the code. */
  readonly stageFile?: string;
  /** The wave that the rollout has reached. Absent if it has not begun. */
  readonly stage?: string;
  /** The day on which it reached this stage, as its file says. */
  readonly since?: string;
  /** The SHA-256 of the text that the policy had then, as its file says. */
  readonly policyDigest?: string;
  readonly paused?: RolloutPause;
  /** In their order. */
  readonly waves: readonly RolloutWaveMetadata[];
}

/** The waves that a rollout has reached, in their order. */
export function wavesReached({ stage, waves }: Pick<RolloutMetadata, 'stage' | 'waves'>): number {
  return stage === undefined ? 0 : waves.findIndex(({ name }) => name === stage) + 1;
}
