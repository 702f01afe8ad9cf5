import { AssemblyError, type AssemblyStack, type CloudAssembly, templatesOf } from '../../assembly';
import { ResourceType } from '../../contract';

/** Stacks that create an organization, or manage an existing one. */
export function managingStacks(stacks: readonly AssemblyStack[]): AssemblyStack[] {
  return stacks.filter((stack) => templatesOf(stack).some(({ Resources }) => (
    Object.values(Resources).some(({ Type }) => Type === ResourceType.ORGANIZATION))));
}

/**
 * Stages that manage an organization each manage a different one. Two of them are unrelated, and a merged value would describe neither.
 * Stacks of one stage manage the same organization.
 * @throws AssemblyError if the assembly has several such stages, naming their folders
 */
export function assertOneOrganization({ directory, stacks }: CloudAssembly): void {
  const managing = managingStacks(stacks);
  // The ID of a stack in a stage begins with the folder of the stage.
  const folders = [...new Set(managing.map(({ id }) => [directory, ...id.split('/').slice(0, -1)].join('/')))];
  if (folders.length <= 1) return;
  throw new AssemblyError(
    'There is more than one organization in this cloud assembly, and one at a time is looked at',
    `${directory}, with the stacks ${managing.map(({ displayName }) => displayName).join(', ')}`,
    folders.includes(directory)
      ? 'Put each organization into a Stage of its own, and give the folder of that stage, cdk.out/assembly-<stage>.'
      : `Give the folder of one stage: ${folders.join(' or ')}.`,
  );
}
