import { obstacle } from './obstacle';
import type { StackLinks } from '../../stack-links';
import type { Obstacle } from '../risk';

/**
 * CloudFormation does not delete an export that a stack imports, and a stack releases an import only in its own, later deployment.
 * Source: AWS CloudFormation User Guide, "Get exported outputs from a deployed CloudFormation stack".
 * @param before the deployed stacks
 */
export function exportsInUse(before: readonly StackLinks[], after: readonly StackLinks[], stacks: readonly string[]): Obstacle[] {
  const place = (stack: string) => after.findIndex((links) => links.stack === stack);
  return before.flatMap(({ stack, exports }) => {
    if (!stacks.includes(stack)) return [];
    const kept = after.find((links) => links.stack === stack)?.exports ?? [];
    return exports.filter((name) => !kept.includes(name)).flatMap((name) => {
      const users = before.filter((other) => other.imports.includes(name)).map((other) => other.stack);
      const gone = users.filter((user) => !stacks.includes(user));
      const later = users.filter((user) => stacks.includes(user) && place(user) >= place(stack));
      if (gone.length + later.length === 0) return [];
      return [obstacle('exportInUse', stack, `Stack ${stack} no longer exports a value that ${[...gone, ...later].join(', ')} imports as it is deployed`,
        name, gone.length > 0
          ? `Delete ${gone.join(', ')} first, or keep the export for one deployment more (exportValue of the stack)`
          : `Keep the export for one deployment more (exportValue of the stack), or take the references out of ${later.join(', ')} in one before`)];
    });
  });
}
