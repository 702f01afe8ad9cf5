import { type Cloud, reportResource, setStackStatus } from '../cloud';
import { inventedPhysicalId } from '../native-resource';
import { DELETED, type DeployedResource, type DeployedStack, isCustomResource } from '../records';
import { runGraph } from './run-graph';
import { dependencyGraph, NESTED_STACK_TYPE, reversed } from '../../../assembly';

/** Whether a policy such as `Retain` keeps the resource. Source: AWS CloudFormation Template Reference, "DeletionPolicy attribute". */
export function isRetained(policy: string | undefined, onCreate = false): boolean {
  return policy === 'Retain' || (policy === 'RetainExceptOnCreate' && !onCreate);
}

export interface Deletion {
  readonly cloud: Cloud;
  readonly stack: DeployedStack;
  readonly logicalId: string;
  readonly resource: DeployedResource;
  readonly retain: boolean;
  readonly tries: number;
  /** Records the deletion in the row of the resource, unless the row belongs to its replacement. */
  readonly note: (change: DeployedResource) => void;
}

/** @returns the reason why the last attempt failed, or `undefined`. */
export async function deleteResource(deletion: Deletion): Promise<string | undefined> {
  const { cloud, stack, logicalId, resource, retain } = deletion;
  const change = (status: string, reason?: string) => {
    const changed = { ...resource, status, reason, updatedAt: cloud.time.now() };
    deletion.note(changed);
    reportResource(cloud, stack, logicalId, changed);
  };
  if (retain) {
    change('DELETE_SKIPPED');
    return undefined;
  }
  const isAsked = cloud.readings.neverAsked === 'getsDelete' && isCustomResource(resource.type) && resource.properties.ServiceToken !== undefined;
  const physicalId = resource.physicalId ?? (isAsked ? inventedPhysicalId(stack, logicalId) : undefined);
  if (physicalId === undefined) {
    // No request was sent for this resource.
    change('DELETE_COMPLETE');
    return undefined;
  }
  let reason: string | undefined;
  for (let attempt = 0; attempt < deletion.tries; attempt++) {
    change('DELETE_IN_PROGRESS');
    reason = await deleteOnce(deletion, physicalId);
    if (reason === undefined) {
      change('DELETE_COMPLETE');
      return undefined;
    }
    change('DELETE_FAILED', reason);
  }
  return reason;
}

async function deleteOnce({ cloud, stack, logicalId, resource }: Deletion, physicalId: string): Promise<string | undefined> {
  if (resource.type === NESTED_STACK_TYPE) {
    const child = cloud.stacks.get(physicalId);
    return child && deleteStackResources(cloud, child);
  }
  if (!isCustomResource(resource.type)) {
    return undefined;
  }
  const { type, properties } = resource;
  const answer = await cloud.callCustomResource({ requestType: 'Delete', stack, logicalId, type, physicalId, properties });
  return answer.succeeded ? undefined : answer.reason;
}

/** Deletes the resources of a stack or a nested stack. @returns the reason why it failed, or `undefined`. */
export async function deleteStackResources(cloud: Cloud, stack: DeployedStack): Promise<string | undefined> {
  setStackStatus(cloud, stack, 'DELETE_IN_PROGRESS');
  await deleteFailedCreations(cloud, stack, 1);
  const failed = await deleteAll(cloud, stack, false);
  if (failed.length > 0) {
    const reason = `The following resource(s) failed to delete: [${failed.join(', ')}]. `;
    setStackStatus(cloud, stack, 'DELETE_FAILED', reason);
    return reason;
  }
  setStackStatus(cloud, stack, DELETED);
  return undefined;
}

/** Deletes the failed creations of former operations. One that cannot be deleted is dropped, as in a clean-up. */
export async function deleteFailedCreations(cloud: Cloud, stack: DeployedStack, tries: number): Promise<void> {
  await Promise.all((stack.failedCreations ?? []).map(async (failed) => {
    const { logicalId, resource, deletionPolicy } = failed;
    const hasRow = !(logicalId in stack.resources);
    const note = (change: DeployedResource) => {
      if (hasRow) {
        stack.resources[logicalId] = change;
      }
    };
    const retain = isRetained(deletionPolicy, cloud.readings.retainedFailedCreations === 'deleted');
    await deleteResource({ cloud, stack, logicalId, resource, retain, tries, note });
    if (hasRow) {
      delete stack.resources[logicalId];
    }
    stack.failedCreations = stack.failedCreations?.filter((each) => each !== failed);
  }));
  delete stack.failedCreations;
}

/** @param onCreate whether this is the rollback of a creation. @returns the logical IDs of resources that could not be deleted. */
export async function deleteAll(cloud: Cloud, stack: DeployedStack, onCreate: boolean): Promise<string[]> {
  const failed: string[] = [];
  if (Object.keys(stack.resources).length === 0) {
    // This includes a stack whose template was refused before any resource was created.
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
