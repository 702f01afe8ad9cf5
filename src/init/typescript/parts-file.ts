import { partsOf } from '../parts';
import type { AppRows } from '../rows';

/** The text of `lib/parts.ts`; undefined if one stack is enough. */
export function partsFile(rows: AppRows): string | undefined {
  const parts = partsOf(rows);
  if (parts === undefined) return undefined;
  return `import { NestedStack, type Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** The number of nested stacks for rows of each kind. They never change: a row would move to another stack. */
const PARTS = { ${Object.entries(parts).map(([kind, number]) => `${kind}: ${number}`).join(', ')} };

/**
 * The nested stack of a row. It depends on the ID alone, so a row that is new, renamed or moved never moves another one.
 * @param level of an organizational unit: those of a level refer to those of the level above only
 */
export function partOf(stack: Stack, kind: keyof typeof PARTS, id: string, level?: number): Construct {
  const hash = [...id].reduce((sum, character) => (sum * 31 + character.codePointAt(0)!) % 1_000_003, 7);
  const name = [kind, level, hash % PARTS[kind]].filter((each) => each !== undefined).join('-');
  return stack.node.tryFindChild(name) as Construct | undefined ?? new NestedStack(stack, name);
}
`;
}
