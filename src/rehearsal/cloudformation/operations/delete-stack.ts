import { type Cloud, reportStack } from '../cloud';
import { deleteStackResources } from './delete-resource';
import { exportConflict } from '../exports';
import type { DeployedStack } from '../records';

/**
 * Deletes a stack: everything in reverse order, at the same time where the graph allows. What fails does not protect what it
 * depends on. An export in use refuses the deletion.
 * @returns the reason why it failed, undefined if it did not.
 */
export async function deleteStack(cloud: Cloud, stack: DeployedStack): Promise<string | undefined> {
  const conflict = exportConflict(cloud.stacks.values(), stack, Object.values(stack.outputs), []);
  if (conflict !== undefined) {
    reportStack(cloud, stack, conflict);
    return conflict;
  }
  return deleteStackResources(cloud, stack);
}
