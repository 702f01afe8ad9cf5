import type { Deployed } from '../model';
import type { DeployedStack } from './cloudformation/records';

/** What the stacks of a rehearsal know of the resources of an assembly. */
export function deployedBy(stacks: Readonly<Record<string, DeployedStack>>): Deployed {
  const byId = new Map(Object.entries(stacks));
  const byName = new Map(Object.values(stacks).map((stack) => [nameInAssembly(stack, byId), stack]));
  return {
    physicalId: (stackName, logicalId) => byName.get(stackName)?.resources[logicalId]?.physicalId,
    attribute: (stackName, logicalId, name) => byName.get(stackName)?.resources[logicalId]?.attributes[name],
  };
}

/** A nested stack goes by `<stack>/<logical id>`. */
export function nameInAssembly(stack: DeployedStack, stacks: ReadonlyMap<string, DeployedStack>): string {
  const parent = stack.parentId === undefined ? undefined : stacks.get(stack.parentId);
  if (!parent) return stack.name;
  const [logicalId] = Object.entries(parent.resources).find(([, { physicalId }]) => physicalId === stack.id) ?? [stack.name];
  return `${nameInAssembly(parent, stacks)}/${logicalId}`;
}
