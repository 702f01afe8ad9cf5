import { CLEANUP_TRIES } from './clean-up';
import { setResource, setStackStatus } from '../cloud';
import { deleteAll, deleteFailedCreations, deleteResource } from './delete-resource';
import { type DeployedResource, isCustomResource, type StackVersion } from '../records';
import { runGraph } from './run-graph';
import type { StackOperation } from './stack-operation';
import { type DependencyGraph, dependencyGraph, NESTED_STACK_TYPE, reversed, type Template } from '../../../assembly';

/** The data of a failed operation that its rollback needs. */
export interface FailedOperation extends Pick<StackOperation, 'cloud' | 'stack' | 'graph' | 'requested' | 'undone' | 'isReplaced' | 'givenUp'> {
  readonly before: StackVersion;
  readonly target: { readonly template: Template };
  readonly children: ReadonlyMap<string, FailedOperation>;
}

/** Rolls a failed creation back with deletes in reverse order, including failed and cancelled resources that have an ID. */
export async function rollBackCreate({ cloud, stack }: Pick<FailedOperation, 'cloud' | 'stack'>, reason: string): Promise<void> {
  setStackStatus(cloud, stack, 'ROLLBACK_IN_PROGRESS', `${reason.trimEnd()} Rollback requested by user.`);
  const failed = await deleteAll(cloud, stack, true);
  if (failed.length > 0) {
    setStackStatus(cloud, stack, 'ROLLBACK_FAILED', `The following resource(s) failed to delete: [${failed.join(', ')}]. `);
    return;
  }
  stack.resources = {};
  setStackStatus(cloud, stack, 'ROLLBACK_COMPLETE', reason);
}

/** Rolls a failed update back with inverse Updates in the whole tree, and then with deletes. */
export async function rollBackUpdate(operation: FailedOperation, reason: string): Promise<void> {
  let failed = await rollBackUpdates(operation, reason);
  const skipped = failed.filter((logicalId) => operation.cloud.resourcesToSkip.includes(logicalId));
  if (skipped.length > 0) {
    skipped.forEach((logicalId) => skip(operation, logicalId));
    failed = await rollBackUpdates(operation, reason);
  }
  if (failed.length === 0) {
    await rollBackCleanUp(operation, reason);
  }
}

/** Skips a resource in a continued rollback. Its record is restored, regardless of its real state. */
function skip(operation: FailedOperation, logicalId: string): void {
  const { stack, before, cloud } = operation;
  const former = before.resources[logicalId];
  const physicalId = cloud.readings.skippedId === 'former' ? former.physicalId : stack.resources[logicalId].physicalId;
  recordOutcome(operation, logicalId, { ...former, physicalId }, undefined);
  operation.undone.add(logicalId);
}

/** Sends inverse Updates until the first one fails. @returns the logical IDs of resources that could not be rolled back. */
async function rollBackUpdates(operation: FailedOperation, reason: string): Promise<string[]> {
  const { cloud, stack, before } = operation;
  stack.template = before.template;
  stack.parameters = before.parameters;
  stack.outputs = { ...before.outputs };
  stack.imports = [...before.imports];
  setStackStatus(cloud, stack, 'UPDATE_ROLLBACK_IN_PROGRESS', reason);
  const failed: string[] = [];
  await runGraph(inverseOrder(operation), async (logicalId) => {
    if (!operation.requested.has(logicalId) || operation.undone.has(logicalId) || failed.length > 0) {
      return;
    }
    if (await undo(operation, logicalId, reason) === undefined) {
      operation.undone.add(logicalId);
    } else {
      failed.push(logicalId);
    }
  });
  if (failed.length > 0) {
    setStackStatus(cloud, stack, 'UPDATE_ROLLBACK_FAILED', notUpdated(failed));
  }
  return failed;
}

