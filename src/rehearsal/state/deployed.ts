import type { AssemblyStack, CloudAssembly } from '../../assembly';
import { type Deployed, groupBy, type StackIds } from '../../model';
import type { DeployedStack } from '../cloudformation/records';

/** The Region of stacks without a Region. */
export const DEFAULT_REGION = 'us-east-1';

/** Whether a stack of an assembly describes a deployed stack. Several Regions may have stacks with the same name. */
export function isDeploymentOf(
  { name, accountId, region = DEFAULT_REGION }: Pick<AssemblyStack, 'name' | 'accountId' | 'region'>, stack: DeployedStack,
): boolean {
  return stack.name === name && stack.region === region && (accountId === undefined || stack.accountId === accountId);
}

/** The IDs and attributes of an assembly's resources in the stacks of a rehearsal. */
export function deployedBy(assembly: Pick<CloudAssembly, 'stacks'>, stacks: Readonly<Record<string, DeployedStack>>): Deployed {
  const byId = new Map(Object.entries(stacks));
  const isOfAssembly = (stack: DeployedStack): boolean => {
    const parent = stack.parentId === undefined ? undefined : byId.get(stack.parentId);
    return parent ? isOfAssembly(parent) : assembly.stacks.some((described) => isDeploymentOf(described, stack));
  };
  const byName = new Map(Object.values(stacks).filter(isOfAssembly).map((stack) => [nameInAssembly(stack, byId), stack]));
  return {
    physicalId: (stackName, logicalId) => byName.get(stackName)?.resources[logicalId]?.physicalId,
    attribute: (stackName, logicalId, name) => byName.get(stackName)?.resources[logicalId]?.attributes[name],
    accountId: (stackName) => byName.get(stackName)?.accountId,
  };
}

/** The IDs of the resources in the stacks, by stack name. Stacks with the same name are omitted. */
export function stackIdsOf(stacks: Readonly<Record<string, DeployedStack>>): StackIds {
  const byId = new Map(Object.entries(stacks));
  const named = groupBy(byId.values(), (stack) => nameInAssembly(stack, byId));
  return Object.fromEntries([...named].filter(([, { length }]) => length === 1).map(([name, [{ resources }]]) => [
    name,
    Object.fromEntries(Object.entries(resources).flatMap(([logicalId, { physicalId }]) => (
      physicalId === undefined ? [] : [[logicalId, physicalId]]))),
  ]));
}

/** The name of a stack in an assembly. A nested stack has the name `<stack>/<logical id>`. */
export function nameInAssembly(stack: DeployedStack, stacks: ReadonlyMap<string, DeployedStack>): string {
  const parent = stack.parentId === undefined ? undefined : stacks.get(stack.parentId);
  if (!parent) return stack.name;
  const [logicalId] = Object.entries(parent.resources).find(([, { physicalId }]) => physicalId === stack.id) ?? [stack.name];
  return `${nameInAssembly(parent, stacks)}/${logicalId}`;
}
