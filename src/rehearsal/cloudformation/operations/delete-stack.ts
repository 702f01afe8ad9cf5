import { type Cloud, reportStack } from '../cloud';
import { deleteStackResources } from './delete-resource';
import { exportConflict } from '../exports';
import type { DeployedStack } from '../records';

/**
 * Deletes the resources of a stack in reverse order, in parallel where the graph allows it. A resource that fails does not protect its
 * dependencies. A stack with an export in use cannot be deleted.
 * @returns the reason why it failed, or `undefined`.
 */
export async function deleteStack(cloud: Cloud, stack: DeployedStack): Promise<string | undefined> {
  const refusal = deletionRefusal(cloud, stack);
  if (refusal !== undefined) {
    return refusal;
  }
  const conflict = exportConflict(cloud.stacks.values(), stack, Object.values(stack.outputs), []);
  if (conflict !== undefined) {
    reportStack(cloud, stack, conflict);
    return conflict;
  }
  return deleteStackResources(cloud, stack);
}

/** Reports and returns the refusal of `DeleteStack` for a stack with termination protection. Seen in many reports. */
export function deletionRefusal(cloud: Cloud, stack: DeployedStack): string | undefined {
  if (!stack.terminationProtection) {
    return undefined;
  }
  const refusal = `Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`;
  reportStack(cloud, stack, refusal);
  return refusal;
}
