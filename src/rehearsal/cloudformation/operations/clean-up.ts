import { setStackStatus } from '../cloud';
import { deleteFailedCreations, deleteResource, isRetained } from './delete-resource';
import { runGraph } from './run-graph';
import type { StackOperation } from './stack-operation';
import { dependencyGraph, reversed } from '../../../assembly';

/** Source: AWS CloudFormation User Guide, troubleshooting of resources that could not be deleted during an update. */
export const CLEANUP_TRIES = 3;

/**
 * Cleans up after a successful update. It deletes removed and replaced resources, in the reverse order of the old graph.
 * Nested stacks start their clean-up only after the whole tree is updated. A clean-up cannot be rolled back: a resource that cannot be
 * deleted is dropped from the stack, whose status reason reports it.
 */
export async function cleanUp(operation: StackOperation): Promise<void> {
  if (operation.isCreate) {
    return;
  }
  const { cloud, stack, before, target } = operation;
  await deleteFailedCreations(cloud, stack, CLEANUP_TRIES);
  const failed: string[] = [];
  const graph = dependencyGraph(before.template, stack.name, (id) => id in before.resources);
  await runGraph(reversed(graph), async (logicalId) => {
    await cleanUpChild(operation, logicalId);
    const isRemoved = !operation.graph.has(logicalId);
    const resource = isRemoved ? before.resources[logicalId] : operation.replaced.find((each) => each.logicalId === logicalId)?.resource;
    if (!resource) {
      return;
    }
    const policy = isRemoved
      ? before.template.Resources[logicalId].DeletionPolicy
      : target.template.Resources[logicalId].UpdateReplacePolicy;
    const reason = await deleteResource({
      cloud,
      stack,
      logicalId,
      resource,
      retain: isRetained(policy),
      tries: CLEANUP_TRIES,
      note: (change) => {
        if (isRemoved) {
          stack.resources[logicalId] = change;
        }
      },
    });
    if (isRemoved) {
      delete stack.resources[logicalId];
    }
    if (reason !== undefined) {
      failed.push(logicalId);
    }
  });
  const reason = failed.length > 0 ? 'Update successful. One or more resources could not be deleted.' : undefined;
  setStackStatus(cloud, stack, 'UPDATE_COMPLETE', reason);
}

async function cleanUpChild(operation: StackOperation, logicalId: string): Promise<void> {
  const child = operation.children.get(logicalId);
  if (child) {
    await cleanUp(child);
  }
}
