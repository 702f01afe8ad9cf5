import type { Detail } from './detail';
import { folded } from './markdown-phrase';
import type { Omissions } from './omissions';
import type { Change } from '../../model';
import { changedBranches } from '../graph/changed-branches';
import { foldGraph } from '../graph/fold-graph';
import { mermaidGraph } from '../graph/mermaid';

/** Accounts side by side that are drawn one by one. */
const ACCOUNTS = 6;

/** The changed branches of the tree as a drawing. */
export function treeSection(changes: readonly Change[], { nodes }: Detail, omissions: Omissions): string[] {
  const tree = changedBranches(changes);
  if (!tree) return [];
  if (nodes === 0) {
    omissions.add('drawing', 1);
    return [];
  }
  return [folded('Where in the organization', [`\`\`\`mermaid\n${mermaidGraph(foldGraph(tree, { nodes, accounts: ACCOUNTS }))}\n\`\`\``])];
}
