import type { AssemblyStack, CloudAssembly } from '../assembly';
import { managingStacks } from '../model/code/one-organization';

/**
 * The part of an assembly that is about one organization: all of it, unless stacks manage several. Then it is what is connected with the
 * given stack, through whatever depends on what.
 *
 * @throws Error if that has several as well
 */
export function partOfOneOrganization(assembly: CloudAssembly, stackId?: string): CloudAssembly {
  if (managingStacks(assembly.stacks).length <= 1) return assembly;
  const stacks = stackId === undefined ? assembly.stacks : connectedWith(stackId, assembly.stacks);
  const several = managingStacks(stacks);
  if (several.length > 1) {
    throw new Error(`There is more than one organization: stacks ${several.map(({ displayName }) => displayName).join(', ')}. `
      + 'Give fromStack a stack that only one of them is connected with, or put each organization into an App or a Stage of its own.');
  }
  return { ...assembly, stacks };
}

/** In the order of the assembly. */
function connectedWith(stackId: string, stacks: readonly AssemblyStack[]): AssemblyStack[] {
  const found = new Set([stackId]);
  for (const id of found) {
    for (const stack of stacks) {
      if (stack.id === id) stack.dependencies.forEach((dependency) => found.add(dependency));
      else if (stack.dependencies.includes(id)) found.add(stack.id);
    }
  }
  return stacks.filter(({ id }) => found.has(id));
}
