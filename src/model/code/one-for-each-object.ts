import { AssemblyError } from '../../assembly';
import { ResourceType } from '../../contract';
import type { DesiredResource } from '../desired-resources';

/** Two resources for one object work against each other. Several stacks may attach policies to one target, but each only once. */
const OBJECTS: Readonly<Record<string, (resource: DesiredResource) => unknown>> = {
  [ResourceType.POLICY_ATTACHMENTS]: ({ owner, properties }) => [owner, properties.TargetId],
  [ResourceType.ACCOUNT_SETTINGS]: ({ properties }) => properties.AccountId,
  [ResourceType.RESOURCE_POLICY]: () => 'the organization',
  [ResourceType.DELEGATED_ADMINISTRATOR]: ({ owner, properties }) => [owner, properties.AccountId, properties.ServicePrincipal],
};

/** @throws AssemblyError for two resources of one object, of which nobody can say which one counts */
export function checkObjects(resources: readonly DesiredResource[]): void {
  const found = new Map<string, DesiredResource>();
  for (const resource of resources) {
    if (!Object.hasOwn(OBJECTS, resource.type)) continue;
    const key = JSON.stringify([resource.type, OBJECTS[resource.type](resource)]);
    const other = found.get(key);
    if (other !== undefined) {
      throw new AssemblyError('Two resources manage one object', `${resource.type}: ${other.stackName}/${other.logicalId} and ${resource.stackName}/${resource.logicalId}`, 'Take one of them away.');
    }
    found.set(key, resource);
  }
}
