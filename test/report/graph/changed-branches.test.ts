import { changedBranches } from '../../../src/report/graph/changed-branches';
import { foldGraph } from '../../../src/report/graph/fold-graph';
import { type GraphNode, sizeOf } from '../../../src/report/graph/graph-node';
import { mermaidGraph } from '../../../src/report/graph/mermaid';
import { move, sampleChanges, unit } from '../sample-changes';

const changes = sampleChanges();
const prod = unit('Root/Workloads/Prod');
const moves = (number: number, from = prod, to = unit('Root/Sandbox')) => Array.from({ length: number }, (_, index) => move(`account-${index}`, from, to));

/** `Root > Sandbox > +shop`, one line a box. */
function lines(node: GraphNode | undefined, above = ''): string[] {
  if (!node) return [];
  const path = `${above}${node.label}${node.mark ? ` (${node.mark})` : ''}`;
  return [path, ...node.children.flatMap((child) => lines(child, `${path} > `))];
}

test('only branches with a change are drawn, a move at both ends', () => {
  expect(lines(changedBranches(moves(1)))).toEqual([
    'Root', 'Root > Workloads', 'Root > Workloads > Prod', 'Root > Workloads > Prod > account-0 (movedAway)',
    'Root > Sandbox', 'Root > Sandbox > account-0 (movedHere)',
  ]);
});

test('what is new says more than what changes about it', () => {
  expect(lines(changedBranches([changes.attached, changes.organizationalUnitAdded, { ...changes.attached, target: unit('Root/Sandbox') }])))
    .toEqual(['Root', 'Root > Workloads (changed)', 'Root > Sandbox (added)']);
});

test('a name with a slash is one box, beside that of a unit below another one', () => {
  const slashed = { ...unit('Root/Dev/Test'), names: ['Root', 'Dev/Test'] };
  const moved = move('shop', unit('Root/Dev/Test'), slashed);
  expect(lines(changedBranches([{ ...moved, account: { ...moved.account, names: ['Root', 'Dev/Test', 'shop'] } }]))).toEqual([
    'Root', 'Root > Dev', 'Root > Dev > Test', 'Root > Dev > Test > shop (movedAway)', 'Root > Dev/Test', 'Root > Dev/Test > shop (movedHere)',
  ]);
});

test('changes of policies and services are nowhere in the tree', () => {
  expect(changedBranches([changes.policyStatementsChanged, changes.trustedAccessEnabled, changes.tagChanged])).toBeUndefined();
});

test('a unit and an account of the same name are two boxes', () => {
  const account = { ...changes.accountStateChanged.account, path: 'Root/Sandbox' };
  expect(lines(changedBranches([changes.organizationalUnitRenamed, { ...changes.accountStateChanged, account }])))
    .toEqual(['Root', 'Root > Sandbox (changed)', 'Root > Sandbox (changed)']);
});

test('many accounts side by side are counted, a few are named', () => {
  const folded = (number: number) => lines(foldGraph(changedBranches(moves(number))!, { nodes: 60, accounts: 3 }));
  expect(folded(3)).toContain('Root > Sandbox > account-2 (movedHere)');
  expect(folded(4).slice(3)).toEqual([
    'Root > Workloads > Prod > 4 accounts (movedAway)', 'Root > Sandbox', 'Root > Sandbox > 4 accounts (movedHere)',
  ]);
});

test('a large tree is drawn without its deepest units, and never with more boxes than the limit', () => {
  const spread = Array.from({ length: 100 }, (_, index) => moves(2, unit(`Root/A${index % 9}/B${index}/C`), unit('Root/To'))).flat();
  const folded = foldGraph(changedBranches(spread)!, { nodes: 60, accounts: 3 });
  expect(sizeOf(folded)).toBeLessThanOrEqual(60);
  expect(lines(folded)).toContain('Root > A0 > 48 not drawn');
  const many = Array.from({ length: 100 }, (_, index) => moves(2, unit(`Root/A${index}`))).flat();
  const wide = foldGraph(changedBranches(many)!, { nodes: 20, accounts: 3 });
  expect(sizeOf(wide)).toBeLessThanOrEqual(20);
  expect(lines(wide).at(-1)).toMatch(/^Root > 276 not drawn$/);
});

test('in Mermaid units have corners, accounts are round, and marks are words as well as colors', () => {
  expect(mermaidGraph(foldGraph(changedBranches(moves(4))!, { nodes: 60, accounts: 3 }))).toBe(`flowchart LR
  n0["Root"]
  n0 --> n1["Workloads"]
  n1 --> n2["Prod"]
  n2 --> n3("4 accounts #40;move away#41;"):::movedAway
  n0 --> n4["Sandbox"]
  n4 --> n5("4 accounts #40;move here#41;"):::movedHere
  classDef movedHere fill:#ddf4ff,stroke:#0969da,color:#1f2328
  classDef movedAway fill:#f6f8fa,stroke:#0969da,color:#1f2328,stroke-dasharray:4 3`);
});

test('an OU that is removed from the app and stays is not drawn as removed', () => {
  expect(lines(changedBranches([{ ...changes.organizationalUnitRemoved, outcome: 'stays' }]))).toEqual(['Root', 'Root > Sandbox (changed)']);
});
