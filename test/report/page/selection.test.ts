import { account, attached, organization, policy, unit } from './sample-organization';
import { Page } from '../../../src/report/page/page';
import { hashOf, type Selection, selectionOf } from '../../../src/report/page/selection/selection';

const deny = { Version: '2012-10-17', Statement: [] };
const named = (name: string, id: string) => ({ ...policy(name, deny), id });
const page = (units: ReturnType<typeof unit>[], policies = [named('regions', 'p-a1b2c3d4')]) => new Page({
  title: '', origin: '', findings: [], allowLists: [], delegations: [], organization: organization(units, policies, { trustedServices: ['config.amazonaws.com'] }),
});

const DEPLOYED = page([unit('Dev', { accounts: [account(1)], attachedPolicies: [attached(named('regions', 'p-a1b2c3d4'))] }), unit('Prod', { accounts: [account(2)] })]);
const SYMBOLS = page([
  unit('Dev', { id: '${Org.Dev}', accounts: [account(1, { id: '${Org.One}' }), account(2, { id: '${Org.Two}', email: '' })] }),
  unit('Prod', { id: '${Org.Prod}', organizationalUnits: [unit('Dev', { id: '${Org.Inner}' })] }),
], [named('regions', '${Org.Regions}'), named('twice', '${Org.A}'), named('twice', '${Org.B}')]);

const all = ({ nodes, data: { organization: { policies } } }: Page): Selection[] => [
  ...nodes.map((_, node): Selection => ({ kind: 'node', node })), ...policies.map(({ id }): Selection => ({ kind: 'policy', id })),
  { kind: 'service', principal: 'config.amazonaws.com' },
];

test.each([['deployed', DEPLOYED], ['of code', SYMBOLS]])('the address of each selection leads back to it: %s', (_, of) => {
  expect(all(of).map((selection) => selectionOf(of, hashOf(of, selection)))).toEqual(all(of));
});

test('addresses have IDs, and in code what a reader knows instead of references', () => {
  const addresses = (of: Page) => all(of).map((selection) => decodeURIComponent(hashOf(of, selection)));
  expect(addresses(DEPLOYED)).toEqual([
    '#root', '#unit=ou-ab12-dev', '#account=100000000001', '#unit=ou-ab12-prod', '#account=100000000002', '#policy=p-a1b2c3d4', '#service=config.amazonaws.com',
  ]);
  expect(addresses(SYMBOLS)).toEqual([
    '#root', '#unit=Dev', '#account=aws+account-1@example.com', '#account=Dev/account-2', '#unit=Prod', '#unit=Prod/Dev', '#policy=regions',
    '#policy=${Org.A}', '#policy=${Org.B}', '#service=config.amazonaws.com',
  ]);
});

test('a name that several have leads nowhere, but the path of one does', () => {
  const twins = page([unit('Dev', { accounts: [account(1, { name: 'shop' })] }), unit('Prod', { accounts: [account(2, { name: 'shop' })] })]);
  expect(selectionOf(twins, '#account=shop')).toBeUndefined();
  expect(selectionOf(twins, '#account=Prod/shop')).toEqual({ kind: 'node', node: 4 });
});
