import { type CloudAssembly, constructPath } from '../../assembly';
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

/** Whether the organization has the policy of a rollout at a target of the wave that it has reached in the code. */
export function isWaveDeployed(rollout: RolloutMetadata, { code, assembly, live }: DeployedCode): boolean {
  const { policyType: type, policyName, policyId } = rollout;
  const isIt = (policy: AttachedPolicy) => (
    policyId === undefined ? policy.type === type && policy.name === policyName : policy.id === policyId);
  const hasIt = ({ attachedPolicies }: Pick<FlatTarget, 'attachedPolicies'>) => attachedPolicies.some(isIt);
  const { base, head } = align(live, code, { isDeployed: true });
  const waves = rollout.waves.slice(0, wavesReached(rollout));
  const former = new Set(waves.slice(0, -1).flatMap(({ targets }) => targets));
  // Targets outside the app have no path, and count for each wave.
  const reached = [...head.targets.values()].filter(hasIt).filter((target) => !former.has(pathOf(target, assembly) ?? ''));
  return reached.some(({ id }) => hasIt(base.targets.get(id) ?? { attachedPolicies: [] }));
}

/** The path of the construct. Undefined outside of the app, and where the template has no paths. */
function pathOf({ code }: FlatTarget, { stacks }: CloudAssembly): string | undefined {
  if (code === undefined) return undefined;
  const [stackName, logicalId] = [code.address.slice(0, code.address.indexOf('.')), code.address.slice(code.address.indexOf('.') + 1)];
  const resource = stacks.find(({ name }) => name === stackName)?.template.Resources[logicalId];
  return resource && constructPath(resource)?.replace(/\/(?:Resource|Default)(?:\/Default)?$/, '');
}
