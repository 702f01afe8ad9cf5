import type { Deployed } from '../model';
import type { DeployedStack } from './cloudformation/records';

/** What the stacks of a rehearsal know of the resources of an assembly; a nested stack goes by `<stack>/<logical id>`. */
export function deployedBy(stacks: Readonly<Record<string, DeployedStack>>): Deployed {
  const byName = new Map(Object.values(stacks).map((stack) => [nameOf(stack, stacks), stack]));
  return {
    physicalId: (stackName, logicalId) => byName.get(stackName)?.resources[logicalId]?.physicalId,
    attribute: (stackName, logicalId, name) => byName.get(stackName)?.resources[logicalId]?.attributes[name],
  };
}

function nameOf(stack: DeployedStack, stacks: Readonly<Record<string, DeployedStack>>): string {
  const parent = stack.parentId === undefined ? undefined : stacks[stack.parentId];
  if (!parent) return stack.name;
  const [logicalId] = Object.entries(parent.resources).find(([, { physicalId }]) => physicalId === stack.id) ?? [stack.name];
  return `${nameOf(parent, stacks)}/${logicalId}`;
}
