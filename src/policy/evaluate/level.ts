import type { CompiledPolicy } from './compile/compile-policy';

/**
 * The root, an organizational unit or the account, with what is attached to it directly. Without a list the policy type does not
 * count at this level, as when it is not enabled; an empty list allows nothing.
 */
export interface Level {
  /** As it shall be called in answers: `root`, `Workloads/Production`, an account's name. */
  readonly name: string;
  readonly serviceControlPolicies?: readonly CompiledPolicy[];
  readonly resourceControlPolicies?: readonly CompiledPolicy[];
}

export function policiesOf(level: Level, type: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY'): readonly CompiledPolicy[] | undefined {
  return type === 'SERVICE_CONTROL_POLICY' ? level.serviceControlPolicies : level.resourceControlPolicies;
}
