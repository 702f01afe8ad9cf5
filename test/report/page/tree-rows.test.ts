import { account, attached, organization, policy, unit } from './sample-organization';
import { pageNodes } from '../../../src/report/page/page-nodes';
import { type Filter, NO_FILTER, TreeRows } from '../../../src/report/page/tree/tree-rows';

const REGIONS = policy('regions', { Version: '2012-10-17', Statement: [] });
const ORGANIZATION = organization([
  unit('Sandbox', { accounts: [account(1, { tags: { team: 'Blue' } })] }),
  unit('Workloads', {
    attachedPolicies: [attached(REGIONS)],
    organizationalUnits: [unit('Prod', { accounts: [account(2), account(3)] })],
  }),
], [REGIONS]);
const NODES = pageNodes({ title: '', origin: '', organization: ORGANIZATION });
const PROD = NODES.findIndex(({ name }) => name === 'Prod');

function shown(filter: Partial<Filter>, closed: number[] = [], changed: number[] = []): string[] {
  return new TreeRows(NODES, new Set(changed)).rows({ ...NO_FILTER, ...filter }, new Set(closed))
    .map(({ node, level, found }) => `${'  '.repeat(level - 1)}${NODES[node].name}${found ? '' : ' (on the way)'}`);
}

test('without a filter everything is shown, parents before what they hold', () => {
  expect(shown({})).toEqual(['Root', '  Sandbox', '    account-1', '  Workloads', '    Prod', '      account-2', '      account-3']);
});

test('what is closed hides what it holds', () => {
  expect(shown({}, [PROD])).toEqual(['Root', '  Sandbox', '    account-1', '  Workloads', '    Prod']);
});

test.each<[string, Partial<Filter>, string[]]>([
  ['a name in any case', { words: 'ACCOUNT-3' }, ['account-3']],
  ['an ID', { words: '100000000002' }, ['account-2']],
  ['an address', { words: 'account-1@example' }, ['account-1']],
  ['a tag', { words: 'team=blue' }, ['account-1']],
  ['the name of an attached policy', { words: 'regions' }, ['Workloads']],
  ['two words that both have to be there', { words: 'account 2@' }, ['account-2']],
  ['the policy of a unit, which counts below it as well', { policyId: REGIONS.id }, ['Workloads', 'Prod', 'account-2', 'account-3']],
  ['a word and a policy', { words: 'account-', policyId: REGIONS.id }, ['account-2', 'account-3']],
  ['no row for an unknown word', { words: 'nobody' }, []],
])('finds %s', (_, filter, expected) => {
  const lines = shown(filter);
  expect(lines.filter((line) => !line.endsWith('(on the way)')).map((line) => line.trim())).toEqual(expected);
});

test('what leads to a find is shown', () => {
  expect(shown({ words: 'account-3' })).toEqual(['Root (on the way)', '  Workloads (on the way)', '    Prod (on the way)', '      account-3']);
});

test('only what changes, and what leads there', () => {
  expect(shown({ changedOnly: true }, [], [PROD])).toEqual(['Root (on the way)', '  Workloads (on the way)', '    Prod']);
});

test('counts the accounts below each node', () => {
  const { accountsBelow } = new TreeRows(NODES, new Set());
  expect(NODES.map(({ name }, index) => `${name} ${accountsBelow[index]}`)).toEqual(
    ['Root 3', 'Sandbox 1', 'account-1 0', 'Workloads 2', 'Prod 2', 'account-2 0', 'account-3 0']);
});
