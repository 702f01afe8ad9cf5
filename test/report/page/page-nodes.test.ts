import { account, organization, unit } from './sample-organization';
import type { Change, Review } from '../../../src/model';
import { ChangesOfNodes } from '../../../src/report/page/changes-of-nodes';
import { pageNodes } from '../../../src/report/page/page-nodes';

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
  const { ofNode, ofChange } = new ChangesOfNodes(NODES, new Map(NODES.map(({ path }, index) => [path, index])), REVIEW);
  expect(ofChange).toEqual([[3], [5], [4], [1]]);
  expect([...ofNode].sort(([a], [b]) => a - b)).toEqual([[1, [3]], [3, [0]], [4, [2]], [5, [1]]]);
});
