import { clipped, mermaidLabel } from '../escape';
import { type GraphNode, type Mark, markWords } from './graph-node';

/** Colors that can be read on a light and on a dark page. */
const CLASSES: Readonly<Record<Mark, string>> = {
  added: 'fill:#dafbe1,stroke:#1a7f37,color:#1f2328',
  removed: 'fill:#ffebe9,stroke:#cf222e,color:#1f2328,stroke-dasharray:4 3',
  movedHere: 'fill:#ddf4ff,stroke:#0969da,color:#1f2328',
  movedAway: 'fill:#f6f8fa,stroke:#0969da,color:#1f2328,stroke-dasharray:4 3',
  changed: 'fill:#fff8c5,stroke:#9a6700,color:#1f2328',
};

const LABEL_CHARACTERS = 60;

/** The tree as a Mermaid flowchart. Fold it before: GitHub draws 500 lines and 50,000 characters at most. */
export function mermaidGraph(root: GraphNode): string {
  const lines: string[] = [];
  const used = new Set<Mark>();
  let number = 0;
  const draw = (node: GraphNode, parent?: number): void => {
    const id = number++;
    if (node.mark) used.add(node.mark);
    lines.push(`  ${parent === undefined ? '' : `n${parent} --> `}n${id}${shape(node)}${node.mark ? `:::${node.mark}` : ''}`);
    node.children.forEach((child) => draw(child, id));
  };
  draw(root);
  const classes = (Object.keys(CLASSES) as Mark[]).filter((mark) => used.has(mark)).map((mark) => `  classDef ${mark} ${CLASSES[mark]}`);
  return ['flowchart LR', ...lines, ...classes].join('\n');
}

function shape(node: GraphNode): string {
  const { kind, label } = node;
  const words = markWords(node);
  const text = mermaidLabel(`${clipped(label, LABEL_CHARACTERS)}${words ? ` (${words})` : ''}`);
  return kind === 'account' || kind === 'more' ? `(${text})` : `[${text}]`;
}
