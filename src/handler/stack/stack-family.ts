import type { StackPort, StackResource } from '../../organizations/stacks/stack-port';

export const NESTED_STACK = 'AWS::CloudFormation::Stack';

export interface FamilyResource extends StackResource {
  readonly stackId: string;
}

/**
 * The resources of a stack, its parents and all their nested stacks. A construct that moves from one nested stack to another keeps its
 * object, so the Delete in the former stack has to see the resource in the new one.
 */
export async function listFamilyResources(stacks: StackPort, rootId: string): Promise<FamilyResource[]> {
  const own = (await stacks.listResources(rootId)).map((resource) => ({ ...resource, stackId: rootId }));
  const nested = own.filter(({ type, physicalId, status }) => type === NESTED_STACK && physicalId && status !== 'DELETE_COMPLETE');
  const below = await Promise.all(nested.map(({ physicalId }) => listFamilyResources(stacks, physicalId)));
  return [...own, ...below.flat()];
}
