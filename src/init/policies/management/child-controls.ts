import type { JsonValue } from '../../../policy';
import type { Expression } from '../expression';

const CHILD_CONTROL = '@@operators_allowed_for_child_policies';
const OPERATORS: Readonly<Record<string, string>> = { '@@assign': 'ASSIGN', '@@append': 'APPEND', '@@remove': 'REMOVE' };

/** A tree of settings, and the child control that each block and each setting of it has. */
export interface ControlledTree {
  readonly tree: JsonValue;
  readonly childControl?: Expression;
}

/** Takes out a child control that all blocks and settings of a tree have; else the tree stays as it is. */
export function withoutChildControl(tree: JsonValue): ControlledTree {
  const controls = new Set(controlsOf(tree));
  const [only] = controls;
  const childControl = controls.size === 1 && only !== undefined ? constantOfControl(JSON.parse(only) as JsonValue) : undefined;
  return childControl === undefined ? { tree } : { tree: stripped(tree), childControl };
}

/** The control of each block and setting as JSON; undefined for one without. */
function controlsOf(tree: JsonValue): (string | undefined)[] {
  if (!isBlock(tree)) return [];
  const { [CHILD_CONTROL]: control } = tree;
  return [control === undefined ? undefined : JSON.stringify(control), ...Object.values(tree).flatMap(controlsOf)];
}

function stripped(tree: JsonValue): JsonValue {
  if (!isBlock(tree)) return tree;
  const parts = Object.entries(tree).filter(([key]) => key !== CHILD_CONTROL);
  return Object.fromEntries(parts.map(([key, part]) => [key, stripped(part)]));
}

function isBlock(tree: JsonValue): tree is { [key: string]: JsonValue } {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree);
}

/** The `ChildControl` of operators; undefined for others than the library writes. */
export function constantOfControl(operators: JsonValue): Expression | undefined {
  if (!Array.isArray(operators) || operators.length === 0) return undefined;
  if (operators.length === 1 && operators[0] === '@@none') return { constant: ['ChildControl', 'NONE'] };
  if (operators.length === 1 && operators[0] === '@@all') return { constant: ['ChildControl', 'ALL'] };
  if (!operators.every((each): each is string => typeof each === 'string' && Object.hasOwn(OPERATORS, each))) return undefined;
  return { call: ['ChildControl', 'only'], given: operators.map((each) => ({ constant: ['InheritanceOperator', OPERATORS[each]] })) };
}
