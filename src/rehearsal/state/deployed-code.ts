import { isDeploymentOf } from './deployed';
import type { RehearsalState } from './rehearsal-state';
import { type AssemblyStack, type CloudAssembly, nestedTemplateName, type Template } from '../../assembly';
import { type Deployed, type Organization, organizationFromAssembly } from '../../model';
import { DELETED, type DeployedStack } from '../cloudformation/records';

/**
 * The code that the stacks of a state have, of those that an assembly would update. Roles and functions are not part of it, because
 * a stack does not say what was published for it.
 * @param ids what is known of the resources
 * @returns undefined if the assembly updates none of the stacks
 */
export function deployedCode({ stacks }: RehearsalState, assembly: CloudAssembly, ids: Deployed): Organization | undefined {
  const isUpdated = (stack: DeployedStack) => (
    stack.parentId === undefined && stack.status !== DELETED && assembly.stacks.some((each) => isDeploymentOf(each, stack)));
  const updated = Object.values(stacks).filter(isUpdated).map((stack) => describedStack(stack, stacks));
  if (updated.length === 0) return undefined;
  const { code, ...organization } = organizationFromAssembly({ directory: '', stacks: updated, assetDirectories: new Map() }, ids, { areOfStacks: true });
  const { privileged: _unknown, ...notes } = code!;
  return { ...organization, code: notes };
}

function describedStack(stack: DeployedStack, stacks: RehearsalState['stacks']): AssemblyStack {
  const { name, accountId, region, template, parameters } = stack;
  return {
    id: name,
    name,
    displayName: name,
    accountId,
    region,
    template,
    parameters,
    dependencies: [],
    nestedTemplates: new Map(nestedTemplates(stack, stacks)),
  };
}

function nestedTemplates({ template, resources }: DeployedStack, stacks: RehearsalState['stacks']): (readonly [string, Template])[] {
  return Object.entries(resources).flatMap(([logicalId, { physicalId = '' }]) => {
    const definition = Object.hasOwn(template.Resources, logicalId) ? template.Resources[logicalId] : undefined;
    const file = definition && nestedTemplateName(definition);
    const nested = Object.hasOwn(stacks, physicalId) ? stacks[physicalId] : undefined;
    return file === undefined || nested === undefined ? [] : [[file, nested.template] as const, ...nestedTemplates(nested, stacks)];
  });
}
