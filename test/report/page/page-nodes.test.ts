import { account, organization, unit } from './sample-organization';
import type { Change, Review } from '../../../src/model';
import { NodeFinder } from '../../../src/report/page/node-finder';
import { ChangesOfNodes } from '../../../src/report/page/page';
import { pageNodes } from '../../../src/report/page/page-nodes';
import { TreeRows } from '../../../src/report/page/tree/tree-rows';

const PROD = { kind: 'organizationalUnit', id: 'ou-ab12-prod', path: 'Root/Prod' } as const;
const OLD = { kind: 'organizationalUnit', id: 'ou-ab12-old', path: 'Root/Prod/Old' } as const;
const CHANGES: Change[] = [
  {
    kind: 'accountAdded',
    account: { kind: 'account', id: '100000000002', path: 'Root/Prod/account-2', email: 'two@example.com' },
    name: 'account-2',
    parent: PROD,
    arrival: 'created',
    state: 'ACTIVE',
    tags: {},
    attachedPolicies: [],
  },
  { kind: 'accountRemoved', account: { kind: 'account', id: '100000000009', path: 'Root/Prod/Old/account-9', email: 'nine@example.com' }, outcome: 'closed' },
  { kind: 'organizationalUnitRemoved', unit: OLD } as Change,
  { kind: 'tagAdded', on: PROD, key: 'stage', after: 'prod' },
];
const REVIEW = { changes: CHANGES } as unknown as Review;
const NODES = pageNodes({
  title: '', origin: '', review: REVIEW, organization: organization([unit('Prod', { accounts: [account(1), account(2)] })]),
});

test('what is new and what is gone stand in the tree, each where it belongs', () => {
  expect(NODES.map(({ path, fate = 'stays' }) => `${path}: ${fate}`)).toEqual([
    'Root: stays', 'Root/Prod: stays', 'Root/Prod/account-1: stays', 'Root/Prod/account-2: added',
    'Root/Prod/Old: removed', 'Root/Prod/Old/account-9: removed',
  ]);
});

test('changes are known by the nodes that they are about, and the other way round', () => {
  const { ofNode, ofChange } = new ChangesOfNodes(NODES, new NodeFinder(NODES), REVIEW);
  expect(ofChange).toEqual([[3], [5], [4], [1]]);
  expect([...ofNode].sort(([a], [b]) => a - b)).toEqual([[1, [3]], [3, [0]], [4, [2]], [5, [1]]]);
});

const left = (path: string, outcome: 'stays' | 'moved' | 'closed', more: object = {}) => (
  { kind: 'accountRemoved', account: { kind: 'account', id: path, path, email: 'x@example.com' }, outcome, ...more }) as Change;
const nodesWith = (changes: readonly Change[], units = [unit('Prod', { accounts: [account(1)] }), unit('Prod/EU')]) => pageNodes({
  title: '', origin: '', review: { changes } as unknown as Review, organization: organization(units),
});
const fates = (nodes: ReturnType<typeof nodesWith>) => nodes.flatMap(({ path, parent, fate }) => (fate ? [`${path} in ${nodes[parent].path}: ${fate}`] : []));

test('a node that is removed from the app and stays is not shown as gone', () => {
  expect(fates(nodesWith([
    left('Root/Prod/kept', 'stays'), left('Root/Prod/shut', 'closed'),
    left('Root/Prod/away', 'moved', { to: { kind: 'organizationalUnit', id: 'ou-eu', path: 'Root/Prod/EU' } }),
  ]))).toEqual(['Root/Prod/kept in Root/Prod: left', 'Root/Prod/shut in Root/Prod: removed', 'Root/Prod/away in Root/Prod/EU: left']);
});

test('what is gone or outside the code is not counted', () => {
  const nodes = nodesWith([left('Root/Prod/kept', 'stays'), left('Root/Prod/shut', 'closed')]);
  expect(new TreeRows(nodes, new Set()).accountsBelow[0]).toBe(1);
});

test('what stays in the organization that is shown stands there once', () => {
  const there = account(1);
  expect(fates(nodesWith([{ ...left('Root/Prod/account-1', 'stays'), account: { kind: 'account', id: there.id, path: 'Root/Prod/account-1', email: '' } } as Change]))).toEqual([]);
});

test('names may hold slashes', () => {
  expect(fates(nodesWith([left('Root/Prod/a/c', 'closed'), left('Root/Prod/EU/d/e', 'closed')])))
    .toEqual(['Root/Prod/a/c in Root/Prod: removed', 'Root/Prod/EU/d/e in Root/Prod/EU: removed']);
});

test('of two nodes with one path, the ID tells which is meant', () => {
  const [one, two] = [account(1, { name: 'same' }), account(2, { name: 'same' })];
  const nodes = nodesWith([], [unit('Prod', { accounts: [one, two] })]);
  const finder = new NodeFinder(nodes);
  expect([one, two].map(({ id }) => nodes[finder.find({ id, path: 'Root/Prod/same' })!].id)).toEqual([one.id, two.id]);
});
