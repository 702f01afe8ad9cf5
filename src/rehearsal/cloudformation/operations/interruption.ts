import type { Cloud } from '../cloud';
import { asFailedCreation, isFailedCreation } from './failed-creations';
import type { DeployedResource, DeployedStack } from '../records';

/**
 * The stack after everything stopped at once. It is like a stack after a failure without a rollback, from which an update continues.
 * A resource that never had a stable state is deleted and created again. A resource with an update in progress keeps its former properties.
 * Source: AWS CloudFormation User Guide, "Choose how to handle failures when provisioning resources".
 */
export function afterInterruption(cloud: Cloud, stack: DeployedStack): DeployedStack {
  if (!stack.status.endsWith('_IN_PROGRESS')) {
    return stack;
  }
  const resources = Object.fromEntries(Object.entries(stack.resources).flatMap(([logicalId, resource]) => {
    if (isFailedCreation(resource)) {
      return [[logicalId, asFailedCreation(stack, logicalId, resource)]];
    }
    const left = leftOver(resource, logicalId in stack.template.Resources);
    return left ? [[logicalId, left]] : [];
  }));
  // The next update deletes removed resources that still exist, and needs their definitions.
  const known = cloud.definitions.get(stack.id) ?? {};
  const gone = Object.keys(resources).filter((id) => !(id in stack.template.Resources) && id in known);
  const definitions = { ...stack.template.Resources, ...Object.fromEntries(gone.map((id) => [id, known[id]])) };
  const template = { ...stack.template, Resources: definitions };
  const isNew = /^(CREATE|ROLLBACK|REVIEW)_/.test(stack.status);
  return { ...stack, template, resources, status: isNew ? 'CREATE_FAILED' : 'UPDATE_FAILED', statusReason: 'Interrupted' };
}

function leftOver(resource: DeployedResource, isInTemplate: boolean): DeployedResource | undefined {
  const { status, physicalId } = resource;
  // The result of a deletion in progress is not known. A resource in the template is created again, and any other is deleted again.
  if (/^DELETE_(COMPLETE|SKIPPED)$/.test(status) || (status.startsWith('DELETE_') && isInTemplate)) {
    return undefined;
  }
  const neverStable = status.startsWith('CREATE_') && status !== 'CREATE_COMPLETE';
  if (neverStable && physicalId === undefined) {
    return undefined;
  }
  return status.endsWith('_IN_PROGRESS') ? { ...resource, status: 'UPDATE_FAILED', reason: 'Interrupted' } : resource;
}
