import { AssemblyError } from './assembly-error';
import type { AssemblyStack, CloudAssembly } from './cloud-assembly';

/** More than any app has, and far from what a call stack can hold. */
const LONGEST_CHAIN = 1_000;

/** A stack comes after those that it depends on; else the order stays. @throws AssemblyError if stacks depend on each other in a circle. */
export function stacksInOrder(stacks: readonly AssemblyStack[]): AssemblyStack[] {
  const byId = new Map(stacks.map((stack) => [stack.id, stack]));
  const ordered = new Set<AssemblyStack>();
  const open: AssemblyStack[] = [];
  const visit = (stack: AssemblyStack) => {
    if (ordered.has(stack)) return;
    if (open.includes(stack)) {
      const circle = open.slice(open.indexOf(stack)).map(({ id }) => id);
      throw new AssemblyError('Circular dependency between stacks', `[${circle.join(', ')}]`, 'Take one dependency away.');
    }
    if (open.length >= LONGEST_CHAIN) throw new AssemblyError(`More than ${LONGEST_CHAIN} stacks depend on each other in a row`, stack.id, 'Take a dependency away.');
    open.push(stack);
    stack.dependencies.flatMap((id) => byId.get(id) ?? []).forEach(visit);
    open.pop();
    ordered.add(stack);
  };
  stacks.forEach(visit);
  return [...ordered];
}

/**
 * The stacks of the given names, addresses or construct paths, and what they depend on.
 * @throws AssemblyError for a name that no stack has.
 */
export function selectStacks(stacks: readonly AssemblyStack[], names: readonly string[] | undefined): AssemblyStack[] {
  if (names === undefined || names.length === 0) {
    return [...stacks];
  }
  const byId = new Map(stacks.map((stack) => [stack.id, stack]));
  const selected = new Set<AssemblyStack>();
  const select = (stack: AssemblyStack) => {
    if (selected.has(stack)) return;
    selected.add(stack);
    stack.dependencies.flatMap((id) => byId.get(id) ?? []).forEach(select);
  };
  for (const name of names) {
    const matches = stacks.filter((stack) => isCalled(stack, name));
    if (matches.length === 0) {
      throw new AssemblyError('No stack of this name', name, `Give one of: ${stacks.map((stack) => stack.name).join(', ')}.`);
    }
    matches.forEach(select);
  }
  return stacks.filter((stack) => selected.has(stack));
}

/**
 * The assembly with only the stacks that a deployment of some of them takes.
 * @param names undefined or empty for all
 * @param options.former whether stacks that do not exist yet are left out: the base of a review need not have them
 * @throws AssemblyError for a name that no stack has, except with `former`
 */
export function partOf(
  assembly: CloudAssembly, names: readonly string[] | undefined, options: { readonly former?: boolean } = {},
): CloudAssembly {
  if (names === undefined || names.length === 0) return assembly;
  const existing = options.former ? names.filter((name) => assembly.stacks.some((stack) => isCalled(stack, name))) : names;
  return { ...assembly, stacks: existing.length === 0 ? [] : selectStacks(assembly.stacks, existing) };
}

function isCalled({ id, name, displayName }: AssemblyStack, given: string): boolean {
  return [id, name, displayName].includes(given);
}

/** The name of a stack, with its account and Region where another stack has the same name there. It names the stack's resources. */
export function stackLabel({ name, accountId, region }: AssemblyStack, stacks: readonly AssemblyStack[]): string {
  const isUnique = stacks.filter((other) => other.name === name).length === 1;
  // No logical ID has a hyphen, so that no nested stack has the same label.
  return isUnique ? name : `${name}/${accountId ?? 'account'}-${region ?? 'region'}`;
}
