import { isPolicyOf } from './rollout-state';
import { type CloudAssembly, constructPathAt } from '../../assembly';
import { type RolloutMetadata, wavesReached } from '../../contract';
import type { FlatTarget } from '../diff/flat-organization';
import { align } from '../diff/identity/align';
import type { AttachedPolicy, Organization } from '../organization';

/** Code with a rollout, and the organization to which it was deployed. */
export interface DeployedCode {
  readonly code: Organization;
  readonly assembly: CloudAssembly;
  readonly live: Organization;
}

/** The waves that a rollout has reached in the code, as an organization has them. */
export interface DeployedWaves {
  /** Whether a target of the last one of them has the policy. */
  readonly isDeployed: boolean;
  /** The targets of the last one that have the policy: their paths or names, by their IDs in the organization. */
  readonly lastWave: ReadonlyMap<string, string>;
  /** The targets that do not have the policy, by their paths or names. */
  readonly lacking: readonly string[];
  /** The targets that still have the policy that it replaces. */
  readonly withOlder: readonly string[];
}

export function deployedWaves(rollout: RolloutMetadata, { code, assembly: { stacks }, live }: DeployedCode): DeployedWaves {
  const { base, head } = align(live, code, { isDeployed: true });
  const pathOf = ({ code: inCode }: Pick<FlatTarget, 'code'>) => inCode && constructPathAt(inCode.address, stacks);
  const isIt = (policy: AttachedPolicy) => isPolicyOf(rollout, policy);
  const older = rollout.replaces && [...head.policies.values()].find((policy) => pathOf(policy) === rollout.replaces)?.id;
  const former = new Set(rollout.waves.slice(0, Math.max(0, wavesReached(rollout) - 1)).flatMap(({ targets }) => targets));
  const reached = [...head.targets.values()].filter(({ attachedPolicies }) => attachedPolicies.some(isIt)).map((target) => (
    { id: target.id, path: pathOf(target), name: target.name, attached: base.targets.get(target.id)?.attachedPolicies ?? [] }));
  const names = (targets: typeof reached) => targets.map(({ path, name }) => path ?? name);
  // Targets outside the app have no path, and count for each wave.
  const last = reached.filter(({ path = '', attached }) => !former.has(path) && attached.some(isIt));
  return {
    isDeployed: last.length > 0,
    lastWave: new Map(last.map(({ id, path, name }) => [id, path ?? name])),
    lacking: names(reached.filter(({ attached }) => !attached.some(isIt))),
    withOlder: names(reached.filter(({ attached }) => attached.some(({ id }) => id === older))),
  };
}
