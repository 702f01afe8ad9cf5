/**
 * Resources whose creation failed without a rollback. They never had a stable state, so the next operation deletes them, and an update
 * creates those in its template again. When an update deletes them is not documented, so it is a reading.
 * Source: AWS CloudFormation User Guide, "Choose how to handle failures when provisioning resources".
 */
import { inventedPhysicalId } from '../native-resource';
import { type DeployedResource, type DeployedStack, type FailedCreation, isCustomResource } from '../records';

export function isFailedCreation({ type, status }: DeployedResource): boolean {
  return isCustomResource(type) && status.startsWith('CREATE_') && status !== 'CREATE_COMPLETE';
}

/** The record of a creation that failed or was interrupted. CloudFormation invents an ID while no answer has given one. */
export function asFailedCreation(stack: DeployedStack, logicalId: string, resource: DeployedResource): DeployedResource {
  if (resource.status !== 'CREATE_IN_PROGRESS') {
    return resource;
  }
  const physicalId = resource.physicalId ?? inventedPhysicalId(stack, logicalId);
  return { ...resource, physicalId, status: 'CREATE_FAILED', reason: 'Interrupted' };
}

/** Moves failed creations out of the resources of a stack, so that an update creates them again. */
export function setFailedCreationsAside(stack: DeployedStack): void {
  const failed = Object.entries(stack.resources).filter(([, resource]) => isFailedCreation(resource));
  if (failed.length === 0) {
    return;
  }
  const aside: FailedCreation[] = failed.map(([logicalId, resource]) => (
    { logicalId, resource, deletionPolicy: stack.template.Resources[logicalId]?.DeletionPolicy }));
  stack.failedCreations = [...stack.failedCreations ?? [], ...aside];
  stack.resources = Object.fromEntries(Object.entries(stack.resources).filter(([, resource]) => !isFailedCreation(resource)));
}
