import { type Cloud, reportStack, setStackStatus } from './cloud';
import { deleteResource, isRetained } from './delete-resource';
import { exportConflict } from './exports';
import { DELETED, type DeployedStack } from './records';
import { runGraph } from './run-graph';
import { dependencyGraph, reversed } from '../../assembly';

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

export async function deleteStackResources(cloud: Cloud, stack: DeployedStack): Promise<string | undefined> {
  setStackStatus(cloud, stack, 'DELETE_IN_PROGRESS');
  const failed = await deleteAll(cloud, stack, false);
  if (failed.length > 0) {
    const reason = `The following resource(s) failed to delete: [${failed.join(', ')}]. `;
    setStackStatus(cloud, stack, 'DELETE_FAILED', reason);
    return reason;
  }
  setStackStatus(cloud, stack, DELETED);
  return undefined;
}

/** @returns the logical ids of those that could not be deleted. `onCreate`: the rollback of a creation. */
export async function deleteAll(cloud: Cloud, stack: DeployedStack, onCreate: boolean): Promise<string[]> {
  const failed: string[] = [];
  if (Object.keys(stack.resources).length === 0) {
    // Also a stack whose template was refused before anything was made of it.
    return failed;
  }
  const { Resources: definitions } = stack.template;
  const graph = dependencyGraph(stack.template, stack.name, (id) => id in stack.resources);
  await runGraph(reversed(graph), async (logicalId) => {
    const resource = stack.resources[logicalId];
    if (resource.status === 'DELETE_COMPLETE' || resource.status === 'DELETE_SKIPPED') {
      return;
    }
    const reason = await deleteResource({
      cloud,
      stack,
      logicalId,
      resource,
      retain: isRetained(definitions[logicalId].DeletionPolicy, onCreate),
      tries: 1,
      note: (change) => {
        stack.resources[logicalId] = change;
      },
    });
    if (reason !== undefined) {
      failed.push(logicalId);
    }
  });
  return failed;
}
