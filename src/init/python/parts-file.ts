import { partsOf } from '../parts';
import type { AppRows } from '../rows';

/** The text of `organization/parts.py`; undefined if one stack is enough. A row has the same nested stack as in the app in TypeScript. */
export function partsFile(rows: AppRows): string | undefined {
  const parts = partsOf(rows);
  if (parts === undefined) return undefined;
  return `"""The nested stack of each row."""

from aws_cdk import NestedStack, Stack
from constructs import Construct

# The number of nested stacks for rows of each kind. They never change: a row would move to another stack.
PARTS = {${Object.entries(parts).map(([kind, number]) => `"${kind}": ${number}`).join(', ')}}


def part_of(stack: Stack, kind: str, id: str, level: int | None = None) -> Construct:
    """Return the nested stack of a row.

    It depends on the ID alone, so a row that is new, renamed or moved never moves another one.
    The organizational units of a level refer to those of the level above only.
    """
    number = 7
    for character in id:
        number = (number * 31 + ord(character)) % 1_000_003
    name = "-".join(str(each) for each in (kind, level, number % PARTS[kind]) if each is not None)
    return stack.node.try_find_child(name) or NestedStack(stack, name)
`;
}
