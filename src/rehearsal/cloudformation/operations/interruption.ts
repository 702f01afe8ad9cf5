import type { Cloud } from '../cloud';
import { isCustomResource, type DeployedResource, type DeployedStack } from '../records';

/**
 * The stack as it is left when everything stops at once: as after a failure without a rollback, from which an update goes forward.
 * What never had a stable state is made anew; of an update under way the former properties count.
 * Source: AWS CloudFormation User Guide, "Choose how to handle failures when provisioning resources".
 */
export function afterInterruption(cloud: Cloud, stack: DeployedStack): DeployedStack {
  if (!stack.status.endsWith('_IN_PROGRESS')) {
    return stack;
  }
  const resources = Object.fromEntries(Object.entries(stack.resources).flatMap(([logicalId, resource]) => {
    const left = leftOver(resource, logicalId in stack.template.Resources);
    return left ? [[logicalId, left]] : [];
  }));
  // What has left the template and was not deleted yet is deleted by the next update: it needs its definition.
  const known = cloud.definitions.get(stack.id) ?? {};
  const gone = Object.keys(resources).filter((id) => !(id in stack.template.Resources) && id in known);
  const definitions = { ...stack.template.Resources, ...Object.fromEntries(gone.map((id) => [id, known[id]])) };
  const template = { ...stack.template, Resources: definitions };
  const isNew = /^(CREATE|ROLLBACK|REVIEW)_/.test(stack.status);
  return { ...stack, template, resources, status: isNew ? 'CREATE_FAILED' : 'UPDATE_FAILED', statusReason: 'Interrupted' };
}

function leftOver(resource: DeployedResource, isInTemplate: boolean): DeployedResource | undefined {
  const { status, physicalId, type } = resource;
  // Nobody knows whether a deletion under way was done: what the template has is made again, what it has not is deleted again.
  if (/^DELETE_(COMPLETE|SKIPPED)$/.test(status) || (status.startsWith('DELETE_') && isInTemplate)) {
    return undefined;
  }
  const neverStable = status.startsWith('CREATE_') && status !== 'CREATE_COMPLETE';
  if (neverStable && (isCustomResource(type) || physicalId === undefined)) {
    return undefined;
  }
  return status.endsWith('_IN_PROGRESS') ? { ...resource, status: 'UPDATE_FAILED', reason: 'Interrupted' } : resource;
}