function inverseOrder({ cloud, stack, before }: FailedOperation): DependencyGraph {
  const graph = dependencyGraph(before.template, stack.name, (id) => id in before.resources);
  switch (cloud.readings.inverseUpdates) {
    case 'inReverse':
      return reversed(graph);
    case 'allAtOnce':
      return new Map([...graph.keys()].map((id) => [id, []]));
    default:
      return graph;
  }
}

function notUpdated(logicalIds: readonly string[]): string {
  return `The following resource(s) failed to update: [${logicalIds.join(', ')}]. `;
}

/** Reverts the update of a resource. A failed custom resource gets its inverse Update too. A replaced AWS resource has its old instance. */
async function undo(operation: FailedOperation, logicalId: string, cause: string): Promise<string | undefined> {
  const { cloud, stack, before } = operation;
  const previous = before.resources[logicalId];
  const current = stack.resources[logicalId];
  setResource(cloud, stack, logicalId, { status: 'UPDATE_IN_PROGRESS' });
  const child = operation.children.get(logicalId);
  if (previous.type === NESTED_STACK_TYPE) {
    const failed = child ? await rollBackUpdates(child, cause) : [];
    const problem = failed.length > 0 ? notUpdated(failed) : undefined;
    return recordOutcome(operation, logicalId, { ...previous, reason: problem }, problem);
  }
  if (!isCustomResource(previous.type)) {
    return recordOutcome(operation, logicalId, previous, undefined);
  }
  const { replacedInRollback } = cloud.readings;
  if (replacedInRollback === 'onlyDelete' && operation.isReplaced(logicalId)) {
    return recordOutcome(operation, logicalId, previous, undefined);
  }
  const answer = await cloud.callCustomResource({
    requestType: 'Update',
    stack,
    logicalId,
    type: previous.type,
    physicalId: current.physicalId,
    properties: previous.properties,
    oldProperties: operation.requested.get(logicalId),
  });
  return answer.succeeded
    ? recordOutcome(operation, logicalId, { ...previous, physicalId: answer.physicalId, attributes: answer.data }, undefined)
    : recordOutcome(operation, logicalId, current, answer.reason);
}

function recordOutcome(
  operation: FailedOperation, logicalId: string, resource: DeployedResource, problem: string | undefined,
): string | undefined {
  const status = problem === undefined ? 'UPDATE_COMPLETE' : 'UPDATE_FAILED';
  setResource(operation.cloud, operation.stack, logicalId, { ...resource, status, reason: problem });
  return problem;
}

/** Deletes resources that the failed update created, and new instances that the inverse Updates replaced. */
async function rollBackCleanUp(operation: FailedOperation, reason: string): Promise<void> {
  const { cloud, stack, before } = operation;
  setStackStatus(cloud, stack, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', reason);
  await deleteFailedCreations(cloud, stack, CLEANUP_TRIES);
  const definitions = operation.target.template.Resources;
  await runGraph(reversed(operation.graph), async (logicalId) => {
    const child = operation.children.get(logicalId);
    const isNew = !(logicalId in before.resources);
    if (child && !isNew) {
      await rollBackCleanUp(child, reason);
    }
    const isLeft = cloud.readings.replacedInRollback === 'onlyUpdate';
    const resource = isNew ? stack.resources[logicalId] : isLeft ? undefined : operation.givenUp(logicalId);
    if (!resource) {
      return;
    }
    const policy = isNew ? definitions[logicalId].DeletionPolicy : definitions[logicalId].UpdateReplacePolicy;
    await deleteResource({
      cloud,
      stack,
      logicalId,
      resource,
      retain: policy === 'Retain',
      tries: CLEANUP_TRIES,
      note: (change) => {
        if (isNew) {
          stack.resources[logicalId] = change;
        }
      },
    });
    if (isNew) {
      delete stack.resources[logicalId];
    }
  });
  setStackStatus(cloud, stack, 'UPDATE_ROLLBACK_COMPLETE', reason);
}
