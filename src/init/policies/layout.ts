/** An expression as text: an opening, items, and a closing; or a text without items. */
export type Node = string | Brackets;

interface Brackets {
  readonly open: string;
  readonly items: readonly Item[];
  readonly close: string;
  /** Space inside the brackets. */
  readonly padding?: string;
}

interface Item {
  /** Text before the value, such as `key: `. */
  readonly label: string;
  readonly value: Node;
}

export const INDENT: Readonly<Record<'typescript' | 'python', string>> = { typescript: '  ', python: '    ' };

export interface Place {
  /** The number of characters before and after the node on its line. */
  readonly column: number;
  /** Of the line on which it begins, and the additional one of its items. */
  readonly indent: string;
  readonly step: string;
  /** The longest line. */
  readonly width: number;
}

/** The text of a node: on one line if that fits, else with each item on a line of its own and a comma after it. */
export function layOut(node: Node, { column, indent, step, width }: Place): string {
  const line = flat(node);
  if (typeof node === 'string' || node.items.length === 0 || column + line.length <= width) return line;
  const inner = indent + step;
  const lines = node.items.map(({ label, value }) => (
    `${inner}${label}${layOut(value, { column: inner.length + label.length + 1, indent: inner, step, width })},\n`));
  return `${node.open}\n${lines.join('')}${indent}${node.close}`;
}

function flat(node: Node): string {
  if (typeof node === 'string') return node;
  const { open, items, close, padding = '' } = node;
  const space = items.length === 0 ? '' : padding;
  return `${open}${space}${items.map(({ label, value }) => label + flat(value)).join(', ')}${space}${close}`;
}
