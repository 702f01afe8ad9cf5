import {
  type ActionsImpact, type DeniedAccount, type ImpactGroup, lastAccessed, newlyDeniedServices, type Organization, reportedEntities,
} from '../../../src/model';
import { account, organization, unit } from '../access/small-organization';

const [ONE, TWO, THREE] = ['111111111111', '222222222222', '333333333333'];

function impact(service: string, parts: Partial<ActionsImpact> = {}): ActionsImpact {
  return { service, before: 'allowed', after: 'denied', direction: 'tightens', actions: [`${service}:Delete*`], count: 3, because: [], insteadOf: [], ...parts };
}

function group(ids: readonly string[], actions: readonly ActionsImpact[]): ImpactGroup {
  return {
    caption: 'accounts',
    accounts: ids.map((id) => ({ kind: 'account', id, path: `Root/${id}`, email: `${id}@example.com` })),
    actions,
    effectivePolicies: [],
    counts: { denied: 0, allowed: 0, conditional: 0, conditionsChanged: 0 },
    unknownPolicies: [],
  };
}

const denied = (id: string, ...services: string[]): DeniedAccount => (
  { id, path: `Root/${id}`, services: services.map((service) => ({ service, denied: 1, conditional: 0, actions: [`${service}:*`] })) });

test('the services of an account are those of actions that are denied, or that fewer requests can take', () => {
  const actions = [
    impact('s3'), impact('s3', { after: 'depends', actions: ['s3:PutObject'], count: 1 }), impact('ec2', { before: 'depends', after: 'depends', direction: 'both', count: 2 }),
    impact('iam', { before: 'denied', after: 'allowed', direction: 'loosens' }), impact('kms', { after: 'depends', direction: 'loosens' }),
    impact('newservice', { newAction: 'newservice:Action', count: 0 }),
  ];
  const services = [
    { service: 's3', denied: 3, conditional: 1, actions: ['s3:Delete*', 's3:PutObject'] }, { service: 'ec2', denied: 0, conditional: 2, actions: ['ec2:Delete*'] },
  ];
  expect(newlyDeniedServices([group([ONE, TWO], actions), group([THREE], [impact('iam', { direction: 'loosens', after: 'allowed' })])])).toEqual([
    { id: ONE, path: `Root/${ONE}`, services }, { id: TWO, path: `Root/${TWO}`, services },
  ]);
});

test('the account and the service that were used last come first, and times are those of the oldest report', () => {
  const report = (completed: string, ...used: [string, string?][]) => ({
    JobStatus: 'COMPLETED' as const,
    JobCompletionDate: completed,
    AccessDetails: used.map(([service, time]) => ({ ServiceNamespace: service, ...(time === undefined ? {} : { LastAuthenticatedTime: time, Region: 'eu-west-1' }) })),
  });
  const result = lastAccessed([denied(ONE, 's3'), denied(TWO, 'ec2', 's3', 'rds', 'kms'), denied(THREE, 's3')], new Map([
    [ONE, report('2026-11-30T06:00:00.000Z', ['s3', '2026-11-01T00:00:00.000Z'])],
    [TWO, report('2026-11-29T06:00:00.000Z', ['s3', '2026-11-20T00:00:00.000Z'], ['ec2', '2026-10-20T00:00:00.000Z'], ['rds'])],
  ]));
  const shown = result.accounts.map(({ accountId, used, unused, notReported }) => (
    [accountId, used.map(({ service }) => service), unused, notReported]));
  expect(shown).toEqual([
    [TWO, ['s3', 'ec2'], ['rds'], ['kms']], [ONE, ['s3'], [], []],
  ]);
  expect([result.reportedAt, result.unreported]).toEqual(['2026-11-29T06:00:00.000Z', [{ accountId: THREE, account: `Root/${THREE}`, reason: 'no report of it is known' }]]);
});

test('a service with many patterns of actions keeps ten', () => {
  const services = [{ service: 's3', denied: 12, conditional: 0, actions: Array.from({ length: 12 }, (_, place) => `s3:Action${place}`) }];
  const { accounts: [{ used: [use] }] } = lastAccessed([{ id: ONE, path: 'Root/one', services }], new Map([
    [ONE, { JobStatus: 'COMPLETED' as const, AccessDetails: [{ ServiceNamespace: 's3', LastAuthenticatedTime: '2026-11-01T00:00:00.000Z' }] }],
  ]));
  expect([use.actions.length, use.morePatterns, use.denied]).toEqual([10, 2, 12]);
});

test('IAM names an account by all units above it, and reports of active accounts only', () => {
  const state: Organization = organization({
    accounts: [account('a', ONE)],
    organizationalUnits: [unit('W', 'ou-ab12-aaaaaaaa', { organizationalUnits: [unit('P', 'ou-ab12-bbbbbbbb', { accounts: [account('b', TWO)] })], accounts: [{ ...account('c', THREE), state: 'PENDING_CLOSURE' }] })],
  });
  expect([...reportedEntities(state)]).toEqual([
    [ONE, { entityPath: `o-a1b2c3d4e5/r-ab12/${ONE}` }],
    [THREE, { reason: 'the account is pending closure' }],
    [TWO, { entityPath: `o-a1b2c3d4e5/r-ab12/ou-ab12-aaaaaaaa/ou-ab12-bbbbbbbb/${TWO}` }],
  ]);
  expect(reportedEntities({ ...state, id: '${Org/Organization}' }).get(ONE)).toEqual({ reason: 'its place in the organization is not known by IDs' });
});
