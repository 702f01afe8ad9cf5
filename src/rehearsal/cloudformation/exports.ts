import { DELETED, type DeployedStack, type StackOutput } from './records';

/** Finds an export in the importer's account and Region (AWS CloudFormation User Guide, "Get exported outputs from a deployed stack"). */
export function findExport(stacks: Iterable<DeployedStack>, importer: DeployedStack, name: string): StackOutput | undefined {
  return [...neighbors(stacks, importer)].flatMap(({ outputs }) => Object.values(outputs)).find(({ exportName }) => exportName === name);
}

/**
 * The reason why a stack cannot have these outputs, or `undefined`. An export in use may not change or be deleted, and a name may not be
 * taken. An empty list checks whether the stack can be deleted.
 */
export function exportConflict(
  stacks: Iterable<DeployedStack>, stack: DeployedStack, before: Iterable<StackOutput>, after: Iterable<StackOutput>,
): string | undefined {
  const others = [...neighbors(stacks, stack)];
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

function neighbors(stacks: Iterable<DeployedStack>, stack: DeployedStack): DeployedStack[] {
  return [...stacks].filter((other) => (
    other.id !== stack.id && other.status !== DELETED && other.accountId === stack.accountId && other.region === stack.region
  ));
}
