import { DELETED, type DeployedStack, type StackOutput } from './records';

/** Exports hold within one account and Region (AWS CloudFormation User Guide, "Get exported outputs from a deployed stack"). */
export function findExport(stacks: Iterable<DeployedStack>, importer: DeployedStack, name: string): StackOutput | undefined {
  return [...neighbours(stacks, importer)].flatMap(({ outputs }) => Object.values(outputs)).find(({ exportName }) => exportName === name);
}

/**
 * What speaks against these outputs: an export that others use and that would change or go, or a name that is taken.
 * Undefined if nothing does. An empty list asks whether the stack can be deleted.
 */
export function exportConflict(
  stacks: Iterable<DeployedStack>, stack: DeployedStack, before: Iterable<StackOutput>, after: Iterable<StackOutput>,
): string | undefined {
  const others = [...neighbours(stacks, stack)];
  const values = new Map([...after].flatMap(({ exportName, value }) => (exportName === undefined ? [] : [[exportName, value] as const])));
  for (const { exportName, value } of before) {
    const user = exportName !== undefined && values.get(exportName) !== value && others.find(({ imports }) => imports.includes(exportName));
    if (exportName !== undefined && user) {
      return `Export ${exportName} cannot be ${values.has(exportName) ? 'updated' : 'deleted'} as it is in use by ${user.name}`;
    }
  }
  for (const name of values.keys()) {
    const owner = others.find(({ outputs }) => Object.values(outputs).some(({ exportName }) => exportName === name));
    if (owner) {
      return `Export with name ${name} is already exported by stack ${owner.name}. Rename one of them.`;
    }
  }
  return undefined;
}

function neighbours(stacks: Iterable<DeployedStack>, stack: DeployedStack): DeployedStack[] {
  return [...stacks].filter((other) => (
    other.id !== stack.id && other.status !== DELETED && other.accountId === stack.accountId && other.region === stack.region
  ));
}
